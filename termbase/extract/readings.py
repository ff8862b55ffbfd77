"""Which words in Latin letters are romanised Russian, and what they are in Cyrillic."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from termbase.extract.passage import Passage, Word
from termbase.extract.russian import Cell
from termbase.identify import Identifier
from termbase.text import script

_SIGNS = "’'ʹʼ′´`″ʺ”"
"""Marks at the end of a word that may be a soft or hard sign."""
_GUESSED = 5
"""Letters from which on a word is told with one of them wrong; tov. is none."""
_SMALL = 2
"""Letters up to which a word says nothing by itself: na, iz."""


class Reading(NamedTuple):
    """A romanised word."""

    cyrillic: str
    """In the form that stands there."""
    lemma: str
    concept: str
    proper: bool
    """A name, by the dictionary or by the base."""
    sign: bool
    """Whether the apostrophe behind it belongs to it."""


_Run = list[tuple[Word, Reading | None]]


class Romanised:
    """Reads words in Latin letters as Russian."""

    def __init__(self, identifier: Identifier, english: Collection[str], stop: Collection[str]) -> None:
        """Take the tools.

        Args:
            identifier: knows the schemes and the words.
            english: words in small letters, names with a capital, that are English, whatever else they are.
            stop: those of them that are in no noun phrase.
        """
        self._identifier = identifier
        self._english = english
        self._stop = stop
        self._seen: dict[tuple[str, str], Reading | None] = {}

    def is_english(self, word: Word) -> bool:
        """Whether the letters are an English word too; English names are in the list with their capital."""
        return word.lower in self._english or word.text in self._english

    def _is_contraction(self, word: Word) -> bool:
        """we're, isn't."""
        stem, apostrophe, _ = word.lower.partition("'")
        return bool(apostrophe) and stem in self._english

    def reading(self, passage: Passage, word: Word) -> Reading | None:
        """What a word is when it is a spelling of a Russian one by some scheme."""
        if self._is_contraction(word):
            return None
        after = passage.text[word.end : word.end + 1]
        sign = after if after and after in _SIGNS else ""
        key = (word.text, sign)
        if key not in self._seen:
            self._seen[key] = (sign and self._read(word.text, sign)) or self._read(word.text, "")
        return self._seen[key]

    def guess(self, text: str) -> str:
        """The Cyrillic of a word that stands among Russian ones, with letters missing or wrong; empty: none is near."""
        found = self._identifier.identify(text) if len(text) >= _GUESSED else []
        return _cased(found[0].source, text) if found else ""

    def _read(self, text: str, sign: str) -> Reading | None:
        found = [
            candidate
            for candidate in self._identifier.identify(text + sign, edits=0)
            # A name is not written small, and an acronym (ТК) has its capitals.
            if (candidate.distance == 0 or candidate.concept)
            and (text[0].isupper() or candidate.source[0].islower())
            and (len(candidate.source) == 1 or not candidate.source.isupper() or sum(map(str.isupper, text)) > 1)
            and not (sign and not candidate.schemes)
        ]
        if not found:
            return None
        best = found[0]
        small = best.source[0].islower() and script(best.source[0]) == "Cyrl"
        return Reading(_cased(best.source, text), best.lemma, best.concept, not small, bool(sign))

    def runs(self, passage: Passage) -> Iterator[list[Cell]]:
        """Romanised words that stand side by side.

        A run has a word that can be nothing else; words that are English too (plan, most), little words and unknown
        ones belong to it between two such words, little words also where a title or a bracket begins with them.
        """
        waiting: _Run = []
        run: _Run = []
        for word in passage.words:
            if not word.joined:
                if run:
                    yield self._cells(run)
                run, waiting = [], []
            if word.script != "Latn":
                continue
            reading = self.reading(passage, word)
            if reading and not self.is_english(word) and len(word.text) > _SMALL:
                if run and all(self._may_be_within(*pair) for pair in waiting):
                    run += waiting
                else:
                    if run:
                        yield self._cells(run)
                    run = [] if reading.proper else self._beginning(waiting)
                run.append((word, reading))
                waiting = []
            else:
                waiting.append((word, reading))
        if run:
            yield self._cells(run)

    def _may_be_within(self, word: Word, reading: Reading | None) -> bool:
        """Whether a word can stand between two Russian ones in one phrase."""
        if not self.is_english(word):
            return True
        return reading is not None and (len(word.text) <= _SMALL or word.lower not in self._stop)

    def _beginning(self, waiting: _Run) -> _Run:
        """Words that can be Russian, where a title or a bracket begins with them; else none."""
        begins = waiting and not waiting[0][0].joined
        return waiting if begins and all(r and self._may_be_within(word, r) for word, r in waiting) else []

    def _cells(self, run: Sequence[tuple[Word, Reading | None]]) -> list[Cell]:
        return [
            Cell(
                word._replace(end=word.end + reading.sign) if reading else word,
                reading.cyrillic if reading else self.guess(word.text) or word.text,
                bool(reading and reading.proper),
            )
            for word, reading in run
        ]


def _cased(source: str, like: str) -> str:
    return source[:1].upper() + source[1:] if like[:1].isupper() else source
