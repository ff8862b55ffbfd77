"""SKOS and SKOS-XL (W3C, 2009): the base as a concept scheme, for thesaurus managers and triple stores.

Preferred terms are ``prefLabel``, admitted ones ``altLabel``; deprecated and superseded terms and listed spellings are
``hiddenLabel``: found by a search, shown to nobody. Related and contrasting concepts are ``related``, but where one is
also broader than the other, directly or not, they are only in ``semanticRelation``: SKOS forbids both (S27).

SKOS-XL says of each label in full what it is: status, type, grammar, stress, source and notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple

from termbase.formats.holds import ALL, FIELDS, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.rdf import Name, Text, Thing, Value, name, unique, write_json_ld, write_turtle
from termbase.formats.selection import check_text
from termbase.model import Base, Concept, Source, Spelling, Term
from termbase.text import spelling_tag

_OF_LABELS = frozenset(
    {
        *("term types", "grammar notes", "further grammar", "stress marks", "listed forms", "reasons"),
        *("terms to use instead", "term notes"),
    }
)
HOLDS = Holds(
    ALL,
    held=frozenset(FIELDS) - _OF_LABELS - {"attestations", "sources", "extensions"},
    told=frozenset({"sources"}),
    retired=True,
)
HOLDS_XL = Holds(ALL, held=frozenset(FIELDS) - {"attestations", "extensions"}, retired=True)

_SCHEME = Name("tb:scheme")
_LABELS = {"preferred": "prefLabel", "admitted": "altLabel"}
_HIERARCHY = ("broader", "narrower")
_Write = Callable[[BinaryIO, Iterable[Thing]], None]
_Fact = tuple[str, Value]


class _Scheme(NamedTuple):
    base: Base
    tags: Sequence[str]
    """The languages of the file."""
    above: Mapping[str, frozenset[str]]
    labels: bool
    """Whether labels are things of their own too."""


def write_skos(order: Order, file: BinaryIO, write: _Write = write_turtle, *, labels: bool = False) -> int:
    """Write the base as SKOS.

    Args:
        order: its languages; without any all.
        file: what to write to.
        write: the syntax, one of those of `termbase.formats.rdf`.
        labels: whether labels are things of their own too (SKOS-XL).

    Returns:
        The number of concepts.

    Raises:
        InputError: an unknown language, nothing to write, or a text that is none.
    """
    scheme = _Scheme(order.base, HOLDS.languages(order), _above(order.base), labels)
    entries = HOLDS.entries(order)
    first = next(entries)
    count = 1

    def things() -> Iterator[Thing]:
        nonlocal count
        yield from _frame(order.base)
        yield from _concept(scheme, first)
        for entry in entries:
            count += 1
            yield from _concept(scheme, entry)

    write(file, things())
    return count


write_skos_json = partial(write_skos, write=write_json_ld)
write_skosxl = partial(write_skos, labels=True)
write_skosxl_json = partial(write_skos, write=write_json_ld, labels=True)


def _frame(base: Base) -> Iterator[Thing]:
    yield Thing(_SCHEME, [("rdf:type", Name("skos:ConceptScheme")), ("dct:title", Text("Termbase", "en"))])
    used = dict.fromkeys(domain for concept in base.concepts for domain in concept.domains)
    for domain in {**base.vocabulary.domains, **used}:
        titles = base.vocabulary.domains.get(domain, {})
        facts = [("skos:prefLabel", Text(title, lang)) for lang, title in titles.items()]
        yield Thing(name("domain", domain), [("rdf:type", Name("skos:Collection")), *facts])
    for source in base.sources.values():
        yield Thing(name("source", source.id), list(_source(base, source)))


def _source(base: Base, source: Source) -> Iterator[_Fact]:
    yield "rdf:type", Name("dct:BibliographicResource")
    told = {"title": source.title, "creator": source.author, "date": source.year, "identifier": source.url}
    for verb, text in told.items():
        if text:
            check_text(base.root, text, f"source {source.id}")
            yield f"dct:{verb}", Text(text)


def _above(base: Base) -> Mapping[str, frozenset[str]]:
    """Concept id to all concepts above it, directly or not (``broaderTransitive``)."""
    parents: dict[str, set[str]] = {}
    for concept in base.concepts:
        for relation in concept.related:
            if relation.kind in _HIERARCHY:
                below, over = (concept.id, relation.to) if relation.kind == "broader" else (relation.to, concept.id)
                parents.setdefault(below, set()).add(over)
    return {concept: _reached(concept, parents) for concept in parents}


def _reached(start: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    left = [start]
    while left:
        new = parents.get(left.pop(), set()) - found
        found |= new
        left += new
    return frozenset(found)


def _concept(scheme: _Scheme, entry: Entry) -> Iterator[Thing]:
    concept = entry.concept
    told = list(_labels(entry))
    things = [_label(concept, number, *label) for number, label in enumerate(told, 1)] if scheme.labels else []
    facts: list[_Fact] = [
        ("rdf:type", Name("skos:Concept")),
        ("skos:inScheme", _SCHEME),
        *((f"skos:{kind}", text) for kind, text, _ in told),
        *((f"skosxl:{told[number][0]}", thing.name) for number, thing in enumerate(things)),
        *_about(scheme, entry),
        *_relations(concept, scheme.above),
    ]
    yield Thing(name("concept", concept.id), list(unique(facts)))
    yield from things


def _labels(entry: Entry) -> Iterator[tuple[str, Text, Term | Spelling]]:
    """The labels of a concept: their kind, their text, and what they are.

    There is one ``prefLabel`` a language (S14), and no text is of two kinds (S13).
    """
    seen: dict[Text, str] = {}
    led: set[str] = set()
    found: list[tuple[str, Text, Term | Spelling]] = []
    for lang, terms in entry.terms.items():
        for term in terms:
            found.append((_LABELS.get(term.status, "hiddenLabel"), Text(term.text, lang), term))
            spelt = (spelling for spelling in entry.concept.spellings if spelling.of == term.text)
            found += [("hiddenLabel", Text(one.text, spelling_tag(lang, one.of, one.text)), one) for one in spelt]
    found.sort(key=lambda label: ("prefLabel", "altLabel", "hiddenLabel").index(label[0]))
    for kind, text, what in found:
        if kind == "prefLabel":
            own = kind if text.lang not in led else "altLabel"
            led.add(text.lang)
        else:
            own = kind
        if seen.setdefault(text, own) == own:
            yield own, text, what


def _about(scheme: _Scheme, entry: Entry) -> Iterator[_Fact]:
    concept = entry.concept
    for lang, definition in concept.definition.items():
        if lang in scheme.tags:
            yield "skos:definition", Text(definition, lang)
    yield from (("dct:subject", name("domain", domain)) for domain in concept.domains)
    yield "tb:status", Text(concept.status)
    if concept.status == "retired":
        yield "owl:deprecated", True
        if replaced := scheme.base.retired.get(concept.id):
            yield "dct:isReplacedBy", name("concept", replaced)
    if concept.note:
        yield "skos:note", Text(concept.note)
    for terms in entry.terms.values():
        yield from (("dct:source", name("source", term.source)) for term in terms if term.source)


def _relations(concept: Concept, above: Mapping[str, frozenset[str]]) -> Iterator[_Fact]:
    for relation in concept.related:
        if relation.kind in _HIERARCHY:
            kind: str = relation.kind
        else:
            over, under = above.get(concept.id, frozenset()), above.get(relation.to, frozenset())
            kind = "semanticRelation" if relation.to in over or concept.id in under else "related"
        yield f"skos:{kind}", name("concept", relation.to)
        if relation.kind == "contrast":  # which SKOS does not tell from association
            yield "tb:contrast", name("concept", relation.to)


def _label(concept: Concept, number: int, kind: str, text: Text, what: Term | Spelling) -> Thing:
    facts: list[_Fact] = [
        ("rdf:type", Name("skosxl:Label")),
        ("skosxl:literalForm", text),
        ("tb:label", Text(kind)),
        ("tb:status", Text(what.status)),
    ]
    if isinstance(what, Term):
        told = {"type": what.type, "grammar": what.grammar, "stress": what.stress, "use": what.use}
        facts += [("tb:form", Text(form)) for form in what.forms]
        facts += [("dct:source", name("source", what.source))] if what.source else []
        facts += [("skos:note", Text(what.note))] if what.note else []
    else:
        told = {"spellingOf": what.of, "form": what.form}
    told["reason"] = what.reason
    facts += [(f"tb:{verb}", Text(value)) for verb, value in told.items() if value]
    return Thing(name("label", f"{concept.id}-{number}"), list(unique(facts)))
