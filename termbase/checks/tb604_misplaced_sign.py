"""TB604: a romanised word lacks the apostrophe of its soft or hard sign, or has it in the wrong place."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB604",
    name="misplaced-sign",
    severity="warning",
    scope="any",
    summary="A romanised word lacks the apostrophe of its soft or hard sign, or has it in the wrong place.",
    explanation=(
        "Reported is a word whose letters are right and whose signs are not: dekabrskogo for dekabr’skogo, "
        "kultur’nost’ for kul’turnost’. An English possessive (Stakhanov’s), a closing quotation mark and the sign "
        "at the end of a word (Rus’) are told apart by the word. Nothing is reported in a document whose scheme "
        "has no signs."
    ),
    run=reporter("sign", "has its signs otherwise by {scheme}", certain=True),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Itogi dekabrskogo plenuma.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "Itogi dekabr’skogo plenuma; Stakhanov’s norm.")), 0, target_lang="en"),
    ),
)
