"""Whether a text is about the subject of the base, so that its ordinary words are the base's terms.

A name or a phrase is a term wherever it stands. A word such as *archive*, *icon* or *record* is one in a text about the
subject; elsewhere it means folders and pictures, and has other translations.

That takes all units of a file, which several processes may divide: each brings its counts along, and what depends on
them is settled when all are there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.units import Unit

_SHARE = 20
"""One unit of so many names a concept by a name or phrase in a text about the subject."""

Counts = Counter[tuple[str, bool]]
"""The units of each file that name no concept so, and those that do."""


def counts(units: Iterable[Unit], context: Context) -> Counts:
    """What some units add to the counts of their files."""
    return Counter(
        (unit.path, any(context.is_special(hit.term) for hit in context.terms_in(unit.source)))
        for unit in units
        if unit.source is not None
    )


def settled(found: Iterable[Finding], counted: Counts, checks: Iterable[Check]) -> list[Finding]:
    """Findings of checks that ask for it (`Check.by_subject`): in a text about the subject all are certain."""
    severities = {check.code: check.severity for check in checks}
    return [
        replace(finding, severity=severities[finding.code]) if _is_about(finding.path, counted) else finding
        for finding in found
    ]


def _is_about(path: str, counted: Counts) -> bool:
    special = counted[path, True]
    return special * _SHARE >= special + counted[path, False]
