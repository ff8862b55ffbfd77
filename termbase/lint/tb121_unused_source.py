"""TB121: every source is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termbase.lint.rule import Remark, Rule
from termbase.model import Base


def run(base: Base) -> Iterator[Remark]:
    """Sources that no term names and no attestation."""
    used = {term.source for concept in base.concepts for term in concept.terms}
    used |= {attestation.source for concept in base.concepts for attestation in concept.attestations}
    path = str(Path(base.root, "sources.toml"))
    for source in base.sources:
        if source not in used:
            yield Remark(None, source, f"no term and no attestation has the source “{source}”", source, path)


RULE = Rule(
    code="TB121",
    name="unused-source",
    severity="warning",
    summary="A source is listed, but nothing comes from it.",
    explanation=(
        "Either the fact that it stands for has lost its source, or the source has lost its fact. Name it where it "
        "belongs (source of a term), or take it out."
    ),
    run=run,
)
