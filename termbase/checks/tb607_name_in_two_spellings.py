"""TB607: a Russian name is spelt in two ways in one document, or is near a name of the document or the base."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB607",
    name="name-in-two-spellings",
    severity="warning",
    scope="any",
    summary="A Russian name is spelt in two ways in one document, or is near a name of the document or the base.",
    explanation=(
        "Names in the prose and names before cited titles are compared each for themselves, as popular spellings "
        "in the one and a strict scheme in the other are normal. Reported is the rarer spelling: Khlevnyuk beside "
        "Khlevniuk, Petr beside Peter Krivonos. A name that no scheme gives is reported when it is rare and has "
        "few letters otherwise than one that stands in the document three times as often (Seigelbaum beside "
        "Siegelbaum), or one letter otherwise than a name of the base. Nothing is corrected: which spelling a "
        "person has is for the editor to say."
    ),
    run=reporter("name", "is another spelling of a name"),
    yields_to=TERM_CHECKS,
    examples=(
        Example(
            (("", SAMPLE), ("", "Khlevniuk said it. Khlevniuk was right. Khlevnyuk was not.")), 1, target_lang="en"
        ),
        Example((("", SAMPLE), ("", "Khlevniuk said it. Khlevniuk was right.")), 0, target_lang="en"),
    ),
)
