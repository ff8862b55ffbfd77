"""Russian: the new term in the case and number of the old one, and the adjectives and prepositions before it.

Case is told by the form, and where that has several readings by the preposition and the adjectives before the term.
Adjectives directly before it are changed with the gender. Everything else that may agree with the term (verbs in the
past, predicates, relative pronouns, adjectives behind it, pronouns further on) is not changed: where one stands and
the gender changes, nothing is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from termbase.forms.analyser import Analyser, Reading
from termbase.forms.russian import Declension
from termbase.forms.russian import Russian as Forms
from termbase.replace.wording import Listed, written
from termbase.units import Edit

_WORD = re.compile(r"[^\W\d_](?:[\w\u0300\u0301-]*\w)?")
_BEFORE = re.compile(r"(?<![\w\u0300\u0301-])([^\W\d_](?:[\w\u0300\u0301-]*\w)?)\s+$")
_DIGITS = re.compile(r"(?<!\d)(\d+)\s+$")
_STRESS = re.compile("[\u0300\u0301]")
_SENTENCE_END = re.compile(r"[.!?…]\s|\n\s*\n")
_LIST = re.compile(r",\s*$")
_VARIANT = "variant"
_LIKE = {"gen2": "gen", "loc2": "loc", "voc": "nom"}
"""Cases that many nouns do not have, and what they have there."""
_ADJECTIVAL = frozenset({"ADJF", "PRTF"})
_DEPENDENT = 3
"""Adjectives in a row that are looked at."""


class _Word(NamedTuple):
    start: int
    text: str


class Russian:
    """Finds the form of a Russian term that fits in the place of another."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data`` is ``data/languages/ru.toml`` as a dict; loads pymorphy3."""
        self._forms = Forms(data)
        self._analyser = Analyser()
        self._grammemes = {label: tag for tag, label in data["features"].items()}
        self._excluded: list[str] = [*data["inflection"]["excluded"], *data["inflection"]["excluded_parts"]]
        self._government: dict[str, list[str]] = data["government"]
        self._variants: list[dict[str, str]] = data["variants"]
        self._conjunctions = frozenset(data["words"]["conjunctions"])
        self._paucal = frozenset(data["numerals"]["paucal"])
        self._gendered = frozenset(data["numerals"]["gendered"])

    def form(self, text: str, start: int, end: int, old: Listed, new: Listed) -> tuple[str | None, list[Edit] | None]:
        """The form of `new` for the place of `old` at ``text[start:end]``, and the edits around it.

        Either is None where it is not certain.
        """
        was, is_ = self._declension(old), self._declension(new)
        labels = set(_labels(text[start:end], was))
        adjectives = list(self._adjectives(text, start, labels, was))
        first = adjectives[-1].start if adjectives else start
        labels = self._narrowed(text, first, adjectives, labels, was, is_)
        forms = {self._cell(is_, label) for label in labels}
        if len(forms) != 1 or not (form := forms.pop()):
            return None, None
        around = _preposition(self._variants, text, start, form) if first == start else []
        if around is None:
            return None, None
        if any(self._differ(was, is_, label) for label in labels):
            agreed = self._agreed(text, adjectives, labels, was, is_)
            if agreed is None or self._goes_on(text, first, end, adjectives, labels, was):
                return None, None
            around += agreed
        elif was.gender != is_.gender and self._singled_out(text, start, end, was):
            return None, None
        return form, around

    def labels(self, found: str, listed: Listed) -> frozenset[str]:
        """Which forms of a term its letters may be."""
        return _labels(found, self._declension(listed))

    def is_one_adjective(self, one: str, other: str) -> bool:
        """Whether two words are forms of one adjective, participle or pronoun that stands like one."""
        lemmas = [
            {reading.parse.normal_form for reading in self._analyser.readings(word) if reading.grammemes & _ADJECTIVAL}
            for word in (one, other)
        ]
        return bool(lemmas[0] & lemmas[1])

    def _declension(self, listed: Listed) -> Declension:
        """The cells of a term, of which the base has forms; explicit ones with what is said of them."""
        declension = self._forms.declension(listed.term.text, listed.term.grammar)
        known = {entry.text for entry in listed.forms}
        cells = {label: [form for form in forms if form in known] for label, forms in declension.cells.items()}
        for entry in listed.forms:
            for label in filter(None, entry.features.split(", ")):
                if _VARIANT not in label and entry.text not in cells.setdefault(label, []):
                    cells[label].append(entry.text)
        return declension._replace(cells={label: forms for label, forms in cells.items() if forms})

    @staticmethod
    def _cell(declension: Declension, label: str) -> str:
        """The usual form of a cell; empty where there is none."""
        case, _, number = label.partition(" ")
        for name in (label, f"{_LIKE.get(case, case)} {number}"):
            if forms := declension.cells.get(name):
                return forms[0]
        # «два движения»: of a noun alone it is the genitive singular.
        return declension.cells.get("gen sing", [""])[0] if label == "paucal" and declension.plain else ""

    # 1. Which case it is

    def _narrowed(
        self, text: str, first: int, adjectives: list[_Word], labels: set[str], was: Declension, is_: Declension
    ) -> set[str]:
        """The readings of the form that its surroundings allow; none where they are beyond certainty."""
        for _, adjective in adjectives:
            if self._only_adjective(adjective):
                labels = {label for label in labels if any(self._agreeing(adjective, label, was))}
        plain = {label for label in labels if label.split()[0] not in _LIKE}
        labels = plain or labels
        before = _BEFORE.search(text, 0, first)
        word = before[1].lower() if before else ""
        if word in self._government:
            governed = {label for label in labels if label.split()[0] in self._government[word]}
            return governed or labels
        word = self._numeral(text, first)
        if not word:
            return labels
        if not (was.plain and is_.plain) or (word in self._gendered and was.gender != is_.gender):
            return set()
        if was.animate != is_.animate and self._counts_by_animacy(word):
            return set()
        if word in self._paucal:
            return labels & {"gen sing"}
        return labels & {"gen plur"} or labels

    def _numeral(self, text: str, start: int) -> str:
        """The numeral that counts what begins at a place, adjectives between; empty when there is none."""
        for _ in range(_DEPENDENT):
            if digits := _DIGITS.search(text, 0, start):
                return digits[1]
            match = _BEFORE.search(text, 0, start)
            readings = self._analyser.readings(match[1]) if match else ()
            if match and any(reading.has("NUMR") for reading in readings):
                return match[1].lower()
            if match is None or not any(reading.grammemes & {"ADJF", "PRTF"} for reading in readings):
                return ""
            start = match.start()
        return ""

    def _counts_by_animacy(self, numeral: str) -> bool:
        """Whether a numeral stands otherwise with persons: двух, двое инженеров; два завода."""
        if numeral.isdecimal():
            return numeral[-1] in "234" and numeral[-2:-1] != "1"
        return numeral in self._paucal or any(
            reading.grammemes & {"anim", "Coll"} for reading in self._analyser.readings(numeral)
        )

    # 2. What agrees with it

    def _adjectives(self, text: str, start: int, labels: Iterable[str], was: Declension) -> Iterator[_Word]:
        """The words before a place that may be adjectives of the term, the nearest first."""
        for _ in range(_DEPENDENT):
            match = _BEFORE.search(text, 0, start)
            if match is None or not any(any(self._agreeing(match[1], label, was)) for label in labels):
                return
            start = match.start()
            yield _Word(start, match[1])

    def _agreeing(self, word: str, label: str, declension: Declension) -> Iterator[Reading]:
        """The readings of a word as an adjective of the term in a cell."""
        wanted, refused = self._wanted(label, declension)
        for reading in self._analyser.readings(_STRESS.sub("", word)):
            if reading.grammemes & {"ADJF", "PRTF"} and reading.has(*wanted) and not reading.grammemes & refused:
                yield reading

    def _wanted(self, label: str, declension: Declension) -> tuple[set[str], set[str]]:
        """The grammemes of an adjective in a cell, and those that it must not have."""
        if label == "paucal":
            return {"plur"}, set()
        case, _, number = label.partition(" ")
        wanted = {self._grammemes.get(_LIKE.get(case, case), "none"), self._grammemes.get(number, "none")}
        if number == "sing" and declension.gender:
            wanted.add(declension.gender)
        if case != "acc" or declension.animate is None:
            return wanted, set()
        return wanted, {"inan" if declension.animate else "anim"}

    def _only_adjective(self, word: str) -> bool:
        """Whether a word before a noun can be nothing but its adjective."""
        return not any(
            reading.grammemes & {"NOUN", "VERB", "NUMR", "ADVB", "INFN"} and not self._is_abstract(reading)
            for reading in self._analyser.readings(_STRESS.sub("", word))
        )

    def _is_abstract(self, reading: Reading) -> bool:
        """Whether a reading is an adjective in the neuter as a noun («новое»), which nothing stands behind."""
        base = reading.parse.normal_form
        return reading.has("NOUN", "neut") and any(other.has("ADJF") for other in self._analyser.readings(base))

    @staticmethod
    def _differ(was: Declension, is_: Declension, label: str) -> bool:
        """Whether what agrees with the terms in a cell is written in two ways."""
        if label.endswith("sing") and (was.gender != is_.gender or not was.gender):
            return True
        return label.startswith("acc") and (was.animate != is_.animate or was.animate is None)

    def _agreed(
        self, text: str, adjectives: list[_Word], labels: Iterable[str], was: Declension, is_: Declension
    ) -> list[Edit] | None:
        edits = []
        for word in adjectives:
            if not self._only_adjective(word.text) or _STRESS.search(word.text):
                return None
            forms = {
                self._reinflected(reading, label, is_)
                for label in labels
                for reading in self._agreeing(word.text, label, was)
            }
            if len(forms) != 1 or not (form := forms.pop()):
                return None
            letters = word.text if not word.text.isupper() or len(word.text) == 1 else ""
            form = (form[:1].upper() + form[1:] if letters[:1].isupper() else form) if letters else form.upper()
            if letters and letters[1:] != letters[1:].lower():
                return None
            if form != word.text:
                edits.append(Edit(word.start, word.start + len(word.text), form))
        if adjectives and self._listed_before(text[: adjectives[-1].start]):
            return None
        return edits

    def _reinflected(self, reading: Reading, label: str, declension: Declension) -> str:
        """A reading of an adjective in the same cell beside another noun; empty where it has none."""
        if reading.has("Fixd"):
            return reading.word
        wanted, refused = self._wanted(label, declension)
        kept = reading.grammemes & {"ADJF", "PRTF", "pres", "past", "actv", "pssv", "Supr", "perf", "impf"}
        for form, tags in reading.paradigm(self._excluded):
            if tags >= wanted | kept and not tags & refused and ("Supr" in tags) == ("Supr" in kept):
                return form
        return ""

    def _listed_before(self, before: str) -> bool:
        """Whether further adjectives may stand before one: «новый, удобный», «старый и новый»."""
        match = _BEFORE.search(before)
        return bool(_LIST.search(before)) or bool(match and match[1].lower() in self._conjunctions)

    def _goes_on(
        self, text: str, first: int, end: int, adjectives: list[_Word], labels: set[str], was: Declension
    ) -> bool:
        """Whether another word of the sentence may agree with the old term, or a pronoun further on mean it."""
        opened = max((match.end() for match in _SENTENCE_END.finditer(text, 0, first)), default=0)
        closed = _SENTENCE_END.search(text, end)
        stop = closed.start() if closed else len(text)
        subject = any(label.startswith("nom") for label in labels)
        own = {word.start for word in adjectives}
        for match in _WORD.finditer(text, opened):
            if first <= match.start() < end or match.start() in own:
                continue
            for reading in self._analyser.readings(_STRESS.sub("", match[0])):
                if match.start() >= end and reading.has("NPRO", "3per") and self._shares(reading, labels, was):
                    return True
                if (
                    match.start() < stop
                    and self._may_agree(reading, subject=subject)
                    and self._shares(reading, labels, was)
                ):
                    return True
        return False

    def _singled_out(self, text: str, start: int, end: int, was: Declension) -> bool:
        """Whether the sentence may speak of one of several: один из заголовков, одна из рубрик."""
        opened = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
        closed = _SENTENCE_END.search(text, end)
        sentence = text[opened : closed.start() if closed else len(text)]
        return any(
            reading.grammemes & {"ADJF", "PRTF"} and reading.has("sing") and was.gender in reading.grammemes
            for match in _WORD.finditer(sentence)
            if opened + match.start() not in range(start, end)
            for reading in self._analyser.readings(_STRESS.sub("", match[0]))
        )

    @staticmethod
    def _may_agree(reading: Reading, *, subject: bool) -> bool:
        if reading.grammemes & {"ADJF", "PRTF"}:
            return True
        return subject and (reading.has("VERB", "past") or bool(reading.grammemes & {"ADJS", "PRTS"}))

    @staticmethod
    def _shares(reading: Reading, labels: Iterable[str], was: Declension) -> bool:
        """Whether a word has the number and the gender of the old term."""
        if any(label.endswith("sing") for label in labels):
            return reading.has("sing") and (not was.gender or was.gender in reading.grammemes)
        return reading.has("plur") and "accs" in reading.grammemes


def number(data: Mapping[str, Any], text: str, start: int, end: int, new: str) -> list[Edit] | None:
    """The edits around a number that another takes the place of; None: it is not certain.

    ``data`` is ``data/languages/ru.toml`` as a dict.
    """
    if re.match(data["numerals"]["read"], text[end:]):
        return None
    return _preposition(data["variants"], text, start, new + text[end:])


def _preposition(variants: Iterable[Mapping[str, str]], text: str, start: int, form: str) -> list[Edit] | None:
    """What becomes of the preposition right before a place: о рабочем, об ударнике."""
    match = _BEFORE.search(text, 0, start)
    if match is None:
        return []
    word, old = match[1].lower(), text[start:].lower()
    variant = next((pair for pair in variants if word in (pair["short"], pair["long"])), None)
    if variant is None:
        return []
    fits = [bool(re.match(variant["before"], after)) for after in (old, form.lower())]
    if word != variant["long" if fits[0] else "short"]:
        return None if fits[0] != fits[1] or old[:2] != form[:2].lower() else []
    if fits[0] == fits[1]:
        return []
    if form[:2].isupper():  # an abbreviation is read letter by letter: в ВЦСПС
        return None
    wanted = variant["long" if fits[1] else "short"]
    if match[1].isupper() and len(match[1]) > 1:
        return None
    wanted = wanted[:1].upper() + wanted[1:] if match[1][:1].isupper() else wanted
    return [Edit(match.start(1), match.end(1), wanted)]


def _labels(found: str, declension: Declension) -> frozenset[str]:
    """The cells in which letters stand."""
    folded = written(found)
    return frozenset(
        label for label, forms in declension.cells.items() if any(written(form) == folded for form in forms)
    )
