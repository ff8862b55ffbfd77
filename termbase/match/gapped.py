"""Terms of several words that stand in another order, or with other words between.

«движение стахановское», «социалистическое, по сути, соревнование»: all words of one inflected form stand close
together in one sentence. Words of different forms do not count, so that agreement is kept; a few words may stand
between, and no end of a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from termbase.index.store import Index, TermEntry
from termbase.text import Folded, fold, without_diaeresis

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…;:]\s|\n\s*\n")
_BETWEEN = 3
"""Words that may stand between the words of a term."""


class Gapped(NamedTuple):
    """A term whose words do not stand side by side, or not in its order."""

    start: int
    """Offset of the first character of its first word in the text as given."""
    end: int
    """Offset just after the last word."""
    term: TermEntry
    features: str


class GappedFinder:
    """Finds the gapped terms of one language."""

    def __init__(self, index: Index, lang: str) -> None:
        """Read the phrases.

        Args:
            index: the compiled base.
            lang: language of the terms, ``ru``.
        """
        self._index = index
        self._forms: list[tuple[int, str, tuple[str, ...]]] = []
        self._of_word: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for term, text, features in index.phrases(lang):
            words = tuple(without_diaeresis(word) for word in _WORD.findall(fold(text).text))
            if len(words) > 1:
                for slot, word in enumerate(words):
                    self._of_word[word].append((len(self._forms), slot))
                self._forms.append((term, features, words))

    def find(self, text: str) -> list[Gapped]:
        """The gapped terms of a text, in its order; not those that stand as they are listed.

        Args:
            text: any text; the work grows with its length and the terms that share its words.
        """
        folded = fold(text)
        words = list(_WORD.finditer(folded.text))
        sentence = _sentences(folded.text, words)
        last: dict[int, list[int]] = {}
        found: dict[tuple[int, int, int], Gapped] = {}
        for place, word in enumerate(words):
            for number, slot in self._of_word.get(without_diaeresis(word[0]), ()):
                term, features, parts = self._forms[number]
                places = last.setdefault(number, [-1] * len(parts))
                places[slot] = place
                if min(places) >= 0 and self._fits(places, sentence):
                    hit = self._hit(folded, words, places, term, features)
                    found.setdefault((hit.start, hit.end, hit.term.concept), hit)
        return sorted(found.values(), key=lambda hit: (hit.start, hit.end))

    def _fits(self, places: list[int], sentence: list[int]) -> bool:
        first, after = min(places), max(places)
        return (
            after - first < len(places) + _BETWEEN
            and len(set(places)) == len(places)
            and sentence[first] == sentence[after]
            and any(right - left != 1 for left, right in pairwise(places))
        )

    def _hit(
        self, folded: Folded, words: list[re.Match[str]], places: Iterable[int], term: int, features: str
    ) -> Gapped:
        first, after = words[min(places)], words[max(places)]
        entry = self._index.term(term)
        return Gapped(folded.start(first.start()), folded.end(after.end()), entry, features)


def _sentences(text: str, words: list[re.Match[str]]) -> list[int]:
    """The number of the sentence of each word."""
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    numbers, number = [], 0
    for word in words:
        while number < len(ends) and ends[number] < word.start():
            number += 1
        numbers.append(number)
    return numbers
