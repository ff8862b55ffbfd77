"""Korean names in Cyrillic or Latin letters, and the Hangul that they may stand for.

1. Listed places, converted forward by the schemes, and listed names in established spellings are looked up.
2. A name of a person is a surname and one to three syllables (`termbase.identify.name_search`). Where the writer
   has set a space or a hyphen, a syllable ends.
3. What was found is converted forward, solid and apart, and compared: these schemes give exactly the spelling.
4. One word in letters of several schemes stays only as a surname or where the name is listed.
5. Nothing found: the same with one letter changed, too many or missing.

Endings of Russian cases are taken off, and a surname that stands last, as in English, is also put first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, combinations, islice, pairwise
from pathlib import Path
from typing import NamedTuple

from termbase.files import BUNDLED
from termbase.identify.name_search import Script, search
from termbase.identify.name_table import NameTable
from termbase.identify.syllables import NO_CODA
from termbase.identify.words import Candidate
from termbase.index.location import part
from termbase.parse import read_toml
from termbase.text import bare, key, main_script, without_diaeresis
from termbase.translit import Converter, Scheme, load_schemes

_TABLE = "ko-names.toml"
_NORTH = "ko-KP"
_LONGEST = 30
"""Letters; no Korean name is longer in any script."""
_MOST_WORDS = 5
"""A surname of two syllables and a given name of three, all apart."""
_SHORTEST_CHANGED = 6
"""Letters; in a shorter name a changed letter makes another name."""
_STATES = 150_000
"""Beginnings of readings looked at for one name; a usual name needs a thousand, a changed one a hundred thousand."""
_FOUND = 80
"""Candidates at most."""

# Costs, in the units of `termbase.identify.name_table`; by judgement.
_LISTED = 1.0
_KNOWN = 6.0
"""How much likelier a name is that stands in reference books: its bearers are few, but they are written about."""
_DIVIDED_PLACE = 4.0
_INFLECTED = 2.5
_TURNED = 4.0


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


class KoreanNames:
    """Identifies Korean names in the scripts to which a scheme leads."""

    def __init__(self, schemes: Mapping[str, Scheme], table: NameTable) -> None:
        """Keep the schemes from Hangul; the tables of a script are made when it is first met."""
        self._table = table
        self._schemes: dict[str, dict[str, Scheme]] = {}
        for name, scheme in schemes.items():
            if scheme.source_script == "Hang" and scheme.target_script != "Hang":
                self._schemes.setdefault(scheme.target_script, {})[name] = scheme
        self._scripts: dict[str, Script] = {}

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
            self._scripts[script] = Script(self._schemes[script], self._table, script)
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

    def _read(self, words: list[str], script: Script, budget: Iterator[int], *, spaced: bool) -> Iterator[_Reading]:
        parts = [letters for word in words if (letters := bare(word))]
        letters, written = "".join(parts), _written("".join(words))
        for name, surname in script.listed.get(letters, ()):
            divided = _DIVIDED_PLACE if spaced and not surname else 0.0
            yield _Reading(name, surname, _LISTED + divided, written, letters)
        breaks = list(accumulate(map(len, parts[:-1])))
        for state in islice(search(letters, breaks, script, budget), _FOUND):
            yield _Reading(state.name, state.surname, state.cost, written, state.spelling, state.apart)

    def _changed(self, words: list[str], script: Script, budget: Iterator[int]) -> Iterator[_Reading]:
        """Readings with one letter changed, too many or missing."""
        alphabet = sorted({letter for letters in script.syllables.after(NO_CODA).by_letters for letter in letters})
        for number, word in enumerate(words):
            for place in range(len(word) + 1):
                tails = {letter + word[place + more :] for letter in alphabet for more in (0, 1)}
                for tail in {*tails, word[place + 1 :]} - {word[place:]}:
                    changed = [*words[:number], word[:place] + tail, *words[number + 1 :]]
                    for reading in self._read(changed, script, budget, spaced=True):
                        yield reading._replace(distance=1)

    def _candidates(self, readings: Iterable[_Reading], script: Script) -> list[Candidate]:
        best: dict[str, tuple[tuple[float, int, bool], Candidate]] = {}
        for reading in readings:
            schemes = () if reading.distance else tuple(_exact(reading, script))
            lemma = self._table.southern(reading.name, reading.surname)
            listed = not reading.surname or lemma in self._table.known or reading.name in self._table.places
            if not (schemes or reading.apart or listed or len(reading.name) == reading.surname):
                continue  # Such a word can be any word: «Ленин» for 려인.
            northern = self._table.northern(reading.name, reading.surname)
            features = "" if northern == lemma else f"{_NORTH} {northern}"
            cost = reading.cost + (0.0 if schemes or not reading.surname else script.mixture)
            cost -= _KNOWN if lemma in self._table.known else 0.0
            rank = cost, -len(schemes), reading.name != lemma
            if lemma not in best or rank < best[lemma][0]:
                best[lemma] = rank, Candidate(reading.name, lemma, features, "", schemes, reading.distance)
        return [candidate for _, candidate in sorted(best.values(), key=lambda row: row[0])]


def load_korean_names(root: str | os.PathLike[str]) -> KoreanNames:
    """The names as a base knows them: its schemes, and its table of names or the one that comes with the program.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    own = Path(part(root, "languages"), _TABLE)
    table = read_toml(own if own.is_file() else Path(BUNDLED, "languages", _TABLE))
    return KoreanNames(load_schemes(Path(part(root, "schemes"))), NameTable(table))


def _exact(reading: _Reading, script: Script) -> Iterator[str]:
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
