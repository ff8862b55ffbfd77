"""Which sentences of two parallel documents translate each other, by length, numbers, terms and words.

The likeliest way through both texts is looked for several times. At first sentences are recognised by their lengths
(Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19 (1993) 75-102) and
by what both texts write alike: numbers, terms, words. That way tells how long translations are and which words
translate each other (Moore, Fast and Accurate Sentence Alignment of Bilingual Corpora, AMTA 2002), and so the next one
is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from math import exp, log
from typing import NamedTuple

from termbase.memory.evidence import Evidence, Lengths, Side
from termbase.memory.lattice import Step, likeliest
from termbase.memory.lexicon import learnt
from termbase.memory.sentences import Sentence

_PASSES = 3
_FREE = 0.05
"""The share of the pairs that differ most in length, which tell nothing of the others: free translations, mistakes."""
_CUT = 1.2
"""What the variance of the others is less for that."""
_LEAST_VARIANCE = 2.0
_ALIKE = 4.0
"""What a word that both texts write alike tells for it, at most (a logarithm)."""
_HOPELESS = 20.0
"""What tells so much against a pair leaves no per cent of confidence."""


class Bead(NamedTuple):
    """Sentences that translate each other; one side may be empty."""

    source: str
    target: str
    confidence: int
    """Percent: by length, anchors and words. A person looks at what is low; 0: one side is empty."""


def aligned(
    source: Sequence[Sentence], target: Sequence[Sentence], track: Callable[[range], Iterable[int]] = iter
) -> list[Bead]:
    """The likeliest alignment of two texts, in their order.

    Time and memory grow with the number of sentences.

    Args:
        source: one text.
        target: the other.
        track: shows how far the work has come; it is called several times.
    """
    if not source or not target:
        return []
    return _Aligner(source, target).beads(track)


class _Aligner:
    """Aligns two texts."""

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> None:
        self._texts = source, target
        self._source, self._target = Side(source), Side(target)
        mine, theirs = (Counter(chain.from_iterable(side.words[0])) for side in (self._source, self._target))
        most = log(len(source) + len(target) + 1)
        # What stands in many sentences tells little of each (inverse document frequency).
        self._alike = {
            word: [(word, _ALIKE * (1 - log(mine[word] + theirs[word]) / most))] for word in mine.keys() & theirs.keys()
        }
        self._anchors = frozenset(anchor for text in self._texts for one in text for anchor in one.anchors)

    def beads(self, track: Callable[[range], Iterable[int]]) -> list[Bead]:
        """The likeliest, in the order of the texts."""
        steps: list[Step] = []
        for _ in range(_PASSES):
            evidence = self._evidence(steps)
            steps, last = likeliest(evidence, track), steps
            if steps == last:
                break
        return [self._bead(step, evidence) for step in steps]

    def _evidence(self, steps: Sequence[Step]) -> Evidence:
        """What the last way tells; there is none at first."""
        pairs = [
            (self._source.words[m - 1][i - 1], self._target.words[n - 1][j - 1]) for i, j, m, n in steps if m and n
        ]
        lexicon = learnt(pairs, self._alike, self._anchors)
        return Evidence(self._source, self._target, self._lengths(steps), lexicon)

    def _lengths(self, steps: Sequence[Step]) -> Lengths:
        source, target = self._texts
        pairs = [(len(source[i - 1].text), len(target[j - 1].text)) for i, j, m, n in steps if m == n == 1]
        if not pairs:
            return Lengths(self._target.lengths[-1] / self._source.lengths[-1])
        ratio = sum(length for _, length in pairs) / sum(length for length, _ in pairs)
        apart = sorted((there - here * ratio) ** 2 / (there + here * ratio) * 2 for here, there in pairs)
        usual = apart[: len(apart) - int(len(apart) * _FREE)]
        return Lengths(ratio, max(sum(usual) / len(usual) * _CUT, _LEAST_VARIANCE))

    def _bead(self, step: Step, evidence: Evidence) -> Bead:
        i, j, m, n = step
        source, target = self._texts
        return Bead(_joined(source[i - m : i]), _joined(target[j - n : j]), _confidence(step, evidence))


def _confidence(step: Step, evidence: Evidence) -> int:
    i, j, m, n = step
    if not m or not n:
        return 0
    return round(100 / (1 + exp(min(evidence.against((i, j), (m, n)), _HOPELESS))))


def _joined(side: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in side)
