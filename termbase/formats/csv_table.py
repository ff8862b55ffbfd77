"""CSV and TSV with a header row that names languages, as spreadsheets and translation services write them.

Not by the library `csv`: it does not say where a cell stands, and reads on to the end of the file where a quotation
mark is not closed. Quoting is that of RFC 4180; in TSV a quotation mark may also be a plain character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from termbase import files
from termbase.files import InputError
from termbase.formats import columns, table
from termbase.formats.place import Lines, Slice
from termbase.formats.table import Cell, Row
from termbase.units import Document, Position

_DELIMITERS = {".csv": ",;\t|", ".tsv": "\t"}
_HEAD = 65536
"""Bytes from which a file in a folder is judged."""
_SEPARATOR = re.compile("sep=([^\r\n])(?:\r\n?|\n)", re.IGNORECASE)
"""What Excel puts first, and takes for an order."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_END = re.compile(r"\r\n?|\n|\Z")


def sniff(path: Path) -> bool:
    """Whether a file begins as a bilingual table; what cannot be opened is left to `read`."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return True
    encoding = "utf-16" if head.startswith(_UTF16) else "utf-8-sig"
    lines = Lines(head.decode(encoding, "replace"))
    delimiter, start = _delimiter(path, lines)
    return bool(delimiter) and table.is_bilingual(_readable(_rows(path, lines, delimiter, start)), path)


def _readable(rows: Iterator[Row]) -> Iterator[Row]:
    """Up to a faulty one: the last of a head may be cut in two."""
    with suppress(InputError):
        yield from rows


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The rows of a table, for each of its targets; see `termbase.formats.table.units`.

    The delimiter (comma, semicolon, tab, upright stroke) is the one with which the header is understood best.

    Raises:
        InputError: see `termbase.files.decode`; no header that names a source and a target; a language that is
            asked for has no column; a quotation mark without its partner (with line and column).
    """
    text = files.decode(path, files.read_bytes(path) if data is None else data)
    if not text.strip():
        raise InputError(path, "is empty")
    lines = Lines(text)
    delimiter, start = _delimiter(path, lines)
    known = table.languages(path, source_lang, target_lang)
    units = table.units(path, _rows(path, lines, delimiter, start), known) if delimiter else None
    if units is None:
        raise InputError(path, table.NO_HEADER)
    return Document(str(path), "bilingual", units, text)


def _delimiter(path: Path, lines: Lines) -> tuple[str, int]:
    """The delimiter, empty for a file that is no bilingual table, and where the first row begins."""
    order = _SEPARATOR.match(lines.text)
    start = order.end() if order else 0
    best, most = "", 0
    for delimiter in order[1] if order else _DELIMITERS[path.suffix.lower()]:
        try:
            header = next(row for row in _rows(path, lines, delimiter, start) if "".join(row.names).strip())
        except (InputError, StopIteration):
            continue
        found = columns.recognise(header.names)
        known = (
            1 + len(found.targets) + sum(index >= 0 for index in (found.id, found.context, found.status, found.fuzzy))
            if found
            else 0
        )
        if known > most:
            best, most = delimiter, known
    return best, start


def _rows(path: Path, lines: Lines, delimiter: str, start: int) -> Iterator[Row]:
    text = lines.text
    quoted = re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"(?=[{re.escape(delimiter)}\r\n]|\Z)')
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    offset = start
    number = 1 if not start else 2  # «sep=;» is a row in other programs
    while offset < len(text):
        cells = []
        while True:
            if text.startswith('"', offset) and (match := quoted.match(text, offset)):
                raw = match[1]
                anchors = _Quoted(lines, match.start(1), raw) if '""' in raw else Slice(lines, match.start(1))
                cells.append(Cell(raw.replace('""', '"'), anchors))
            elif text.startswith('"', offset) and delimiter != "\t":
                place = lines.position(offset)
                reason = "a quotation mark at the beginning of a cell has no partner at its end"
                raise InputError(path, reason, place.line, place.column)
            else:
                match = bare.match(text, offset)
                assert match  # noqa: S101 - it matches the empty string
                cells.append(Cell(match[0], Slice(lines, offset)))
            offset = match.end()
            if not text.startswith(delimiter, offset):
                break
            offset += 1
        yield Row(number, cells, Slice(lines, offset))
        end = _END.match(text, offset)
        offset = end.end() if end else len(text)
        number += 1


class _Quoted:
    """Anchors of a cell in which quotation marks are doubled."""

    __slots__ = ("_lines", "_marks", "_start")

    def __init__(self, lines: Lines, start: int, raw: str) -> None:
        self._lines = lines
        self._start = start
        self._marks = [match.start() - number for number, match in enumerate(re.finditer('""', raw))]
        """Offsets of the quotation marks in the text."""

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset + bisect_right(self._marks, offset - 1))

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._start + offset + 1 + bisect_right(self._marks, offset))
