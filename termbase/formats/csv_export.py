"""CSV (RFC 4180, UTF-8 without byte order mark) and TSV: one row a term, or the layout of a tool.

Rows stand in the order of the languages, and in a language in that language's alphabetical order (ICU collation).

Spreadsheets run a cell as a formula that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end (CWE-1236), and
full-width forms of the signs count too. Such a cell, and one that begins with an apostrophe itself, gets an
apostrophe in front: a reader takes one leading apostrophe off, and has the text back.

Left out: spellings, attestations, relations, forms; they are in the TBX file of 2019.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

import icu

from termbase.formats.holds import ALL, FIELDS, Holds
from termbase.formats.order import Order
from termbase.formats.tool_tables import CSV_LAYOUTS, TSV_LAYOUTS, Layout
from termbase.model import Concept, Term

COLUMNS = (
    "concept",
    "concept status",
    "domains",
    "lang",
    "term",
    "term status",
    "type",
    "grammar",
    "stress",
    "definition",
    "reason",
    "use",
    "source",
    "note",
)
HOLDS = Holds(
    ALL,
    held=frozenset(FIELDS) - {"concept notes", "relations", "spellings", "attestations", "listed forms", "extensions"},
    beside_terms=True,
    retired=True,
)
_FORMULA = re.compile("[=+\\-@'\t\r\n＝＋－＠]")


def write_csv(order: Order, file: BinaryIO) -> int:
    """Write every term of every concept, whatever their status, or the layout of the tool that is asked for.

    Args:
        order: its languages are the order of the rows; without any all.
        file: what to write to.

    Returns:
        The number of terms.

    Raises:
        InputError: an unknown language, nothing to write, or a text that a file cannot hold.
    """
    return _write(order, file, CSV_LAYOUTS, ",")


def write_tsv(order: Order, file: BinaryIO) -> int:
    """Write the same with tabs in the place of commas."""
    return _write(order, file, TSV_LAYOUTS, "\t")


def _write(order: Order, file: BinaryIO, layouts: Mapping[str, Layout], delimiter: str) -> int:
    if layout := layouts.get(order.tool):
        count = _write_rows(file, layout.rows(order), delimiter, plain=layout.plain)
        return count - (not layout.plain)  # a header
    terms: dict[str, list[tuple[Concept, Term]]] = {tag: [] for tag in HOLDS.languages(order)}
    for entry in HOLDS.entries(order):
        for tag, those in entry.terms.items():
            terms[tag] += [(entry.concept, term) for term in those]
    _write_rows(file, [COLUMNS], delimiter)
    for tag, found in terms.items():
        collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(tag))
        found.sort(key=lambda pair: (collator.getSortKey(pair[1].text), pair[1].text, pair[0].id))
        _write_rows(file, (_row(concept, term) for concept, term in found), delimiter)
    return sum(map(len, terms.values()))


def _row(concept: Concept, term: Term) -> Sequence[str]:
    return (
        concept.id,
        concept.status,
        "; ".join(concept.domains),
        term.lang,
        term.text,
        term.status,
        term.type,
        term.grammar,
        term.stress,
        concept.definition.get(term.lang, ""),
        term.reason,
        term.use,
        term.source,
        term.note,
    )


def _write_rows(file: BinaryIO, rows: Iterable[Sequence[str]], delimiter: str, *, plain: bool = False) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    if plain:
        writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    else:
        writer = csv.writer(text, delimiter=delimiter)
    count = 0
    for row in rows:
        writer.writerow(row if plain else map(guarded, row))
        count += 1
    text.flush()
    text.detach()
    return count


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: ``-изм`` becomes ``'-изм``."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that `guarded` made this of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
