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

    def __init__(
        self, searcher: Searcher, index: Index, codes: Callable[[str], Sequence[str]], namer: Namer | None = None
    ) -> None:
        """A suggester.

        Args:
            searcher: of the store.
            index: of the base.
            codes: gives the placeholders of a text as written (`termbase.formats.mask.codes`).
            namer: finds the terms of texts; `termbase.memory.running` has one for many texts.
        """
        self._searcher = searcher
        self._index = index
        self._codes = codes
        self._namer = namer or Namer(index)
        self._repairer: Repairer | None = None

    def suggestions(
        self, text: Text, *, to: str = "", least: int = 70, most: int = 5, context: str = ""
    ) -> list[Suggested]:
        """The best matches of a text, those first that have its terms; see `Searcher.matches` for the arguments.

        That of a context, if there is one, comes before all others.
        """
        comparer = Comparer(self._namer, text, self._codes)
        first = self.in_context(text, context, to)
        if first and most == 1:
            return [Suggested(first, comparer.difference(first), "")]
        matches = self.matches(text, to=to, least=least, most=most)
        found = ranked([(match, comparer.difference(match)) for match in matches])
        if first:
            texts = (first.source.text, first.target.text)
            others = [one for one in found if (one[0].source.text, one[0].target.text) != texts]
            found = [(first, comparer.difference(first)), *others][:most]
        return [Suggested(match, one, self._repaired(text, match, one, comparer)) for match, one in found]

    def in_context(self, text: Text, context: str, to: str = "") -> Match | None:
        """The match in a context; none where that is empty. See `Searcher.in_context`."""
        return self._searcher.in_context(text, context, to) if context else None

    def matches(self, text: Text, *, to: str = "", least: int = 70, most: int = 5) -> list[Match]:
        """The matches alone; see `Searcher.matches`."""
        return self._searcher.matches(text, to=to, least=least, most=most)

    def _repaired(self, text: Text, match: Match, difference: Difference, comparer: Comparer) -> str:
        """The repair of a match, if it may have one: what that needs takes longer to load than the search."""
        same = match.source.key == text.key
        if difference.numbers:
            may = comparer.counted_alike(match)
        else:
            may = not same and len(difference.terms) < 2 and bool(comparer.exchanges(match))
        if difference.codes or not may:
            return ""
        if self._repairer is None:
            from termbase.memory.repair import Repairer  # noqa: PLC0415

            self._repairer = Repairer(self._index)
        return self._repairer.repaired(text, match, difference, comparer)
