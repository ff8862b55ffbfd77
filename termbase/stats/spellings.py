"""By which schemes the attested romanised spellings of Russian terms are made, text by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from termbase.attest import occurrences
from termbase.index.lookup import known_forms
from termbase.index.store import Index
from termbase.model import Base
from termbase.stats.table import Row, Table
from termbase.text import key, main_script

_EXAMPLES = 6


def spelling_tables(base: Base, index: Index, texts: Mapping[str, str]) -> list[Table]:
    """Spellings by scheme, and by the exact set of schemes that give them.

    Args:
        base: with attestations.
        index: of this base.
        texts: source to text.
    """
    schemes = index.meta("schemes").split("\n")
    spelt = _romanised(base)
    sets = {place: _schemes(index, *place) for place in spelt}
    found = {source: occurrences(text, {spelling for _, spelling in spelt}) for source, text in texts.items()}
    # Where one spelling belongs to two concepts, its occurrences are counted with each.
    times = {
        (source, place): len(found[source].get(place[1], ())) if source in spelt[place] else 0
        for source in texts
        for place in spelt
    }
    standing = [place for place in spelt if any(times[source, place] for source in texts)]

    def counted(places: list[tuple[str, str]]) -> tuple[int, ...]:
        each = [sum(times[source, place] > 0 for place in places) for source in texts]
        return len(places), sum(times[source, place] for place in places for source in texts), *each

    by_scheme = [
        Row(name, counted([place for place in standing if sets[place] >> bit & 1])) for bit, name in enumerate(schemes)
    ]
    by_scheme.sort(key=lambda row: (-row.counts[0], row.key))
    outside = Row("none", counted([place for place in standing if not sets[place]]), "no scheme gives the spelling")
    by_set: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for place in standing:
        by_set[sets[place]].append(place)
    of_sets = []
    for mask, places in sorted(by_set.items(), key=lambda item: (-len(item[1]), item[0])):
        names = tuple(name for bit, name in enumerate(schemes) if mask >> bit & 1)
        examples = ", ".join(sorted({spelling for _, spelling in places})[:_EXAMPLES])
        of_sets.append(Row(_named(names, len(schemes)), counted(places)[:2], examples, names))
    return [
        Table(
            "schemes",
            "Romanised spellings by scheme",
            "Attested spellings of Russian terms in Latin letters; one that several schemes give is counted with each.",
            ("spellings", "occurrences", *texts),
            (*(row for row in by_scheme if row.counts[0]), outside),
        ),
        Table(
            "scheme-sets",
            "Romanised spellings by the schemes that give them",
            "Each spelling once, with all the schemes that give just it; then some of the spellings.",
            ("spellings", "occurrences"),
            tuple(of_sets),
        ),
    ]


def _romanised(base: Base) -> dict[tuple[str, str], set[str]]:
    """Concept and spelling in Latin letters of a Russian term, and the sources where it is attested."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept in base.concepts:
        russian = {term.text for term in concept.terms if term.lang == "ru"}
        for attestation in concept.attestations:
            if attestation.term in russian and main_script(attestation.spelling) == "Latn":
                found[concept.id, " ".join(attestation.spelling.split())].add(attestation.source)
    return found


def _schemes(index: Index, concept: str, spelling: str) -> int:
    """The schemes that give exactly this spelling of a form of the concept, as a bit mask."""
    mask = 0
    for loose, entry, _ in known_forms(index, key(spelling)):
        if not loose and index.concept(index.term(entry.term).concept).id == concept:
            mask |= entry.schemes
    return mask


def _named(names: tuple[str, ...], all_of: int) -> str:
    if not names:
        return "none"
    return names[0] if len(names) == 1 else f"all {all_of}" if len(names) == all_of else f"{len(names)} schemes"
