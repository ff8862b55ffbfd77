"""`check --annotate` of DOCX: comments of Word at the words of the findings, as Word’s and LibreOffice’s formats have them."""

import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from termbase import formats
from termbase.files import InputError
from termbase.formats.notes import Note, annotated
from termbase.units import Position
from tests.conftest import ROOT
from tests.test_fix_documents import parts
from tests.test_formats_documents import RELATIONS, W, p, r, word
from tests.test_formats_fuzz import mutated

BASE = Path(__file__).parent / "data" / "base"
WRITTEN = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
Range = tuple[str, str, str]
"""Author, text of a comment, and the words that it stands at."""


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def ranges(data: bytes) -> list[Range]:
    """The comments in the order of their ranges, each checked to have all its marks."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    comments = {one.get(w("id")): one for one in etree.fromstring(parts(data)["word/comments.xml"])}
    words: dict[str, str] = {}
    opened: list[str] = []
    closed: list[str] = []
    referred: list[str] = []
    for element in root.iter():
        number = element.get(w("id"))
        if element.tag == w("commentRangeStart"):
            opened.append(number)
            words[number] = ""
        elif element.tag == w("commentRangeEnd"):
            opened.remove(number)
            closed.append(number)
        elif element.tag == w("commentReference"):
            assert number in closed
            referred.append(number)
        elif element.tag == w("t") and not any(True for _ in element.iterancestors(w("txbxContent"))):
            for one in opened:
                words[one] += element.text or ""
        elif element.tag in {w("footnoteReference"), w("drawing")}:
            for one in opened:
                words[one] += "#"
    assert opened == []
    assert sorted(referred) == sorted(closed) == sorted(comments)
    texts = {number: "".join(comment.itertext()) for number, comment in comments.items()}
    return [(comments[number].get(w("author")), texts[number], said) for number, said in words.items()]


def package(path: Path, body: str, **more: str) -> Path:
    """A document that programs can open."""
    word(path, body, **more)
    kinds = {"footnotes": "footnotes", "comments": "comments", "header1": "header"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **{name: kinds[name] for name in more}}.items()
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    content = parts(path.read_bytes())
    content["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
    ).encode()
    content["_rels/.rels"] = (
        f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode()
    inside = "word/_rels/document.xml.rels"
    content[inside] = content[inside].replace(b"<Relationships>", f'<Relationships xmlns="{relations}">'.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in content.items():
            new.writestr(name, data)
    return path


def noted(path: Path, *notes: tuple[int, int, int, str]) -> bytes:
    """The document with notes at lines, from column to column."""
    data = path.read_bytes()
    wanted = [Note(Position(line, start), text, Position(line, end)) for line, start, end, text in notes]
    after = annotated(path, data, wanted)
    before, now = parts(data), parts(after)
    assert {name for name in now if before.get(name) != now[name]} <= WRITTEN
    assert formats.read(path, after).text == formats.read(path, data).text
    return after


BOX = f"<w:r><w:drawing><w:txbxContent>{p('in a box')}</w:txbxContent></w:drawing></w:r>"


@pytest.mark.parametrize(
    ("body", "notes", "expected"),
    [
        (p("a word here"), [(1, 3, 7, "x")], [("x", "word")]),
        (p("a word"), [(1, 1, 7, "x")], [("x", "a word")]),
        (p("a wo", r("rd", "<w:b/>"), " here"), [(1, 3, 7, "x")], [("x", "word")]),
        (p("a word"), [(1, 1, 2, "x"), (1, 3, 5, "y"), (1, 4, 7, "z")], [("x", "a"), ("y", "wo"), ("z", "ord")]),
        (p("a word"), [(1, 3, 7, "x"), (1, 3, 7, "y"), (1, 3, 7, "x")], [("x", "word"), ("y", "word")]),
        (p("ab"), [(1, 1, 2, "x"), (1, 2, 3, "y")], [("x", "a"), ("y", "b")]),
        (p("<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t><w:tab/><w:t> word </w:t><w:br/><w:t>b</w:t></w:r>"), [(1, 4, 6, "x"), (1, 8, 9, "y"), (1, 1, 2, "z")], [("z", "a"), ("x", "or"), ("y", "b")]),
        (p("<w:r><w:t>  two words  </w:t></w:r>"), [(1, 1, 4, "x"), (1, 5, 10, "y"), (1, 4, 5, "z")], [("x", "two"), ("z", " "), ("y", "words")]),
        (p("<w:r><w:t>a</w:t><w:tab/></w:r>"), [(1, 2, 3, "x")], [("x", "a")]),
        (p("<w:r><w:noBreakHyphen/></w:r>") + p("a"), [(1, 1, 2, "x")], [("x", "")]),
        (p(f"<w:ins w:id='5'>{r('a word')}</w:ins>", "<w:hyperlink>" + r("link") + "</w:hyperlink>"), [(1, 3, 9, "x")], [("x", "wordli")]),
        (f"<w:tbl><w:tr><w:tc>{p('a word')}</w:tc></w:tr></w:tbl>", [(1, 3, 7, "x")], [("x", "word")]),
        (p("a", BOX, "b"), [(2, 4, 5, "x"), (1, 1, 2, "y")], [("y", "a"), ("text box 1: x", "#")]),
    ],
    ids=range(13),
)  # fmt: skip
def test_words(
    tmp_path: Path, body: str, notes: Sequence[tuple[int, int, int, str]], expected: list[tuple[str, str]]
) -> None:
    path = package(tmp_path / "a.docx", "<?x y?><!-- c -->" + body)
    after = noted(path, *notes)
    assert ranges(after) == [("termbase", *one) for one in expected]
    assert b"<?x y?><!-- c -->" in parts(after)["word/document.xml"]
    # Again: the same comments; without notes there are none left.
    path.write_bytes(after)
    assert ranges(noted(path, *notes)) == ranges(after)
    assert ranges(noted(path)) == []


@settings(max_examples=60, deadline=None)
@given(
    runs=st.lists(st.text("ab <&é", min_size=1, max_size=6), min_size=1, max_size=5),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), min_size=1, max_size=5),
)
def test_any_words(tmp_path_factory: pytest.TempPathFactory, runs: list[str], spans: list[tuple[int, int]]) -> None:
    escaped = [run.replace("&", "&amp;").replace("<", "&lt;") for run in runs]
    path = package(tmp_path_factory.mktemp("a") / "a.docx", p(*(r(run, "<w:b/>") for run in escaped)))
    text = "".join(runs)
    notes = [
        (1, start + 1, min(start + length, len(text)) + 1, str(n))
        for n, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    if not notes or not text.strip():
        return
    after = noted(path, *notes)
    assert sorted(ranges(after)) == sorted(
        ("termbase", said, text[start - 1 : end - 1]) for _, start, end, said in notes
    )
    document = docx.Document(str(path))
    path.write_bytes(after)
    commented = docx.Document(str(path))
    assert letters(commented) == letters(document)


def letters(document: Document) -> list[tuple[str, bool | None]]:
    """Each letter, and whether it is bold."""
    return [(letter, run.bold) for paragraph in document.paragraphs for run in paragraph.runs for letter in run.text]


NOTED = p("a", '<w:r><w:t>b</w:t><w:footnoteReference w:id="7"/><w:t>c</w:t></w:r>')
NOTES = f'<w:footnote w:id="7">{p("in a note")}</w:footnote>'


def test_notes_and_headers(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    path = package(tmp_path / "a.docx", NOTED + section, footnotes=NOTES, header1=p("the head"))
    after = noted(path, (2, 6, 10, "x"), (3, 1, 4, "y"))
    assert ranges(after) == [("termbase", "footnote 1: x", "#"), ("termbase", "header 1: y", "")]


def test_comments_of_others_stay(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Нормы ")
    run = paragraph.add_run("шок-рабочих")
    run.italic = True
    paragraph.add_run(" тут.")
    document.add_comment(run, "Мой.", "Читатель", "Ч")
    path = tmp_path / "a.docx"
    document.save(str(path))
    after = noted(path, (1, 10, 17, "x"))
    assert ranges(after) == [("Читатель", "Мой.", "шок-рабочих"), ("termbase", "x", "-рабочи")]
    path.write_bytes(after)
    again = docx.Document(str(path))
    assert [(one.author, one.text) for one in again.comments] == [("Читатель", "Мой."), ("termbase", "x")]
    assert letters(again) == letters(document)


def test_no_notes_no_change(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", p("a"))
    assert parts(annotated(path, path.read_bytes(), [])) == parts(path.read_bytes())


def test_damaged_documents_are_commented_on_or_refused(tmp_path: Path) -> None:
    body = p("a ", r("word", "<w:b/>")) + NOTED + p("a", BOX)
    sample = package(tmp_path / "a.docx", body, footnotes=NOTES).read_bytes()
    refused = 0
    for number in range(500):
        data = mutated(random.Random(number), sample)
        path = Path("a.docx")
        try:
            document = formats.read(path, data)
            ends = [
                (unit.target.anchors.at(0), unit.target.anchors.at(len(unit.target.text))) for unit in document.units
            ]
            after = annotated(path, data, [Note(start, "x", end) for start, end in ends])
        except InputError:
            refused += 1
        else:
            assert formats.read(path, after).text == document.text
    assert 0 < refused < 500


def check(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "check", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300, env=env, cwd=cwd)


def converted(path: Path, suffix: str) -> Path:
    """The document as LibreOffice writes it in another format."""
    program = os.environ.get("SOFFICE", "soffice")
    assert shutil.which(program), "no LibreOffice: scripts/install-system-packages installs it, or SOFFICE names one"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", suffix, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(f".{suffix}")


def test_libreoffice_shows_the_findings(tmp_path: Path) -> None:
    body = (
        p("Нормы шок-", r("рабочих", "<w:b/>"), " тут.")
        + NOTED
        + f"<w:tbl><w:tr><w:tc>{p('О шок-рабочих')}</w:tc></w:tr></w:tbl>"
        + p()
    )
    package(tmp_path / "a.docx", body, footnotes=NOTES.replace("in a note", "шок-рабочих"))
    result = check("--lang", "ru", "--annotate", "out", "a.docx", cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    said = "TB501 warning: “шок-рабочих” is deprecated (calque); use “ударников”"
    copy = tmp_path / "out/a.docx"
    assert ranges(copy.read_bytes()) == [
        ("termbase", said, "шок-рабочих"),
        ("termbase", f"footnote 1: {said}", "#"),
        ("termbase", said, "шок-рабочих"),
    ]
    content = etree.fromstring(parts(converted(copy, "odt").read_bytes())["content.xml"])
    spaces = {
        "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "d": "http://purl.org/dc/elements/1.1/",
        "t": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    found = content.findall(".//o:annotation", spaces)
    assert [one.findtext("d:creator", namespaces=spaces) for one in found] == ["termbase"] * 3
    assert ["".join(paragraph.itertext()) for one in found for paragraph in one.findall(".//t:p", spaces)] == [
        said,
        f"footnote 1: {said}",
        said,
    ]
    assert len(content.findall(".//o:annotation-end", spaces)) == 3
    # The copy differs from the original in its comments only.
    assert read_text(converted(tmp_path / "a.docx", "odt")) == read_text(copy.with_suffix(".odt"))


def read_text(path: Path) -> str:
    return formats.read(path).text
