"""TB122: one concept stands in one file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import ceil

from termbase.lint.likeness import likeness, words
from termbase.lint.rule import Remark, Rule
from termbase.model import Base
from termbase.text import bare, key

_ALIKE = 0.9
"""Share of words in common. Two titles that differ in one number, for two norms and for three, have 0.83."""
Pair = tuple[str, str]


def run(base: Base) -> Iterator[Remark]:
    """Pairs with the same preferred term, ё, hyphens, spaces and capitals aside, or nearly the same definition.

    The same term in Russian, or in two other languages, and no contrast stated.
    """
    told: dict[Pair, str] = {}
    for pair, langs in _same_terms(base).items():
        if "ru" in langs or len(langs) > 1:
            told[pair] = f"the same preferred term in {' and '.join(langs)}"
    for pair, lang in _same_definitions(base):
        told.setdefault(pair, f"nearly the same definition in {lang}")
    concepts = {concept.id: concept for concept in base.concepts}
    for (first, second), reason in sorted(told.items()):
        yield Remark(concepts[second], "", f"near duplicate of {first}: {reason}", second)


def _same_terms(base: Base) -> dict[Pair, list[str]]:
    """Pairs of concepts that are not contrasted, and the languages in which they have the same preferred term."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    contrasted = set()
    for concept in base.concepts:
        for term in concept.terms:
            if term.status == "preferred":
                owners[term.lang, bare(key(term.text))].append(concept.id)
        contrasted |= {(concept.id, relation.to) for relation in concept.related if relation.kind == "contrast"}
    shared: dict[Pair, list[str]] = defaultdict(list)
    for (lang, _), ids in owners.items():
        for place, second in enumerate(ids):
            for first in ids[:place]:
                if first != second and not {(first, second), (second, first)} & contrasted:
                    shared[first, second].append(lang)
    return shared


def _same_definitions(base: Base) -> Iterator[tuple[Pair, str]]:
    """Pairs of concepts with definitions that are alike.

    Two sets of words this much alike share one of their rarest words, so that only few are compared.
    """
    for lang in dict.fromkeys(lang for concept in base.concepts for lang in concept.definition):
        defined = {c.id: words(c.definition[lang]) for c in base.concepts if lang in c.definition}
        frequency = Counter(word for found in defined.values() for word in found)
        holders: dict[str, list[str]] = defaultdict(list)
        for second, found in defined.items():
            rarest = sorted(found, key=lambda word: (frequency[word], word))
            rarest = rarest[: len(found) - ceil(_ALIKE * len(found)) + 1]
            for first in dict.fromkeys(other for word in rarest for other in holders[word]):
                if likeness(defined[first], found) >= _ALIKE:
                    yield (first, second), lang
            for word in rarest:
                holders[word].append(second)


RULE = Rule(
    code="TB122",
    name="near-duplicate",
    severity="warning",
    summary="Two concepts look like one.",
    explanation=(
        "If they are one, retire the newer id and move its terms. If they are two, say so: relate them by kind = "
        "“contrast”, and let the definitions name the difference."
    ),
    run=run,
)
