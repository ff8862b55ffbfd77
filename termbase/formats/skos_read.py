"""SKOS and SKOS-XL (W3C, 2009) as concepts; the library rdflib reads the graph (the extra ``termbase[skos]``).

``prefLabel`` is a preferred term, ``altLabel`` an admitted and ``hiddenLabel`` a deprecated one. What labels of
`termbase.formats.skos` say of themselves is taken as it stands. Nothing is followed to another address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from termbase.files import InputError, read_text
from termbase.formats import xml
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, slug
from termbase.formats.rdf import PREFIXES
from termbase.model import (
    CONCEPT_STATUSES,
    TERM_STATUSES,
    Concept,
    ConceptStatus,
    Relation,
    RelationKind,
    Source,
    Spelling,
    Term,
    TermStatus,
    Vocabulary,
)

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_STATUSES: Mapping[str, TermStatus] = {"prefLabel": "preferred", "altLabel": "admitted", "hiddenLabel": "deprecated"}
_RELATIONS: Mapping[str, RelationKind] = {
    "skos:broader": "broader",
    "skos:narrower": "narrower",
    "tb:contrast": "contrast",
    "skos:related": "associative",
    "skos:semanticRelation": "associative",
}
"""The first that two concepts have counts."""
_SOURCE = {"title": "title", "author": "creator", "year": "date", "url": "identifier"}
_NOTES = ("note", "scopeNote", "editorialNote", "historyNote")
_READ = {
    *(f"skos:{name}" for name in (*_STATUSES, *_NOTES, "definition", "inScheme", "topConceptOf", "notation")),
    *(f"skosxl:{name}" for name in _STATUSES),
    *_RELATIONS,
    *("rdf:type", "tb:status", "owl:deprecated", "dct:subject", "dct:source", "dct:isReplacedBy"),
}


def _read(path: Path, vocabulary: Vocabulary, *, syntax: str, skip: bool = False) -> Imported:
    """Read a concept scheme.

    Args:
        path: of the file.
        vocabulary: of the base.
        syntax: as rdflib calls it.
        skip: leave out labels without a known language, instead of refusing them.

    Raises:
        InputError: rdflib is not installed; the file is not in the syntax; what `skip` would leave out; no concept
            with a label.
    """
    return _Scheme(path, _graph(path, syntax), vocabulary, Faults(path, skip)).imported()


read_turtle = partial(_read, syntax="turtle")
read_json_ld = partial(_read, syntax="json-ld")
read_rdf_xml = partial(_read, syntax="xml")


def _graph(path: Path, syntax: str) -> Graph:
    text = xml.read(path, "RDF").portable.decode() if syntax == "xml" else read_text(path)
    try:
        from rdflib import Graph  # noqa: PLC0415 - an extra
    except ImportError:
        raise InputError(path, "SKOS is read with rdflib, which is not installed: the extra termbase[skos]") from None
    if syntax == "json-ld":
        try:
            _check_contexts(path, json.loads(text))
        except (json.JSONDecodeError, RecursionError) as error:
            raise InputError(path, f"not JSON: {error}") from None
    try:
        return Graph().parse(data=text, format=syntax)
    except Exception as error:  # noqa: BLE001 - each of its readers has errors of its own
        reason = str(error).strip().split("\n", maxsplit=1)[0][:200]
        raise InputError(path, f"cannot be read as {syntax}: {reason or type(error).__name__}") from None


def _check_contexts(path: Path, content: Any) -> None:
    """Refuse a context that stands elsewhere: rdflib would fetch it."""
    left = [content]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            for key in ("@context", "@import"):
                given = item.get(key, ())
                if any(isinstance(it, str) for it in (given if isinstance(given, list) else [given])):
                    raise InputError(path, "a context at another address is not followed: write it into the file")
            left += item.values()
        elif isinstance(item, list):
            left += item


class _Scheme:
    """A graph being read."""

    def __init__(self, path: Path, graph: Graph, vocabulary: Vocabulary, faults: Faults) -> None:
        self._path = path
        self._graph = graph
        self._vocabulary = vocabulary
        self._faults = faults
        self._ids: dict[Node, str] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._stated: set[str] = set()

    def imported(self) -> Imported:
        """The concepts, in the order of their names.

        Raises:
            InputError: there is none; what is refused.
        """
        taken: set[str] = set()
        named: set[str] = set()
        for node in sorted(set(self._all("skos:Concept")), key=str):
            own = self._ids[node] = free_id([_local(node)], taken, len(taken) + 1)
            taken.add(own)
            if slug(_local(node)):
                named.add(own)
        for node in self._all("skos:Collection"):
            titles = {lang: text for lang, text in self._texts(node, "skos:prefLabel") if lang}
            self._titles[_local(node)] = titles or {"en": _local(node)}
        made = {own: self._concept(node, own) for node, own in self._ids.items()}
        concepts = {own: concept for own, concept in made.items() if concept.terms}
        found = gathered(
            *("SKOS", concepts, self._stated, named & concepts.keys(), self._vocabulary, self._faults),
            titles=self._titles,
        )
        return replace(found, sources={source.id: source for source in self._sources()})

    def _concept(self, node: Node, concept_id: str) -> Concept:
        labels = list(self._labels(node))
        terms = {(term.lang, term.text): term for term in labels if isinstance(term, Term)}
        spellings = {(it.of, it.text, it.form): it for it in labels if isinstance(it, Spelling)}
        definition = {lang: text for lang, text in self._texts(node, "skos:definition") if lang}
        given = self._text(node, "tb:status") or ("retired" if self._text(node, "owl:deprecated") == "true" else "")
        if given in CONCEPT_STATUSES:
            self._stated.add(concept_id)
        else:
            given = "review" if definition else "draft"
        for verb, _ in self._graph.predicate_objects(node):
            if (name := _short(verb)) not in _READ:
                self._faults.lost[name] += 1
        return Concept(
            concept_id,
            cast("ConceptStatus", given),
            tuple(sorted(self._domains(node))),
            definition,
            tuple(terms.values()),
            tuple(spellings.values()),
            related=tuple(self._relations(node)),
            note=" ".join(text for kind in _NOTES for _, text in self._texts(node, f"skos:{kind}")),
        )

    def _labels(self, node: Node) -> Iterator[Term | Spelling]:
        """The labels that say of themselves what they are, then those that do not."""
        told = set()
        for kind in _STATUSES:
            for label in sorted(self._graph.objects(node, _name(f"skosxl:{kind}")), key=_numbered):
                for lang, text in self._texts(label, "skosxl:literalForm"):
                    told.add((lang, text))
                    if (made := self._label(label, lang, text, kind)) is not None:
                        yield made
        for kind in _STATUSES:
            for lang, text in sorted(set(self._texts(node, f"skos:{kind}")) - told):
                if known := self._language(lang, text):
                    yield Term(known, text, _STATUSES[kind])

    def _language(self, lang: str, text: str) -> str:
        if lang:
            return self._faults.language(lang, 0)
        self._faults.refuse(0, f"the label “{text}” has no language", "labels without language")
        return ""

    def _label(self, label: Node, lang: str, text: str, kind: str) -> Term | Spelling | None:
        given = self._text(label, "tb:status")
        status = given if given in TERM_STATUSES else _STATUSES[kind]
        reason = self._text(label, "tb:reason")
        if of := self._text(label, "tb:spellingOf"):
            return Spelling(of, text, self._text(label, "tb:form"), status, reason)
        known = self._language(lang, text)
        if not known:
            return None
        what = self._text(label, "tb:type")
        grammar = self._text(label, "tb:grammar").split()
        source = next(self._graph.objects(label, _name("dct:source")), None)
        return Term(
            known,
            text,
            status,
            what if what in self._vocabulary.types else "fullForm",
            " ".join(word for word in grammar if word in self._vocabulary.grammar),
            self._text(label, "tb:stress"),
            tuple(form for _, form in self._texts(label, "tb:form")),
            reason=reason,
            use=self._text(label, "tb:use"),
            source=_local(source) if source is not None else "",
            note=self._text(label, "skos:note"),
        )

    def _relations(self, node: Node) -> Iterator[Relation]:
        seen = set()
        for verb, kind in _RELATIONS.items():
            for other in sorted(self._graph.objects(node, _name(verb)), key=str):
                if other in self._ids and other not in seen:
                    seen.add(other)
                    yield Relation(self._ids[other], kind)

    def _domains(self, node: Node) -> Iterator[str]:
        """By ``dct:subject``, and the collections that have the concept as a member."""
        subjects = {_local(it) for it in self._graph.objects(node, _name("dct:subject"))}
        members = {_local(it) for it in self._graph.subjects(_name("skos:member"), node)}
        for domain in (subjects | members) & self._titles.keys():
            titles = self._titles[domain]
            own = domain if domain in self._vocabulary.domains else slug(domain) or slug(titles.get("en", ""))
            if own:
                self._titles[own] = titles
                yield own
            else:
                self._faults.lost["collections without a name in Latin letters"] += 1

    def _sources(self) -> Iterator[Source]:
        for node in self._all("dct:BibliographicResource"):
            found = {name: self._text(node, f"dct:{verb}") for name, verb in _SOURCE.items()}
            yield Source(_local(node), kind="reference", **{**found, "title": found["title"] or _local(node)})

    def _all(self, kind: str) -> Iterator[Node]:
        return self._graph.subjects(_name("rdf:type"), _name(kind))

    def _texts(self, node: Node, verb: str) -> Iterator[tuple[str, str]]:
        """Texts with their language, in the order of the languages, as a graph has none."""
        found = [(getattr(it, "language", None) or "", clean(str(it))) for it in self._graph.objects(node, _name(verb))]
        return iter(sorted(pair for pair in found if pair[1]))

    def _text(self, node: Node, verb: str) -> str:
        return next((text for _, text in self._texts(node, verb)), "")


def _name(short: str) -> Node:
    from rdflib import URIRef  # noqa: PLC0415 - an extra

    prefix, _, local = short.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def _short(verb: Node) -> str:
    """A property with the prefix of its vocabulary, where we have one."""
    for prefix, start in PREFIXES.items():
        if str(verb).startswith(start):
            return f"{prefix}:{str(verb).removeprefix(start)}"
    return f"<{verb}>"


def _numbered(node: Node) -> list[tuple[int, str]]:
    """A key by which ``label-10`` comes after ``label-9``."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", str(node))]


def _local(node: Node) -> str:
    """The last part of an address, which is what people call the thing."""
    return unquote(re.split("[/#:]", str(node).rstrip("/#:"))[-1])
