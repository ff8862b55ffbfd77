"""Tables of counts as aligned plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.stats.table import Table
from termbase.text import one_line

_LONGEST = 50
"""Rows; ``--json`` and ``--html`` have all."""
_GAP = "  "


def render(tables: Iterable[Table]) -> str:
    """The tables, one after another; ids on the left, numbers aligned on the right, titles after them."""
    return "\n\n".join("\n".join(_lines(table)) for table in tables) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield table.title.upper()
    if table.note:
        yield table.note
    shown = table.rows[:_LONGEST]
    cells = [["", *table.columns], *([row.key, *(f"{count:,}" for count in row.counts)] for row in shown)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for place, (key, *counts) in enumerate(cells):
        title = shown[place - 1].title if place else ""
        numbers = _GAP.join(count.rjust(width) for count, width in zip(counts, widths[1:], strict=True))
        yield one_line(f"{key.ljust(widths[0])}{_GAP}{numbers}{_GAP}{title}".rstrip())
    if len(shown) < len(table.rows):
        yield f"… {len(table.rows) - len(shown)} more"
