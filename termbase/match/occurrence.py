"""Terms where they stand in a file: what was found in its segments, at the places of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from termbase.index.store import Index
from termbase.match.finder import Finder, Hit
from termbase.units import Lines, Position, Segment

KEYS = ("path", "line", "column", "start", "end", "text", "concept", "term", "lang", "status", "via")
_MARK = "\u00ad"
"""In a segment: a sign of the file that a reader does not see (`termbase.formats.mask`), or a soft hyphen."""
_ENTITY = re.compile("&#?[0-9A-Za-z]+;?")
"""HTML can do without the semicolon."""


class Occurrence(NamedTuple):
    """A term in a file."""

    start: int
    """Offset of its first character in the decoded file; in its segment, where the file is no text (a workbook)."""
    end: int
    """Offset just after its last one."""
    place: Position
    text: str
    """What the reader of the document sees: without the markup in it, with its soft hyphens."""
    segment: Segment
    hit: Hit
    """Its offsets are those of the segment."""


def occurrences(finder: Finder, segments: Iterable[Segment], text: str) -> list[Occurrence]:
    """The terms in some segments of a file, in its order, each once.

    Args:
        finder: finds the terms.
        segments: from one file; those that share a place in it, as the source of several targets does, count once.
        text: the decoded file (`termbase.units.Document.text`); empty when it is no text.
    """
    lines = Lines(text)
    found: dict[tuple[Position, int, int, int], Occurrence] = {}
    for segment in segments:
        for hit in finder.find(segment.text, segment.lang):
            place = segment.anchors.at(hit.start)
            start, end = hit.start, hit.end
            seen = segment.text[start:end]
            if text:
                start, end = lines.offset(place), file_end(lines, segment, hit.end)
                if _MARK in seen:
                    seen = _seen(lines, segment, hit)
            found.setdefault((place, start, end, hit.term.n), Occurrence(start, end, place, seen, segment, hit))
    return sorted(found.values(), key=lambda occurrence: (occurrence.place, occurrence.start, occurrence.end))


def record(path: str, one: Occurrence, index: Index) -> dict[str, object]:
    """The record of the command line's contract, with `KEYS`; offsets are in characters of the decoded file."""
    term = one.hit.term
    concept = index.concept(term.concept).id
    where = (path, one.place.line, one.place.column, one.start, one.end)
    return dict(zip(KEYS, (*where, one.text, concept, term.text, term.lang, term.status, one.hit.via), strict=True))


def file_end(lines: Lines, segment: Segment, end: int) -> int:
    """Where in the file the character before ``segment.text[end]`` ends; the next one may be on another line.

    Args:
        lines: of the file.
        segment: a segment of it.
        end: an offset in its text, not 0.
    """
    return lines.offset(segment.anchors.after(end - 1))


def _seen(lines: Lines, segment: Segment, hit: Hit) -> str:
    return "".join(
        char
        for offset, char in enumerate(segment.text[hit.start : hit.end], hit.start)
        if char != _MARK or lines.text[lines.offset(segment.anchors.at(offset))] == _MARK
    )
