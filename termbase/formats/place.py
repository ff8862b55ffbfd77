"""From offsets to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from termbase.units import Position


class Lines:
    """The lines of a decoded file, counted when first asked for.

    A line ends with LF; the CR of a CRLF is its last column.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        starts = [0]
        find = self.text.find
        while end := find("\n", starts[-1]) + 1:
            starts.append(end)
        return starts

    def position(self, offset: int) -> Position:
        """The place of the character at an offset of the text."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)


class Slice:
    """Anchors of a segment that stands in its file as it is, from one offset on."""

    __slots__ = ("_lines", "_start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset)
