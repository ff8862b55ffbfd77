"""Random bases whose concept files would be well-shaped: what load and import have in common."""

from dataclasses import replace
from unicodedata import category, normalize

from hypothesis import strategies as st

from termbase.model import (
    CASE_POLICIES,
    CONCEPT_STATUSES,
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Base,
    Concept,
    Matching,
    Relation,
    Source,
    Spelling,
    Term,
    Vocabulary,
)

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
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
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


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    found = draw(terms())
    texts = st.sampled_from([term.text for term in found])
    spellings = st.builds(Spelling, texts, TEXTS, OPTIONAL, st.sampled_from(TERM_STATUSES), OPTIONAL)
    lines = st.lists(st.integers(1, 9), min_size=1, unique=True).map(lambda lines: tuple(sorted(lines)))
    places = st.builds(Attestation, texts, TEXTS, st.just("003"), lines, st.booleans())
    some = st.lists(TEXTS, max_size=2).map(tuple)
    return Concept(
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


@st.composite
def bases(draw: st.DrawFn) -> Base:
    found = draw(st.lists(concepts(), min_size=1, max_size=4, unique_by=lambda concept: concept.id))
    ids = [concept.id for concept in found]
    # Relations between the concepts of the base beside those that lead nowhere.
    found[-1] = replace(found[-1], related=(*found[-1].related, Relation(draw(st.sampled_from(ids)), "broader")))
    return Base("base", tuple(sorted(found, key=lambda concept: concept.id)), SOURCES, VOCABULARY, {})
