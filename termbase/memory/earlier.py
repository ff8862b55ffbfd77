"""How much texts are like others before them: they are put into a store of their own and searched for there."""

from __future__ import annotations

from collections.abc import Sequence

from termbase.memory.entry import Origin, Pair, Stored, Text
from termbase.memory.search import Searcher
from termbase.memory.store import Store

_MEMORY = "texts"
_COMPARED = 300
"""Segments that are compared with a text, those behind it among them. Of 1,500 messages out of 5,800, 28 got a lower
band than by a scan of all, each in the row from 50 %; with 150 segments it was 107."""


class Earlier(Store):
    """A store in which only what stands before a text is found."""

    before = 0
    """The number of that text."""

    def pairs(self, segment: int) -> list[Stored]:
        """See `termbase.memory.entry.Storage.pairs`."""
        return [pair for pair in super().pairs(segment) if int(pair.origin.unit) < self.before]


def fill(path: str, texts: Sequence[tuple[Text, str]]) -> None:
    """Make the store.

    Args:
        path: its file.
        texts: in their order, each with the language that it is to be translated into.

    Raises:
        InputError: it cannot be written.
    """
    store = Store(path, write=True)
    pairs = [Pair(text, Text(to, "", ""), Origin("", str(number))) for number, (text, to) in enumerate(texts)]
    store.add(pairs, _MEMORY)
    store.close()


class Comparer:
    """Compares texts with those before them."""

    def __init__(self, path: str, endings: frozenset[str]) -> None:
        """A comparer; by numpy and rapidfuzz, where they are installed.

        Args:
            path: of the store.
            endings: of Russian words; see `termbase.memory.search.Searcher`.
        """
        try:
            from termbase.memory import bulk  # noqa: PLC0415  (slow to import)
        except ImportError:
            self._store = Earlier(path)
            self._searcher = Searcher(self._store, endings)
        else:
            self._store = Earlier(path, count=bulk.most_frequent)
            self._searcher = Searcher(self._store, endings, bulk.distance, _COMPARED)

    def likeness(self, number: int, text: Text, to: str, least: int) -> int:
        """The percentage of the best match before a text; 0 where none has the least."""
        self._store.before = number
        found = self._searcher.matches(text, to=to, least=least, most=1)
        return found[0].score if found else 0
