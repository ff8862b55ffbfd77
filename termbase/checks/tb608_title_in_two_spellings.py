"""TB608: a Russian title is cited in several spellings."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB608",
    name="title-in-two-spellings",
    severity="warning",
    scope="any",
    summary="A Russian title is cited in several spellings.",
    explanation=(
        "Titles that have the same words but one, which has few letters otherwise, are the same title; a short "
        "citation is compared with the beginning of a long one. Reported is the word of the rarer citation, even "
        "if it is a Russian word itself: Put’ stakhanovtse beside Put’ stakhanovtsa."
    ),
    run=reporter("title", "is not what the title has elsewhere"),
    yields_to=TERM_CHECKS,
    examples=(
        Example(
            (("", SAMPLE), *[("", "See *Chudesa nashei strany*.")] * 2, ("", "See *Chudesna nashei strany*.")),
            1,
            target_lang="en",
        ),
        Example((("", SAMPLE), *[("", "See *Chudesa nashei strany*.")] * 3), 0, target_lang="en"),
    ),
)
