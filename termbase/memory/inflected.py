"""All forms of a word that the base does not have, for a search in texts.

Russian by the dictionary of pymorphy3; English by the rules for terms, for each word that a word may be a form of;
Korean nouns without their particles, which may be others. A Russian word that the dictionary does not know loses its
ending.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from termbase.forms.analyser import Analyser
from termbase.forms.english import English
from termbase.index.store import Index
from termbase.memory.key import endings, light
from termbase.text import key, without_diaeresis

_ENDING = r"\w{0,4}"
"""What may follow a stem: -овцами is no ending, -ами is; Korean particles seldom are longer."""
_LEAST = 2
"""Syllables of what is left of a Korean word without its particles."""


class Form(NamedTuple):
    """One form, folded."""

    begin: str
    """What it begins with."""
    pattern: str
    """Of all of it, as a regular expression."""


def forms_of_word(index: Index, word: str, lang: str) -> list[Form]:
    """The forms of a word; at least itself.

    Args:
        index: of the base, whose language data are used.
        word: a folded word in any form.
        lang: its primary language.
    """
    if not (word[0].isalnum() and word[-1].isalnum()):
        return [Form(word, re.escape(word))]
    if lang == "ru":
        return _russian(index, word)
    if lang == "ko":
        stems = [stem for stem, _ in index.particles.strip(word) if len(stem) >= _LEAST]
        stem = min(stems, key=len, default=word)
        return [Form(stem, re.escape(stem) + _ENDING)]
    if lang == "en":
        return [Form(form, re.escape(form)) for form in sorted(_english(index, word))]
    return [Form(word, re.escape(word))]


def _russian(index: Index, word: str) -> list[Form]:
    readings = [reading for reading in _analyser().readings(word) if reading.known]
    forms = {key(form) for reading in readings for form, _ in reading.paradigm(())}
    if not forms:
        stem = light(word, endings(index))
        return [Form(stem, re.escape(stem) + _ENDING)]
    written = forms | {without_diaeresis(form) for form in forms} | {word}
    return [Form(form, re.escape(form)) for form in sorted(written)]


@cache
def _analyser() -> Analyser:
    return Analyser()


def _english(index: Index, word: str) -> set[str]:
    data = index.rules("en")
    english = English(data)
    irregular: list[dict[str, list[str]]] = [data["verb"]["irregular"], data["plural"]["irregular"]]  # type: ignore[index]
    bases = {word, *(base for table in irregular for base, forms in table.items() if word in forms)}
    for ending, base in data["memory"]["endings"].items():  # type: ignore[index]
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            bases |= {stem + letters for letters in base}
            bases |= {stem[:-1]} if stem[-1:] == stem[-2:-1] else set()
    found = {word}
    for base in bases - {""}:
        for grammar in ("", "verb"):
            forms = {key(form.text) for form in english.expand(base, grammar)}
            if word in forms:
                found |= forms
    return found
