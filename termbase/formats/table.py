"""Bilingual tables: their rows as units, whatever the file they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from termbase.files import InputError
from termbase.formats import columns, language, mask
from termbase.formats.columns import Column, Columns, plain
from termbase.units import Anchors, Note, Segment, State, Unit

NO_HEADER = "is no bilingual table: its first row does not name a source and a target (languages, as “en” or “Russian”)"
SAMPLE = 100
"""Rows that tell whether a table in a folder is bilingual."""
_ALPHABET = 26


class Cell(NamedTuple):
    """What a reader sees in a cell, and where it stands."""

    text: str
    anchors: Anchors


class Row(NamedTuple):
    """The cells of a row, at most as many as the table has columns."""

    number: int
    """From 1; the header and empty rows count."""
    cells: Sequence[Cell]
    end: Anchors
    """Where a cell would stand that is missing at its end."""

    def cell(self, index: int) -> Cell:
        """A cell by its number from 0; an empty one where the row is too short, or the number -1."""
        return self.cells[index] if 0 <= index < len(self.cells) else Cell("", self.end)

    @property
    def names(self) -> list[str]:
        """The texts of its cells, as of a header row."""
        return [cell.text for cell in self.cells]


class Languages(NamedTuple):
    """What is known of the languages of a table beside its header."""

    source: str
    target: str
    named: language.Pair
    """By the name of the file."""


def languages(path: Path, source_lang: str, target_lang: str) -> Languages:
    """The languages asked for, and those in the name of the file."""
    return Languages(language.tag(source_lang), language.tag(target_lang), language.from_name(path))


def units(path: Path, rows: Iterable[Row], known: Languages, sheet: str = "") -> list[Unit] | None:
    """One unit for each target of each row; none when the first row that is not empty is no header.

    A unit's id is that of its row, else the cell of the target (``C12``, with `sheet` in front). Rows without a
    source and a target are left out.

    Args:
        path: of the file.
        rows: of one table.
        known: languages, where the header does not say. That of the target chooses one of several targets.
        sheet: what stands before a cell in an id.

    Raises:
        InputError: the language that is asked for has no column.
    """
    filled = (row for row in rows if any(cell.text.strip() for cell in row.cells))
    header = next(filled, None)
    found = columns.recognise(header.names, known.source) if header else None
    if header is None or found is None:
        return None
    targets = _chosen(path, found, known.target)
    body = list(filled)
    source = _language(found.source, known.source or known.named.source, body)
    targets = tuple(_language(target, known.target or known.named.target, body) for target in targets)
    return [unit for row in body for unit in _units(path, row, found._replace(source=source, targets=targets), sheet)]


def is_bilingual(rows: Iterable[Row], path: Path) -> bool:
    """Whether the first rows hold texts in two languages: «source» and «target» may also name the ends of an edge."""
    try:
        sample = units(path, islice(rows, SAMPLE), languages(path, "", ""))
    except InputError:
        return False
    pairs = [(unit.source, unit.target) for unit in sample or () if unit.source]
    return any(one.lang != other.lang and any(map(str.isalpha, one.text + other.text)) for one, other in pairs)


def column_letters(index: int) -> str:
    """The letters of a column by its number from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, _ALPHABET)
        letters = chr(ord("A") + digit) + letters
    return letters


def _chosen(path: Path, found: Columns, lang: str) -> tuple[Column, ...]:
    if not lang or not any(column.lang for column in found.targets):
        return found.targets
    exact = [column for column in found.targets if column.lang == lang]
    chosen = exact or [column for column in found.targets if not column.lang or language.same(column.lang, lang)]
    if not chosen:
        raise InputError(path, f"has no column in {lang}")
    return tuple(chosen)


def _language(column: Column, known: str, body: Iterable[Row]) -> Column:
    return column._replace(lang=column.lang or known or language.of_texts(row.cell(column.number).text for row in body))


def _units(path: Path, row: Row, found: Columns, sheet: str) -> Iterator[Unit]:
    source = row.cell(found.source.number)
    segment = Segment(
        mask.messages(source.text), found.source.lang, source.anchors, codes=mask.codes(source.text), raw=source.text
    )
    name = row.cell(found.id).text.strip()
    context = row.cell(found.context).text.strip()
    notes = tuple(Note(cell.text, cell.anchors) for cell in map(row.cell, found.comments) if cell.text.strip())
    for column in found.targets:
        target = row.cell(column.number)
        if source.text.strip() or target.text.strip():
            yield Unit(
                str(path),
                name or f"{sheet}{column_letters(column.number)}{row.number}",
                segment,
                Segment(
                    mask.messages(target.text),
                    column.lang,
                    target.anchors,
                    codes=mask.codes(target.text),
                    raw=target.text,
                ),
                _state(row, found, target.text),
                context,
                notes=notes,
            )


def _state(row: Row, found: Columns, text: str) -> State:
    status = _states().get(plain(row.cell(found.status).text), "translated")
    if status == "obsolete" or not text.strip():
        return "obsolete" if status == "obsolete" else "untranslated"
    fuzzy = plain(row.cell(found.fuzzy).text) in columns.tables()["fuzzy"]["yes"]
    return "fuzzy" if fuzzy else status


@cache
def _states() -> dict[str, State]:
    words = columns.tables()["status"]
    unfinished: dict[str, State] = dict.fromkeys(words["unfinished"], "fuzzy")
    obsolete: dict[str, State] = dict.fromkeys(words["obsolete"], "obsolete")
    return unfinished | obsolete
