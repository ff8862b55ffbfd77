"""TB102: each language of a concept has a preferred term."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import REQUIRED_LANGUAGES, Base


def run(base: Base) -> Iterator[Remark]:
    """Russian, English and Korean always; any other language that has a term."""
    for concept in base.concepts:
        if concept.status == "retired":
            continue
        for lang in dict.fromkeys((*REQUIRED_LANGUAGES, *(term.lang for term in concept.terms))):
            if concept.preferred(lang) is None:
                yield Remark(concept, "term", f"no preferred term in {lang}")


RULE = Rule(
    code="TB102",
    name="no-preferred-term",
    severity="error",
    summary="A language of a concept has no preferred term.",
    explanation="A translator needs to know which term to use; one term of each language is the preferred one.",
    run=run,
)
