"""TB118: the grammar of a term is complete, and agrees with itself, with the term and with the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termbase.forms.paradigm import GENDERS
from termbase.lint.rule import Remark, Rule
from termbase.lint.russian import analyser, russian
from termbase.model import Base, Term

_EXCLUDING = (
    ("masculine", "feminine", "neuter", "common"),
    ("animate", "inanimate"),
    ("singular", "plural"),
    ("countable", "uncountable"),
    ("imperfective", "perfective"),
    ("noun", "adjective", "verb", "adverb", "phrase"),
)
_GENDERS = dict(zip(("masculine", "feminine", "neuter"), GENDERS, strict=True))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def run(base: Base) -> Iterator[Remark]:
    """Every term with a grammar; Russian nouns more closely, because their forms are made from it."""
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            for told in _faults(base, term):
                yield Remark(concept, f"term[{number}].grammar", f"“{term.text}” {told}", term.text)


def _faults(base: Base, term: Term) -> Iterator[str]:
    grammar = set(term.grammar.split())
    for group in _EXCLUDING:
        if len(both := [word for word in group if word in grammar]) > 1:
            yield f"cannot be {' and '.join(both)}"
    if term.lang == "en" and grammar & {"name", "proper"} and term.text.islower():
        yield "is a proper name without a capital"
    if "indeclinable" in grammar and term.forms:
        yield "is indeclinable, but has forms"
    if term.lang == "ru" and grammar & {"noun", "name"}:
        yield from _russian_faults(base, term, grammar)


def _russian_faults(base: Base, term: Term, grammar: set[str]) -> Iterator[str]:
    if not grammar & {*_GENDERS, "common", "plural"}:
        yield "has no gender"
    if not grammar & {"animate", "inanimate"}:
        yield "is neither animate nor inanimate"
    if not grammar & {"plural", "indeclinable"} and not term.forms:
        labels = [form.features for form in russian(base).expand(term.text, term.grammar) if form.features]
        if labels and all("plur" in label and "sing" not in label for label in labels):
            yield "stands in the plural, but its grammar does not say plural"
    if other := gender_in_dictionary(term):
        yield f"has the gender {other} in the dictionary; if the grammar is right, add confirmed = true"


def gender_in_dictionary(term: Term) -> str:
    """The gender that the dictionary has for a Russian noun, where the grammar says another; empty: none.

    The first word decides: the adjective that agrees, or the noun itself. Names with initials, titles of two parts,
    acronyms and what a person has confirmed are left alone.
    """
    stated = {_GENDERS[word] for word in term.grammar.split() if word in _GENDERS}
    words = _WORD.findall(term.text)
    fixed = {"plural", "indeclinable", "common", "phrase"} & set(term.grammar.split())
    if term.lang != "ru" or len(stated) != 1 or fixed or term.forms or term.confirmed or not words:
        return ""
    if any(mark in term.text for mark in ".:") or words[0][1:] != words[0][1:].lower():
        return ""
    readings = [r for r in analyser().readings(words[0]) if r.known and r.has("nomn", "sing")]
    nouns = [r for r in readings if r.has("NOUN")]
    # An adjective may be a noun too («рабочий»), whose gender is then the same.
    agreeing = nouns or ([r for r in readings if r.grammemes & {"ADJF", "PRTF"}] if len(words) > 1 else [])
    found = [gender for gender in GENDERS if any(gender in r.grammemes or "ms-f" in r.grammemes for r in agreeing)]
    if not found or stated & set(found):
        return ""
    return " or ".join(name for name, gender in _GENDERS.items() if gender in found)


RULE = Rule(
    code="TB118",
    name="inconsistent-grammar",
    severity="error",
    summary="The grammar of a term is incomplete, or contradicts itself, the term or the dictionary.",
    explanation=(
        "Russian forms are made from the grammar: without gender and animacy the accusative is a guess, and a plural "
        "that is not marked gets forms of the singular. English proper names have a capital. Where the dictionary has "
        "another gender and is wrong, confirmed = true under the term, or forms, ends the matter."
    ),
    run=run,
)
