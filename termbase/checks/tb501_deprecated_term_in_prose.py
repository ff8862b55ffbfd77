"""TB501: a text uses a term or a spelling that the termbase deprecates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.misuse import findings
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Deprecated terms of every language, and deprecated spellings of romanised ones."""
    for unit in units:
        if unit.source is None:
            yield from findings(check, unit, context)


CHECK = Check(
    code="TB501",
    name="deprecated-term-in-prose",
    severity="warning",
    scope="prose",
    summary="A text uses a deprecated term or spelling.",
    explanation=(
        "The text contains, in some inflected form, a term or a romanised spelling that the termbase marks as "
        "deprecated or superseded. The message gives the reason and what to write instead. Code, links and markup "
        "are not read."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("", "A shock worker (udarnik)."),), 0, target_lang=""),
        Example((("", "A shock worker (udarnick)."),), 1, target_lang=""),
    ),
)
