"""TB106: a deprecated term says why, and what to use instead."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import ALLOWED_STATUSES, Base


def run(base: Base) -> Iterator[Remark]:
    """The replacement is ``use``, else the preferred term of the language."""
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            if term.status in ALLOWED_STATUSES:
                continue
            place = f"term[{number}]"
            if not term.use and concept.preferred(term.lang) is None:
                yield Remark(concept, place, f"{term.status} “{term.text}” has no replacement", term.text)
            if not term.reason:
                yield Remark(concept, place, f"{term.status} “{term.text}” gives no reason", term.text)
        for number, spelling in enumerate(concept.spellings, 1):
            if spelling.status not in ALLOWED_STATUSES and not spelling.reason:
                message = f"{spelling.status} “{spelling.text}” gives no reason"
                yield Remark(concept, f"spelling[{number}]", message, spelling.text)


RULE = Rule(
    code="TB106",
    name="deprecated-without-replacement",
    severity="error",
    summary="A deprecated term has no replacement or no reason.",
    explanation="A check that only forbids helps nobody: say in one phrase why, and what to write instead.",
    run=run,
)
