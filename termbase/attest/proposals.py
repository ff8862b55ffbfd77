"""Spellings of concepts that the texts have and the concepts do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from termbase.attest.drift import Place
from termbase.attest.occurrences import occurrences, squeezed
from termbase.match import Finder, Hit
from termbase.model import Concept

_POSSESSIVE = re.compile("['’]s?$")


def propose(concepts: Iterable[Concept], texts: Mapping[str, str], finder: Finder) -> Iterator[Place]:
    """Terms of the concepts, in any form and romanisation, in spellings that are not attested; as they are written.

    Args:
        concepts: those that are asked for.
        texts: source to text.
        finder: of the whole base, so that a longer term of another concept wins.
    """
    wanted = {concept.id: concept for concept in concepts}
    attested = {name: {squeezed(a.spelling) for a in concept.attestations} for name, concept in wanted.items()}
    for source, text in texts.items():
        terms: dict[tuple[str, str], str] = {}
        for hit in finder.find(text):
            name = finder.index.concept(hit.term.concept).id
            spelling = squeezed(text[hit.start : hit.end])
            # A possessive is there already: what it is made of is attested in the same place.
            if name in wanted and not attested[name] & {spelling, _POSSESSIVE.sub("", spelling)}:
                terms.setdefault((name, spelling), _term(wanted[name], hit))
        found = occurrences(text, (spelling for _, spelling in terms))
        for (name, spelling), term in sorted(terms.items()):
            if lines := tuple(dict.fromkeys(found.get(spelling, ()))):
                yield Place(wanted[name], term, spelling, source, lines, (), "proposed")


def _term(concept: Concept, hit: Hit) -> str:
    """The term that a hit belongs to; a listed spelling belongs to the term it is a spelling of."""
    if hit.term.text in {term.text for term in concept.terms}:
        return hit.term.text
    return next(spelling.of for spelling in concept.spellings if spelling.text == hit.term.text)
