"""TB404: a unit has no translation, or its translation is a copy of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general, table
from termbase.checks.pairs import is_credit
from termbase.text import main_script, squeezed
from termbase.units import Segment, Unit

_ENGLISH = "en"
_BETWEEN = re.compile(r"[ .,;:!?]+")
"""Between words of running text; what else stands between them makes a list or an address of them."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """A copy is no fault where there is nothing to translate: no word, or only terms written alike."""
    for unit in units:
        if unit.source is None or unit.state == "obsolete" or not unit.source.text.strip():
            continue
        target = unit.target.text
        if not target.strip():
            if unit.state != "fuzzy" and not is_credit(unit):
                yield check.finding(unit, (0, len(target)), "has no translation")
        elif (
            unit.state == "translated"
            and unit.source.lang != unit.target.lang
            and squeezed(target) == squeezed(unit.source.text)
            and _has_words(unit, context)
        ):
            certain = _is_sentence(unit.source)
            yield check.finding(unit, (0, len(target)), "the translation is a copy of the source", certain=certain)


def _has_words(unit: Unit, context: Context) -> bool:
    """Whether letters are left when the terms of the target language are taken away."""
    letters = list(unit.target.text)
    for hit in context.terms_in(unit.target):
        if hit.term.lang == unit.target.lang:
            letters[hit.start : hit.end] = " " * (hit.end - hit.start)
    return any(char.isalpha() for char in letters)


def _is_sentence(source: Segment) -> bool:
    """Whether a text cannot be a name, a command or a key that stays as it is.

    Those stay in Latin letters. Russian and Korean do not stay in their own; English does not where a word of its
    grammar (of, is) stands next to another one in small letters.
    """
    lang = general(source.lang)
    letters = main_script(source.text)
    if letters != "Latn" or lang != _ENGLISH:
        own: dict[str, str] = table("punctuation")["quotes"].get(lang, {})
        return letters not in ("Latn", "Zyyy") and letters == own.get("script")
    words = _BETWEEN.split(source.text)
    grammar = _grammar()
    return any(
        (one[:1].lower() + one[1:] in grammar and _is_content(after)) or (after in grammar and _is_content(one))
        for one, after in pairwise(words)
    )


def _is_content(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.islower() and word not in _grammar()


@cache
def _grammar() -> frozenset[str]:
    words = table(_ENGLISH)["context"]
    return frozenset((*words["function_words"], *words["auxiliaries"]))


CHECK = Check(
    code="TB404",
    name="untranslated-or-copied",
    severity="warning",
    scope="bilingual",
    summary="A unit has no translation, or a copy of the source in its place.",
    explanation=(
        "The target is empty, or it repeats the source letter for letter (letter case and spaces aside). Units "
        "marked fuzzy are work in progress and are not reported when empty. Numbers, placeholders and terms that "
        "both languages write alike may be copied. A copy is certainly no translation where it has the letters of the "
        "source’s language and the target’s has others, or is English with a word of the grammar (of, is) next to "
        "another in small letters. Any other copy may be a name, a command or a key, and is info."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("102 %", "102 %"),), 0),
        Example((("A record.", "Рекорд."),), 0),
        Example((("A record.", ""),), 1),
        Example((("A record.", "A record."),), 1),
        Example((("Рекорд.", "Рекорд."),), 1, "ru", "ko"),
        Example((("Netscape Messenger", "Netscape Messenger"), ("Ctrl+R", "Ctrl+R")), 2, certain=False),
        Example((("Journal of the Acoustical Society", "Journal of the Acoustical Society"),), 1, certain=False),
    ),
)
