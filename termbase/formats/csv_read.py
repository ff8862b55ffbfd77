"""The CSV of `termbase.formats.csv_export` as concepts again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import cast

from termbase import files
from termbase.formats.csv_export import COLUMNS
from termbase.formats.holds import Losses
from termbase.formats.imported import Faults, Imported, clean, free_id, slug
from termbase.model import CONCEPT_STATUSES, TERM_STATUSES, Concept, ConceptStatus, Term, TermStatus, Vocabulary

_REQUIRED = {"concept", "lang", "term"}


def read_csv(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read a table with one row a term; columns that it lacks are empty, rows of one concept may stand anywhere.

    Args:
        path: of the file.
        vocabulary: its domains, types and words of grammar are those kept.
        skip: leave out rows without a term or with an unknown language, instead of refusing them.

    Raises:
        InputError: not UTF-8; other columns; broken quoting; what `skip` would leave out; an unknown status.
    """
    faults = Faults(path, skip)
    rows = csv.reader(io.StringIO(files.read_text(path), newline=""), strict=True)
    found: dict[str, list[dict[str, str]]] = {}
    try:
        header = [cell.strip() for cell in next(rows, [])]
        if not set(header) >= _REQUIRED or not set(header) <= set(COLUMNS):
            raise files.InputError(path, f"the first row must name columns of: {', '.join(COLUMNS)}", 1)
        for row in rows:
            cells = {name: clean(cell[cell.startswith("'") :]) for name, cell in zip(header, row, strict=False)}
            if not cells.get("term"):
                faults.refuse(rows.line_num, "a row has no term", "rows without term")
                continue
            cells["lang"] = faults.language(cells.get("lang", ""), rows.line_num)
            for name, known in (("term status", TERM_STATUSES), ("concept status", CONCEPT_STATUSES)):
                if cells.get(name) and cells[name] not in known:
                    faults.refuse(rows.line_num, f"{cells[name]!r} is no {name}", f"unknown {name}es")
                    cells[name] = ""
            if cells["lang"]:
                found.setdefault(cells.get("concept", ""), []).append(cells)
    except csv.Error as error:
        raise files.InputError(path, f"not CSV: {error}", rows.line_num) from None
    if not found:
        raise files.InputError(path, "has no term")
    concepts: dict[str, Concept] = {}
    for name, cells_of in found.items():
        concept = _concept(free_id([name, cells_of[0]["term"]], concepts, len(concepts) + 1), cells_of, vocabulary)
        concepts[concept.id] = concept
    return Imported(
        path=path,
        kind="CSV",
        concepts=tuple(concepts.values()),
        stated=frozenset(
            concept.id for concept in concepts.values() if found.get(concept.id, [{}])[0].get("concept status")
        ),
        named=frozenset(slug(name) for name in found if name),
        sources={},
        domains={
            domain: {"en": domain}
            for concept in concepts.values()
            for domain in concept.domains
            if domain not in vocabulary.domains
        },
        losses=Losses(faults.lost, faults.told),
        languages={code: lang for code, lang in faults.languages.items() if lang and lang != code},
    )


def _concept(concept_id: str, rows: list[dict[str, str]], vocabulary: Vocabulary) -> Concept:
    terms = {(row["lang"], row["term"]): _term(row, vocabulary) for row in reversed(rows)}
    first = rows[0]
    definition = {row["lang"]: row["definition"] for row in reversed(rows) if row.get("definition")}
    status = first.get("concept status") or ("review" if definition else "draft")
    domains = (domain.strip() for domain in first.get("domains", "").split(";"))
    return Concept(
        id=concept_id,
        status=cast("ConceptStatus", status),
        domains=tuple(filter(None, domains)),
        definition=definition,
        terms=tuple(reversed(terms.values())),
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
