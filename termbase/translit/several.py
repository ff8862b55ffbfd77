"""Several schemes at once: which of them spell a word just so, and how else it is spelt.

Thirty schemes agree on most letters of a word. Each place of the word is looked at with as many letters around it
as any scheme's rules can see there; what the schemes make of it is remembered, as the same few letters come again
and again. Schemes are bits of a mask, in the order in which they were given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from termbase.text import bare, key
from termbase.translit.engine import Converter
from termbase.translit.scheme import Scheme

_Choice = tuple[int, str, int]
"""Letters replaced, what stands for them, the schemes that do so."""
_Reach = tuple[int, int]
"""As `Converter.reach`."""
_Window = tuple[str, int]
"""Some letters of a word, and a place among them."""
_REMEMBERED = 1 << 16


class Several:
    """Schemes of one source script that are asked together."""

    def __init__(self, schemes: Sequence[Scheme]) -> None:
        """Compile the schemes.

        Raises:
            ValueError: a scheme has others that come first; what it replaces is not what stands in the word.
        """
        if any(scheme.first for scheme in schemes):
            raise ValueError("a scheme with others before it cannot be asked together with others")
        self.converters = [Converter(scheme) for scheme in schemes]
        self.all = (1 << len(schemes)) - 1
        self._reaches: dict[str, tuple[_Reach, dict[_Reach, list[int]]]] = {}
        self._steps: dict[tuple[_Reach, _Window], list[tuple[int, tuple[int, str]]]] = {}
        self._known: dict[_Window, list[_Choice]] = {}

    def spelling(self, word: str, spelling: str, mask: int) -> int:
        """The schemes, of those in a mask, that spell a word so.

        Args:
            word: in small letters of the source script, NFC, without stress marks.
            spelling: the key (`termbase.text.key`) of a spelling.
            mask: the schemes to be asked.
        """
        at: list[dict[int, int]] = [{} for _ in range(len(word) + 1)]
        at[0][0] = mask
        for place in range(len(word)):
            if not at[place]:
                continue
            for length, target, schemes in self._choices(word, place):
                after = at[place + length]
                for done, those in at[place].items():
                    if (both := those & schemes) and spelling.startswith(target, done):
                        after[done + len(target)] = after.get(done + len(target), 0) | both
        return at[-1].get(len(spelling), 0)

    def spellings(self, word: str) -> dict[str, int]:
        """All spellings of a word as bare keys (`termbase.text.bare`), each with its schemes.

        Args:
            word: as for `spelling`.
        """
        return self._all_ways(word, bare)

    def written(self, word: str) -> dict[str, int]:
        """All spellings of a word, in NFC, each with its schemes.

        Args:
            word: as for `spelling`.
        """
        found: dict[str, int] = {}
        for spelling, schemes in self._all_ways(word, str).items():
            composed = spelling if spelling.isascii() else unicodedata.normalize("NFC", spelling)
            found[composed] = found.get(composed, 0) | schemes
        return found

    def _all_ways(self, word: str, fold: Callable[[str], str]) -> dict[str, int]:
        at: list[dict[str, int]] = [{} for _ in range(len(word) + 1)]
        at[0][""] = self.all
        for place in range(len(word)):
            for length, target, schemes in self._choices(word, place):
                after, plain = at[place + length], fold(target)
                for done, those in at[place].items():
                    if both := those & schemes:
                        after[done + plain] = after.get(done + plain, 0) | both
        return at[-1]

    def _choices(self, word: str, place: int) -> list[_Choice]:
        """What the schemes make of a place of a word."""
        letter = word[place]
        if letter not in self._reaches:
            self._reaches[letter] = self._grouped(letter)
        window = _window(word, place, *self._reaches[letter][0])
        if window not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[window] = self._look(*window)
        return self._known[window]

    def _grouped(self, letter: str) -> tuple[_Reach, dict[_Reach, list[int]]]:
        """How far any scheme looks around a letter, and which look how far."""
        found: dict[_Reach, list[int]] = {}
        for bit, converter in enumerate(self.converters):
            found.setdefault(converter.reach(letter), []).append(bit)
        return (max(before for before, _ in found), max(onwards for _, onwards in found)), found

    def _look(self, letters: str, place: int) -> list[_Choice]:
        """Most schemes look less far than the farthest, and have seen the little they look at before."""
        found: dict[tuple[int, str], int] = {}
        for reach, bits in self._reaches[letters[place]][1].items():
            window = _window(letters, place, *reach)
            if (reach, window) not in self._steps:
                self._steps[reach, window] = [(1 << bit, self.converters[bit].step(*window)) for bit in bits]
            for scheme, step in self._steps[reach, window]:
                found[step] = found.get(step, 0) | scheme
        return [(length, key(target), schemes) for (length, target), schemes in found.items()]


def _window(word: str, place: int, before: int, onwards: int) -> _Window:
    """A place of a word and so many letters around it: the letters, and the place among them."""
    start = max(place - before, 0)
    return word[start : place + onwards], place - start
