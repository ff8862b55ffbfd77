"""The words of a passage as parts of a phrase: what each may be, which agree, and their other forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from termbase.identify.dictionary import Analysis, Dictionary
from termbase.romanisation.passages import Passage, Word

_PARTS = ("NOUN", "ADJF", "PRTF", "NPRO", "NUMR")
_GENDERS = ("masc", "femn", "neut")
_ANY_GENDER = frozenset({"ms-f", "Ms-f", "GNdr", "Pltm"})
_KEPT = frozenset({"ADJF", "PRTF", "NOUN", "pres", "past", "actv", "pssv", "perf", "impf", "Supr", "Cmp2"})
"""What every form of an adjective or a participle has in common; the rest of the verb is left aside."""
_HYPHENS = "-\u2010\u2011"


class Option(NamedTuple):
    """One thing that a word may be; grammemes of OpenCorpora, empty where there is none."""

    part: str
    """NOUN, ADJF, PRTF, NPRO, NUMR; of all others empty."""
    case: str
    number: str
    gender: str
    animacy: str
    analysis: Analysis

    @property
    def adjectival(self) -> bool:
        """Whether it agrees with a noun."""
        return self.part in ("ADJF", "PRTF")

    @property
    def nominal(self) -> bool:
        """Whether it is what an adjective agrees with."""
        return self.part in ("NOUN", "NPRO")

    def is_same(self, other: Option) -> bool:
        """Whether both are forms of one lemma."""
        return self.analysis.place[0] == other.analysis.place[0]

    def has(self, *grammemes: str) -> bool:
        """Whether it has one of some grammemes."""
        return not self.analysis.grammemes.isdisjoint(grammemes)

    def agrees(self, other: Option, *, number: bool = True) -> bool:
        """Whether both can stand in one phrase; `number`: of one number and gender as well."""
        if self.case != other.case:
            return False
        if number and self.number and other.number:
            if self.number != other.number:
                return False
            if self.number == "sing" and self.gender and other.gender and self.gender != other.gender:
                return False
        animacies = {self.animacy, other.animacy} - {""}
        return self.case != "accs" or len(animacies) <= 1


class Token(NamedTuple):
    """A word of a passage in its phrase."""

    place: int
    """Its number in the passage."""
    word: Word
    options: tuple[Option, ...]
    open: bool
    """Whether it may be anything: a word that is not known, an abbreviation, the part of a compound."""
    preposition: str
    """In Cyrillic, if it is one."""
    governed: tuple[str, ...]
    """The cases that follow the preposition: “loct”, “nomn plur”."""
    joins: bool
    """A conjunction between words of a list."""
    listed: bool
    """Whether a comma stands before it."""
    beside: bool
    """Whether nothing but a space stands before it."""

    def having(self, *cases: str) -> Iterator[Option]:
        """What it may be in some cases (“loct”, “nomn plur”)."""
        for option in self.options:
            if option.case and (option.case in cases or f"{option.case} {option.number}" in cases):
                yield option

    @property
    def is_title(self) -> bool:
        """Whether it may be a title or a foreign name, which stays in the nominative: «v Pravda»."""
        return not self.word.small and any(option.case == "nomn" for option in self.nouns)

    @property
    def adjectives(self) -> list[Option]:
        """What it may be as an adjective or participle."""
        return [option for option in self.options if option.adjectival]

    @property
    def nouns(self) -> list[Option]:
        """What it may be as a noun or pronoun."""
        return [option for option in self.options if option.nominal]


class Syntax:
    """Reads words as parts of phrases; remembers what it has read."""

    def __init__(self, data: Mapping[str, Any], dictionary: Dictionary) -> None:
        """Set it up.

        Args:
            data: ``languages/ru.toml``.
            dictionary: the words of Russian.
        """
        grammemes = {label: name for name, label in data["features"].items()}
        self._dictionary = dictionary
        self._like: Mapping[str, str] = data["inflection"]["agreement"]
        self._cases = frozenset(data["inflection"]["cases"])
        self._excluded = frozenset(data["inflection"]["excluded"])
        self._conjunctions = frozenset(data["words"]["conjunctions"])
        self.case_names: Mapping[str, str] = data["phrase"]["cases"]
        """Grammeme to name."""
        self._substantive = frozenset(data["phrase"]["substantive"])
        self._elliptic = frozenset(data["phrase"]["elliptic"])
        self._idioms = frozenset(data["phrase"]["idioms"])
        rare = data["phrase"]["rare"]
        self._governed: dict[str, tuple[str, ...]] = {
            word: tuple(" ".join(grammemes[part] for part in label.split()) for label in (*labels, *rare.get(word, ())))
            for word, labels in data["government"].items()
        }
        self._usual = {
            word: tuple(dict.fromkeys(self._like.get(grammemes[label], grammemes[label]) for label in labels))
            for word, labels in data["government"].items()
        }
        self._options: dict[str, tuple[Option, ...]] = {}

    def tokens(self, passage: Passage, scheme: str) -> list[Token]:
        """The words of a passage; the first part of a compound adjective (рабоче-) counts with the second.

        Args:
            passage: the words.
            scheme: that of the document; other readings of a word count if it has none in this scheme.
        """
        found = []
        first = 0
        for place, word in enumerate(passage.words):
            if place < len(passage.joints) and passage.joints[place] in _HYPHENS:
                continue
            joint = passage.joints[first - 1] if first else ""
            parts = passage.words[first:place]
            found.append(self._token(place, word, parts, joint, scheme))
            first = place + 1
        return found

    def _token(self, place: int, word: Word, parts: tuple[Word, ...], joint: str, scheme: str) -> Token:
        exact = [candidate for candidate in word.readings if scheme in candidate.schemes]
        sources = dict.fromkeys(candidate.source.lower() for candidate in exact or word.readings)
        small = parts[0].text.islower() if parts else word.small
        joins = not parts and not self._conjunctions.isdisjoint(sources)
        before = [f"{candidate.source.lower()}-" for part in parts for candidate in part.readings] or [""]
        whole = (first + source for first in before for source in sources)
        preposition = next((source for source in whole if source in self._governed), "")
        options = tuple(option for source in sources for option in self.options(source))
        known = options and all(map(self.options, sources))
        compound = any(not part.text.endswith(("o", "e")) for part in parts)
        fixed = any(option.has("Fixd", "Abbr", "Init") for option in options)
        capitals = word.text[1:] != word.text[1:].lower()
        return Token(
            place,
            word,
            options,
            not (joins or preposition) and (not known or compound or fixed or capitals),
            preposition,
            self._governed.get(preposition, ()),
            joins and small,
            "," in joint,
            joint.isspace(),
        )

    def usual(self, token: Token) -> tuple[str, ...]:
        """The cases that a preposition usually governs, the first one first."""
        return self._usual.get(token.preposition, ())

    def is_adverb(self, token: Token) -> bool:
        """Whether a preposition may be an adverb, which governs nothing: «после рабочие»."""
        return any(option.has("ADVB") for option in self.options(token.preposition))

    def is_idiom(self, before: Token, preposition: Token) -> bool:
        """Whether a preposition governs nothing with the word before it: «что за люди»."""
        return any(
            f"{candidate.source.lower()} {preposition.preposition}" in self._idioms
            for candidate in before.word.readings
        )

    @staticmethod
    def is_possessive(token: Token) -> bool:
        """Whether it is a pronoun that stays as it is beside any noun: его, её, их."""
        return any(option.has("Fixd") and option.has("Apro") for option in token.options)

    def is_substantive(self, option: Option) -> bool:
        """Whether a pronoun may stand without a noun: «при этом»."""
        return option.gender == "neut" and self._dictionary.lemma(option.analysis) in self._substantive

    def is_elliptic(self, option: Option) -> bool:
        """Whether an adjective often stands for a noun named before: pronouns, numbers, «последний»."""
        return option.has("Apro", "Anum", "Subx") or self._dictionary.lemma(option.analysis) in self._elliptic

    def options(self, source: str) -> tuple[Option, ...]:
        """What a Russian word in small letters may be."""
        if source not in self._options:
            self._options[source] = tuple(map(self._option, self._dictionary.analyses(source)))
        return self._options[source]

    def _option(self, analysis: Analysis) -> Option:
        tags = analysis.grammemes
        case = next((case for case in tags if case in self._cases), "")
        number = "plur" if "plur" in tags else "sing" if "sing" in tags else ""
        genders = [gender for gender in _GENDERS if gender in tags]
        gender = genders[0] if len(genders) == 1 and number == "sing" and _ANY_GENDER.isdisjoint(tags) else ""
        animacies = tags & {"anim", "inan"}
        return Option(
            next((part for part in _PARTS if part in tags), ""),
            self._like.get(case, case),
            number,
            gender,
            next(iter(animacies)) if len(animacies) == 1 else "",
            analysis,
        )

    def inflected(self, option: Option, like: Option) -> str:
        """The form of a word in the case and number of another, and in its gender if it agrees with it.

        Empty where there is none.
        """
        kept = option.analysis.grammemes & _KEPT
        for form, tags in self._dictionary.forms(option.analysis):
            other = self._option(Analysis(form, tags, option.analysis.place))
            if tags & _KEPT != kept or tags & (self._excluded - option.analysis.grammemes) or other.case != like.case:
                continue
            if option.nominal:
                if other.number == like.number and not tags & self._like.keys():
                    return form
            elif other.agrees(like) and not tags & {"V-oy", "V-ey", "V-ie"}:
                return form
        return ""
