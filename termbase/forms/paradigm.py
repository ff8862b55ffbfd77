"""Paradigms of single Russian words: which reading is meant, and the forms it gives."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from termbase.forms.analyser import Analyser, Reading

Cell = tuple[str, str]
"""(number, case), both as grammemes: ("plur", "gent")."""

GENDERS = ("masc", "femn", "neut")
NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
PERSON_TAGS = frozenset({"Name", "Surn", "Patr"})


@dataclass(frozen=True, slots=True)
class Noun:
    """Forms of a noun by cell, the preferred one first.

    ``guess`` says why they are uncertain ("" when they are not); ``adjectival`` nouns decline like
    adjectives («рабочий»).
    """

    cells: Mapping[Cell, tuple[str, ...]]
    gender: str
    animate: bool | None
    number: str
    guess: str = ""
    adjectival: bool = False


@dataclass(frozen=True, slots=True)
class Adjective:
    """Forms of an adjective or participle with their grammemes; gender and number of the given form."""

    forms: Sequence[tuple[str, frozenset[str]]]
    gender: str
    number: str
    guess: str = ""

    def agree(self, number: str, case: str, gender: str, animate: bool | None) -> tuple[str, ...]:
        """The forms beside a noun of this number, case (of six), gender and animacy (None: either)."""
        refused = {None: frozenset[str](), True: frozenset({"inan"}), False: frozenset({"anim"})}[animate]
        wanted = {number, case} | ({gender} if number == "sing" and gender else set())
        return tuple(dict.fromkeys(word for word, tags in self.forms if tags >= wanted and not tags & refused))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a word before it is analysed: grammemes or "" where nothing is known."""

    gender: str = ""
    animacy: str = ""
    number: str = ""
    fixed: bool = False
    name: bool = False

    @property
    def animate(self) -> bool | None:
        """True, False, or None when the term's grammar does not say."""
        return self.animacy == "anim" if self.animacy else None


class Paradigms:
    """Finds the paradigm of one word, with what the term's grammar string or its neighbours say."""

    def __init__(self, data: Mapping[str, Any], analyser: Analyser) -> None:
        self._analyser = analyser
        self._cases: list[str] = data["inflection"]["cases"]
        self._plain_cases = [case for case in self._cases if case not in data["inflection"]["agreement"]]
        self._excluded = (*data["inflection"]["excluded"], *data["inflection"]["excluded_parts"])
        self._prepositions = frozenset(data["words"]["prepositions"])
        self._joining = tuple(data["words"]["joining"])
        self._frozen_surnames = tuple(data["surnames"]["fixed"])
        self._feminine_surnames = tuple(data["surnames"]["feminine"])
        self._surname_models: list[dict[str, Any]] = data["surnames"]["like"]
        self._noun_models: list[dict[str, Any]] = data["nouns"]["like"]
        self._abbreviation = re.compile(data["words"]["abbreviation"])
        self._cyrillic = re.compile(data["words"]["cyrillic"])

    def inflects(self, word: str) -> bool:
        """Whether ``word`` can have forms at all.

        Not an abbreviation in capitals, a number, Latin letters or a preposition.
        """
        lower = word.lower()
        return (
            bool(self._cyrillic.match(lower)) and not self._abbreviation.match(word) and lower not in self._prepositions
        )

    def has_part(self, word: str, *parts: str) -> bool:
        """Whether some reading of ``word`` is one of these parts of speech."""
        return any(reading.grammemes & set(parts) for reading in self._analyser.readings(word))

    def adjectival(self, word: str) -> bool:
        """Whether ``word`` can be an adjective and no noun."""
        return self.adjective(word) is not None and not self.has_part(word, "NOUN")

    def noun(self, word: str, want: Wanted) -> Noun | None:
        """The paradigm of a noun in the nominative; None when no reading is one that ``want`` allows."""
        if want.fixed:
            return self._indeclinable(word, want, "")
        if not self.inflects(word):
            return self._indeclinable(word, want, "") if self._abbreviation.match(word) else None
        if "-" in word and not self._known(word):
            return self._compound(word, want)
        options = [
            r for r in self._analyser.readings(word) if r.has("NOUN", "nomn") and want.number in ("", *r.grammemes)
        ]
        if not want.number and any(r.has("sing") for r in options):
            options = [r for r in options if r.has("sing")]
        if not any(want.gender in ("", self._gender(r)) for r in options) and want.gender and not self._known(word):
            modelled = self._modelled(word.lower(), want, self._noun_models)
            if modelled:
                return replace(modelled, guess=f"{word}: not in the dictionary")
        if not options:
            return None
        options.sort(key=lambda reading: (self._merit(word, reading, want), reading.score), reverse=True)
        noun = self._from_reading(word, options[0], want)
        for other in options[1:]:
            if other.known and self._merit(word, other, want) == self._merit(word, options[0], want):
                noun = self._merged(word, noun, self._from_reading(word, other, want))
        return noun

    @staticmethod
    def _merged(word: str, noun: Noun, other: Noun) -> Noun:
        """Both paradigms of a homograph («судно»: суда, судна), the likelier first.

        Only within one gender and animacy.
        """
        if (noun.gender, noun.animate) != (other.gender, other.animate) or noun.cells == other.cells:
            return noun
        cells = {
            c: tuple(dict.fromkeys((*noun.cells.get(c, ()), *other.cells.get(c, ()))))
            for c in {**noun.cells, **other.cells}
        }
        return replace(noun, cells=cells, guess=f"{word}: the dictionary has more than one paradigm")

    def substantive(self, word: str, want: Wanted) -> Noun | None:
        """The paradigm of an adjective or participle used as a noun: «верующий», «служащая», «рабочие»."""
        adjective = self.adjective(word)
        if adjective is None:
            return None
        number = want.number or adjective.number
        gender = adjective.gender or want.gender
        cells = {}
        for cell_number in ("sing", "plur") if gender and number == "sing" else (number,):
            for case in self._cases:
                if forms := adjective.agree(cell_number, case, gender, want.animate):
                    cells[cell_number, case] = forms
        return Noun(cells, gender, want.animate, number, adjective.guess, adjectival=True)

    def adjective(self, word: str) -> Adjective | None:
        """The paradigm of an adjective, ordinal or participle in any nominative form, or None."""
        if not self.inflects(word):
            return None
        prefix = ""
        if "-" in word and not self._known(word):
            prefix, _, word = word.lower().rpartition("-")
            prefix += "-"
        options = [
            r
            for r in self._analyser.readings(word)
            if r.has("nomn") and r.grammemes & {"ADJF", "PRTF"} and not r.has("Poss")
        ]
        if not options:
            return None
        best = max(options, key=lambda r: (r.known, not r.has("Fixd"), r.has("ADJF"), r.score))
        # A participle's lexeme is the whole verb: only its own tense and voice.
        shared = best.grammemes & {"ADJF", "PRTF", "pres", "past", "actv", "pssv", "Supr", "perf", "impf"}
        kept = [
            (prefix + form, tags)
            for form, tags in best.paradigm(set(self._excluded) - {"PRTF"})
            if tags >= shared and ("Supr" in tags) == ("Supr" in shared)
        ]
        return Adjective(
            kept, self._gender(best), self._number(best), "" if best.known else f"{word}: not in the dictionary"
        )

    def verb(self, word: str) -> tuple[list[tuple[str, frozenset[str]]], str] | None:
        """The forms of an infinitive without its participles, and a doubt.

        None when ``word`` is no infinitive.
        """
        options = [r for r in self._analyser.readings(word) if r.has("INFN")]
        if not options or not self.inflects(word):
            return None
        best = max(options, key=lambda r: (r.known, r.score))
        return best.paradigm(self._excluded), "" if best.known else f"{word}: not in the dictionary"

    def person_gender(self, word: str) -> str:
        """The gender that a first name or patronymic fixes, or "" (surnames fix none)."""
        found = {
            self._gender(r)
            for r in self._analyser.readings(word)
            if r.known and r.has("nomn") and r.grammemes & {"Name", "Patr"}
        }
        return found.pop() if len(found) == 1 else ""

    def person(self, word: str, gender: str) -> Noun | None:
        """The singular of a first name, patronymic or surname; None if it cannot be a name of ``gender``."""
        want = Wanted(gender, "anim", "sing", name=True)
        lower = word.lower()
        if named := self._person_readings(word, gender, "nomn"):
            return self._from_reading(word, max(named, key=lambda r: (r.has("Surn"), r.score)), want)
        if lower.endswith(self._frozen_surnames) or (gender == "femn" and not lower.endswith(self._feminine_surnames)):
            return self._indeclinable(word, want, "")
        return self._modelled(lower, want, self._surname_models) or self.noun(word, want)

    def named(self, word: str, gender: str) -> Noun | None:
        """The paradigm of a known name behind a noun («товарищ Сталин»).

        None if it may as well be a genitive («брат Карла»).
        """
        if (
            not self.inflects(word)
            or not self._person_readings(word, gender, "nomn")
            or self._person_readings(word, "", "gent")
        ):
            return None
        return self.person(word, gender)

    def _person_readings(self, word: str, gender: str, case: str) -> list[Reading]:
        """The dictionary's readings of ``word`` as a name in the singular of ``case``.

        Of any gender if ``gender`` is "".
        """
        return [
            r
            for r in self._analyser.readings(word)
            if r.known
            and r.has("NOUN", case, "sing")
            and r.grammemes & PERSON_TAGS
            and (not gender or self._gender(r) in ("", gender))
        ]

    def _modelled(self, word: str, want: Wanted, models: Iterable[Mapping[str, Any]]) -> Noun | None:
        """A word declined like the model of its gender whose nominative ends the same way."""
        for like in models:
            stem = like["stem"]
            reading = next(
                r for r in self._analyser.readings(like["model"]) if r.has("nomn", "sing", "masc", like["tag"])
            )
            forms = [
                (f.removeprefix(stem), tags) for f, tags in reading.paradigm(self._excluded) if want.gender in tags
            ]
            nominative = next((ending for ending, tags in forms if tags >= {"nomn", "sing"}), None)
            if (
                nominative is None
                or not word.endswith(nominative)
                or not word.endswith(tuple(like.get("after", [nominative])))
            ):
                continue
            base = word.removesuffix(nominative)
            return self._noun([(base + ending, tags) for ending, tags in forms], want.gender, want, "sing", "")
        return None

    def _compound(self, word: str, want: Wanted) -> Noun | None:
        """A hyphenated noun.

        «Ростов-на-Дону» (first part), «Центральная-Ирмино» (adjective + noun), «хата-лаборатория» (both).
        """
        left, _, right = word.partition("-")
        if right.split("-")[0].lower() in self._prepositions:
            head = self.noun(left, want)
            return head and self._joined(head, right)
        if not left.lower().endswith(self._joining) and (adjective := self.adjective(left)):
            agreeing = replace(want, gender=adjective.gender, number=adjective.number)
            noun = self.noun(right, agreeing)
            if noun and noun.gender == adjective.gender and not noun.guess:
                cells = {
                    c: self._pairs(adjective.agree(*c, noun.gender, noun.animate), forms)
                    for c, forms in noun.cells.items()
                }
                return replace(noun, cells=cells, guess=adjective.guess)
            head = self.substantive(left, want)
            return head and self._joined(head, right, f"{word}: only the first part is taken to inflect")
        first = self.noun(left, want) if self._known(left) and not left.lower().endswith(self._joining) else None
        if first and (second := self.noun(right, Wanted(number=first.number, animacy=want.animacy))):
            cells = {c: self._pairs(forms, second.cells[c]) for c, forms in first.cells.items() if c in second.cells}
            return replace(first, cells=cells, guess=f"{word}: both parts are taken to inflect")
        last = self.noun(right, want)
        if last is None:
            return None
        cells = {c: tuple(f"{left}-{form}" for form in forms) for c, forms in last.cells.items()}
        return replace(last, cells=cells)

    def _joined(self, head: Noun, rest: str, guess: str = "") -> Noun:
        cells = {cell: tuple(f"{form}-{rest}" for form in forms) for cell, forms in head.cells.items()}
        return replace(head, cells=cells, guess=guess or head.guess)

    @staticmethod
    def _pairs(lefts: Iterable[str], rights: Iterable[str]) -> tuple[str, ...]:
        rights = tuple(rights)
        return tuple(f"{left}-{right}" for left in lefts for right in rights)

    def _merit(self, word: str, reading: Reading, want: Wanted) -> tuple[bool, ...]:
        """How well a reading fits.

        What the grammar says first, then the dictionary, then capitals, then whether it inflects.
        """
        gender = self._gender(reading)
        named = bool(reading.grammemes & NAME_TAGS)
        return (
            not want.gender or gender in ("", want.gender),
            not want.animacy or want.animacy in reading.grammemes,
            reading.known,
            named == (want.name or word[:1].isupper()) or not named,
            not reading.has("Fixd"),
        )

    def _from_reading(self, word: str, reading: Reading, want: Wanted) -> Noun:
        guess = ""
        if not reading.known:
            guess = f"{word}: not in the dictionary"
        elif want.gender and self._gender(reading) not in ("", want.gender):
            guess = f"{word}: the dictionary has it as {self._gender(reading)}, not {want.gender}"
        forms = reading.paradigm(self._excluded)
        gender = self._gender(reading)
        if gender:
            forms = [(form, tags) for form, tags in forms if "plur" in tags or gender in tags or "ms-f" in tags]
        if "Fixd" in reading.grammemes:
            return self._indeclinable(reading.word, replace(want, gender=gender or want.gender), guess)
        listed = next(form for form, tags in forms if tags >= reading.grammemes & {"nomn", "sing", "plur"})
        if listed != reading.word:
            # The term is written in the dictionary's second spelling («Григорьевич» beside «Григориевич»):
            # that one comes first.
            forms.sort(key=lambda item: -_shared(item[0], reading.word))
        animacy = want.animacy or ("anim" if reading.has("anim") else "inan")
        noun = self._noun(forms, gender or want.gender, replace(want, animacy=animacy), self._number(reading), guess)
        return replace(noun, adjectival=self.adjective(word) is not None)

    def _noun(
        self, forms: Iterable[tuple[str, frozenset[str]]], gender: str, want: Wanted, number: str, guess: str
    ) -> Noun:
        cells: dict[Cell, tuple[str, ...]] = {}
        for form, tags in forms:
            for case in self._cases:
                if case in tags:
                    cell = ("plur" if "plur" in tags else "sing", case)
                    cells[cell] = (*cells.get(cell, ()), form)
        # The term's animacy decides the accusative, whatever the dictionary's homonym has: «читать
        # „Стахановец“», «видеть стахановца».
        accusative_like = "gent" if want.animacy == "anim" else "nomn"
        for cell_number in ("sing", "plur"):
            if (
                (cell_number == "plur" or gender == "masc")
                and (cell_number, accusative_like) in cells
                and self._hard(cells, cell_number)
            ):
                cells[cell_number, "accs"] = cells[cell_number, accusative_like]
        return Noun(cells, gender, want.animate, number, guess)

    @staticmethod
    def _hard(cells: Mapping[Cell, tuple[str, ...]], number: str) -> bool:
        """Whether the accusative has no ending of its own (it has one in «мужчина» → «мужчину»)."""
        own = set(cells.get((number, "accs"), ()))
        return own <= set(cells.get((number, "gent"), ())) | set(cells.get((number, "nomn"), ()))

    def _indeclinable(self, word: str, want: Wanted, guess: str) -> Noun:
        numbers = [want.number] if want.number else ["sing"] if want.name else ["sing", "plur"]
        cells = {(number, case): (word.lower(),) for number in numbers for case in self._plain_cases}
        return Noun(cells, want.gender, want.animate, numbers[0], guess)

    def _known(self, word: str) -> bool:
        return any(reading.known for reading in self._analyser.readings(word))

    @staticmethod
    def _gender(reading: Reading) -> str:
        return next((gender for gender in GENDERS if reading.has(gender)), "")

    @staticmethod
    def _number(reading: Reading) -> str:
        return "plur" if reading.has("plur") else "sing"


def _shared(left: str, right: str) -> int:
    """The number of letters that two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
