"""Which unit a finding is about."""

from __future__ import annotations

from collections.abc import Iterable

from termbase.checks.finding import Finding
from termbase.units import Unit


class Homes:
    """The units of a run, found by the findings in them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[tuple[str, str], list[Unit]] = {}
        for unit in units:
            self._units.setdefault((unit.path, unit.id), []).append(unit)

    def of(self, finding: Finding) -> Unit | None:
        """The unit with the finding's id, of several (the languages of a TMX) that with its place; None: of no unit."""
        units = self._units.get((finding.path, finding.unit), [])
        if len(units) <= 1:
            return units[0] if units else None
        return next((unit for unit in units if _holds(unit, finding)), units[0])


def _holds(unit: Unit, finding: Finding) -> bool:
    target = unit.target
    return target.anchors.at(0) <= finding.start <= target.anchors.at(len(target.text))
