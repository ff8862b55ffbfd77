"""A word in any script: a Russian word behind Latin or Hangul letters, or a Korean name behind Latin or Cyrillic ones.

Cyrillic can only be a Korean name. Latin letters are tried as Russian first; a name is looked for when it is
written with a capital and no scheme gives a Russian word so.
"""

from __future__ import annotations

import os
from functools import cached_property

from termbase.identify.korean_names import KoreanNames, load_korean_names
from termbase.identify.load import load_identifier
from termbase.identify.words import Candidate, Identifier
from termbase.text import key, main_script


class WordsAndNames:
    """Identifies words and names of a base; what is not asked for is not loaded."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        """Remember the folder of the base."""
        self._root = root

    @cached_property
    def words(self) -> Identifier:
        """Russian words."""
        return load_identifier(self._root)

    @cached_property
    def names(self) -> KoreanNames:
        """Korean names."""
        return load_korean_names(self._root)

    def identify(self, text: str) -> list[Candidate]:
        """The candidates for a word, a phrase or a name, best first.

        Raises:
            InputError, ShapeError: the base cannot be read.
        """
        script = main_script(key(text))
        if script == "Cyrl":
            return self.names.identify(text)
        words = self.words.identify(text)
        if script != "Latn" or not text[:1].isupper() or any(word.schemes for word in words):
            return words
        # Names that are spelt so go before words that are only near, names that are only near after them.
        found = [*self.names.identify(text), *words]
        return sorted(found, key=lambda candidate: candidate.distance)
