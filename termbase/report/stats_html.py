"""Tables of counts as one HTML page that needs nothing else: numbers, and bars made of them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from termbase.stats.table import Row, Table

_FEW = 5
"""Colours of parts; `_PAGE` has as many."""
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root {{ color-scheme: light dark; --page: #fff; --text: #1c1c1c; --soft: #666; --line: #ddd;
  --part-1: #3b6ea5; --part-2: #d08c2e; --part-3: #4d8f5b; --part-4: #a6a6a6; --part-5: #8c5a9e }}
@media (prefers-color-scheme: dark) {{ :root {{ --page: #17181a; --text: #e6e6e6; --soft: #a0a0a0; --line: #3a3b3e;
  --part-1: #6fa3dc; --part-2: #e0a95a; --part-3: #77ba86; --part-4: #7a7a7a; --part-5: #b58ac6 }} }}
body {{ background: var(--page); color: var(--text); font: 1rem/1.45 system-ui, sans-serif;
  margin: 2rem auto; max-width: 75rem; padding: 0 1rem }}
h1 {{ font-size: 1.6rem }}
h2 {{ font-size: 1.2rem; margin: 2.5rem 0 .3rem }}
p {{ color: var(--soft); margin: 0 0 .6rem }}
nav a {{ color: inherit; margin-right: 1rem }}
.wide {{ overflow-x: auto }}
table {{ border-collapse: collapse }}
table.drawn {{ width: 100% }}
th, td {{ border-bottom: 1px solid var(--line); padding: .25rem .6rem; text-align: right; vertical-align: top;
  font-variant-numeric: tabular-nums; white-space: nowrap }}
th:first-child, td.bar {{ text-align: left }}
th:first-child {{ padding-left: 0 }}
tbody th {{ font-weight: normal; white-space: normal; min-width: 12rem }}
small {{ color: var(--soft); display: block; overflow-wrap: anywhere }}
td.bar {{ width: 35%; min-width: 8rem; white-space: nowrap }}
.part {{ display: inline-block; height: .9em; vertical-align: baseline }}
.key {{ display: inline-block; height: .7em; width: .7em; margin-right: .3em }}
{parts}
</style></head><body><h1>{title}</h1>
<nav>{links}</nav>
{tables}</body></html>
"""


def render(title: str, tables: Iterable[Table]) -> str:
    """The page.

    Args:
        title: of the page.
        tables: in the order of the page.
    """
    tables = list(tables)
    return _PAGE.format(
        title=escape(title),
        parts="\n".join(f".part-{n} {{ background: var(--part-{n}) }}" for n in range(1, _FEW + 1)),
        links="".join(f'<a href="#{escape(table.id)}">{escape(table.title)}</a>' for table in tables),
        tables="".join(map(_table, tables)),
    )


def _table(table: Table) -> str:
    parts = {column: place % _FEW + 1 for place, column in enumerate(table.bar)}
    # A bar of one part needs no key: its heading says what it is.
    keys = parts if len(parts) > 1 else {}
    head = "".join(
        "<th>" + (f'<span class="key part-{keys[n]}"></span>' if n in keys else "") + f"{escape(column)}</th>"
        for n, column in enumerate(table.columns)
    )
    drawn = table.rows[:-1] if table.sums else table.rows
    longest = max((sum(row.counts[n] for n in parts) for row in drawn), default=0)
    rows = "".join(_row(row, parts, longest) for row in drawn)
    if table.sums:
        rows += _row(table.rows[-1], parts, sum(table.rows[-1].counts[n] for n in parts))
    note = f"<p>{escape(table.note)}</p>\n" if table.note else ""
    opened, above = ('<table class="drawn">', "<th></th>") if parts else ("<table>", "")
    return (
        f'<h2 id="{escape(table.id)}">{escape(table.title)}</h2>\n{note}<div class="wide">{opened}'
        f"<thead><tr><th></th>{above}{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _row(row: Row, parts: dict[int, int], longest: int) -> str:
    about = f"<small>{escape(row.title)}</small>" if row.title else ""
    key = escape(row.key)
    if row.members:
        key = f"<details><summary>{key}</summary><small>{escape(', '.join(row.members))}</small></details>"
    counts = "".join(f"<td>{count:,}</td>" for count in row.counts)
    bars = "".join(
        f'<span class="part part-{colour}" style="width:{100 * row.counts[n] / longest:.2f}%"></span>'
        for n, colour in parts.items()
        if row.counts[n]
    )
    bar = f'<td class="bar">{bars}</td>' if parts else ""
    return f"<tr><th>{key}{about}</th>{bar}{counts}</tr>\n"
