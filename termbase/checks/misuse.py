"""Findings for terms that are not to be used: what TB402 and TB501 have in common."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.checks.check import Check
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.units import Unit


def findings(check: Check, unit: Unit, context: Context) -> Iterator[Finding]:
    """One finding for each deprecated or superseded term in the target of a unit."""
    for hit in context.misused(unit.target):
        found = unit.target.text[hit.start : hit.end]
        suggestions = context.instead(hit, found)
        advice = f"; use {quoted(suggestions)}" if suggestions else ""
        reason = f" ({hit.term.reason})" if hit.term.reason else ""
        yield check.finding(
            unit,
            (hit.start, hit.end),
            f"“{found}” is {hit.term.status}{reason}{advice}",
            suggestions=suggestions,
            concept=context.concept(hit.term.concept).id,
            edits=context.edits(unit.target, hit),
        )
