"""A line of a file with a place in it underlined, for a terminal: what stands under what is a matter of widths.

A terminal gives Hangul and Chinese two columns, a combining mark none (Unicode Standard Annex 11, East Asian
Width). Characters of ambiguous width have one, as outside of East Asia.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from termbase.text import one_line

_TAB = " " * 4
_JOINING = (("\u1160", "\u11ff"), ("\ud7b0", "\ud7ff"))
"""Vowels and final consonants of Hangul written letter by letter: they stand in the two columns of the first."""
_CUT = "…"
_USUAL = re.compile("[ -~\u00ab\u00bb\u0400-\u0482\u048a-\u052f\u2014\u2026]*")
"""Characters of one column that are printed as they are, those of most texts."""


class Excerpt(NamedTuple):
    """What is printed of a line."""

    text: str
    before: int
    """Columns before the place."""
    length: int
    """Columns of the place, at least one."""


def excerpt(text: str, line: tuple[int, int], place: tuple[int, int], widest: int) -> Excerpt:
    """A line cut around a place so that it takes at most `widest` columns; an ellipsis says where it was cut.

    Tabs are shown as four spaces, control characters as escapes. Of a place that is too long its beginning is shown.

    Args:
        text: a text; a line of it may be long, and is not copied.
        line: where the line begins and ends in it, without its line end.
        place: where the place begins and ends.
        widest: in columns, 20 or more.
    """
    start = min(max(place[0], line[0]), line[1])
    end = min(max(place[1], start), line[1])
    first, last = _window(text, line, (start, end), widest - 2 * len(_CUT))
    end = min(end, last)
    before = _CUT * (first > line[0]) + _printed(text[first:start])
    marked = _printed(text[start:end])
    after = _printed(text[end:last]) + _CUT * (last < line[1])
    return Excerpt(before + marked + after, columns(before), max(columns(marked), 1))


def columns(text: str) -> int:
    """The columns that printable text takes on a terminal."""
    return len(text) if _USUAL.fullmatch(text) else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me") or any(first <= char <= last for first, last in _JOINING):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _cell(char: str) -> str:
    """A character as it is printed."""
    if char == "\t":
        return _TAB
    return " " if unicodedata.category(char) == "Zs" else one_line(char)


def _printed(text: str) -> str:
    return text if _USUAL.fullmatch(text) else "".join(map(_cell, text))


def _window(text: str, line: tuple[int, int], place: tuple[int, int], room: int) -> tuple[int, int]:
    """First and last offset of what fits: as much as can be of the place, then half of the rest before it."""
    last, room = _forward(text, place, room)
    if last < place[1]:
        return place[0], last
    first, kept = _backward(text, (line[0], place[0]), room // 2)
    last, room = _forward(text, (last, line[1]), room - room // 2 + kept)
    return _backward(text, (line[0], first), room)[0], last


def _forward(text: str, span: tuple[int, int], room: int) -> tuple[int, int]:
    """How far one gets from the beginning of a span, and what is left of the room."""
    at, end = span
    if _USUAL.fullmatch(text, at, stop := min(end, at + room)):
        at, room = stop, room - (stop - at)
    while at < end and (rest := room - columns(_cell(text[at]))) >= 0:
        at, room = at + 1, rest
    return at, room


def _backward(text: str, span: tuple[int, int], room: int) -> tuple[int, int]:
    """The same from the end of a span."""
    start, at = span
    if _USUAL.fullmatch(text, stop := max(start, at - room), at):
        at, room = stop, room - (at - stop)
    while at > start and (rest := room - columns(_cell(text[at - 1]))) >= 0:
        at, room = at - 1, rest
    return at, room
