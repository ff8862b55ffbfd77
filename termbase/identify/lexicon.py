"""The words of a language in which Russian is quoted, as far as a list goes."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

_ENDING = re.compile("['’](?:s|d|m|t|re|ve|ll)?$")


class Lexicon:
    """Knows English words: those of a list in small letters, with a capital, or in capitals; possessives too."""

    def __init__(self, words: AbstractSet[str]) -> None:
        """Take the list, in which names have a capital."""
        self._words = words

    def __contains__(self, word: str) -> bool:
        """Whether a word is one of the language, as it is written; a name is not written small."""
        plain = _ENDING.sub("", word)
        if plain in self._words or plain.lower() in self._words:
            return True
        return plain[:1].isupper() and plain.capitalize() in self._words
