"""TB606: the words of a romanised phrase do not agree, or have a case that the preposition does not govern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.romanised import SAMPLE, romanised
from termbase.romanisation.grammar import clashes
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """A finding spans the phrase, from the preposition to the noun, and so do its suggestions."""
    for paragraphs, writing, _ in romanised(units, context):
        for clash in clashes(writing):
            first, last = clash.words[0], clash.words[-1]
            unit = paragraphs[clash.passage.number]
            written = unit.target.text[first.start : last.end]
            yield check.finding(
                unit,
                (first.start, last.end),
                f"“{written}”: {clash.reason}; it would be “{clash.expected[0]}” ({clash.meant[0]})",
                suggestions=clash.expected,
            )


CHECK = Check(
    code="TB606",
    name="case-government",
    severity="warning",
    scope="any",
    summary="The words of a romanised phrase do not agree, or have a case that the preposition does not govern.",
    explanation=(
        "Reported is a phrase in which no reading of the words agrees: o stakhanovskim dvizheniem (no "
        "prepositional), vo vse strane (adjective and noun), one noun of a list in another case, a second noun in "
        "the nominative (izdanie gazeta) unless it is a name, and the first half of a compound adjective with an "
        "ending. All forms that a word may be are tried; indeclinable words, names, abbreviations and unknown "
        "words may be any, so that what may be right is not reported. The suggestion changes the fewest words; of "
        "several it prefers what stands elsewhere in the document. A word that is spelt wrong is reported for that "
        "(TB601, TB602) and not again."
    ),
    run=run,
    examples=(
        Example((("", SAMPLE), ("", "He wrote “O stakhanovskim dvizheniem” there.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "He wrote “Ko vsem rabochikh i rabotnitsam” there.")), 1, target_lang="en"),
        Example((("", SAMPLE), ("", "He wrote “O stakhanovskom dvizhenii” there.")), 0, target_lang="en"),
        Example((("", SAMPLE), ("", "The “V nogu so stakhanovskim dvizheniem” there.")), 0, target_lang="en"),
    ),
)
