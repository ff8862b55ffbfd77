"""Where segments stand in their files."""

from __future__ import annotations

from termbase.units import Anchors, Lines, Position

__all__ = ["Lines", "Shifted", "Slice"]


class Slice:
    """Anchors of a segment that stands in its file as it is, from one offset on."""

    __slots__ = ("_lines", "_start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset)


class Shifted:
    """Anchors of a part of a segment, from one offset of it on."""

    __slots__ = ("_offset", "_whole")

    def __init__(self, whole: Anchors, offset: int) -> None:
        self._whole = whole
        self._offset = offset

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._whole.at(self._offset + offset)
