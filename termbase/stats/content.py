"""Concepts, terms and sources of a base, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from termbase.model import CONCEPT_STATUSES, REQUIRED_LANGUAGES, TERM_STATUSES, Base, Concept, language_rank
from termbase.stats.table import Row, Table


def content_tables(base: Base) -> list[Table]:
    """The tables of a base, the most general first."""
    return [_size(base), _domains(base), _languages(base), _terms(base), _sources(base)]


def _size(base: Base) -> Table:
    concepts = base.concepts
    counts = {
        "concepts": len(concepts),
        "terms": sum(len(concept.terms) for concept in concepts),
        "listed spellings": sum(len(concept.spellings) for concept in concepts),
        "attested spellings": sum(len({a.spelling for a in concept.attestations}) for concept in concepts),
        "attested places": sum(len(a.lines) for concept in concepts for a in concept.attestations),
        "relations": sum(len(concept.related) for concept in concepts),
        "examples": sum(len((*c.matching.must, *c.matching.must_not)) for c in concepts),
        "sources": len(base.sources),
        "retired ids": len(base.retired),
    }
    rows = tuple(Row(name, (number,)) for name, number in counts.items())
    return Table("size", "The base", "", ("number",), rows, bar=())


def _domains(base: Base) -> Table:
    def counted(concepts: Iterable[Concept]) -> tuple[int, ...]:
        statuses = Counter(concept.status for concept in concepts)
        return (statuses.total(), *(statuses[status] for status in CONCEPT_STATUSES))

    rows = [
        Row(domain, counted(c for c in base.concepts if domain in c.domains), titles.get("en", ""))
        for domain, titles in base.vocabulary.domains.items()
    ]
    rows.sort(key=lambda row: -row.counts[0])
    return Table(
        "domains",
        "Concepts by domain and status",
        "A concept of two domains is counted in both, and once in the last line.",
        ("concepts", *CONCEPT_STATUSES),
        (*rows, Row("all", counted(base.concepts))),
        bar=tuple(range(1, len(CONCEPT_STATUSES) + 1)),
        sums=True,
    )


def _languages(base: Base) -> Table:
    def counted(langs: Iterable[str]) -> tuple[int, ...]:
        terms = [c for c in base.concepts if all(c.preferred(lang) for lang in langs)]
        defined = [c for c in base.concepts if all(lang in c.definition for lang in langs)]
        sourced = [c for c in terms if all((term := c.preferred(lang)) and term.source for lang in langs)]
        return len(terms), len(terms) - len(sourced), len(sourced), len(defined)

    langs = sorted({term.lang for concept in base.concepts for term in concept.terms}, key=language_rank)
    return Table(
        "languages",
        "Concepts by language",
        "Whether a concept has a preferred term and a definition; and whether the preferred term names a source.",
        ("term", "without source", "with source", "definition"),
        tuple(Row("+".join(group), counted(group)) for group in (*((lang,) for lang in langs), REQUIRED_LANGUAGES)),
        bar=(2, 1),
    )


def _terms(base: Base) -> Table:
    counts = Counter((term.lang, term.status) for concept in base.concepts for term in concept.terms)
    langs = sorted({lang for lang, _ in counts}, key=language_rank)
    return Table(
        "terms",
        "Terms by language and status",
        "",
        ("terms", *TERM_STATUSES),
        tuple(
            Row(lang, (sum(row), *row)) for lang in langs if (row := [counts[lang, status] for status in TERM_STATUSES])
        ),
        bar=tuple(range(1, len(TERM_STATUSES) + 1)),
    )


def _sources(base: Base) -> Table:
    users: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for concept in base.concepts:
        own = [term.source for term in concept.terms if term.source]
        terms.update(own)
        users.update({*own, *(attestation.source for attestation in concept.attestations)})
        for attestation in concept.attestations:
            spellings[attestation.source] += 1
            places[attestation.source] += len(attestation.lines)
    rows = [
        Row(name, (users[name], terms[name], spellings[name], places[name]), source.title)
        for name, source in base.sources.items()
    ]
    rows.sort(key=lambda row: (-row.counts[0], row.key))
    return Table(
        "sources",
        "Sources by use",
        "Concepts that use a source; terms taken from it; spellings attested in it, and the lines where they stand.",
        ("concepts", "terms", "spellings", "places"),
        tuple(rows),
    )
