"""TBX of the wild: every dialect and style, the words that programs use, and input that is refused."""

import re
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import cast

import pytest

from termbase.files import InputError
from termbase.formats import tbx_stream
from termbase.formats.imported import Imported, clean, free_id, name_of, slug
from termbase.formats.tbx_names import language
from termbase.formats.tbx_read import read_tbx
from termbase.model import Extension, Relation, Source, Spelling, Term, TermStatus, Vocabulary

Read = Callable[..., Imported]
GRAMMAR = [
    "noun",
    "proper",
    "adjective",
    "verb",
    "masculine",
    "feminine",
    "neuter",
    "animate",
    "singular",
    "plural",
    "phrase",
    "adverb",
    "inanimate",
]
TYPES = ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"]
VOCABULARY = Vocabulary(
    {"work": {"en": "Work & pay", "ru": "Труд"}}, dict.fromkeys(TYPES, ""), dict.fromkeys(GRAMMAR, "")
)
HEAD_2008 = '<martif type="TBX-Basic" xml:lang="en"><text><body>'
FOOT_2008 = "</body></text></martif>"
HEAD_2019 = (
    '<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" type="TBX-Basic" style="{}" '
    'xmlns:basic="http://www.tbxinfo.net/ns/basic" xml:lang="en"><text><body>'
)
FOOT_2019 = "</body></text></tbx>"


def tig(text: str = "term", said: str = "") -> str:
    return f"<tig><term>{text}</term>{said}</tig>"


def section(lang: str = "en", content: str = "") -> str:
    return f'<langSet xml:lang="{lang}">{content or tig()}</langSet>'


def entry(content: str = "", name: str = "c1") -> str:
    return f'<termEntry id="{name}">{content or section()}</termEntry>'


def old(*entries: str) -> str:
    return HEAD_2008 + "".join(entries) + FOOT_2008


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(content: str | bytes, *, skip: bool = False) -> Imported:
        path = tmp_path / "a.tbx"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_tbx(path, VOCABULARY, skip=skip)

    return run


DCA = """<conceptEntry id="c1"><descrip type="subjectField">Work &amp; pay</descrip>
<langSec xml:lang="en-US"><descripGrp><descrip type="definition">One who
    works.</descrip><admin type="source">A book</admin></descripGrp>
<termSec><term>worker</term><termNote type="partOfSpeech">noun</termNote>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote><termNote type="termType">fullForm</termNote>
<descrip type="context">Workers work.</descrip><admin type="source">book</admin></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>рабочий</term>
<termNote type="grammaticalGender">masculine</termNote><note>always</note></termSec></langSec>
</conceptEntry>"""
DCT = """<conceptEntry id="c1"><min:subjectField>Work &amp; pay</min:subjectField>
<langSec xml:lang="en-US"><descripGrp><basic:definition>One who
    works.</basic:definition><basic:source>A book</basic:source></descripGrp>
<termSec><term>worker</term><min:partOfSpeech>noun</min:partOfSpeech>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><basic:termType>fullForm</basic:termType>
<basic:context>Workers work.</basic:context><basic:source>book</basic:source></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>рабочий</term>
<basic:grammaticalGender>masculine</basic:grammaticalGender><note>always</note></termSec>
</langSec></conceptEntry>"""
TIG = DCA.replace("conceptEntry", "termEntry").replace("langSec", "langSet")
NTIG = (
    re.sub("(<termSec>)(.*?)(<descrip |</termSec>)", r"\1<termGrp>\2</termGrp>\3", DCA, flags=re.DOTALL)
    .replace("conceptEntry", "termEntry")
    .replace("langSec", "langSet")
    .replace("termSec", "ntig")
)
STYLES = {
    "2019 dca": HEAD_2019.format("dca") + DCA + FOOT_2019,
    "2019 dct": HEAD_2019.format("dct") + DCT + FOOT_2019,
    "2008 tig": HEAD_2008 + TIG.replace("termSec", "tig") + FOOT_2008,
    "2008 ntig": HEAD_2008 + NTIG + FOOT_2008,
    "a namespace of its own": '<martif xmlns="urn:x" type="TBX-Basic"><text><body>' + NTIG + FOOT_2008,
}


CITED = "<descripGrp><descrip type='definition'/><admin type='source'>A book</admin></descripGrp>"


@pytest.mark.parametrize("name", STYLES)
def test_all_styles_say_the_same(name: str, read: Read) -> None:
    found = read(STYLES[name])
    (concept,) = found.concepts
    assert concept.id == "c1"
    assert concept.domains == ("work",)
    assert concept.definition == {"en": "One who works."}
    assert concept.note == ""
    assert concept.terms == (
        Term("en", "worker", grammar="noun", source="book"),
        Term("ru", "рабочий", grammar="masculine", note="always"),
    )
    assert concept.status == "review"
    assert found.kind == f"TBX-Basic {'2019' if '2019' in name else '2008'}"
    assert sorted(concept.extensions, key=astuple) == [
        Extension("tbx", "en", "", CITED),
        Extension("tbx", "en", "worker", "<descrip type='context'>Workers work.</descrip>"),
    ]
    assert found.kept == {"context": 1, "definition": 1}
    assert not any(found.losses)
    assert found.languages == {"en-US": "en"}


STATUSES = {
    "preferredTerm-admn-sts": "preferred",
    "preferredTermAdmnSts": "preferred",
    "Preferred": "preferred",
    "standardizedTerm": "preferred",
    "admittedTerm-admn-sts": "admitted",
    "Approved": "admitted",
    "allowed": "admitted",
    "supersededTerm-admn-sts": "superseded",
    "Obsolete": "superseded",
    "deprecatedTerm-admn-sts": "deprecated",
    "deprecatedTermadmnsts": "deprecated",
    "preferredTerm-adm-sts": "preferred",
    "obsoleteTerm": "superseded",
    "VALID": "admitted",
    "INVALID": "deprecated",
    "disallowed": "deprecated",
    "deprecatedTerm": "deprecated",
    "notRecommended": "deprecated",
    "not recommended": "deprecated",
    "forbidden": "deprecated",
    "Do not use": "deprecated",
}


@pytest.mark.parametrize(
    "category", ["administrativeStatus", "usageStatus", "Usage status", "normativeAuthorization", "temporalQualifier"]
)
@pytest.mark.parametrize("word", STATUSES)
def test_statuses_of_the_wild(category: str, word: str, read: Read) -> None:
    said = f'<termNote type="{category}">{word}</termNote>'
    found = read(old(entry(section(content=tig() + tig("other", said)))))
    assert [term.status for term in found.concepts[0].terms] == ["preferred", STATUSES[word]]


@pytest.mark.parametrize(
    ("said", "status", "kept"),
    [
        ([("forbidden", "true")], "deprecated", ""),
        ([("forbidden", "false")], "preferred", ""),
        ([("preferred", "false")], "preferred", ""),
        ([("status", "Approved"), ("forbidden", "Yes")], "deprecated", ""),
        (
            [("usageStatus", "preferred"), ("administrativeStatus", "deprecatedTerm-admn-sts")],
            "deprecated",
            "<termNote type='usageStatus'>preferred</termNote>",
        ),
        ([("status", "blue")], "preferred", "<termNote type='status'>blue</termNote>"),
    ],
)
def test_statuses_that_are_flags_or_several(said: list[tuple[str, str]], status: str, kept: str, read: Read) -> None:
    notes = "".join(f'<termNote type="{name}">{text}</termNote>' for name, text in said)
    (concept,) = read(old(entry(section(content=tig("a", notes))))).concepts
    assert concept.terms == (Term("en", "a", cast("TermStatus", status)),)
    assert concept.extensions == ((Extension("tbx", "en", "a", kept),) if kept else ())


@pytest.mark.parametrize(
    ("words", "status", "kept"),
    [
        (["Approved", "Approved"], "approved", []),
        (["New", "New"], "draft", []),
        (["Approved", "New"], "draft", ["<termNote type='status'>Approved</termNote>"]),
    ],
)
def test_a_status_of_work_is_the_concepts(words: list[str], status: str, kept: list[str], read: Read) -> None:
    terms = (
        tig(word + text, f'<termNote type="status">{text}</termNote>') for word, text in zip("ab", words, strict=True)
    )
    (concept,) = (found := read(old(entry(section(content="".join(terms)))))).concepts
    assert (concept.status, found.stated) == (status, frozenset())
    assert [term.status for term in concept.terms] == ["preferred", "admitted"]
    assert [extension.content for extension in concept.extensions] == kept


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("en-US", "en"),
        ("EN", "en"),
        ("eng", "en"),
        ("English (United States)", "en"),
        ("ru_RU.UTF-8", "ru"),
        ("rus", "ru"),
        ("kor", "ko"),
        ("ko-kr", "ko"),
        ("ko_kp", "ko-KP"),
        ("de-DE", "de"),
        ("ger", "de"),
        ("zh-tw", "zh-TW"),
        ("es-419", "es"),
        ("de-CH-1996", "de-CH"),
        ("en-US-posix", "en"),
        ("en-USA", "en"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("ca-valencia", "ca"),
        ("ru-Latn-t-ru-m0-alaloc", "ru-Latn"),
        ("C", ""),
        ("zz", ""),
        ("und", ""),
        ("x-own", ""),
        ("", ""),
    ],
)
def test_languages_of_the_wild(code: str, tag: str) -> None:
    assert language(code) == tag


def test_romanisations_are_spellings_of_the_term(read: Read) -> None:
    said = '<termNote type="termType">transliteratedForm</termNote>'
    found = read(old(entry(section("ru", tig("норма") + tig("norma", said)) + section("ru-Latn", tig("norma2")))))
    (concept,) = found.concepts
    assert concept.terms == (Term("ru", "норма"),)
    assert concept.spellings == (Spelling("норма", "norma"), Spelling("норма", "norma2"))


def test_a_romanisation_is_no_spelling_of_a_romanisation(read: Read) -> None:
    said = '<termNote type="termType">transliteratedForm</termNote>'
    found = read(old(entry(section("ru", tig("норма", said) + tig("norma")) + section("ru-Latn", tig("norma2")))))
    assert [term.text for term in found.concepts[0].terms] == ["norma", "norma2"]
    assert found.concepts[0].spellings == (Spelling("norma", "норма"),)


def test_titles_of_one_year_are_two_sources(read: Read) -> None:
    titles = ["Правда, 1935", "Известия, 1935", "†"]
    terms = [tig(str(number), f'<admin type="source">{title}</admin>') for number, title in enumerate(titles)]
    found = read(old(entry(section(content="".join(terms)))))
    assert [term.source for term in found.concepts[0].terms] == ["правда-1935", "известия-1935", ""]
    assert [source.title for source in found.sources.values()] == titles[:2]


def test_a_romanisation_alone_is_a_term(read: Read) -> None:
    assert read(old(entry(section("ru-Latn", tig("norma"))))).concepts[0].terms == (Term("ru-Latn", "norma"),)


def test_relations_lead_to_the_ids_of_the_base(read: Read) -> None:
    said = (
        '<descrip type="superordinateConceptGeneric" target="C_2">x</descrip>'
        '<ref type="crossReference" target="C_2">x</ref><ref type="crossReference" target="gone">x</ref>'
    )
    found = read(old(entry(said + section()), entry(name="C_2")))
    assert found.concepts[0].related == (Relation("c-2", "broader"), Relation("c-2", "associative"))
    assert found.losses.lost == {"relations that lead nowhere": 1}


def test_a_relation_to_a_term_is_one_to_its_concept(read: Read) -> None:
    said = '<ref type="cross-reference" target="{}">x</ref>'
    terms = '<langSet xml:lang="en"><tig id="t{}"><term>a</term></tig></langSet>'
    found = read(old(entry(said.format("t2") + said.format("t1") + terms.format(1)), entry(terms.format(2), "c2")))
    assert found.concepts[0].related == (Relation("c2", "associative"),)
    assert found.losses.lost == {"relations of an entry to itself": 1}


def test_a_term_that_is_there_twice_is_one_with_all_that_is_said_of_it(read: Read) -> None:
    said = (
        '<termNote type="administrativeStatus">notRecommended</termNote><termNote type="partOfSpeech">noun</termNote>'
        "<note>of doors</note>"
    )
    (concept,) = read(old(entry(section(content=tig("bolt") + tig("bolt", said))))).concepts
    assert concept.terms == (Term("en", "bolt", "deprecated", grammar="noun", note="of doors"),)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ('<note from="translator">n</note>', ["<note from='translator'>n</note>"]),
        ('<note xml:lang="fr">n</note>', ["<note xml:lang='fr'>n</note>"]),
        ('<admin type="source" target="b1">book</admin>', ["<admin target='b1' type='source'>book</admin>"]),
        (
            '<termNote type="normativeAuthorization" target="o1">preferredTerm</termNote>',
            ["<termNote target='o1' type='normativeAuthorization'>preferredTerm</termNote>"],
        ),
        (
            '<termNoteGrp><termNote type="partOfSpeech" datatype="d">noun</termNote><note>n</note></termNoteGrp>',
            [
                "<termNoteGrp><termNote datatype='d' type='partOfSpeech'>noun</termNote><note>n</note></termNoteGrp>",
            ],
        ),
        ('<note id="n1">n</note><ref type="see" target="c1">n</ref>', []),
    ],
)
def test_attributes_that_have_no_place_are_kept(content: str, kept: list[str], read: Read) -> None:
    found = read(old(entry(section(content=tig("a", content)))))
    assert [(it.lang, it.term, it.content) for it in found.concepts[0].extensions] == [("en", "a", it) for it in kept]


def test_what_nothing_reads_is_counted(read: Read) -> None:
    bad = (
        '<termEntry id="c1" status="x">text<tig><term>x</term></tig><langSet xml:lang="en" origin="x"><tig case="x">'
        "<term>a</term><term>b</term></tig><ntig><termGrp><term>c</term></termGrp>text<termGrp><term>d</term></termGrp>"
        "</ntig></langSet></termEntry><own>x</own>"
    )
    found = read(old("<own>x</own>", bad))
    assert [term.text for term in found.concepts[0].terms] == ["a", "c"]
    assert found.losses.lost == {
        "attributes status of termEntry": 1,
        "texts in termEntry": 1,
        "tig in termEntry": 1,
        "attributes origin of langSet": 1,
        "attributes case of tig": 1,
        "term in tig": 1,
        "texts in ntig": 1,
        "termGrp in ntig": 1,
        "own in body": 2,
    }


def test_a_term_need_not_be_in_a_group(read: Read) -> None:
    (concept,) = read(old(entry(section(content="<term>a</term><note>n</note>" + tig("b"))))).concepts
    assert [(term.text, term.note) for term in concept.terms] == [("a", ""), ("b", "")]
    assert [it.content for it in concept.extensions] == ["<note>n</note>"]


def test_regions_are_usage_where_there_are_several(read: Read) -> None:
    own = '<termNote type="geographicalUsage">Wales</termNote>'
    british = section("en-GB", tig("b") + tig("c", own))
    found = read(old(entry(section("en-US", tig("a")) + british + section("fr-FR", tig("d"))), entry(british, "c2")))
    assert [(it.term, it.content) for it in found.concepts[0].extensions] == [
        ("a", "<termNote type='geographicalUsage'>en-US</termNote>"),
        ("b", "<termNote type='geographicalUsage'>en-GB</termNote>"),
        ("c", "<termNote type='geographicalUsage'>Wales</termNote>"),
    ]
    assert len(found.concepts[1].extensions) == 1


def test_what_is_said_of_a_language_without_terms_is_said_of_the_concept(read: Read) -> None:
    said = "<note>n</note><descripGrp><descrip type='definition'>d</descrip><note>m</note></descripGrp>"
    (concept,) = read(old(entry(section() + section("fr", said).replace("<tig>", "")))).concepts
    assert concept.definition == {"fr": "d"}
    assert [(it.lang, it.content) for it in concept.extensions] == [
        ("", "<note xml:lang='fr'>n</note>"),
        ("", "<descripGrp><descrip type='definition' xml:lang='fr'/><note>m</note></descripGrp>"),
    ]


def test_notes_of_other_programs_are_no_remarks(read: Read) -> None:
    said = "<note>form: plural</note><note>type: unknown</note><note>grammar: rare</note><note>spelling of: x</note>"
    (concept,) = read(old(entry("<note>must: be dry</note>" + section(content=tig("a", said))))).concepts
    assert concept.note == "must: be dry"
    assert concept.terms == (Term("en", "a", note="form: plural | type: unknown | grammar: rare | spelling of: x"),)


def test_the_language_may_be_that_of_martif(read: Read) -> None:
    found = read(old(entry(section("ru-RU")).replace("xml:lang", "lang")))
    assert found.concepts[0].terms == (Term("ru", "term"),)
    assert not any(found.losses)


def test_ids_may_be_those_of_xml(read: Read) -> None:
    said = '<ref type="crossReference" target="c2">x</ref>'
    found = read(old(entry(said + section()), entry(name="c2")).replace(" id=", " xml:id="))
    assert found.concepts[0].related == (Relation("c2", "associative"),)
    assert found.named == {"c1", "c2"}


def test_what_has_no_place_is_kept(read: Read) -> None:
    said = (
        '<descrip type="Entry status">Final</descrip><descrip type="figure">a.png</descrip><note>n</note>'
        '<transacGrp><transac type="transactionType">origination</transac><date>2020-01-01</date></transacGrp>'
        '<xref type="externalCrossReference" target="https://example.org">site</xref>'
    )
    found = read(old(entry(said + section(content="<note>of English</note>" + tig()))))
    assert found.concepts[0].note == "n"
    assert [(it.lang, it.term, it.content) for it in found.concepts[0].extensions] == [
        ("", "", "<descrip type='Entry status'>Final</descrip>"),
        ("", "", "<descrip type='figure'>a.png</descrip>"),
        (
            "",
            "",
            "<transacGrp><transac type='transactionType'>origination</transac><date>2020-01-01</date></transacGrp>",
        ),
        ("", "", "<xref target='https://example.org' type='externalCrossReference'>site</xref>"),
        ("en", "", "<note>of English</note>"),
    ]
    assert found.kept == {
        "Entry status": 1,
        "figure": 1,
        "transactionType": 1,
        "externalCrossReference": 1,
        "note": 1,
    }
    assert not any(found.losses)


def test_domains_and_sources_that_are_not_known_are_made(read: Read) -> None:
    said = '<descrip type="subjectField">Heavy industry</descrip><descrip type="subjectField">ТРУД</descrip>'
    source = '<admin type="source">A. Author: A book</admin>'
    found = read(old(entry(said + section(content=tig("a", source)))))
    assert found.concepts[0].domains == ("heavy-industry", "work")
    assert found.domains == {"heavy-industry": {"en": "Heavy industry"}}
    russian = read(old(entry('<descrip type="subjectField" xml:lang="ru">Сталь</descrip>' + section())))
    assert russian.domains == {"сталь": {"ru": "Сталь"}}
    assert found.concepts[0].terms[0].source == "a-author-a-book"
    assert found.sources == {"a-author-a-book": Source("a-author-a-book", "A. Author: A book", "reference")}


def test_ids(read: Read) -> None:
    no_id = entry(section("ru", tig("норма")) + section(content=tig("The Norm"))).replace(' id="c1"', "")
    korean = entry(section("ko", tig("기준")), "기준 7")
    found = read(old(entry(name="_5-year"), entry(name="ID_7"), entry(name="id-7"), no_id, no_id, korean))
    ids = [concept.id for concept in found.concepts]
    assert ids == ["5-year", "id-7", "id-7-2", "the-norm", "the-norm-2", "entry-6"]
    assert found.named == {"5-year", "id-7", "id-7-2"}


def test_texts_have_the_form_of_concept_files() -> None:
    assert clean(" a\n   b\tc\u00a0d  e\u0301 ") == "a b c\u00a0d  é"
    assert clean("pit\x96prop \x93a\x94\x85b\x81c") == "pit\u2013prop \u201ca\u201d b c"
    assert slug("Ä b_C 9") == "a-b-c-9"
    assert [slug("Ш-7"), slug("Größe")] == ["", "grosse"]
    assert [name_of("Ä 9"), name_of("Правда, 1935"), name_of("\u0301 †")] == ["a-9", "правда-1935", ""]
    assert free_id(["", "a"], {"a", "a-2"}, 1) == "a-3"
    taken: list[str] = []
    for number in range(50):
        taken.append(free_id(["a"], set(taken), number))
    assert taken == ["a", *(f"a-{number}" for number in range(2, 51))]
    assert free_id(["a"], {"a", "a-2", "a-4", "a-8"}, 1) not in {"a", "a-2", "a-4", "a-8"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "iso-8859-5", "koi8-r"])
def test_encodings(encoding: str, read: Read) -> None:
    text = old(entry(section("ru", tig("норма"))))
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    doctype = '<!DOCTYPE martif SYSTEM "http://localhost:1/TBXcdv04.dtd">'
    assert read((head + doctype + text).encode(encoding)).concepts[0].terms[0].text == "норма"


TEXT = old(entry())
BAD: dict[str, tuple[str | bytes, str]] = {
    "empty": (b"", "a.tbx: is empty"),
    "not XML": (b"term", "a.tbx:1:1: not well-formed XML: Start tag expected"),
    "truncated": (TEXT[:-9], "not well-formed XML: Premature end of data"),
    "another root": ("<html/>", "a.tbx:1: the root element is <html>, not <martif> or <tbx>"),
    "no body": ('<martif type="TBX"><text/></martif>', "a.tbx:1: has no body"),
    "no entry": (old(), "a.tbx: has no entry with a term"),
    "2019 in 2008": (old(entry().replace("termEntry", "conceptEntry")), "<conceptEntry> in a file of TBX 2008"),
    "two namespaces": (
        old(entry(section(content='<tig xmlns="urn:iso:std:iso:30042:ed-2"><term>a</term></tig>'))),
        "<tig> is in urn:iso:std:iso:30042:ed-2, not in that of TBX 2008",
    ),
    "2019 without its namespace": ("<tbx><text><body/></text></tbx>", "<tbx> in no namespace: neither"),
    "a bomb": (f'<!DOCTYPE martif [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>{TEXT}', "declares an entity (a): refused"),
    "an entity": (TEXT.replace(">term<", ">\n&foo;<"), "a.tbx:2: not well-formed XML: Entity 'foo' not defined"),
    "an entity of a DTD": (
        '<!DOCTYPE martif SYSTEM "a.dtd">' + TEXT.replace(">term<", ">&foo;<"),
        "a.tbx:1: uses an entity: &foo;",
    ),
    "an id twice": (old(entry(), "\n\n", entry()), "a.tbx:3: the id 'c1' is there twice"),
    "an empty term": (old("\n", entry(section(content=tig(" ")))), "a.tbx:2: a term is empty"),
    "no term": (old("\n", entry(section(content="<tig/>"))), "a.tbx:2: a term is empty"),
    "a language that is none": (old("\n", entry(section("C"))), "a.tbx:2: 'C' is no known language"),
    "no language": (old(entry(section(""))), "a.tbx:1: a section has no language"),
    "a long text": (TEXT.replace("term<", "t" * 10_100_000 + "<"), "a text without markup is over 10,000,000 bytes"),
    "bytes": (TEXT.encode().replace(b"term<", b"\xff<"), "not well-formed XML: Invalid bytes"),
    "an unknown encoding": ('<?xml version="1.0" encoding="foo"?>' + TEXT, "Unsupported encoding"),
    "deep": (TEXT.replace("<text>", "<x>" * 400), "nested more than 255 deep"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_told_in_one_line(name: str, read: Read) -> None:
    content, said = BAD[name]
    with pytest.raises(InputError) as refused:
        read(content)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_long_entry_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(tbx_stream, "MOST", 100_000)
    notes = "<note>n</note>" * 20_000
    with pytest.raises(InputError, match="an entry is over 100,000 bytes long"):
        read(old(entry(), entry(notes + section(), "c2")))
    assert len(read(old(*(entry(name=f"c{number}") for number in range(4000)))).concepts) == 4000


def test_what_is_faulty_can_be_left_out(read: Read) -> None:
    found = read(
        old(entry(), entry(), entry(section("C") + section(content=tig(" ") + tig("b")), "c2"), entry(" ", "c3")),
        skip=True,
    )
    assert [(concept.id, [term.text for term in concept.terms]) for concept in found.concepts] == [
        ("c1", ["term"]),
        ("c2", ["b"]),
    ]
    assert found.losses.lost == {
        "entries with the id of another": 1,
        "sections in the unknown language 'C'": 1,
        "empty terms": 1,
        "entries without a term": 1,
    }
