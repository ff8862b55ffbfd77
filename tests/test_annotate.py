"""`termbase annotate`: glosses at the right places, and nothing else changed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.api import load
from termbase.formats import markdown
from termbase.formats import text as plain
from termbase.match import Finder
from termbase.match.gloss import Wanted, annotate
from termbase.translit import Converter, load_schemes
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "base"
SCHEMES = load_schemes(ROOT / "termbase" / "data" / "schemes")


def glossed(text: str, lang: str, langs: str, *, form: str = "md", scheme: str = "", notes: bool = False) -> str:
    reader = markdown.prose if form == "md" else plain.prose
    romanise = Converter(SCHEMES[scheme]).convert if scheme else None
    wanted = Wanted(langs.split(), romanise, markdown=form == "md", notes=notes)
    finder = Finder(load(BASE).index)
    return annotate(reader("a", text), finder, lang, wanted, lambda changed: reader("a", changed)).text


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("text", "lang", "langs", "expected"),
    [
        # The first occurrence of each term, in the languages and the order that are asked for.
        ("A norm, norms.\n", "en", "ru ko", "A norm (норма, 노르마), norms.\n"),
        ("Two norms.\n\nA quota.\n", "en", "ko ru", "Two norms (노르마, норма).\n\nA quota (노르마, норма).\n"),
        ("О технических нормах\n", "ru", "en", "О технических нормах (technical norm)\n"),
        ("miners' pit", "en", "ru", "miners' (шахтёр) pit"),
        # Korean: no space, and before the particles.
        ("노르마를 광부가.\n", "ko", "ru", "노르마(норма)를 광부(шахтёр)가.\n"),
        ("**노르마**를", "ko", "ru", "**노르마**(норма)를"),
        ("[노르마](a.md)를", "ko", "ru", "[노르마](a.md)(норма)를"),
        ("[노르마]를\n\n[노르마]: a.md\n", "ko", "ru", "[노르마] (норма)를\n\n[노르마]: a.md\n"),
        # The gloss stands there already, all of it or a part, in any form.
        ("A norm (норма).", "en", "ru", "A norm (норма)."),
        ("Five norms (пять норм).", "en", "ru", "Five norms (пять норм)."),
        ("A norm (норма).", "en", "ru ko", "A norm (норма, 노르마)."),
        ("A norm (see below).", "en", "ru", "A norm (норма) (see below)."),
        ("A **norm** (*норма*).", "en", "ru", "A **norm** (*норма*)."),
        ("ударник (shock worker)", "en", "ru", "ударник (shock worker)"),
        ("a miner, шахтёр (miner), a shock worker", "en", "ru", "a miner (шахтёр), шахтёр (miner), a shock worker (ударник)"),
        # A term marked broad names other things too.
        ("A keen worker.", "en", "ru", "A keen worker."),
        # What is no gloss: the language of the text.
        ("A norm.", "en", "en", "A norm."),
        ("Pravda, udarnick", "en", "ru", "Pravda (Правда), udarnick (ударник)"),
        ("Норма", "ru", "ru en", "Норма (norm)"),
        # Not in headings, code, HTML; not within links, but behind them.
        ("# A norm\n\n`norm` <norm@a.ru> norm\n", "en", "ru", "# A norm\n\n`norm` <norm@a.ru> norm (норма)\n"),
        ("Norm\n====\n\n    norm\n\n```\nnorm\n```\n\n<p>norm</p>\n", "en", "ru", "Norm\n====\n\n    norm\n\n```\nnorm\n```\n\n<p>norm</p>\n"),
        ("[the norm](a.md) x", "en", "ru", "[the norm](a.md) (норма) x"),
        ("[norm, a](a.md) a norm", "en", "ru", "[norm, a](a.md) a norm (норма)"),
        ("[*norm*][r] x\n\n[r]: norm.html\n", "en", "ru", "[*norm*][r] (норма) x\n\n[r]: norm.html\n"),
        ("<a href='norm'>norm, a</a> norm", "en", "ru", "<a href='norm'>norm, a</a> norm (норма)"),
        ("<a href='norm'>norm</a>", "en", "ru", "<a href='norm'>norm</a> (норма)"),
        ("![norm](norm.png) norm", "en", "ru", "![norm (норма)](norm.png) norm"),
        # Signs: outside those that end with the term, inside those that go on.
        ("***technical* norm**, x", "en", "ru", "***technical* norm** (техническая норма), x"),
        ("*norm x*", "en", "ru", "*norm (норма) x*"),
        ("norm*,* norm", "en", "ru", "norm*,* norm (норма)"),  # the asterisks would become emphasis
        ("a nor&#109; x", "en", "ru", "a nor&#109; (норма) x"),
        ("> - norm\n>   norm\n", "en", "ru", "> - norm (норма)\n>   norm\n"),
        ("| norm | b |\n|---|---|\n| miner | `a` |\n", "en", "ru", "| norm (норма) | b |\n|---|---|\n| miner (шахтёр) | `a` |\n"),
        # Longer words.
        ("norm-setting, norm", "en", "ru", "norm-setting, norm (норма)"),
        ("", "en", "ru", ""),
    ],
)  # fmt: skip
def test_glosses(text: str, lang: str, langs: str, expected: str, ending: str) -> None:
    text, expected = text.replace("\n", ending), expected.replace("\n", ending)
    assert glossed(text, lang, langs) == expected
    assert glossed(expected, lang, langs) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# norm *norm* `norm`\n", "# norm (норма) *norm* `norm`\n"),
        ("удар\u00adник norm\u00ad.", "удар\u00adник norm (норма)\u00ad."),
        ("https://norm.ru/norm norm", "https://norm.ru/norm norm (норма)"),
    ],
)
def test_plain_text_has_no_markup(text: str, expected: str) -> None:
    assert glossed(text, "en", "ru", form="txt") == expected


def test_romanised() -> None:
    scheme = "ala-lc-rus-cyrl-latn-1997-plain"
    text = "A shock worker, a norm (норма).\n"
    expected = "A shock worker (ударник, udarnik, 돌격 노동자), a norm (норма, 노르마).\n"
    assert glossed(text, "en", "ru ko", scheme=scheme) == expected


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A norm, a quota.", "A norm[^norm], a quota[^norm].\n\n[^norm]: норма, 노르마\n"),
        ("**norm**\n\nminer\n", "**norm**[^norm]\n\nminer[^miner]\n\n[^norm]: норма, 노르마\n[^miner]: шахтёр, 광부\n"),
        ("A technical norm, norm\n", "A technical norm[^technical-norm], norm[^norm]\n\n[^technical-norm]: техническая норма, 기술 노르마\n[^norm]: норма, 노르마\n"),
        ("x\n", "x\n"),
    ],
)  # fmt: skip
def test_footnotes(text: str, expected: str, ending: str) -> None:
    text, expected = text.replace("\n", ending), expected.replace("\n", ending)
    if ending not in text:
        expected = expected.replace("\r\n", "\n")
    assert glossed(text, "en", "ru ko", notes=True) == expected
    assert glossed(expected, "en", "ru ko", notes=True) == expected


WORDS = ["norm", "shock workers", "technical\nnorm", "**quota**", "*a norm*", "[miner](a_b.md)", "`norm`", "# ", "> ", "- ", "\n", "\n\n", "\r\n",
    "노르마를", "**광부**가", "(norm)", "(", ")", "*", "_", "[", "](", "]", "\\", "<b>norm</b>", "<a>", "</a>", "&#109;", "| ", "norm\u00ad", "\u00ad", " ", " ", "a"]  # fmt: skip
ADDED = re.compile(r" ?\((?:норма|ударник|техническая норма|шахтёр)\)")


@given(st.lists(st.sampled_from(WORDS), max_size=15).map("".join), st.sampled_from(["md", "txt"]))
def test_without_the_glosses_the_text_is_the_text(text: str, form: str) -> None:
    annotated = glossed(text, "", "ru", form=form)
    assert ADDED.sub("", annotated) == text
    reader = markdown.prose if form == "md" else plain.prose
    before, after = reader("a", text), reader("a", annotated)
    assert [ADDED.sub("", unit.target.text) for unit in after.units] == [unit.target.text for unit in before.units]
    assert [unit.role for unit in after.units] == [unit.role for unit in before.units]


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    options = ["--lang", "en", "--gloss", "ru"]
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "annotate", *options, *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=300, env=env)


MARKED = "\ufeffA norm,\r\na norm\n".encode()
WANTED = "\ufeffA norm (норма),\r\na norm\n".encode()


def test_to_standard_output(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(MARKED)
    result = run(path)
    assert (result.returncode, result.stdout, result.stderr) == (0, WANTED, b"")
    assert path.read_bytes() == MARKED
    assert run("-", given=MARKED).stdout == WANTED
    assert run(path, "-", given=b"quota").stdout == WANTED + "quota (норма)".encode()


def test_to_a_file(tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_bytes(MARKED)
    result = run(path, "-o", out)
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode() == f"{out}: 1 gloss\n"
    assert out.read_bytes() == WANTED
    assert path.read_bytes() == MARKED
    assert run(path, "-o", path).returncode == 0
    assert path.read_bytes() == WANTED


def test_in_place(tmp_path: Path) -> None:
    path, other, link = tmp_path / "a.md", tmp_path / "b.txt", tmp_path / "c.md"
    path.write_bytes(MARKED)
    other.write_bytes(b"nothing\r\n")
    path.chmod(0o640)
    link.symlink_to(path)
    untouched = other.stat().st_mtime_ns
    result = run(link, other, "--in-place")
    assert (result.returncode, result.stdout) == (0, b"")
    assert result.stderr.decode().splitlines() == [f"{link}: 1 gloss", f"{other}: 0 glosses"]
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (WANTED, 0o640)
    assert link.is_symlink()
    assert other.stat().st_mtime_ns == untouched
    assert sorted(tmp_path.iterdir()) == [path, other, link]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.po", b'msgid "a"\nmsgstr "b"\n', "is neither text nor Markdown"),
        ("a.txt", b"\xff", "is not valid UTF-8"),
        ("a.md", b"a\0", "contains a NUL character"),
        ("a.png", b"a", "unknown format .png"),
    ],
)
def test_what_cannot_be_annotated(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path, good = tmp_path / name, tmp_path / "good.md"
    path.write_bytes(data)
    good.write_bytes(MARKED)
    result = run(path, good, "--in-place")
    assert result.returncode == 2
    (line,) = [line for line in result.stderr.decode().splitlines() if "good.md" not in line]
    assert line.startswith(f"termbase: {path}")
    assert message in line
    assert (path.read_bytes(), good.read_bytes()) == (data, WANTED)


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(MARKED)
    result = run(path, "-o", tmp_path)
    assert (result.returncode, result.stderr.decode()) == (2, f"termbase: {tmp_path}: is a directory\n")
    assert list(tmp_path.iterdir()) == [path]


def test_footnotes_are_for_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(MARKED)
    result = run(path, "--style", "footnote")
    assert (result.returncode, result.stderr.decode()) == (2, f"termbase: {path}: is no Markdown: --style footnote needs it\n")  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--gloss", "fr", "-"],
        ["--gloss", ",", "-"],
        ["--lang", "fr", "-"],
        ["--lang", "", "-"],
        ["--romanise", "none", "-"],
        ["-", "--in-place"],
        ["a.md", "-o", ""],
        ["a.md", "b.md", "-o", "c.md"],
        ["a.md", "-o", "c.md", "--in-place"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.decode().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
