"""``termbase validate`` and the rules of both editions, beside the published schemas."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from termbase.files import InputError
from termbase.formats.tbx_categories import rules
from termbase.formats.tbx_rules import problems
from tests.conftest import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
HEADER = "<martifHeader><fileDesc><sourceDesc><p>demo</p></sourceDesc></fileDesc></martifHeader>"


def found(text: str) -> list[tuple[str, str]]:
    return [(problem.element, problem.rule) for problem in problems(io.BytesIO(text.encode()))]


def old(entry: str, dialect: str = "TBX-Basic") -> str:
    return f'<martif type="{dialect}" xml:lang="en">{HEADER}<text><body>{entry}</body></text></martif>'


def entry(before: str = "", section: str = "", name: str = "c") -> str:
    inside = section or "<tig><term>t</term></tig>"
    return f'<termEntry id="{name}">{before}<langSet xml:lang="en">{inside}</langSet></termEntry>'


def tig(said: str) -> str:
    return entry(section=f"<tig><term>t</term>{said}</tig>")


NTIG = "<ntig><termGrp><term>t</term></termGrp></ntig>"
OLD_GOOD = {
    "least": old(entry()),
    "no id": old(entry().replace(' id="c"', "")),
    "proper noun": old(tig('<termNote type="partOfSpeech">properNoun</termNote>')),
    "source of a definition": old(
        entry('<descripGrp><descrip type="definition">d</descrip><admin type="source">s</admin></descripGrp>')
    ),
    "transaction": old(
        entry('<transacGrp><transac type="transactionType">origination</transac><date>2020-01-01</date></transacGrp>')
    ),
    "reference": old(entry('<ref type="crossReference" target="c">c</ref>')),
    "two usages": old(tig('<termNote type="geographicalUsage">UK</termNote>' * 2)),
}
OLD_BAD = {
    "ntig": (old(entry(section=NTIG)), ("langSet", "structure")),
    "unknown category": (old(entry('<descrip type="example">d</descrip>')), ("descrip", "category")),
    "category of 2019": (old(tig('<admin type="reading">r</admin>')), ("admin", "category")),
    "term note after a note": (
        old(tig('<note>n</note><termNote type="partOfSpeech">noun</termNote>')),
        ("tig", "structure"),
    ),
    "note in a transaction": (
        old(entry('<transacGrp><transac type="transactionType">origination</transac><note>n</note></transacGrp>')),
        ("transacGrp", "structure"),
    ),
    "dangling reference": (old(entry('<ref type="crossReference" target="d">c</ref>')), ("ref", "reference")),
    "same id": (old(entry() + entry()), ("termEntry", "id")),
    "no language": (old(entry().replace(' xml:lang="en"', "", 1)), ("langSet", "attribute")),
    "date": (
        old(entry('<transacGrp><transac type="transactionType">origination</transac><date>2020</date></transacGrp>')),
        ("date", "date"),
    ),
    "no header": (old(entry()).replace(HEADER, ""), ("martif", "structure")),
    "text": (old(entry("stray")), ("termEntry", "structure")),
    "attribute of one tool": (old(entry('<note from="translator">n</note>')), ("note", "attribute")),
    "type of a paragraph": (old(entry()).replace("<p>", '<p type="x">', 1), ("p", "value")),
    "type of markup": (old(entry('<note>a<hi type="x">b</hi></note>')), ("hi", "value")),
    "xref without type": (old(entry('<xref target="http://x.org">x</xref>')), ("xref", "attribute")),
    "id of a section": (old(entry().replace("<langSet", '<langSet id="s"', 1)), ("langSet", "attribute")),
    "element in a text": (old(entry("<note>a<date>2020-01-01</date></note>")), ("note", "structure")),
}
STRICTER = {
    "gender": (old(tig('<termNote type="grammaticalGender">xx</termNote>')), ("termNote", "value")),
    "status": (old(tig('<termNote type="administrativeStatus">forbidden</termNote>')), ("termNote", "value")),
    "empty term": (old(entry(section="<tig><term> </term></tig>")), ("term", "empty")),
    "two statuses": (
        old(tig('<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>' * 2)),
        ("tig", "twice"),
    ),
    "two sections": (
        old(entry(section='<tig><term>t</term></tig></langSet><langSet xml:lang="EN"><tig><term>u</term></tig>')),
        ("termEntry", "twice"),
    ),
    "language": (old(entry().replace('xml:lang="en"', 'xml:lang="en_US"')), ("langSet", "language")),
    "address": (old(entry('<xref type="xGraphic" target="a.png">a</xref>')), ("xref", "reference")),
    "level": (old(tig('<descrip type="definition">d</descrip>')), ("descrip", "level")),
}


def accepted(text: str) -> bool:
    """Whether the published RELAX NG schema and the DTD of TBX-Basic both accept a document."""
    document = etree.fromstring(text)
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "TBXBasicRNGV02.rng"))
    return bool(schema.validate(document)) and bool(etree.DTD(SCHEMAS / "TBXBasiccoreStructV02.dtd").validate(document))


@pytest.mark.parametrize("text", OLD_GOOD.values(), ids=OLD_GOOD)
def test_good_files_of_2008_pass_here_and_there(text: str) -> None:
    assert found(text) == []
    assert accepted(text)


@pytest.mark.parametrize(("text", "told"), OLD_BAD.values(), ids=OLD_BAD)
def test_bad_files_of_2008_are_refused_here_and_there(text: str, told: tuple[str, str]) -> None:
    assert told in found(text)
    assert not accepted(text)


@pytest.mark.parametrize(("text", "told"), STRICTER.values(), ids=STRICTER)
def test_what_the_published_schemas_let_pass_is_told(text: str, told: tuple[str, str]) -> None:
    assert told in found(text)
    assert accepted(text)


@pytest.mark.parametrize(
    "text",
    [
        old(entry(section=NTIG), "TBX"),
        old(entry('<descrip type="Entry status">d</descrip>'), "TBX"),
        old(
            entry(
                section=NTIG.replace(
                    "</termGrp>", '<termNoteGrp><termNote type="x">y</termNote></termNoteGrp></termGrp>'
                )
            ),
            "TBX-Default",
        ),
    ],
)
def test_other_dialects_of_2008_are_asked_for_their_structure(text: str) -> None:
    assert found(text) == []
    assert etree.DTD(SCHEMAS / "TBXcoreStructV02.dtd").validate(etree.fromstring(text))


def test_the_categories_of_basic_2008_are_those_of_the_published_file() -> None:
    modules = rules()["old_dialects"]["TBX-Basic"]
    ours = {name: category for name, category in rules()["categories"].items() if category["module"] in modules}
    published = {}
    for spec in etree.parse(SCHEMAS / "TBXBasicXCSV02.xcs").iterfind("datCatSet/*"):
        contents = spec.find("contents")
        assert contents is not None
        closed = (contents.text or "").split() if contents.get("datatype") == "picklist" else []
        published[spec.get("name")] = (spec.tag.removesuffix("Spec"), sorted(closed))
    assert published == {
        name: (category["element"], sorted(category.get("old_values", category.get("values", []))))
        for name, category in ours.items()
    }


def new(entry_: str, dialect: str = "TBX-Basic", style: str = "dca") -> str:
    spaces = "".join(f' xmlns:{name}="{rules()["modules"][name][0]}"' for name in rules()["modules"])
    header = HEADER.replace("martifHeader", "tbxHeader")
    return (
        f'<tbx xmlns="{rules()["2019"]["namespace"]}"{spaces} type="{dialect}" style="{style}" xml:lang="en">'
        f"{header}<text><body>{entry_}</body></text></tbx>"
    )


def concept(before: str = "", term: str = "", section: str = "") -> str:
    return (
        f'<conceptEntry id="c">{before}<langSec xml:lang="en">{section}<termSec><term>t</term>{term}</termSec></langSec>'
        "</conceptEntry>"
    )


NUMBER = '<termNote type="grammaticalNumber">plural</termNote>'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (new(concept(), "TBX-Core"), []),
        (new(concept('<descrip type="subjectField">s</descrip>'), "TBX-Min"), []),
        (new(concept('<descrip type="subjectField">s</descrip>'), "TBX-Core"), [("descrip", "category")]),
        (new(concept('<descrip type="definition">s</descrip>'), "TBX-Min"), [("descrip", "category")]),
        (new(concept(term=NUMBER), "TBX-Linguist"), []),
        (new(concept(term=NUMBER)), [("termNote", "category")]),
        (new(concept(term=NUMBER.replace("plural", "many")), "TBX-Linguist"), [("termNote", "value")]),
        (
            new(
                concept(
                    section='<admin type="transferComment">c</admin>',
                    term='<adminGrp><admin type="reading">r</admin><adminNote type="readingNote">n</adminNote></adminGrp>',
                ),
                "TBX-Linguist",
            ),
            [],
        ),
        (new(concept('<admin type="reading">r</admin>'), "TBX-Linguist"), [("admin", "level")]),
        (new(concept(term='<termNote type="own">x</termNote>'), "TBX-DNB"), []),
        (new(concept("<min:subjectField>s</min:subjectField>"), style="dct"), []),
        (
            new(concept(term="<basic:context>c</basic:context><min:partOfSpeech>noun</min:partOfSpeech>"), style="dct"),
            [],
        ),
        (new(concept(term="<min:partOfSpeech>Noun</min:partOfSpeech>"), style="dct"), [("partOfSpeech", "value")]),
        (new(concept("<min:definition>s</min:definition>"), style="dct"), [("definition", "category")]),
        (new(concept("<basic:definition>s</basic:definition>"), "TBX-Min", "dct"), [("definition", "category")]),
        (new(concept(term="<basic:definition>s</basic:definition>"), style="dct"), [("definition", "level")]),
        (new(concept(), style="xyz"), [("tbx", "attribute")]),
        (
            new(concept("<min:subjectField>s</min:subjectField>")),
            [("conceptEntry", "structure"), ("subjectField", "namespace"), ("subjectField", "element")],
        ),
    ],
)
def test_dialects_and_styles_of_2019(text: str, told: list[tuple[str, str]]) -> None:
    assert found(text) == told


def test_an_entity_is_told() -> None:
    text = '<!DOCTYPE martif [<!ENTITY a "b">]>' + old(tig("<note>&a;</note>"))
    assert ("", "entity") in found(text)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "validate", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=dict(os.environ))


def test_the_command(tmp_path: Path) -> None:
    good, bad, broken = (tmp_path / name for name in ("good.tbx", "bad.tbx", "broken.tbx"))
    good.write_text(old(entry()))
    bad.write_text(old("\n" + tig('<termNote type="partOfSpeech">Noun</termNote>')))
    broken.write_text(old(entry())[:-9])
    done = run(good)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 file, 0 findings\n")
    done = run(good, bad)
    assert (done.returncode, done.stderr) == (1, "2 files, 1 finding\n")
    assert done.stdout == (
        f"{bad}:2: value: <termNote> partOfSpeech is 'Noun', not one of noun, verb, adjective, adverb, properNoun, other\n"
    )
    (record,) = map(json.loads, run(bad, "--json").stdout.splitlines())
    assert (record["path"], record["line"], record["rule"]) == (str(bad), 2, "value")
    for name, said in ((broken, "not well-formed XML"), (tmp_path / "none.tbx", "no such file")):
        done = run(name)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert said in done.stderr


def test_what_is_not_xml_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.tbx:1:"):
        list(problems(io.BytesIO(b"<martif"), "a.tbx"))
