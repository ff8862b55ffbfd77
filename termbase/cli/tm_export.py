"""``termbase tm export``: write the memory in a format of other tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain

from termbase.cli.tm_options import check_memory, parser
from termbase.cli.wording import count
from termbase.files import replacing
from termbase.formats.language import same
from termbase.formats.memory_tmx import write_tmx
from termbase.memory.entry import Stored, Text
from termbase.memory.store import Store
from termbase.units import Nowhere, Segment, Unit


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Write what is in force, or all that ever was; exit 1 when there is nothing."""
    command = parser("export", "Write the memory in a format of other tools.")
    command.add_argument("format", choices=("tmx",), help="TMX 1.4b")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write")
    command.add_argument("--memory", default="", metavar="NAME", help="only this one")
    command.add_argument("--source-lang", default="", help="only translations from this language")
    command.add_argument("--target-lang", default="", help="only translations into this language")
    command.add_argument("--history", action="store_true", help="also what was superseded or deleted")
    options = command.parse_args(arguments)
    with closing(Store(options.store)) as store:
        check_memory(command, store, options.memory)
        pairs = store.every(memory=options.memory, history=options.history)
        units = _units(pairs, options.source_lang, options.target_lang)
        first = next(units, None)
        if first is None:
            print("no translations: nothing is written", file=sys.stderr)
            return 1
        with replacing(options.output) as file:
            done = write_tmx(chain((first,), units), file)
    print(f"{count(done, 'translation')} in {options.output}", file=sys.stderr)
    return 0


def _units(pairs: Iterable[Stored], source: str, target: str) -> Iterator[Unit]:
    for pair in pairs:
        if (not source or same(pair.source.lang, source)) and (not target or same(pair.target.lang, target)):
            origin = pair.origin
            yield Unit(
                origin.file,
                origin.unit,
                _segment(pair.source),
                _segment(pair.target),
                "obsolete" if pair.until else "translated",
                context=origin.context,
                author=origin.author,
                date=origin.date,
                work=origin.work,
            )


def _segment(text: Text) -> Segment:
    return Segment(text.text, text.lang, Nowhere())
