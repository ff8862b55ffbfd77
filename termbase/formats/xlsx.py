"""XLSX, workbooks of Office Open XML; openpyxl reads them, row by row."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.escape import unescape

from termbase.files import InputError
from termbase.formats import table, xlsx_cells
from termbase.formats.archive import Package
from termbase.formats.table import Cell, Row
from termbase.formats.xlsx_cells import InCell, WrittenCells
from termbase.units import Document, Unit

MAX_ROW = 1_048_576
"""Of a sheet, in Excel; openpyxl counts up to whatever number a row claims to have."""
MAX_CELLS = 5_000_000
"""Of a sheet with translations, with the empty ones up to the last that is filled in each row."""
_MAX_TEXTS = 20_000_000
"""The same of a sheet of terms, of which no places are kept: a million rows with the columns of a base."""
_SHOWN = "visible"
"""The state of a sheet that is not hidden (18.18.68)."""
_LOCK = "~$"
"""How the name of the file begins that Excel and LibreOffice put beside an open workbook."""


def sniff(path: Path) -> bool:
    """Whether a workbook has a bilingual table; one that cannot be read is left to `read`."""
    if path.name.startswith(_LOCK):
        return False
    try:
        with _workbook(path) as book:
            return any(table.is_bilingual(islice(_rows(path, sheet), table.SAMPLE), path) for sheet in book.worksheets)
    except InputError:
        return True


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The rows of each bilingual sheet; see `termbase.formats.table.units`. Others are passed over.

    A place is a cell: its row as line, its column as column. A unit's id is that of its row, else its cell:
    ``C12``, and ``Sheet!C12`` in a workbook with several sheets. Of formulas the values are read that were
    computed last; numbers and dates are texts.

    Raises:
        InputError: see `termbase.formats.archive.Package.checked`; broken content; no sheet
            with a header that names a source and a target; a language that is asked for has no column.
    """
    known = table.languages(path, source_lang, target_lang)
    found: list[Unit] = []
    bilingual = False
    with _workbook(path, data) as book:
        sheets = book.worksheets
        for sheet in sheets:
            units = table.units(path, _rows(path, sheet), known, f"{sheet.title}!" if len(sheets) > 1 else "")
            bilingual = bilingual or units is not None
            found += units or ()
    if not bilingual:
        raise InputError(path, table.NO_HEADER)
    return Document(str(path), "bilingual", found)


def sheets(path: Path) -> Iterator[tuple[str, bool, Iterator[tuple[int, list[str]]]]]:
    """The sheets of a workbook: their names, whether they are shown, and their rows with number and texts.

    Empty rows are left out, and so is what a formula gave that failed.

    Raises:
        InputError: see `termbase.formats.archive.Package.checked`; broken content; too many rows or cells.
    """
    with _workbook(path) as book:
        for sheet in book.worksheets:
            yield sheet.title, sheet.sheet_state == _SHOWN, _texts(path, sheet, _MAX_TEXTS, _shown)


def written(path: Path, data: bytes, document: Document) -> WrittenCells:
    """The texts in cells, as texts that can be changed; see `termbase.formats.written`."""
    return WrittenCells(Package(path, data), document)


@contextmanager
def _workbook(path: Path, data: bytes | None = None) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that openpyxl leaves out
        package = Package(path, data).checked()
        with _reading(path):
            book = openpyxl.load_workbook(package, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            yield book


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 - openpyxl has no errors of its own: broken content raises any
        raise InputError(path, f"is no workbook, or a damaged one: {type(error).__name__}: {error}") from None


def _rows(path: Path, sheet: Any) -> Iterator[Row]:
    width = 0
    for number, texts in _texts(path, sheet, MAX_CELLS, _text):
        width = width or len(texts)
        del texts[width:]  # nothing right of the header is read
        *row, end = (InCell(xlsx_cells.Cell(sheet.title, number, column)) for column in range(1, len(texts) + 2))
        yield Row(number, [Cell(text, place) for text, place in zip(texts, row, strict=True)], end)


def _texts(path: Path, sheet: Any, most: int, text: Callable[[object], str]) -> Iterator[tuple[int, list[str]]]:
    cells = 0
    for number, values in enumerate(_values(path, sheet), 1):
        cells += len(values)
        if number > MAX_ROW or cells > most:
            raise InputError(path, f"the sheet {sheet.title!r} has over {MAX_ROW:,} rows or {most:,} cells")
        if any(values):
            yield number, list(map(text, values))


def _values(path: Path, sheet: Any) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()  # programs write them wrongly, and cells outside them would be left out
    with _reading(path):
        yield from sheet.iter_rows(values_only=True)


def _text(value: object) -> str:
    return "" if value is None else unescape(value) if isinstance(value, str) else str(value)


def _shown(value: object) -> str:
    """The same for people: a day without a time, and nothing where a formula failed."""
    if isinstance(value, datetime) and value.time() == time():
        return str(value.date())
    return "" if value in ERROR_CODES else _text(value)
