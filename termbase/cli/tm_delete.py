"""``termbase tm delete``: put translations out of force; the history keeps them."""

from __future__ import annotations

import os
import sys
from contextlib import closing

from termbase.cli.tm_options import parser
from termbase.cli.wording import count
from termbase.memory.store import Store


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Delete what is named; exit 1 when there was nothing."""
    command = parser("delete", "Put translations out of force: they are found no more. “tm export --history” has them.")
    command.add_argument("pair", nargs="*", type=int, help="numbers of pairs, as records of search have them")
    command.add_argument("--file", default="", help="all that came from this file")
    command.add_argument("--work", default="", help="all that belong to this work")
    command.add_argument("--memory", default="", metavar="NAME", help="only of this memory; alone: all of it")
    options = command.parse_args(arguments)
    named = (options.file, options.work, options.memory)
    if bool(options.pair) == any(named):
        command.error("either numbers of pairs, or what they have in common")
    file = os.path.abspath(options.file) if options.file else ""  # noqa: PTH100 - as tm add
    with closing(Store(options.store, write=True)) as store:
        numbers = options.pair or [
            pair.n
            for pair in store.every(memory=options.memory)
            if (not file or pair.origin.file == file) and (not options.work or pair.origin.work == options.work)
        ]
        done = store.delete(numbers)
    print(f"{count(done, 'translation')} deleted", file=sys.stderr)
    return 0 if done else 1
