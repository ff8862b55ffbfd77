"""TB112: a person has confirmed the forms that the analyser guesses."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.lint.russian import russian
from termbase.lint.tb118_inconsistent_grammar import gender_in_dictionary
from termbase.model import Base

_SHOWN = 5
"""Forms; enough to see the stem of all cases of the singular."""


def run(base: Base) -> Iterator[Remark]:
    """Russian terms with a word that the dictionary lacks, or has more than one paradigm for."""
    inflector = russian(base)
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            if term.lang != "ru" or term.confirmed or gender_in_dictionary(term):
                continue
            if doubt := inflector.doubtful(term.text, term.grammar, term.forms):
                forms: dict[str, str] = {}
                for form in inflector.expand(term.text, term.grammar)[1:]:
                    forms.setdefault(form.features, form.text)
                shown = ", ".join(list(forms.values())[:_SHOWN]) + (" …" if len(forms) > _SHOWN else "")
                message = f"the forms of “{term.text}” are a guess ({doubt}): {shown or 'no other form'}"
                yield Remark(concept, f"term[{number}].forms", message, term.text)


RULE = Rule(
    code="TB112",
    name="doubtful-paradigm",
    severity="warning",
    summary="The forms of a Russian term are a guess that nobody has confirmed.",
    explanation=(
        "The dictionary lacks a word of the term, or leaves a choice, so its forms are made after words with the same "
        "ending. Read them (`termbase lookup` of an oblique case shows one). Are they right, write confirmed = true "
        "under the term; are they not, correct the grammar, or list all of them in forms."
    ),
    run=run,
)
