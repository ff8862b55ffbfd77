"""The translations that a memory suggests for a text: matches in their order, with what they lack, and repaired."""

from __future__ import annotations

from termbase.memory.difference import Comparer, Difference, ranked
from termbase.memory.named import Namer
from termbase.memory.search import Match, Searcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NamedTuple

    from termbase.index.store import Index
    from termbase.memory.entry import Text
    from termbase.memory.repair import Repairer
else:
    from termbase.tuples import NamedTuple


class Suggested(NamedTuple):
    """A match for a text."""

    match: Match
    difference: Difference
    repair: str
    """The translation of the match made that of the text; empty where that is not certain."""


class Suggester:
    """Asks a store and a base."""

    def __init__(self, searcher: Searcher, index: Index, codes: Callable[[str], Sequence[str]]) -> None:
        """A suggester.

        Args:
            searcher: of the store.
            index: of the base.
            codes: gives the placeholders of a text as written (`termbase.formats.mask.codes`).
        """
        self._searcher = searcher
        self._index = index
        self._codes = codes
        self._namer = Namer(index)
        self._repairer: Repairer | None = None

    def suggestions(self, text: Text, *, to: str = "", least: int = 70, most: int = 5) -> list[Suggested]:
        """The best matches of a text, those first that have its terms; see `Searcher.matches` for the arguments."""
        comparer = Comparer(self._namer, text, self._codes)
        matches = self.matches(text, to=to, least=least, most=most)
        found = ranked([(match, comparer.difference(match)) for match in matches])
        return [Suggested(match, one, self._repaired(text, match, one, comparer)) for match, one in found]

    def matches(self, text: Text, *, to: str = "", least: int = 70, most: int = 5) -> list[Match]:
        """The matches alone; see `Searcher.matches`."""
        return self._searcher.matches(text, to=to, least=least, most=most)

    def _repaired(self, text: Text, match: Match, difference: Difference, comparer: Comparer) -> str:
        """The repair of a match, if it may have one: what that needs takes longer to load than the search."""
        same = match.source.key == text.key
        may = same if difference.numbers else not same and len(difference.terms) == 1 and comparer.exchanges(match)
        if difference.codes or not may:
            return ""
        if self._repairer is None:
            from termbase.memory.repair import Repairer  # noqa: PLC0415

            self._repairer = Repairer(self._index)
        return self._repairer.repaired(text, match, difference, comparer)
