"""What pretranslation and analysis share: the units of files, and what several processes find for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import TypeVar

from termbase.cli.progress import track
from termbase.cli.tm_add import side
from termbase.formats.mask import codes
from termbase.index.store import Index
from termbase.memory.key import endings
from termbase.memory.running import RunningNamer
from termbase.memory.search import open_searcher
from termbase.memory.suggest import Suggester
from termbase.units import Unit
from termbase.workers import spread

R = TypeVar("R")

_CHUNK = 200
"""Units that a process gets at a time."""
_MANY = 1_000
"""Units for which it pays to load numpy and rapidfuzz, and to start processes."""
_Ask = Callable[[Suggester, Unit], R]


def asked(units: Sequence[Unit], store: str, index: Index, ask: _Ask[R]) -> Iterator[R]:
    """What a memory says of units, in their order; of the same texts it is asked once in each process.

    Args:
        units: with a source.
        store: the file of the memory.
        index: of the base.
        ask: puts the question.

    Raises:
        InputError: the store cannot be opened.
    """
    many = len(units) > _MANY
    chunks = [units[start : start + _CHUNK] for start in range(0, len(units), _CHUNK)]

    def work() -> Callable[[Sequence[Unit]], list[R]]:
        own = Index(index.path)
        suggester = Suggester(open_searcher(store, endings(own), many=many), own, codes, RunningNamer(own))
        known: dict[tuple[object, ...], R] = {}

        def answers(chunk: Sequence[Unit]) -> list[R]:
            found = []
            for unit in chunk:
                text = side(unit.source) if unit.source else None
                # A form of a plural may get another answer than the same text alone, and so may another context.
                form = (unit.plural, unit.id.endswith(f"[{unit.plural}]"))
                key = (text, unit.target.lang, unit.context, *form)
                if key not in known:
                    known[key] = ask(suggester, unit)
                found.append(known[key])
            return found

        return answers

    with closing(spread(work, chunks, worth=many)) as results:
        for chunk in track(results, "searching", len(chunks)):
            yield from chunk
