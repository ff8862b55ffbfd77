"""TB407: a term stands in the translation much less or more often than in the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general
from termbase.checks.pairs import pairs
from termbase.match import Hit
from termbase.units import Unit

_MISSING = 2
"""Fewer places than this may be pronouns."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Terms that are not rendered at all are left to TB401."""
    for unit, source, target, _ in pairs(units):
        wanted = _counted(context.terms_in(source))
        if not wanted:
            continue
        present = context.concepts_named(target)
        places = _counted(context.terms_in(target))
        for concept, count in wanted.items():
            found = present[concept]
            few = 0 < found <= count - _MISSING and not context.permitted(concept, target)
            if few or min(found, places[concept]) >= 2 * (count + 1):
                entry = context.concept(concept)
                name = next(iter(entry.terms.get(general(source.lang), ())), entry.id)
                message = f"“{name}” stands {count} × in the source, its translation {found} × here"
                yield check.finding(unit, (0, len(target.text)), message, concept=entry.id)


def _counted(hits: Iterable[Hit]) -> Counter[int]:
    """Places by concept, without words that may mean several concepts or other things too."""
    counts: Counter[int] = Counter()
    for _, group in groupby(hits, key=lambda hit: (hit.start, hit.end)):
        place = list(group)
        if len({hit.term.concept for hit in place}) == 1 and not any(hit.term.broad for hit in place):
            counts[place[0].term.concept] += 1
    return counts


CHECK = Check(
    code="TB407",
    name="term-count",
    severity="info",
    scope="bilingual",
    summary="A term stands in the translation much less or more often than in the source.",
    explanation=(
        "The translation names a concept at least two times less than the source, or more than twice as often: a "
        "sentence may be missing, or may stand there twice. Pronouns for terms, and terms for pronouns, make smaller "
        "differences. Counted are all allowed terms of the concept in all forms, and derived words; "
        "a concept that may be left out (`omissible`, see TB401) is not missed."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("Norms, norms and norms.", "Нормы и нормы."),), 0),
        Example((("Norms, norms and norms.", "Нормы."),), 1),
        Example((("Norms, norms and norms.", "Выполняйте."),), 0),
        Example((("Norms as they are.", "Нормы, нормы, нормы и снова нормы."),), 1),
    ),
)
