"""Tables of terms as concepts, whatever file they stand in: a row a term, or a row an entry.

*A row a term* is the table of `termbase.formats.csv_export`; rows of one concept may stand anywhere.

*A row an entry* has a column a language, as translators' tools and people write it; columns are told by their names
(`termbase.formats.term_columns`). Several terms in a cell stand between upright strokes, or what is said, or on lines
of their own, and a language may have several columns. Rows with one id are one entry, and so are rows with the same
terms. Where a column says the language, each row has terms of that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import cast

from termbase.files import InputError
from termbase.formats.columns import language_of
from termbase.formats.csv_export import COLUMNS
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, slug
from termbase.formats.table_entries import BETWEEN, Entries, Line, listed
from termbase.formats.term_columns import Column, Header, header_of
from termbase.model import CONCEPT_STATUSES, TERM_STATUSES, Concept, ConceptStatus, Term, TermStatus, Vocabulary

_A_TERM = {"concept", "lang", "term"}
_OWN = re.compile(rf"({'|'.join(TERM_STATUSES)}) → ({'|'.join(TERM_STATUSES)})(;|$)")
_TITLES = 10
"""Rows among which the one with the names is looked for."""
_NO_HEADER = (
    "the first row names no language, as “en” or “Russian” (“--lang en,ru” says it of a table without names); "
    f"or columns of: {', '.join(COLUMNS)}"
)


def understood(names: Sequence[str]) -> int:
    """How many cells of a row name columns of a table of terms; 0 where it is no header."""
    stripped = [name.strip() for name in names]
    if set(stripped) >= _A_TERM:
        return len(stripped)
    header = header_of(stripped)
    return len(header.columns) if header.terms or header.nameless else 0


def is_table(names: Sequence[str], least: int = 1) -> bool:
    """Whether the cells of a row name the columns of a table of terms, of which `least` have languages."""
    stripped = [name.strip() for name in names]
    return set(stripped) >= _A_TERM or len(header_of(stripped).terms) >= least


def from_header(lines: Iterator[Line], langs: Sequence[str], lost: Counter[str]) -> Iterator[Line]:
    """The rows from the one with the names on: a title may stand above it, which is counted. Empty rows are left out.

    Where the languages are said (`langs`) it is the first row, as every other may be one of terms.
    """
    head = list(islice((line for line in lines if any(map(str.strip, line.cells))), 1 if langs else _TITLES))
    start = next((number for number, line in enumerate(head) if is_table(line.cells, 2 if number else 1)), 0)
    if start:
        lost["rows above the names of the columns"] += start
    return chain(head[start:], lines)


def read_table(
    path: Path,
    kind: str,
    lines: Iterator[Line],
    vocabulary: Vocabulary,
    faults: Faults,
    langs: Sequence[str] = (),
    between: str = BETWEEN,
) -> Imported:
    """The concepts of a table.

    Args:
        path: of the file.
        kind: what it is, for people.
        lines: its rows, the one with the names first.
        vocabulary: its domains, types and words of grammar are those kept.
        faults: whether rows without a term or with an unknown language are left out or refused.
        langs: the languages of columns that are called source and translation, or of the first columns of a table whose
            first row has no names; the rest is remarks.
        between: what stands between several terms in a cell of a table with a row an entry.

    Raises:
        InputError: columns without names; what `faults` refuses; an unknown status; no term.
    """
    lines = from_header(lines, langs, faults.lost)
    first = next(lines, Line(1, ()))
    names = [cell.strip() for cell in first.cells]
    if set(names) >= _A_TERM:
        return _read_terms(path, kind, names, lines, vocabulary, faults)
    header = header_of(names, langs)
    second = next(lines, Line(first.number, ()))
    rows: Iterator[Line] = chain([second], lines)
    if beside := _beside(names, second):
        langs = [lang for _, lang in beside]
        header, rows = _unnamed(langs), _without(chain([first], rows), beside, faults)
    elif header.nameless:
        name = header.names[header.nameless[0].at]
        raise InputError(path, f"the column “{name}” does not say its language: “--lang en,ru” says it", first.number)
    elif not header.terms:
        if not langs:
            raise InputError(path, _NO_HEADER, first.number)
        header, rows = _unnamed(langs), chain([first], rows)
    if not header.names:
        rows = _by_first(rows, len(langs))
    entries = Entries(header, first.number, vocabulary, faults, between)
    for row in rows:
        entries.take(row)
    return entries.imported(kind)


def _unnamed(langs: Sequence[str]) -> Header:
    """The columns of a table without names: terms in these languages, then remarks."""
    terms = [Column(at, "term", lang) for at, lang in enumerate(langs)]
    return Header((), [*terms, Column(len(langs), "note")], ())


def _beside(names: Sequence[str], second: Line) -> list[tuple[int, str]]:
    """The columns that say the languages of the others, in DeepL's table without names: in the second row the same."""
    found = [(at, name) for at, name in enumerate(names) if language_of(name)]
    below = [second.cells[at].strip() if at < len(second.cells) else "" for at, _ in found]
    return found if below == [name for _, name in found] and len(names) >= 2 * len(found) else []


def _without(lines: Iterable[Line], beside: Sequence[tuple[int, str]], faults: Faults) -> Iterator[Line]:
    """The rows without the columns that say the languages."""
    places = {at for at, _ in beside}
    wanted = [lang for _, lang in beside]
    for number, cells in lines:
        told = [cell.strip() for at, cell in enumerate(cells) if at in places]
        if any(map(str.strip, cells)) and told != wanted:
            faults.refuse(number, "a row is in other languages than the first one", "rows in other languages")
        else:
            yield Line(number, [cell for at, cell in enumerate(cells) if at not in places])


def _by_first(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """The rows of a table without names (OmegaT's): those with one source term are one entry.

    Remarks of our own that begin with the statuses of both terms are left out: they are made of what the base knows.
    """
    found: dict[str, list[list[str]]] = {}
    numbers: dict[str, int] = {}
    for number, cells in lines:
        source = cells[0].strip() if cells else ""
        numbers.setdefault(source, number)
        found.setdefault(source, [[] for _ in range(width + 1)])
        for column, cell in zip(found[source], cells, strict=False):
            column.append("" if _OWN.match(cell) else cell)
    for source, columns in found.items():
        *texts, remarks = (list(dict.fromkeys(filter(str.strip, column))) for column in columns)
        yield Line(numbers[source], [*map("\n".join, texts), "; ".join(remarks)])


def _read_terms(
    path: Path,
    kind: str,
    header: Sequence[str],
    lines: Iterable[Line],
    vocabulary: Vocabulary,
    faults: Faults,
) -> Imported:
    if unknown := [name for name in header if name not in COLUMNS]:
        raise InputError(path, f"{unknown[0]!r} is none of the columns: {', '.join(COLUMNS)}", 1)
    found: dict[str, _Draft] = {}
    for number, row in lines:
        cells = {name: clean(cell) for name, cell in zip(header, row, strict=False) if cell}
        if not cells.get("term"):
            faults.refuse(number, "a row has no term", "rows without term")
            continue
        cells["lang"] = faults.language(cells.get("lang", ""), number)
        for name, known in (("term status", TERM_STATUSES), ("concept status", CONCEPT_STATUSES)):
            if cells.get(name) and cells[name] not in known:
                faults.refuse(number, f"{cells[name]!r} is no {name}", f"unknown {name}es")
                cells[name] = ""
        if cells["lang"]:
            given = cells.get("concept", "")
            draft = found.get(given)
            if draft is None:  # the first row of a concept says its status and domains
                domains = listed(cells.get("domains", ""))
                draft = found[given] = _Draft(cells.get("concept status", ""), domains)
            draft.terms.setdefault((cells["lang"], cells["term"]), _term(cells, vocabulary))
            if cells.get("definition"):
                draft.definition.setdefault(cells["lang"], cells["definition"])
    concepts: dict[str, Concept] = {}
    stated = set()
    for name, draft in found.items():
        text = next(iter(draft.terms))[1]
        concept = draft.concept(free_id([name, text], concepts, len(concepts) + 1))
        concepts[concept.id] = concept
        if draft.status:
            stated.add(concept.id)
    return gathered(kind, concepts, stated, {slug(name) for name in found if name}, vocabulary, faults)


@dataclass(slots=True)
class _Draft:
    """What the rows of a concept say."""

    status: str
    domains: tuple[str, ...]
    definition: dict[str, str] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)

    def concept(self, concept_id: str) -> Concept:
        """The concept."""
        status = self.status or ("review" if self.definition else "draft")
        return Concept(
            concept_id, cast("ConceptStatus", status), self.domains, self.definition, tuple(self.terms.values())
        )


def _term(row: dict[str, str], vocabulary: Vocabulary) -> Term:
    grammar = [word for word in row.get("grammar", "").split() if word in vocabulary.grammar]
    kind = row.get("type", "")
    return Term(
        lang=row["lang"],
        text=row["term"],
        status=cast("TermStatus", row.get("term status") or "preferred"),
        type=kind if kind in vocabulary.types else "fullForm",
        grammar=" ".join(grammar),
        stress=row.get("stress", ""),
        reason=row.get("reason", ""),
        use=row.get("use", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
    )
