"""The TBX file of 2019: nothing the base knows is missing, and every rule of TBX-Basic holds."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from termbase.files import BUNDLED, InputError
from termbase.formats.order import Order
from termbase.formats.tbx3 import write_tbx3
from termbase.formats.tbx_rules import problems
from termbase.model import Base
from termbase.parse import load_base
from termbase.text import spelling_tag

MINI = Path(__file__).parent / "data" / "mini"
NS = {"t": "urn:iso:std:iso:30042:ed-2"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEAD = (
    '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><tbxHeader><fileDesc>'
    "<sourceDesc><p>demo</p></sourceDesc></fileDesc></tbxHeader><text><body>"
)
FOOT = "</body></text></tbx>"


def exported(base: Base, *langs: str) -> bytes:
    file = io.BytesIO()
    write_tbx3(Order(base, langs), file)
    return file.getvalue()


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def mini() -> Base:
    return load_base(MINI)


def test_every_rule_holds(base: Base) -> None:
    assert list(problems(io.BytesIO(exported(base)))) == []


def terms(root: etree._Element) -> Counter[tuple[str, ...]]:
    return Counter(
        (
            group.xpath("string(../../@id)").lstrip("_"),
            group.getparent().get(XML_LANG),
            group.findtext("t:term", namespaces=NS),
            group.findtext("t:termNote[@type='administrativeStatus']", namespaces=NS).removesuffix("Term-admn-sts"),
        )
        for group in root.iterfind(".//t:termSec", NS)
    )


def test_every_term_and_spelling_arrives_with_its_status(base: Base) -> None:
    expected: Counter[tuple[str, ...]] = Counter()
    for concept in base.concepts:
        expected.update((concept.id, term.lang, term.text, term.status) for term in concept.terms)
        for spelling in concept.spellings:
            lang = next(term.lang for term in concept.terms if term.text == spelling.of)
            expected[concept.id, spelling_tag(lang, spelling.of, spelling.text), spelling.text, spelling.status] += 1
    assert terms(etree.fromstring(exported(base))) == expected


def test_every_definition_relation_and_place_arrives(base: Base) -> None:
    root = etree.fromstring(exported(base))
    known = {concept.id for concept in base.concepts}
    definitions = Counter(element.text for element in root.iterfind(".//t:descrip[@type='definition']", NS))
    assert definitions == Counter(text for concept in base.concepts for text in concept.definition.values())
    references = Counter(
        (ref.getparent().get("id").lstrip("_"), ref.get("target").lstrip("_"), ref.text.partition(":")[0])
        for ref in root.iterfind(".//t:ref", NS)
    )
    assert references == Counter(
        (concept.id, relation.to, relation.kind)
        for concept in base.concepts
        for relation in concept.related
        if relation.to in known
    )
    sources = Counter(element.text for element in root.iterfind(".//t:admin[@type='source']", NS))
    assert sources.total() == sum(
        len(concept.attestations) + sum(bool(term.source) for term in concept.terms) for concept in base.concepts
    )


def test_what_has_no_category_stands_in_a_note(mini: Base) -> None:
    root = etree.fromstring(exported(mini))
    entry = root.find(".//t:conceptEntry[@id='stakhanovets']", NS)
    notes = [note.text for note in entry.iterfind(".//t:note", NS)]
    assert notes == [
        "concept status: approved",
        "The title, not the surname.",
        "narrower: not-in-this-base",
        "grammar: noun common",
        "reason: a Gallicism",
        "use: Stakhanovite",
        "grammar: noun masculine animate",
        "stress: стаха́новец",
        "form: стахановцем=ablt",
        "grammar: noun masculine animate",
        "wider",
        "spelling of: стахановец",
        "form: стахановца",
        "reason: tz for ц",
        "spelling of: стахановец",
        "grammar: noun",
        "spelling of: 스타하노프 노동자",
        "grammar: noun",
        "spelling of: 스따하노브운동자",
    ]
    sections = [section.get(XML_LANG) for section in entry.iterfind("t:langSec", NS)]
    assert sections == ["en", "ru", "ru-Latn", "ko", "ko-KP", "ko-Latn-KP"]
    assert "003, lines 1, 33: stakhanovtza" in [element.text for element in entry.iterfind(".//t:admin", NS)]


def test_only_the_wanted_languages_are_there(mini: Base) -> None:
    data = exported(mini, "ru")
    root = etree.fromstring(data)
    assert list(problems(io.BytesIO(data))) == []
    assert root.get(XML_LANG) == "ru"
    assert {section.get(XML_LANG) for section in root.iterfind(".//t:langSec", NS)} == {"ru", "ru-Latn"}


@pytest.mark.parametrize(
    ("lang", "of", "text", "tag"),
    [
        ("ru", "стахановец", "stakhanovtza", "ru-Latn"),
        ("ru", "стахановец", "стахоновец", "ru"),
        ("ru", "стахановец", "스타하노베츠", "ru-Hang"),
        ("en", "Stakhanovite", "Stackhanovite", "en"),
        ("ko-KP", "스따하노브", "stakhanobu", "ko-Latn-KP"),
        ("ru", "стахановец", "102 %", "ru"),
    ],
)
def test_the_section_of_a_spelling(lang: str, of: str, text: str, tag: str) -> None:
    assert spelling_tag(lang, of, text) == tag


# --- the rules ---


def found(text: str) -> list[tuple[str, str]]:
    return [(problem.element, problem.reason) for problem in problems(io.BytesIO(text.encode()))]


TERM = "<termSec><term>t</term></termSec>"
SECTION = f'<langSec xml:lang="en">{TERM}</langSec>'
ENTRY = f'<conceptEntry id="c">{SECTION}</conceptEntry>'


def entry(before: str = "", section: str = SECTION) -> str:
    return f'{HEAD}<conceptEntry id="c">{before}{section}</conceptEntry>{FOOT}'


def term(after: str = "", text: str = "t") -> str:
    return entry(section=f'<langSec xml:lang="en"><termSec><term>{text}</term>{after}</termSec></langSec>')


GOOD = {
    "least": entry(),
    "subject field and definition": entry(
        '<descrip type="subjectField">a</descrip><descrip type="definition" xml:lang="en">b</descrip>'
    ),
    "definition with its source": entry(
        '<descripGrp><descrip type="definition">a</descrip><admin type="source">b</admin></descripGrp>'
    ),
    "transaction": entry(
        '<transacGrp><transac type="transactionType">origination</transac><date>2020-01-01</date></transacGrp>'
    ),
    "reference": entry('<ref type="crossReference" target="c">c</ref>'),
    "address": entry('<xref type="xGraphic" target="https://example.org/a.png">a</xref>'),
    "term notes": term(
        '<termNote type="partOfSpeech">noun</termNote><note>n</note><descrip type="context">c</descrip>'
    ),
    "markup in a term": term(text="a<hi>2</hi>"),
    "long tag": entry(section=SECTION.replace('"en"', '"ru-Latn-t-ru-m0-alaloc"')),
}
BAD = {
    "empty term": (term(text=" "), ("term", "is empty")),
    "value off the list": (
        term('<termNote type="partOfSpeech">properNoun</termNote>'),
        ("termNote", "partOfSpeech is 'properNoun', not one of noun, verb"),
    ),
    "two statuses": (
        term('<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>' * 2),
        ("termSec", "has the category administrativeStatus 2 times"),
    ),
    "term note after a note": (
        term('<note>n</note><termNote type="partOfSpeech">noun</termNote>'),
        ("termSec", "holds term note termNote, not term"),
    ),
    "definition of a term": (
        term('<descrip type="definition">d</descrip>'),
        ("descrip", "definition stands in termSec, not in conceptEntry or langSec"),
    ),
    "context of a concept": (
        entry('<descrip type="context">d</descrip>'),
        ("descrip", "context stands in conceptEntry, not in termSec"),
    ),
    "unknown category": (entry('<descrip type="example">d</descrip>'), ("descrip", "'example' is no data category")),
    "wrong element": (entry('<admin type="definition">d</admin>'), ("admin", "definition belongs into descrip")),
    "no type": (entry("<descrip>d</descrip>"), ("descrip", "has no attribute type")),
    "two in a group": (
        entry('<descripGrp><descrip type="definition">a</descrip><descrip type="definition">b</descrip></descripGrp>'),
        ("descripGrp", "holds descrip descrip, not descrip ("),
    ),
    "transaction of no kind": (
        entry('<transacGrp><transac type="transactionType">import</transac></transacGrp>'),
        ("transac", "transactionType is 'import'"),
    ),
    "a year is no date": (
        entry('<transacGrp><transac type="transactionType">origination</transac><date>2020</date></transacGrp>'),
        ("date", "'2020' is no date"),
    ),
    "dangling reference": (
        entry('<ref type="crossReference" target="d">d</ref>'),
        ("ref", "no element has the id 'd'"),
    ),
    "no address": (entry('<xref type="xGraphic" target="a.png">a</xref>'), ("xref", "'a.png' is no address")),
    "same id": (HEAD + ENTRY * 2 + FOOT, ("conceptEntry", "id 'c' is there 2 times")),
    "id from a digit": (entry().replace('id="c"', 'id="1c"'), ("conceptEntry", "id '1c' is no XML name")),
    "no id": (entry().replace(' id="c"', ""), ("conceptEntry", "has no attribute id")),
    "section after a section of the same language": (
        entry(section=SECTION * 2),
        ("conceptEntry", "has the language en 2 times"),
    ),
    "note after a section": (entry(section=SECTION + "<note>n</note>"), ("conceptEntry", "holds langSec note")),
    "underscore in a tag": (
        entry(section=SECTION.replace('"en"', '"ru_RU"')),
        ("langSec", "'ru_RU' is no language tag"),
    ),
    "no tag": (entry(section=SECTION.replace('"en"', '""')), ("langSec", "has no attribute lang")),
    "text between elements": (entry("stray"), ("conceptEntry", "holds text")),
    "no entry": (HEAD + FOOT, ("body", "holds nothing, not conceptEntry+")),
    "no source": (entry().replace("<p>demo</p>", ""), ("sourceDesc", "holds nothing")),
    "no style": (entry().replace(' style="dca"', ""), ("tbx", "has no attribute style")),
    "foreign element": (entry("<termEntry/>"), ("termEntry", "is not an element of TBX-Basic")),
    "no namespace": (entry().replace(' xmlns="urn:iso:std:iso:30042:ed-2"', ""), ("tbx", "is in the namespace None")),
    "2008": ('<martif xmlns="urn:iso:std:iso:30042:ed-2"/>', ("martif", "is not the root element of TBX 2019 or")),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_files_pass(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "problem"), BAD.values(), ids=BAD)
def test_a_broken_rule_is_told(text: str, problem: tuple[str, str]) -> None:
    element, reason = problem
    assert any(name == element and told.startswith(reason) for name, told in found(text)), found(text)


def test_a_problem_says_where() -> None:
    text = entry().replace("<body>", "<body>\n\n").replace("<term>t", "\n<term>")
    assert list(problems(io.BytesIO(text.encode()))) == [(4, "term", "is empty", "empty")]


def test_what_is_not_xml_is_refused() -> None:
    with pytest.raises(InputError, match=re.escape("a.tbx:1:") + ".*not well-formed XML"):
        list(problems(io.BytesIO(b"<tbx"), "a.tbx"))
