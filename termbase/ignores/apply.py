"""Takes out of the findings of a run what comments ignore, and adds what is wrong with the comments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from termbase.checks.finding import Finding
from termbase.checks.home import Homes
from termbase.ignores.directive import MARK, Directive, Misunderstood, directives
from termbase.ignores.rules import EXPIRED, MISUNDERSTOOD, NO_REASON, UNUSED, IgnoreRule
from termbase.text import shown
from termbase.units import LazyUnits, Note, Position, Unit


def apply(
    findings: Iterable[Finding],
    units: Sequence[Unit],
    known: Collection[str],
    ran: Callable[[str, str], bool],
    today: date,
) -> list[Finding]:
    """The findings that remain, and those about the comments, in the order of files and places.

    Args:
        findings: what the checks found.
        units: of all documents, in their order.
        known: the codes of all checks.
        ran: whether a check (its code) ran over a file (its path); of others nothing is known to be unused.
        today: the day of the run.
    """
    if isinstance(units, LazyUnits) and MARK not in units.text:
        return list(findings)
    units = list(units)
    files = [_File(path, list(group), known, today) for path, group in groupby(units, key=lambda unit: unit.path)]
    if not any(file.scopes or file.findings for file in files):
        return list(findings)
    homes = Homes(units)
    covering = {unit: scopes for file in files for unit, scopes in file.covering.items()}
    left = []
    for finding in findings:
        over = [scope for scope in covering.get(id(homes.of(finding)), ()) if scope.covers(finding.code)]
        for scope in over:
            scope.used.add(finding.code)
        if not over:
            left.append(finding)
    for file in files:
        left += [*file.findings, *file.unused(ran)]
    order = {file.path: number for number, file in enumerate(files)}
    return sorted(left, key=lambda finding: (order[finding.path], finding.start, finding.code, finding.end))


@dataclass(slots=True, eq=False)
class _Scope:
    """A directive that holds."""

    directive: Directive
    unit: str
    finished: bool = False
    """It is for some prose, or some translation that is not fuzzy."""
    used: set[str] = field(default_factory=set)

    def covers(self, code: str) -> bool:
        return not self.directive.codes or code in self.directive.codes


class _File:
    """The directives of one file, and the units they are for."""

    def __init__(self, path: str, units: Iterable[Unit], known: Collection[str], today: date) -> None:
        self.path = path
        self.findings: list[Finding] = []
        """What is wrong with the comments."""
        self.scopes: list[_Scope] = []
        self.covering: dict[int, list[_Scope]] = {}
        """By the identity of a unit."""
        self._known = known
        self._today = today
        self._read: dict[Position, list[_Scope]] = {}
        """By the place of a comment: the units of one entry have the same ones."""
        off: list[_Scope] = []
        for unit in units:
            beside = []
            for scope in self._scopes(unit):
                match scope.directive.verb:
                    case "ignore":
                        beside.append(scope)
                    case "off":
                        off.append(scope)
                    case "on":
                        off = []
            if beside or off:
                self.covering[id(unit)] = [*beside, *off]
            for scope in (*beside, *off):
                scope.finished = scope.finished or unit.source is None or unit.state != "fuzzy"

    def _scopes(self, unit: Unit) -> Iterator[_Scope]:
        for note in unit.notes:
            if MARK not in note.text:
                continue
            place = note.anchors.at(0)
            if place not in self._read:
                self._read[place] = list(self._understood(note, unit.id))
                self.scopes += self._read[place]
            if not note.follows:
                yield from self._read[place]

    def _understood(self, note: Note, unit: str) -> Iterator[_Scope]:
        for one in directives(note, self._known):
            if isinstance(one, Misunderstood):
                self._report(MISUNDERSTOOD, one, unit, one.message)
            elif one.verb != "on" and not one.reason:
                self._report(NO_REASON, one, unit, "it does not say why: after a dash stands the reason")
            elif one.until and one.until < self._today:
                self._report(EXPIRED, one, unit, f"this held until {one.until}")
            else:
                yield _Scope(one, unit, finished=note.follows)

    def unused(self, ran: Callable[[str, str], bool]) -> Iterator[Finding]:
        """What the comments ignore in vain."""
        for scope in self.scopes:
            if scope.directive.verb == "on" or not scope.finished:
                continue
            named = scope.directive.codes
            vain = [code for code in named if code not in scope.used and ran(code, self.path)]
            if vain:
                yield self._finding(UNUSED, scope.directive, scope.unit, f"{', '.join(vain)} would report nothing here")
            elif not named and not scope.used and all(ran(code, self.path) for code in self._known):
                yield self._finding(UNUSED, scope.directive, scope.unit, "no check would report anything here")

    def _report(self, rule: IgnoreRule, one: Directive | Misunderstood, unit: str, message: str) -> None:
        self.findings.append(self._finding(rule, one, unit, message))

    def _finding(self, rule: IgnoreRule, one: Directive | Misunderstood, unit: str, message: str) -> Finding:
        line, column = one.start
        return Finding(
            path=self.path,
            start=one.start,
            end=Position(line, column + len(one.text)),
            unit=unit,
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            message=shown(message),
            text=shown(one.text),
            suggestions=(),
            concept="",
        )
