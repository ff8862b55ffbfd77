"""TB603: the hard sign is written as the soft one, or a document writes the soft sign in several ways."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB603",
    name="sign-glyph",
    severity="warning",
    scope="any",
    summary="The hard sign is written as the soft one, or a document writes the soft sign in several ways.",
    explanation=(
        "A single apostrophe stands for the soft sign, a double one for the hard sign (ALA-LC and most other "
        "schemes): pod”em, not pod’em. Which of the glyphs a document uses for the soft sign (’ ' ʹ) is its own "
        "matter, and whatever stands most often in a paragraph is suggested; but of a document that mixes them, the "
        "first word with the rarer one is reported."
    ),
    run=reporter("glyph", "has another sign than it should by {scheme}", certain=True),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Novogo moshchnogo pod’ema khoziaistva.")), 1, target_lang="en"),
        Example(
            (
                ("", SAMPLE),
                ("", "Nasha zhizn', nasha sol', nasha rech'. Nasha zhiznʹ, nasha solʹ, nasha rechʹ, nasha rolʹ."),
            ),
            1,
            target_lang="en",
        ),
        Example((("", SAMPLE), ("", "Novogo moshchnogo pod”ema khoziaistva.")), 0, target_lang="en"),
    ),
)
