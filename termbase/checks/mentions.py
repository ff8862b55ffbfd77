"""The terms of whole documents in their order: what the checks of prose have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, groupby, islice
from typing import NamedTuple

from termbase.checks.context import Context
from termbase.index.store import TermEntry
from termbase.match import Hit
from termbase.text import LANGUAGE_OF_SCRIPT, key, main_script
from termbase.units import Segment, Unit

_SAMPLE = 200
"""Paragraphs by which the language of a document is told."""
_BRACKET = re.compile("[\\s\u00ad»”\"’'」』》〉*_]*[(（\\[]([^()（）\\[\\]]{0,200})[)）\\]]")
_OPEN = re.compile("[(（\\[][^()（）\\[\\]]*\\Z")
_BEFORE = 80
"""Characters in which the beginning of a bracket is looked for."""
_SHORTENED = {"abbreviation", "acronym", "shortForm"}
_ENDING = 2
_INITIALS = re.compile(r"\b\w{1,2}\.")
_JOINTS = re.compile(r"[\s\-\"]+")


class Mention(NamedTuple):
    """A term where it stands in a document."""

    unit: Unit
    hit: Hit

    @property
    def text(self) -> str:
        """As it is written."""
        return self.unit.target.text[self.hit.start : self.hit.end]

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the target of the unit."""
        return self.hit.start, self.hit.end


class Monolingual(NamedTuple):
    """A document in one language: the units of a text, or the targets of a bilingual file."""

    path: str
    lang: str
    """Primary language; empty when the letters tell none."""
    units: list[Unit]


def texts(units: Iterable[Unit]) -> Iterator[Monolingual]:
    """The documents that are prose."""
    prose = (unit for unit in units if unit.source is None)
    for path, group in groupby(prose, key=lambda unit: unit.path):
        paragraphs = list(group)
        yield Monolingual(path, _language(paragraphs), paragraphs)


def targets(units: Iterable[Unit]) -> Iterator[Monolingual]:
    """The translations in bilingual files that are finished, a file and language each."""
    files: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        if unit.source is not None and unit.state == "translated":
            files.setdefault((unit.path, unit.target.lang.split("-", maxsplit=1)[0]), []).append(unit)
    for (path, lang), group in files.items():
        yield Monolingual(path, lang, group)


def _language(units: list[Unit]) -> str:
    if units[0].target.lang:
        return units[0].target.lang.split("-", maxsplit=1)[0]
    return LANGUAGE_OF_SCRIPT.get(main_script(" ".join(unit.target.text for unit in islice(units, _SAMPLE))), "")


def mentions(
    document: Monolingual, context: Context, find: Callable[[Segment], list[Hit]] | None = None
) -> Iterator[Mention]:
    """The terms of a document, in its order.

    Without words that are terms of several concepts, and without broad terms: they may mean something else.
    """
    find = find or context.terms_in
    for unit in document.units:
        hits = find(unit.target)
        for _, group in groupby(hits, key=lambda hit: (hit.start, hit.end)):
            places = list(group)
            if len({hit.term.concept for hit in places}) > 1 or any(hit.term.broad for hit in places):
                continue
            own = (hit for hit in places if hit.term.lang.split("-", maxsplit=1)[0] == document.lang)
            yield Mention(unit, next(own, places[0]))


def by_concept(found: Iterable[Mention]) -> dict[int, list[Mention]]:
    """The mentions of each concept, concepts in the order of their first ones."""
    groups: dict[int, list[Mention]] = {}
    for mention in found:
        groups.setdefault(mention.hit.term.concept, []).append(mention)
    return groups


def bracket_after(mention: Mention) -> str:
    """What stands in brackets directly behind a term; empty: nothing."""
    match = _BRACKET.match(mention.unit.target.text, mention.hit.end)
    return match[1] if match else ""


def in_bracket(mention: Mention) -> bool:
    """Whether a term stands in brackets, itself perhaps a gloss."""
    start = mention.hit.start
    return _OPEN.search(mention.unit.target.text[max(0, start - _BEFORE) : start]) is not None


def is_part(one: str, other: str) -> bool:
    """Whether all words of a term are words of another: Stakhanov or A. Stakhanov, and Aleksei Stakhanov."""
    words, more = _words(one), _words(other)
    return words <= more or more <= words or _is_plural(key(one), key(other)) or _is_plural(key(other), key(one))


def _is_plural(one: str, other: str) -> bool:
    """Whether only an ending is added: wages, wage."""
    return other.startswith(one) and len(other) - len(one) <= _ENDING


def _words(text: str) -> set[str]:
    return set(_JOINTS.split(_INITIALS.sub("", key(text)))) - {""}


def rivals(terms: Iterable[str], allowed: Iterable[str]) -> set[str]:
    """Of the terms of one concept those that are no shortened form of one another: norm and quota.

    Args:
        terms: those that are used.
        allowed: all allowed ones; two parts of one of them are no rivals.
    """
    names = [_words(text) for text in allowed]
    return {
        text
        for one, other in combinations(terms, 2)
        if not is_part(one, other) and not any(_words(one) | _words(other) <= name for name in names)
        for text in (one, other)
    }


def is_another_part(term: TermEntry, context: Context) -> bool:
    """Whether a term can stand for no other of its concept: an adjective or verb; a Russian title in Latin letters."""
    words = term.grammar.split()
    if not {"noun", "name"} & set(words):
        return True
    return " " in term.text and "name" not in words and context.is_romanised(term)


def is_shortened(term: TermEntry) -> bool:
    """Whether it stands for a longer form: an acronym, an abbreviation, a surname alone."""
    return term.type in _SHORTENED
