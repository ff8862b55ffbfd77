"""CSV and TSV tables of terms: their rows, for `termbase.formats.term_table`."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from termbase import files
from termbase.formats.csv_export import unguarded
from termbase.formats.imported import Faults, Imported
from termbase.formats.table_entries import BETWEEN, Line
from termbase.formats.term_table import from_header, is_table, read_table, understood
from termbase.model import Vocabulary

_SEPARATOR = re.compile("sep=([^\r\n])\r?\n", re.IGNORECASE)
"""What Excel puts first."""


def read_csv(
    path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = (), between: str = BETWEEN
) -> Imported:
    """Read a table; see `termbase.formats.term_table.read_table`.

    The delimiter is the one of comma, semicolon, tab and upright stroke with which the first row names most columns.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out rows without a term or with an unknown language, instead of refusing them.
        langs: the languages of the columns, where the first row does not name them.
        between: what stands between several terms in a cell.

    Raises:
        InputError: not UTF-8 or UTF-16; broken quoting; what `read_table` refuses.
    """
    text = _text(path)
    order = _SEPARATOR.match(text)
    text = text[order.end() :] if order else text
    best = max(order[1] if order else ",;\t|", key=lambda one: understood(_first(path, text, one, langs)))
    return read_table(path, "CSV", _rows(path, text, best), vocabulary, Faults(path, skip), langs, between)


def read_tsv(
    path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = (), between: str = BETWEEN
) -> Imported:
    """Read a table with tabs, as `read_csv`; also OmegaT's, without names and quotation marks, with ``#`` for remarks.

    Raises:
        InputError: as `read_csv`.
    """
    text = _text(path)
    if langs and not is_table(_first(path, text, "\t", langs)):
        lines = enumerate(text.splitlines(), 1)
        rows: Iterator[Line] = (
            Line(number, line.split("\t")) for number, line in lines if line.strip() and not line.startswith("#")
        )
    else:
        rows = _rows(path, text, "\t")
    return read_table(path, "TSV", rows, vocabulary, Faults(path, skip), langs, between)


def _text(path: Path) -> str:
    """The text of a table, UTF-8 or, as Excel and MultiTerm write it, UTF-16 with a byte order mark."""
    data = files.read_bytes(path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError as error:
            raise files.InputError(path, f"is no valid UTF-16: {error}") from None
    return files.decode(path, data)


def _first(path: Path, text: str, delimiter: str, langs: Sequence[str]) -> Sequence[str]:
    """The row with the names, or the first that is not empty; none where it cannot be read so."""
    try:
        return next(from_header(_rows(path, text, delimiter), langs, Counter()), Line(1, ())).cells
    except files.InputError:
        return ()


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            yield Line(rows.line_num, list(map(unguarded, row)))
    except csv.Error as error:
        raise files.InputError(path, f"not CSV: {error}", rows.line_num) from None
