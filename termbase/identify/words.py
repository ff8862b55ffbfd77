"""The Cyrillic behind a spelling, and the schemes that give exactly this spelling.

1. The base: every form of every Russian term in every scheme stands in the index, and so do listed spellings.
2. The dictionary: the readings of the letters that are Russian words (`termbase.identify.lattice`), converted
   forward by each scheme and compared with the spelling.
3. Nothing exact: the same with letters missing, too many or wrong, one first, then two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from termbase.identify.dictionary import Dictionary
from termbase.identify.lattice import Lattice, Reading
from termbase.index.grams import allowed_distance, distance
from termbase.index.lookup import known_forms, near_forms
from termbase.index.store import FormEntry, Index
from termbase.text import bare, key, main_script
from termbase.translit import Converter, Scheme, Several

_MAX_LENGTH = 60
"""Letters; nothing longer is a word of any language written here, and the walk grows with the length."""
_CACHE = 50_000
_COMPARED = 30
"""Words that are near and worth comparing letter by letter; more are found in the shortest words only."""


class Candidate(NamedTuple):
    """What a spelling may be."""

    source: str
    """The word in Cyrillic, in the form that is spelt."""
    lemma: str
    """Its dictionary form: of a term as the base has it, else as the dictionary has it."""
    features: str
    concept: str
    """Id of the concept of which it is a term; empty: a word that the base does not have."""
    schemes: tuple[str, ...]
    """The schemes that give exactly this spelling; none: it is near, or a mixture, or letters were left out."""
    distance: int
    """Edits between the spelling and what a scheme would give, diacritics and apostrophes aside."""


class Identifier:
    """Identifies words; remembers what it has seen, as the words of a text recur."""

    def __init__(self, index: Index, schemes: Mapping[str, Scheme], dictionary: Dictionary) -> None:
        romanisations = _between(schemes, "Cyrl", "Latn")
        transcriptions = _between(schemes, "Cyrl", "Hang")
        self.schemes = schemes
        """All that it was given."""
        self._index = index
        self._names: list[str] = index.meta("schemes").split("\n")
        self._romanisations = tuple(romanisations)
        self._sets: dict[int, tuple[str, ...]] = {}
        self._several = Several(tuple(romanisations.values()))
        self._transcribers = [Converter(scheme) for scheme in transcriptions.values()]
        self._dictionary = dictionary
        self._lattice = Lattice(romanisations, dictionary)
        self._seen: dict[tuple[str, int], list[Candidate]] = {}

    def identify(self, word: str, edits: int = 2) -> list[Candidate]:
        """The candidates for a word or phrase in Latin or Hangul letters, best first.

        Args:
            word: a romanised Russian word in any inflected form, or the Hangul transcription of a term.
            edits: letters that may be missing, too many or wrong when nothing else is found, at most 2.
        """
        if (word, edits) not in self._seen:
            if len(self._seen) > _CACHE:
                self._seen.clear()
            self._seen[word, edits] = self._identify(word, edits)
        return self._seen[word, edits]

    def _identify(self, word: str, most: int) -> list[Candidate]:
        folded = key(word)
        core = bare(folded)
        if not core or len(folded) > _MAX_LENGTH:
            return []
        small = not word[:1].isupper()
        script = "Latn" if core.isascii() else main_script(folded)
        known = [row for row in known_forms(self._index, folded) if self._is_spelling(row[1])]
        stems = {folded, *(stem for _, _, stem in known)}
        found = [self._candidate(entry, stem, script) for _, entry, stem in known]
        latin = script == "Latn" and core.isalpha()
        if latin:
            found += self._of_dictionary(self._lattice.readings(core), folded)
        # Hangul that no scheme gives is alike in its sounds to more than one word: those that are near count too.
        vague = script == "Hang" and not any(candidate.schemes for candidate in found)
        if most and (vague or not found):
            near = [row for row in near_forms(self._index, folded) if self._is_spelling(row[1])]
            stems.update(stem for _, _, stem in near)
            found += [self._candidate(entry, stem, script) for _, entry, stem in near]
            for edits in range(1, min(allowed_distance(len(core)), most) + 1):
                if latin and not any(candidate.distance <= edits for candidate in found):
                    found += self._near_dictionary(core, edits)
        if vague:
            # Without its particles a word may be nearer than with them.
            letters = [unicodedata.normalize("NFD", stem) for stem in stems]
            found.sort(key=lambda candidate: self._letters_apart(candidate.source, letters))
            nearest: dict[tuple[str, str], Candidate] = {}
            for candidate in found:
                nearest.setdefault((candidate.source, candidate.concept), candidate)
            return list(nearest.values())
        return _ranked(found, self._dictionary, small=small)

    @property
    def dictionary(self) -> Dictionary:
        """The words of Russian."""
        return self._dictionary

    def terms_near(self, word: str) -> list[Candidate]:
        """The Russian terms of the base that a scheme spells so but for few letters, nearest first.

        Args:
            word: as for `identify`.
        """
        folded = key(word)
        script = "Latn" if bare(folded).isascii() else main_script(folded)
        rows = near_forms(self._index, folded)
        found = [self._candidate(entry, stem, script) for _, entry, stem in rows if self._is_spelling(entry)]
        return _ranked(found, self._dictionary, small=not word[:1].isupper())

    def one_off(self, word: str) -> list[Candidate]:
        """The words of the dictionary that some scheme spells with one letter otherwise, or two exchanged.

        Unlike `identify` it does not mind that the letters of several schemes together give another word.

        Args:
            word: a romanised Russian word.
        """
        folded = key(word)
        core = bare(folded)
        if not (core.isascii() and core.isalpha()) or len(core) > _MAX_LENGTH:
            return []
        found = list(self._near_dictionary(core, 1))
        for place in range(len(core) - 1):
            if core[place] != core[place + 1]:
                swapped = f"{core[:place]}{core[place + 1]}{core[place]}{core[place + 2 :]}"
                exact = self._of_dictionary(self._lattice.readings(swapped), swapped)
                found += [candidate._replace(schemes=(), distance=1) for candidate in exact if candidate.schemes]
        return _ranked(found, self._dictionary, small=not word[:1].isupper())

    def is_usual(self, candidate: Candidate) -> bool:
        """Whether a word, in any form, stands in the corpus of the dictionary."""
        return self._dictionary.usual_lemma(candidate.lemma.lower())

    def _is_spelling(self, entry: FormEntry) -> bool:
        return entry.via == "spelling" and self._index.term(entry.term).lang == "ru"

    def _candidate(self, entry: FormEntry, stem: str, script: str) -> Candidate:
        term = self._index.term(entry.term)
        schemes = tuple(name for bit, name in enumerate(self._names) if entry.schemes >> bit & 1)
        concept = self._index.concept(term.concept).id
        apart = 0 if schemes else self._apart(entry.text, bare(stem), script)
        return Candidate(entry.text, term.text, entry.features, concept, schemes, apart)

    def _of_dictionary(self, readings: Iterable[Reading], folded: str) -> Iterator[Candidate]:
        """Readings that are words; where all letters are of one scheme, those that it spells just so."""
        for reading in readings:
            exact = self._several.spelling(reading.word, folded, reading.mask)
            if exact not in self._sets:
                self._sets[exact] = tuple(name for bit, name in enumerate(self._romanisations) if exact >> bit & 1)
            yield from self._candidates(reading, self._sets[exact], 0)

    def _near_dictionary(self, core: str, edits: int) -> Iterator[Candidate]:
        """The likeliest of the words that are near."""
        readings = self._lattice.near(core, edits)
        readings.sort(key=lambda reading: (reading.edits, not self._dictionary.usual(reading.word)))
        for reading in readings[:_COMPARED]:
            if (apart := self._apart(reading.word, core, "Latn")) <= edits:
                yield from self._candidates(reading, (), apart)

    def _candidates(self, reading: Reading, schemes: tuple[str, ...], apart: int) -> Iterator[Candidate]:
        for lemma in self._dictionary.lemmas(reading.word, reading.end):
            word, text = reading.word, lemma.text
            if lemma.proper:
                word, text = word.capitalize(), text.capitalize()
            yield Candidate(word, text, lemma.features, "", schemes, apart)

    def _apart(self, word: str, core: str, script: str) -> int:
        """The fewest edits between a bare key and those of the schemes' spellings."""
        if script == "Latn" and word.isalpha():
            spellings: Iterable[str] = self._several.spellings(key(word))
        else:
            converters = self._transcribers if script == "Hang" else self._several.converters
            spellings = {bare(key(converter.convert(word))) for converter in converters}
        limit = len(core)
        for spelling in spellings:
            limit = min(limit, distance(core, spelling, limit))
        return limit

    def _letters_apart(self, word: str, stems: Iterable[str]) -> int:
        """The fewest letters of Hangul in which a transcription of a word differs, lax and tense ones too."""
        transcribed = {unicodedata.normalize("NFD", key(converter.convert(word))) for converter in self._transcribers}
        return min(distance(stem, letters, len(stem)) for stem in stems for letters in transcribed)


def _between(schemes: Mapping[str, Scheme], source: str, target: str) -> dict[str, Scheme]:
    return {
        name: scheme
        for name, scheme in schemes.items()
        if (scheme.source_script, scheme.target_script) == (source, target)
    }


def _ranked(found: list[Candidate], dictionary: Dictionary, *, small: bool) -> list[Candidate]:
    """Best first; a word of the dictionary that is also a term of the base is only the term.

    Fewest edits, then exact in some scheme, then terms of the base, then names only for what is written with a
    capital and in their dictionary form, then what most schemes give.
    """

    def rank(candidate: Candidate) -> tuple[object, ...]:
        name = candidate.source[:1].isupper()
        return (
            candidate.distance,
            not candidate.schemes,
            not candidate.concept,
            name and small,
            bool(candidate.distance) and not dictionary.usual(candidate.source.lower()),
            name and candidate.source != candidate.lemma,
            -len(candidate.schemes),
            candidate.source,
        )

    best: dict[tuple[str, str, str], Candidate] = {}
    for candidate in sorted(found, key=rank):
        best.setdefault((candidate.source, candidate.lemma.lower(), candidate.concept), candidate)
    known = {candidate.source for candidate in best.values() if candidate.concept}
    return [candidate for candidate in best.values() if candidate.concept or candidate.source not in known]
