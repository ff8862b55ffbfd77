"""SKOS and SKOS-XL: rdflib reads them, every term has its label, and the integrity conditions of SKOS hold."""

import io
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, Namespace
from rdflib.term import Node

from termbase.files import BUNDLED
from termbase.formats.export import EXPORTS
from termbase.formats.order import Order
from termbase.formats.rdf import PREFIXES
from termbase.model import Base, Concept, Relation, Term, Vocabulary
from termbase.parse import load_base
from termbase.text import spelling_tag
from tests.test_export_any import bases

# What rdflib itself calls when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
MINI = Path(__file__).parent / "data" / "mini"
XL = Namespace(PREFIXES["skosxl"])
TB = Namespace(PREFIXES["tb"])
CONCEPT = Namespace(PREFIXES["concept"])
SYNTAXES = {"skos": "turtle", "skos-json": "json-ld", "skosxl": "turtle", "skosxl-json": "json-ld"}
KINDS = {"preferred": SKOS.prefLabel, "admitted": SKOS.altLabel}
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
XL_LABELS = (XL.prefLabel, XL.altLabel, XL.hiddenLabel)


def graph(name: str, base: Base) -> Graph:
    file = io.BytesIO()
    write = EXPORTS[name].write
    assert write
    write(Order(base), file)
    return Graph().parse(data=file.getvalue(), format=SYNTAXES[name])


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module", params=["skosxl", "skosxl-json"])
def both(request: pytest.FixtureRequest, base: Base) -> tuple[Base, Graph]:
    return base, graph(request.param, base)


def breaches(found: Graph) -> list[str]:
    """The integrity conditions of SKOS (reference, sections 3 to 10 and appendix B) that a graph breaks."""
    wrong = []
    classes = {
        it: set(found.subjects(RDF.type, it)) for it in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection, XL.Label)
    }
    for code, one, other in (
        ("S9", SKOS.ConceptScheme, SKOS.Concept),
        ("S37", SKOS.Collection, SKOS.Concept),
        ("S37", SKOS.Collection, SKOS.ConceptScheme),
        *(("S48", XL.Label, it) for it in (SKOS.Concept, SKOS.ConceptScheme, SKOS.Collection)),
    ):
        wrong += [f"{code} {it}" for it in classes[one] & classes[other]]
    for concept in classes[SKOS.Concept]:
        labels = {kind: set(found.objects(concept, kind)) for kind in LABELS}
        wrong += [f"S13 {concept}" for one, other in combinations(LABELS, 2) if labels[one] & labels[other]]
        per_language = Counter(it.language for it in labels[SKOS.prefLabel] if isinstance(it, Literal))
        wrong += [f"S14 {concept} {lang}" for lang, count in per_language.items() if count > 1]
        above = set(found.transitive_objects(concept, SKOS.broader)) - {concept}
        under = set(found.transitive_subjects(SKOS.broader, concept)) - {concept}
        narrower = set(found.transitive_objects(concept, SKOS.narrower)) - {concept}
        related = set(found.objects(concept, SKOS.related)) | set(found.subjects(SKOS.related, concept))
        wrong += [f"S27 {concept} {it}" for it in related & (above | under | narrower)]
    for label in classes[XL.Label]:
        if len(list(found.objects(label, XL.literalForm))) != 1:
            wrong.append(f"S52 {label}")
    for plain, full in zip(LABELS, XL_LABELS, strict=True):  # S55, S56, S57
        for concept, label in found.subject_objects(full):
            form = found.value(label, XL.literalForm)
            wrong += [] if form and (concept, plain, form) in found else [f"S55 {concept} {label}"]
    return wrong


def test_every_term_is_a_label_of_its_kind(both: tuple[Base, Graph]) -> None:
    base, found = both
    expected = set()
    for concept in base.concepts:
        for term in concept.terms:
            expected.add((CONCEPT[concept.id], KINDS.get(term.status, SKOS.hiddenLabel), Literal(term.text, term.lang)))
        for spelling in concept.spellings:
            lang = next(term.lang for term in concept.terms if term.text == spelling.of)
            label = Literal(spelling.text, spelling_tag(lang, spelling.of, spelling.text))
            expected.add((CONCEPT[concept.id], SKOS.hiddenLabel, label))
    labels = {triple for kind in LABELS for triple in found.triples((None, kind, None))}
    collections = set(found.subjects(RDF.type, SKOS.Collection))
    assert {triple for triple in labels if triple[0] not in collections} == expected


def test_every_label_says_its_status(both: tuple[Base, Graph]) -> None:
    base, found = both
    statuses: Counter[tuple[Node, Node | None, str]] = Counter()
    for label in found.subjects(RDF.type, XL.Label):
        form, status = found.value(label, XL.literalForm), found.value(label, TB.status)
        (node,) = {it for kind in XL_LABELS for it in found.subjects(kind, label)}
        statuses[node, form, str(status)] += 1
    for concept in base.concepts:
        for term in concept.terms:
            assert statuses[CONCEPT[concept.id], Literal(term.text, term.lang), term.status] == 1


def test_counts(both: tuple[Base, Graph]) -> None:
    base, found = both
    assert len(set(found.subjects(RDF.type, SKOS.Concept))) == len(base.concepts)
    relations = sum(len(concept.related) for concept in base.concepts)
    kinds = (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.semanticRelation)
    langs = {term.lang for concept in base.concepts for term in concept.terms}
    assert sum(len(list(found.triples((None, kind, None)))) for kind in kinds) == relations
    for concept in base.concepts:
        node = CONCEPT[concept.id]
        assert len(list(found.objects(node, SKOS.definition))) == len(
            [lang for lang in concept.definition if lang in langs]
        )
        assert {str(it) for it in found.objects(node, DCTERMS.subject)} == {
            PREFIXES["domain"] + domain for domain in concept.domains
        }
        assert str(found.value(node, TB.status)) == concept.status
        assert ((node, OWL.deprecated, Literal(True)) in found) == (concept.status == "retired")
        assert {str(it) for it in found.objects(node, DCTERMS.source)} == {
            PREFIXES["source"] + term.source for term in concept.terms if term.source
        }


def test_the_integrity_conditions_hold(both: tuple[Base, Graph]) -> None:
    assert breaches(both[1]) == []


@pytest.mark.parametrize(("turtle", "json"), [("skos", "skos-json"), ("skosxl", "skosxl-json")])
def test_both_syntaxes_say_the_same(turtle: str, json: str) -> None:
    mini = load_base(MINI)
    assert to_isomorphic(graph(turtle, mini)) == to_isomorphic(graph(json, mini))


def test_plain_skos_is_part_of_skos_xl() -> None:
    mini = load_base(MINI)
    assert set(graph("skos", mini)) < set(graph("skosxl", mini))


def test_what_is_related_and_above_is_not_called_related() -> None:
    def concept(name: str, *related: Relation) -> Concept:
        return Concept(name, "approved", (), {}, (Term("en", name),), related=related)

    concepts = (
        concept("a", Relation("b", "broader"), Relation("c", "associative")),
        concept("b", Relation("c", "broader"), Relation("d", "contrast")),
        concept("c", Relation("a", "contrast")),
        concept("d", Relation("b", "contrast")),
    )
    found = graph("skos", Base("base", concepts, {}, Vocabulary({}, {}, {}), {}))
    assert set(found.subject_objects(SKOS.semanticRelation)) == {(CONCEPT.a, CONCEPT.c), (CONCEPT.c, CONCEPT.a)}
    assert set(found.subject_objects(SKOS.related)) == {(CONCEPT.b, CONCEPT.d), (CONCEPT.d, CONCEPT.b)}
    assert breaches(found) == []


def test_a_breach_is_seen() -> None:
    found = graph("skosxl", load_base(MINI))
    node = CONCEPT.chudo
    found.add((node, SKOS.prefLabel, Literal("wonder", "en")))
    found.add((node, SKOS.altLabel, Literal("wonder", "en")))
    found.add((node, RDF.type, SKOS.ConceptScheme))
    found.add((node, SKOS.related, CONCEPT.x))
    found.add((CONCEPT.x, SKOS.broader, node))
    found.add((node, RDF.type, XL.Label))
    found.add((node, XL.altLabel, next(found.subjects(RDF.type, XL.Label))))
    assert {line.split()[0] for line in breaches(found)} >= {"S9", "S13", "S14", "S27", "S48", "S52", "S55"}


def test_what_replaces_a_retired_concept() -> None:
    found = graph("skos", load_base(MINI))
    assert found.value(CONCEPT["old-shock-worker"], DCTERMS.isReplacedBy) == CONCEPT.stakhanovets


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_any_base_keeps_the_conditions_and_its_texts(base: Base) -> None:
    # A text that has two statuses in one language has one label: SKOS forbids more.
    for name in ("skos", "skosxl"):
        found = graph(name, base)
        assert breaches(found) == []
        assert to_isomorphic(found) == to_isomorphic(graph(f"{name}-json", base))
        labels = {(str(node), str(text)) for kind in LABELS for node, text in found.subject_objects(kind)}
        for concept in base.concepts:
            for term in concept.terms:
                assert (str(CONCEPT[concept.id]), term.text) in labels
            definitions = {str(it) for it in found.objects(URIRef(CONCEPT[concept.id]), SKOS.definition)}
            langs = {term.lang for one in base.concepts for term in one.terms}
            assert definitions == {text for lang, text in concept.definition.items() if lang in langs}


def test_a_source_with_signs_in_its_id() -> None:
    mini = load_base(MINI)
    source = replace(next(iter(mini.sources.values())), id="a b/ц")
    found = graph("skos", replace(mini, sources={source.id: source}))
    assert (URIRef(PREFIXES["source"] + "a%20b%2F%D1%86"), RDF.type, DCTERMS.BibliographicResource) in found
