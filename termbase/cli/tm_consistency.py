"""``termbase tm consistency``: sources of the memory with more than one translation."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing

from termbase.cli.tm_options import check_memory, origin_record, parser
from termbase.cli.wording import count
from termbase.memory.consistency import Divergence, divergences
from termbase.memory.entry import origin_text
from termbase.memory.store import Store
from termbase.text import one_line

_SHOWN = 3
"""Origins of a translation; ``--json`` has them all."""
_NAMES = {False: "inconsistent-translation", True: "reused-translation"}
"""As the checks TB403 and TB405 are called."""


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Print them; exit 1 when there are any."""
    about = "Sources with more than one translation into a language, as the check TB403 finds them in files."
    command = parser("consistency", about)
    command.add_argument("--reused", action="store_true", help="instead: translations with more than one source")
    command.add_argument("--memory", default="", metavar="NAME", help="only this one (default: all together)")
    command.add_argument("--json", action="store_true", help="JSON Lines, one record a source")
    options = command.parse_args(arguments)
    found = 0
    with closing(Store(options.store)) as store:
        check_memory(command, store, options.memory)
        for one in divergences(store, memory=options.memory, backwards=options.reused):
            found += 1
            if options.json:
                print(_record(one, reused=options.reused))
            else:
                print("\n".join(_lines(one)), end="\n\n")
    what = ("translation", "source") if options.reused else ("source", "translation")
    print(f"{count(found, what[0])} with more than one {what[1]}", file=sys.stderr)
    return 1 if found else 0


def _record(one: Divergence, *, reused: bool) -> str:
    here, there = ("target", "source") if reused else ("source", "target")
    fields = {
        "name": _NAMES[reused],
        here: one.source.text,
        f"{here}_lang": one.source.lang,
        f"{there}_lang": one.lang,
        f"{there}s": [
            {
                "text": wording.text,
                "count": len(wording.pairs),
                "origins": [origin_record(pair) for pair in wording.pairs],
            }
            for wording in one.wordings
        ],
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(one: Divergence) -> Iterator[str]:
    yield f"{one.source.lang:<6}{one_line(one.source.text)}"
    for wording in one.wordings:
        yield f"{len(wording.pairs):>3} ×  {one_line(wording.text)}"
        origins = list(dict.fromkeys(map(origin_text, wording.pairs)))
        yield from (f"       {origin}" for origin in origins[:_SHOWN])
        if len(origins) > _SHOWN:
            yield f"       and {len(origins) - _SHOWN} more"
