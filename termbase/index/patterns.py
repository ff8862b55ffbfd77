"""Where the written forms of many terms stand in a folded text: two ways, for two kinds of script.

Words between spaces are cut out and looked up, one hash each, so that neither the number of forms nor letters that
recur inside words cost time, and nothing has to be built when they are loaded. Korean writes particles on to a word and
words together: there an automaton tells all places, and boundaries are for its caller to test.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple, Protocol

from daachorse import CharwiseDoubleArrayAhoCorasick

LETTER = "(?:[^\\W\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]|[\u0300-\u036f\u0483-\u0487\ufe20-\ufe2f])"
"""A letter or digit, or a mark on one; Hangul is a boundary, as it is written on to words of other scripts."""
WORD = re.compile(f"{LETTER}+")

_REMEMBERED = 100_000
"""Pieces of text."""
_MANY = 2_000
"""Pieces after which so much is read that a set of all words is worth its time."""
_NEXT = 3
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


class _Group(NamedTuple):
    """The phrases with one first word."""

    spans: list[tuple[int, int]]
    """How many characters of a phrase stand before its first word, and how many from there on."""
    numbers: dict[str, int]
    following: frozenset[str]
    """What stands directly behind that word, `_NEXT` characters; empty: a phrase has fewer there."""


class _Found(NamedTuple):
    """A word of a piece of text that is a pattern, or the first word of some."""

    start: int
    end: int
    number: int
    """-1: no pattern by itself."""
    group: _Group | None


class Words:
    """Whole words and phrases only.

    Nothing is built of the lists when they are loaded: a piece of text between spaces is looked up in them, by halving,
    when it is first met, and remembered. In a long text most words are of no pattern: a set tells that in less time.
    """

    def __init__(self, singles: str, phrases: str, firsts: str, groups: str) -> None:
        """The four texts of `words`."""
        self._singles = _lines(singles)
        self._phrases = _lines(phrases)
        self._firsts = _lines(firsts)
        self._groups = _lines(groups)
        self._seen: dict[str, list[_Found]] = {}
        self._known: frozenset[str] = frozenset()
        self._group = cache(self._read_group)

    def find(self, text: str) -> Iterator[Place]:
        """As `Patterns.find`."""
        pieces = text.split(" ")
        known = self._seen.get
        chosen = [number for number, piece in enumerate(pieces) if known(piece, True)]
        if not chosen:
            return
        starts = list(accumulate(map(len, pieces), initial=0))
        for place in chosen:
            piece = pieces[place]
            found = known(piece)
            if found is None:
                found = self._read(piece)
            for first, last, number, group in found:
                start = starts[place] + place
                if number >= 0:
                    yield start + first, start + last, number
                if group:
                    end = start + last
                    if not group.following or text[end : end + _NEXT] in group.following:
                        yield from _longer(text, start + first, group)

    def _read(self, piece: str) -> list[_Found]:
        """What patterns begin with the words of a piece of text without spaces."""
        found = []
        if not self._known and len(self._seen) > _MANY:
            self._known = frozenset(self._singles).union(self._firsts)
        for match in WORD.finditer(piece):
            if self._known and match[0] not in self._known:
                continue
            number = _place(self._singles, match[0])
            first = _place(self._firsts, match[0])
            if number >= 0 or first >= 0:
                found.append(_Found(*match.span(), number, self._group(first) if first >= 0 else None))
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        self._seen[piece] = found
        return found

    def _read_group(self, first: int) -> _Group:
        begin, end, *spans = (item.split("+") for item in self._groups[first].split(" "))
        numbers = range(int(begin[0]), int(end[0]))
        phrases = {self._phrases[number]: len(self._singles) + number for number in numbers}
        word = self._firsts[first]
        behind = {phrase[phrase.index(word) + len(word) :][:_NEXT] for phrase in phrases}
        following = frozenset(behind) if all(len(text) == _NEXT for text in behind) else frozenset()
        return _Group([(int(before), int(length)) for before, length in spans], phrases, following)


def _longer(text: str, start: int, group: _Group) -> Iterator[Place]:
    """Phrases that begin with the word at a place."""
    size = len(text)
    for before, length in group.spans:
        begin, end = start - before, start + length
        if begin >= 0 and end <= size:
            number = group.numbers.get(text[begin:end])
            if number is not None and not (WORD.match(text, end) and WORD.match(text, end - 1)):
                yield begin, end, number


def _place(ascending: Sequence[str], wanted: str) -> int:
    place = bisect_left(ascending, wanted)
    return place if place < len(ascending) and ascending[place] == wanted else -1


def words(patterns: Iterable[str]) -> tuple[list[str], tuple[str, str, str, str]]:
    """What `Words` is loaded from.

    Args:
        patterns: folded, without line feeds, each once.

    Returns:
        The patterns in the order of their numbers, and four texts with a line for each of: words; phrases, by their
        first words; these; and for each of these, between which numbers its phrases are and the lengths they have.
    """
    singles: list[str] = []
    phrases: dict[str, list[tuple[str, str]]] = {}
    for pattern in patterns:
        match = WORD.search(pattern)
        if match is None:
            continue
        if match[0] == pattern:
            singles.append(pattern)
        else:
            span = f"{match.start()}+{len(pattern) - match.start()}"
            phrases.setdefault(match[0], []).append((pattern, span))
    singles.sort()
    ordered: list[str] = []
    groups = []
    for first in sorted(phrases):
        begin = len(ordered)
        ordered += (phrase for phrase, _ in phrases[first])
        groups.append(" ".join([str(begin), str(len(ordered)), *dict.fromkeys(span for _, span in phrases[first])]))
    return singles + ordered, ("\n".join(singles), "\n".join(ordered), "\n".join(sorted(phrases)), "\n".join(groups))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
