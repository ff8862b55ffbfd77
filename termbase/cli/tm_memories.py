"""``termbase tm memories``: the memories of a store, what matches of them are worth, and how much they have."""

from __future__ import annotations

import json
from contextlib import closing

from termbase.cli.tm_options import parser
from termbase.memory.store import Store


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Print them, those of the highest priority first; change one that is named. Exit 1 when there is none."""
    command = parser("memories", "The memories of the store: priority, penalty, and how much they have by languages.")
    command.add_argument("--memory", default="", metavar="NAME", help="one of them, for the next two")
    command.add_argument("--priority", type=int, help="of equal matches the higher one comes first")
    command.add_argument("--penalty", type=int, help="percent that are taken off its matches")
    command.add_argument("--json", action="store_true", help="JSON Lines, one record a memory and two languages")
    options = command.parse_args(arguments)
    changed = (options.priority, options.penalty) != (None, None)
    if changed != bool(options.memory):
        command.error("--memory goes with --priority or --penalty")
    if options.penalty is not None and not 0 <= options.penalty <= 100:
        command.error("--penalty is a percentage")
    with closing(Store(options.store, write=changed)) as store:
        if changed:
            if options.memory not in {memory.name for memory in store.memories()}:
                command.error(f"there is no memory {options.memory!r}")
            store.set_memory(options.memory, options.priority, options.penalty)
        memories, holdings = store.memories(), store.holdings()
    for memory in memories:
        about = {"memory": memory.name, "priority": memory.priority, "penalty": memory.penalty}
        if not options.json:
            print(f"{memory.name}  priority {memory.priority}, penalty {memory.penalty} %")
        for one in holdings:
            if one.memory == memory.name:
                if options.json:
                    print(json.dumps(about | one._asdict(), ensure_ascii=False))
                else:
                    out = f", {one.history:,} out of force" if one.history else ""
                    print(f"    {one.source_lang} → {one.target_lang}  {one.pairs:,}{out}")
    return 0 if memories else 1
