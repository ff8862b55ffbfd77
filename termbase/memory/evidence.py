"""What tells whether sentences translate each other: their lengths, and the words that speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import log, pi
from typing import NamedTuple

from termbase.memory.lexicon import Lexicon, Words, words
from termbase.memory.sentences import Sentence

_VARIANCE = 6.8
"""Of the length of a translation, by character (Gale and Church)."""
_WORST = 12.0
"""What lengths tell against it, at most: now and then a translation is free."""
_SPREAD = 0.2
"""Added to the variance of the logarithms of lengths: in a short text all may be alike."""
_ACROSS = 3.0
"""What sentences of two paragraphs in one bead tell against it."""


class Side:
    """The sentences of a text, alone and by twos."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """Of a text."""
        self.sentences = sentences
        self.lengths = [0, *accumulate(len(one.text) for one in sentences)]
        known = [words(one.text).union(one.anchors) for one in sentences]
        self.words = known, [known[0], *(one | other for one, other in pairwise(known))]
        """By which they are recognised: of each sentence, and of it with the one before."""
        self.across = [False, *(one.paragraph != other.paragraph for one, other in pairwise(sentences))]
        """Whether a sentence and the one before stand in two paragraphs."""


class Lengths(NamedTuple):
    """How long translations are."""

    ratio: float
    """Characters of the target, by character of the source."""
    variance: float = _VARIANCE

    def cost(self, source: int, target: int) -> float:
        """The negative logarithm of how likely so many characters are translated by so many."""
        expected = source * self.ratio
        spread = self.variance * (expected + target) / 2
        return (target - expected) ** 2 / (2 * spread) + log(2 * pi * spread) / 2


class Evidence:
    """What tells whether sentences of two texts translate each other."""

    def __init__(self, source: Side, target: Side, lengths: Lengths, lexicon: Lexicon) -> None:
        """Of two texts, as far as is known how long translations are and which words translate each other."""
        self.size = len(source.sentences), len(target.sentences)
        self._source, self._target = source, target
        self._expected = lengths
        self._signs = [[_signs(known, lexicon) for known in those] for those in source.words]
        self._lacking = [
            [[sum([lacking[word] for word in known if word in lacking]) for known in those] for those in side.words]
            for side, lacking in zip((source, target), lexicon.lacking, strict=True)
        ]
        each = [log(len(one.text)) for one in target.sentences]
        middle = sum(each) / len(each)
        spread = sum((one - middle) ** 2 for one in each) / len(each) + _SPREAD
        # The negative logarithm of how likely any sentence is so long, where lengths are log-normal.
        surprises = ((one - middle) ** 2 / (2 * spread) + log(2 * pi * spread) / 2 + one for one in each)
        self._surprise = [0.0, *accumulate(surprises)]

    def against(self, end: tuple[int, int], size: tuple[int, int]) -> float:
        """What tells against it that sentences translate each other (a logarithm; below 0: it tells for it).

        Args:
            end: numbers of the sentences behind them.
            size: how many they are: one or two.
        """
        (i, j), (m, n) = end, size
        source, target = self._source, self._target
        length = target.lengths[j] - target.lengths[j - n]
        expected = self._expected.cost(source.lengths[i] - source.lengths[i - m], length)
        signs = self._signs[m - 1][i - 1]
        shared = sum([signs[word] for word in signs.keys() & target.words[n - 1][j - 1]])
        lacking = self._lacking[0][m - 1][i - 1] + self._lacking[1][n - 1][j - 1]
        across = (m > 1 and source.across[i - 1]) + (n > 1 and target.across[j - 1])
        chance = self._surprise[j] - self._surprise[j - n] - (n - 1) * log(length)
        return min(expected - chance, _WORST) + lacking - shared + _ACROSS * across


def _signs(known: Words, lexicon: Lexicon) -> dict[str, float]:
    """What words of the target tell for it that they stand in a translation: that they do, and that none is lacking."""
    here, there = lexicon.lacking
    signs: dict[str, float] = {}
    for word in known:
        for other, told in lexicon.partners.get(word, ()):
            signs[other] = max(told + here.get(word, 0.0) + there.get(other, 0.0), signs.get(other, 0.0))
    return signs
