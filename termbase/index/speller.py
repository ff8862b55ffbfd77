"""The words of Russian terms in all schemes: what the index stores of each. Only what `marshal` can write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from termbase import text
from termbase.index.grams import grams
from termbase.translit import Scheme, Several

_CYRILLIC: Final = re.compile("([\u0400-\u052f]+)")
_REMEMBERED: Final = 10_000


class SpeltWord(NamedTuple):
    """A word in the letters of other scripts."""

    spellings: list[tuple[str, str, int]]
    """Bare key, key (empty: the bare key), mask of the schemes."""
    grams: list[str]
    """The 3-grams of its bare keys: for approximate look-up."""


class Speller:
    """Spells words by all schemes."""

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        """`schemes`: of Russian; masks are bits in their order."""
        # Schemes of one script look about equally far around a letter, so they are asked together.
        self._groups: dict[str, tuple[Several, list[tuple[int, int]]]] = {}
        for script in dict.fromkeys(scheme.target_script for scheme in schemes.values()):
            places = [place for place, scheme in enumerate(schemes.values()) if scheme.target_script == script]
            several = Several([list(schemes.values())[place] for place in places])
            self._groups[script] = several, [(1 << bit, 1 << place) for bit, place in enumerate(places)]
        self._masks: dict[tuple[str, int], int] = {}

    def spell(self, word: str) -> SpeltWord:
        """A word, one of `termbase.index.spelt.words`, in all schemes."""
        found: dict[tuple[str, str], int] = {}
        for script in self._groups:
            for spelling, mask in self._written(word, script).items():
                key = spelling if spelling.isascii() else text.key(spelling)  # made of folded pieces
                bare = key if key.isascii() and key.isalnum() else text.bare(key)
                place = (bare, "" if key == bare else key)
                found[place] = found.get(place, 0) | mask
        bares = dict.fromkeys(bare for bare, _ in found)
        return SpeltWord([(*place, mask) for place, mask in found.items()], sorted(set().union(*map(grams, bares))))

    def transcribe(self, form: str) -> list[str]:
        """The keys of a form's transcriptions into Hangul; each is of one scheme from beginning to end."""
        key = text.key(form)
        if "Hang" not in self._groups or not _CYRILLIC.search(key):
            return []
        return list(dict.fromkeys(map(text.key, self._written(key, "Hang"))))

    def _written(self, form: str, script: str) -> dict[str, int]:
        """The spellings of a form in one script, each with the mask of its schemes."""
        several, bits = self._groups[script]
        found: dict[str, int] = {"": -1}
        for place, part in enumerate(_CYRILLIC.split(form)):
            after: dict[str, int] = {}
            for spelling, those in several.written(part).items() if place % 2 else [(part, -1)]:
                for done, mask in found.items():
                    if both := mask & those:
                        after[done + spelling] = after.get(done + spelling, 0) | both
            found = after
        return {spelling: self._mask(script, mask, bits) for spelling, mask in found.items()}

    def _mask(self, script: str, mask: int, bits: list[tuple[int, int]]) -> int:
        """A mask of the schemes of one script as one of all schemes."""
        if (script, mask) not in self._masks:
            if len(self._masks) > _REMEMBERED:
                self._masks.clear()
            self._masks[script, mask] = sum(bit for place, bit in bits if mask & place)
        return self._masks[script, mask]
