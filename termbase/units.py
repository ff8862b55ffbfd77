"""What formats read and checks look at: documents, their units, and where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, Protocol


class Position(NamedTuple):
    """A place in a file."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters (code points) of the decoded file."""


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

    def offset(self, position: Position) -> int:
        """The offset in the text of the character at a place."""
        return self.starts[position.line - 1] + position.column - 1


class Anchors(Protocol):
    """Finds the place in the file of a character of a segment; may do its work when first asked."""

    def at(self, offset: int) -> Position:
        """The position of ``segment.text[offset]``; ``len(text)`` is the place just after the end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in one language, as the reader of the document sees it (unescaped)."""

    text: str
    """Markup, code and placeholders are replaced, character for character, by U+FFFC."""
    lang: str
    """BCP 47; empty when the format does not say (prose)."""
    anchors: Anchors = field(compare=False, repr=False)
    links: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)
    """Where links begin and end, their signs and targets included; in formats whose texts have such."""
    codes: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Placeholders and tags in their order, as written; an inline element of XML as its name and id, ``<x 1/>``."""


State = Literal["translated", "fuzzy", "untranslated", "obsolete"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit; in prose one paragraph, which has no source."""

    path: str
    id: str
    """What the format calls it: msgctxt and msgid, ``trans-unit/@id``, ``tu/@tuid``, paragraph number."""
    source: Segment | None
    target: Segment
    state: State = "translated"
    context: str = ""
    """What tells it from others with the same source, where the format has that: msgctxt."""
    plural: int = 0
    """Which plural form the target is."""
    role: Literal["", "heading", "html"] = ""
    """What it is beside a paragraph: a heading, from whose words Markdown makes an address; a block of HTML."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read."""

    path: str
    kind: Literal["bilingual", "prose"]
    units: Sequence[Unit]
    text: str = field(default="", compare=False, repr=False)
    """The decoded file, in which lines and columns are counted, without byte order mark; empty: it is no text."""
