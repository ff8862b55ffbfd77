"""CSV (RFC 4180, UTF-8 without byte order mark): one row a term, for spreadsheets and scripts.

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
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import icu

from termbase.formats.holds import ALL, FIELDS, Holds
from termbase.formats.order import Order
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
    held=frozenset(FIELDS) - {"concept notes", "relations", "spellings", "attestations", "listed forms"},
    retired=True,
)
_FORMULA = re.compile("[=+\\-@'\t\r\n＝＋－＠]")


def write_csv(order: Order, file: BinaryIO) -> int:
    """Write every term of every concept, whatever their status.

    Args:
        order: its languages are the order of the rows; without any all.
        file: what to write to.

    Returns:
        The number of terms.

    Raises:
        InputError: an unknown language, nothing to write, or a text that a file cannot hold.
    """
    terms: dict[str, list[tuple[Concept, Term]]] = {tag: [] for tag in HOLDS.languages(order)}
    for entry in HOLDS.entries(order):
        for tag, those in entry.terms.items():
            terms[tag] += [(entry.concept, term) for term in those]
    _write_rows(file, [COLUMNS])
    for tag, found in terms.items():
        collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(tag))
        found.sort(key=lambda pair: (collator.getSortKey(pair[1].text), pair[1].text, pair[0].id))
        _write_rows(file, (_row(concept, term) for concept, term in found))
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


def _write_rows(file: BinaryIO, rows: Iterable[Sequence[str]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: ``-изм`` becomes ``'-изм``."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
