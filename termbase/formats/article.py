"""A concept as an article of a dictionary: plain text for people, a line a fact, all languages inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from termbase.formats.holds import ALL, FIELDS, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.selection import domain_titles
from termbase.model import Base, Concept, Spelling, Term

HOLDS = Holds(ALL, held=frozenset(FIELDS) - {"attestations", "extensions"})
"""What a dictionary with such articles and other spellings of its headwords has a place for."""
_USUAL = "fullForm"


def titles(base: Base, lang: str) -> Mapping[str, str]:
    """Concept id to what the concept is called: its preferred term in a language, else its first term."""
    found = {}
    for concept in base.concepts:
        if term := concept.preferred(lang) or next(iter(concept.terms), None):
            found[concept.id] = term.text
    return found


def article(order: Order, entry: Entry, names: Mapping[str, str]) -> str:
    """The article of a concept, without a line feed at its end.

    Args:
        order: what it is written for; its first language is that of domains.
        entry: the concept, and the terms that are shown.
        names: of the concepts that it is related to, as `titles` gives them.
    """
    return "\n".join(" ".join(line.split()) for line in _lines(order, entry, names))


def _lines(order: Order, entry: Entry, names: Mapping[str, str]) -> Iterator[str]:
    concept, langs = entry.concept, list(entry.terms)
    about = domain_titles(order.base, concept, langs[0])
    if concept.status != "approved":
        about.append(f"concept in {concept.status}" if concept.status == "review" else concept.status)
    if about:
        yield f"[{'; '.join(about)}]"
    for lang, terms in entry.terms.items():
        for term in terms:
            yield f"{lang}: {_term(term)}"
            yield from (_spelling(spelling) for spelling in concept.spellings if spelling.of == term.text)
    yield from (f"{lang}: {concept.definition[lang]}" for lang in langs if lang in concept.definition)
    if concept.note:
        yield concept.note
    kinds: dict[str, list[str]] = {}
    for relation in concept.related:
        kinds.setdefault(relation.kind, []).append(names.get(relation.to, relation.to))
    yield from (f"{kind}: {', '.join(those)}" for kind, those in kinds.items())


def _term(term: Term) -> str:
    kind = "" if term.type == _USUAL else term.type
    use = f"use {term.use}" if term.use else ""
    facts = [
        term.status,
        kind,
        term.grammar,
        term.reason,
        use,
        term.note,
        f"source {term.source}" if term.source else "",
    ]
    return f"{term.stress or term.text} ({'; '.join(filter(None, facts))})"


def _spelling(spelling: Spelling) -> str:
    facts = filter(None, (spelling.status, f"for {spelling.form}" if spelling.form else "", spelling.reason))
    return f"also {spelling.text} ({'; '.join(facts)})"


def headwords(entry: Entry) -> dict[str, Term]:
    """The terms of a concept by their texts, each text once, on one line."""
    found: dict[str, Term] = {}
    for term in chain.from_iterable(entry.terms.values()):
        found.setdefault(" ".join(term.text.split()), term)
    return found


def other_spellings(order: Order, concept: Concept, term: Term) -> list[str]:
    """The spellings by which an article is found too, each on one line."""
    found = (" ".join(text.split()) for text in order.spellings(concept, term))
    return list(dict.fromkeys(filter(None, found)))
