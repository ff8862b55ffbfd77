"""Titles that one document cites in several spellings, compared with each other.

Two titles are the same if they have the same words but one, and that one has few letters otherwise: Put’ stakhanovtsa
and Put’ stakhanovtse. A short citation is compared with the beginning of a long one. Told is the word of the title
that is cited less often so, whether or not it is a Russian word, with what the other citations have; words that are
spelt alike but for their signs count as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from termbase.index.grams import distance
from termbase.romanisation.fault import Fault
from termbase.romanisation.passages import Passage
from termbase.romanisation.writing import Writing
from termbase.text import bare, key

_LETTERS = 5
"""Letters of the word that is otherwise; of shorter ones one letter more or less is another word."""
_APART = 2
"""Letters that are otherwise; one in three at most."""
_COMMON = 8
"""Letters that the words which are alike have in all."""
_FEW, _OFTEN = 3, 3
"""Fewer letters do if the titles are cited whole, and often so."""
_WORDS = 25
"""Words of a title that are compared; what is longer is no title."""


class _Hole(NamedTuple):
    """A title with one word left out."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def faults(writing: Writing) -> Iterator[Fault]:
    """The words in which a title is cited otherwise than elsewhere, title by title; each once."""
    if not writing.scheme:
        return
    told: set[tuple[int, int]] = set()
    for hole, places in _compared(writing).items():
        counts = Counter(_folded(passage, place) for passage, place in places)
        if len(counts) < 2:
            continue
        right = {
            _folded(passage, place): passage.words[place].text
            for passage, place in places
            if writing.is_right(passage.words[place])
        }
        often = 1 if sum(map(len, hole.before + hole.after)) >= _COMMON else _OFTEN
        for passage, place in places:
            word, at = _folded(passage, place), (passage.number, passage.words[place].start)
            usual = [other for other in right if _is_near(word, other) and counts[other] > max(counts[word], often - 1)]
            if usual and at not in told:
                told.add(at)
                best = max(usual, key=lambda other: counts[other])
                evidence = f"the title has {right[best]} in {counts[best]} of its other citations"
                yield Fault("title", passage, passage.words[place], (right[best],), (), evidence)


def _compared(writing: Writing) -> dict[_Hole, list[tuple[Passage, int]]]:
    """The titles, whole and as far as shorter ones go, by what they are without one word; and where that stands."""
    titles = [passage for passage in writing.passages if passage.is_phrase and len(passage.words) > 1]
    lengths = sorted({len(title.words) for title in titles if len(title.words) <= _WORDS})
    found: dict[_Hole, list[tuple[Passage, int]]] = {}
    for title in titles:
        words = tuple(_folded(title, place) for place in range(min(len(title.words), _WORDS)))
        for place, word in enumerate(words):
            if len(word) < _LETTERS:
                continue
            for length in lengths:
                if place < length <= len(words):
                    hole = _Hole(words[:place], words[place + 1 : length])
                    common = sum(map(len, hole.before + hole.after))
                    if common >= (_FEW if length == len(title.words) else _COMMON):
                        found.setdefault(hole, []).append((title, place))
    return found


def _folded(passage: Passage, place: int) -> str:
    return bare(key(passage.words[place].text))


def _is_near(word: str, other: str) -> bool:
    return word != other and distance(word, other, _APART) <= min(_APART, len(word) // 3)
