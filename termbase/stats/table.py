"""A table of counts, as the reports write it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted, and the counts."""

    key: str
    """An id: of a domain, a language, a source, a scheme."""
    counts: tuple[int, ...]
    """One for each column of the table."""
    title: str = ""
    """What the id stands for."""
    members: tuple[str, ...] = ()
    """What was counted, where that says more than the number."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one kind."""

    id: str
    title: str
    note: str
    """How it was counted, one sentence or none."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bar: tuple[int, ...] = (0,)
    """Columns whose counts are parts of one length: drawn as a bar, one after another."""
    sums: bool = False
    """Whether the last row is of all that the others count."""
