"""TB110: an approved concept has a checked source for its Korean term."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """A preferred term that the texts do not attest and no source has is a proposal, so the concept is in review."""
    for concept in base.concepts:
        if concept.status != "approved":
            continue
        attested = {attestation.term for attestation in concept.attestations}
        for number, term in enumerate(concept.terms, 1):
            if term.lang == "ko" and term.status == "preferred" and not term.source and term.text not in attested:
                message = f"approved, but no source has the Korean term “{term.text}”"
                yield Remark(concept, f"term[{number}].source", message, term.text)


RULE = Rule(
    code="TB110",
    name="approved-without-source",
    severity="error",
    summary="An approved concept has a Korean term that no source has.",
    explanation="The texts attest no Korean: name the work that has the term, or leave the concept in review.",
    run=run,
)
