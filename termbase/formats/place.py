"""Where segments stand in their files."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from termbase.units import Anchors, Lines, Position

__all__ = ["Lines", "Pieces", "Shifted", "Slice", "character_end"]

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")


def character_end(text: str, offset: int) -> int:
    """Where the character ends that begins at an offset; an entity is one (see `termbase.formats.mask.entity`)."""
    match = _ENTITY.match(text, offset) if text.startswith("&", offset) else None
    return match.end() if match else offset + 1


class Slice:
    """Anchors of a segment that stands in its file as it is, from one offset on."""

    __slots__ = ("_lines", "_start")

    def __init__(self, lines: Lines, start: int) -> None:
        self._lines = lines
        self._start = start

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset)

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(character_end(self._lines.text, self._start + offset))


class Shifted:
    """Anchors of a part of a segment, from one offset of it on."""

    __slots__ = ("_offset", "_whole")

    def __init__(self, whole: Anchors, offset: int) -> None:
        self._whole = whole
        self._offset = offset

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._whole.at(self._offset + offset)

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._whole.after(self._offset + offset)


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

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        piece = bisect_right(self._starts, offset + self._skipped) - 1
        begin = self._places[piece] + offset + self._skipped - self._starts[piece]
        return self._lines.position(character_end(self._lines.text, begin))
