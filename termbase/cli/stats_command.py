"""``termbase stats``: what a base holds, counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from termbase.attest import find_texts
from termbase.cli.options import Parser
from termbase.cli.wording import count
from termbase.files import read_text, write_text
from termbase.index.cache import open_index
from termbase.parse import load_base
from termbase.report import stats_html, stats_text
from termbase.stats import Table, content_tables, spelling_tables


def run(arguments: list[str], root: str) -> int:
    """Print the tables, or write them as a page."""
    parser = Parser("stats", "Concepts, terms and sources of the base, counted.")
    parser.add_argument("--texts", metavar="FOLDER", help="spellings by scheme too, over texts named by source")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="JSON Lines, one record a row")
    form.add_argument("--html", metavar="FILE", help="write one HTML page")
    options = parser.parse_args(arguments)
    base = load_base(root)
    tables = content_tables(base)
    if options.texts:
        paths = find_texts(Path(options.texts), base.sources.values())
        texts = {source: read_text(paths[source]) for source in sorted(paths)}
        tables += spelling_tables(base, open_index(root), texts)
    if options.html:
        write_text(options.html, stats_html.render(f"A termbase of {count(len(base.concepts), 'concept')}", tables))
        print(f"{count(len(tables), 'table')} in {options.html}", file=sys.stderr)
    elif options.json:
        sys.stdout.writelines(json.dumps(record, ensure_ascii=False) + "\n" for t in tables for record in _records(t))
    else:
        sys.stdout.write(stats_text.render(tables))
    return 0


def _records(table: Table) -> list[dict[str, object]]:
    return [
        {
            "table": table.id,
            "key": row.key,
            "title": row.title,
            "counts": dict(zip(table.columns, row.counts, strict=True)),
            "members": row.members,
        }
        for row in table.rows
    ]
