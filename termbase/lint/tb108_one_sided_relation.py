"""TB108: relations are stated on both sides and lead to a concept."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import INVERSE_KIND, Base, Relation


def run(base: Base) -> Iterator[Remark]:
    """The other side of broader is narrower; associative and contrast are their own."""
    concepts = {concept.id: concept for concept in base.concepts}
    for concept in base.concepts:
        for number, relation in enumerate(concept.related, 1):
            place = f"related[{number}]"
            other = concepts.get(relation.to)
            if relation.to == concept.id:
                yield Remark(concept, place, "the concept is related to itself", relation.to)
            elif other is None:
                yield Remark(concept, place, _missing(base, relation), relation.to)
            elif not any(back.to == concept.id and back.kind == INVERSE_KIND[relation.kind] for back in other.related):
                message = f"{other.id} does not say that {concept.id} is {INVERSE_KIND[relation.kind]}"
                yield Remark(concept, place, message, relation.to)


def _missing(base: Base, relation: Relation) -> str:
    if relation.to in base.retired:
        return f"“{relation.to}” is retired; its successor is “{base.retired[relation.to]}”"
    return f"there is no concept “{relation.to}”"


RULE = Rule(
    code="TB108",
    name="one-sided-relation",
    severity="error",
    summary="A relation is stated on one side only, or leads nowhere.",
    explanation="A reader of either concept must find the other. Add the inverse relation to the other file.",
    run=run,
)
