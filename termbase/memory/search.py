"""Matches of a text in a store: equal ones, then those whose keys are near it. Standard library only.

1. Segments with the same key: 100, or 99 where what the key folds differs (capitals, numbers, placeholders).
2. Of the segments whose length allows enough likeness, those that share most of the rarest 3-grams.
3. They are compared by Levenshtein distance. What differs in spaces between Hangul and in endings of Russian words only
   counts a quarter.
4. The percentage is that of the longer text that is not changed, rounded down, as tools for translators count it.
"""

from __future__ import annotations

from termbase.index.grams import distance, grams
from termbase.memory.blocks import primary
from termbase.memory.entry import Stored, Text
from termbase.memory.key import light, light_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import NamedTuple

    from termbase.memory.entry import Memory, Storage
else:
    from termbase.tuples import NamedTuple

_COMPARED = 150
"""Segments that are compared where that costs little: of a million, they had 99.7 % of the five best (840 queries); 80
have 99.66, 60 have 99.5 %."""
_LIGHT = 4
"""What is light counts one of so many."""
_MOST_LIGHT = 2
"""Where most of a difference is light, it may be so many times what it may be elsewhere: beyond, it is another text."""
_ALIKE = 99
"""Percent of a text that is not the same but for what is folded."""


class Match(NamedTuple):
    """A pair that may help to translate a text."""

    score: int
    """Percent, the penalty of its memory taken off."""
    pair: Stored
    backwards: bool
    """The text is like the target of the pair: it was translated the other way."""

    @property
    def source(self) -> Text:
        """The side that is in the language of the text."""
        return self.pair.target if self.backwards else self.pair.source

    @property
    def target(self) -> Text:
        """The other side."""
        return self.pair.source if self.backwards else self.pair.target


class Searcher:
    """Searches one store."""

    def __init__(
        self,
        store: Storage,
        endings: frozenset[str] = frozenset(),
        measure: Callable[[str, str, int], int] = distance,
        compared: int = 80,
    ) -> None:
        """A searcher.

        Args:
            store: what to search in.
            endings: of Russian words, which cost little; see `termbase.memory.key.light`.
            measure: Levenshtein distance of two texts, as `termbase.index.grams.distance`.
            compared: how many segments are compared letter by letter.
        """
        self._store = store
        self._endings = endings
        self._distance = measure
        self._compared = compared
        self._memories = {memory.name: memory for memory in store.memories()}

    def matches(self, text: Text, *, to: str = "", least: int = 70, most: int = 5) -> list[Match]:
        """The best matches of a text, best first; of pairs with the same texts one.

        Args:
            text: what is to be translated; its language may be empty.
            to: the language of the translation; empty: any.
            least: percent.
            most: how many.
        """
        best = _Best(least, most, self._rank)
        lang = primary(text.lang)
        equal = [row for row in self._store.equal(text.key) if not lang or primary(row[1].lang) == lang]
        for segment, other in equal:
            best.add(self._pairs(segment, other, 100 if other.text == text.text else _ALIKE, to))
        if best.bound <= _ALIKE:
            known = {segment for segment, _ in equal}
            for score, segment in self._near(text.key, lang, best):
                if segment not in known:
                    for other in self._store.texts((segment,)):
                        if not lang or primary(other.lang) == lang:
                            best.add(self._pairs(segment, other, score, to))
        return best.ranked()

    def in_context(self, text: Text, context: str, to: str = "") -> Match | None:
        """The best of the pairs with the very text in a context; their memories take nothing off.

        Args:
            text: what is to be translated.
            context: what its file says to tell it from the same text elsewhere.
            to: the language of the translation; empty: any.
        """
        found = [
            match
            for segment, other in self._store.equal(text.key)
            if other.text == text.text and (not text.lang or primary(other.lang) == primary(text.lang))
            for match in self._pairs(segment, other, 100, to)
            if match.score == 100 and match.pair.origin.context == context
        ]
        return min(found, key=self._rank, default=None)

    def _rank(self, match: Match) -> tuple[int, int, bool, int]:
        memory = self._memory(match.pair.memory)
        return (-match.score, -memory.priority, match.backwards, -match.pair.n)

    def _memory(self, name: str) -> Memory:
        if name not in self._memories:  # it has come since
            self._memories = {memory.name: memory for memory in self._store.memories()}
        return self._memories[name]

    def _pairs(self, segment: int, other: Text, score: int, to: str) -> Iterator[Match]:
        for pair in self._store.pairs(segment):
            backwards = pair.source != other
            target = pair.source if backwards else pair.target
            if not to or primary(target.lang) == primary(to):
                yield Match(score - self._memory(pair.memory).penalty, pair, backwards)

    def _near(self, key: str, lang: str, best: _Best) -> Iterator[tuple[int, int]]:
        """Scores and numbers of segments with keys near one, as long as they may be among the best."""
        band = (len(key) * best.least // 100, len(key) * 100 // best.least)
        script = light_script(key)
        mine = light(key, self._endings)
        more = _MOST_LIGHT if script else 1
        for segment, lacking, other in self._store.candidates(grams(key), band, lang, self._compared):
            longest = max(len(key), len(other))
            bearable = longest * (100 - best.bound) // 100 * more
            if lacking > 3 * bearable:  # one edit spoils three grams
                continue
            full = self._distance(key, other, bearable)
            if full > bearable:
                continue
            cost = full * _LIGHT
            if script and script == light_script(other):
                cost = min(cost, full + self._distance(mine, light(other, self._endings), longest) * (_LIGHT - 1))
            score = min(100 * (longest * _LIGHT - cost) // (longest * _LIGHT), _ALIKE)
            if score >= best.bound:
                yield score, segment


class _Best:
    """The best matches so far; of pairs with the same texts one."""

    def __init__(self, least: int, most: int, rank: Callable[[Match], tuple[int, int, bool, int]]) -> None:
        self.least = least
        self.bound = least
        """What has a lower score is not among the best."""
        self._most = most
        self._rank = rank
        self._found: dict[tuple[str, str], Match] = {}

    def add(self, matches: Iterable[Match]) -> None:
        """Take what is good enough."""
        for match in matches:
            texts = (match.source.text, match.target.text)
            known = self._found.get(texts)
            if match.score >= self.bound and (known is None or self._rank(match) < self._rank(known)):
                self._found[texts] = match
                if len(self._found) >= self._most:
                    self.bound = max(self.least, sorted(one.score for one in self._found.values())[-self._most])

    def ranked(self) -> list[Match]:
        """The best, in their order."""
        return sorted(self._found.values(), key=self._rank)[: self._most]


def open_searcher(path: str, endings: frozenset[str] = frozenset(), *, many: bool = False) -> Searcher:
    """A searcher of the store in a file.

    Args:
        path: the file.
        endings: of Russian words; see `Searcher`.
        many: whether there are so many texts that it pays to load numpy and rapidfuzz, where they are installed.

    Raises:
        InputError: the store cannot be opened.
    """
    from termbase.memory.store import Store  # noqa: PLC0415  (the searcher itself knows `Storage` only)

    if many:
        try:
            from termbase.memory import bulk  # noqa: PLC0415  (slow to import)
        except ImportError:
            pass
        else:
            return Searcher(Store(path, count=bulk.most_frequent), endings, bulk.distance, _COMPARED)
    return Searcher(Store(path), endings)
