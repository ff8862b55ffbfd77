"""How likely it is that words of another language look like romanised Russian.

The odds of a foreign word are those of other texts, times a factor of the document, which is counted on short words
between two others that do not look Russian: few of these are Russian after all. Small words and those with a capital
have a factor each, as foreign names look Russian more often than foreign prose.

For every sequence of words that do not look Russian, chance makes as many that do as its odds say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import add

_EVEN = 3
_A_LETTER = 0.64
"""The odds of a foreign word are even at three letters, and each letter more multiplies them by this. German, Italian
and Spanish prose was counted: of its words look Russian, on average, 65 % of those of three letters, 57, 25, 16, 13 %
of those of four to seven, 5 % of those of eight to ten."""
_SHORT = 5
"""Letters of the words on which the factor is counted."""
_USUAL = 2.0
"""Words that look Russian, and are expected to, before any is counted: the weight of what is usual."""
_NAMES = 0.5
"""The least factor of words with a capital: foreign names are not independent of each other; the Arabic names of a
text all look Russian."""
_FOREIGN = 2.0
"""The greatest factor, that of Italian prose; where it seems greater, the words between are Russian and their
neighbours misspelt, or the language is related to Russian."""
_LONGEST = 6
"""Words of a sequence; chance hardly ever makes longer ones."""
_CAPITALS, _LETTERS, _COUNT = 4, 8, 15
"""Where in a shape stand how many words have a capital, and how many letters beyond three they have in all; below is
how many are written small."""


RUSSIAN = 1 << 32
"""Stands for the shape of a word that looks Russian; no sum of shapes of other words is as great."""


class Chance:
    """What chance makes in a document; its words are counted first."""

    def __init__(self) -> None:
        self._seen = [_USUAL, _USUAL]
        self._between: Counter[int] = Counter()
        """The foreign words that stand between two others, or at an end, by their shapes."""
        self._sequences: Counter[int] = Counter()

    def met(self, word: str) -> int:
        """The shape of a foreign word; to be asked once in a document, as a word alone is counted only once."""
        shape = _shape(word)
        self._sequences[shape] += 1
        return shape

    def count(self, shapes: Sequence[int], russian: Iterable[tuple[int, str, bool]] = ()) -> None:
        """Count the words of a paragraph.

        Args:
            shapes: of the foreign words, and `RUSSIAN` for those that look so, in their order.
            russian: of the latter, the place in the order, the word, and whether it is a term of the base, which is
                no accident.
        """
        self._between.update(shapes)
        beside: set[int] = set()
        for number, word, of_base in russian:
            around = [other for other in (number - 1, number + 1) if 0 <= other < len(shapes)]
            if len(word) <= _SHORT and not of_base and all(shapes[other] < RUSSIAN for other in around):
                self._seen[word[0].isupper()] += 1
            beside.update(around)
        self._between.subtract(map(shapes.__getitem__, beside))
        sums = shapes
        for size in range(1, _LONGEST):
            sums = list(map(add, sums, shapes[size:]))
            self._sequences.update(sums)

    def odds(self) -> Callable[[str], float]:
        """The odds of a foreign word of this document to look Russian."""
        of = self._odds_of()
        return lambda word: of(_shape(word))

    def limit(self, runs: Iterable[float], share: float) -> float:
        """The odds up to which chance makes no more than a share of the runs.

        Benjamini and Hochberg, Controlling the false discovery rate (1995), with what chance makes counted, not taken
        from a table.

        Args:
            runs: the odds of each sequence that looks Russian; it may be chance itself.
            share: of those with less than the limit.
        """
        steps = [(odds, True, 1) for odds in runs]
        of = self._odds_of()
        steps += [(of(shape), False, number) for shape, number in self._sequences.items() if shape < RUSSIAN]
        limit = made = 0.0
        seen = 0
        for odds, is_run, number in sorted(steps):
            made += odds * number
            seen += is_run
            if is_run and made <= share * seen:
                limit = odds
        return limit

    def _odds_of(self) -> Callable[[int], float]:
        """The odds of a shape, after what was counted up to now."""
        expected = [_USUAL, _USUAL]
        for shape, number in self._between.items():
            letters = shape >> _LETTERS
            # Words that look Russian have more letters than any by their number.
            if letters <= _SHORT - _EVEN:
                expected[shape >> _CAPITALS & _COUNT] += number * _A_LETTER**letters
        small, capital = (min(seen / usual, _FOREIGN) for seen, usual in zip(self._seen, expected, strict=True))
        capital = max(capital, _NAMES)

        def odds(shape: int) -> float:
            words = small ** (shape & _COUNT) * capital ** (shape >> _CAPITALS & _COUNT)
            return float(words * _A_LETTER ** (shape >> _LETTERS))

        return odds


def _shape(word: str) -> int:
    """What the odds of a word depend on, as a number; the sum is that of a sequence of up to 15 words."""
    return (1 << _CAPITALS if word[0].isupper() else 1) + (max(len(word) - _EVEN, 0) << _LETTERS)
