"""``termbase tm restore``: put translations in force again that were superseded or deleted."""

from __future__ import annotations

import sys
from contextlib import closing

from termbase.cli.tm_options import parser
from termbase.cli.wording import count
from termbase.memory.store import Store


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Restore what is named; exit 1 when nothing of it was out of force."""
    command = parser("restore", "Put translations in force again; what took their place is superseded in turn.")
    command.add_argument("pair", nargs="+", type=int, help="numbers of pairs, as “tm history” has them")
    options = command.parse_args(arguments)
    with closing(Store(options.store, write=True)) as store:
        done = store.restore(options.pair)
    print(f"{count(done, 'translation')} restored", file=sys.stderr)
    return 0 if done else 1
