"""TB505: an English term that has a capital is written without it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.knowledge import table
from termbase.checks.mentions import texts
from termbase.match import Hit
from termbase.model import ALLOWED_STATUSES
from termbase.text import bare, key
from termbase.units import Unit

_LANG = "en"
_SCHEMES = 3
"""So many schemes make a romanisation that is met with; leninism and marxism are spelt so by two popular habits."""
_JOINED = re.compile(r"[\w/.@#~\\-]\Z")
_JOINS = re.compile(r"[/@#~\\_-]|\.\w")
"""What makes a word a part of an address, a file name or a tag."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Terms of one word that begin with a capital and are no other word with a small letter."""
    other = frozenset(table("checks")[_LANG]["other_in_lower_case"])
    for writing in texts(units):
        if writing.lang != _LANG:
            continue
        for unit in writing.units:
            text = unit.target.text
            if unit.role == "html":
                continue
            told: set[int] = set()
            for hit, form in context.miscased(unit.target, _LANG):
                found = text[hit.start : hit.end]
                if hit.start in told or not _is_checked(hit, found) or _is_joined(text, hit):
                    continue
                if _singular(hit, found) in other or _means_something_else(unit, hit, found, context):
                    continue
                told.add(hit.start)
                yield check.finding(
                    unit,
                    (hit.start, hit.end),
                    f"“{found}” is written with a capital: “{form}”",
                    suggestions=[form],
                    concept=context.concept(hit.term.concept).id,
                )


def _is_checked(hit: Hit, found: str) -> bool:
    term = hit.term
    capital = term.text[:1].isupper() and term.text[1:].islower() and term.text.isalpha()
    named = not {"proper", "name"} & set(term.grammar.split())
    return capital and named and found.islower() and term.lang == _LANG and term.status in ALLOWED_STATUSES


def _is_joined(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - 1) : hit.start]
    return bool(_JOINED.match(before) or _JOINS.match(text, hit.end))


def _singular(hit: Hit, found: str) -> str:
    """The term in small letters, whatever form of it was found."""
    return hit.term.text.lower() if found[:3] == hit.term.text.lower()[:3] else found


def _means_something_else(unit: Unit, hit: Hit, found: str, context: Context) -> bool:
    """Whether it is a term in small letters, or a Russian word in Latin letters, as in a romanised title."""
    terms = context.terms_in(unit.target)
    place = bisect_left(terms, hit.end, key=lambda other: other.start)
    if place and terms[place - 1].end > hit.start:
        return True
    spelt = (one for word in (found, hit.term.text) for one in context.index.spellings(bare(key(word))))
    return any(one.schemes.bit_count() >= _SCHEMES for one in spelt)


CHECK = Check(
    code="TB505",
    name="term-capitalisation",
    severity="warning",
    scope="prose",
    summary="An English term is written without its capital.",
    explanation=(
        "A common noun or adjective of one word that has a capital, because it is made from a name, stands in the "
        "text with a small letter. Names and titles themselves are not judged: many are common words as well. Nothing "
        "is reported where the word in small letters is another word (`other_in_lower_case` in `checks.toml` of the "
        "languages) or another term, where it may be a Russian word in Latin letters, as in romanised titles, and in "
        "addresses and file names."
    ),
    run=run,
    examples=(
        Example((("", "A Stakhanovite came; the STAKHANOVITES left."),), 0, target_lang="en"),
        Example((("", "A stakhanovite came."),), 1, target_lang="en"),
        Example((("", "See stakhanovite.example/stakhanovite and #stakhanovite."),), 0, target_lang="en"),
    ),
)
