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
from termbase.memory.key import light

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import NamedTuple

    from termbase.memory.entry import Storage
else:
    from termbase.tuples import NamedTuple

_LIGHT = 4
"""What is light counts one of so many."""
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
        endings: Sequence[str] = (),
        measure: Callable[[str, str, int], int] = distance,
        compared: int = 60,
    ) -> None:
        """A searcher.

        Args:
            store: what to search in.
            endings: of Russian words, which cost little; see `termbase.memory.key.light`.
            measure: Levenshtein distance of two texts, as `termbase.index.grams.distance`.
            compared: how many segments are compared letter by letter.
        """
        self._store = store
        self._endings = tuple(endings)
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
        found: dict[tuple[str, str], Match] = {}
        for score, segment, other in self._segments(text, least, most):
            if len(found) >= most and score < min(match.score for match in found.values()):
                break
            for match in self._pairs(segment, other, score, to):
                texts = (match.source.text, match.target.text)
                if match.score >= least and (texts not in found or self._rank(match) < self._rank(found[texts])):
                    found[texts] = match
        return sorted(found.values(), key=self._rank)[:most]

    def _rank(self, match: Match) -> tuple[int, int, bool, int]:
        memory = self._memories[match.pair.memory]
        return (-match.score, -memory.priority, match.backwards, -match.pair.n)

    def _pairs(self, segment: int, other: Text, score: int, to: str) -> Iterator[Match]:
        for pair in self._store.pairs(segment):
            backwards = pair.source != other
            target = pair.source if backwards else pair.target
            if not to or primary(target.lang) == primary(to):
                yield Match(score - self._memories[pair.memory].penalty, pair, backwards)

    def _segments(self, text: Text, least: int, most: int) -> Iterator[tuple[int, int, Text]]:
        """Segments in the language of the text, best first, with their scores."""
        lang = primary(text.lang)
        equal = [row for row in self._store.equal(text.key) if not lang or primary(row[1].lang) == lang]
        equal.sort(key=lambda row: (row[1].text != text.text, row[1].lang != text.lang))
        for segment, other in equal:
            yield 100 if other.text == text.text else _ALIKE, segment, other
        if least >= _ALIKE:
            return
        known = {segment for segment, _ in equal}
        for score, segment in self._near(text.key, lang, least, most):
            if segment not in known:
                for other in self._store.texts((segment,)):
                    if not lang or primary(other.lang) == lang:
                        yield score, segment, other

    def _near(self, key: str, lang: str, least: int, most: int) -> list[tuple[int, int]]:
        """Scores and numbers of segments with keys near one, best first; beyond `most` not all."""
        band = (len(key) * least // 100, len(key) * 100 // least)
        mine = light(key, self._endings)
        found: list[tuple[int, int]] = []
        bound = least
        for segment, lacking, other in self._store.candidates(grams(key), band, lang, self._compared):
            longest = max(len(key), len(other))
            # One edit spoils three grams.
            if lacking * 100 > 3 * longest * (100 - bound):
                break
            bearable = longest * (100 - bound) // 100 * (1 if mine is key else _LIGHT)
            full = self._distance(key, other, bearable)
            if full > bearable:
                continue
            cost = full * _LIGHT
            if mine is not key:
                cost = min(cost, full + self._distance(mine, light(other, self._endings), longest) * (_LIGHT - 1))
            score = min(100 * (longest * _LIGHT - cost) // (longest * _LIGHT), _ALIKE)
            if score >= least:
                found.append((-score, segment))
                if len(found) % most == 0:
                    found.sort()
                    bound = -found[most - 1][0]
        return [(-score, segment) for score, segment in sorted(found)]


def open_searcher(path: str, endings: Sequence[str] = (), *, many: bool = False) -> Searcher:
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
            return Searcher(Store(path, count=bulk.most_frequent), endings, bulk.distance, 100)
    return Searcher(Store(path), endings)
