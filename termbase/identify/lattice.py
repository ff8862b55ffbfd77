"""From a romanised word to the Russian words it can be: every reading of its letters, as far as a dictionary goes.

The rules of all schemes, turned round, say which Cyrillic letters each run of Latin letters may stand for; a
silent letter (ь, ъ in many schemes) may stand anywhere. The readings are not written out: they are walked
together with the word graph of a dictionary, which ends most of them after two or three letters. What the
beginnings of words can stand for is remembered, as the words of a text share them.

Contexts of rules are left aside here, so a word that is found may still be no scheme's spelling: the caller
converts it forward and compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from termbase.text import bare, key
from termbase.translit import Scheme

END = ""
"""The arc of a word graph where a word ends."""
_State = tuple[int, str, int, bool]
"""Node of the graph, what was read, its schemes, may a silent letter follow."""
_REMEMBERED = 100_000


class WordGraph(Protocol):
    """The words of a language as a graph whose arcs are letters."""

    root: int
    arcs: Mapping[int, Mapping[str, int]]
    """For each node the letters that go on from it and the nodes they lead to; `END` where a word ends."""


class Reading(NamedTuple):
    """A word that the letters may stand for."""

    word: str
    mask: int
    """Schemes, as bits, that have all the letters used; none: the letters are those of several schemes."""
    edits: int
    end: int
    """The node that the word leads to."""


class Lattice:
    """What Latin letters may stand for in a set of schemes, and which words that can be."""

    def __init__(self, schemes: Mapping[str, Scheme], graph: WordGraph) -> None:
        found: dict[str, dict[str, int]] = {}
        for bit, scheme in enumerate(schemes.values()):
            for rule in scheme.rules:
                if not rule.option or rule.option in scheme.enabled:
                    sources = found.setdefault(bare(key(rule.target)), {})
                    sources[rule.source] = sources.get(rule.source, 0) | 1 << bit
        self.silent = list(found.pop("", {}).items())
        self._table = {target: list(sources.items()) for target, sources in found.items()}
        self._longest = max(map(len, self._table))
        self._root = graph.root
        self.arcs = graph.arcs
        self._known: dict[tuple[str, bool], list[_State]] = {}

    def readings(self, word: str) -> list[Reading]:
        """The words that the letters may stand for in one scheme; if there is none, those of several together.

        Args:
            word: the bare key of a word in Latin letters (`termbase.text.bare`).
        """
        return self._ends(word, mixed=False) or self._ends(word, mixed=True)

    def near(self, word: str, edits: int) -> list[Reading]:
        """The words that the letters would stand for with some missing, too many or wrong; fewest edits first.

        Args:
            word: the bare key of a word in Latin letters.
            edits: how many; at least one is made.
        """
        best: dict[str, Reading] = {}
        search = _Search(word, self, edits)
        # The first letter is seldom wrong, and a search there is half of all the work.
        for found in list(search.run(range(1, len(word) + 1))) or search.run(range(1)):
            known = best.get(found.word)
            if known is None or found.edits < known.edits:
                best[found.word] = found
        return sorted(best.values(), key=lambda reading: (reading.edits, reading.word))

    def _ends(self, word: str, *, mixed: bool) -> list[Reading]:
        found: dict[str, Reading] = {}
        for node, read, mask, _ in self.begun(word, mixed=mixed):
            if END in self.arcs[node]:
                known = found.get(read)
                found[read] = Reading(read, mask | known.mask if known else mask, 0, node)
        return list(found.values())

    def begun(self, letters: str, *, mixed: bool) -> list[_State]:
        """Where the beginning of a word can lead to."""
        known = self._known.get((letters, mixed))
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[letters, mixed] = (
                list(self._go_on(letters, mixed=mixed)) if letters else [(self._root, "", -1, False)]
            )
        return known

    def _go_on(self, letters: str, *, mixed: bool) -> Iterator[_State]:
        arcs = self.arcs
        for size in range(1, min(self._longest, len(letters)) + 1):
            if choices := self._table.get(letters[-size:]):
                for node, read, mask, _ in self.begun(letters[:-size], mixed=mixed):
                    for source, schemes in choices:
                        both = mask & schemes
                        if (both or mixed) and (after := self.follow(node, source)) is not None:
                            yield after, read + source, both, True
                            here = arcs[after]
                            for silent, those in self.silent:
                                if silent in here and (both & those or mixed):
                                    yield here[silent], read + source + silent, both & those, False

    def follow(self, node: int, letters: str) -> int | None:
        """The node that letters lead to."""
        for letter in letters:
            after = self.arcs[node].get(letter)
            if after is None:
                return None
            node = after
        return node

    def gapped(self, word: str) -> Iterator[tuple[int, str, int]]:
        """As `choices` at the beginning of a word, one letter inside a sign left out."""
        for size in range(3, min(self._longest + 1, len(word)) + 1):
            for gap in range(1, size - 1):
                for source, schemes in self._table.get(word[:gap] + word[gap + 1 : size], ()):
                    yield size, source, schemes

    def choices(self, word: str) -> list[dict[str, list[tuple[int, str, int]]]]:
        """At each place of a word, by its first letter, what may stand there: letters taken, source, its schemes."""
        places: list[dict[str, list[tuple[int, str, int]]]] = []
        for place in range(len(word) + 1):
            places.append({})
            for size in range(1, min(self._longest, len(word) - place) + 1):
                for source, schemes in self._table.get(word[place : place + size], ()):
                    places[-1].setdefault(source[0], []).append((size, source, schemes))
        return places


_Place = tuple[int, int, str, int, int, bool]
"""Position in the word, then as in a state: node, read, schemes; edits left; may a silent letter follow."""


class _Search:
    """One search for words that are near."""

    def __init__(self, word: str, lattice: Lattice, edits: int) -> None:
        self._word, self._lattice, self._edits = word, lattice, edits
        self._choices = lattice.choices(word)
        silent = {letter for letter, _ in lattice.silent}
        self._next = [silent.union(choices) for choices in self._choices]
        self._next[-1].add(END)

    def run(self, places: Iterable[int]) -> Iterator[Reading]:
        """Every way to read the word with one edit or more, the first of them at one of some places."""
        arcs, follow = self._lattice.arcs, self._lattice.follow
        end = len(self._word)
        stack = [
            edited
            for place in places
            for node, read, mask, silent in self._lattice.begun(self._word[:place], mixed=False)
            for edited in self._edited(place, node, read, mask, self._edits - 1)
        ]
        while stack:
            place, node, read, mask, left, silent = stack.pop()
            here = arcs[node]
            if place == end and END in here:
                yield Reading(read, mask, self._edits - left, node)
            if silent:
                for letter, schemes in self._lattice.silent:
                    if letter in here and mask & schemes:
                        stack.append((place, here[letter], read + letter, mask & schemes, left, False))
            choices = self._choices[place]
            for letter in choices.keys() & here.keys():
                for size, source, schemes in choices[letter]:
                    if both := mask & schemes:
                        after = here[letter] if len(source) == 1 else follow(node, source)
                        if after is not None:
                            stack.append((place + size, after, read + source, both, left, True))
            if left:
                stack.extend(self._edited(place, node, read, mask, left - 1))

    def _edited(self, place: int, node: int, read: str, mask: int, left: int) -> Iterator[_Place]:
        """One edit further, where the word can go on from there: a letter too many, missing, or another one."""
        arcs = self._lattice.arcs
        here = arcs[node]
        rest = len(self._word) - place
        if rest and (left or not self._next[place + 1].isdisjoint(here)):
            yield place + 1, node, read, mask, left, False
        for letter, after in here.items():
            if letter:
                further = arcs[after].keys()
                if left or not self._next[place].isdisjoint(further):
                    yield place, after, read + letter, mask, left, True
                if rest and (left or not self._next[place + 1].isdisjoint(further)):
                    yield place + 1, after, read + letter, mask, left, True
        # A letter too many may also stand inside the letters of one sign: stakhanovtisa.
        for size, source, schemes in self._lattice.gapped(self._word[place:]):
            if (both := mask & schemes) and (end := self._lattice.follow(node, source)) is not None:
                yield place + size, end, read + source, both, left, True
