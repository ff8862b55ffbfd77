"""`termbase romanisation`: the portrait of a document, as text, as a record, and as a page that works in a browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.identify import Layer, Profile
from termbase.report import romanisation_html
from termbase.report.romanisation_html import Sitter
from termbase.romanisation.portrait import Doubt, Portrait, Row, Share, portrait
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Converter
from tests import browser
from tests.browser import Browser
from tests.conftest import ROOT

PLAIN, ISO = "ala-lc-rus-cyrl-latn-1997-plain", "iso-9-rus-cyrl-latn-1995"
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]
FAULTY = "See *Put’ stakhanovtsa*, *Put’ stakhanovtisa*, and “Vsesoyuznoe soveshchanie rabochikh i rabotnits”."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(BUNDLED)


def titles(words: list[str], scheme: str, tools: Tools) -> list[str]:
    convert = Converter(tools.schemes[scheme]).convert
    return [f"He cites “{convert(' '.join(words[n : n + 4]))}”, and no more." for n in range(0, len(words), 4)]


def test_portrait(tools: Tools) -> None:
    texts = [*titles(WORDS[:40], PLAIN, tools), "Nothing Russian.", FAULTY]
    found = portrait(Writing(texts, tools))
    assert found.scheme == PLAIN
    first = found.shares[0]
    assert (first.schemes[0], first.layer) == (PLAIN, 1)
    assert all(share.words <= first.words <= found.profile.words for share in found.shares)
    assert set(found.signs) == {"’"}
    assert {row.number for row in found.rows} <= {*range(10), 11}
    assert all(len(row.given) == len(found.shares) and max(row.given) <= row.words for row in found.rows)
    doubts = {doubt.word: doubt for doubt in found.doubts}
    assert doubts["stakhanovtisa"].cyrillic == ("стахановца",)
    assert doubts["Vsesoyuznoe"].expected == ("Vsesoiuznoe",)
    for doubt in found.doubts:
        assert [texts[number][offset:].startswith(doubt.word) for number, offset in doubt.places] == [True]


@pytest.mark.parametrize("texts", [[], [""], ["Nothing Russian is here."]])
def test_portrait_of_nothing(texts: list[str], tools: Tools) -> None:
    found = portrait(Writing(texts, tools))
    assert found == Portrait(Profile((), (), 0), "", {}, (), {}, (), ())
    assert "no scheme can be told" in romanisation_html.render([Sitter("a", found, {}, {})])


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], tools: Tools) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join([*titles(WORDS[:40], PLAIN, tools), FAULTY, FAULTY]), "utf-8")
    assert main(["romanisation", "--json", str(path)]) == 0
    record = json.loads(capsys.readouterr().out)
    keys = ["path", "words", "layers", "outside", "instead", "scheme", "shares", "signs", "doubtful"]
    assert list(record) == keys
    (doubt,) = (doubt for doubt in record["doubtful"] if doubt["word"] == "stakhanovtisa")
    assert doubt["count"] == 2
    assert doubt["expected"] == ["stakhanovtsa"]
    assert doubt["places"] == ["21:32", "23:32"]
    assert main(["romanisation", str(path)]) == 0
    text = capsys.readouterr().out
    assert f"first layer: {PLAIN}" in text
    assert "doubtful: stakhanovtisa 2 times, spelling: stakhanovtsa (стахановца); 21:32, 23:32\n" in text
    # What identify says of a document is the beginning of it.
    assert main(["identify", "--document", str(path)]) == 0
    assert text.startswith(capsys.readouterr().out)
    page = tmp_path / "page.html"
    assert main(["romanisation", str(path), str(path), "--format", "html", "-o", str(page)]) == 0
    assert html.document_fromstring(page.read_text("utf-8")).findtext(".//h1") == str(path)
    assert main(["romanisation", "--from", ISO, "--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["scheme"] == ISO


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "nikl-rus-cyrl-hang-2005"], "is no scheme of Russian in Latin letters"),
        (["--from", "none"], "none is no scheme of Russian in Latin letters"),
        (["-o", ""], "--output names no file"),
        (["gone.txt"], "gone.txt: no such file"),
        (["a.txt"], "a.txt"),
    ],
)
def test_bad_input(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"\xff\xfe\xff")
    Path("b.txt").write_text("Nothing.", "utf-8")
    assert main(["romanisation", "b.txt", *arguments]) == 2
    (problem,) = capsys.readouterr().err.splitlines()
    assert message in problem


def sitter(text: str = "word", path: str = "a.txt") -> Sitter:
    doubts = (
        Doubt(text, "spelling", (f"{text}1", f"{text}2"), ("слово", "слева"), ((0, 4), (1, 7))),
        Doubt(f"{text}s", "sign", ("words",), (), ((1, 9),)),
    )
    layer = Layer((PLAIN, ISO), ("one", text), (text,))
    shares = (Share((PLAIN, ISO), 30, 1), Share((text,), 20, 0))
    rows = tuple(Row(number, 4, (4, number % 4)) for number in range(230))
    found = Portrait(Profile((layer,), (text,), 40), PLAIN, {text: "other"}, shares, {"’": 3}, rows, doubts)
    where = {doubts[0]: ["1:5", "3:8"], doubts[1]: [f"{text}, footnote 3:9"]}
    return Sitter(path, found, where, {number: str(2 * number + 1) for number in range(230)})


def test_structure() -> None:
    tree = html.document_fromstring(romanisation_html.render([sitter(), sitter(path="b.txt")]))
    assert [heading.text for heading in tree.iterfind(".//h1")] == ["a.txt", "b.txt"]
    tables = tree.findall(".//section[1]//table")
    assert [table.get("class") for table in tables] == ["shares", "deciding", "doubts", "heat"]
    assert {cell.get("scope") for cell in tree.iterfind(".//thead//th")} == {"col"}
    assert {cell.get("scope") for cell in tree.iterfind(".//tbody//th")} == {"row"}
    heat = tables[3].findall(".//tbody/tr")
    assert len(heat) <= 100
    assert heat[0].findtext("th") == "1 – 5"
    assert sum(int(row.findtext("td") or "") for row in heat) == 4 * 230
    assert [word.text for word in tables[2].iterfind(".//span[@class='cyrillic']")] == ["слово", "слева"]
    assert "prefers-color-scheme: dark" in (tree.findtext(".//style") or "")


def test_it_loads_nothing() -> None:
    assert not re.findall(r"""(?:src|href)=|url\(|@import|https?:""", romanisation_html.render([sitter()]))


MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'", "</td>", "{{script}}", "&lt;", "--><b>", "\0", "\ud800"]
)  # fmt: skip


@settings(max_examples=20)
@given(st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=4).map("".join))
def test_no_text_becomes_markup(text: str) -> None:
    def tags(page: str) -> list[tuple[str, list[str]]]:
        return [(str(element.tag), sorted(element.keys())) for element in html.document_fromstring(page).iter()]

    assert tags(romanisation_html.render([sitter(text, text)])) == tags(romanisation_html.render([sitter()]))


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Browser]:
    path = tmp_path / "page.html"
    path.write_text(romanisation_html.render([sitter()]), "utf-8")
    with browser.opened() as chromium:
        yield chromium.open(path.as_uri())
        assert chromium.complaints == []
        assert set(chromium.requests) == {path.as_uri()}


def test_a_click_shows_and_copies_the_cyrillic(opened: Browser) -> None:
    word = "document.querySelector('.doubts .word').textContent"
    button = "document.querySelectorAll('.doubts button')"
    opened.ask("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    assert opened.run(f"{button}.length") == 2
    for number, shown in ((0, "слово"), (1, "слева"), (1, "word")):
        opened.run(f"{button}[{number}].focus()")
        opened.press("Enter")
        assert opened.run(word) == shown
    assert opened.run("navigator.clipboard.readText()") == "слева"
    assert opened.run("document.getElementById('said').textContent") == "Copied: слева"
    assert opened.run(f"[...{button}].map((button) => button.ariaPressed)") == ["false", "false"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(scheme: str, opened: Browser) -> None:
    opened.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    light = "255, 255, 255" in opened.run("getComputedStyle(document.body).backgroundColor")
    assert light is (scheme == "light")
    cells = "[...document.querySelectorAll('.heat tbody td:nth-child(3)')].map((td) => getComputedStyle(td).backgroundColor)"
    assert len(set(opened.run(cells))) == 1
    assert len(set(opened.run(cells.replace("(3)", "(4)")))) > 1


def test_without_script(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(romanisation_html.render([sitter()]), "utf-8")
    with browser.opened() as chromium:
        chromium.ask("Emulation.setScriptExecutionDisabled", value=True)
        chromium.open(path.as_uri())
        shown = chromium.run("document.body.innerText")
    assert "слово, слева" in shown
    assert "1:5, 3:8" in shown
