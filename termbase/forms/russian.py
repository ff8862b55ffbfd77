"""All forms of a Russian term.

One word, adjective + noun with agreement, noun with a complement, names, verbs.

The term is read as a row of slots: fixed words, adjectives and nouns. The head is the noun that every
adjective before it agrees with; what follows it stays («начальник цеха», «Ростов-на-Дону»), except a
coordinated head, an adjective that agrees, and a person's name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, NamedTuple

from termbase.forms import Form
from termbase.forms.analyser import Analyser
from termbase.forms.paradigm import GENDERS, Adjective, Noun, Paradigms, Wanted

Slot = str | Noun | Adjective
Cells = Iterator[tuple[str, list[str]]]
"""(features, the words of the form): what a plan yields."""

_BRACKET = re.compile(r"(?<=\w)\(")
_WORD = re.compile(r"(?P<before>\W*)(?P<word>\w(?:.*\w)?)(?P<after>\W*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Grammar:
    part: str
    want: Wanted
    still: bool


@dataclass(slots=True)
class _Plan:
    """How a term inflects.

    Its slots, the one that the others agree with, and what was guessed on the way. ``one_number``: every
    slot keeps the number it has.
    """

    slots: list[Slot]
    head: int = -1
    one_number: bool = False
    doubts: list[str] = field(default_factory=list)


class Declension(NamedTuple):
    """A noun or nominal phrase, inflected."""

    cells: Mapping[str, Sequence[str]]
    """Label (“gen sing”, “paucal”) → forms, the usual one first."""
    gender: str
    """Grammeme; empty when unknown or in the plural only."""
    animate: bool | None
    plain: bool
    """One noun that is no adjective by its forms: two of it are in the genitive singular."""


class Russian:
    """Expands Russian terms to their written forms."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data`` is ``data/languages/ru.toml`` as a dict.

        Loads pymorphy3; raises ``ImportError`` without it, ``KeyError`` for a key missing from ``data``.
        """
        self._words = Paradigms(data, Analyser())
        self._grammar: dict[str, str] = data["grammar"]
        self._labels: dict[str, str] = data["features"]
        self._cases: list[str] = data["inflection"]["cases"]
        self._agreement: dict[str, str] = data["inflection"]["agreement"]
        self._paucal: dict[str, Any] = data["inflection"]["paucal"]
        self._conjunctions = frozenset(data["words"]["conjunctions"])
        self._initial = re.compile(data["words"]["initial"])

    def expand(self, text: str, grammar: str = "", forms: Sequence[str] = ()) -> list[Form]:
        """Every written form of the term ``text``, which comes first with empty features; no text twice.

        ``text`` is NFC, in its dictionary form, without stress marks. ``grammar`` is the concept file's
        string ("noun masculine animate", "adjective", "phrase" …; words that ru.toml does not name are
        ignored). ``forms``, when given, are all the forms there are, each "form" or "form=features". A term
        that cannot be analysed has one form. ё stands wherever the dictionary or ``text`` has it.
        """
        found: dict[str, list[str]] = {text: []}
        if forms:
            for item in forms:
                form, _, features = item.partition("=")
                found.setdefault(form.strip(), []).append(features.strip())
        else:
            for features, form in self._written(text, self._plan(text, self._parse(grammar))):
                labels = found.setdefault(form, [])
                if features not in labels:
                    labels.append(features)
            self._respace(found)
        return [Form(form, "" if form == text else ", ".join(filter(None, labels))) for form, labels in found.items()]

    def declension(self, text: str, grammar: str = "") -> Declension:
        """The forms of a term by cell, the listed one too, and what agrees with it has to know.

        ``text`` and ``grammar`` as for `expand`. Of a verb or a phrase there are no cells.
        """
        plan = self._plan(text, self._parse(grammar))
        cells: dict[str, list[str]] = {}
        head = plan.slots[plan.head] if plan.head >= 0 else ""
        if isinstance(head, Noun):
            for features, form in self._written(text, plan):
                cells.setdefault(features, []).append(form)
            return Declension(cells, head.gender, head.animate, len(plan.slots) == 1 and not head.adjectival)
        return Declension({}, "", None, plain=False)

    def _written(self, text: str, plan: _Plan) -> Iterator[tuple[str, str]]:
        tokens = text.split()
        for features, words in self._cells(plan):
            yield features, " ".join(_dress(token, word) for token, word in zip(tokens, words, strict=True))

    def doubtful(self, text: str, grammar: str = "", forms: Sequence[str] = ()) -> str | None:
        """Why the paradigm of ``text`` is a guess that a person should confirm, or None.

        Explicit forms, or all words known.
        """
        if forms:
            return None
        return "; ".join(self._plan(text, self._parse(grammar)).doubts) or None

    def _parse(self, grammar: str) -> _Grammar:
        tags = {self._grammar[word] for word in grammar.split() if word in self._grammar}

        def one(*choices: str) -> str:
            return next((tag for tag in choices if tag in tags), "")

        name = "Name" in tags
        want = Wanted(
            one(*GENDERS), one("anim", "inan"), one("plur", "sing") or ("sing" if name else ""), "Fixd" in tags, name
        )
        return _Grammar(one("NOUN", "ADJF", "INFN"), want, bool(tags & {"phrase", "ADVB"}))

    # 1. The plan: which words inflect, and with which

    def _plan(self, text: str, grammar: _Grammar) -> _Plan:
        tokens = text.split()
        words = [_strip(token) for token in tokens]
        if grammar.still or not words:
            return _Plan(list(words))
        initials = [bool(self._initial.match(token)) for token in tokens]
        person = grammar.want.name and grammar.want.animate and grammar.want.number != "plur"
        # «убийство С. М. Кирова» has initials too, but a name does not begin with a small letter.
        initialled = any(initials) and words[0][:1].isupper()
        if (person or initialled or self._named(words, grammar.want)) and (
            plan := self._person(words, initials, grammar.want)
        ):
            return plan
        if grammar.part == "INFN":
            return self._verb(words)
        if grammar.part == "ADJF":
            return self._adjectives(words)
        if not grammar.part and self._words.has_part(words[0], "INFN"):
            return self._verb(words)
        if not grammar.part and len(words) == 1 and self._words.adjectival(words[0]):
            return self._adjectives(words)
        plan = self._nominal(words, grammar.want)
        if plan:
            return plan
        inflects = grammar.part or self._words.inflects(words[0])
        return _Plan(list(words), doubts=[f"{text}: no nominative noun found"] if inflects else [])

    def _named(self, words: list[str], want: Wanted) -> bool:
        """Whether the words are a first name and more, by their capitals and the dictionary; never of a thing."""
        capital = all(word[:1].isupper() for word in words)
        return len(words) > 1 and capital and want.animate is not False and bool(self._words.person_gender(words[0]))

    def _person(self, words: list[str], initials: list[bool], want: Wanted) -> _Plan | None:
        named = [word for word, initial in zip(words, initials, strict=True) if not initial]
        known = want.gender or next(filter(None, map(self._words.person_gender, named)), "")
        for gender in (known,) if known else GENDERS[:2]:
            slots: list[Slot] = []
            doubts = []
            for word, initial in zip(words, initials, strict=True):
                noun = None if initial or not self._words.inflects(word) else self._words.person(word, gender)
                slots.append(noun or word)
                if noun and noun.guess:
                    doubts.append(noun.guess)
                elif noun is None and not initial:
                    doubts.append(f"{word}: not recognised as a name")
            heads = [index for index, slot in enumerate(slots) if isinstance(slot, Noun)]
            if heads:
                # A surname alone also has the plural of the family: «братья Стахановы».
                return _Plan(slots, heads[-1], one_number=len(words) > 1, doubts=doubts)
        return None

    def _verb(self, words: list[str]) -> _Plan:
        for index, word in enumerate(words):
            if verb := self._words.verb(word):
                forms, doubt = verb
                slots: list[Slot] = list(words)
                slots[index] = Adjective(forms, "", "", doubt)
                return _Plan(slots, index, doubts=[doubt] if doubt else [])
        return _Plan(list(words), doubts=[f"{' '.join(words)}: no infinitive found"])

    def _adjectives(self, words: list[str]) -> _Plan:
        slots: list[Slot] = [self._words.adjective(word) or word for word in words]
        heads = [index for index, slot in enumerate(slots) if isinstance(slot, Adjective)]
        doubts = [slot.guess for slot in slots if isinstance(slot, Adjective) and slot.guess]
        if not heads:
            return _Plan(slots, doubts=[f"{' '.join(words)}: no nominative adjective found"])
        return _Plan(slots, heads[0], doubts=doubts)

    def _nominal(self, words: list[str], want: Wanted) -> _Plan | None:
        modifiers: list[Slot] = []
        for word in words:
            adjective = self._words.adjective(word)
            if adjective is None and word not in self._conjunctions and self._words.inflects(word):
                break
            modifiers.append(adjective or word)
        for index in range(min(len(modifiers), len(words) - 1), -1, -1):
            before = modifiers[:index]
            number, gender = self._agreed(before)
            wanted = replace(want, number=number or want.number, gender=gender or want.gender)
            noun = self._words.noun(words[index], wanted)
            if noun and (not gender or noun.gender in ("", gender)):
                return self._after(words, before, noun, want)
        for index in range(len(modifiers) - 1, -1, -1):
            number, gender = self._agreed(modifiers[:index])
            noun = self._words.substantive(words[index], want)
            if noun and (not number or (noun.number, gender) == (number, noun.gender if number == "sing" else "")):
                return self._after(words, modifiers[:index], noun, want)
        return None

    @staticmethod
    def _agreed(modifiers: list[Slot]) -> tuple[str, str]:
        """Number and gender that the adjectives ask of the head; ("", "") without one.

        Adjectives that differ ask for nothing.
        """
        asked = {(m.number, m.gender if m.number == "sing" else "") for m in modifiers if isinstance(m, Adjective)}
        return asked.pop() if len(asked) == 1 else ("", "")

    def _after(self, words: list[str], slots: list[Slot], head: Noun, want: Wanted) -> _Plan:
        """The slots behind the head: a coordinated head, an agreeing adjective, a name in apposition.

        Else the words as they are.
        """
        slots.append(head)
        plan = _Plan(slots, len(slots) - 1, one_number=want.number == "sing")
        rest = words[len(slots) :]
        if (
            len(rest) > 1
            and rest[0] in self._conjunctions
            and (second := self._nominal(rest[1:], Wanted(animacy=want.animacy)))
        ):
            slots += [rest[0], *second.slots]
            plan.one_number = True
        else:
            while rest and (slot := self._apposed(rest[0], head)):
                slots.append(slot)
                rest = rest[1:]
            slots += rest
        plan.doubts = [slot.guess for slot in slots if not isinstance(slot, str) and slot.guess]
        return plan

    def _apposed(self, word: str, head: Noun) -> Slot | None:
        adjective = self._words.adjective(word)
        if adjective and adjective.number == head.number and (head.number == "plur" or adjective.gender == head.gender):
            return adjective
        if head.animate and head.number == "sing" and word[:1].isupper():
            return self._words.named(word, head.gender)
        return None

    # 2. The forms of a plan

    def _cells(self, plan: _Plan) -> Cells:
        if plan.head < 0:
            return
        head = plan.slots[plan.head]
        if isinstance(head, Adjective):
            yield from self._adjective_cells(plan, head)
        elif isinstance(head, Noun):
            yield from self._noun_cells(plan, head)

    def _noun_cells(self, plan: _Plan, head: Noun) -> Cells:
        numbers = [head.number] if head.number == "plur" or plan.one_number else ["sing", "plur"]
        for number in numbers:
            for case in self._cases:
                if (number, case) in head.cells:
                    label = f"{self._labels[case]} {self._labels[number]}"
                    for words in product(
                        *(self._fill(slot, head, number, case, own_number=plan.one_number) for slot in plan.slots)
                    ):
                        yield label, list(words)
        if len(numbers) > 1 and not head.adjectival and any(isinstance(slot, Adjective) for slot in plan.slots):
            yield from self._paucal_cells(plan, head)

    def _fill(self, slot: Slot, head: Noun, number: str, case: str, *, own_number: bool) -> tuple[str, ...]:
        if isinstance(slot, str):
            return (slot,)
        plain = self._agreement.get(case, case)
        if isinstance(slot, Noun):
            cell_number = slot.number if own_number else number
            return slot.cells.get((cell_number, case)) or slot.cells.get((cell_number, plain), ())
        if own_number and slot.number != number:
            return slot.agree(slot.number, plain, slot.gender, head.animate)
        return slot.agree(number, plain, head.gender or slot.gender, head.animate)

    def _paucal_cells(self, plan: _Plan, head: Noun) -> Cells:
        nouns = head.cells.get(("sing", self._paucal["noun"]), ())
        for case in self._paucal["feminine_adjective" if head.gender == "femn" else "adjective"]:
            choices = [
                (slot,)
                if isinstance(slot, str)
                else slot.agree("plur", case, "", animate=False)
                if isinstance(slot, Adjective)
                else nouns
                for slot in plan.slots
            ]
            for words in product(*choices):
                yield self._paucal["label"], list(words)

    def _adjective_cells(self, plan: _Plan, head: Adjective) -> Cells:
        """The head's own forms (an adjective's or a verb's), the other adjectives in the same cell."""
        for form, tags in head.forms:
            label = " ".join(self._labels[tag] for tag in self._labels if tag in tags)
            others = [
                (slot,)
                if isinstance(slot, str)
                else (form,)
                if slot is head or not isinstance(slot, Adjective)
                else tuple(
                    word
                    for word, other in slot.forms
                    if other >= tags & set(self._labels) and other & {"anim", "inan"} == tags & {"anim", "inan"}
                )
                for slot in plan.slots
            ]
            for words in product(*others):
                yield label, list(words)

    def _respace(self, found: dict[str, list[str]]) -> None:
        """Add the other ways to set spaces to every form, labelled like the form.

        «А. Г. Стаханов» is also set «А.Г. Стаханов» and «А.Г.Стаханов», «ВКП(б)» also «ВКП (б)».
        """
        for form, labels in list(found.items()):
            tokens = form.split()
            together = solid = ""
            for index, token in enumerate(tokens):
                initial = self._initial.match(token)
                paired = initial and index + 1 < len(tokens) and self._initial.match(tokens[index + 1])
                together += token if paired else token + " "
                solid += token if initial else token + " "
            apart = _BRACKET.sub(" (", form)
            for other in (together.rstrip(), solid.rstrip(), apart):
                if other != form:
                    found.setdefault(other, [f"{label} variant".strip() for label in labels or [""]])


def _strip(token: str) -> str:
    match = _WORD.fullmatch(token)
    return match["word"] if match else token


def _dress(token: str, word: str) -> str:
    """``word`` with the capitals and the surrounding punctuation of ``token``.

    («Правда», правды) → «Правды».
    """
    match = _WORD.fullmatch(token)
    if match is None:
        return word
    own = match["word"]
    if word != own:
        olds, news = own.split("-"), word.split("-")
        word = "-".join(map(_recase, olds, news)) if len(olds) == len(news) else _recase(own, word)
    return match["before"] + word + match["after"]


def _recase(old: str, new: str) -> str:
    return "".join(b.upper() if a.isupper() else b for a, b in zip(old, new, strict=False)) + new[len(old) :]
