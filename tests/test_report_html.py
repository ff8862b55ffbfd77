"""The page of findings: its structure, that no text becomes markup, and that it works in a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from termbase.checks.finding import Finding, Severity
from termbase.report import REPORTS
from termbase.report.setting import Setting
from termbase.units import Position
from tests import browser
from tests.browser import Browser

CHECKS: list[tuple[str, str, Severity]] = [
    ("TB401", "term-not-used", "warning"),
    ("TB402", "deprecated-term", "error"),
    ("TB403", "inconsistent-translation", "info"),
]
CONCEPTS = ["norm", "shock-worker", ""]


def finding(number: int, message: str = "Message", path: str = "", concept: str | None = None) -> Finding:
    code, name, severity = CHECKS[number % 3]
    return Finding(
        path=path or f"file-{number % 5}.po",
        start=Position(number + 1, 1),
        end=Position(number + 1, 5),
        unit="",
        code=code,
        name=name,
        severity=severity,
        message=f"{message} {number}",
        text="text",
        suggestions=(),
        concept=CONCEPTS[number // 3 % 3] if concept is None else concept,
    )


FINDINGS = [finding(number, "ударник" if number % 7 == 0 else "Message") for number in range(60)]


def page(findings: list[Finding]) -> html.HtmlElement:
    return html.document_fromstring(REPORTS["html"](findings, Setting()))


def test_structure() -> None:
    tree = page(FINDINGS)
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title")
    assert [cell.get("scope") for cell in tree.iterfind(".//thead//th")] == ["col"] * 5
    assert {cell.get("scope") for cell in tree.iterfind(".//tbody//th")} == {"row"}
    fields = tree.xpath("//select | //input")
    assert [field.get("name") for field in fields] == ["check", "concept", "file", "severity", "text"]
    assert all(field.getparent().tag == "label" and field.getparent().text for field in fields)
    assert [rect.get("data-count") for rect in tree.iterfind(".//rect")] == ["20", "20", "20"]
    assert len(tree.findall(".//tbody/tr")) == 60
    assert "prefers-color-scheme: dark" in tree.findtext(".//style")


def test_it_loads_nothing() -> None:
    written = REPORTS["html"](FINDINGS, Setting())
    assert not re.findall(r"""(?:src|href)=|url\(|@import|https?:""", written)


def test_no_findings() -> None:
    tree = html.document_fromstring(REPORTS["html"]([], Setting(texts={"a.po": "", "b.po": ""})))
    assert tree.get_element_by_id("count").text == "0 findings in 2 files"


MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'", "</td>", "{{rows}}", "&lt;", "]]>", "--><b>", "\0", "\r", "</script>", "\ud800"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=4).map("".join)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
def test_no_text_becomes_markup(texts: list[tuple[str, str, str]]) -> None:
    found = [finding(number, message, f"p{path}", concept) for number, (message, path, concept) in enumerate(texts)]
    plain = [finding(number, "m", f"p{number}", f"c{number}") for number in range(len(texts))]
    written = page(found)

    def tags(tree: html.HtmlElement) -> list[tuple[str, list[str]]]:
        return [(str(element.tag), sorted(element.keys())) for element in tree.iter() if element.tag != "option"]

    assert tags(written) == tags(page(plain))
    messages = [row[4].text or "" for row in written.iterfind(".//tbody/tr")]
    assert [message.rpartition(" ")[2] for message in messages] == [str(number) for number in range(len(texts))]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser.opened() as opened:
        yield opened


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Browser]:
    path = tmp_path / "report.html"
    path.write_text(REPORTS["html"](FINDINGS, Setting()), "utf-8")
    chromium.complaints.clear()
    chromium.requests.clear()
    yield chromium.open(path.as_uri())
    assert chromium.complaints == []
    assert set(chromium.requests) <= {path.as_uri()}


SHOWN = "[...document.querySelectorAll('tbody tr')].filter(row => row.checkVisibility()).map(row => row.rowIndex - 1)"
FIELD = "document.forms[0].elements"


def count(opened: Browser) -> str:
    return str(opened.run("document.getElementById('count').textContent"))


def wanted(**values: str) -> list[int]:
    return [
        number
        for number, one in enumerate(FINDINGS)
        if one.code == values.get("check", one.code)
        and (one.concept or "(none)") == values.get("concept", one.concept or "(none)")
        and one.path == values.get("file", one.path)
        and one.severity == values.get("severity", one.severity)
        and values.get("text", "") in one.message
    ]


CHOICES = [
    {"check": "TB402"},
    {"concept": "shock-worker"},
    {"concept": "(none)"},
    {"file": "file-3.po"},
    {"severity": "info"},
    {"text": "ударник"},
    {"check": "TB401", "file": "file-0.po"},
    {"check": "TB401", "concept": "norm", "text": "ударник"},
    {"check": "TB401", "severity": "error"},
]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: " ".join(choice.values()))
def test_filters(opened: Browser, choice: dict[str, str]) -> None:
    assert count(opened) == "60 findings in 5 files"
    for name, value in choice.items():
        opened.run(f"{FIELD}.{name}.focus()")
        if name == "text":
            opened.type(value)
        else:
            steps = opened.run(f"[...{FIELD}.{name}.options].findIndex(option => option.value === '{value}')")
            for _ in range(steps):
                opened.press("ArrowDown")
            assert opened.run(f"{FIELD}.{name}.value") == value
    expected = wanted(**choice)
    assert opened.run(SHOWN) == expected
    assert count(opened) == f"{len(expected)} of 60 findings in 5 files"
    drawn = opened.run("[...document.querySelectorAll('rect')].map(bar => bar.getAttribute('width') / 20)")
    codes = [FINDINGS[number].code for number in expected]
    assert drawn == [codes.count(code) for code, _, _ in CHECKS]
    numbers = opened.run("[...document.querySelectorAll('rect + text')].map(text => text.textContent)")
    assert numbers == [str(codes.count(code)) for code, _, _ in CHECKS]
    # The address leads back to this view, and the button to all.
    address = opened.run("location.href")
    assert opened.open("about:srcdoc").open(address).run(SHOWN) == expected
    opened.run("document.querySelector('button').focus()")
    opened.press("Enter")
    opened.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert opened.run(SHOWN) == list(range(60))
    assert count(opened) == "60 findings in 5 files"


def test_the_keyboard_reaches_everything(opened: Browser) -> None:
    names = []
    for _ in range(7):
        opened.press("Tab")
        names.append(
            opened.run("document.activeElement.name || document.activeElement.className || document.activeElement.type")
        )
    assert names == ["check", "concept", "file", "severity", "text", "reset", "wide"]


def test_an_address_with_nonsense(opened: Browser) -> None:
    opened.run("location.hash = 'check=TB999&colour=red'")
    assert opened.run(SHOWN) == list(range(60))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_stand_out(opened: Browser, scheme: str) -> None:
    opened.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    colours = """(() => {
      const rgb = (element, name) => getComputedStyle(element)[name].match(/[0-9.]+/g).slice(0, 3).map(Number);
      const page = rgb(document.body, "backgroundColor");
      const texts = ["body", "td.error", "td.warning", "td.info", "label", "caption"];
      return [page, ...texts.map((text) => rgb(document.querySelector(text), "color"))];
    })()"""
    page, *texts = opened.run(colours)
    assert (luminance(page) > 0.5) == (scheme == "light")
    for text in texts:
        lighter, darker = sorted((luminance(page), luminance(text)), reverse=True)
        # Web Content Accessibility Guidelines 2.2, 1.4.3 (level AA).
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(rgb: list[float]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_is_smuggled_in_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    written = REPORTS["html"](FINDINGS[:1], Setting())
    # Even where a text were written without care.
    path.write_text(
        written.replace(
            "</table>", "</table><img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
        ),
        "utf-8",
    )
    assert chromium.open(path.as_uri()).run("document.title") == "Findings"
    assert chromium.complaints


def test_ten_thousand_findings(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    many = [finding(number) for number in range(10_000)]
    path.write_text(REPORTS["html"](many, Setting()), "utf-8")
    rows = f"{SHOWN}.length"
    chromium.open(path.as_uri() + "#check=TB402&file=file-2.po")
    assert chromium.run("document.getElementById('more').textContent") == "Show 167 more of 167"
    assert (chromium.run(rows), count(chromium)) == (500, "667 of 10,000 findings in 5 files")
    chromium.run("document.getElementById('more').click()")
    assert (chromium.run(rows), chromium.run("document.getElementById('more').hidden")) == (667, True)
