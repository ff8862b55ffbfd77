"""The checks over many units by several processes: what they find is what one process finds, in the same order.

Checks that look at one unit at a time (`Check.alone`) get the units in pieces; the others get all of them, as one
piece more, which is begun first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from termbase.checks import subject
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.finding import Finding, Fix
from termbase.units import Edit, LazyUnits, Unit
from termbase.workers import spread

_PIECE = 4_000
"""Units; to start processes takes as long as to check about half as many."""
_values = attrgetter(*(field.name for field in fields(Finding)))


class Piece(NamedTuple):
    """What one process does at a time."""

    checks: Sequence[Check]
    start: int
    stop: int
    """The units, by their numbers."""


class _Sent(NamedTuple):
    """Findings as they go from one process to another: in less time than as they are."""

    findings: list[tuple[object, ...]]
    fixes: list[tuple[int, int, tuple[Edit, ...]]]
    """Of a finding with a fix: its number in the list, the number of the unit, the edits of its target."""
    counted: subject.Counts
    """Of the units, if a check asks for it (`Check.by_subject`)."""


def divided(units: Sequence[Unit], checks: Collection[Check], size: int = _PIECE) -> list[Piece]:
    """The pieces of the work of a run, of about so many units each; one, if there are no more of them."""
    if len(units) <= size:
        return [Piece(list(checks), 0, len(units))]
    alone = [check for check in checks if check.alone]
    cuts = [0]
    while alone and cuts[-1] < len(units):
        stop = min(cuts[-1] + size, len(units))
        # The plural forms of a message stay together.
        while stop < len(units) and units[stop].plural:
            stop += 1
        cuts.append(stop)
    whole = [check for check in checks if not check.alone]
    return [Piece(whole, 0, len(units))] * bool(whole) + [Piece(alone, start, stop) for start, stop in pairwise(cuts)]


def findings(
    units: Sequence[Unit], pieces: Sequence[Piece], opened: Callable[[], Context]
) -> Generator[list[Finding], None, None]:
    """What is found in each piece, with the last one also what depends on all; see `ordered`.

    Args:
        units: of the run.
        pieces: of `divided`.
        opened: called in each process, gives what the checks there share.

    Raises:
        InputError: see `termbase.workers.spread`.
    """

    def work() -> Callable[[Piece], _Sent]:
        context = opened()
        return lambda piece: _sent(units, piece, context)

    results = spread(work, pieces, worth=len(pieces) > 1)
    asking = {check.code: check for piece in pieces for check in piece.checks if check.by_subject}
    waiting: list[Finding] = []
    counted: subject.Counts = Counter()
    try:
        for piece, sent in enumerate(results, 1):
            found = [Finding(*values) for values in sent.findings]  # type: ignore[arg-type]
            for number, unit, edits in sent.fixes:
                found[number] = replace(found[number], fix=Fix(units[unit].target, edits))
            counted.update(sent.counted)
            waiting += (finding for finding in found if finding.code in asking)
            told = [finding for finding in found if finding.code not in asking]
            yield told if piece < len(pieces) else [*told, *subject.settled(waiting, counted, asking.values())]
    finally:
        results.close()


def ordered(found: Iterable[Finding], units: Sequence[Unit], checks: Iterable[Check]) -> list[Finding]:
    """Findings in the order of files and places, at one place in the order of their codes.

    Where a check has said something that another yields to (`Check.yields_to`), that other is silent.
    """
    paths = dict.fromkeys(unit.path for unit in (units[:1] if isinstance(units, LazyUnits) else units))
    order = {path: number for number, path in enumerate(paths)}
    every = list(found)
    yields = {check.code: check.yields_to for check in checks if check.yields_to}
    said: dict[tuple[str, str], list[Finding]] = {}
    for finding in every if yields else ():
        said.setdefault((finding.path, finding.code), []).append(finding)
    told = [
        finding
        for finding in every
        if not any(
            other.start < finding.end and finding.start < other.end
            for code in yields.get(finding.code, ())
            for other in said.get((finding.path, code), ())
        )
    ]
    return sorted(told, key=lambda finding: (order[finding.path], finding.start, finding.code, finding.end))


def _sent(units: Sequence[Unit], piece: Piece, context: Context) -> _Sent:
    mine = units[piece.start : piece.stop]
    found = [finding for check in piece.checks for finding in check.run(check, mine, context)]
    fixed = [(number, finding.fix) for number, finding in enumerate(found) if finding.fix]
    # A fix holds a segment, and that the whole text: what is sent is the number of its unit.
    numbers = {id(unit.target): piece.start + number for number, unit in enumerate(mine)} if fixed else {}
    fixes = [(number, numbers[id(fix.segment)], fix.edits) for number, fix in fixed]
    for number, _ in fixed:
        found[number] = replace(found[number], fix=None)
    asking = any(check.by_subject for check in piece.checks)
    return _Sent([_values(finding) for finding in found], fixes, subject.counts(mine if asking else (), context))
