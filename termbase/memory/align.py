"""Which sentences of two parallel documents translate each other, by length, numbers and terms.

The lengths are judged as Gale and Church do (A Program for Aligning Sentences in Bilingual Corpora, Computational
Linguistics 19 (1993) 75-102): the length of a translation is that of its source, times a constant of the two texts,
with a variance that grows with the length. Numbers and terms that both sides have, or one of them, are added to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from math import erfc, log, sqrt
from typing import NamedTuple

import icu

_VARIANCE = 6.8
_BEADS = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How many sentences make how many, and how often that is so (table 5 of the paper, each kind by halves)."""
_LEAST = 1e-12
_SHARED = 2.0
"""What a number or a term on both sides takes off the cost."""
_LACKING = 1.0
"""What one on only one side adds."""
_BAND = 25
"""Sentences that two texts may be apart from the diagonal, beside a tenth of their length."""
_DIGITS = re.compile(r"\d+")


class Sentence(NamedTuple):
    """A sentence with what it is recognised by."""

    text: str
    anchors: tuple[str, ...]
    """Its numbers, and the ids of the concepts that it names."""


class Bead(NamedTuple):
    """Sentences that translate each other; one side may be empty."""

    source: str
    target: str
    confidence: int
    """Percent: by length, kind and anchors. A person looks at what is low; 0: one side is empty."""


def sentences(text: str, lang: str, concepts: Callable[[str], Sequence[str]]) -> Iterator[Sentence]:
    """The sentences of a paragraph, by ICU.

    Args:
        text: of the paragraph.
        lang: BCP 47.
        concepts: gives the ids of the concepts that a text names.
    """
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(lang))
    breaks.setText(icu.UnicodeString(text))
    start = 0
    whole = icu.UnicodeString(text)
    for end in breaks:
        sentence = " ".join(str(whole[start:end]).split())
        start = end
        if any(map(str.isalnum, sentence)):
            yield Sentence(sentence, (*_DIGITS.findall(sentence), *concepts(sentence)))


def aligned(source: Sequence[Sentence], target: Sequence[Sentence]) -> list[Bead]:
    """The likeliest alignment of two texts, in their order."""
    if not source or not target:
        return []
    ratio = sum(len(one.text) for one in target) / sum(len(one.text) for one in source)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    width = _BAND + max(len(source), len(target)) // 10
    for i in range(len(source) + 1):
        middle = i * len(target) // len(source)
        for j in range(max(0, middle - width), min(len(target), middle + width) + 1):
            found = [
                (best[i - m, j - n][0] + _cost(source[i - m : i], target[j - n : j], ratio), (m, n))
                for m, n in _BEADS
                if (i - m, j - n) in best
            ]
            if found:
                best[i, j] = min(found)
    return list(reversed(list(_back(best, source, target, ratio))))


def _back(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
    source: Sequence[Sentence],
    target: Sequence[Sentence],
    ratio: float,
) -> Iterator[Bead]:
    i, j = len(source), len(target)
    while (i, j) != (0, 0):
        m, n = best[i, j][1]
        mine, theirs = source[i - m : i], target[j - n : j]
        yield Bead(_joined(mine), _joined(theirs), _confidence(mine, theirs, ratio))
        i, j = i - m, j - n


def _joined(side: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in side)


def _cost(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> float:
    cost = -log(_BEADS[len(source), len(target)])
    if not source or not target:
        return cost
    return cost - log(_length(source, target, ratio)) + _anchored(source, target)


def _length(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> float:
    """How likely a translation differs so much or more from the length that is expected."""
    mine, theirs = (sum([len(one.text) for one in side]) for side in (source, target))
    mean = (mine + theirs / ratio) / 2
    return max(erfc(abs(theirs - mine * ratio) / sqrt(2 * mean * _VARIANCE)), _LEAST)


def _anchored(source: Sequence[Sentence], target: Sequence[Sentence]) -> float:
    """What the anchors of both sides add to the cost."""
    mine = [anchor for one in source for anchor in one.anchors]
    theirs = [anchor for one in target for anchor in one.anchors]
    total = len(mine) + len(theirs)
    shared = 0
    if mine and theirs:
        for anchor in mine:
            if anchor in theirs:
                theirs.remove(anchor)
                shared += 1
    return _LACKING * (total - 2 * shared) - _SHARED * shared


def _confidence(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> int:
    if not source or not target:
        return 0
    odds = _length(source, target, ratio) * _BEADS[len(source), len(target)]
    # Anchors count as evidence: e to the power of what they take off the cost.
    return round(100 * _share(log(odds) - _anchored(source, target)))


def _share(evidence: float) -> float:
    """Evidence between -6 and 2 as a number from 0 to 1."""
    return min(max((evidence + 6) / 8, 0.0), 1.0)
