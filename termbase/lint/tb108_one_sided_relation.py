"""TB108: relations are stated on both sides and lead to a concept."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import INVERSE_KIND, Base


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
                if relation.to not in base.retired:  # TB120 says more
                    yield Remark(concept, place, f"there is no concept “{relation.to}”", relation.to)
            elif not any(back.to == concept.id and back.kind == INVERSE_KIND[relation.kind] for back in other.related):
                message = f"{other.id} does not say that {concept.id} is {INVERSE_KIND[relation.kind]}"
                yield Remark(concept, place, message, relation.to)


RULE = Rule(
    code="TB108",
    name="one-sided-relation",
    severity="error",
    summary="A relation is stated on one side only, or leads nowhere.",
    explanation="A reader of either concept must find the other. Add the inverse relation to the other file.",
    run=run,
)
