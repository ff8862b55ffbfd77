"""From a romanised word to the Russian words it can be: every reading of its letters, as far as a dictionary goes.

The rules of all schemes, turned round, say which Cyrillic letters each run of Latin letters may stand for; a
silent letter (ь, ъ in many schemes) may stand anywhere. The readings are not written out: they are walked
together with the word graph of a dictionary, which ends most of them after two or three letters.

Contexts of rules are left aside here, so a word that is found may still be no scheme's spelling: the caller
converts it forward and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol

from termbase.text import bare, key
from termbase.translit import Scheme

Letters = tuple[tuple[bytes, str, int], ...]
Follow = Callable[[int, bytes], int | None]
_State = tuple[int, int, str, int, int, bool]
"""Position in the word, node of the graph, what was read, its schemes, edits left, may a silent letter follow."""


class WordGraph(Protocol):
    """The words of a language as a graph whose arcs are bytes of UTF-8."""

    root: int

    def follow(self, node: int, letters: bytes) -> int | None:
        """The node that letters lead to."""

    def ends(self, node: int) -> bool:
        """Whether a word ends at a node."""


class Reading(NamedTuple):
    """A word that the letters may stand for."""

    word: str
    mask: int
    """Schemes, as bits, that have all the letters used; none: the letters are those of several schemes."""
    edits: int


class Lattice:
    """What Latin letters may stand for, in a set of schemes."""

    def __init__(self, schemes: Mapping[str, Scheme]) -> None:
        self.names = tuple(schemes)
        found: dict[str, dict[str, int]] = {}
        for bit, scheme in enumerate(schemes.values()):
            for rule in scheme.rules:
                if not rule.option or rule.option in scheme.enabled:
                    sources = found.setdefault(bare(key(rule.target)), {})
                    sources[rule.source] = sources.get(rule.source, 0) | 1 << bit
        self._table: dict[str, Letters] = {
            target: tuple((source.encode(), source, mask) for source, mask in sources.items())
            for target, sources in found.items()
        }
        self._silent = self._table.pop("", ())
        self._longest = max(map(len, self._table))
        singles = {source for sources in found.values() for source in sources if len(source) == 1}
        self._any: Letters = tuple((source.encode(), source, -1) for source in sorted(singles))

    def readings(self, word: str, graph: WordGraph, edits: int = 0) -> list[Reading]:
        """The words of the graph that a word may stand for, those with fewest edits first.

        Args:
            word: the bare key of a word in Latin letters (`termbase.text.bare`).
            graph: the dictionary.
            edits: letters that may be missing, too many or wrong.
        """
        best: dict[str, Reading] = {}
        for found in self._walk(word, graph, edits):
            known = best.get(found.word)
            if known is None or found.edits < known.edits:
                best[found.word] = found
            elif found.edits == known.edits:
                best[found.word] = Reading(found.word, known.mask | found.mask, found.edits)
        return sorted(best.values(), key=lambda reading: (reading.edits, reading.word))

    def _walk(self, word: str, graph: WordGraph, edits: int) -> Iterator[Reading]:
        follow, length = graph.follow, len(word)
        stack: list[_State] = [(0, graph.root, "", -1, edits, False)]
        seen: set[tuple[int, str, int]] = set()
        while stack:
            place, node, read, mask, left, silent = stack.pop()
            if place == length and graph.ends(node):
                yield Reading(read, max(mask, 0), edits - left)
            if silent:
                for letters, source, schemes in self._silent:
                    if (after := follow(node, letters)) is not None:
                        stack.append((place, after, read + source, mask & schemes, left, False))
            for size in range(1, min(self._longest, length - place) + 1):
                for letters, source, schemes in self._table.get(word[place : place + size], ()):
                    if (after := follow(node, letters)) is not None:
                        stack.append((place + size, after, read + source, mask & schemes, left, True))
            if left and (place, read, left) not in seen:
                seen.add((place, read, left))
                stack.extend(self._edited(word, place, node, read, mask, left - 1, follow))

    def _edited(
        self, word: str, place: int, node: int, read: str, mask: int, left: int, follow: Follow
    ) -> Iterator[_State]:
        """One edit further: a letter too many, a letter missing, another letter."""
        rest = len(word) - place
        if rest:
            yield place + 1, node, read, mask, left, False
        for letters, source, _ in self._any:
            if (after := follow(node, letters)) is not None:
                yield place, after, read + source, mask, left, True
                if rest:
                    yield place + 1, after, read + source, mask, left, True
        # A letter too many may also stand inside the letters of one sign: stakhanovtisa.
        for size in range(3, min(self._longest + 1, rest) + 1):
            run = word[place : place + size]
            for gap in range(1, size - 1):
                for letters, source, schemes in self._table.get(run[:gap] + run[gap + 1 :], ()):
                    if (after := follow(node, letters)) is not None:
                        yield place + size, after, read + source, mask & schemes, left, True
