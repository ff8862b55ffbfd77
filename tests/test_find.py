"""`termbase find`: what it reads, where it says things stand, and the five ways it writes them."""

import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.api import load
from termbase.cli.documents import segments
from termbase.formats import read
from termbase.formats.text import prose
from termbase.match import Finder
from termbase.match.occurrence import occurrences
from termbase.report import marked
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "base"


def run(
    *arguments: str | Path, given: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "find", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=300, env=env)


def found(path: Path, lang: str = "") -> list[tuple[str, str]]:
    """What is found in a file: the text, and what stands in the file from start to end."""
    document = read(path)
    finder = Finder(load(BASE).index)
    places = occurrences(finder, segments(document, lang), document.text)
    assert all(document.text.count("\n", 0, one.start) + 1 == one.place.line for one in places)
    assert all(one.start - (document.text.rfind("\n", 0, one.start) + 1) + 1 == one.place.column for one in places)
    return [(one.text, document.text[one.start : one.end]) for one in places]


NFD = unicodedata.normalize("NFD", "шахтёра")


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "Один.\n\nО нормах\nи ударниках.\n", ["нормах", "ударниках"]),
        ("a.txt", "технической\nнормы", ["технической\nнормы"]),
        ("a.txt", "технической\n\nнормы", ["нормы"]),
        ("a.txt", f"й {NFD} й", [NFD]),
        ("a.txt", "об удар\u00adни\u00adках.", ["удар\u00adни\u00adках"]),
        ("a.txt", "https://a.ru/norm norm@a.ru norm", ["norm"]),
        ("a.md", '# О нормах\n\n`norm` [norm](norm.html "norm") <norm@a.ru> ![norm](norm.png)\n', ["нормах", "norm", "norm"]),
        ("a.md", "```\nnorm\n```\n\n    norm\n\n<div class='norm'>\n<b>norm</b></div>\n", ["norm"]),
        ("a.md", "*тех*ническая **норма** ст", [("техническая норма", "тех*ническая **норма")]),
        ("a.md", "the [technical](a.md) norm and nor&#109;&#115; x", [("technical norm", "technical](a.md) norm"), ("norms", "nor&#109;&#115;")]),
        ("a.md", "| norm | удар\u00adник |\n|---|---|\n| a \\| b | ударник |\n", ["norm", "удар\u00adник", "ударник"]),
        ("a.md", "> - О нор\\\nмах норме\n", ["норме"]),
        ("a.md", "---\ntitle: norm\n---\n\nnorm\n", ["norm"]),
    ],
)  # fmt: skip
def test_prose(
    name: str, text: str, expected: list[str | tuple[str, str]], ending: str, mark: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes((mark + text.replace("\n", ending)).encode())
    pairs = [pair if isinstance(pair, tuple) else (pair, pair) for pair in expected]
    assert found(path) == [(one.replace("\n", ending), two.replace("\n", ending)) for one, two in pairs]


PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

msgid "The norm of %(norm)s."
msgid_plural "The norms."
msgstr[0] "Техничес"
"кая норма."
msgstr[1] "Две нормы."
msgstr[2] "Пять норм."
"""
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>A <bpt i="1">norm</bpt>nor&#109;<ept i="1"/></seg></tuv>
<tuv xml:lang="ru"><seg>Норма</seg></tuv><tuv xml:lang="ko"><seg>노르마를</seg></tuv></tu></body></tmx>"""
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="ru" original="norm"
 datatype="plaintext"><body><trans-unit id="norm"><source>A <ph id="1">norm</ph> miner</source><target>Шах<g id="2">тё</g>р</target>
</trans-unit></body></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "text", "lang", "expected"),
    [
        ("a.po", PO, "", [("norm", "norm"), ("norms", "norms"), ("Техническая норма", 'Техничес"\n"кая норма'), ("нормы", "нормы"), ("норм", "норм")]),
        ("a.po", PO, "en", [("norm", "norm"), ("norms", "norms")]),
        ("a.po", PO, "ko", []),
        ("a.tmx", TMX, "", [("norm", "nor&#109;"), ("Норма", "Норма"), ("노르마", "노르마")]),
        ("a.tmx", TMX, "ko", [("노르마", "노르마")]),
        ("a.xlf", XLIFF, "", [("miner", "miner"), ("Шахтёр", 'Шах<g id="2">тё</g>р')]),
        ("a.xliff", XLIFF, "ru-RU", [("Шахтёр", 'Шах<g id="2">тё</g>р')]),
    ],
)  # fmt: skip
def test_translations(name: str, text: str, lang: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert found(path, lang) == expected


def test_an_entry_with_its_lines_ends_where_its_last_character_does(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(PO.replace("\n", "\r\n").encode())
    assert ("Техническая норма", 'Техничес"\r\n"кая норма') in found(path)


TEXT = "Один.\n\nО нормах\nи <b>ударниках</b>, «Заветы» & шок-рабочих.\n"


@pytest.mark.parametrize("arguments", [[], ["-"]], ids=str)
def test_standard_input(arguments: list[str]) -> None:
    result = run(*arguments, "--json", given=b"\xef\xbb\xbf" + TEXT.encode())
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 0
    assert {record["path"] for record in records} == {"-"}
    assert [record["text"] for record in records] == ["нормах", "ударниках", "Заветы", "Заветы", "шок-рабочих"]
    assert all(TEXT[record["start"] : record["end"]] == record["text"] for record in records)


def test_tsv(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("о технической\nнорме\n", "utf-8")
    head, row = run(path, "--format", "tsv").stdout.decode().splitlines()
    assert head.split("\t") == [
        "path", "line", "column", "start", "end", "text", "concept", "term", "lang", "status", "via",
    ]  # fmt: skip
    assert row.split("\t")[1:7] == ["1", "3", "2", "19", "технической\\nнорме", "technical-norm"]


def test_html(tmp_path: Path) -> None:
    path = tmp_path / "<a>.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    page = run(path, "--format", "html", "--lang", "ru").stdout.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert page.endswith("</html>\n")
    assert "/&lt;a&gt;.txt</h2>" in page
    assert '<mark title="norm: en norm; ko 노르마">нормах</mark>' in page
    assert '<mark title="behest: en behest; ko 유훈\ncovenant: en covenant; ko 언약">Заветы</mark>' in page
    assert '<mark class="not-allowed" title="shock-worker (deprecated): en shock worker; ko 돌격 노동자; ko-KP 돌격대원">' in page  # fmt: skip
    (text,) = re.findall(r'<pre lang="ru">\n(.*?)</pre>', page, re.DOTALL)
    assert unescape(re.sub("</?mark[^>]*>", "", text)) == TEXT.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [("always", {}, True), ("always", {"NO_COLOR": "1"}, True), ("auto", {}, False), ("never", {}, False)],
)
def test_ansi(option: str, environment: dict[str, str], coloured: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    shown = run(path, "--format", "ansi", "--color", option, environment=environment).stdout.decode()
    assert re.sub("\x1b\\[[0-9;]*m", "", shown) == TEXT
    assert ("\x1b[1;32mнормах\x1b[0m" in shown) == coloured
    assert ("\x1b[1;31mшок-рабочих\x1b[0m" in shown) == coloured


def test_several_texts_are_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("норма\n", "utf-8")
    shown = run(tmp_path, "--format", "ansi").stdout.decode()
    assert shown == "".join(f"==> {tmp_path}/{name}.txt <==\nнорма\n" for name in "ab")


def test_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("норма \x1b[2J\x9b2J\x07 \U0001f3ed", "utf-8")
    shown = run(path, "--format", "ansi", "--color", "always").stdout.decode()
    assert shown == "\x1b[1;32mнорма\x1b[0m \\x1b[2J\\x9b2J\\x07 \U0001f3ed"
    assert run(path, "--format", "ansi").stdout.decode() == path.read_text("utf-8")


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["норма", "об ударниках", "технической\r\nнормы", "노르마를", "<b>", "&amp;", "&#13;", '"', "удар\u00adник", " ", "\n", "\r\n", "\n\n"]
        ),
        st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=5),
    ),
    max_size=20,
).map("".join)  # fmt: skip


@given(PIECES, st.sampled_from(["", "ru"]))
def test_without_its_marks_a_marked_text_is_the_text(text: str, lang: str) -> None:
    document = prose("a", text, lang)
    places = occurrences(Finder(load(BASE).index), segments(document, lang), text)
    assert all(text[one.start : one.end] == one.text for one in places)
    marks = marked.merged([marked.Mark(one.start, one.end, one.start % 2 == 0, "<\"'&") for one in places])
    (section,) = re.findall(r"<pre>\n(.*)</pre>\n\Z", marked.section("a", text, marks), re.DOTALL)
    assert unescape(re.sub("</?mark[^>]*>", "", section)) == text
    assert section.count("</mark>") == len({(one.start, one.end) for one in places})
    assert re.sub("\x1b\\[[0-9;]*m", "", marked.coloured(text, marks)) == text


def test_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Норма, норма, norms. Заветы.", "utf-8")
    (tmp_path / "b.txt").write_text("О норме. 광부들", "utf-8")
    result = run(tmp_path, "--count", "--json")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"concept": "norm", "count": 4, "langs": {"ru": 3, "en": 1}},
        {"concept": "behest", "count": 1, "langs": {"ru": 1}},
        {"concept": "covenant", "count": 1, "langs": {"ru": 1}},
        {"concept": "miner", "count": 1, "langs": {"ko": 1}},
    ]
    rows = [line.split("\t") for line in run(tmp_path, "--count", "--format", "tsv").stdout.decode().splitlines()]
    assert rows[:2] == [["concept", "count", "ru", "en", "ko"], ["norm", "4", "3", "1", "0"]]
    table = run(tmp_path, "--count").stdout.decode().splitlines()
    assert [line.split() for line in table] == rows
    assert len({len(line) for line in table}) == 1
    nothing = run("--count", given=b"qqq")
    assert (nothing.returncode, nothing.stdout) == (1, b"")


@pytest.mark.parametrize("form", ["text", "tsv", "json", "html", "ansi"])
def test_nothing_found(form: str) -> None:
    result = run("--format", form, given=b"qqq\n")
    assert (result.returncode, result.stderr) == (1, b"")
    assert result.stdout in (b"", b"qqq\n") or form in {"tsv", "html"}


def test_many_files_by_several_processes(tmp_path: Path) -> None:
    line = "О нормах и об ударниках, шахтёр; " * 20
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text((line + "\n\n") * 60 + f"норма{number}", "utf-8")
    (tmp_path / "05.txt").write_bytes(b"\xff")
    (tmp_path / "07.md").write_bytes(b"a\0")
    result = run(tmp_path, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 2
    assert [f"{number:02}.txt" in line for number, line in zip((5, 7), result.stderr.decode().splitlines(), strict=True)] == [True, False]  # fmt: skip
    paths = [record["path"] for record in records]
    assert paths == sorted(paths)
    assert len(set(paths)) == 11
    one_by_one = run(tmp_path / "00.txt", "--json").stdout + run(tmp_path / "01.txt", "--json").stdout
    assert result.stdout.startswith(one_by_one)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"\xff\xfe\x00a", "is UTF-16, not UTF-8"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "is not valid UTF-8"),
        ("a.txt", b"a\0", "contains a NUL character"),
        ("a.txt", b"a" * 10_000_001, "line of 10,000,001 characters"),
        ("a.png", b"a", "unknown format .png"),
        ("a.po", b"a", "is not a line of a PO file"),
        ("a.tmx", b"<tmx>", "is not well-formed XML"),
    ],
)
def test_what_cannot_be_read_is_one_line(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = run(path)
    assert (result.returncode, result.stdout) == (2, b"")
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith(f"termbase: {path}")
    assert message in line
    if name == "a.txt":
        result = run("-", given=data)
        (line,) = result.stderr.decode().splitlines()
        assert (result.returncode, line[:24]) == (2, "termbase: standard input")
        assert message in line


def test_an_empty_file(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md"):
        (tmp_path / name).write_bytes(b"")
    result = run(tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")


def test_a_language_that_the_base_does_not_have() -> None:
    result = run("--lang", "fr", given=b"les ouvriers norm; udarnick")
    assert [line.split("\t")[0] for line in result.stdout.decode().splitlines()] == ["-:1:20: udarnick"]
    assert result.stderr.decode() == "termbase: the base has no terms in fr: only romanised Russian is looked for\n"


@pytest.mark.parametrize(
    "arguments",
    [["--format", "pdf"], ["--count", "--format", "html"], ["--count", "--format", "ansi"], [""], ["--color", "x"]],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize("files", [1, 30])
def test_a_reader_that_goes_away_is_no_error(files: int, tmp_path: Path) -> None:
    for number in range(files):
        (tmp_path / f"{number}.txt").write_text("О нормах и об ударниках.\n\n" * 2000, "utf-8")
    shell = f"'{sys.executable}' -m termbase --base '{BASE}' find '{tmp_path}' --json | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", shell], capture_output=True, check=False, timeout=300)
    assert (result.returncode, result.stderr) == (0, b"")
    assert json.loads(result.stdout)["text"] == "нормах"


def test_what_is_found_in_a_file_is_printed_before_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("норма\n", "utf-8")
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "find", str(tmp_path / "a.txt"), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stdin
        assert "норма" in running.stdout.readline().decode()  # while standard input is still open
        running.stdin.write("о норме".encode())
        running.stdin.close()
        assert "норме" in running.stdout.read().decode()


@pytest.mark.parametrize("files", [1, 30])
def test_ctrl_c_ends_it_without_a_word(files: int, tmp_path: Path) -> None:
    for number in range(files):
        (tmp_path / f"{number}.txt").write_text("О нормах и об ударниках.\n\n" * 4000, "utf-8")
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "find", str(tmp_path), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout
        running.stdout.readline()  # more follows than a pipe holds: it is at work, or waits to write
        os.killpg(running.pid, signal.SIGINT)
        told = running.communicate(timeout=60)[1]
    assert (running.returncode, told) == (130, b"")
