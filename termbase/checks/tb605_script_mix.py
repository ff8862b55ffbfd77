"""TB605: a word of a romanised title is in Cyrillic letters."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB605",
    name="script-mix",
    severity="warning",
    scope="any",
    summary="A word of a romanised title is in Cyrillic letters.",
    explanation=(
        "A title that begins in Latin letters ends in Cyrillic ones. Words that mix both alphabets within "
        "themselves are reported by TB509; acronyms read with Latin eyes (SSSP) by TB602."
    ),
    run=reporter("script", "is in Cyrillic letters among romanised words", certain=True),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Zhizn’ moia i moikh друзей.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "Zhizn’ moia i moikh druzei.")), 0, target_lang="en"),
    ),
)
