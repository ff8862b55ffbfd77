"""Where segments stand in their files."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from termbase.units import Lines, Position

__all__ = ["Lines", "Pieces", "Slice"]


class Slice:
    """Anchors of a segment that stands in its file as it is, from one offset on."""

    __slots__ = ("_lines", "_start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset)


class Pieces:
    """Anchors of a segment that was put together from pieces, each of which stands in the file as it is."""

    __slots__ = ("_lines", "_places", "_skipped", "_starts")

    def __init__(self, lines: Lines, starts: Sequence[int], places: Sequence[int], skipped: int = 0) -> None:
        """Anchors.

        Args:
            lines: of the file.
            starts: offset of each piece in the text they make; ascending; the last is that of its end.
            places: offset in the file of each.
            skipped: how many characters at the beginning of that text are not in the segment.
        """
        self._lines = lines
        self._starts = starts
        self._places = places
        self._skipped = skipped

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        piece = bisect_right(self._starts, offset + self._skipped) - 1
        return self._lines.position(self._places[piece] + offset + self._skipped - self._starts[piece])
