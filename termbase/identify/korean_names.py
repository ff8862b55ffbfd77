"""Korean names in Cyrillic or Latin letters, and the Hangul that they may stand for.

1. Listed places, converted forward by the schemes, and listed names in established spellings are looked up.
2. A name of a person is a surname and one to three syllables. The letters are read from junction to junction
   (`termbase.identify.syllables`), the likeliest reading first: likely is a common surname and usual syllables
   of given names (``languages/ko-names.toml``), and letters of one scheme are likelier than a mixture. Where the
   writer has set a space or a hyphen, a syllable ends.
3. What was found is converted forward, solid and apart, and compared: these schemes give exactly the spelling.
4. Nothing found: the same with one letter changed, too many or missing.

Endings of Russian cases are taken off; a surname that stands last, as in English, is tried first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import heappop, heappush
from itertools import accumulate, combinations, count, islice, pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from termbase.files import BUNDLED
from termbase.identify.syllables import NO_CODA, Piece, Syllables
from termbase.identify.words import Candidate
from termbase.index.location import part
from termbase.parse import read_toml
from termbase.text import bare, key, main_script, without_diaeresis
from termbase.translit import Converter, Scheme, load_schemes
from termbase.translit.scheme import spelled

_LONGEST = 30
"""Letters; no Korean name is longer in any script."""
_MOST_WORDS = 5
"""A surname of two syllables and a given name of three, all apart."""
_SHORTEST_CHANGED = 6
"""Letters; in a shorter name a changed letter makes another name."""
_STATES = 150_000
"""Beginnings of readings looked at for one name; a usual name needs a thousand, a changed one a hundred thousand."""
_FOUND = 80
_GIVEN = 3
_BAND = 2.5

# Costs are negative logarithms of a probability, roughly.
_ESTABLISHED = 0.5
_LISTED = 1.0
_KNOWN = 6.0
"""How much likelier a name is that stands in reference books: its bearers are few, but they are written about."""
_DIVIDED_PLACE = 4.0
_INFLECTED = 2.5
_TURNED = 4.0
_CHANGED = 12.0
_LENGTHS = {0: 0.0, 1: 2.5, 2: 0.1, 3: 6.0}
"""By the syllables of a given name: most have two."""


class NameTable:
    """What is known of Korean names: the content of ``ko-names.toml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        counts: dict[str, int] = data["surnames"]
        total = sum(counts.values())
        self.north: dict[str, str] = data["north"]
        self.south: dict[str, str] = {**data["south"], **{north: south for south, north in self.north.items()}}
        self.surnames = {surname: -log(number / total) for surname, number in counts.items()}
        self.surnames |= {north: self.surnames[south] for south, north in self.north.items()}
        self.given = [_bands(data["given"][position]) for position in ("first", "second", "second")]
        self.spellings: dict[str, list[str]] = data["spellings"]
        self.places = [place for row in data["places"]["names"] for place in row.split()]
        self.known = frozenset(name for row in data["known"]["names"] for name in row.split())
        self.place_spellings: dict[str, list[str]] = data["places"]["spellings"]
        self.name_spellings: dict[str, list[str]] = data["names"]
        self.mixture: dict[str, float] = data["mixture"]
        self.letters: dict[str, dict[str, list[str]]] = data["letters"]
        self.endings = [(ending, rest.split() or [""]) for ending, rest in data["endings"].items()]

    def southern(self, name: str, surname: int) -> str:
        """A name as the south writes it; ``surname`` counts the syllables of its surname."""
        parts = [self.south.get(name[:surname], name[:surname]), name[surname:]]
        if parts[1]:
            parts[1] = self.south.get(parts[1][0], parts[1][0]) + parts[1][1:]
        return "".join(parts)

    def northern(self, name: str, surname: int) -> str:
        """A name as the north writes its surname; what the south has changed further on is not known any more."""
        return self.north.get(name[:surname], name[:surname]) + name[surname:]


def _bands(bands: list[str]) -> dict[str, float]:
    weights = {syllable: _BAND**-number for number, band in enumerate(bands) for syllable in band.split()}
    total = sum(weights.values())
    return {syllable: -log(weight / total) for syllable, weight in weights.items()}


class _Reading(NamedTuple):
    """A name that the letters may be."""

    name: str
    surname: int
    """Syllables of the surname; 0: a place."""
    cost: float
    written: str = ""
    """The spelling that was read, in small letters, without spaces and hyphens, with its marks."""
    spelling: str = ""
    """The letters of an established spelling that stand for the surname, or for the whole of a listed name."""
    apart: tuple[int, ...] = ()
    """Numbers of the syllables before which the writer has set a space or a hyphen."""
    distance: int = 0


class _State(NamedTuple):
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


class _Script:
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
            for letters in map(_bare, texts)
            if main_script(letters) == script
        ]
        for name in (name for name in table.surnames if len(name) > 1):
            letters = dict.fromkeys(_bare(converter.convert(name)) for converter in basic)
            self.spellings += [(spelt, name, table.surnames[name]) for spelt in letters]

    @cached_property
    def listed(self) -> dict[str, list[tuple[str, int]]]:
        """Places and whole names, each with the syllables of its surname, by the letters that they are written with."""
        found: dict[str, list[tuple[str, int]]] = {}
        for converter in self.converters.values():
            rows = converter.convert("\n".join(self._table.places)).split("\n")
            for place, row in zip(self._table.places, rows, strict=True):
                found.setdefault(_bare(row), []).append((place, 0))
        for surname, spellings in ((0, self._table.place_spellings), (1, self._table.name_spellings)):
            for name, texts in spellings.items():
                for text in texts:
                    found.setdefault(_bare(text), []).append((name, surname))
        return {letters: list(dict.fromkeys(names)) for letters, names in found.items()}


def _bare(text: str) -> str:
    return bare(key(text))


def _written(text: str) -> str:
    """A spelling without its spaces and hyphens; its marks stay."""
    return key(text).replace(" ", "").replace("-", "")


def _is_written(form: str, written: str) -> bool:
    """Whether a spelling is what a scheme gives; Russian print may leave out the dots of ё, never set them."""
    if form == written:
        return True
    return len(form) == len(written) and all(
        there == here or (without_diaeresis(there) == here and main_script(here) == "Cyrl")
        for there, here in zip(form, written, strict=True)
    )


def _by_opening(costs: Mapping[str, float]) -> dict[str, list[tuple[str, str, float]]]:
    """Syllables by themselves without their final consonant: that consonant, the syllable, its cost."""
    found: dict[str, list[tuple[str, str, float]]] = {}
    for syllable, cost in costs.items():
        letters = spelled(syllable)
        found.setdefault(normalize("NFC", letters[:2]), []).append((letters[2:], syllable, cost))
    return found


class KoreanNames:
    """Identifies Korean names in the scripts to which a scheme leads."""

    def __init__(self, schemes: Mapping[str, Scheme], table: NameTable) -> None:
        """Keep the schemes from Hangul; the tables of a script are made when it is first met."""
        self._table = table
        self._schemes: dict[str, dict[str, Scheme]] = {}
        for name, scheme in schemes.items():
            if scheme.source_script == "Hang" and scheme.target_script != "Hang":
                self._schemes.setdefault(scheme.target_script, {})[name] = scheme
        self._scripts: dict[str, _Script] = {}

    def identify(self, text: str) -> list[Candidate]:
        """The names that a text may be, likeliest first.

        ``source`` is the Hangul that is spelt, ``lemma`` the name as the south writes it, ``features`` what the
        north writes where that differs; ``schemes`` and ``distance`` are those of `Candidate`. That a surname
        stands in an established spelling (Ли, Park) does not count against a scheme.

        Args:
            text: one name, written solid or apart, in any Russian case.
        """
        folded = key(text)
        script, letters = main_script(folded), bare(folded)
        if script not in self._schemes or not letters.isalpha() or len(letters) > _LONGEST:
            return []
        if script not in self._scripts:
            self._scripts[script] = _Script(self._schemes[script], self._table, script)
        tables = self._scripts[script]
        words = folded.replace("-", " ").split()
        if len(words) > _MOST_WORDS:
            return []
        budget = iter(range(_STATES))
        readings = [
            reading._replace(cost=reading.cost + cost)
            for variant, cost in self._variants(words, script)
            for reading in self._read(variant, tables, budget, spaced=" " in folded)
        ]
        if not readings and len(words) > 1 and len(letters) >= _SHORTEST_CHANGED:
            readings = list(self._changed(words, tables, budget))
        return self._candidates(readings, tables)[:_FOUND]

    def _variants(self, words: list[str], script: str) -> Iterator[tuple[list[str], float]]:
        """The words of a name as they stand, with the surname put first, and without an ending; what that costs."""
        yield words, 0.0
        if script == "Latn" and len(words) > 1:
            yield [words[-1], *words[:-1]], _TURNED
        for ending, rests in self._table.endings:
            stem = words[-1].removesuffix(ending)
            if stem and stem != words[-1]:
                yield from (([*words[:-1], stem + rest], _INFLECTED) for rest in rests)

    def _read(self, words: list[str], script: _Script, budget: Iterator[int], *, spaced: bool) -> Iterator[_Reading]:
        parts = [letters for word in words if (letters := bare(word))]
        letters, written = "".join(parts), _written("".join(words))
        for name, surname in script.listed.get(letters, ()):
            divided = _DIVIDED_PLACE if spaced and not surname else 0.0
            yield _Reading(name, surname, _LISTED + divided, written, letters)
        breaks = list(accumulate(map(len, parts[:-1])))
        for state in islice(_search(letters, breaks, script, budget), _FOUND):
            yield _Reading(state.name, state.surname, state.cost, written, state.spelling, state.apart)

    def _changed(self, words: list[str], script: _Script, budget: Iterator[int]) -> Iterator[_Reading]:
        """Readings with one letter changed, too many or missing."""
        alphabet = sorted({letter for letters in script.syllables.after(NO_CODA).by_letters for letter in letters})
        for number, word in enumerate(words):
            for place in range(len(word) + 1):
                tails = {letter + word[place + more :] for letter in alphabet for more in (0, 1)}
                for tail in {*tails, word[place + 1 :]} - {word[place:]}:
                    changed = [*words[:number], word[:place] + tail, *words[number + 1 :]]
                    for reading in self._read(changed, script, budget, spaced=True):
                        yield reading._replace(distance=1)

    def _candidates(self, readings: Iterable[_Reading], script: _Script) -> list[Candidate]:
        best: dict[str, tuple[float, Candidate]] = {}
        for reading in readings:
            schemes = () if reading.distance else tuple(_exact(reading, script))
            lemma = self._table.southern(reading.name, reading.surname)
            northern = self._table.northern(reading.name, reading.surname)
            features = "" if northern == lemma else f"{_NORTH} {northern}"
            cost = reading.cost + (0.0 if schemes or not reading.surname else script.mixture)
            cost -= _KNOWN if lemma in self._table.known else 0.0
            if lemma not in best or cost < best[lemma][0]:
                best[lemma] = cost, Candidate(reading.name, lemma, features, "", schemes, reading.distance)
        return [candidate for _, candidate in sorted(best.values(), key=lambda row: row[0])]


_NORTH = "ko-KP"


def load_korean_names(root: str | os.PathLike[str]) -> KoreanNames:
    """The names as a base knows them: its schemes, and its table of names or the one that comes with the program.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    own = Path(part(root, "languages"), _TABLE)
    table = read_toml(own if own.is_file() else Path(BUNDLED, "languages", _TABLE))
    return KoreanNames(load_schemes(Path(part(root, "schemes"))), NameTable(table))


_TABLE = "ko-names.toml"


def _search(letters: str, breaks: list[int], script: _Script, budget: Iterator[int]) -> Iterator[_State]:
    """The names that letters may be, likeliest first, as long as the ``budget`` of states lasts.

    ``breaks`` are the places where words of the spelling end.
    """
    numbers = count()
    heap = [_State(0.0, next(numbers), 0.0, 0, None, "", 0, -1, "", ())]
    for spelling, name, cost in script.spellings:
        if letters.startswith(spelling):
            place = len(spelling)
            heappush(heap, _State(cost, next(numbers), cost, place, NO_CODA, name, len(name), -1, spelling, ()))
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


def _finished(state: _State, letters: str, breaks: list[int], script: _Script) -> list[_State]:
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


def _followers(state: _State, letters: str, breaks: list[int], script: _Script) -> list[_State]:
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


def _steps(state: _State, letters: str, breaks: list[int], script: _Script) -> Iterator[_Step]:
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


def _exact(reading: _Reading, script: _Script) -> Iterator[str]:
    """The schemes that give exactly the spelling, each word of it by itself or as one with the word before."""
    surname = reading.name[: reading.surname]
    whole_listed = reading.spelling and len(reading.name) == reading.surname
    for name, converter in script.converters.items():
        for form in _forms(reading, converter):
            if _is_written(form, reading.written):
                yield name
                break
            if not reading.spelling or whole_listed or not reading.surname:
                continue
            head, rest = _written(converter.convert(surname)), reading.written[len(reading.spelling) :]
            if form.startswith(head) and rest and _is_written(form[len(head) :], rest):
                yield name
                break


def _forms(reading: _Reading, converter: Converter) -> Iterator[str]:
    for number in range(len(reading.apart) + 1):
        for cuts in combinations(reading.apart, number):
            edges = [0, *cuts, len(reading.name)]
            yield "".join(_written(converter.convert(reading.name[start:end])) for start, end in pairwise(edges))
