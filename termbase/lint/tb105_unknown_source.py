"""TB105: sources are listed in sources.toml."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Sources of terms and of attestations."""
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            if term.source and term.source not in base.sources:
                message = f"unknown source “{term.source}”"
                yield Remark(concept, f"term[{number}].source", message, term.source)
        for number, attestation in enumerate(concept.attestations, 1):
            if attestation.source not in base.sources:
                message = f"unknown source “{attestation.source}”"
                yield Remark(concept, f"attestation[{number}].source", message, attestation.source)


RULE = Rule(
    code="TB105",
    name="unknown-source",
    severity="error",
    summary="A source is not listed in sources.toml.",
    explanation="A fact without a source that a reader can find is an opinion. Add the work to sources.toml.",
    run=run,
)
