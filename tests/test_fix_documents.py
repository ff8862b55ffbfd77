"""`check --fix` in HTML, tables, TS and packages: nothing but the words of the fix differs, in the file and in its parts."""

import difflib
import io
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from termbase import formats
from termbase.fix.notation import WRITINGS
from tests.conftest import ROOT
from tests.test_fix import BASE, fixed
from tests.test_formats_documents import FIELD, RELATIONS, book, open_document, p, pack, r, word

TS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE TS>
<TS  version="2.1" language='ru'><context><name>юзер</name>
<message numerus="yes"><source>%n user(s)</source><comment>юзер</comment><translation>
<numerusform>%n юзер</numerusform><numerusform>&quot;юзера&quot;</numerusform><numerusform></numerusform></translation></message>
<message><source>user</source><translation type="unfinished">юзер</translation></message>
</context></TS>
"""
HTML = """<!DOCTYPE html>
<html lang=ru><meta charset="{encoding}"><title>О юзере</title><style>юзер</style>
<p title="юзер">О ю<b>зе</b>ре &amp;&nbsp;«&#1102;зерах»<br>юзере <!-- юзер --><code>юзере</code>
<li>О юзе<a href="юзер">ре</a><img alt="юзер">
"""


@pytest.mark.parametrize(
    ("name", "content", "changes"),
    [
        (
            "a.csv",
            'Key;en;ru;Comment\r\n1;user;О юзере;юзер\r\n2;"a ""user""";"Ищу "" юзера, юзеру ""\r\nюзера.";\r\n',
            [("О юзере", "О пользователе"), ("юзера,", "пользователя,"), ("юзеру", "пользователю"), ("юзера.", "пользователя.")],
        ),
        ("a.tsv", 'id\ten\tru\n1\tthe "users"\tо "юзерах"\n', [("юзерах", "пользователях")]),
        ("a.ts", TS, [("%n юзер", "%n пользователь"), ("юзера&", "пользователя&")]),
        (
            "a.html",
            HTML,
            [("О юзере", "О пользователе"), ("ю<b>зе</b>ре", "пользователе<b></b>"), ("&#1102;зерах", "пользователях"), (">юзере <", ">пользователе <"), ('юзе<a href="юзер">ре</a>', 'пользователе<a href="юзер"></a>')],
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
def test_files_of_one_text(name: str, content: str, changes: list[tuple[str, str]], encoding: str) -> None:
    if encoding == "windows-1251" and "{encoding}" not in content:
        encoding = "utf-8"
    before = expected = content.replace("{encoding}", encoding.removesuffix("-sig"))
    for old, new in changes:
        assert expected.count(old) == 1
        expected = expected.replace(old, new)
    result = fixed(name, before.encode(encoding))
    assert result.data.decode(encoding) == expected
    assert (result.fixed, result.refusals) == (len(changes), [])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", "<p lang=ru>Об ударном<br>рабочем", "markup stands in the words to be changed"),
        ("a.html", "<meta charset=koi8-r><p lang=en>simplicism", "koi8-r lacks a character of it"),
        ("a.ts", TS.replace("%n юзер", "%n ю&amp;зер"), "markup stands in the words to be changed"),
    ],
)
def test_what_is_not_written_is_told(name: str, content: str, reason: str) -> None:
    result = fixed(name, content.format(encoding="utf-8").encode("koi8-r" if "koi8" in content else "utf-8"))
    assert {refusal.reason for refusal in result.refusals} == {reason}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def attributes(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(one.filename, one.date_time, one.compress_type, one.external_attr) for one in package.infolist()]


def added(path: Path, **more: bytes) -> Path:
    """The package with further parts, one of which is not packed, and a comment."""
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"kept"
        for name, content in more.items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == "picture" else zipfile.ZIP_DEFLATED)
    return path


def changed(path: Path, kept: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
    """Of each part that a fix changes, what it was and is; nothing else of the package differs.

    Args:
        path: of the package.
        kept: what is found and cannot be changed.
    """
    data = added(path, picture=bytes(range(256)), more=b"more").read_bytes()
    result = fixed(str(path), data, "ru")
    assert [refusal.finding.text for refusal in result.refusals] == list(kept)
    after = result.data
    assert attributes(after) == attributes(data)
    assert zipfile.ZipFile(io.BytesIO(after)).comment == b"kept"
    before, now = parts(data), parts(after)
    return {name: (before[name].decode(), now[name].decode()) for name in before if before[name] != now[name]}


def edits(before: str, after: str) -> list[tuple[str, str]]:
    """The words in which two texts differ, tags being words."""
    old, new = (
        text.replace("<", "\0<").replace(">", ">\0").replace(" ", "\0 \0").split("\0") for text in (before, after)
    )
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def test_docx(tmp_path: Path) -> None:
    inserted = '<w:ins w:id="3">' + r("юзера") + "</w:ins>"
    deleted = '<w:del w:id="4"><w:r><w:delText>юзер</w:delText></w:r></w:del>'
    body = (
        "<?x юзер?><!-- юзер -->"
        + p("О", " ю", r("зе", "<w:b/>"), "ре,", "<w:r><w:tab/><w:t>&#1102;зера</w:t></w:r>", '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + f"<w:tbl><w:tr><w:tc>{p('у ', inserted, deleted)}</w:tc></w:tr></w:tbl>"
        + p(FIELD.format("begin"), "<w:r><w:instrText>юзер</w:instrText></w:r>", FIELD.format("end"), "двух <![CDATA[юзеров]]>")
        + '<w:sectPr  ><w:headerReference r:id="header1"/></w:sectPr>'
    )  # fmt: skip
    path = word(
        tmp_path / "a.docx", body, footnotes=f'<w:footnote w:id="1">{p("юзерами")}</w:footnote>', header1=p("юзерам")
    )
    before = {name: [("юзерами", "пользователями")] for name in ("word/footnotes.xml",)}
    found = {name: edits(*texts) for name, texts in changed(path).items()}
    assert found == before | {
        "word/header1.xml": [("юзерам", "пользователям")],
        "word/document.xml": [
            *[
                ("ю", "пользователе"),
                ("зе", ""),
                ("ре,", ","),
                ("&#1102;зера", "пользователя"),
                ("юзера", "пользователя"),
            ],
            ("<![CDATA[юзеров]]>", "<![CDATA[пользователей]]>"),
        ],
    }


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["О ю", "зере и", " доме"], ["О пользователе", " и", " доме"]),
        (["О юз", "ере"], ["О пользователе", ""]),
        (["О ", "юзе", "ре, юзе", "ру"], ["О ", "пользователе", ", пользователю", ""]),
        (["юзеру, ю", "зеру"], ["пользователю, пользователю", ""]),
    ],
)
def test_spaces_that_come_to_the_end_of_a_run_are_kept(tmp_path: Path, runs: list[str], expected: list[str]) -> None:
    """A program writes xml:space only where it needs it."""

    def body(runs: list[str]) -> str:
        kept = [' xml:space="preserve"' if run != run.strip() else "" for run in runs]
        texts = [f"<w:r><w:t{space}>{run}</w:t></w:r>" for space, run in zip(kept, runs, strict=True)]
        return f"<w:p>{''.join(texts)}</w:p>"

    before, after = (word(tmp_path / name, body(some)) for name, some in [("a.docx", runs), ("b.docx", expected)])
    assert parts(fixed(str(before), before.read_bytes(), "ru").data) == parts(after.read_bytes())


def test_what_stands_twice_in_a_docx_is_not_changed(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('юзеров')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    path = word(tmp_path / "a.docx", p(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"))
    result = fixed(str(path), path.read_bytes(), "ru")
    assert (result.data, len(result.refusals)) == (path.read_bytes(), 1)


def test_odt(tmp_path: Path) -> None:
    body = (
        "<!-- юзер --><text:p  text:style-name='a'>О ю<text:span>зе</text:span>ре и о больших\n   ударных\n  рабочих</text:p>"
        "<text:p>без <text:s/>юзера<text:note text:note-class='footnote'><text:note-body><text:p>юзерами</text:p></text:note-body></text:note></text:p>"
    )
    path = open_document(
        tmp_path / "a.odt",
        body,
        styles="<style:master-page><style:header><text:p>юзерам</text:p></style:header></style:master-page>",
    )
    found = {name: edits(*texts) for name, texts in changed(path).items()}
    assert found == {
        "styles.xml": [("юзерам", "пользователям")],
        "content.xml": [
            *[("ю", "пользователе"), ("зе", ""), ("ре", ""), ("ударных\n  рабочих", "ударниках")],
            *[("юзера", "пользователя"), ("юзерами", "пользователями")],
        ],
    }


def test_epub(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.epub", **{"t/1.xhtml": "<html xmlns='x'>\r\n<p>О ю<b>зе</b>ре</p>", "t/no.xhtml": "<p>юзер"}
    )
    assert changed(path) == {
        "t/1.xhtml": (
            "<html xmlns='x'>\r\n<p>О ю<b>зе</b>ре</p>",
            "<html xmlns='x'>\r\n<p>О пользователе<b></b></p>",
        )
    }


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(path: Path, strings: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A workbook with two sheets: the first has cells as they are given, the second has one with the first string.

    Args:
        path: to write.
        strings: XML of the strings that cells may share.
        rows: a number is that of a string; else the cell in XML.
    """

    def sheet(rows: Sequence[Sequence[str]]) -> str:
        cells = ["".join(f'<c t="s"><v>{cell}</v></c>' if cell.isdecimal() else cell for cell in row) for row in rows]
        return f'<worksheet xmlns="{SHEET}/main"><sheetData>{"".join(f"<row>{row}</row>" for row in cells)}</sheetData></worksheet>'

    def relations(*targets: str) -> str:
        kinds = {"xl/workbook.xml": "officeDocument", "strings.xml": "sharedStrings"}
        items = "".join(
            f'<Relationship Id="r{target}" Type="{RELATIONS}/{kinds.get(target, "worksheet")}" Target="{target}"/>'
            for target in targets
        )
        return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'

    kinds = {"workbook": "sheet.main", "strings": "sharedStrings", "one": "worksheet", "two": "worksheet"}
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{CONTENT}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{name}.xml"/>' for number, name in enumerate(["one", "two"], 1)
    )
    return pack(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
            "_rels/.rels": relations("xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations("strings.xml", "one.xml", "two.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}/main" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
            "xl/strings.xml": f'<sst xmlns="{SHEET}/main">{"".join(f"<si>{one}</si>" for one in strings)}</sst>',
            "xl/one.xml": sheet(rows),
            "xl/two.xml": sheet([["0"]]),
        },
    )


def test_xlsx(tmp_path: Path) -> None:
    strings = [
        *["<t>юзера</t>", "<t>en</t>", "<t>ru</t>", "<t>users</t>"],
        "<t>юзерами</t>",
        '<r><t xml:space="preserve">О ю</t></r><r><rPr><b/></rPr><t>зе</t></r><r><t>ре &amp;\nюзерах</t></r><rPh sb="0" eb="1"><t>юзер</t></rPh>',
        "<t>юзер_x000A_юзеров</t>",
        "<t>юзерам</t>",
        "<t>юзеру</t>",
    ]
    rows = [
        ["1", "2"],
        ["3", "4"],
        ["3", "4"],  # two translations that share their text
        ["3", "5"],
        ["3", "0"],  # a translation, and a cell of another sheet
        ["3", "6"],  # an escape
        ["7", "7"],  # a translation and its source
        ["3", '<c t="inlineStr"><is><t>юзеров</t></is></c>'],
        ["3", '<c t="str"><f>"a"</f><v>юзерах</v></c>'],
        ["3", '<c r="B12" t="s"><v>8</v></c>'],
    ]
    path = workbook(tmp_path / "a.xlsx", strings, rows)
    found = {
        name: edits(*texts) for name, texts in changed(path, ["юзера", "юзер", "юзеров", "юзерам", "юзерах"]).items()
    }
    assert found == {
        "xl/strings.xml": [
            *[("юзерами", "пользователями"), ("ю", "пользователе"), ("зе", "")],
            *[("<t>ре", "<t"), ("&amp;\nюзерах", 'xml:space="preserve"> &amp;\nпользователях')],
            *[("юзеру", "пользователю")],
        ],
        "xl/one.xml": [("юзеров", "пользователей")],
    }


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rich = CellRichText("О ю", TextBlock(InlineFont(b=True), "зе"), "ре")
    for row in [["en", "ru"], ["user", rich], ["users", "юзерами"]]:
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    path.write_bytes(fixed(str(path), path.read_bytes(), "ru").data)
    cells = [row[1].value for row in openpyxl.load_workbook(path, rich_text=True).active.iter_rows()]
    assert cells[1] == CellRichText("О пользователе", TextBlock(InlineFont(b=True), ""), "")
    assert cells[2] == "пользователями"


_WORDS = st.sampled_from(["юзер ", "юзеров ", "юзерами, ", "дом ", "слово", " ", "«", "&", "ё", "юзеру."])
_RUNS = {
    "docx": lambda runs: p(*map(r, runs)),
    "odt": lambda runs: f"<text:p>{''.join(f'<text:span>{run}</text:span>' for run in runs)}</text:p>",
    "html": lambda runs: f"<p>{''.join(f'<b>{run}</b>' for run in runs)}</p>",
}


@pytest.mark.parametrize("suffix", _RUNS)
@settings(max_examples=60, deadline=None)
@given(words=st.lists(_WORDS, min_size=1, max_size=10), cuts=st.lists(st.integers(0, 60), max_size=6))
def test_runs_however_they_are_cut(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, words: list[str], cuts: list[int]
) -> None:
    text = "".join(words)
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    runs = [text[first:last].replace("&", "&amp;") for first, last in pairwise(places)]
    path = tmp_path_factory.mktemp("cut") / f"a.{suffix}"
    body = _RUNS[suffix](runs)
    if suffix == "html":
        path.write_text(body, encoding="utf-8")
    else:
        {"docx": word, "odt": open_document}[suffix](path, body)
    data = path.read_bytes()
    result = fixed(str(path), data, "ru")
    # The text is what it is fixed to as plain text; outside the words of the text nothing changes.
    seen = formats.read(path, data, target_lang="ru").units
    plain = fixed("a.txt", "".join(unit.target.text for unit in seen), "ru").data.decode()
    assert "".join(unit.target.text for unit in result.document.units) == plain
    name = {"docx": "word/document.xml", "odt": "content.xml"}.get(suffix, "")
    shapes = [bare(parts(one)[name] if name else one) for one in (data, result.data)]
    assert shapes[0] == shapes[1]


def bare(data: bytes) -> bytes:
    """A document without its texts."""
    root = etree.fromstring(data)
    for element in root.iter():
        element.text = element.tail = None
    return bytes(etree.tostring(root))


def test_every_format_that_is_read_is_written() -> None:
    assert set(WRITINGS) == set(formats.READERS.values())


def test_the_command_line(tmp_path: Path) -> None:
    word(tmp_path / "a.docx", p("Первый абзац.") + p("О ю", "зере."))
    book(tmp_path / "b.epub", **{"t/1.xhtml": "<html xmlns='x'>\n<p>О юзере\n"})
    workbook(
        tmp_path / "c.xlsx",
        ["<t>a</t>", "<t>en</t>", "<t>ru</t>", "<t>user</t>", "<t>юзеру</t>"],
        [["1", "2"], ["3", "4"]],
    )
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def check(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "termbase",
            "--base",
            str(BASE),
            "check",
            "--lang",
            "ru",
            *arguments,
            str(tmp_path),
        ]
        return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)

    diff = check("--diff")
    assert diff.returncode == 1
    assert [line for line in diff.stdout.splitlines() if line[0] in "+-"] == [
        *[f"--- {tmp_path}/a.docx", f"+++ {tmp_path}/a.docx", "-О юзере.", "+О пользователе."],
        *[f"--- {tmp_path}/b.epub/t/1.xhtml", f"+++ {tmp_path}/b.epub/t/1.xhtml", "-<p>О юзере", "+<p>О пользователе"],
        *[f"--- {tmp_path}/c.xlsx", f"+++ {tmp_path}/c.xlsx", "-one!B2: юзеру", "+one!B2: пользователю"],
    ]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert check("--fix").stderr.splitlines()[0] == "3 findings fixed in 3 files"
    assert (check("--diff").stdout, check("--fix").returncode) == ("", 0)
