"""What a Korean syllable looks like in the letters of another script, made forward from the schemes.

A word of Korean is vowels and what stands between them: at the beginning, at each junction of two syllables,
at the end. How a junction is written depends on both its consonants in every scheme; so the table is made by
converting pairs of syllables, never by turning rules round. Beside the spellings of the schemes stand letters
of popular spellings, which belong to none.

Letters are those of `termbase.text.bare`: without marks, in lower case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from termbase.text import bare, key
from termbase.translit import Converter

NO_CODA = ""
POPULAR = 0.5
"""What a letter that no scheme has costs, in the units of `termbase.identify.korean_names`."""


class Piece(NamedTuple):
    """The letters from the end of one vowel to the end of the next, read as the beginning of a syllable."""

    syllable: str
    """Without its final consonant."""
    mask: int
    """Schemes, as bits, that write it so; none: the letters of several, or popular ones."""
    junction: int
    """How many of the letters stand before the vowel."""
    cost: float


class Pieces(NamedTuple):
    """What may come next."""

    by_letters: Mapping[str, list[Piece]]
    longest: int
    """Letters of the longest."""


_Spellings = dict[str, tuple[int, float]]
"""Letters, with the schemes that write them and what they cost."""


class Syllables:
    """The pieces of one script, in all its schemes; tables are made when first asked for."""

    def __init__(self, converters: Iterable[Converter], popular: Mapping[str, list[str]], used: Iterable[str]) -> None:
        """Collect the consonants and vowels in use.

        Args:
            converters: from Hangul, into the script.
            popular: letters of popular spellings, by Hangul letter (compatibility jamo).
            used: the syllables that occur in names.
        """
        self._converters = list(converters)
        self._popular = {unicodedata.normalize("NFKD", letter): spelt for letter, spelt in popular.items()}
        parts = [unicodedata.normalize("NFD", syllable) for syllable in dict.fromkeys(used)]
        self._open = sorted({part[:2] for part in parts})
        self._onsets = sorted({part[0] for part in parts})
        self._ends = self._converted([_syllable(_OPEN + part[2:]) for part in parts], _CUT)
        self._finals: dict[str, _Spellings] = {}
        self._tables: dict[str | None, Pieces] = {}
        self._next: dict[str, frozenset[str]] = {}

    def final(self, coda: str) -> _Spellings:
        """How a final consonant is written at the end of a word."""
        if coda not in self._finals:
            spelt = self._merged(self._ends[_syllable(_OPEN + coda)])
            letter = _as_onset(coda) if coda else ""
            for popular in self._popular.get(letter, ()):
                spelt.setdefault(popular, (0, POPULAR))
            self._finals[coda] = spelt
        return self._finals[coda]

    def after(self, coda: str | None) -> Pieces:
        """The pieces after a syllable with this final consonant, by their letters; None: at the beginning."""
        if coda not in self._tables:
            self._tables[coda] = self._pieces(coda)
        return self._tables[coda]

    def may_follow(self, coda: str, letter: str) -> bool:
        """Whether the letters of a final consonant, or of what comes after it, can begin with a letter.

        Args:
            coda: the final consonant.
            letter: one letter, or none for the end of the word.
        """
        if coda not in self._next:
            finals = {letters[:1] for letters in self.final(coda)}
            self._next[coda] = frozenset(finals | {letters[:1] for letters in self.after(coda).by_letters})
        return letter in self._next[coda]

    def _pieces(self, coda: str | None) -> Pieces:
        before = "" if coda is None else _syllable(_OPEN + coda)
        cut = 0 if coda is None else _CUT
        junctions = self._converted([before + _syllable(onset + _A + _N) for onset in self._onsets], cut)
        wholes = self._converted([before + _syllable(first + _N) for first in self._open], cut)
        pieces: dict[str, list[Piece]] = {}
        for first in self._open:
            whole = wholes[before + _syllable(first + _N)]
            starts = [letters[: -_CUT_N - _CUT] for letters in junctions[before + _syllable(first[0] + _A + _N)]]
            starts = [start if letters.startswith(start) else "" for start, letters in zip(starts, whole, strict=True)]
            ends = [letters[len(start) : -_CUT_N] for start, letters in zip(starts, whole, strict=True)]
            syllable = _syllable(first)
            for start, (start_mask, start_cost) in self._starts(coda, first[0], starts).items():
                for end, (end_mask, end_cost) in self._vowels(first, ends).items():
                    piece = Piece(syllable, start_mask & end_mask, len(start), start_cost + end_cost)
                    pieces.setdefault(start + end, []).append(piece)
        return Pieces(pieces, max(map(len, pieces), default=0))

    def _starts(self, coda: str | None, onset: str, spelt: list[str]) -> _Spellings:
        found = self._merged(spelt)
        finals = self.final(coda) if coda else {"": (-1, 0.0)}
        onsets = [*self._popular.get(onset, ()), *(self._initial(onset) if coda is not None else ())]
        for final, (_, cost) in finals.items():
            for letters in onsets:
                found.setdefault(final + letters, (0, cost + POPULAR))
        return found

    def _initial(self, onset: str) -> Iterable[str]:
        """How schemes write a consonant at the beginning of a word; some writers do so also inside."""
        return dict.fromkeys(piece[: -_CUT_N - _CUT] for piece in self._converted_one(_syllable(onset + _A + _N)))

    def _vowels(self, first: str, spelt: list[str]) -> _Spellings:
        found = self._merged(spelt)
        for letters in self._popular.get(first[1], ()):
            found.setdefault(letters, (0, POPULAR))
        return found

    @staticmethod
    def _merged(spelt: list[str]) -> _Spellings:
        found: _Spellings = {}
        for bit, letters in enumerate(spelt):
            found[letters] = (found.get(letters, (0, 0.0))[0] | 1 << bit, 0.0)
        return found

    def _converted(self, words: list[str], cut: int) -> dict[str, list[str]]:
        """Words as each scheme writes them, without the vowel put before them."""
        rows = [converter.convert("\n".join(words)).split("\n") for converter in self._converters]
        return {word: [bare(key(row[number]))[cut:] for row in rows] for number, word in enumerate(words)}

    def _converted_one(self, word: str) -> list[str]:
        return self._converted([word], 0)[word]


_A = "\u1161"
_N = "\u11ab"
_OPEN = "\u110b\u1161"
"""A vowel that every scheme writes with one letter, and a final consonant likewise: set before or after what
is wanted, they are cut off again."""
_CUT = _CUT_N = 1


def _syllable(letters: str) -> str:
    return unicodedata.normalize("NFC", letters)


def _as_onset(coda: str) -> str:
    """The initial letter of the same name as a final one; a double final has none."""
    name = unicodedata.name(coda).replace("JONGSEONG", "CHOSEONG")
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""
