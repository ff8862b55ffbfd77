"""ODS, workbooks of OpenDocument (1.0 to 1.4): their sheets as rows of texts, as LibreOffice shows them.

A cell that is repeated is written once with a number (part 3, 9.1); so are the empty ones up to the end of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termbase.files import InputError
from termbase.formats.archive import Package

MAX_CELLS = 20_000_000
"""Of a workbook, with the empty ones up to the last that is filled in each row."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
"""How LibreOffice says that a formula failed; the norm has no word for it."""
_UNSEEN = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text"})
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MOST_SPACES = 1000


def sheets(path: Path) -> Iterator[tuple[str, bool, Iterator[tuple[int, list[str]]]]]:
    """The sheets of a workbook, as `termbase.formats.xlsx.sheets`: names, whether they are shown, rows with numbers.

    Rows that are alike and follow each other are one.

    Raises:
        InputError: see `termbase.formats.archive`; encrypted; no workbook; too many cells.
    """
    package = Package(path)
    manifest = "META-INF/manifest.xml"
    if manifest in package and next(package.xml(manifest).iter("{*}encryption-data"), None) is not None:
        raise InputError(path, "is encrypted: save it without password")
    book = package.xml("content.xml").find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if book is None:
        raise InputError(path, "is not an OpenDocument workbook")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in book.getroottree().iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    for table in book.iterchildren(f"{_TABLE}table"):
        is_shown = table.get(f"{_TABLE}style-name") not in hidden
        yield table.get(f"{_TABLE}name", ""), is_shown, _rows(path, table)


def _rows(path: Path, table: etree._Element) -> Iterator[tuple[int, list[str]]]:
    number, cells = 1, 0
    for row in table.iter(f"{_TABLE}table-row"):
        texts: list[str] = []
        empty = 0
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times = _number(cell, f"{_TABLE}number-columns-repeated")
            if not (text := "" if cell.get(_KIND) == "error" else _text(cell)):
                empty += times
                continue
            cells += empty + times
            if cells > MAX_CELLS:
                raise InputError(path, f"the sheet {table.get(f'{_TABLE}name')!r} has over {MAX_CELLS:,} cells")
            texts += [""] * empty + [text] * times
            empty = 0
        if texts:
            yield number, texts
        number += _number(row, f"{_TABLE}number-rows-repeated")


def _number(element: etree._Element, name: str) -> int:
    value = element.get(name, "1")
    return int(value) if value.isdecimal() and len(value) < len("1000000000") else 1


def _text(cell: etree._Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_number(child, f"{_TEXT}c"), _MOST_SPACES)
        elif child.tag not in _UNSEEN:
            yield _MARKS.get(child.tag, "")
            yield from _pieces(child)
        yield child.tail or ""
