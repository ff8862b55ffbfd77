"""Where the written forms of many terms stand in a folded text: two ways, for two kinds of script.

Words between spaces are cut out and looked up, one hash each, so that neither the number of forms nor letters that
recur inside words cost time. Korean writes particles on to a word and words together: there an automaton tells all
places, and boundaries are for its caller to test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, count
from typing import Protocol

from daachorse import CharwiseDoubleArrayAhoCorasick

_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3"
_FIRST = _HANGUL[0]
_WORD = re.compile(f"((?:[^\\W{_HANGUL}]|[\u0300-\u036f\u0483-\u0487\ufe20-\ufe2f])+)")
"""A run of letters, digits and marks on them; Hangul is a boundary, as it is written on to words of other scripts."""

_MARKS = ",.;:!?…«»“”„()[]—–*\"'"
"""Marks that stand at a word without a space."""
Place = tuple[int, int, int]
"""Start, end, number of the pattern."""


class Patterns(Protocol):
    """The written forms of the terms of one language."""

    def find(self, text: str) -> Iterable[Place]:
        """The places of patterns in a folded text, overlapping ones too."""


class Automaton:
    """Every place, also inside words."""

    def __init__(self, data: bytes) -> None:
        """`data`: as the index has it."""
        self._automaton = CharwiseDoubleArrayAhoCorasick.deserialize(data)

    def find(self, text: str) -> Iterable[Place]:
        """As `Patterns.find`."""
        found: Iterable[Place] = self._automaton.find_overlapping(text)
        return found


def automaton(patterns: Iterable[str]) -> bytes:
    """What an `Automaton` is loaded from; patterns are numbered from 0."""
    data: bytes = CharwiseDoubleArrayAhoCorasick(list(patterns)).serialize()
    return data


class Words:
    """Whole words and phrases only."""

    def __init__(self, singles: str, phrases: str, firsts: str, lengths: str) -> None:
        """The four texts of `words`."""
        words = _lines(singles)
        self._numbers = dict(zip(words, count(), strict=False))
        self._phrases = dict(zip(_lines(phrases), count(len(words)), strict=False))
        self._lengths = dict(zip(_lines(firsts), _lines(lengths), strict=True))
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def find(self, text: str) -> Iterator[Place]:
        """As `Patterns.find`."""
        # Cut at spaces first, which is far cheaper; only what has other marks inside, or Hangul, is looked at closely.
        pieces = text.split(" ")
        numbers, lengths = self._numbers, self._lengths
        chosen = [
            number
            for number, piece in enumerate(pieces)
            if piece in numbers or piece in lengths or not piece.isalpha() or piece[-1] >= _FIRST
        ]
        if not chosen:
            return
        starts = list(accumulate(map(len, pieces), initial=0))
        known = numbers.get
        for place in chosen:
            piece = pieces[place]
            start = starts[place] + place
            number = known(piece)
            if number is None and piece not in lengths:
                word = piece.strip(_MARKS)
                if not word.isalpha() or word[-1] >= _FIRST:
                    yield from self._inside(text, piece, start)
                    continue
                number = known(word)
                if number is None and word not in lengths:
                    continue
                start += piece.find(word)
                piece = word
            if number is not None:
                yield start, start + len(piece), number
            if piece in lengths:
                yield from self._longer(text, start, piece)

    def _inside(self, text: str, piece: str, start: int) -> Iterator[Place]:
        """The patterns that begin with a word inside a piece of text without spaces."""
        for match in _WORD.finditer(piece):
            if match[0] in self._numbers:
                yield start + match.start(), start + match.end(), self._numbers[match[0]]
            if match[0] in self._lengths:
                yield from self._longer(text, start + match.start(), match[0])

    def _longer(self, text: str, start: int, word: str) -> Iterator[Place]:
        """Phrases that begin with a word; each length is written with what stands before the word."""
        spans = self._spans.get(word)
        if spans is None:
            items = (item.split("+") for item in self._lengths[word].split(" "))
            spans = self._spans[word] = [(int(before), int(length)) for before, length in items]
        phrases, size = self._phrases, len(text)
        for before, length in spans:
            begin, end = start - before, start + length
            if begin >= 0 and end <= size:
                number = phrases.get(text[begin:end])
                if number is not None and not (_WORD.match(text, end) and _WORD.match(text, end - 1)):
                    yield begin, end, number


def words(patterns: Iterable[str]) -> tuple[list[str], tuple[str, str, str, str]]:
    """What `Words` is loaded from.

    Args:
        patterns: folded, without line feeds, each once.

    Returns:
        The patterns in the order of their numbers, and four texts with a line for each of: words, phrases, the
        first words of phrases, and the lengths that these phrases have.
    """
    singles, phrases = [], []
    lengths: dict[str, dict[str, None]] = {}
    for pattern in patterns:
        match = _WORD.search(pattern)
        if match is None:
            continue
        if match[0] == pattern:
            singles.append(pattern)
        else:
            phrases.append(pattern)
            lengths.setdefault(match[0], {})[f"{match.start()}+{len(pattern) - match.start()}"] = None
    texts = ("\n".join(singles), "\n".join(phrases), "\n".join(lengths), "\n".join(map(" ".join, lengths.values())))
    return singles + phrases, texts


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
