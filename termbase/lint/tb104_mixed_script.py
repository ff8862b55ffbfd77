"""TB104: a word is written in one script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import icu

from termbase.lint.rule import Remark, Rule
from termbase.model import Base, Concept

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {"Cyrl", "Latn", "Grek"}


def _strings(concept: Concept) -> Iterator[tuple[str, str]]:
    for number, term in enumerate(concept.terms, 1):
        yield f"term[{number}].text", term.text
        yield f"term[{number}].stress", term.stress
        for form in term.forms:
            yield f"term[{number}].forms", form
    for number, spelling in enumerate(concept.spellings, 1):
        yield f"spelling[{number}].text", spelling.text
    for lang, definition in concept.definition.items():
        yield f"definition.{lang}", definition


def run(base: Base) -> Iterator[Remark]:
    """Latin, Cyrillic and Greek look alike, so no word may mix them (Unicode TR 39, scripts by UAX 24)."""
    for concept in base.concepts:
        for key, value in _strings(concept):
            for word in _WORD.findall(value):
                scripts = {icu.Script.getScript(char).getShortName() for char in word} & _SCRIPTS
                if len(scripts) > 1:
                    message = f"“{word}” mixes the scripts {', '.join(sorted(scripts))}"
                    yield Remark(concept, key, message, value)


RULE = Rule(
    code="TB104",
    name="mixed-script",
    severity="error",
    summary="A word mixes Latin, Cyrillic or Greek letters.",
    explanation="Such a word looks right and is found by nobody. Retype it on one keyboard layout.",
    run=run,
)
