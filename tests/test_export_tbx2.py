"""The TBX file of 2008: valid by the published schemas, and read in full by OmegaT and translate-toolkit."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile

from termbase.files import BUNDLED, InputError
from termbase.formats.export import EXPORTS
from termbase.formats.holds import losses
from termbase.formats.order import Order
from termbase.formats.selection import primary
from termbase.formats.tbx2 import write_tbx2
from termbase.formats.tbx_profiles import profiles
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.model import ALLOWED_STATUSES, Base, Concept, Term
from termbase.parse import load_base

HERE = Path(__file__).parent
MINI = HERE / "data" / "mini"
SCHEMAS = HERE / "schemas"
LANGUAGES = ("en", "ru", "ko")
PAIRS = list(permutations(LANGUAGES, 2))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def exported(base: Base, *langs: str, tool: str = "") -> bytes:
    file = io.BytesIO()
    write_tbx2(Order(base, langs, tool), file)
    return file.getvalue()


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def mini() -> Base:
    return load_base(MINI)


def usable(concept: Concept, lang: str) -> list[str]:
    terms = sorted(concept.in_language(lang), key=lambda term: term.status != "preferred")
    return [term.text for term in terms if term.status in ALLOWED_STATUSES]


def entries(base: Base) -> list[Concept]:
    """The concepts that a translator can use: living, and named in two of the languages."""
    return [
        concept
        for concept in base.concepts
        if concept.status != "retired" and sum(bool(usable(concept, lang)) for lang in LANGUAGES) > 1
    ]


# --- schemas ---


def test_the_relax_ng_schema_accepts_it(base: Base) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "TBXBasicRNGV02.rng"))
    schema.assertValid(etree.fromstring(exported(base)))


def test_the_dtd_accepts_it(base: Base) -> None:
    dtd = etree.DTD(SCHEMAS / "TBXBasiccoreStructV02.dtd")
    assert dtd.validate(etree.fromstring(exported(base))), dtd.error_log


def xcs_faults(document: etree._Element) -> Iterator[str]:
    """What breaks the XCS file: unknown categories, values off the closed list, wrong levels."""
    specs = {}
    for spec in etree.parse(SCHEMAS / "TBXBasicXCSV02.xcs").iterfind("datCatSet/*"):
        contents = spec.find("contents")
        assert contents is not None
        closed = (contents.text or "").split() if contents.get("datatype") == "picklist" else []
        levels = (spec.findtext("levels") or "").replace("term", "tig").replace("tigEntry", "termEntry").split()
        specs[spec.tag.removesuffix("Spec"), spec.get("name")] = (closed, levels)
    for element in document.find("text").iter("descrip", "admin", "termNote", "transac", "transacNote", "ref", "xref"):
        spec = specs.get((element.tag, element.get("type")))
        if spec is None:
            yield f"{element.tag} {element.get('type')}"
        else:
            closed, levels = spec
            if closed and element.text not in closed:
                yield f"{element.get('type')}={element.text}"
            if levels and element.getparent().tag not in levels:
                yield f"{element.get('type')} in {element.getparent().tag}"


def test_the_closed_lists_of_the_xcs_file_hold(base: Base) -> None:
    assert list(xcs_faults(etree.fromstring(exported(base)))) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (">noun<", ">Noun<", "partOfSpeech=Noun"),
        ('"partOfSpeech"', '"wordClass"', "termNote wordClass"),
        ("preferredTerm-admn-sts", "preferred", "administrativeStatus=preferred"),
        (">acronym<", ">initialism<", "termType=initialism"),
        ("<note>ko-KP: ", '<descrip type="context">x</descrip><note>', "context in termEntry"),
    ],
)
def test_the_closed_lists_are_really_looked_at(mini: Base, old: str, new: str, fault: str) -> None:
    text = exported(mini).decode()
    assert old in text
    assert fault in set(xcs_faults(etree.fromstring(text.replace(old, new).encode())))


# --- translate-toolkit ---


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_translate_toolkit_reads_every_entry_preferred_first(base: Base, source: str, target: str) -> None:
    units = tbxfile(io.BytesIO(exported(base)), sourcelanguage=source, targetlanguage=target).units
    found = [
        ([term.text for term in unit.get_source_terms()], [term.text for term in unit.get_target_terms()])
        for unit in units
    ]
    assert found == [(usable(concept, source), usable(concept, target)) for concept in entries(base)]
    for unit, concept in zip(units, entries(base), strict=True):
        assert unit.getid().lstrip("_") == concept.id
        for lang, text in ((source, unit.source), (target, unit.target)):
            if preferred := concept.preferred(lang):
                assert text == preferred.text
        assert not any(term.deprecated for term in unit.get_source_terms() + unit.get_target_terms())


# --- the profile ---


def test_the_profile(mini: Base) -> None:
    root = etree.fromstring(exported(mini))
    assert root.nsmap == {}
    assert (root.tag, root.get("type"), root.get(XML_LANG)) == ("martif", "TBX-Basic", "en")
    ids = [entry.get("id") for entry in root.iter("termEntry")]
    assert ids == ["_5-year-plan", "chudo", "combining", "list-of-people", "marks", "stakhanovets", "vtssps"]
    assert all(re.fullmatch("[a-z_][a-z0-9-]*", name) for name in ids)
    assert {section.get(XML_LANG) for section in root.iter("langSet")} == set(LANGUAGES)
    assert {"descripGrp", "ntig"}.isdisjoint(element.tag for element in root.iter())
    for entry in root.iter("termEntry"):
        tags = [child.tag for child in entry]
        assert tags == sorted(tags, key=["descrip", "note", "langSet"].index)


@pytest.mark.parametrize(
    ("wanted", "main", "sections", "count"),
    [
        (("ru", "en"), "ru", ["ru", "en"], 7),
        (("ko", "ru"), "ko", ["ko", "ru"], 6),
        (("en", "ko-KP"), "en", ["en", "ko"], 1),
    ],
)
def test_languages_are_chosen(mini: Base, wanted: tuple[str, ...], main: str, sections: list[str], count: int) -> None:
    root = etree.fromstring(exported(mini, *wanted))
    assert root.get(XML_LANG) == main
    found = [[section.get(XML_LANG) for section in entry.iter("langSet")] for entry in root.iter("termEntry")]
    assert found == [sections] * count


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (("en", "fr"), "has no term in the language 'fr'; its languages: ru, en, ko, ko-KP"),
        (("en",), "needs two languages, not only en"),
        (("ko", "ko-KP", "en"), "ko and ko-KP are one language"),
    ],
)
def test_languages_that_cannot_be_exported(mini: Base, wanted: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InputError, match=re.escape(reason)):
        exported(mini, *wanted)


# --- the profiles ---

TOOLS = [tool for tool in profiles() if tool]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_profile_obeys_the_schemas_it_claims(base: Base, tool: str) -> None:
    data = exported(base, tool=tool)
    document = etree.fromstring(data)
    structure = etree.DTD(SCHEMAS / "TBXcoreStructV02.dtd")
    assert structure.validate(document), structure.error_log
    assert list(problems(io.BytesIO(data))) == []
    if document.get("type") == "TBX-Basic":
        etree.RelaxNG(etree.parse(SCHEMAS / "TBXBasicRNGV02.rng")).assertValid(document)
        assert list(xcs_faults(document)) == []
    ids = [entry.get("id", "") for entry in document.iter("termEntry")]
    assert len(set(ids)) == len(ids)
    assert all(name.isascii() for name in ids)


@pytest.mark.parametrize("tool", ["omegat", "lokalize", "okapi", "memoq"])
def test_tools_that_know_no_bad_terms_are_given_none(base: Base, tool: str) -> None:
    data = exported(base, tool=tool)
    offered = {term.text for term in etree.fromstring(data).iter("term")}
    usable_terms = {text for concept in entries(base) for lang in LANGUAGES for text in usable(concept, lang)}
    small = {text.lower() for concept in entries(base) for text in usable(concept, LANGUAGES[0])}
    assert offered == usable_terms | (small if tool == "lokalize" else set())


def test_lokalize_finds_terms_with_capitals_of_the_first_language(mini: Base) -> None:
    def terms(lang: str, *langs: str) -> dict[str, list[str]]:
        document = etree.fromstring(exported(mini, *langs, tool="lokalize"))
        found = document.findall(f".//termEntry/langSet[@{XML_LANG}='{lang}']")
        return {
            section.getparent().get("id", ""): [term.text or "" for term in section.iter("term")] for section in found
        }

    english = terms("en", "en", "ru")
    assert english["stakhanovets"][0] == "Stakhanovite"
    assert all({text.lower() for text in texts} <= set(texts) for texts in english.values())
    assert all(len(set(texts)) == len(texts) for texts in english.values())
    assert "stakhanovite" not in terms("en", "ru", "en")["stakhanovets"]


@pytest.mark.parametrize(
    ("tool", "says"),
    [
        ("phrase", [("preferred", "false"), ("forbidden", "true"), ("status", "Approved"), ("partOfSpeech", "NOUN")]),
        ("crowdin", [("administrativeStatus", "deprecatedTerm-admn-sts"), ("partOfSpeech", "noun")]),
        ("multiterm", [("administrativeStatus", "deprecatedTerm-admn-sts"), ("partOfSpeech", "noun")]),
    ],
)
def test_tools_that_know_bad_terms_are_told_so(tool: str, says: list[tuple[str, str]], mini: Base) -> None:
    concept = mini.concept("stakhanovets")
    assert concept
    terms = tuple(replace(term, grammar="noun") if term.text == "Stakhanovist" else term for term in concept.terms)
    document = etree.fromstring(exported(replace(mini, concepts=(replace(concept, terms=terms),)), tool=tool))
    (group,) = (tig for tig in document.iter("tig") if tig.findtext("term") == "Stakhanovist")
    assert [(note.get("type"), note.text) for note in group.iter("termNote")][: len(says)] == says


def test_phrase_has_its_own_words(mini: Base) -> None:
    document = etree.fromstring(exported(mini, tool="phrase"))
    said = {(note.get("type"), note.text) for note in document.iter("termNote")}
    assert {("grammaticalGender", "MASCULINE"), ("termType", "ACRONYM"), ("partOfSpeech", "NOUN")} <= said
    assert not {text for _, text in said if text in {"masculine", "acronym", "noun"}}


def test_multiterm_has_romanisations_and_northern_korean(mini: Base) -> None:
    document = etree.fromstring(exported(mini, tool="multiterm"))
    entry = next(entry for entry in document.iter("termEntry") if entry.get("id") == "stakhanovets")
    assert [section.get(XML_LANG) for section in entry.iter("langSet")] == ["en", "ru", "ko", "ko-KP"]
    (group,) = (tig for tig in entry.iter("tig") if tig.findtext("term") == "Stachanowez")
    assert "transliteratedForm" in [note.text for note in group.iter("termNote")]


@pytest.mark.parametrize(
    ("tool", "asked", "wanted"),
    [
        ("", (), ["en", "zh"]),
        ("multiterm", (), ["en", "zh-CN", "zh-TW"]),
        ("multiterm", ("en", "zh-TW"), ["en", "zh-TW"]),
    ],
)
def test_two_regions_of_a_language(tool: str, asked: tuple[str, ...], wanted: list[str]) -> None:
    terms = (Term("en", "lorry"), Term("zh-CN", "truck"), Term("zh-TW", "lorry car"))
    base = replace(load_base(MINI), concepts=(Concept("lorry", "approved", (), {}, terms),))
    file = io.BytesIO()
    write_tbx2(Order(base, asked, tool), file)
    assert [one.get(XML_LANG) for one in etree.fromstring(file.getvalue()).iter("langSet")] == wanted
    found = losses(Order(base, asked, tool), EXPORTS["tbx"].layouts[tool])
    assert found.told["terms in zh-TW"] == (b"<note>zh-TW: lorry car</note>" in file.getvalue()) == (not tool)


@pytest.mark.parametrize("tool", profiles())
def test_what_a_profile_says_is_read_back(tool: str, mini: Base, tmp_path: Path) -> None:
    def seen(term: Term) -> str:  # to Phrase, superseded is forbidden too
        return "avoid" if tool == "phrase" and term.status not in ALLOWED_STATUSES else term.status

    path = tmp_path / "a.tbx"
    path.write_bytes(exported(mini, tool=tool))
    back = {
        (lang, term.text, seen(term))
        for concept in read_tbx(path, mini.vocabulary).concepts
        for term in concept.terms
        for lang in [primary(term.lang)]
    }
    holds = profiles()[tool].holds
    known = {
        (primary(term.lang), term.text, seen(term))
        for concept in mini.concepts
        for term in concept.terms
        if "term statuses" in holds.held
    }
    spelt = {spelling.text for concept in mini.concepts for spelling in concept.spellings if "spellings" in holds.held}
    small = {term[1].lower() for term in known if term[0] == LANGUAGES[0] and tool == "lokalize"}
    assert not known or {term for term in back if term[1] not in spelt | small} <= known
