"""TB111: the examples of a concept hold: it is found where it must be, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.finder import concepts_in, finder
from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Looks for terms in each text under ``[match]``, as a check would."""
    found = finder(base)
    for concept in base.concepts:
        for example in concept.matching.must:
            if concept.id not in concepts_in(found, example):
                yield Remark(concept, "match.must", f"the concept is not found in “{example}”", example)
        for example in concept.matching.must_not:
            if concept.id in concepts_in(found, example):
                yield Remark(concept, "match.must_not", f"the concept is found in “{example}”", example)


RULE = Rule(
    code="TB111",
    name="match-example",
    severity="error",
    summary="An example under [match] does not hold.",
    explanation=(
        "Either the forms of a term are wrong (give the right ones in `forms`), or the grammar is (part of speech, "
        "gender, animacy), or the example is."
    ),
    run=run,
)
