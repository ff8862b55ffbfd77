"""Where segments stand in their files."""

from __future__ import annotations

from termbase.units import Lines, Position

__all__ = ["Lines", "Slice"]


class Slice:
    """Anchors of a segment that stands in its file as it is, from one offset on."""

    __slots__ = ("_lines", "_start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset)
