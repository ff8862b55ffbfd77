"""The Cyrillic behind a spelling, and the schemes that give exactly this spelling.

1. The base: every form of every Russian term in every scheme stands in the index, and so do listed spellings.
2. The dictionary: the readings of the letters that are Russian words (`termbase.identify.lattice`), converted
   forward by each scheme and compared with the spelling.
3. Nothing exact: the same with letters missing, too many or wrong, one first, then two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from termbase.identify.dictionary import Dictionary
from termbase.identify.lattice import Lattice, Reading
from termbase.index.grams import allowed_distance, distance, nearest
from termbase.index.store import FormEntry, Index
from termbase.text import bare, key, main_script
from termbase.translit import Converter, Scheme

_MAX_LENGTH = 60
"""Letters; nothing longer is a word of any language written here, and the walk grows with the length."""
_CACHE = 50_000


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
        romanisations = {
            name: scheme
            for name, scheme in schemes.items()
            if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
        }
        self._index = index
        self._names: list[str] = index.meta("schemes").split("\n")
        self._lattice = Lattice(romanisations)
        self._converters = [Converter(scheme) for scheme in romanisations.values()]
        self._transcribers = [
            Converter(scheme)
            for scheme in schemes.values()
            if (scheme.source_script, scheme.target_script) == ("Cyrl", "Hang")
        ]
        self._dictionary = dictionary
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
        found = list(self._of_base(folded, core))
        latin = main_script(folded) == "Latn" and core.isalpha()
        if latin:
            found += self._of_dictionary(folded, core, 0)
        if not found and most:
            found = list(self._near_base(core))
            for edits in range(1, min(allowed_distance(len(core)), most) + 1):
                if latin and not any(candidate.distance <= edits for candidate in found):
                    found += self._of_dictionary(folded, core, edits)
        return _ranked(found, small=not word[:1].isupper())

    def _of_base(self, folded: str, core: str) -> Iterator[Candidate]:
        for entry in self._index.forms(folded):
            if self._is_spelling(entry):
                yield self._candidate(entry, core)
        if (number := self._index.bare_number(core)) is not None:
            for entry in self._index.bare_forms(number):
                if self._is_spelling(entry):
                    yield self._candidate(entry._replace(schemes=0), core)

    def _near_base(self, core: str) -> Iterator[Candidate]:
        for _, number in nearest(core, self._index.postings, self._index.bare_text):
            for entry in self._index.bare_forms(number):
                if self._is_spelling(entry):
                    yield self._candidate(entry._replace(schemes=0), core)

    def _is_spelling(self, entry: FormEntry) -> bool:
        return entry.via == "spelling" and self._index.term(entry.term).lang == "ru"

    def _candidate(self, entry: FormEntry, core: str) -> Candidate:
        term = self._index.term(entry.term)
        schemes = tuple(name for bit, name in enumerate(self._names) if entry.schemes >> bit & 1)
        concept = self._index.concept(term.concept).id
        apart = 0 if schemes else self._apart(entry.text, core)
        return Candidate(entry.text, term.text, entry.features, concept, schemes, apart)

    def _of_dictionary(self, folded: str, core: str, edits: int) -> Iterator[Candidate]:
        for reading in self._lattice.readings(core, self._dictionary, edits):
            schemes = self._exact(reading, folded)
            apart = 0 if schemes or not reading.edits else self._apart(reading.word, core)
            if apart > edits:
                continue
            for lemma in self._dictionary.lemmas(reading.word):
                source, text = reading.word, lemma.text
                if lemma.proper:
                    source, text = source.capitalize(), text.capitalize()
                yield Candidate(source, text, lemma.features, "", schemes, apart)

    def _exact(self, reading: Reading, folded: str) -> tuple[str, ...]:
        """The schemes that spell a word exactly so; only those that have the letters are asked."""
        return tuple(
            self._lattice.names[bit]
            for bit, converter in enumerate(self._converters)
            if reading.mask >> bit & 1 and key(converter.convert(reading.word)) == folded
        )

    def _apart(self, word: str, core: str) -> int:
        """The fewest edits between a spelling and those of the schemes, diacritics and apostrophes aside."""
        limit = len(core)
        for converter in self._converters if main_script(core) == "Latn" else self._transcribers:
            limit = min(limit, distance(core, bare(key(converter.convert(word))), limit))
        return limit


def _ranked(found: list[Candidate], *, small: bool) -> list[Candidate]:
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
            name and candidate.source != candidate.lemma,
            -len(candidate.schemes),
            candidate.source,
        )

    best: dict[tuple[str, str, str], Candidate] = {}
    for candidate in sorted(found, key=rank):
        best.setdefault((candidate.source.lower(), candidate.lemma.lower(), candidate.concept), candidate)
    known = {candidate.source.lower() for candidate in best.values() if candidate.concept}
    return [candidate for candidate in best.values() if candidate.concept or candidate.source.lower() not in known]
