"""TB601: a romanised Russian word is spelt by another scheme than the rest of the document."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB601",
    name="scheme-mix",
    severity="warning",
    scope="any",
    summary="A romanised Russian word is spelt by another scheme than the rest of the document.",
    explanation=(
        "Scholarship spells Russian titles and quotations by one scheme. The scheme of a document is the one that "
        "gives most of the words of its titles, quotations and glosses; or it is declared (`romanisation` in the "
        "settings). Reported is a word that only other schemes give: vsesoyuznoe where the document has "
        "vsesoiuznoe. Names in the prose may have popular spellings (Lunacharsky) as long as a scheme of the "
        "document gives them; names of the base are reported when no such scheme does and the base does not have "
        "them so (Krivonoss). Names before a cited title are compared by TB607."
    ),
    run=reporter("scheme", "is not spelt as the rest of the document is, by {scheme}", certain=True),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Pervoe vsesoyuznoe soveshchanie.")), 1, target_lang="en"),
        Example((("", SAMPLE),), 0, target_lang="en"),
    ),
)
