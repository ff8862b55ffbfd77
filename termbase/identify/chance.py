"""How likely it is that words of another language look like romanised Russian.

The odds of a foreign word are those of other texts, times a factor of the document, which is counted on short words
between two others that do not look Russian: few of these are Russian after all. Small words and those with a capital
have a factor each, as foreign names look Russian more often than foreign prose.

For every sequence of words that do not look Russian, chance makes as many that do as its odds say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

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


class Chance:
    """What chance makes in a document; its words are counted first."""

    def __init__(self) -> None:
        self._seen = [_USUAL, _USUAL]
        self._expected = [_USUAL, _USUAL]
        self._alone: set[str] = set()
        self._sequences: Counter[int] = Counter()

    def count(self, words: Sequence[str], like_russian: Sequence[bool], terms: Sequence[bool]) -> None:
        """Count the words of a paragraph.

        Args:
            words: in their order.
            like_russian: whether each looks Russian.
            terms: whether each is a term of the base, which is no accident.
        """
        foreign = [True, *(not like for like in like_russian), True]
        stretch: list[str] = []
        for number, word in enumerate(words):
            if foreign[number] and foreign[number + 2] and len(word) <= _SHORT:
                if not like_russian[number]:
                    self._expected[word[0].isupper()] += _A_LETTER ** (len(word) - _EVEN)
                elif not terms[number]:
                    self._seen[word[0].isupper()] += 1
            if like_russian[number]:
                self._count_sequences(stretch)
                stretch = []
            else:
                stretch.append(word)
        self._count_sequences(stretch)

    def _count_sequences(self, words: Sequence[str]) -> None:
        """Count the sequences of foreign words; a word alone only once in a document."""
        shapes = [_shape(word) for word in words]
        for number, word in enumerate(words):
            sums = accumulate(shapes[number : number + _LONGEST])
            self._sequences.update(islice(sums, word in self._alone, None))
            self._alone.add(word)

    def odds(self, word: str) -> float:
        """The odds of a foreign word of this document to look Russian."""
        return self._of(_shape(word))

    def limit(self, runs: Iterable[float], share: float) -> float:
        """The odds up to which chance makes no more than a share of the runs.

        Benjamini and Hochberg, Controlling the false discovery rate (1995), with what chance makes counted, not taken
        from a table.

        Args:
            runs: the odds of each sequence that looks Russian; it may be chance itself.
            share: of those with less than the limit.
        """
        steps = [(odds, True, 1) for odds in runs]
        steps += [(self._of(shape), False, number) for shape, number in self._sequences.items()]
        limit = made = 0.0
        seen = 0
        for odds, is_run, number in sorted(steps):
            made += odds * number
            seen += is_run
            if is_run and made <= share * seen:
                limit = odds
        return limit

    def _of(self, shape: int) -> float:
        small, capital = (
            min(seen / expected, _FOREIGN) for seen, expected in zip(self._seen, self._expected, strict=True)
        )
        words = small ** (shape & _COUNT) * max(capital, _NAMES) ** (shape >> _CAPITALS & _COUNT)
        return float(words * _A_LETTER ** (shape >> _LETTERS))


def _shape(word: str) -> int:
    """What the odds of a word depend on, as a number; the sum is that of a sequence of up to 15 words."""
    return (1 << _CAPITALS if word[0].isupper() else 1) + (max(len(word) - _EVEN, 0) << _LETTERS)
