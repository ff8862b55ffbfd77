"""The likeliest way through two texts: which sentences go together, where the cost of each bead is known.

Dynamic programming, diagonal by diagonal: on each all places have as many sentences of both texts before them, so that
their costs can be compared, and places that cost too much are left. Time grows with the length of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import inf, log
from typing import NamedTuple

from termbase.memory.evidence import Evidence

_KINDS = (((1, 1), -log(0.91)), ((2, 1), -log(0.035)), ((1, 2), -log(0.035)), ((2, 2), -log(0.01)))
"""How many sentences make how many, and the negative logarithm of how often (after Gale and Church, table 5)."""
_OPEN, _STAY, _CLOSE = -log(0.06), -log(0.7), -log(0.3)
"""Sentences without a partner stand together: the first of them costs much, the next ones little."""
_AFTER_SOURCE, _AFTER_TARGET = 4, 5
"""Beside the numbers of the kinds: a bead begins behind sentences that have no partner."""
_OPENS_SOURCE, _OPENS_TARGET = 8, 16
"""The last sentence is the first without a partner."""
_SLACK = 100.0
"""What a way may cost more than the best one that has come as far; what costs more is left."""


class Step(NamedTuple):
    """A bead, or a sentence that has no partner."""

    source: int
    """Number of the sentence behind it."""
    target: int
    sources: int
    """How many sentences it has."""
    targets: int


def likeliest(evidence: Evidence, track: Callable[[range], Iterable[int]] = iter) -> list[Step]:
    """The likeliest way from the beginning of two texts to their ends.

    Args:
        evidence: of the texts.
        track: shows how far the work has come.
    """
    lattice = _Lattice(evidence)
    for _ in track(range(sum(evidence.size))):
        lattice.go_on()
    return list(reversed(list(lattice.back())))


class _Diagonal:
    """Places with as many sentences of both texts before them, by how many of these are of the source."""

    def __init__(self, rows: int) -> None:
        # Two more for what would be before the first.
        self.best = [inf] * (rows + 3)
        """What the best way to a place costs."""
        self.without_target = [inf] * (rows + 3)
        """The same, where the last sentence is one of the source without a partner."""
        self.without_source = [inf] * (rows + 3)
        self.band = range(0)
        """The places it has."""
        self.worth = range(0)
        """From the first to the last from which a way may go on."""

    def begin(self, band: range) -> None:
        """Forget what it was, and be another."""
        nothing = [inf] * len(self.band)
        old = slice(self.band.start, self.band.stop)
        self.best[old] = self.without_target[old] = self.without_source[old] = nothing
        self.band = band


class _Lattice:
    """The best ways to all places that are worth it."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._last = [_Diagonal(evidence.size[0]) for _ in range(5)]
        """The one at work, and those before it."""
        self._last[0].begin(range(1))
        self._last[0].worth = range(1)
        self._last[0].best[0] = 0.0
        self._most = _SLACK
        """What a way to the last diagonal may cost that goes on."""
        self._ways = [(0, bytearray(1))]
        """Of each diagonal: the first number of its band, and how the best way came to each place."""

    def go_on(self) -> None:
        """Find the best ways to the places of the next diagonal."""
        both = len(self._ways)
        rows, columns = self._evidence.size
        known = [diagonal.worth for diagonal in self._last[:4] if diagonal.worth]
        start = max(min(band.start for band in known), both - columns)
        stop = min(max(band.stop for band in known) + 2, rows + 1, both + 1)
        self._last.insert(0, self._last.pop())
        here, before = self._last[:2]
        here.begin(range(start, stop))
        came = bytearray(len(here.band))
        for place, i in enumerate(here.band):
            source_opens = before.best[i - 1] + _OPEN
            here.without_target[i] = without_target = min(source_opens, before.without_target[i - 1] + _STAY)
            target_opens = before.best[i] + _OPEN
            here.without_source[i] = without_source = min(target_opens, before.without_source[i] + _STAY)
            best, kind = self._bead(i, both - i)
            if without_target + _CLOSE < best:
                best, kind = without_target + _CLOSE, _AFTER_SOURCE
            if without_source + _CLOSE < best:
                best, kind = without_source + _CLOSE, _AFTER_TARGET
            here.best[i] = best
            opens = _OPENS_SOURCE * (source_opens == without_target) + _OPENS_TARGET * (target_opens == without_source)
            came[place] = kind + opens
        self._ways.append((start, came))
        self._most = min(here.best[start:stop]) + _SLACK
        worth = [i for i in here.band if here.best[i] < self._most]
        here.worth = range(worth[0], worth[-1] + 1)

    def _bead(self, i: int, j: int) -> tuple[float, int]:
        """The cheapest bead that ends at a place: what the way costs, and its kind."""
        _, _, two, three, four = self._last
        costs = two.best[i - 1], three.best[i - 2], three.best[i - 1], four.best[i - 2]
        if min(costs) > self._most:
            return inf, 0
        best, found = inf, 0
        for kind, (size, cost) in enumerate(_KINDS):
            way = costs[kind] + cost
            if way < self._most:
                way += self._evidence.against((i, j), size)
                if way < best:
                    best, found = way, kind
        return best, found

    def back(self) -> Iterator[Step]:
        """The best way, from its end."""
        i, j = self._evidence.size
        skips = 0
        while i or j:
            start, came = self._ways[i + j]
            way = came[i - start]
            kind = skips or way & 7
            if kind == _AFTER_SOURCE:
                yield Step(i, j, 1, 0)
                i, skips = i - 1, 0 if way & _OPENS_SOURCE else kind
            elif kind == _AFTER_TARGET:
                yield Step(i, j, 0, 1)
                j, skips = j - 1, 0 if way & _OPENS_TARGET else kind
            else:
                (m, n), _ = _KINDS[kind]
                yield Step(i, j, m, n)
                i, j = i - m, j - n
