"""Where the texts of the cells of a workbook stand (ISO/IEC 29500-1, 18.3 and 18.4).

Most stand in a table of strings, where cells with the same text share one. Results of formulas cannot be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from termbase.formats.archive import Package
from termbase.formats.paragraphs import Line
from termbase.formats.written import Spot, Text
from termbase.formats.xml_texts import Origin
from termbase.units import Document, Position, Segment

_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


class Cell(NamedTuple):
    """Which cell it is."""

    sheet: str
    """Its name."""
    row: int
    """From 1."""
    column: int
    """From 1."""


class InCell:
    """Anchors of a cell, which is one place; what is after it is the next cell."""

    __slots__ = ("cell",)

    def __init__(self, cell: Cell) -> None:
        self.cell = cell

    def at(self, offset: int) -> Position:  # noqa: ARG002 - the interface of anchors
        """See `termbase.units.Anchors`."""
        return Position(self.cell.row, self.cell.column)

    def after(self, offset: int) -> Position:  # noqa: ARG002 - the interface of anchors
        """See `termbase.units.Anchors`."""
        return Position(self.cell.row, self.cell.column + 1)


class WrittenCells:
    """The cells of a workbook as the texts of its parts; see `termbase.formats.written.Written`."""

    def __init__(self, package: Package, document: Document) -> None:
        self._package = package
        self._texts: dict[str, Text] = {}
        self._targets = {_cell(unit.target) for unit in document.units}

    def text(self, part: str) -> Text:
        """See `termbase.formats.written.Written`."""
        return self._texts[part]

    def spot(self, path: str, segment: Segment, offset: int) -> Spot | None:  # noqa: ARG002 - the interface
        """See `termbase.formats.written.Written`; a text that a cell which is no translation shares stays too."""
        holder = self._holders.get(_cell(segment))
        if holder is None or not self._sharers[holder] <= self._targets:
            return None
        line = Line()
        for text in (*holder.iterchildren("{*}t"), *holder.iterfind("{*}r/{*}t")):
            line.add(text.text or "", origin=Origin(text, False, 0))
        origin = line.origin(offset)
        if origin is None or sum(map(len, line.seen)) != len(segment.text):  # it has escapes (18.18.18, ST_Xstring)
            return None
        part, texts = self._package.texts(origin)
        self._texts[part] = texts.text
        return Spot(part, texts.offset(origin))

    def content(self, changed: Mapping[str, bytes]) -> bytes:
        """See `termbase.formats.written.Written`."""
        return self._package.with_parts(changed)

    @cached_property
    def _holders(self) -> dict[Cell, etree._Element]:
        """What holds the text of each cell that has one."""
        main = next(iter(self._package.related("", "officeDocument").values()), "xl/workbook.xml")
        table = next(iter(self._package.related(main, "sharedStrings").values()), "")
        strings = list(self._package.xml(table).iterchildren("{*}si")) if table else []
        parts = self._package.related(main, "worksheet")
        holders: dict[Cell, etree._Element] = {}
        for sheet in self._package.xml(main).iterfind("{*}sheets/{*}sheet"):
            ids = (sheet.get(f"{{{space}}}id", "") for space in _RELATIONSHIPS)
            part = next((parts[number] for number in ids if number in parts), "")
            for row, column, cell in _cells(self._package.xml(part)) if part else ():
                if (holder := _holder(cell, strings)) is not None:
                    holders[Cell(sheet.get("name", ""), row, column)] = holder
        return holders

    @cached_property
    def _sharers(self) -> dict[etree._Element, set[Cell]]:
        sharers: dict[etree._Element, set[Cell]] = {}
        for cell, holder in self._holders.items():
            sharers.setdefault(holder, set()).add(cell)
        return sharers


def _cell(segment: Segment) -> Cell:
    assert isinstance(segment.anchors, InCell)  # noqa: S101 - the reader of workbooks makes no others
    return segment.anchors.cell


def _cells(sheet: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells with row and column, which need not be written (18.3.1.4 and 18.3.1.73)."""
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = int(float(row.get("r") or number + 1))
        column = 0
        for cell in row.iterchildren("{*}c"):
            place = cell.get("r")
            column = coordinate_to_tuple(place)[1] if place else column + 1
            yield number, column, cell


def _holder(cell: etree._Element, strings: list[etree._Element]) -> etree._Element | None:
    kind = cell.get("t")
    if cell.find("{*}f") is not None:
        return None
    if kind == "inlineStr":
        return cell.find("{*}is")
    index = cell.findtext("{*}v") or ""
    return strings[int(index)] if kind == "s" and index.isdecimal() and int(index) < len(strings) else None
