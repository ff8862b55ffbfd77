"""TB603: the hard sign is written as the soft one."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB603",
    name="sign-glyph",
    severity="warning",
    scope="any",
    summary="The hard sign is written as the soft one.",
    explanation=(
        "A single apostrophe stands for the soft sign, a double one for the hard sign (ALA-LC and most other "
        "schemes): pod”em, not pod’em. Which of the glyphs a document uses for the soft sign (’ ' ʹ) is its own "
        "matter, and whatever stands most often in a paragraph is suggested."
    ),
    run=reporter("glyph", "has the sign for the soft sign where the hard one stands, by {scheme}", certain=True),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Novogo moshchnogo pod’ema khoziaistva.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "Novogo moshchnogo pod”ema khoziaistva.")), 0, target_lang="en"),
    ),
)
