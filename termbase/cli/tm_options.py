"""What the commands of the memory have in common."""

from __future__ import annotations

from termbase.cli.options import Parser
from termbase.memory.store import default_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from termbase.memory.entry import Stored
    from termbase.memory.store import Store


def parser(command: str, description: str) -> Parser:
    """A parser that knows ``--store``."""
    made = Parser(f"tm {command}", description)
    about = "the memory (default: TERMBASE_MEMORY, else memory.sqlite in the user's data folder)"
    made.add_argument("--store", metavar="FILE", default=default_path(), help=about)
    return made


def check_memory(command: Parser, store: Store, name: str) -> None:
    """Refuse the name of a memory that the store does not have; empty: none is named."""
    names = [memory.name for memory in store.memories()]
    if name and name not in names:
        command.error(f"there is no memory {name!r}; there are: {', '.join(names)}")


def origin_record(pair: Stored) -> dict[str, object]:
    """Where a pair comes from, as records have it."""
    origin = pair.origin
    return {
        "pair": pair.n,
        "memory": pair.memory,
        "file": origin.file,
        "unit": origin.unit,
        "author": origin.author,
        "date": origin.date,
        "work": origin.work,
    }
