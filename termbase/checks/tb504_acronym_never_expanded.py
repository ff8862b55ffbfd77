"""TB504: a text uses an acronym and nowhere says what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.knowledge import table
from termbase.checks.mentions import Mention, bracket_after, by_concept, in_bracket, mentions, texts
from termbase.model import ALLOWED_STATUSES
from termbase.units import Unit

_DEFINED = re.compile("[\\s\u00ad*_]*[:=\u2013\u2014\t]|\\s+-\\s")
_OPENING, _CLOSING = "“«„「『《", "”»」』》"
_NEAR = 200
"""Characters in which the quotation mark is looked for."""
_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Initials only, at their first place in the running text; syllabic words (Komsomol) are read as words."""
    for writing in texts(units):
        known = frozenset(table("checks").get(writing.lang, {}).get("known_acronyms", ()))
        told: dict[int, tuple[Mention, str]] = {}
        for concept, places in by_concept(mentions(writing, context)).items():
            first = next((place for place in places if not place.unit.role and not _is_quoted(place)), None)
            if first is None or not known.isdisjoint((first.text, first.hit.term.text)):
                continue
            if all(map(_is_acronym, places)) and not any(map(_is_explained, places)):
                full = _full_form(concept, writing.lang, context)
                if full:
                    told[concept] = first, full
        # Looking for the full name in Latin letters takes longer: only in a text that has such acronyms.
        spelt = (
            {
                place.hit.term.concept
                for place in mentions(writing, context, context.all_terms_in)
                if not _is_initials(place.text)
            }
            if told
            else set()
        )
        for concept, (first, full) in told.items():
            if concept not in spelt:
                yield check.finding(
                    first.unit,
                    first.span,
                    f"“{first.text}” is never expanded in this text; its full form is {quoted([full])}",
                    suggestions=[f"{full} ({first.text})"],
                    concept=context.concept(concept).id,
                )


def _full_form(concept: int, lang: str, context: Context) -> str:
    """The first name of a concept that is no acronym; empty: the base has none in the language."""
    return next(
        (
            term.text
            for term in context.index.terms_of(concept)
            if term.lang == lang and term.status in ALLOWED_STATUSES
            if term.type not in ("acronym", "abbreviation") and not _is_initials(term.text)
        ),
        "",
    )


def _is_acronym(place: Mention) -> bool:
    return place.hit.term.type == "acronym" and _is_initials(place.text)


def _is_initials(text: str) -> bool:
    """Two capitals or more, and no word: VTsSPS, TsK, U.S.S.R."""
    return " " not in text.strip() and sum(char.isupper() for char in text) > 1 and text.upper() != text.lower()


def _is_quoted(place: Mention) -> bool:
    """Whether it stands between quotation marks, perhaps in a title."""
    before = place.unit.target.text[max(0, place.hit.start - _NEAR) : place.hit.start]
    return max(map(before.rfind, _OPENING)) > max(map(before.rfind, _CLOSING))


def _is_explained(place: Mention) -> bool:
    """Whether words stand in brackets behind it, or it stands in brackets itself, or begins a line of a list."""
    text = place.unit.target.text
    if in_bracket(place) or _WORDS.search(bracket_after(place)):
        return True
    before = text[max(0, place.hit.start - _NEAR) : place.hit.start].rpartition("\n")[2]
    return not before.strip(" \t|*_-\u00ad") and _DEFINED.match(text, place.hit.end) is not None


CHECK = Check(
    code="TB504",
    name="acronym-never-expanded",
    severity="info",
    scope="prose",
    summary="An acronym is used in a text that never gives its full form.",
    explanation=(
        "The document has initials that the termbase knows as an acronym, and none of the full or shortened names "
        "of the same concept, in no language; nor does it explain them in brackets or in a list of abbreviations. "
        "Reported once, at the first place outside headings. Acronyms that are read as words are left alone, and so "
        "are those that every reader knows (`known_acronyms` in `languages/checks.toml`)."
    ),
    run=run,
    examples=(
        Example((("", "The VTsSPS voted."),), 1, target_lang=""),
        Example(
            (("", "The All-Union Central Council of Trade Unions met."), ("", "The VTsSPS voted.")), 0, target_lang=""
        ),
        Example((("", "The highest body of the unions (VTsSPS) met. The VTsSPS voted."),), 0, target_lang=""),
    ),
)
