"""TB120: a retired id is not used again, and leads to a concept that lives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Files and relations with ids of ``retired.tsv``, successors in it, concepts retired in their file only."""
    live = {concept.id for concept in base.concepts if concept.status != "retired"}
    gone = {concept.id for concept in base.concepts} - live | set(base.retired)
    for concept in base.concepts:
        if concept.status != "retired" and concept.id in base.retired:
            yield Remark(concept, "id", f"“{concept.id}” is retired; an id is never used again", concept.id)
        elif concept.status == "retired" and concept.id not in base.retired:
            yield Remark(concept, "status", "retired, but retired.tsv does not name the successor", concept.status)
        for number, relation in enumerate(concept.related, 1):
            if relation.to in gone and concept.status != "retired":
                successor = base.retired.get(relation.to)
                told = f"; its successor is “{successor}”" if successor else ""
                yield Remark(concept, f"related[{number}].to", f"“{relation.to}” is retired{told}", relation.to)
    path = str(Path(base.root, "retired.tsv"))
    for retired, successor in base.retired.items():
        if successor and successor not in live:
            told = f"the successor of “{retired}”, “{successor}”, is not a concept of the base"
            yield Remark(None, retired, told, retired, path)


RULE = Rule(
    code="TB120",
    name="retired-id",
    severity="error",
    summary="The id of a retired concept is used.",
    explanation=(
        "Other people's files, links and memories hold ids for years. So a retired id leads to its successor in "
        "retired.tsv and means nothing else ever again."
    ),
    run=run,
)
