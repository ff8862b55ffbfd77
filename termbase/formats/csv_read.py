"""CSV and TSV tables of terms: their rows, for `termbase.formats.term_table`."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from termbase import files
from termbase.formats.imported import Faults, Imported
from termbase.formats.term_table import Line, is_table, read_table
from termbase.model import Vocabulary

_SEPARATOR = re.compile("sep=([^\r\n])\r?\n", re.IGNORECASE)
"""What Excel puts first."""


def read_csv(path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = ()) -> Imported:
    """Read a table; see `termbase.formats.term_table.read_table`.

    The delimiter is the one of comma, semicolon and tab with which the first row names columns.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out rows without a term or with an unknown language, instead of refusing them.
        langs: the languages of the columns, where the first row does not name them.

    Raises:
        InputError: not UTF-8 or UTF-16; broken quoting; what `read_table` refuses.
    """
    text = files.read_text(path)
    order = _SEPARATOR.match(text)
    text = text[order.end() :] if order else text
    head = text.partition("\n")[0]
    delimiters = order[1] if order else ",;\t"
    delimiter = next((one for one in delimiters if is_table(next(csv.reader([head], delimiter=one), []))), ",")
    return read_table(path, "CSV", _rows(path, text, delimiter), vocabulary, Faults(path, skip), langs)


def read_tsv(path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = ()) -> Imported:
    """Read a table with tabs, as `read_csv`; also OmegaT's, without names and quotation marks, with ``#`` for remarks.

    Raises:
        InputError: as `read_csv`.
    """
    text = files.read_text(path)
    if langs and not is_table(text.partition("\n")[0].split("\t")):
        lines = enumerate(text.splitlines(), 1)
        rows: Iterator[Line] = (
            Line(number, line.split("\t")) for number, line in lines if line.strip() and not line.startswith("#")
        )
    else:
        rows = _rows(path, text, "\t")
    return read_table(path, "TSV", rows, vocabulary, Faults(path, skip), langs)


def _rows(path: Path, text: str, delimiter: str) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            yield Line(rows.line_num, row)
    except csv.Error as error:
        raise files.InputError(path, f"not CSV: {error}", rows.line_num) from None
