"""TB109: a concept is defined in every language it needs."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.lint.rule import Remark, Rule
from termbase.model import REQUIRED_LANGUAGES, Base


def run(base: Base) -> Iterator[Remark]:
    """Russian, English and Korean definitions of every concept past the state of a draft."""
    for concept in base.concepts:
        if concept.status in ("draft", "retired"):
            continue
        for lang in REQUIRED_LANGUAGES:
            if lang not in concept.definition:
                yield Remark(concept, f"definition.{lang}", f"no definition in {lang}")


RULE = Rule(
    code="TB109",
    name="missing-definition",
    severity="warning",
    summary="A concept lacks a definition in Russian, English or Korean.",
    explanation="The definition tells a translator which concept is meant (ISO 704). Drafts may lack it.",
    run=run,
)
