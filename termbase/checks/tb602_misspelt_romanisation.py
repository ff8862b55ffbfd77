"""TB602: a romanised word is no spelling of any Russian word form."""

from __future__ import annotations

from termbase.checks.check import Check, Example
from termbase.checks.romanised import SAMPLE, TERM_CHECKS, reporter

CHECK = Check(
    code="TB602",
    name="misspelt-romanisation",
    severity="warning",
    scope="any",
    summary="A romanised word is no spelling of any Russian word form.",
    explanation=(
        "Reported is a word among romanised Russian ones that no scheme makes of any form of a Russian word, if a "
        "Russian word is near: robotnits for rabotnits. Nearest words come first, and of these those that agree with "
        "their neighbours, then the words of the document itself, as the same word mostly stands right elsewhere in "
        "it, then terms of the base. Old orthography (rabochago), Church Slavonic (Sviatyi Bozhe), adverbs "
        "(po-stakhanovski), first halves of compounds (fabrichno-), prefixes (dokolkhoznaia), English words and "
        "titles in other languages, Ukrainian too, are left alone. A name, in the prose or in a title, is reported "
        "only if it is near a name of the base, and no other first name stands before it. Nothing is reported if the "
        "titles and quotations of a document show no scheme, but near terms of the base."
    ),
    run=reporter("spelling", "is no spelling of a Russian word by {scheme}"),
    yields_to=TERM_CHECKS,
    examples=(
        Example((("", SAMPLE), ("", "Soveshchanie rabochikh i robotnits promyshlennosti.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "Katekhizis rabochago and the workers of England.")), 0, target_lang="en"),
    ),
)
