"""TB115: what a concept has in one language of the base, it has in all: examples, and titles of its domain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from termbase.lint.finder import finder
from termbase.lint.rule import Remark, Rule
from termbase.match import Finder
from termbase.model import REQUIRED_LANGUAGES, Base, Concept


def run(base: Base) -> Iterator[Remark]:
    """Past the state of a draft; a missing term is TB102's, a missing definition TB109's."""
    found = finder(base)
    for concept in base.concepts:
        if concept.status in ("draft", "retired"):
            continue
        shown = _languages_of_examples(found, concept)
        for lang in REQUIRED_LANGUAGES:
            if lang not in shown and concept.preferred(lang):
                yield Remark(concept, "match.must", f"no example in {lang} under [match]")
        for lang in concept.definition:
            if not any(concept.in_language(lang)):
                yield Remark(concept, f"definition.{lang}", f"a definition in {lang}, and no term")
    path = str(Path(base.root, "vocabulary.toml"))
    for domain, titles in base.vocabulary.domains.items():
        for lang in REQUIRED_LANGUAGES:
            if lang not in titles:
                yield Remark(None, f"domains.{domain}", f"the domain {domain} has no title in {lang}", path=path)


def _languages_of_examples(found: Finder, concept: Concept) -> set[str]:
    """Languages of the terms by which the concept is found in its own examples."""
    return {
        hit.term.lang
        for example in concept.matching.must
        for hit in found.find(example)
        if hit.via != "spelling" and found.index.concept(hit.term.concept).id == concept.id
    }


RULE = Rule(
    code="TB115",
    name="missing-language",
    severity="warning",
    summary="Examples or a title of a domain are missing in a language.",
    explanation=(
        "The examples under [match] must show that the concept is recognised in each language: an inflected Russian "
        "form, an English one, a Korean one with a particle. Domains are shown to users of each language. Northern "
        "Korean is not asked for: it is given where it differs and a source has it."
    ),
    run=run,
)
