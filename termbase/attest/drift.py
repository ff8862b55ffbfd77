"""What the concepts say of places in the texts, compared with the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from termbase.attest.occurrences import squeezed
from termbase.model import Attestation, Concept

State = Literal["same", "moved", "gone", "lost", "twice", "new", "proposed"]
Lines = Mapping[str, Mapping[str, tuple[int, ...]]]
"""Source to spelling to lines, as `termbase.attest.occurrences` gives them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spelling of a concept in a text."""

    concept: Concept
    term: str
    spelling: str
    source: str
    lines: tuple[int, ...]
    """Where it stands; of chosen lines, those where it does. Each line once."""
    listed: tuple[int, ...]
    """Where the concept says it stands."""
    state: State
    """``same``; ``moved``: it stands in other lines than listed; ``gone``: in none; ``lost``: chosen lines no longer
    have it; ``twice``: the concept has it a second time; ``new``: a text has it and the concept does not say so;
    ``proposed``: a spelling that the concept does not have."""
    number: int = -1
    """Which of the concept's attestations, from 0; -1: none."""

    @property
    def drifted(self) -> bool:
        """Whether the concept says something else than the texts."""
        return self.state not in ("same", "proposed")


def compare(concept: Concept, lines: Lines) -> Iterator[Place]:
    """Every spelling of a concept's attestations in every text: first those listed, in the order of the file.

    Args:
        concept: with attestations; those of other sources than the texts are left out.
        lines: of all its spellings, by source.
    """
    seen: set[tuple[str, str]] = set()
    for number, listed in enumerate(concept.attestations):
        if listed.source not in lines:
            continue
        spelling = squeezed(listed.spelling)
        stands = tuple(dict.fromkeys(lines[listed.source].get(spelling, ())))
        state: State = "same" if stands == listed.lines else "moved" if stands else "gone"
        if listed.chosen:
            stands = tuple(line for line in listed.lines if line in stands)
            state = "same" if stands == listed.lines else "lost"
        if (spelling, listed.source) in seen:
            state = "twice"
        seen.add((spelling, listed.source))
        yield Place(concept, listed.term, listed.spelling, listed.source, stands, listed.lines, state, number)
    # Where a person chose among the places of a spelling, the other texts were read too.
    chosen = {squeezed(listed.spelling) for listed in concept.attestations if listed.chosen}
    for listed in concept.attestations:
        spelling = squeezed(listed.spelling)
        for source, found in lines.items():
            if spelling in found and spelling not in chosen and (spelling, source) not in seen:
                seen.add((spelling, source))
                stands = tuple(dict.fromkeys(found[spelling]))
                yield Place(concept, listed.term, listed.spelling, source, stands, (), "new")


def corrected(concept: Concept, places: Iterable[Place]) -> Concept:
    """The concept as the texts have it.

    Args:
        concept: the concept.
        places: what `compare` and `propose` found of it. Chosen lines that are lost stay: only a person can choose.
    """
    attestations = dict(enumerate(concept.attestations))
    added: list[Attestation] = []
    for place in places:
        if place.state in ("new", "proposed"):
            added.append(Attestation(place.term, place.spelling, place.source, place.lines))
        elif place.state == "moved":
            attestations[place.number] = replace(attestations[place.number], lines=place.lines)
        elif place.state in ("gone", "twice"):
            del attestations[place.number]
    return replace(concept, attestations=(*attestations.values(), *added))
