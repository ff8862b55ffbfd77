"""What pretranslation and analysis share: the units of files, and what several processes find for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from tempfile import TemporaryDirectory
from typing import TypeVar

from termbase.cli.progress import track
from termbase.cli.tm_add import side
from termbase.formats.mask import codes
from termbase.index.store import Index
from termbase.memory import earlier
from termbase.memory.key import endings
from termbase.memory.running import RunningNamer
from termbase.memory.search import open_searcher
from termbase.memory.suggest import Suggester
from termbase.units import Unit
from termbase.workers import spread

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 200
"""Units that a process gets at a time."""
_MANY = 1_000
"""Units for which it pays to load numpy and rapidfuzz, and to start processes."""
_SAME = 100
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

    def opened(many: bool) -> Callable[[Unit], R]:
        own = Index(index.path)
        suggester = Suggester(open_searcher(store, endings(own), many=many), own, codes, RunningNamer(own))
        known: dict[tuple[object, ...], R] = {}

        def answer(unit: Unit) -> R:
            text = side(unit.source) if unit.source else None
            # A form of a plural may get another answer than the same text alone, and so may another context.
            form = (unit.plural, unit.id.endswith(f"[{unit.plural}]"))
            key = (text, unit.target.lang, unit.context, *form)
            if key not in known:
                known[key] = ask(suggester, unit)
            return known[key]

        return answer

    return _answers(units, opened, "searching")


def compared(units: Sequence[Unit], index: Index, least: Sequence[int]) -> Iterator[int]:
    """How much units are like those before them, in percent; 0 for less than what is asked for each.

    Args:
        units: with sources that are all different.
        index: of the base.
        least: percent, for each unit; those for which it is 100 or more are not compared.

    Raises:
        InputError: there is no place for temporary files.
    """
    sought = [(side(unit.source), unit.target.lang) for unit in units if unit.source]
    with TemporaryDirectory(prefix="termbase-") as folder:
        path = f"{folder}/texts.sqlite"
        earlier.fill(path, sought)

        def opened(_: bool) -> Callable[[int], int]:
            comparer = earlier.Comparer(path, endings(Index(index.path)))

            def answer(number: int) -> int:
                return comparer.likeness(number, *sought[number], least[number]) if least[number] < _SAME else 0

            return answer

        yield from _answers(range(len(sought)), opened, "comparing")


def _answers(items: Sequence[T], opened: Callable[[bool], Callable[[T], R]], title: str) -> Iterator[R]:
    """What several processes answer, in the order of the items; `opened` is called in each, told whether it is much."""
    many = len(items) > _MANY
    chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]

    def work() -> Callable[[Sequence[T]], list[R]]:
        answer = opened(many)
        return lambda chunk: [answer(item) for item in chunk]

    with closing(spread(work, chunks, worth=many)) as results:
        for chunk in track(results, title, len(chunks)):
            yield from chunk
