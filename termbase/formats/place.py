"""Where segments stand in their files."""

from __future__ import annotations

import re

from termbase.units import Anchors, Lines, Position

__all__ = ["Lines", "Shifted", "Slice", "character_end"]

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
