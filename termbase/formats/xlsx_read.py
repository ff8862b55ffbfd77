"""Workbooks (XLSX, ODS) as concepts: the base that `termbase.formats.xlsx_export` writes, or a sheet with a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from termbase.files import InputError
from termbase.formats import ods, xlsx
from termbase.formats.imported import Faults, Imported, clean, gathered
from termbase.formats.table_entries import BETWEEN, Line
from termbase.formats.term_table import from_header, is_table, read_table
from termbase.formats.xlsx_export import COLUMNS, DEFINITION
from termbase.model import Concept, Source, Vocabulary
from termbase.parse import shaped

_NEEDED = {"concepts": {"id", "status"}, "terms": {"concept", "lang", "text", "status"}}
"""By these sheets and columns the workbook of a base is known."""
_KEYS = {
    "terms": "term",
    "spellings": "spelling",
    "attestations": "attestation",
    "relations": "related",
    "extensions": "extension",
}
"""The sheets whose rows are tables of a concept file, and what they are called there."""
_FLAGS = ("broad", "confirmed", "compound", "chosen")
_LISTS = ("forms", "domains")

Cells = Mapping[str, str]
"""The filled cells of a row, by the names of their columns."""


class _Sheet(NamedTuple):
    title: str
    is_shown: bool
    number: int
    """Of the row with the names."""
    header: Sequence[str]
    lines: Iterator[Line]
    above: Mapping[str, int]
    """What stands above the names, for the report."""

    @property
    def is_of_base(self) -> bool:
        return self.title in _NEEDED and set(self.header) >= _NEEDED[self.title]


def read_xlsx(
    path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = (), between: str = BETWEEN
) -> Imported:
    """Read a workbook: a base, or the first sheet that is shown and names languages in its first row.

    The rows of further sheets of terms are counted.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out rows without a term or with an unknown language, instead of refusing them.
        langs: the languages of the columns of the first sheet, where it does not name them.
        between: what stands between several terms in a cell.

    Raises:
        InputError: no workbook; no sheet with terms; what `skip` would leave out; a value that no concept may have.
    """
    faults = Faults(path, skip)
    base = _Base(path, vocabulary, faults)
    sheets = _sheets(path, langs)
    for sheet in sheets:
        if sheet.is_of_base or (base.concepts and sheet.title in COLUMNS):
            base.take(sheet)
        elif not base.concepts and sheet.is_shown and (is_table(sheet.header) or langs):
            faults.lost.update(sheet.above)
            lines = chain([Line(sheet.number, sheet.header)], sheet.lines)
            found = read_table(path, _kind(path), lines, vocabulary, faults, langs, between)
            for other in sheets:
                if is_table(other.header) and (rows := sum(1 for _ in other.lines)):
                    found.losses.lost[f"rows of the sheet “{other.title}”"] += rows
            return found
    if not base.concepts:
        raise InputError(path, "has no sheet whose first row names languages, as “en” or “Russian”")
    return base.imported()


def _kind(path: Path) -> str:
    return path.suffix[1:].upper()


def _sheets(path: Path, langs: Sequence[str]) -> Iterator[_Sheet]:
    for title, is_shown, rows in (ods if path.suffix.lower() == ".ods" else xlsx).sheets(path):
        lines: Iterator[Line] = (Line(*row) for row in rows)
        above: Counter[str] = Counter()
        lines = lines if title in COLUMNS else from_header(lines, langs, above)
        if first := next(lines, None):
            yield _Sheet(title, is_shown, first.number, [cell.strip() for cell in first.cells], lines, above)


class _Base:
    """The sheets of a base, as they come."""

    def __init__(self, path: Path, vocabulary: Vocabulary, faults: Faults) -> None:
        self._path = path
        self._vocabulary = vocabulary
        self._faults = faults
        self._of: dict[str, dict[str, Any]] = {}
        """Concept id to what its file would hold."""
        self._sources: dict[str, Source] = {}
        self._titles: dict[str, Mapping[str, str]] = {}

    @property
    def concepts(self) -> int:
        """How many were read."""
        return len(self._of)

    def take(self, sheet: _Sheet) -> None:
        """Read a sheet.

        Raises:
            InputError: a column that is not known; what `Faults` refuses.
        """
        known = COLUMNS[sheet.title]
        more = {"concepts": DEFINITION, "domains": ""}.get(sheet.title)
        if unknown := [it for it in sheet.header if it not in known and (more is None or not it.startswith(more))]:
            raise InputError(self._path, f"sheet {sheet.title}: {unknown[0]!r} is none of its columns", sheet.number)
        for number, row in sheet.lines:
            cells = {name: cell for name, cell in zip(sheet.header, row, strict=False) if cell.strip()}
            if sheet.title == "concepts":
                self._concept(cells, number)
            elif sheet.title == "sources":
                self._source(cells)
            elif sheet.title == "domains" and "id" in cells:
                self._titles[clean(cells.pop("id"))] = {lang: clean(title) for lang, title in cells.items()}
            elif (concept := self._of.get(cells.pop("concept", "").strip())) is None:
                self._faults.refuse(number, f"sheet {sheet.title}: a row of no concept", f"{sheet.title} of no concept")
            elif sheet.title == "matching":
                kind, text = cells.get("kind", ""), clean(cells.get("text", ""))
                concept.setdefault("match", {}).setdefault(kind, []).append(text)
            elif sheet.title != "terms" or self._is_term(cells, number):
                concept.setdefault(_KEYS[sheet.title], []).append(self._record(cells, number))

    def imported(self) -> Imported:
        """The concepts.

        Raises:
            InputError: one has a value that it may not have.
        """
        vocabulary = replace(self._vocabulary, domains={**self._titles, **self._vocabulary.domains})
        concepts: dict[str, Concept] = {}
        for concept_id in list(self._of):
            problems: list[InputError] = []
            concept = shaped(self._of.pop(concept_id), self._path, vocabulary, problems)
            if problems:
                raise InputError(self._path, f"{concept_id}: {problems[0].reason}")
            concepts[concept_id] = replace(concept, path="")
        found = gathered(_kind(self._path), concepts, concepts, concepts, self._vocabulary, self._faults, self._titles)
        return replace(found, sources=self._sources)

    def _concept(self, cells: dict[str, str], number: int) -> None:
        definition = {
            name.removeprefix(DEFINITION): clean(cells.pop(name)) for name in list(cells) if name.startswith(DEFINITION)
        }
        made = {"domains": [], **self._record(cells, number), "definition": definition}
        concept_id = made.get("id", "")
        if not concept_id:
            self._faults.refuse(number, "sheet concepts: a row has no id", "concepts without id")
        elif concept_id in self._of:
            self._faults.refuse(
                number, f"sheet concepts: {concept_id!r} stands there twice", "concepts that were there"
            )
        else:
            self._of[concept_id] = made

    def _source(self, cells: Cells) -> None:
        given = {name: clean(cell) for name, cell in cells.items()}
        if given.get("id"):
            if given.get("kind") not in ("text", "reference"):
                given["kind"] = "reference"
            self._sources[given["id"]] = Source(**{"title": given["id"]} | given)

    def _is_term(self, cells: dict[str, str], number: int) -> bool:
        if not clean(cells.get("text", "")):
            self._faults.refuse(number, "sheet terms: a row has no term", "rows without term")
            return False
        cells["lang"] = self._faults.language(cells.get("lang"), number)
        return bool(cells["lang"])

    def _record(self, cells: Cells, number: int) -> dict[str, Any]:
        """A row as a table of a concept file."""
        return {name: self._value(name, cell, number) for name, cell in cells.items()}

    def _value(self, name: str, cell: str, number: int) -> object:
        if name in _LISTS:
            return [text for line in cell.split("\n") if (text := clean(line))]
        text = clean(cell)
        if name in _FLAGS:
            if text not in ("yes", "no"):
                raise InputError(self._path, f"column {name}: {text!r} is neither yes nor no", number)
            return text == "yes"
        if name == "lines":
            try:
                return [int(line) for line in text.split(",")]
            except ValueError:
                raise InputError(self._path, f"column lines: {text!r} is no list of line numbers", number) from None
        return text
