"""Documents of word processors as text: one paragraph a line, and where a reader finds each.

The body comes first, so that the number of a line is that of a paragraph of the body, empty ones and those in tables
counted; then what stands beside it: footnotes, endnotes, headers, footers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from lxml import etree

from termbase.formats import language, mask
from termbase.formats.archive import Package
from termbase.formats.written import Spot, Text
from termbase.formats.xml_texts import Origin
from termbase.units import Document, Position, Segment, Unit

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
"""What stands in it stands there a second time, for older programs (ISO/IEC 29500-3, 7.6)."""
_SEEN = re.compile(rf"[^\s{mask.OBJECT}{mask.MARK}]")


class LineAnchors:
    """Anchors of a segment that is a line."""

    __slots__ = ("_line",)

    def __init__(self, line: int) -> None:
        self._line = line

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return Position(self._line, offset + 1)

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return Position(self._line, offset + 2)


class Line:
    """A paragraph that is being read."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        """Its text, without line ends."""
        self.masked: list[str] = []
        """The same, what is no prose masked; each piece as long as the one in `seen`."""
        self.langs: set[str] = set()
        """BCP 47; empty: nobody says."""
        self.boxes: list[etree._Element] = []
        """What holds the paragraphs of frames that stand in it."""
        self.origins: list[Origin | None] = []
        """Where each piece in `seen` stands in the document; None: it stands for something else there."""

    def add(self, text: str, lang: str = "", *, code: bool = False, origin: Origin | None = None) -> None:
        """Go on with a text."""
        self.seen.append(text)
        self.origins.append(origin)
        self.masked.append(mask.OBJECT * len(text) if code else text)
        if text and not text.isspace():
            self.langs.add(lang)

    def origin(self, offset: int) -> Origin | None:
        """The character in the document that is one of the line; None: something else stands for it there."""
        starts = [0, *accumulate(map(len, self.seen))]
        piece = bisect_right(starts, offset) - 1
        origin = self.origins[piece] if piece < len(self.origins) else None
        return origin and origin._replace(offset=origin.offset + offset - starts[piece])

    def add_object(self) -> None:
        """Go on with a picture, a formula, the sign of a note."""
        self.seen.append(mask.OBJECT)
        self.origins.append(None)
        self.masked.append(mask.OBJECT)


class Table(NamedTuple):
    """A table."""

    rows: Iterable[Iterable[etree._Element]]
    """Its rows of cells, each of which holds paragraphs."""


class Markup(Protocol):
    """What a format knows of its elements."""

    def blocks(self, container: etree._Element) -> Iterator[etree._Element | Table]:
        """The paragraphs and tables in what holds such, in their order."""

    def line(self, paragraph: etree._Element) -> Line:
        """What a reader sees of a paragraph."""


class Paragraphs:
    """The lines and units of a document, as they are found."""

    def __init__(self, path: str, lang: str, markup: Markup, kept: list[Line] | None = None) -> None:
        """A document without lines.

        Args:
            path: of its file.
            lang: BCP 47, of what does not say; empty when unknown.
            markup: of its format.
            kept: gets the lines, for those who want to know their origins.
        """
        self._kept = kept
        self._path = path
        self._lang = lang
        self._markup = markup
        self._lines: list[str] = []
        self._units: list[Unit] = []

    def document(self) -> Document:
        """All that was found."""
        return Document(self._path, "prose", self._units, "".join(f"{line}\n" for line in self._lines))

    def add(self, container: etree._Element, place: str = "") -> None:
        """All paragraphs in what holds such.

        Args:
            container: an element.
            place: what a reader calls it, such as ``footnote 3``; empty: the body.
        """
        numbers: Counter[str] = Counter()
        for block in self._markup.blocks(container):
            if isinstance(block, Table):
                table = _within(place, "table", numbers)
                for row, cells in enumerate(block.rows, 1):
                    for cell, content in enumerate(cells, 1):
                        self.add(content, f"{table}, row {row}, cell {cell}")
                continue
            numbers["paragraph"] += 1
            line = self._markup.line(block)
            self._add_line(line, place and (place if numbers["paragraph"] == 1 else _nth(place, numbers["paragraph"])))
            for box in line.boxes:
                self.add(box, _within(place, "text box", numbers))

    def _add_line(self, line: Line, place: str) -> None:
        text, masked = "".join(line.seen), "".join(line.masked)
        self._lines.append(text)
        if self._kept is not None:
            self._kept.append(line)
        number = len(self._lines)
        if _SEEN.search(masked):
            lang = self._lang
            if line.langs != {""}:
                lang = language.believed(min(line.langs), text) if len(line.langs) == 1 else ""
            segment = Segment(mask.links(masked), lang, LineAnchors(number))
            self._units.append(Unit(self._path, place or f"paragraph {number}", None, segment, place=place))


class WrittenLines:
    """A document of a word processor as the texts of its parts; see `termbase.formats.written.Written`."""

    def __init__(self, package: Package, lines: Sequence[Line]) -> None:
        self._package = package
        self._lines = lines
        self._texts: dict[str, Text] = {}

    def text(self, part: str) -> Text:
        """See `termbase.formats.written.Written`."""
        return self._texts[part]

    def spot(self, path: str, segment: Segment, offset: int) -> Spot | None:  # noqa: ARG002 - the interface
        """See `termbase.formats.written.Written`."""
        place = segment.anchors.at(offset)
        origin = self._lines[place.line - 1].origin(place.column - 1)
        if origin is None or next(origin.element.iterancestors(_ALTERNATE), None) is not None:
            return None
        part, texts = self._package.texts(origin)
        self._texts[part] = texts.text
        return Spot(part, texts.offset(origin))

    def content(self, changed: Mapping[str, bytes]) -> bytes:
        """See `termbase.formats.written.Written`."""
        return self._package.with_parts(changed)


def _within(place: str, what: str, numbers: Counter[str]) -> str:
    numbers[what] += 1
    return f"{place}, {what} {numbers[what]}" if place else f"{what} {numbers[what]}"


def _nth(place: str, number: int) -> str:
    return f"{place}, paragraph {number}"
