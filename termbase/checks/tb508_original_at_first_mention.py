"""TB508: a Korean text gives the original of names in brackets, but not of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.first_mention import First, first_mentions, habitual
from termbase.checks.mentions import Mention, texts
from termbase.forms.korean import is_syllable
from termbase.units import Unit

_LANG = "ko"


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Domain by domain: where three first mentions and more than half of all have the original, the others lack it."""
    for writing in texts(units):
        if writing.lang != _LANG:
            continue
        for firsts, glossed in habitual(first_mentions(writing, context, _is_original), context):
            for first in firsts:
                if not first.glossed:
                    yield _finding(check, first, f"{glossed} of {len(firsts)} terms of its domain have it", context)


def _is_original(_: Mention, bracket: str) -> bool:
    """Whether words in other letters stand there: hanja, Cyrillic, Latin; not a year."""
    return any(char.isalpha() for char in bracket) and not any(map(is_syllable, bracket.partition(",")[0]))


def _finding(check: Check, first: First, counts: str, context: Context) -> Finding:
    mention = first.mention
    return check.finding(
        mention.unit,
        mention.span,
        f"“{mention.text}” lacks the original in brackets at its first mention ({counts}){first.line_of_gloss()}",
        concept=context.concept(mention.hit.term.concept).id,
    )


CHECK = Check(
    code="TB508",
    name="original-at-first-mention",
    severity="info",
    scope="prose",
    summary="A Korean text gives originals in brackets, but not for this term at its first mention.",
    explanation=(
        "Korean scholarly prose writes the original of a name or term, in hanja, Latin or Cyrillic letters, in "
        "brackets behind its first mention. A text shows by itself where it wants that: in a domain of the termbase "
        "(persons, places …) of which at least three first mentions, and more than half of all, have such a bracket, "
        "the others are reported. Headings are not read."
    ),
    run=run,
    examples=(
        Example(
            (("", "노르마(норма), 돌격 노동자(ударник), 광부(шахтёр)와 유훈이 있다."),),
            1,
            target_lang="ko",
        ),
        Example((("", "노르마(норма), 돌격 노동자(ударник), 광부와 유훈이 있다."),), 0, target_lang="ko"),
    ),
)
