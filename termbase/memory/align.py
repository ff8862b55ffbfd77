"""Which sentences of two parallel documents translate each other, by length, numbers and terms.

The lengths are judged as Gale and Church do (A Program for Aligning Sentences in Bilingual Corpora, Computational
Linguistics 19 (1993) 75-102): the length of a translation is that of its source, times a constant of the two texts,
with a variance that grows with the length. Numbers and terms that both sides have, or one of them, are added to that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import erfc, log, sqrt
from typing import Any, NamedTuple

import icu

_VARIANCE = 6.8
_BEADS = {(1, 1): 0.89, (1, 0): 0.02, (0, 1): 0.02, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
"""How many sentences make how many, and how often that is so (table 5 of the paper, each kind by halves).

There 0.0099 have no partner; here they are taken for more frequent, as documents that people align have gaps.
"""
_COSTS = {size: -log(share) for size, share in _BEADS.items()}
_LEAST = 1e-12
_ACROSS = 3.0
"""What sentences of two paragraphs in one bead add to the cost."""
_SHARED = 2.0
"""What a number or a term on both sides takes off the cost."""
_LACKING = 1.5
"""What one on only one side adds."""
_BAND = 25
"""Sentences that two texts may be apart from the diagonal, beside a tenth of their length."""
_DIGITS = re.compile(r"\d+")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z\u0430-\u044f\uac00-\ud7a3][aeou]?\.$")
"""With one letter, or two where a romanised one has two (Iu.)."""
_LAST_WORD = re.compile(r"(?P<number>(?:\d|\b[IVXLC]+)\s*)?(?<![\w.])(?P<word>[^\W\d_]+(?:\.\s?[^\W\d_]+)*|№)\.$")
"""Before a full stop; “e.g” is one."""
_SHORT = 4
"""Words; no sentence that ends with a year or a measure has fewer."""
_AHEAD = 12
"""Characters that tell how it goes on."""


class Sentence(NamedTuple):
    """A sentence with what it is recognised by."""

    text: str
    anchors: tuple[str, ...]
    """Its numbers, and the ids of the concepts that it names."""
    paragraph: int = 0
    """In which it stands."""


class Bead(NamedTuple):
    """Sentences that translate each other; one side may be empty."""

    source: str
    target: str
    confidence: int
    """Percent: by length, kind and anchors. A person looks at what is low; 0: one side is empty."""


class Cutter:
    """Cuts paragraphs into sentences: ICU, and what its rules do not know of abbreviations and of quotations."""

    def __init__(self, lang: str, rules: Mapping[str, Any]) -> None:
        """Of a language.

        Args:
            lang: BCP 47.
            rules: ``sentence`` of its language file; empty: none.
        """
        # CLDR has abbreviations of some languages (ss: sentence break suppressions).
        self._breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(f"{lang}@ss=standard"))
        self._abbreviations = frozenset(rules.get("abbreviations", ()))
        self._numbered = frozenset(rules.get("after_numbers", ()))

    def sentences(self, paragraph: str) -> Iterator[str]:
        """The sentences, each with single spaces."""
        whole = icu.UnicodeString(paragraph)
        self._breaks.setText(whole)
        start = 0
        begun = ""
        for end in self._breaks:
            begun += str(whole[start:end])
            start = end
            if not self._goes_on(begun, str(whole[end : end + _AHEAD])):
                yield " ".join(begun.split())
                begun = ""
        if begun:
            yield " ".join(begun.split())

    def _goes_on(self, begun: str, after: str) -> bool:
        """Whether a sentence goes on behind what ICU takes for its end."""
        opening = after.lstrip("\"'“”„‘’«»—–-( ")
        if not after or begun.endswith("\n") or not opening:
            return False
        if opening[0].islower() or not (begun[-1:].isspace() or after[0].isspace()):
            return True  # “Is it so?” he asked; “정말인가?”라고
        if _INITIAL.search(begun.rstrip()):
            return True
        match = _LAST_WORD.search(begun.rstrip())
        if match and match["number"] and match["word"] in self._numbered:
            return len(begun.split()) < _SHORT  # «В 1935 г. он», but «Это было в 1935 г. Он»
        return match is not None and match["word"].lower() in self._abbreviations | self._numbered


def sentences(
    text: str, cutter: Cutter, concepts: Callable[[str], Sequence[str]], paragraph: int
) -> Iterator[Sentence]:
    """The sentences of a paragraph.

    Args:
        text: of the paragraph.
        cutter: of its language.
        concepts: gives the ids of the concepts that a text names.
        paragraph: its number.
    """
    for sentence in cutter.sentences(text):
        if any(map(str.isalnum, sentence)):
            yield Sentence(sentence, (*_DIGITS.findall(sentence), *concepts(sentence)), paragraph)


def aligned(
    source: Sequence[Sentence], target: Sequence[Sentence], track: Callable[[range], Iterable[int]] = iter
) -> list[Bead]:
    """The likeliest alignment of two texts, in their order.

    Args:
        source: one text.
        target: the other.
        track: shows how far the work has come, by the sentences of the source.
    """
    if not source or not target:
        return []
    return _Aligner(source, target).beads(track)


class _Span(NamedTuple):
    """One or two sentences, or none, of a side."""

    size: int
    length: int
    """Characters."""
    anchors: tuple[str, ...]
    known: frozenset[str]
    weight: float
    """Of all anchors."""
    across: bool
    """They stand in two paragraphs."""


class _Aligner:
    """Aligns two texts."""

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence]) -> None:
        self._source = source
        self._target = target
        self._ratio = sum(len(one.text) for one in target) / sum(len(one.text) for one in source)
        found = Counter(anchor for side in (source, target) for one in side for anchor in set(one.anchors))
        most = log(len(source) + len(target) + 1)
        self._weights = {anchor: 1 - log(number) / most for anchor, number in found.items()}
        """What stands in many sentences tells little of each (inverse document frequency)."""
        self._spans = [
            [[self._span(side[max(0, end - size) : end]) for size in range(3)] for end in range(len(side) + 1)]
            for side in (source, target)
        ]
        """By side, end and size."""

    def _span(self, sentences: Sequence[Sentence]) -> _Span:
        anchors = tuple(anchor for one in sentences for anchor in one.anchors)
        return _Span(
            len(sentences),
            sum(len(one.text) for one in sentences),
            anchors,
            frozenset(anchors),
            sum(self._weights[anchor] for anchor in anchors),
            bool(sentences) and sentences[0].paragraph != sentences[-1].paragraph,
        )

    def beads(self, track: Callable[[range], Iterable[int]]) -> list[Bead]:
        """The likeliest, by dynamic programming near the diagonal."""
        rows, columns = len(self._source), len(self._target)
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        width = _BAND + max(rows, columns) // 10
        for i in track(range(rows + 1)):
            middle = i * columns // rows
            mine = self._spans[0][i]
            for j in range(max(0, middle - width), min(columns, middle + width) + 1):
                theirs = self._spans[1][j]
                found = [
                    (before[0] + self._cost(mine[m], theirs[n]), (m, n))
                    for m, n in _BEADS
                    if (before := best.get((i - m, j - n)))
                ]
                if found:
                    best[i, j] = min(found)
        return list(reversed(list(self._back(best))))

    def _back(self, best: dict[tuple[int, int], tuple[float, tuple[int, int]]]) -> Iterator[Bead]:
        i, j = len(self._source), len(self._target)
        while (i, j) != (0, 0):
            m, n = best[i, j][1]
            confidence = self._confidence(self._spans[0][i][m], self._spans[1][j][n])
            yield Bead(_joined(self._source[i - m : i]), _joined(self._target[j - n : j]), confidence)
            i, j = i - m, j - n

    def _cost(self, source: _Span, target: _Span) -> float:
        cost = _COSTS[source.size, target.size]
        if not source.size or not target.size:
            return cost
        cost += _ACROSS * (source.across + target.across) + self._anchored(source, target)
        return cost - log(self._length(source, target))

    def _length(self, source: _Span, target: _Span) -> float:
        """How likely a translation differs so much or more from the length that is expected."""
        mean = (source.length + target.length / self._ratio) / 2
        return max(erfc(abs(target.length - source.length * self._ratio) / sqrt(2 * mean * _VARIANCE)), _LEAST)

    def _anchored(self, source: _Span, target: _Span) -> float:
        """What the anchors of both sides add to the cost."""
        shared = 0.0
        if not source.known.isdisjoint(target.known):
            theirs = list(target.anchors)
            for anchor in source.anchors:
                if anchor in theirs:
                    theirs.remove(anchor)
                    shared += self._weights[anchor]
        return _LACKING * (source.weight + target.weight - 2 * shared) - _SHARED * shared

    def _confidence(self, source: _Span, target: _Span) -> int:
        if not source.size or not target.size:
            return 0
        # Anchors count as evidence: e to the power of what they take off the cost.
        return round(
            100
            * _share(
                log(self._length(source, target)) - self._anchored(source, target) - _COSTS[source.size, target.size]
            )
        )


def _joined(side: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in side)


def _share(evidence: float) -> float:
    """Evidence between -6 and 2 as a number from 0 to 1."""
    return min(max((evidence + 6) / 8, 0.0), 1.0)
