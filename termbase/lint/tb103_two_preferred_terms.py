"""TB103: a language of a concept has one preferred term."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Each preferred term after the first of its language."""
    for concept in base.concepts:
        first: dict[str, str] = {}
        for number, term in enumerate(concept.terms, 1):
            if term.status != "preferred":
                continue
            if term.lang in first:
                message = f"“{term.text}” is a second preferred {term.lang} term beside “{first[term.lang]}”"
                yield Remark(concept, f"term[{number}].status", message, term.text)
            first.setdefault(term.lang, term.text)


RULE = Rule(
    code="TB103",
    name="two-preferred-terms",
    severity="error",
    summary="A language of a concept has two preferred terms.",
    explanation="Make the one that you recommend preferred and the other admitted, with the reason.",
    run=run,
)
