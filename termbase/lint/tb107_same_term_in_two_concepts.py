"""TB107: a term that names two concepts is declared as such."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.homonyms import homonyms
from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Homonyms are kept apart by a relation of kind ``contrast`` between the concepts."""
    for concept, number, other in homonyms(base):
        if other.id not in {relation.to for relation in concept.related if relation.kind == "contrast"}:
            text = concept.terms[number - 1].text
            where = "twice in this concept" if other.id == concept.id else f"also a term of {other.id}"
            yield Remark(concept, f"term[{number}].text", f"“{text}” is {where}", text)


RULE = Rule(
    code="TB107",
    name="same-term-in-two-concepts",
    severity="error",
    summary="Two concepts share a term and are not contrasted.",
    explanation=(
        "One word for two concepts is either a duplicate to merge or a homonym. Homonyms are related by "
        "kind = “contrast” on both sides, and their definitions say which is meant when."
    ),
    run=run,
)
