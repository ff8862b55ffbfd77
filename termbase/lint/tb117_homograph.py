"""TB117: the definitions of homographs tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.homonyms import homonyms
from termbase.lint.likeness import likeness, words
from termbase.lint.rule import Remark, Rule
from termbase.model import Base, Concept

_ALIKE = 0.6
"""Share of words in common. Definitions of homographs that can be told apart have up to a third."""


def run(base: Base) -> Iterator[Remark]:
    """Pairs of concepts that share a term; that they are contrasted is TB107's."""
    for concept, number, other in homonyms(base):
        term = concept.terms[number - 1]
        if other.id != concept.id and (told := _alike(concept, other, term.lang.split("-", maxsplit=1)[0])):
            message = f"“{term.text}” is also a term of {other.id}, and {told}"
            yield Remark(concept, f"term[{number}].text", message, term.text)


def _alike(concept: Concept, other: Concept, lang: str) -> str:
    for one in (concept, other):
        if lang not in one.definition:
            return f"{one.id} has no definition in {lang} to tell them apart"
    if likeness(words(concept.definition[lang]), words(other.definition[lang])) >= _ALIKE:
        return f"their definitions in {lang} are nearly the same"
    return ""


RULE = Rule(
    code="TB117",
    name="homograph",
    severity="warning",
    summary="Two concepts share a term, and their definitions do not tell them apart.",
    explanation=(
        "Who looks the term up gets both concepts and must choose. The definitions in the language of the term have "
        "to say which is meant when, also while the concepts are drafts."
    ),
    run=run,
)
