"""TB101: the id of a concept is the name of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Compares each id with the stem of the file name."""
    for concept in base.concepts:
        if (stem := Path(concept.path).stem) != concept.id:
            yield Remark(concept, "id", f"the id is “{concept.id}” but the file is named “{stem}”", concept.id)


RULE = Rule(
    code="TB101",
    name="id-file-name",
    severity="error",
    summary="The id of a concept differs from its file name.",
    explanation="Ids are permanent and are how everything refers to a concept; the file is found by it.",
    run=run,
)
