"""What Russian words may be in a phrase, which of them agree, what governs what, and their other forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from termbase.identify.dictionary import PROPER, Analysis, Dictionary

_PARTS = ("NOUN", "ADJF", "PRTF", "NPRO", "NUMR")
_GENDERS = ("masc", "femn", "neut")
_ANY_GENDER = frozenset({"ms-f", "Ms-f", "GNdr", "Pltm"})
_KEPT = frozenset({"ADJF", "PRTF", "NOUN", "pres", "past", "actv", "pssv", "perf", "impf", "Supr", "Cmp2"})
"""What every form of an adjective or a participle has in common; the rest of the verb is left aside."""


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

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a person, a place, an organisation."""
        return not PROPER.isdisjoint(self.analysis.grammemes)

    def is_in(self, cases: Collection[str]) -> bool:
        """Whether it is in one of some cases (“loct”, “nomn plur”)."""
        return bool(self.case) and (self.case in cases or f"{self.case} {self.number}" in cases)

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


class Syntax:
    """The grammar of phrases; remembers what it has read of words."""

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
        self._relative = frozenset(data["phrase"]["relative"])
        self._elliptic = frozenset(data["phrase"]["elliptic"])
        self._idioms = frozenset(data["phrase"]["idioms"])
        rare, asked = data["phrase"]["rare"], data["phrase"]["asked"]

        def read(labels: Iterable[str]) -> tuple[str, ...]:
            return tuple(" ".join(grammemes[part] for part in label.split()) for label in labels)

        self._governed = {word: read([*cases, *rare.get(word, ())]) for word, cases in data["government"].items()}
        self._asked = {word: read(cases) for word, cases in asked.items()}
        self._usual = {
            word: tuple(dict.fromkeys(self._like.get(grammemes[label], grammemes[label]) for label in labels))
            for word, labels in data["government"].items()
        }
        self._options: dict[str, tuple[Option, ...]] = {}

    def preposition(self, sources: Iterable[str]) -> str:
        """The first of some words in small letters that is a preposition; empty: none is."""
        return next((source for source in sources if source in self._governed), "")

    def governed(self, preposition: str) -> tuple[str, ...]:
        """The cases that may follow a preposition: “loct”, “nomn plur”; nothing for any other word."""
        return self._governed.get(preposition, ())

    def usual(self, preposition: str) -> tuple[str, ...]:
        """The cases that a preposition usually governs, the first one first."""
        return self._usual.get(preposition, ())

    def asked(self, preposition: str) -> tuple[str, ...]:
        """The cases that follow a preposition only where a word before asks for it: «опереться о стену»."""
        return self._asked.get(preposition, ())

    def is_adverb(self, preposition: str) -> bool:
        """Whether a preposition may be an adverb, which governs nothing: «после рабочие»."""
        return any(option.has("ADVB") for option in self.options(preposition))

    def is_idiom(self, phrase: str) -> bool:
        """Whether a preposition governs nothing with the word before it: «что за люди»."""
        return phrase in self._idioms

    def joins(self, sources: Iterable[str]) -> bool:
        """Whether one of some words is a conjunction between the words of a list."""
        return not self._conjunctions.isdisjoint(sources)

    def is_substantive(self, option: Option) -> bool:
        """Whether a pronoun may stand without a noun: «при этом»."""
        return option.gender == "neut" and self._dictionary.lemma(option.analysis) in self._substantive

    def is_relative(self, option: Option) -> bool:
        """Whether a pronoun begins a clause in which it has no noun: «положение, при котором людям»."""
        return self._dictionary.lemma(option.analysis) in self._relative

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

    def half(self, adjective: Option) -> str:
        """An adjective as the first half of a compound: its neuter without the last letter, «литературно-»."""
        like = adjective._replace(case="nomn", number="sing", gender="neut", animacy="")
        return self.inflected(adjective, like)[:-1]

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
