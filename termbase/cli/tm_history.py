"""``termbase tm history``: what was superseded or deleted in the memory, and what took its place."""

from __future__ import annotations

import json
import os
from contextlib import closing
from itertools import islice

from termbase.cli.tm_options import origin_record, parser
from termbase.memory.entry import Stored, origin_text
from termbase.memory.store import Store
from termbase.text import key, one_line


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Print what is out of force, the last first; exit 1 when there is nothing."""
    command = parser("history", "What was superseded or deleted, the last first. “tm restore” takes it back.")
    command.add_argument("query", nargs="?", default="", help="only pairs in which these letters stand, on either side")
    command.add_argument("--file", default="", help="only what came from this file")
    command.add_argument("--limit", type=int, default=50, metavar="N", help="pairs (default 50)")
    command.add_argument("--json", action="store_true", help="JSON Lines, one record a pair")
    options = command.parse_args(arguments)
    if options.limit < 1:
        command.error("--limit must be at least 1")
    file = os.path.abspath(options.file) if options.file else ""  # noqa: PTH100 - as tm add
    wanted = key(options.query)
    with closing(Store(options.store)) as store:
        found = (
            (old, new)
            for old, new in store.changes()
            if (not file or old.origin.file == file)
            and any(wanted in key(side.text) for side in (old.source, old.target))
        )
        some = list(islice(found, options.limit))
    for old, new in some:
        print(_record(old, new) if options.json else _lines(old, new))
    return 0 if some else 1


def _record(old: Stored, new: Stored | None) -> str:
    fields = {
        "source": old.source.text,
        "target": old.target.text,
        "source_lang": old.source.lang,
        "target_lang": old.target.lang,
        "added": old.added,
        "until": old.until,
        "origin": origin_record(old),
        "now": {"pair": new.n, "source": new.source.text, "target": new.target.text} if new else None,
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(old: Stored, new: Stored | None) -> str:
    gone = "deleted" if new is None else f"now {one_line(new.target.text)}"
    if new and new.source.text != old.source.text:
        gone += f" for {one_line(new.source.text)}"
    return "\n".join(
        (
            f"{old.n:>7}  {one_line(old.source.text)}",
            f"         {one_line(old.target.text)}",
            f"         {old.until[:10]} {gone}",
            f"         {origin_text(old)}",
            "",
        )
    )
