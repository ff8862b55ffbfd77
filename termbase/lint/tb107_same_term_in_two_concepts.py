"""TB107: a term that names two concepts is declared as such."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import ALLOWED_STATUSES, Base, Concept
from termbase.text import key


def run(base: Base) -> Iterator[Remark]:
    """Homonyms are kept apart by a relation of kind ``contrast`` between the concepts."""
    owners: dict[tuple[str, str], list[tuple[Concept, int]]] = {}
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            if term.status in ALLOWED_STATUSES:
                owners.setdefault((term.lang, key(term.text)), []).append((concept, number))
    for entries in owners.values():
        for place, (concept, number) in enumerate(entries):
            contrasted = {relation.to for relation in concept.related if relation.kind == "contrast"}
            for other, _ in entries[:place]:
                if other.id not in contrasted:
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
