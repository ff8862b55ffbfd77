"""What holds for every export: the list, the same bytes each time, and texts that no file can hold."""

import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from termbase.files import InputError
from termbase.formats.export import EXPORTS, Export
from termbase.formats.holds import FIELDS
from termbase.formats.order import Order
from termbase.formats.tbx_rules import problems
from termbase.model import (
    CONCEPT_STATUSES,
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Base,
    Concept,
    Relation,
    Source,
    Spelling,
    Term,
    Vocabulary,
)
from termbase.parse import load_base

HERE = Path(__file__).parent
MINI = HERE / "data" / "mini"
SCHEMAS = HERE / "schemas"


def written(export: Export, base: Base, *langs: str, tool: str = "") -> dict[str, bytes]:
    """What an export writes: file name to content."""
    order = Order(base, langs, tool)
    if export.write:
        file = io.BytesIO()
        export.write(order, file)
        return {export.name: file.getvalue()}
    assert export.write_folder
    with tempfile.TemporaryDirectory() as folder:
        paths = export.write_folder(order, Path(folder))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_list() -> None:
    assert list(EXPORTS) == [
        *("tbx", "tbx3", "po", "tmx", "xliff", "xliff2", "csv", "tsv", "xlsx"),
        *("skos", "skos-json", "skosxl", "skosxl-json", "stardict", "dict", "yomitan", "anki", "utx"),
        *("languagetool", "vale", "prh", "hunspell"),
    ]
    for name, export in EXPORTS.items():
        assert export.name == name
        assert "" in export.layouts
        for holds in export.layouts.values():
            assert not holds.held & holds.told
            assert holds.held | holds.told <= set(FIELDS)
            assert not holds.statuses & holds.told_statuses
        assert export.writes_folder == (export.write is None) == (export.suffix == "")
        assert len(export.title) < 110


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_the_same_base_gives_the_same_bytes(export: Export) -> None:
    assert written(export, load_base(MINI)) == written(export, load_base(MINI))


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_an_empty_base_is_refused(export: Export) -> None:
    with pytest.raises(InputError, match="has no term to export"):
        written(export, Base("base", (), {}, Vocabulary({}, {}, {}), {}))


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_nothing_in_the_wanted_languages_is_refused(export: Export) -> None:
    retired = Concept("a", "retired", (), {}, (Term("ru", "а"), Term("en", "a")))
    base = Base("base", (retired,), {}, Vocabulary({}, {}, {}), {})
    if export.layouts[""].retired:
        assert written(export, base)
    else:
        with pytest.raises(InputError, match="has no concept with"):
            written(export, base)


PLACES: dict[str, Callable[[Concept, str], Concept]] = {
    "term": lambda concept, text: replace(concept, terms=(*concept.terms, Term("ru", text))),
    "stress": lambda concept, text: replace(concept, terms=(*concept.terms, Term("ru", "а", stress=text))),
    "definition": lambda concept, text: replace(concept, definition={"ru": text}),
    "note": lambda concept, text: replace(concept, note=text),
    "spelling": lambda concept, text: replace(concept, spellings=(Spelling("a", text),)),
}


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    ("char", "code"), [("\ufffe", "U+FFFE"), ("\uffff", "U+FFFF"), ("\ud800", "U+D800"), ("\x1b", "U+001B")]
)
def test_a_character_that_no_file_holds_is_refused(
    export: Export, place: Callable[[Concept, str], Concept], char: str, code: str
) -> None:
    base = load_base(MINI)
    concept = place(base.concepts[0], f"a{char}b")
    with pytest.raises(InputError) as refused:
        written(export, replace(base, concepts=(concept, *base.concepts[1:])))
    assert refused.value.path.endswith("5-year-plan.toml")
    assert f"5-year-plan: contains {code}" in refused.value.reason


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_an_empty_term_is_refused(export: Export) -> None:
    base = load_base(MINI)
    concept = PLACES["term"](base.concepts[0], " ")
    with pytest.raises(InputError, match="5-year-plan: a term is empty"):
        written(export, replace(base, concepts=(concept, *base.concepts[1:])))


# --- random bases ---

# Letters of the three scripts, combining marks, conjoining jamo, what XML, PO and CSV treat in their own way, and
# characters beyond the first plane.
LETTERS = "abZéабЯё가힣ᄒᆞ\u0301\u0304<>&\"'\\%,;=-+@[]{}|#\t \u00a0\u2028\u200d😀𝔸"
TEXTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12).filter(str.strip)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.sampled_from([1, 1, 1, 900]))
OPTIONAL = st.just("") | TEXTS
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
DOMAINS = {"a": {"en": "A & <b>", "ru": "А"}, "b": {"en": "B"}}
GRAMMAR = ["", "noun", "noun masculine animate", "proper neuter", "phrase", "verb", "name common", "countable"]

TERMS = st.builds(
    Term,
    lang=st.sampled_from(["ru", "en", "ko", "ko-KP"]),
    text=TEXTS,
    status=st.sampled_from(TERM_STATUSES),
    type=st.sampled_from(["fullForm", "acronym", "variant", "phrase", "ownType"]),
    grammar=st.sampled_from(GRAMMAR),
    stress=OPTIONAL,
    forms=st.lists(TEXTS, max_size=2).map(tuple),
    reason=OPTIONAL,
    use=OPTIONAL,
    source=st.sampled_from(["", "003"]),
    note=OPTIONAL,
)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    # One usable pair at least, so that no format has nothing to write.
    pair = (Term("en", draw(TEXTS)), Term("ru", draw(TEXTS)))
    terms = pair + tuple(draw(st.lists(TERMS, max_size=4)))
    texts = st.sampled_from([term.text for term in terms])
    spellings = st.builds(Spelling, texts, TEXTS, OPTIONAL, st.sampled_from(TERM_STATUSES), OPTIONAL)
    places = st.builds(
        Attestation, texts, TEXTS, st.just("003"), st.lists(st.integers(1, 9), min_size=1, unique=True).map(tuple)
    )
    return Concept(
        id=draw(IDS),
        status=draw(st.sampled_from(CONCEPT_STATUSES)),
        domains=draw(st.sampled_from([("a",), ("a", "b"), ("unknown",)])),
        definition=draw(st.dictionaries(st.sampled_from(["ru", "en", "ko", "fr"]), LONG, max_size=3)),
        terms=terms,
        spellings=tuple(draw(st.lists(spellings, max_size=3))),
        attestations=tuple(draw(st.lists(places, max_size=2))),
        related=tuple(draw(st.lists(st.builds(Relation, IDS, st.sampled_from(RELATION_KINDS)), max_size=2))),
        note=draw(OPTIONAL),
    )


@st.composite
def bases(draw: st.DrawFn) -> Base:
    found = draw(st.lists(concepts(), min_size=1, max_size=4, unique_by=lambda concept: concept.id))
    found[0] = replace(found[0], status="approved")
    ids = [concept.id for concept in found]
    # Relations between the concepts of the base, and those that lead nowhere.
    found[-1] = replace(found[-1], related=(*found[-1].related, Relation(draw(st.sampled_from(ids)), "broader")))
    source = Source("003", draw(TEXTS), "text", url="https://example.org/?a=1&b=2")
    vocabulary = Vocabulary(DOMAINS, {}, {})
    return Base("base", tuple(sorted(found, key=lambda concept: concept.id)), {"003": source}, vocabulary, {})


RNG = etree.RelaxNG(etree.parse(SCHEMAS / "TBXBasicRNGV02.rng"))
TBX_DTD = etree.DTD(SCHEMAS / "TBXBasiccoreStructV02.dtd")
TMX_DTD = etree.DTD(SCHEMAS / "tmx14.dtd")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_any_base_gives_valid_files(base: Base) -> None:
    files = {name: written(EXPORTS[name], base)[name] for name in ("tbx", "tbx3", "tmx")}
    tbx = etree.fromstring(files["tbx"])
    RNG.assertValid(tbx)
    assert TBX_DTD.validate(tbx), TBX_DTD.error_log
    tmx = etree.fromstring(files["tmx"])
    assert TMX_DTD.validate(tmx), TMX_DTD.error_log
    assert list(problems(io.BytesIO(files["tbx3"]))) == []
    read = etree.fromstring(files["tbx3"]).iterfind(".//{*}term")
    expected = [text for concept in base.concepts for text in _all_texts(concept)]
    assert sorted(term.text for term in read) == sorted(expected)
    for name in ("xliff", "xliff2"):
        for content in written(EXPORTS[name], base, "en", "ru").values():
            units = etree.fromstring(content).iterfind(".//{*}source")
            pairs = [(unit.text, unit.getnext().text) for unit in units]
            assert len(pairs) == tmx_pairs(base)


def tmx_pairs(base: Base) -> int:
    living = [concept for concept in base.concepts if concept.status != "retired"]
    return sum(bool(concept.preferred("en") and concept.preferred("ru")) for concept in living)


def _all_texts(concept: Concept) -> list[str]:
    return [term.text for term in concept.terms] + [spelling.text for spelling in concept.spellings]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_any_base_gives_glossaries_that_polib_reads_back(base: Base) -> None:
    for name, data in written(EXPORTS["po"], base, "en", "ru").items():
        source, target = name.removesuffix(".po").split("-")
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            glossary = polib.pofile(file.name)
        found = [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in glossary]
        expected = []
        for concept in base.concepts:
            original, translation = concept.preferred(source), concept.preferred(target)
            if concept.status != "retired" and original and translation:
                expected.append((concept.id, original.text, translation.text))
        assert found == expected
