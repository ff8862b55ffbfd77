"""Names read off letters: surname and given name, syllable by syllable, the likeliest first.

A search by cost over beginnings of names (the least cost is looked at next). It costs something that a surname or
a syllable is rare, that letters belong to no scheme, and that no single scheme has all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple
from unicodedata import normalize

from termbase.identify.name_table import NameTable
from termbase.identify.syllables import NO_CODA, Piece, Syllables
from termbase.text import bare, key, main_script
from termbase.translit import Converter, Scheme
from termbase.translit.scheme import spelled

_GIVEN = 3
"""Syllables of the longest given name."""
_ESTABLISHED = 0.5
_LENGTHS = {0: 0.0, 1: 2.5, 2: 0.1, 3: 6.0}
"""What a given name of so many syllables costs: most have two."""


class State(NamedTuple):
    """A name that is read as far as a place; a finished one has no letters left."""

    rank: float
    """What it costs, and what it costs more that no scheme has all the letters."""
    number: int
    """Of two that rank the same, the older comes first."""
    cost: float
    place: int
    coda: str | None
    """The final consonant of the last syllable, whose letters come next; None: at the beginning."""
    name: str
    surname: int
    mask: int
    spelling: str
    apart: tuple[int, ...]


class Script:
    """The schemes that write Korean in one script."""

    def __init__(self, schemes: Mapping[str, Scheme], table: NameTable, script: str) -> None:
        self.converters = {name: Converter(scheme) for name, scheme in schemes.items()}
        self._table = table
        self.mixture = table.mixture.get(script, 0.0)
        used = [syllable for position in table.given for syllable in position]
        used += [surname for surname in table.surnames if len(surname) == 1]
        # Schemes for names differ from their bases in capitals, hyphens and spaces only.
        basic = [converter for converter in self.converters.values() if converter.scheme.capitals != "name"]
        self.syllables = Syllables(basic, table.letters.get(script, {}), used)
        self.surnames = _by_opening({name: cost for name, cost in table.surnames.items() if len(name) == 1})
        self.given = [_by_opening(position) for position in table.given]
        self.spellings = [
            (letters, name, table.surnames[name] + _ESTABLISHED)
            for name, texts in table.spellings.items()
            for letters in map(bare_key, texts)
            if main_script(letters) == script
        ]
        for name in (name for name in table.surnames if len(name) > 1):
            letters = dict.fromkeys(bare_key(converter.convert(name)) for converter in basic)
            self.spellings += [(spelt, name, table.surnames[name]) for spelt in letters]

    @cached_property
    def listed(self) -> dict[str, list[tuple[str, int]]]:
        """Places and whole names, each with the syllables of its surname, by the letters that they are written with."""
        found: dict[str, list[tuple[str, int]]] = {}
        for converter in self.converters.values():
            rows = converter.convert("\n".join(self._table.places)).split("\n")
            for place, row in zip(self._table.places, rows, strict=True):
                found.setdefault(bare_key(row), []).append((place, 0))
        for surname, spellings in ((0, self._table.place_spellings), (1, self._table.name_spellings)):
            for name, texts in spellings.items():
                for text in texts:
                    found.setdefault(bare_key(text), []).append((name, surname))
        return {letters: list(dict.fromkeys(names)) for letters, names in found.items()}


def bare_key(text: str) -> str:
    """The letters of a spelling: without marks, signs and spaces, in lower case."""
    return bare(key(text))


def _by_opening(costs: Mapping[str, float]) -> dict[str, list[tuple[str, str, float]]]:
    """Syllables by themselves without their final consonant: that consonant, the syllable, its cost."""
    found: dict[str, list[tuple[str, str, float]]] = {}
    for syllable, cost in costs.items():
        letters = spelled(syllable)
        found.setdefault(normalize("NFC", letters[:2]), []).append((letters[2:], syllable, cost))
    return found


def search(letters: str, breaks: list[int], script: Script, budget: Iterator[int]) -> Iterator[State]:
    """The names that letters may be, likeliest first, as long as the ``budget`` of states lasts.

    ``breaks`` are the places where words of the spelling end.
    """
    numbers = count()
    heap = [State(0.0, next(numbers), 0.0, 0, None, "", 0, -1, "", ())]
    for spelling, name, cost in script.spellings:
        if letters.startswith(spelling):
            place = len(spelling)
            heappush(heap, State(cost, next(numbers), cost, place, NO_CODA, name, len(name), -1, spelling, ()))
    seen: set[tuple[int, str | None, str, bool]] = set()
    while heap:
        state = heappop(heap)
        if state.place > len(letters):
            yield state
            continue
        visit = (state.place, state.coda, state.name, bool(state.mask))
        if visit in seen:
            continue
        seen.add(visit)
        for follower in _finished(state, letters, breaks, script) + _followers(state, letters, breaks, script):
            if next(budget, None) is None:
                return
            rank = follower.cost + (0.0 if follower.mask else script.mixture)
            heappush(heap, follower._replace(rank=rank, number=next(numbers)))


def _finished(state: State, letters: str, breaks: list[int], script: Script) -> list[State]:
    """The state as a whole name, if what is left are the letters of its last consonant."""
    given = len(state.name) - state.surname
    if state.coda is None or (breaks and (not given or state.place <= breaks[-1])):
        return []
    spelt = script.syllables.final(state.coda).get(letters[state.place :])
    if spelt is None:
        return []
    mask, cost = spelt
    cost += state.cost + _LENGTHS[given]
    return [state._replace(cost=cost, place=len(letters) + 1, mask=mask & state.mask)]


def _followers(state: State, letters: str, breaks: list[int], script: Script) -> list[State]:
    """The state with one syllable more."""
    given = len(state.name) - state.surname
    if given >= _GIVEN:
        return []
    endings = script.given[given] if state.name else script.surnames
    boundary = bool(breaks) and bool(state.name) and not given
    found = []
    for step in _steps(state, letters, breaks, script):
        if boundary and not step.apart:
            continue
        apart = (*state.apart, len(state.name)) if step.apart else state.apart
        moved = state._replace(place=step.end, mask=step.mask & state.mask, surname=state.surname or 1, apart=apart)
        ahead = letters[step.end : step.end + 1]
        for coda, syllable, weight in endings.get(step.piece.syllable, ()):
            if not script.syllables.may_follow(coda, ahead):
                continue
            cost = state.cost + step.cost + weight
            found.append(moved._replace(cost=cost, coda=coda, name=state.name + syllable))
    return found


class _Step(NamedTuple):
    """One more syllable without its final consonant, as far as its vowel."""

    piece: Piece
    end: int
    mask: int
    cost: float
    apart: bool
    """Whether the writer has set a space or a hyphen before it."""


def _steps(state: State, letters: str, breaks: list[int], script: Script) -> Iterator[_Step]:
    """What the next letters may be: written together with the syllable before, or after a space by themselves."""
    ways = [(state.place, state.coda, -1, 0.0)]
    ahead = next((place for place in breaks if place >= state.place), None)
    if ahead is not None and state.coda is not None:
        spelt = script.syllables.final(state.coda).get(letters[state.place : ahead])
        if spelt is not None:
            ways.append((ahead, None, *spelt))
    for start, coda, mask, cost in ways:
        pieces = script.syllables.after(coda)
        for end in range(start + 1, min(start + pieces.longest, len(letters)) + 1):
            for piece in pieces.by_letters.get(letters[start:end], ()):
                vowel = start + piece.junction
                inside = [place for place in breaks if start <= place < end]
                # A word of the spelling ends between two vowels, and never between the first letter and its vowel.
                if any(place > vowel or (coda is None and place > start) for place in inside):
                    continue
                yield _Step(piece, end, mask & piece.mask, cost + piece.cost, bool(inside))
