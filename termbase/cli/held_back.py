"""What ``--fix`` leaves alone: what the run does not tell, as a baseline knows it or nothing there has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from termbase.checks.finding import Finding
from termbase.checks.home import Homes
from termbase.cli.paths import complain
from termbase.units import Unit


class HeldBack:
    """The units with findings that are not told.

    As a whole, because a known finding is known by the text of its unit: another fix there would make it a new one.
    """

    def __init__(self, units: Sequence[Unit], found: Iterable[Finding], told: Sequence[Finding]) -> None:
        """Compares the findings of a run with those that it tells; says which of these will not be fixed.

        Args:
            units: of all documents.
            found: in them.
            told: those of `found` that are told, the same objects.
        """
        kept = {id(finding) for finding in told}
        place = _places(units)
        self._places = {place(finding) for finding in found if id(finding) not in kept} - {None}
        for finding in told:
            if finding.fix and place(finding) in self._places:
                start = finding.start
                reason = "another fault of this text is in the baseline"
                complain(f"{finding.path}:{start.line}:{start.column}: not fixed: {reason}")

    def apart(self, findings: Iterable[Finding], units: Sequence[Unit]) -> list[Finding]:
        """The findings outside these units, in a document whose texts may have been changed since."""
        place = _places(units)
        return [finding for finding in findings if place(finding) not in self._places]


def _places(units: Sequence[Unit]) -> Callable[[Finding], tuple[str, int] | None]:
    """Finds the place of a finding that stays when texts change: the path and the number of its unit."""
    units = list(units)
    homes = Homes(units)
    seen: Counter[str] = Counter()
    numbers: dict[int, tuple[str, int]] = {}
    for unit in units:
        numbers[id(unit)] = (unit.path, seen[unit.path])
        seen[unit.path] += 1
    return lambda finding: numbers.get(id(homes.of(finding)))
