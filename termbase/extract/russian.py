"""Russian noun phrases: a noun with the adjectives before it that agree, and what stands behind it in the genitive.

«новых технических норм», «производительность труда», «движение рабочих-новаторов»; romanised words come here in
Cyrillic, so that *stakhanovskim dvizheniem* is the same phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from termbase.extract.passage import Passage, Word
from termbase.forms.analyser import Analyser, Reading
from termbase.text import script, without_diaeresis

LANG = "ru"
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_PARTICIPLE = frozenset({"PRTF", "ADJF", "actv", "pssv", "past", "pres"})
"""What tells one participle of a verb from another."""
_NO_NOUNS = frozenset(
    {"CONJ", "PREP", "PRCL", "NPRO", "INTJ", "PRED", "ADVB", "COMP", "VERB", "INFN", "GRND", "PRTS", "Apro"}
)
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_GENDERS = ("masc", "femn", "neut")
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_READINGS = 4
_LONGEST = 6
_SHORTEST = 3
"""Letters of a term of one word."""


class Cell(NamedTuple):
    """A word of a passage and what it is in Cyrillic."""

    word: Word
    cyrillic: str
    proper: bool = False
    """Whether it is known to be a name."""


class Found(NamedTuple):
    """A phrase: its first and last cell, and its dictionary form."""

    first: int
    last: int
    lemma: str


class Russian:
    """Finds noun phrases."""

    def __init__(self, own: Mapping[str, Any], analyser: Analyser | None = None) -> None:
        """Load pymorphy3; `own`: the table ``ru`` of ``extract.toml``."""
        self._analyser = analyser or Analyser()
        self._stop = frozenset(map(without_diaeresis, own["stop"]))
        self._no_nouns = frozenset(map(without_diaeresis, own["no_nouns"]))
        self._weak = frozenset(map(without_diaeresis, own["weak"]))
        self._empty = frozenset(map(without_diaeresis, own["empty"]))

    def runs(self, passage: Passage) -> Iterator[list[Cell]]:
        """The words in Cyrillic of a passage, divided where anything but spaces stands between them."""
        run: list[Cell] = []
        for word in passage.words:
            if run and (word.script != "Cyrl" or not word.joined):
                yield run
                run = []
            if word.script == "Cyrl":
                run.append(Cell(word, word.text))
        if run:
            yield run

    def phrases(self, cells: Sequence[Cell]) -> Iterator[Found]:
        """Every noun phrase of words that stand side by side, nested ones too."""
        for place, cell in enumerate(cells):
            nouns = self._nouns(cell.cyrillic)
            if not nouns or self._is_acronym(cell.cyrillic) or self._modifies(cells, place):
                continue
            reaches = [(self._reach(cells, place, noun), noun) for noun in nouns]
            start, noun = max(reaches, key=lambda pair: (-pair[0], pair[1].score))
            ends = list(self._genitives(cells, place))
            for first in range(max(start, place + 1 - _LONGEST), place + 1):
                if self._may_begin(cells, first, place):
                    head = self._head(cells, first, place, noun)
                    if self._may_end(cell.cyrillic, noun, alone=first == place):
                        yield Found(first, place, " ".join(head))
                    for end in ends:
                        if end - first < _LONGEST:
                            tail = [other.cyrillic for other in cells[place + 1 : end + 1]]
                            yield Found(first, end, " ".join((*head, *tail)))

    def before(self, words: Sequence[Word]) -> Sequence[Word]:
        """The last of some words as far as they are one noun phrase, or a name of words with capitals."""
        first = len(words) - 1
        while first > 0 and words[first].joined and words[first - 1].script == "Cyrl":
            first -= 1
        cells = [Cell(word, word.text) for word in words[first:]]
        phrases = [found.first for found in self.phrases(cells) if found.last == len(cells) - 1]
        names = (
            next((place for place in range(len(cells) - 1, -1, -1) if words[first + place].text[0].islower()), -1) + 1
        )
        return words[first + min([*phrases, names, len(cells) - 1]) :]

    def is_word(self, text: str) -> bool:
        """Whether a word is a common one of the dictionary, whatever its capitals."""
        readings = self._readings(text)
        return bool(readings) and readings[0].known and not readings[0].grammemes & (_NAMES | {"Abbr"})

    def lemma(self, words: Sequence[str]) -> str:
        """Words in their dictionary form when they are one noun phrase, else as they are."""
        cells = [Cell(Word(0, 0, word, word.lower(), "Cyrl", first=False, joined=True), word) for word in words]
        for found in self.phrases(cells):
            if (found.first, found.last) == (0, len(cells) - 1):
                return found.lemma
        return " ".join(words)

    def name(self, words: Sequence[str]) -> str:
        """A name in the nominative, each word as a name of the same gender and number as far as readings allow."""
        found = [self._readings(word) for word in words]
        options = [{_form(r) for r in readings if r.grammemes & _NAMES} for readings in found]
        shared = set.intersection(*filter(None, options)) if any(options) else set()
        wanted = min(shared, key=lambda form: (form[0] != "sing", form[1] != "masc"), default=None)
        forms = [self._nominative(word, readings, wanted) for word, readings in zip(words, found, strict=True)]
        if any(form is None and readings and readings[0].known for form, readings in zip(forms, found, strict=True)):
            return " ".join(words)  # a common noun is part of it: Святой Анны
        return " ".join(form or word for form, word in zip(forms, words, strict=True))

    @staticmethod
    def _nominative(word: str, readings: Sequence[Reading], wanted: tuple[str, str] | None) -> str | None:
        for reading in readings:
            if not reading.grammemes & _NAMES or (wanted and _form(reading) != wanted):
                continue
            asked = {"nomn", *(grammeme for grammeme in wanted or () if grammeme)}
            form = next((form for form, tags in reading.paradigm(()) if tags >= asked), "")
            if form:
                return "-".join(part.capitalize() for part in form.split("-"))
        return word if len(word) == 1 else None

    def _readings(self, word: str) -> tuple[Reading, ...]:
        return self._analyser.readings(word) if word and script(word[0]) == "Cyrl" else ()

    def _nouns(self, word: str) -> list[Reading]:
        """The likeliest readings of a word as a noun; none of one that is more often something else."""
        readings = self._readings(word)
        if not readings or readings[0].grammemes & _NO_NOUNS or without_diaeresis(word.lower()) in self._no_nouns:
            return []
        return [reading for reading in readings if reading.has("NOUN")][:_READINGS]

    @staticmethod
    def _is_acronym(word: str) -> bool:
        return len(word) > 1 and word.isupper()

    def _reach(self, cells: Sequence[Cell], place: int, noun: Reading) -> int:
        """The first of the adjectives before a noun that agree with this reading of it."""
        first = place
        while (
            first
            and place - first < _LONGEST
            and any(_agrees(reading, noun) for reading in self._adjectives(cells[first - 1]))
        ):
            first -= 1
        return first

    def _modifies(self, cells: Sequence[Cell], place: int) -> bool:
        """Whether a word that may be a noun is an adjective of the noun that follows: детской литературы."""
        here, place = place, place + 1
        while place < min(len(cells), here + _LONGEST) and any(self._adjectives(cells[place])):
            place += 1
        return place < len(cells) and any(
            self._reach(cells, place, reading) <= here for reading in self._nouns(cells[place].cyrillic)
        )

    def _adjectives(self, cell: Cell) -> Iterator[Reading]:
        for reading in self._readings(cell.cyrillic):
            if reading.grammemes & _ADJECTIVES and not self._in(self._stop, reading):
                yield reading

    def _genitives(self, cells: Sequence[Cell], place: int) -> Iterator[int]:
        """The ends of noun phrases in the genitive that follow: труда, рабочего класса, класса страны."""
        here = place + 1
        depth = 0
        while here < len(cells) and depth < 2:
            begin = here
            while here < min(len(cells), begin + _LONGEST) and any(
                r.has("gent") for r in self._adjectives(cells[here])
            ):
                if self._is_genitive(cells, begin, here):
                    break
                here += 1
            if here == len(cells) or not self._is_genitive(cells, begin, here):
                return
            yield here
            here += 1
            depth += 1

    def _is_genitive(self, cells: Sequence[Cell], begin: int, place: int) -> bool:
        return any(
            reading.has("gent") and self._reach(cells, place, reading) <= begin
            for reading in self._nouns(cells[place].cyrillic)
            if len(reading.word) > 1 and not self._in(self._empty, reading)
        )

    def _may_begin(self, cells: Sequence[Cell], first: int, noun: int) -> bool:
        cell = cells[first]
        capital = cell.word.text[0].isupper() and not cell.word.first
        return first == noun or capital or not any(self._in(self._weak, reading) for reading in self._adjectives(cell))

    def _may_end(self, word: str, noun: Reading, *, alone: bool) -> bool:
        return not self._in(self._empty, noun) and (not alone or len(word) >= _SHORTEST)

    def _head(self, cells: Sequence[Cell], first: int, place: int, noun: Reading) -> list[str]:
        """Adjectives and noun in the nominative, in the singular if there is one."""
        number = "plur" if noun.has("Pltm") else "sing"
        gender = next((tag for tag in _GENDERS if noun.has(tag)), "")
        words = []
        for cell in cells[first:place]:
            options = [reading for reading in self._adjectives(cell) if _agrees(reading, noun)]
            wanted = {"nomn", number} | ({gender} if number == "sing" and gender else set())
            forms = options[0].paradigm(("COMP", "Supr", "ADJS", "PRTS", "VERB", "INFN", "GRND")) if options else []
            wanted |= options[0].grammemes & _PARTICIPLE if options else frozenset()
            form = next((form for form, tags in forms if tags >= wanted and tags & _ADJECTIVES), cell.cyrillic)
            words.append(_cased(form, cell))
        return [*words, _cased(str(noun.parse.normal_form), cells[place])]

    @staticmethod
    def _in(words: Iterable[str], reading: Reading) -> bool:
        return without_diaeresis(str(reading.parse.normal_form)) in words


def _agrees(adjective: Reading, noun: Reading) -> bool:
    """Whether an adjective has the case, number and gender of a noun."""
    case = next((tag for tag in _CASES if noun.has(tag)), "")
    if noun.has("plur"):
        return adjective.has("plur", case)
    gender = next((tag for tag in _GENDERS if noun.has(tag)), "")
    return bool(case and gender) and adjective.has("sing", case, gender)


def _form(reading: Reading) -> tuple[str, str]:
    number = "plur" if reading.has("plur") else "sing"
    return number, next((tag for tag in _GENDERS if reading.has(tag)), "") if number == "sing" else ""


def _cased(form: str, cell: Cell) -> str:
    """A form with the capital of the word that it stands for, if that has one not only from its sentence."""
    return form[:1].upper() + form[1:] if cell.cyrillic[:1].isupper() and not cell.word.first else form
