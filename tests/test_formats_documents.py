"""DOCX and ODT: what of them is prose, and where a reader finds each character; packages that are refused."""

import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import odfdo
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase import formats
from termbase.api import load
from termbase.files import InputError
from termbase.formats.mask import OBJECT
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "base"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
WORD = f'<w:{{0}} xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{{1}}</w:{{0}}>'


def pack(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def word(path: Path, body: str, **parts: str) -> Path:
    """A document; further parts are given as the content of their roots."""
    roots = {
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
        "header1": "hdr",
        "footer1": "ftr",
    }
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts
    )
    return pack(
        path,
        {
            "word/document.xml": WORD.format("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            **{f"word/{name}.xml": WORD.format(roots[name], content) for name, content in parts.items()},
        },
    )


def open_document(path: Path, body: str, *, styles: str = "", automatic: str = "") -> Path:
    names = " ".join(
        f'xmlns:{name}="{OFFICE}:{uri}:1.0"'
        for name, uri in [
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
        ]
    )
    return pack(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {names}>{styles}</office:document-styles>",
        },
    )


def read(path: Path) -> list[tuple[int, str, str]]:
    """Line, place and text of each unit, whose characters are checked to stand where the anchors say."""
    document = formats.read(path)
    lines = document.text.split("\n")
    for unit in document.units:
        for offset, char in enumerate(unit.target.text):
            line, column = unit.target.anchors.at(offset)
            assert char in {lines[line - 1][column - 1], OBJECT}
        assert unit.id == (unit.place or f"paragraph {unit.target.anchors.at(0).line}")
    return [
        (unit.target.anchors.at(0).line, unit.place, unit.target.text.replace(OBJECT, "#")) for unit in document.units
    ]


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = f"<w:txbxContent>{p('b')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("ста", "ха", "новец"), [(1, "", "стахановец")]),
        (p("a") + p() + p("b"), [(1, "", "a"), (3, "", "b")]),
        (
            p("a ", f"<w:del>{r('b')}<w:r><w:delText>c</w:delText></w:r></w:del>", f"<w:ins>{r('d')}</w:ins>"),
            [(1, "", "a d")],
        ),
        (p(f"<w:moveFrom>{r('a')}</w:moveFrom>", f"<w:moveTo>{r('b')}</w:moveTo>"), [(1, "", "b")]),
        (p(f"<w:hyperlink r:id='x'>{r('a')}</w:hyperlink>", f"<w:smartTag>{r('b')}</w:smartTag>"), [(1, "", "ab")]),
        (
            p(
                FIELD.format("begin"),
                "<w:r><w:instrText>PAGE</w:instrText></w:r>",
                "x",
                FIELD.format("separate"),
                "7",
                FIELD.format("end"),
                "y",
            ),
            [(1, "", "7y")],
        ),
        (p(FIELD.format("begin"), "a") + p("b"), [(2, "", "b")]),
        (p(r("a", "<w:vanish/>"), r("b", '<w:vanish w:val="0"/>')), [(1, "", "b")]),
        (p("a ", r("b c", '<w:rStyle w:val="HTMLCode"/>'), " http://d.e"), [(1, "", "a ### ##########")]),
        (f'<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr>{r("a")}</w:p>{p("b")}', [(2, "", "b")]),
        (
            p("a", "<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/><w:sym/><w:cr/></w:r>", "b"),
            [(1, "", "a\t \u2011\u00ad# b")],
        ),
        (p("<w:r><w:t> a\n</w:t><w:t>b</w:t></w:r>"), [(1, "", "ab")]),
        (p("a", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "<w:commentReference w:id='1'/>"), [(1, "", "a#")]),
        (
            p(
                "a",
                f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            ),
            [(1, "", "a#"), (2, "text box 1", "b")],
        ),
        (
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>b</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            [(1, "", "b")],
        ),
        (f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:sectPr/>", [(1, "", "a")]),
        (
            f"{p('a')}<w:tbl><w:tr><w:tc>{p('b')}{p('c')}</w:tc><w:tc>{p()}</w:tc></w:tr><w:tr><w:tc>{p()}<w:tbl><w:tr><w:tc>{p('d')}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>{p('e')}",
            [
                *[(1, "", "a"), (2, "table 1, row 1, cell 1", "b"), (3, "table 1, row 1, cell 1, paragraph 2", "c")],
                *[(6, "table 1, row 2, cell 1, table 1, row 1, cell 1", "d"), (7, "", "e")],
            ],
        ),
    ],
    ids=range(17),
)
def test_docx(tmp_path: Path, body: str, expected: list[tuple[int, str, str]]) -> None:
    assert read(word(tmp_path / "a.docx", body)) == expected
    transitional = zipfile.ZipFile(tmp_path / "a.docx").read("word/document.xml").decode()
    strict = transitional.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(pack(tmp_path / "strict.docx", {"word/document.xml": strict})) == expected


def test_notes_headers_and_comments_of_docx(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        p("a", '<w:r><w:footnoteReference w:id="7"/></w:r>', '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + p(
            '<w:r><w:footnoteReference w:id="3"/></w:r>',
            "b",
            '<w:del><w:r><w:footnoteReference w:id="4"/></w:r></w:del>',
        )
        + '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/><w:headerReference r:id="none"/></w:sectPr>',
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("no")}</w:footnote><w:footnote w:id="3">{p("two")}{p("more")}</w:footnote>'
        f'<w:footnote w:id="4">{p("no")}</w:footnote><w:footnote w:id="7">{p("one")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("end")}</w:endnote>',
        comments=f'<w:comment w:id="1">{p("no")}</w:comment>',
        header1=p("head"),
        footer1=p("foot"),
    )
    assert read(path) == [
        *[(1, "", "a##"), (2, "", "#b")],
        *[(3, "footnote 1", "one"), (4, "footnote 2", "two"), (5, "footnote 2, paragraph 2", "more")],
        *[(6, "endnote 1", "end"), (7, "header 1", "head"), (8, "footer 1", "foot")],
    ]


@pytest.mark.parametrize(
    ("runs", "lang"),
    [
        ([r("norm", '<w:lang w:val="en-US"/>'), r(" "), r("s", '<w:lang w:val="en-US"/>')], "en-US"),
        ([r("norm", '<w:lang w:val="en-US"/>'), r("нормы", '<w:lang w:val="ru-RU"/>')], ""),
        ([r("нормы", '<w:lang w:val="en-US"/>')], ""),
        ([r("norm")], "ko"),
    ],
)
def test_language_of_docx(tmp_path: Path, runs: list[str], lang: str) -> None:
    (unit,) = formats.read(word(tmp_path / "a.docx", p(*runs)), target_lang="ko").units
    assert unit.target.lang == lang


def test_what_python_docx_writes(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Нормы", 1)
    paragraph = document.add_paragraph("Дви")
    paragraph.add_run("жение").bold = True
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("ударников\tтут")
    document.add_table(1, 2).cell(0, 1).text = "норма"
    document.add_comment(paragraph.runs[0], "no", "x", "y")
    document.sections[0].header.paragraphs[0].text = "Глава"
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == [
        *[(1, "", "Нормы"), (2, "", "Движение ударников\tтут")],
        *[(4, "table 1, row 1, cell 2", "норма"), (5, "header 1", "Глава")],
    ]


@settings(max_examples=20)  # the template of python-docx takes its time
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="@.:"), min_size=1),
            min_size=1,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_python_docx_reads_the_same_text(tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]]) -> None:
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text in runs:
            paragraph.add_run(text)
    path = tmp_path_factory.mktemp("docx") / "a.docx"
    document.save(str(path))
    assert formats.read(path).text.split("\n")[:-1] == [one.text for one in docx.Document(str(path)).paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<text:h>a</text:h><text:p/><text:p>ста<text:span>хано</text:span>вец</text:p>",
            [(1, "", "a"), (3, "", "стахановец")],
        ),
        (
            "<text:p>\n  a \n b<text:s text:c='2'/>c<text:span> d </text:span> e<text:tab/><text:line-break/>f \n</text:p>",
            [(1, "", "a b  c d e\t f")],
        ),
        ("<text:p>a<text:s/></text:p>", [(1, "", "a ")]),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>no</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change-start/>b</text:p>",
            [(1, "", "ab")],
        ),
        (
            "<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b<text:a>c</text:a></text:p>",
            [(1, "", "abc")],
        ),
        (
            "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list><text:section><text:p>b</text:p></text:section>",
            [(1, "", "a"), (2, "", "b")],
        ),
        (
            "<text:p>a <text:span text:style-name='Source_20_Text'>b</text:span><text:span text:style-name='T1'>c</text:span></text:p><text:p text:style-name='P1'>d</text:p>",
            [(1, "", "a ##")],
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>c</text:p>",
            [(1, "", "a#c"), (2, "text box 1", "b")],
        ),
        (
            "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p>",
            [(1, "", "ab")],
        ),
        (
            "<text:p>a<text:note text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body><text:p>e</text:p></text:note-body></text:note><text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>f</text:p><text:p>g</text:p></text:note-body></text:note></text:p>",
            [(1, "", "a##"), (2, "footnote 1", "f"), (3, "footnote 1, paragraph 2", "g"), (4, "endnote 1", "e")],
        ),
        (
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell/><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            [(1, "table 1, row 1, cell 1", "a"), (2, "table 1, row 2, cell 2", "b")],
        ),
    ],
    ids=range(11),
)
def test_odt(tmp_path: Path, body: str, expected: list[tuple[int, str, str]]) -> None:
    automatic = "".join(
        f'<style:style style:name="{name}" style:parent-style-name="{parent}"/>'
        for name, parent in [("T1", "Teletype"), ("P1", "Preformatted_20_Text")]
    )
    styles = "<style:master-page><style:header><text:p>head</text:p></style:header></style:master-page>"
    path = open_document(tmp_path / "a.odt", body, automatic=automatic, styles=styles)
    assert read(path)[:-1] == expected
    assert read(path)[-1][1:] == ("header 1", "head")


def test_what_odfdo_writes(tmp_path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Нормы"))
    paragraph = odfdo.Paragraph("Движение  ударников\tтут\nи там")
    paragraph.insert_note(after="Движение", note_id="n1", citation="1", body="Примечание")
    document.body.append(paragraph)
    table = odfdo.Table("t", width=2, height=1)
    table.set_value((1, 0), "норма")
    document.body.append(table)
    document.save(tmp_path / "a.odt")
    assert read(tmp_path / "a.odt") == [
        *[(1, "", "Нормы"), (2, "", "Движение#  ударников\tтут и там")],
        *[(3, "table 1, row 1, cell 2", "норма"), (4, "footnote 1", "Примечание")],
    ]


GOOD = {
    ".docx": {"word/document.xml": WORD.format("document", f"<w:body>{p('a')}</w:body>")},
    ".odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<o:c xmlns:o="{OFFICE}:office:1.0"><o:body><o:text/></o:body></o:c>',
    },
    ".epub": {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="x/a.opf"/></rootfiles></container>',
        "x/a.opf": '<package><manifest><item id="a" href="b%201.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "x/b 1.xhtml": "<p>a",
    },
}
MAIN = {".docx": "word/document.xml", ".odt": "content.xml", ".epub": "x/a.opf"}
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("suffix", sorted(GOOD))
class TestPackage:
    def refused(self, path: Path, reason: str) -> None:
        with pytest.raises(InputError, match=reason) as caught:
            formats.read(path)
        assert str(caught.value).startswith(str(path))
        assert len(str(caught.value).splitlines()) == 1

    def test_is_read(self, tmp_path: Path, suffix: str) -> None:
        assert formats.read(pack(tmp_path / f"a{suffix}", GOOD[suffix])).kind == "prose"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is empty"),
            (b"text", "is not a ZIP file"),
            (b"PK\x03\x04", "damaged or truncated"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is encrypted, or an old binary document"),
        ],
        ids=["empty", "text", "start", "compound"],
    )
    def test_is_no_zip(self, tmp_path: Path, suffix: str, content: bytes, reason: str) -> None:
        path = tmp_path / f"a{suffix}"
        path.write_bytes(content)
        self.refused(path, reason)

    def test_is_truncated(self, tmp_path: Path, suffix: str) -> None:
        path = pack(tmp_path / f"a{suffix}", GOOD[suffix])
        path.write_bytes(path.read_bytes()[:-30])
        self.refused(path, "damaged or truncated")

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (BOMB, "declares a document type: refused"),
            (BOMB.encode("utf-16"), "declares a document type: refused"),
            (BOMB.encode("utf-32"), "declares a document type: refused|Unsupported encoding|is not"),
            (
                f'<?xml version="1.0" encoding="IBM037"?>{BOMB}'.encode("cp037"),
                "declares a document type: refused|Unsupported encoding|is not",
            ),
            ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "declares a document type: refused"),
            ("<x>\n<y></x>", r":2:\d+: .*mismatch"),
            ("<x>&nope;</x>", "nope"),
            ("", "empty"),
            ("<x>" * 300, "nested more than 255 deep"),
            ("<x/>" + " " * 20_000_000, "unpacks to 20,000,004 bytes"),
            ("<x/>", "is not|has no"),
        ],
        ids=range(11),
    )
    def test_has_a_bad_part(self, tmp_path: Path, suffix: str, content: str | bytes, reason: str) -> None:
        self.refused(pack(tmp_path / f"a{suffix}", {**GOOD[suffix], MAIN[suffix]: content}), reason)

    def test_has_a_part_missing(self, tmp_path: Path, suffix: str) -> None:
        for name in set(GOOD[suffix]) - {"mimetype"}:
            parts = {other: content for other, content in GOOD[suffix].items() if other != name}
            self.refused(pack(tmp_path / f"a{suffix}", parts), "has no")

    def test_is_too_big(self, tmp_path: Path, suffix: str) -> None:
        path = tmp_path / f"a{suffix}"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
            for name, content in GOOD[suffix].items():
                package.writestr(name, b"<x>" + b" " * 130_000_000 if name == MAIN[suffix] else content)
        self.refused(path, "the limit for all parts")

    def test_is_encrypted(self, tmp_path: Path, suffix: str) -> None:
        path = pack(tmp_path / f"a{suffix}", GOOD[suffix])
        data = bytearray(path.read_bytes())
        at = -1
        while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
            data[at + 8] |= 1
        path.write_bytes(data)
        self.refused(path, "is encrypted")

    def test_has_too_many_parts(self, tmp_path: Path, suffix: str) -> None:
        path = pack(tmp_path / f"a{suffix}", GOOD[suffix] | {str(number): b"" for number in range(20_001)})
        self.refused(path, r"has 20,00\d parts; the limit is 20,000")

    def test_has_two_parts_of_one_name(self, tmp_path: Path, suffix: str) -> None:
        path = pack(tmp_path / f"a{suffix}", GOOD[suffix] | {"namely": "1", "second": "2"})
        data = path.read_bytes()
        path.write_bytes(data[:-300] + data[-300:].replace(b"second", b"namely"))
        self.refused(path, "has two parts of one name")

    @given(changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4))
    def test_that_is_damaged_is_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, suffix: str, changes: list[tuple[float, int]]
    ) -> None:
        path = pack(tmp_path_factory.mktemp("damaged") / f"a{suffix}", GOOD[suffix])
        data = bytearray(path.read_bytes())
        for where, byte in changes:
            data[int(where * len(data))] = byte
        path.write_bytes(data)
        try:
            formats.read(path)
        except InputError:
            return


def test_a_link_out_of_the_package_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(WORD.format("document", f"<w:body>{p('secret')}</w:body>"))
    for target in ("../secret.xml", "/../../secret.xml", f"file://{tmp_path}/secret.xml"):
        relations = (
            f'<Relationships><Relationship Id="x" Type="{RELATIONS}/officeDocument" Target="{target}"/></Relationships>'
        )
        with pytest.raises(InputError, match=r"has no part"):
            formats.read(pack(tmp_path / "a.docx", {**GOOD[".docx"], "_rels/.rels": relations}))


def test_an_encrypted_odt_is_told(tmp_path: Path) -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(InputError, match="is encrypted: save it without password"):
        formats.read(pack(tmp_path / "a.odt", {**GOOD[".odt"], "META-INF/manifest.xml": manifest}))
    with pytest.raises(InputError, match="is not an OpenDocument text"):
        formats.read(
            pack(tmp_path / "a.odt", {**GOOD[".odt"], "mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
        )


def book(path: Path, **more: str) -> Path:
    chapters = {
        "1": "<html xmlns='x'>\n<p>Нормы\n шок-<b>рабо</b>чих.</p>",
        "2": "<html xml:lang='en'><p>A norm.</p>",
        "no": "<p>no",
    }
    items = "".join(
        f'<item id="i{name}" href="../t/{name}.xhtml" media-type="application/xhtml+xml"/>' for name in chapters
    )
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>ru</dc:language></metadata>'
        f'<manifest>{items}<item id="p" href="p.svg" media-type="image/svg+xml"/></manifest><spine><itemref idref="p"/><itemref idref="i2"/><itemref idref="i1"/><itemref idref="i1"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="o/a.opf"/></rootfiles></container>'
    return pack(
        path,
        {
            "META-INF/container.xml": container,
            "o/a.opf": package,
            **{f"t/{name}.xhtml": text for name, text in chapters.items()},
            **more,
        },
    )


def test_epub(tmp_path: Path) -> None:
    path = book(tmp_path / "a.epub")
    units = formats.read(path).units
    assert [(unit.path, unit.target.text, unit.target.lang) for unit in units] == [
        (f"{path}/t/2.xhtml", "A norm.", "en"),
        (f"{path}/t/1.xhtml", "Нормы\n шок-рабочих.", "ru"),
    ]
    (finding,) = load(BASE).check(units)
    assert (finding.path, finding.start, finding.text) == (f"{path}/t/1.xhtml", (3, 2), "шок-рабочих")


def test_only_encrypted_chapters_are_refused(tmp_path: Path) -> None:
    data = (
        '<encryption><EncryptedData><CipherData><CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
    )
    assert formats.read(book(tmp_path / "a.epub", **{"META-INF/encryption.xml": data.format("o/font.otf")})).units
    with pytest.raises(InputError, match=r"a\.epub/t/1\.xhtml: is encrypted \(digital rights"):
        formats.read(book(tmp_path / "a.epub", **{"META-INF/encryption.xml": data.format("t/1.xhtml")}))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300, cwd=ROOT)


def test_the_command_line_tells_places_that_a_reader_finds(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        p("Нормы ", '<w:r><w:footnoteReference w:id="1"/></w:r>') + p("О шок", "-рабочих"),
        footnotes=f'<w:footnote w:id="1">{p("шок-рабочих")}</w:footnote>',
    )
    check = run("check", "--format", "oneline", path)
    assert [line.split(": ")[0] for line in check.stdout.splitlines()] == [f"{path}:2:3", f"{path}, footnote 1:1"]
    find = run("find", path).stdout.splitlines()
    assert [line.split(": ")[0] for line in find] == [f"{path}:1:1", f"{path}:2:3", f"{path}, footnote 1:1"]
    page = run("find", "--format", "html", path).stdout
    assert [line.count("<mark") for line in page[page.index("<pre>") :].splitlines()[1:4]] == [1, 1, 1]
    assert "“шок-рабочих”" in run("explain", f"{path}:3").stdout
    assert run("find", "--count", book(tmp_path / "a.epub")).stdout.count("\n") > 1
    for arguments in (
        ["annotate", "--lang", "ru", "--gloss", "en", path],
        ["explain", f"{book(tmp_path / 'a.epub')}:1"],
    ):
        refused = run(*arguments)
        assert (refused.returncode, refused.stderr.count("\n"), refused.stdout) == (2, 1, "")
    for report in ("json", "sarif", "github"):
        assert "шок-рабочих" in run("check", "--format", report, path, book(tmp_path / "a.epub")).stdout


def test_a_thousand_pages(tmp_path: Path) -> None:
    body = "".join(p(*(f"слово{n} {'x' * (n % 7)} " for n in range(start, start + 20))) for start in range(9000))
    assert len(formats.read(word(tmp_path / "a.docx", body)).units) == 9000
