"""TB114: no concept is broader than itself, however long the way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Each circle of broader concepts once, at its first concept; narrower is broader the other way."""
    concepts = {concept.id: concept for concept in base.concepts}
    broader: dict[str, set[str]] = {name: set() for name in concepts}
    for concept in base.concepts:
        for relation in concept.related:
            if relation.to in concepts and relation.to != concept.id:
                if relation.kind == "broader":
                    broader[concept.id].add(relation.to)
                elif relation.kind == "narrower":
                    broader[relation.to].add(concept.id)
    for name in sorted(concepts):
        if way := _way_round(name, broader):
            yield Remark(concepts[name], "related", f"a circle of broader concepts: {' → '.join(way)}", way[1])


def _way_round(start: str, broader: Mapping[str, set[str]]) -> list[str]:
    """The shortest circle through a concept that has no concept before it in the alphabet; empty: there is none."""
    ways = [[start]]
    seen = {start}
    for way in ways:  # grows while it is read
        for name in sorted(broader[way[-1]]):
            if name == start:
                return [*way, start]
            if name not in seen and name > start:
                seen.add(name)
                ways.append([*way, name])
    return []


RULE = Rule(
    code="TB114",
    name="circular-relation",
    severity="error",
    summary="Broader concepts form a circle.",
    explanation=(
        "If A is broader than B and B broader than A, directly or through others, one of the relations is the wrong "
        "way round, or is associative. Programs that walk up the hierarchy (SKOS, TBX) would not come to an end."
    ),
    run=run,
)
