"""A word of a text as a reader of romanised Russian sees it: English, or Russian in some schemes, or neither."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from termbase.identify.lexicon import Lexicon
from termbase.identify.words import Candidate, Identifier
from termbase.text import key, without_diaeresis
from termbase.translit import Scheme, Several

MARKS = "’'ʹʼ′´`″ʺ”"
"""Signs of schemes, some of which are apostrophes and quotation marks as well."""
_SIGNS = ("\u044c", "\u044a")
SHORTEST = 3
"""Letters of the shortest word that says something."""
_ENGLISH_ENDING = re.compile("['’](?:s|d|m|t|re|ve|ll)$")


class Romanised(NamedTuple):
    """A romanised Russian word of a text."""

    text: str
    schemes: frozenset[str]
    """Those that give it; none for a mixture of schemes."""
    of_base: bool


class Reader:
    """Reads words; remembers what it has read, as the words of a text recur."""

    def __init__(
        self,
        identifier: Identifier,
        english: Collection[str] = (),
        schemes: Mapping[str, Scheme] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Set a reader up.

        Args:
            identifier: knows the words.
            english: words that are English as well as romanised Russian, as a dictionary writes them: names with a
                capital.
            schemes: those of the identifier; of these, the romanisations count.
            lexicon: words that are English. Those of them that are not among `english` are no romanised Russian, and
                need no search for what they could be, which takes most of the time.
        """
        romanisations = {
            name: scheme
            for name, scheme in (schemes or {}).items()
            if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
        }
        self.romanisations = tuple(romanisations)
        self._several = Several(tuple(romanisations.values()))
        self._identifier = identifier
        self._english = english
        self._lexicon = lexicon
        self._known: dict[str, Romanised | None] = {}
        self._looked: dict[str, Romanised | None] = {}
        self._read: dict[str, tuple[Candidate, ...]] = {}

    def read(self, word: str) -> Romanised | None:
        """A word as some scheme spells it; none if it is English, too short, or not Russian."""
        if word not in self._known:
            self._known[word] = None if self.is_english(word) else self.look(word)
        return self._known[word]

    def is_english(self, word: str) -> bool:
        """Whether a word is English as well, with or without an ending such as ’s."""
        plain = _ENGLISH_ENDING.sub("", word.rstrip(MARKS))
        return plain.lower() in self._english or (plain[:1].isupper() and plain.capitalize() in self._english)

    def readings(self, word: str) -> tuple[Candidate, ...]:
        """The Russian words that a scheme, or a mixture of several, spells so; none for a misprint, even a listed one.

        A word with ё is there twice if it may be spelt with е: Russian print seldom has ё, and a title is romanised
        as it is printed (orthography of 1956, § 10).
        """
        if word not in self._read:
            self._read[word] = tuple(self._readings(word))
        return self._read[word]

    def _readings(self, word: str) -> Iterator[Candidate]:
        for candidate in self._identifier.identify(word, edits=0):
            # A name is not written small.
            if candidate.distance or (candidate.source[0].isupper() and not word[0].isupper()):
                continue
            yield candidate
            printed = without_diaeresis(candidate.source)
            if printed != candidate.source and self.romanisations:
                given = self._several.spelling(printed.lower(), key(word), self._several.all)
                if schemes := tuple(name for bit, name in enumerate(self.romanisations) if given >> bit & 1):
                    yield candidate._replace(source=printed, schemes=schemes)

    def look(self, word: str) -> Romanised | None:
        """As `read`, whether it is English as well or not.

        Marks at the end of a word are signs, and ’s is no English ending, only if some scheme has them there.
        """
        if word not in self._looked:
            # What is English and not in the list of words that are both, no scheme gives.
            only_english = self._lexicon is not None and word in self._lexicon and not self.is_english(word)
            self._looked[word] = None if only_english else self._look(word)
        return self._looked[word]

    def _look(self, word: str) -> Romanised | None:
        best = None
        for written in _without_ending(word):
            found = self.readings(written) if len(written) >= SHORTEST else ()
            schemes = frozenset(scheme for candidate in found for scheme in candidate.schemes)
            # Of the letters of several schemes, a mark at the end is a sign if a sign is there.
            signed = not written.endswith(tuple(MARKS)) or any(word.source.endswith(_SIGNS) for word in found)
            if schemes or (found and best is None and signed and not _ENGLISH_ENDING.search(written)):
                best = Romanised(written, schemes, any(candidate.concept for candidate in found))
            if schemes:
                return best
        return best


def _without_ending(word: str) -> Iterator[str]:
    """A word, with fewer and fewer marks at its end, and without an English ending."""
    yield word
    while word.endswith(tuple(MARKS)):
        word = word[:-1]
        yield word
    if _ENGLISH_ENDING.search(word):
        yield _ENGLISH_ENDING.sub("", word)
