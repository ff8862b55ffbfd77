"""Russian names in Hangul: which spellings the declared schemes give, and which only sound like one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from termbase.text import bare, key
from termbase.translit import Converter, Scheme

_NAME = re.compile(r"(?<!\w)[\u0400-\u042f][\u0430-\u045f]+(?!\w)")
"""A word in Cyrillic with a capital; abbreviations are read letter by letter."""
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_SHORTEST = 3
"""Syllables of a name from which on no common word sounds like it."""
_LONG = 5
"""Syllables of one in which one sound may be another: 스타카노프."""
_ANY = "?"
_SIBILANTS = "\u1109\u110c"


class Standard(NamedTuple):
    """What a name should be."""

    text: str
    """In Hangul."""
    source: str
    """In Cyrillic, in the nominative."""


class Transcriptions:
    """The names of a base, by their sounds in Hangul."""

    def __init__(
        self, names: Iterable[str], known: Iterable[str], standard: Scheme, schemes: Mapping[str, Scheme]
    ) -> None:
        """Spell the names.

        Args:
            names: Russian terms; their words that are names count.
            known: Korean terms and listed spellings; their words are right as they are.
            standard: the scheme that is asked for where no term has the name.
            schemes: all; what one of them gives from Cyrillic is right too.
        """
        spell = Converter(standard).convert
        converters = [
            Converter(scheme)
            for scheme in schemes.values()
            if (scheme.source_script, scheme.target_script) == ("Cyrl", "Hang")
        ]
        words = dict.fromkeys(word for text in known for word in _HANGUL.findall(text))
        established = {bare(key(word)): word for word in reversed(words)}
        self._right = set(words)
        self._by_sound: dict[str, Standard] = {}
        for source in dict.fromkeys(name for text in names for name in _NAME.findall(text)):
            spellings = dict.fromkeys(unicodedata.normalize("NFC", each.convert(source)) for each in converters)
            self._right.update(spellings)
            sounds = {bare(key(text)): len(text) for text in spellings if len(text) >= _SHORTEST}
            usual = next((established[sound] for sound in sounds if sound in established), spell(source))
            for sound, length in sounds.items():
                self._by_sound.setdefault(sound, Standard(usual, source))
                if length >= _LONG:
                    for blurred in _blurred(sound):
                        self._by_sound.setdefault(blurred, Standard(usual, source))

    def instead(self, word: str) -> Standard | None:
        """What a word without particles should be; none if it is right, or no name of the base.

        Args:
            word: in Hangul, NFC.
        """
        if len(word) < _SHORTEST or word in self._right:
            return None
        sound = bare(key(word))
        sounds = [sound, *(_blurred(sound) if len(word) >= _LONG else ())]
        return next((self._by_sound[one] for one in sounds if one in self._by_sound), None)


def _blurred(sound: str) -> list[str]:
    """A word with each of its sounds left open, but for those at its ends, and sibilants: norms differ in them."""
    places = [place for place in range(2, len(sound) - 3) if sound[place] not in _SIBILANTS]
    return [sound[:place] + _ANY + sound[place + 1 :] for place in places]
