"""Random bases whose concept files would be well-shaped: what load and import have in common."""

from dataclasses import replace
from unicodedata import category, normalize

from hypothesis import strategies as st
from lxml import etree

from termbase.formats import tbx_fragment as fragment
from termbase.formats.xml_stream import LANG
from termbase.model import (
    CASE_POLICIES,
    CONCEPT_STATUSES,
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Base,
    Concept,
    Extension,
    Matching,
    Relation,
    Source,
    Spelling,
    Term,
    Vocabulary,
)
from termbase.text import spelling_tag

# Three scripts, combining marks, conjoining jamo, what XML treats in its own way, separators, the second plane.
LETTERS = "abZéабЯё가힣ᄒᆞ\u0301\u0304<>&\"'\\%,;:=-+@[]{}|# \u00a0\u2028\u200d😀𝔸"
NAMES = ["stress", "note", "must", "broader", "spelling of", "concept status", "form"]


def well_shaped(text: str) -> bool:
    """Whether a concept file may hold the text (`termbase.parse`)."""
    return (
        bool(text.strip())
        and text == text.strip()
        and normalize("NFC", text) == text
        and not any(category(char) in ("Cc", "Cs") for char in text)
    )


WORDS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12).filter(well_shaped)
REMARKS = st.builds("{}: {}".format, st.sampled_from(NAMES), WORDS).filter(well_shaped)
TEXTS = WORDS | REMARKS
LONG = st.builds(lambda text, times: text * times, TEXTS, st.sampled_from([1, 1, 1, 900])).filter(well_shaped)
OPTIONAL = st.just("") | TEXTS
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True) | st.sampled_from(["0" * 200, "a-b" * 66])
SOURCES = {"003": Source("003", "A & <b>", "text", "Author", "2020", "https://example.org/?a=1&b=2", "a note")}
VOCABULARY = Vocabulary(
    {"a": {"en": "A & <b>", "ru": "А"}, "b-b": {"en": "B"}, "c": {}},
    dict.fromkeys(["fullForm", "acronym", "variant", "phrase", "ownType"], "meaning"),
    dict.fromkeys(
        ["noun", "proper", "name", "phrase", "verb", "neuter", "masculine", "common", "animate", "plural", "countable"],
        "meaning",
    ),
)
GRAMMAR = ["", "noun", "noun masculine animate", "proper neuter", "phrase", "verb", "name common", "plural"]
LANGUAGES = st.sampled_from(["ru", "en", "ko", "ko-KP", "fr", "zh-TW"])


@st.composite
def terms(draw: st.DrawFn, min_size: int = 1) -> tuple[Term, ...]:
    one: st.SearchStrategy[Term] = st.builds(
        Term,
        lang=LANGUAGES,
        text=TEXTS,
        status=st.sampled_from(TERM_STATUSES),
        type=st.sampled_from(list(VOCABULARY.types)),
        grammar=st.sampled_from(GRAMMAR),
        stress=OPTIONAL,
        forms=st.lists(TEXTS, max_size=2).map(tuple),
        confirmed=st.booleans(),
        reason=OPTIONAL,
        broad=st.booleans(),
        compound=st.sampled_from([None, True, False]),
        case=st.sampled_from([None, *CASE_POLICIES]),
        source=st.sampled_from(["", "003", "lost"]),
        note=OPTIONAL,
    )
    found = draw(st.lists(one, min_size=min_size, max_size=5, unique_by=lambda term: (term.lang, term.text)))
    if (
        draw(st.sampled_from([True, False]))
        and (stressed := normalize("NFC", f"{found[0].text}\u0301")) != found[0].text
    ):
        found[0] = replace(found[0], stress=stressed)
    for number, term in enumerate(found):
        others = [other.text for other in found if other.lang == term.lang and other.text != term.text]
        if others and draw(st.sampled_from([True, False])):
            found[number] = replace(term, use=others[0])
    return tuple(found)


XML_TEXTS = st.text(st.sampled_from(f"{LETTERS}\n\t\u0338\x85"), max_size=8)
CATEGORIES = st.sampled_from(["context", "figure", "definition", "subjectField", "source", "partOfSpeech", "Own <&'>"])
ELEMENTS = ["descrip", "admin", "termNote", "note", "xref", "ref", "transac", "term", "hi", "descripGrp", "own"]


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    """Anything that another program may write, and more."""
    element = etree.Element(draw(st.sampled_from(ELEMENTS)))
    element.text = draw(XML_TEXTS)
    for key, values in (("type", CATEGORIES), ("target", TEXTS), (LANG, st.sampled_from(["en", "fr"]))):
        if draw(st.sampled_from([True, False])):
            element.set(key, draw(values))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2])) if depth < 2 else 0):
        child = draw(elements(depth + 1))
        child.tail = draw(XML_TEXTS)
        element.append(child)
    return element


def beside(concept: Concept) -> list[Extension]:
    """What stands beside fields of a concept: company that a definition and a grammatical note have, and markup."""
    found = [
        Extension(
            "tbx", lang, "", "<descripGrp><descrip type='definition'/><admin type='source'>s</admin></descripGrp>"
        )
        for lang in concept.definition
        if any(concept.in_language(lang))
    ]
    for term in concept.terms[:1]:
        text = fragment.written(element_of("hi", term.text))
        found.append(Extension("tbx", term.lang, term.text, f"<term>{text}</term>"))
        group = "<termNoteGrp><termNote type='administrativeStatus'/><note>n</note></termNoteGrp>"
        found.append(Extension("tbx", term.lang, term.text, group))
    return found


def element_of(name: str, text: str) -> etree._Element:
    element = etree.Element(name)
    element.text = text
    return element


@st.composite
def extensions(draw: st.DrawFn, concept: Concept) -> tuple[Extension, ...]:
    places = [("", ""), *((term.lang, text) for term in concept.terms for text in ("", term.text))]
    langs = {term.text: term.lang for term in reversed(concept.terms)}
    places += [(spelling_tag(langs[it.of], it.of, it.text), it.text) for it in concept.spellings]
    contents = elements().map(fragment.written)
    own = st.builds(
        lambda place, content: Extension("tbx", place[0], place[1], content), st.sampled_from(places), contents
    )
    found = draw(st.lists(own, max_size=2) | st.just([]) | st.lists(st.sampled_from(beside(concept)), max_size=2))
    return tuple(dict.fromkeys(found))


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    found = draw(terms())
    texts = st.sampled_from([term.text for term in found])
    spellings = st.builds(Spelling, texts, TEXTS, OPTIONAL, st.sampled_from(TERM_STATUSES), OPTIONAL)
    lines = st.lists(st.integers(1, 9), min_size=1, unique=True).map(lambda lines: tuple(sorted(lines)))
    places = st.builds(Attestation, texts, TEXTS, st.just("003"), lines, st.booleans())
    some = st.lists(TEXTS, max_size=2).map(tuple)
    concept = Concept(
        id=draw(IDS),
        status=draw(st.sampled_from(CONCEPT_STATUSES)),
        domains=draw(st.sampled_from([(), ("a",), ("a", "b-b"), ("c",)])),
        definition=draw(st.dictionaries(st.sampled_from(["ru", "en", "ko", "de"]), LONG, max_size=3)),
        terms=found,
        spellings=tuple(draw(st.lists(spellings, max_size=3))),
        attestations=tuple(draw(st.lists(places, max_size=2))),
        related=tuple(draw(st.lists(st.builds(Relation, IDS, st.sampled_from(RELATION_KINDS)), max_size=2))),
        matching=draw(st.just(Matching()) | st.builds(Matching, some, st.just(("ko",)), st.just(()), some, some)),
        note=draw(OPTIONAL),
    )
    return replace(concept, extensions=draw(extensions(concept)))


@st.composite
def bases(draw: st.DrawFn) -> Base:
    found = draw(st.lists(concepts(), min_size=1, max_size=4, unique_by=lambda concept: concept.id))
    ids = [concept.id for concept in found]
    # Relations between the concepts of the base beside those that lead nowhere.
    found[-1] = replace(found[-1], related=(*found[-1].related, Relation(draw(st.sampled_from(ids)), "broader")))
    return Base("base", tuple(sorted(found, key=lambda concept: concept.id)), SOURCES, VOCABULARY, {})
