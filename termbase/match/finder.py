"""Find every term of the base in running text.

1. The text is folded (`termbase.text.fold`), offsets kept.
2. One automaton a language gives every place where a written form of a term stands.
3. Boundaries: a term starts where a word starts. It ends where a word ends, or, after Hangul, where a legal
   chain of particles leads to the end of the word.
4. Capitals of a term must be capitals in the text; its lower-case letters may be either.
5. Of overlapping places the longest wins; terms written alike are all kept.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from termbase.forms.korean import Particles
from termbase.index.schema import DERIVED, SPELLINGS
from termbase.index.store import FormEntry, Index, TermEntry
from termbase.model import ALLOWED_STATUSES
from termbase.text import Folded, fold, script

_LONG = 5
"""Characters of a Korean term of three or four syllables and a space, which no longer word begins with by chance."""


class Hit(NamedTuple):
    """A term in a text."""

    start: int
    """Offset of the first character in the text as given."""
    end: int
    """Offset just after the last one; Korean particles are not part of the term."""
    term: TermEntry
    via: str
    """``exact``, ``form`` or ``spelling``."""
    features: str


class Finder:
    """Finds the terms of one index; keeps the automata it has loaded."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._names = [name for name in index.automata() if not name.startswith(DERIVED)]
        self._derived = [name for name in index.automata() if name.startswith(DERIVED)]
        self._by_lang: dict[str, list[str]] = {"": self._names}
        self._automata: dict[str, CharwiseDoubleArrayAhoCorasick] = {}
        self._patterns: dict[tuple[str, int], list[FormEntry]] = {}
        self._particles = Particles.from_dict(index.particles())

    def find(self, text: str, lang: str = "") -> list[Hit]:
        """The terms in a text: longest first where they overlap, in the order of the text.

        Args:
            text: any text.
            lang: its language; empty: terms of all languages are looked for.
        """
        return self.longest(self.all_hits(text, lang))

    @staticmethod
    def longest(hits: Iterable[Hit]) -> list[Hit]:
        """Of overlapping hits the longest, in the order of the text; hits at the same place are all kept."""
        kept: list[Hit] = []
        taken: list[tuple[int, int]] = []  # ascending, none overlaps another
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            span = (hit.start, hit.end)
            place = bisect_left(taken, span)
            after = taken[place] if place < len(taken) else None
            if span != after:
                if (after and after[0] < hit.end) or (place and taken[place - 1][1] > hit.start):
                    continue
                taken.insert(place, span)
            kept.append(hit)
        kept.sort(key=lambda hit: (hit.start, hit.term.status not in ALLOWED_STATUSES, hit.term.n))
        return kept

    def all_hits(self, text: str, lang: str = "") -> list[Hit]:
        """Every term in a text, also inside longer ones, in no particular order.

        Args:
            text: any text.
            lang: its language; empty: terms of all languages are looked for.
        """
        return self._scan(text, fold(text), lang, self._languages(lang))

    def translation(self, text: str, lang: str) -> tuple[list[Hit], list[Hit]]:
        """The terms in a translation (as `all_hits`), and what else shows that it renders a concept.

        That is words derived from terms, and Korean terms of two syllables and more that begin a longer word (공장 in
        공장장).
        """
        compounds: list[Hit] = []
        folded = fold(text)
        terms = self._scan(text, folded, lang, self._languages(lang), compounds)
        derived = [name for name in self._derived if name == DERIVED + lang.split("-", maxsplit=1)[0]]
        return terms, self._scan(text, folded, lang, derived, compounds) + compounds

    def _scan(
        self, text: str, folded: Folded, lang: str, names: Iterable[str], compounds: list[Hit] | None = None
    ) -> list[Hit]:
        """The hits of some automata; Korean terms inside longer words are added to `compounds`."""
        hits: list[Hit] = []
        for name in names:
            for start, end, n in self._automaton(name).find_overlapping(folded.text):
                if not self._starts(folded.text, start):
                    continue
                if self._ends(folded.text, start, end):
                    hits.extend(self._hits(text, folded, name, n, start, end))
                elif compounds is not None and end - start > 1 and script(folded.text[end - 1]) == "Hang":
                    compounds.extend(self._hits(text, folded, name, n, start, end))
        # A northern term is none of a text in southern Korean.
        regional = f"{lang}-" if lang else "\0"
        return [hit for hit in hits if hit.via == "spelling" or not hit.term.lang.startswith(regional)]

    def _languages(self, lang: str) -> Iterable[str]:
        if lang not in self._by_lang:
            wanted = (lang.split("-", maxsplit=1)[0], SPELLINGS)
            self._by_lang[lang] = [name for name in self._names if name in wanted]
        return self._by_lang[lang]

    def _automaton(self, name: str) -> CharwiseDoubleArrayAhoCorasick:
        if name not in self._automata:
            self._automata[name] = CharwiseDoubleArrayAhoCorasick.deserialize(self.index.automaton(name))
        return self._automata[name]

    @staticmethod
    def _starts(text: str, start: int) -> bool:
        return start == 0 or not _in_word(text[start - 1]) or not _in_word(text[start])

    def _ends(self, text: str, start: int, end: int) -> bool:
        if end == len(text) or not _in_word(text[end]) or not _in_word(text[end - 1]):
            return True
        # Particles also follow Latin and Cyrillic terms in Korean text.
        if script(text[end]) != "Hang":
            return False
        # A particle that does not fit the final sound is more often a longer word (운동+가) than a mistake,
        # but not after a long term.
        tail = self._particles.tail(text, end)
        return tail is not None and (tail.fits or end - start >= _LONG)

    def _hits(self, text: str, folded: Folded, name: str, n: int, start: int, end: int) -> Iterator[Hit]:
        entries = self._patterns.get((name, n))
        if entries is None:
            entries = self._patterns[name, n] = self.index.pattern(name, n)
        first, last = folded.start(start), folded.end(end)
        for entry in entries:
            if _capitals_agree(entry.text, text[first:last]):
                yield Hit(first, last, self.index.term(entry.term), entry.via, entry.features)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.combining(char) != 0


def _capitals_agree(form: str, found: str) -> bool:
    """Whether every capital of the form is one in the text; compared letter by letter."""
    if form == found or form.islower():
        return True
    wanted = [char for char in form if char.isalpha()]
    letters = [char for char in unicodedata.normalize("NFC", found) if char.isalpha()]
    if len(wanted) != len(letters):
        return True
    return all(letter.isupper() for char, letter in zip(wanted, letters, strict=True) if char.isupper())
