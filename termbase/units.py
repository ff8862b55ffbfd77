"""What formats read and checks look at: documents, their units, and where each character stands."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple, Protocol, TypeVar, overload


class Position(NamedTuple):
    """A place in a file.

    In a document of a word processor, which has no lines, a line is a paragraph: those of the body are counted from 1,
    empty ones and those in tables too; notes, headers and footers come after it (`Unit.place` says which it is).
    In a workbook it is a cell: row and column of its sheet, whose name the unit's id says.
    """

    line: int
    """From 1."""
    column: int
    """From 1, in characters (code points) of the decoded file, or of the paragraph’s text; in a workbook 1 is A."""


class Lines:
    """The lines of a decoded file, counted when first asked for.

    A line ends with LF; the CR of a CRLF is its last column.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> Sequence[int]:
        """Offset of the first character of each line."""
        starts = array("L", [0])  # a list takes five times the memory
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

    def after(self, offset: int) -> Position:
        """The place just after ``segment.text[offset]`` with its escape or its tag.

        The next character of the text, which `at` finds, may stand behind a comment or on another line.
        """


class Nowhere:
    """The anchors of a text that stands in no file."""

    def at(self, offset: int) -> Position:  # noqa: ARG002
        """Line 1, column 1."""
        return Position(1, 1)

    def after(self, offset: int) -> Position:
        """The same."""
        return self.at(offset)


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
    raw: str = field(default="", compare=False, repr=False)
    """The text with all that `text` masks as it is written, inline elements of XML as in `codes`; empty: `text` is."""

    @property
    def whole(self) -> str:
        """The text with its placeholders and tags."""
        return self.raw or self.text


@dataclass(frozen=True, slots=True)
class Note:
    """A comment of the file, in the format's own way of commenting.

    Readers give a unit the comments that stand at it, in their order: the translator's and the extracted comments of a
    PO entry, the ``note`` of a unit in XLIFF and TMX, the comments of HTML and Markdown inside a paragraph and those
    between it and the paragraph before. Where a format has rows (CSV) or elements (TS: ``comment``,
    ``extracomment``, ``translatorcomment``), it is what stands in the column or element for comments. Plain text has
    none. All units made of one entry get the same notes.
    """

    text: str
    """What is written, without the signs of the comment."""
    anchors: Anchors = field(compare=False, repr=False)
    follows: bool = False
    """It stands after the last unit of its file, and belongs to none; the last unit carries it."""


class Edit(NamedTuple):
    """A change of the text of a segment."""

    start: int
    end: int
    """What stands from `start` to here goes; never nothing."""
    text: str
    """What comes in its place."""


State = Literal["translated", "fuzzy", "untranslated", "obsolete"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit; in prose one paragraph, which has no source."""

    path: str
    id: str
    """What the format calls it: msgctxt and msgid, ``trans-unit/@id``, ``tu/@tuid``, paragraph number; in a document
    of a word processor ``paragraph 12``, ``footnote 3, paragraph 2`` or ``table 2, row 1, cell 3``."""
    source: Segment | None
    target: Segment
    state: State = "translated"
    context: str = ""
    """What tells it from others with the same source, where the format has that: msgctxt."""
    plural: int = 0
    """Which plural form the target is."""
    role: Literal["", "heading", "html"] = ""
    """What it is beside a paragraph: a heading, from whose words Markdown makes an address; a block of HTML."""
    notes: tuple[Note, ...] = field(default=(), compare=False, repr=False)
    """The comments at it; see `Note`."""
    place: str = ""
    """Where it stands in words, when its line says nothing to a reader (``footnote 3``); then it is one paragraph."""
    author: str = field(default="", compare=False)
    """Who translated it, as far as the file says."""
    date: str = field(default="", compare=False)
    """When, in UTC: ``2026-01-31T12:00:00Z``; empty: not known."""
    came_from: str = field(default="", compare=False)
    """The file that it stood in before, as the export of a memory says it."""
    work: str = field(default="", compare=False)
    """What it belongs to, as such an export says it."""


E = TypeVar("E")


class LazyUnits(Sequence[Unit]):
    """The units of one bilingual file, of one pair of languages, made when they are asked for and not kept.

    What they are made of takes less memory, and several processes can each make those that they look at.
    """

    def __init__(self, entries: Sequence[E], made: Callable[[E], list[Unit]], sizes: Iterable[int], text: str) -> None:
        """Units.

        Args:
            entries: of the file.
            made: gives the units of an entry.
            sizes: how many units each entry has.
            text: the decoded file, in which all comments stand as they are.
        """
        self._entries = entries
        self._made = made
        self._starts = list(accumulate(sizes, initial=0))
        self.text = text

    def __len__(self) -> int:
        """The number of units."""
        return self._starts[-1]

    def __iter__(self) -> Iterator[Unit]:
        """The units, each made now."""
        for entry in self._entries:
            yield from self._made(entry)

    @overload
    def __getitem__(self, place: int) -> Unit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Unit]: ...
    def __getitem__(self, place: int | slice) -> Unit | list[Unit]:
        """The unit with a number, or those of a slice without a step."""
        if not isinstance(place, slice):
            number = range(len(self))[place]
            return self[number : number + 1][0]
        start, stop, _ = place.indices(len(self))
        first = bisect_right(self._starts, start) - 1
        last = bisect_left(self._starts, stop)
        units = [unit for entry in self._entries[first:last] for unit in self._made(entry)]
        return units[start - self._starts[first] :][: max(0, stop - start)]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read."""

    path: str
    kind: Literal["bilingual", "prose"]
    units: Sequence[Unit]
    text: str = field(default="", compare=False, repr=False)
    """The decoded file, in which lines and columns are counted, without byte order mark; of a word processor's document
    its text, one paragraph a line; empty: it is no text."""
    encoding: str = field(default="utf-8", compare=False)
    """Of the file, as Python's codecs call it."""
    parts: Sequence[Document] = field(default=(), compare=False, repr=False)
    """The documents that it packs, each with its own path and text, if it packs some; all their units are its units."""


def told(path: str, place: str, position: Position) -> str:
    """A place as a report names it: ``path:line:column``, or ``path, footnote 3:column``."""
    return f"{path}, {place}:{position.column}" if place else f"{path}:{position.line}:{position.column}"
