"""Find every term of the base in running text.

1. The text is folded (`termbase.text.fold`), offsets kept.
2. The patterns of a language (`termbase.index.patterns`) tell every place where a written form of a term stands.
3. Boundaries: a term starts where a word starts. It ends where a word ends, or, after Hangul, where a legal
   chain of particles leads to the end of the word.
4. Inside a longer Korean word a term stands when its `compound` says so; when that says nothing, the lengths of the
   parts decide, and what they refuse an analyser may allow.
5. Capitals of a term must be capitals in the text; its lower-case letters may be either, unless its `case` says
   otherwise.
6. An English noun of one word is not found where the same word is a verb or an adjective.
7. Of overlapping places the longest wins; terms written alike are all kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, Protocol

from termbase.forms.homograph import Homographs
from termbase.forms.korean import LONGEST_TAIL, is_syllable
from termbase.index.believed import is_believed
from termbase.index.boundary import ends, in_hangul, letters_agree, starts
from termbase.index.patterns import Automaton, Patterns, Words
from termbase.index.schema import DERIVED, SPELLINGS, TRANSCRIBED
from termbase.index.store import FormEntry, Index, TermEntry
from termbase.match.gapped import Gapped, GappedFinder
from termbase.match.spelt import SpeltTerms
from termbase.model import ALLOWED_STATUSES
from termbase.text import Folded, fold

_BRACKET = re.compile(r"[(\uff08][^()\uff08\uff09]{1,80}[)\uff09]")
_HANGUL = "\u1100"
"""The first character of Hangul; what stands before it in Unicode is no letter of Korean."""


class Analyser(Protocol):
    """Divides Korean words into morphemes."""

    def is_noun(self, text: str, start: int, end: int) -> bool:
        """Whether nouns begin and end with ``text[start:end]``, which stands in a longer word."""


class Hit(NamedTuple):
    """A term in a text."""

    start: int
    """Offset of the first character in the text as given."""
    end: int
    """Offset just after the last one; Korean particles are not part of the term."""
    term: TermEntry
    via: str
    """``exact``, ``form``, ``spelling``, ``compound``: inside a longer Korean word, or ``gapped``."""
    features: str


class Misfit(NamedTuple):
    """A term with particles of which one is the allomorph for another sound (노르마을)."""

    hit: Hit
    end: int
    """Offset just after the particles."""
    chain: tuple[str, ...]
    """The particles."""


class Finder:
    """Finds the terms of one index; keeps the patterns it has loaded."""

    def __init__(self, index: Index, analyser: Analyser | None = None, *, gapped: bool = False) -> None:
        """A finder for an index.

        Args:
            index: the compiled base.
            analyser: a second opinion on Korean terms inside longer words; see `termbase.match.kiwi`.
            gapped: whether `find` also tells Russian terms whose words stand apart or in another order.
        """
        self.index = index
        self._gapped = GappedFinder(index, "ru") if gapped else None
        self._analyser = analyser
        self._names = [name for name in index.patterns() if name != TRANSCRIBED and not name.startswith(DERIVED)]
        self._derived = [name for name in index.patterns() if name.startswith(DERIVED)]
        self._spelt = SpeltTerms(index)
        self._by_lang: dict[str, list[str]] = {"": self._names}
        self._patterns: dict[str, Patterns] = {}
        self._meanings: dict[str, dict[int, list[tuple[FormEntry, TermEntry, bool]]]] = defaultdict(dict)

    def again(self) -> Finder:
        """Another one for the same index, with a connection of its own: for another process."""
        return Finder(Index(self.index.path), self._analyser, gapped=self._gapped is not None)

    @cached_property
    def _term_languages(self) -> list[str]:
        return self.index.term_languages()

    @cached_property
    def _english(self) -> frozenset[str]:
        return frozenset(self.index.meta("english").split("\n"))

    @cached_property
    def _homographs(self) -> Homographs:
        return Homographs(self.index.homographs())

    def find(self, text: str, lang: str = "") -> list[Hit]:
        """The terms in a text: longest first where they overlap, in the order of the text.

        Args:
            text: any text.
            lang: its language; empty: terms of all languages are looked for.
        """
        folded = fold(text)
        listed = self._scan(text, folded, lang, self._languages(lang))
        places = {(hit.start, hit.end, hit.term.concept) for hit in listed}
        spelt = [
            hit for hit in self._romanised(text, folded, lang) if (hit.start, hit.end, hit.term.concept) not in places
        ]
        hits = self.longest((*listed, *spelt))
        if self._gapped and lang in ("", "ru"):
            return self._with_gapped(hits, self._gapped.find(text))
        return hits

    @staticmethod
    def _with_gapped(hits: list[Hit], gapped: Iterable[Gapped]) -> list[Hit]:
        """Hits, and gapped terms where none of the same concept stands."""
        more = [
            Hit(one.start, one.end, one.term, "gapped", one.features)
            for one in gapped
            if not any(
                hit.term.concept == one.term.concept and hit.start < one.end and one.start < hit.end for hit in hits
            )
        ]
        return sorted((*hits, *more), key=lambda hit: (hit.start, hit.end))

    def romanised(self, text: str, lang: str = "") -> list[Hit]:
        """Russian terms in another script: any form by any scheme in Latin letters, transcriptions in Hangul.

        Not where the letters are more likely a word of the text's own language (`termbase.index.believed`).

        Args:
            text: any text.
            lang: its language; empty: any.
        """
        return self._romanised(text, fold(text), lang)

    def _romanised(self, text: str, folded: Folded, lang: str) -> list[Hit]:
        hits: dict[tuple[int, int, int], Hit] = {}
        for start, end, meant in self._spelt_places(folded.text, lang):
            if starts(folded.text, start) and ends(self.index, folded.text, start, end):
                first, last = folded.start(start), folded.end(end)
                for entry, term in meant:
                    if is_believed(text, first, last, entry.text, self._english):
                        hits.setdefault((first, last, term.concept), Hit(first, last, term, "spelling", entry.features))
        return list(hits.values())

    def _spelt_places(self, folded: str, lang: str) -> Iterator[tuple[int, int, list[tuple[FormEntry, TermEntry]]]]:
        if not lang.startswith(("ko", "ru")):
            yield from self._spelt.find(folded)
        if (not lang or lang.startswith("ko")) and TRANSCRIBED in self.index.patterns():
            for start, end, n in self._loaded(TRANSCRIBED).find(folded):
                yield start, end, [(entry, term) for entry, term, _ in self._meant(TRANSCRIBED, n)]

    @staticmethod
    def longest(hits: Iterable[Hit]) -> list[Hit]:
        """Of overlapping hits the longest, in the order of the text; hits at the same place are all kept."""
        hits = list(hits)
        if len(hits) < 2:
            return hits
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

        That is words derived from terms, Korean terms of two syllables and more that begin a longer word (공장 in
        공장장), and English verbs and adjectives with the letters of a term.
        """
        others: list[Hit] = []
        folded = fold(text)
        terms = self._scan(text, folded, lang, self._languages(lang), others)
        derived = [name for name in self._derived if name == DERIVED + lang.split("-", maxsplit=1)[0]]
        return terms, self._scan(text, folded, lang, derived, others) + others

    def is_cut(self, lang: str) -> bool:
        """Whether all terms that are looked for in texts of a language are words between spaces."""
        return all(isinstance(self._loaded(name), Words) for name in self._languages(lang))

    def misfits(self, text: str) -> Iterator[Misfit]:
        """Korean terms before a particle for another sound, also where `find` takes both for a longer word (운동가).

        A bracket between term and particle is passed over, as one does when reading.
        """
        if "ko" not in self._names or not any(map(is_syllable, text)):
            return
        folded = fold(text)
        inside = folded.text
        for start, end, n in self._loaded("ko").find(inside):
            if not is_syllable(inside[end - 1]) or not starts(inside, start):
                continue
            tail, stop = self.index.particles.tail(inside, end, start), end
            if tail and not tail.length and (bracket := _BRACKET.match(inside, end)):
                stop = bracket.end()
                word = inside[start:end] + inside[stop : stop + LONGEST_TAIL + 1]
                tail = self.index.particles.tail(word, end - start, start)
            if tail and not tail.fits:
                last = folded.end(stop + tail.length)
                yield from (Misfit(hit, last, tail.chain) for hit in self._hits(text, folded, "ko", n, start, end))

    def miscased(self, text: str, lang: str) -> Iterator[tuple[Hit, str]]:
        """Words that would be terms of a language but for their capitals, each with the form as it is written."""
        folded = fold(text)
        for start, end, n in self._loaded(lang).find(folded.text):
            for entry, term, free in self._meant(lang, n):
                first, last = folded.start(start), folded.end(end)
                if not (free or letters_agree(entry.text, text, first, last, term.case)):
                    yield Hit(first, last, term, entry.via, entry.features), entry.text

    def _scan(
        self, text: str, folded: Folded, lang: str, names: Iterable[str], others: list[Hit] | None = None
    ) -> list[Hit]:
        """The hits of some patterns; what only shows that a concept is meant is added to `others`."""
        hits: list[Hit] = []
        others = [] if others is None else others
        for name in names:
            patterns = self._loaded(name)
            if isinstance(patterns, Words):
                self._scan_words(text, folded, name, hits, others)
                continue
            for start, end, n in patterns.find(folded.text):
                whole = starts(folded.text, start)
                if whole and ends(self.index, folded.text, start, end):
                    hits.extend(self._hits(text, folded, name, n, start, end))
                elif in_hangul(folded.text, start, end):
                    for hit in self._hits(text, folded, name, n, start, end):
                        if self._compounds(folded.text, start, end, hit.term.compound):
                            hits.append(hit._replace(via="compound"))
                        elif whole and end - start > 1:
                            others.append(hit)
        # A northern term is none of a text in southern Korean.
        regional = f"{lang}-"
        if hits and lang and any(term_lang.startswith(regional) for term_lang in self._term_languages):
            return [hit for hit in hits if hit.via == "spelling" or not hit.term.lang.startswith(regional)]
        return hits

    def _scan_words(self, text: str, folded: Folded, name: str, hits: list[Hit], others: list[Hit]) -> None:
        """The hits of patterns that are words between spaces; an English verb is one of `others`."""
        inside, uneven = folded.text, folded.starts is not None
        meanings = self._meanings[name]
        for start, end, n in self._loaded(name).find(inside):
            # Hangul beside a word is for the particles to judge.
            if (inside[end : end + 1] >= _HANGUL or inside[start - 1 : start] >= _HANGUL) and not (
                starts(inside, start) and ends(self.index, inside, start, end)
            ):
                continue
            first, last = (folded.start(start), folded.end(end)) if uneven else (start, end)
            for entry, term, free in meanings.get(n) or self._meant(name, n):
                if free or letters_agree(entry.text, text, first, last, term.case):
                    verb = term.noun and not self._homographs.is_noun(inside, start, end)
                    (others if verb else hits).append(Hit(first, last, term, entry.via, entry.features))

    def _compounds(self, text: str, start: int, end: int, wanted: bool | None) -> bool:
        if wanted is not None:
            return wanted
        if self.index.particles.compound(text, start, end):
            return True
        return self._analyser is not None and self._analyser.is_noun(text, start, end)

    def _languages(self, lang: str) -> Iterable[str]:
        if lang not in self._by_lang:
            wanted = (lang.split("-", maxsplit=1)[0], SPELLINGS)
            self._by_lang[lang] = [name for name in self._names if name in wanted]
        return self._by_lang[lang]

    def _loaded(self, name: str) -> Patterns:
        """The patterns of a name, read from the index when they are first asked for."""
        if name not in self._patterns:
            listed = self.index.words(name)
            self._patterns[name] = Words(*listed) if listed else Automaton(self.index.automaton(name))
        return self._patterns[name]

    def _meant(self, name: str, n: int) -> list[tuple[FormEntry, TermEntry, bool]]:
        """What a pattern stands for: forms, their terms, and whether its letters may be any, small or capital."""
        if n not in self._meanings[name]:
            self._meanings[name][n] = [
                (entry, term, term.case == "free" or (not term.case and entry.text.islower()))
                for entry in self.index.pattern(name, n)
                for term in [self.index.term(entry.term)]
            ]
        return self._meanings[name][n]

    def _hits(self, text: str, folded: Folded, name: str, n: int, start: int, end: int) -> Iterator[Hit]:
        first, last = (start, end) if folded.starts is None else (folded.start(start), folded.end(end))
        for entry, term, free in self._meant(name, n):
            if free or letters_agree(entry.text, text, first, last, term.case):
                yield Hit(first, last, term, entry.via, entry.features)
