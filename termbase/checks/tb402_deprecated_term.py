"""TB402: the target uses a term that the termbase deprecates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.misuse import findings
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Deprecated and superseded terms of the target, in any inflected form."""
    for unit in units:
        if unit.source is not None and unit.state == "translated":
            yield from findings(check, unit, context)


CHECK = Check(
    code="TB402",
    name="deprecated-term",
    severity="error",
    scope="bilingual",
    summary="The translation uses a deprecated term.",
    explanation=(
        "The target contains, in some inflected form, a term or a spelling that the termbase marks as deprecated "
        "or superseded. The message gives the reason and the term to use instead. Where the same words are an "
        "allowed term of another concept nothing is reported."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("Two shock workers.", "Два ударника."),), 0),
        Example((("Two shock workers.", "Два шок-рабочих."),), 1),
    ),
)
