"""The formats of `check`: what stands where, and whether other programs accept it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rich.cells import cell_len

from termbase.checks.finding import Finding, Severity
from termbase.report import REPORTS
from termbase.report.excerpt import columns, excerpt
from termbase.report.setting import Setting
from termbase.units import Position
from tests.conftest import ROOT

BASE = ROOT / "tests/data/base"
REPLACED = ROOT / "tests/data/replaced"
SCHEMAS = ROOT / "tests/schemas"
SARIF = fastjsonschema.compile(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

msgid "The norms of shock workers."
msgstr "Нормы шок-рабочих."
"""
PO_FIXED = """# bread card
msgid ""
msgstr "Language: en\\n"

msgid "x"
msgstr "\\tthe bread cards\\n"
"bread card"
"""
XLIFF = """<?xml version="1.0" encoding="UTF-16"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="ru"
original="x" datatype="plaintext"><body><trans-unit id="1"><source>x</source>
<target>О &quot;юзере&#34; &amp; <g id="1">юзерах</g>.</target></trans-unit></body></file></xliff>
"""


def check(*arguments: str | Path, base: Path = BASE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "termbase", "--base", str(base), "check", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, check=False, timeout=300, env=env)


def finding(
    path: str = "a.po", line: int = 1, columns: tuple[int, int] = (1, 2), severity: Severity = "error", **more: str
) -> Finding:
    start, end = columns
    return Finding(
        path=path,
        start=Position(line, start),
        end=Position(line, end),
        unit=more.get("unit", "1"),
        code=more.get("code", "TB402"),
        name=more.get("name", "deprecated-term"),
        severity=severity,
        message=more.get("message", "message"),
        text=more.get("text", "text"),
        suggestions=(more.get("text", "better"),),
        concept=more.get("concept", "norm"),
    )


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
FINDINGS = st.lists(
    st.builds(
        lambda path, line, start, length, severity, message, unit: finding(
            path, line, (start, start + length), severity, message=message, unit=unit, text=message, concept=unit
        ),
        st.sampled_from(["a.po", "b/<b>.md", "c & d.xlf", "…\x1b\n"]),
        st.integers(1, 4),
        st.integers(1, 9),
        st.integers(0, 9),
        st.sampled_from(["error", "warning", "info"]),
        TEXTS,
        TEXTS,
    ),
    max_size=5,
).map(lambda findings: sorted(findings, key=lambda finding: (finding.path, finding.start)))


class TestText:
    def test_a_finding_with_its_line(self, tmp_path: Path) -> None:
        path = tmp_path / "en-ru.po"
        path.write_text(PO, "utf-8")
        result = check(path)
        assert result.stdout.decode().splitlines() == [
            f"{path}: 1 error",
            f"{path}:7:15: TB402 error: “шок-рабочих” is deprecated (calque); use “ударников”",
            ' 7 | msgstr "Нормы шок-рабочих."',
            "   |               ^^^^^^^^^^^",
        ]
        assert result.stderr == b"1 finding in 1 unit of 1 file\n"

    def test_one_line_is_the_first_line(self, tmp_path: Path) -> None:
        path = tmp_path / "en-ru.po"
        path.write_text(PO, "utf-8")
        (line,) = check("--format", "oneline", path).stdout.splitlines()
        assert check(path).stdout.splitlines()[1] == line

    def test_files_are_apart(self) -> None:
        found = [finding("a.po"), finding("a.po", severity="info"), finding("b.po"), finding("b.po")]
        assert REPORTS["text"](found, Setting()).splitlines() == [
            "a.po: 1 error, 1 info",
            "a.po:1:1: TB402 error: message",
            "a.po:1:1: TB402 info: message",
            "",
            "b.po: 2 errors",
            "b.po:1:1: TB402 error: message",
            "b.po:1:1: TB402 error: message",
        ]

    @pytest.mark.parametrize(
        ("text", "place", "line", "mark"),
        [
            ("о нормах", (3, 9), "о нормах", "  ^^^^^^"),
            ("모든 돌격노동자가", (4, 9), "모든 돌격노동자가", "     ^^^^^^^^^^"),
            ("уда\u0301рник и норма", (1, 9), "уда\u0301рник и норма", "^^^^^^^"),
            ("\tнорма\r\nа", (2, 7), "    норма", "    ^^^^^"),
            ("a\x1b[31mnorm", (7, 11), "a\\x1b[31mnorm", "         ^^^^"),
            ("в\xa01935", (3, 7), "в 1935", "  ^^^^"),
            ('msgstr ""', (9, 9), 'msgstr ""', "        ^"),
            ("норма", (9, 12), "норма", "     ^"),
            ("x" * 200 + "норма" + "y" * 200, (201, 206), "…" + "x" * 46 + "норма" + "y" * 47 + "…", " " * 47 + "^" * 5),
            ("x" * 200 + "норма", (201, 206), "…" + "x" * 93 + "норма", " " * 94 + "^" * 5),
            ("норма" * 40, (6, 196), "…" + ("норма" * 40)[5:103] + "…", " " + "^" * 98),
            ("돌" * 90, (46, 47), "…" + "돌" * 49 + "…", " " * 49 + "^^"),
        ],
        ids=["words", "Hangul", "stress", "tab", "escape", "space", "empty", "behind", "middle", "end", "long", "wide"],
    )  # fmt: skip
    def test_the_mark(self, text: str, place: tuple[int, int], line: str, mark: str) -> None:
        _, _, shown, under = REPORTS["text"]([finding(columns=place)], Setting(texts={"a.po": text})).splitlines()
        assert len(shown) - 5 <= 100
        assert (shown, under) == (f" 1 | {line}", f"   | {mark}")

    def test_to_the_end_of_the_line(self) -> None:
        found = Finding("a.po", Position(2, 3), Position(3, 2), "", "TB402", "x", "error", "m", "", (), "")
        lines = REPORTS["text"]([found], Setting(texts={"a.po": "a\nbcde\nf"})).splitlines()
        assert lines[2:] == [" 2 | bcde", "   |   ^^"]

    def test_a_file_that_has_become_shorter(self) -> None:
        assert len(REPORTS["text"]([finding(line=9)], Setting(texts={"a.po": "a"})).splitlines()) == 2

    @given(FINDINGS, TEXTS)
    def test_colours_change_nothing(self, found: list[Finding], text: str) -> None:
        texts = {one.path: text for one in found}
        coloured = REPORTS["text"](found, Setting(texts=texts, coloured=True))
        plain = REPORTS["text"](found, Setting(texts=texts))
        assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
        assert "\x1b" not in plain
        places = [line for line in plain.splitlines() if re.match(r"\S.*:\d+:\d+: TB\d+ \w+: ", line)]
        assert places == REPORTS["oneline"](found, Setting()).splitlines()

    def test_color_can_be_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "en-ru.po"
        path.write_text(PO, "utf-8")
        assert b"\x1b[31m^^^^^^^^^^^\x1b[0m" in check("--color", "always", path).stdout
        assert b"\x1b" not in check(path).stdout


# Letters of the three languages, marks on them, Hangul letter by letter, Chinese, full width: what stands in our files.
LINE = st.text(st.sampled_from("aЖё돌가漢Ａ。…«\u0301\u0306\u1103\u1169\u11af \t\x07\u00ad\u3000"), max_size=150)


@given(LINE, st.integers(0, 150), st.integers(0, 150), st.integers(20, 60))
def test_an_excerpt_fits_and_marks_the_place(line: str, start: int, length: int, widest: int) -> None:
    text = f"first\n{line}\nlast"
    begin = 6 + min(start, len(line))
    end = min(begin + length, 6 + len(line))
    shown = excerpt(text, (6, 6 + len(line)), (begin, end), widest)
    # Rich counts columns with tables of its own.
    assert cell_len(shown.text) == columns(shown.text) <= widest
    at, total = 0, 0
    while total < shown.before:
        total += cell_len(shown.text[at])
        at += 1
    assert total == shown.before
    if begin < end and line[begin - 6].isprintable() and cell_len(line[begin - 6]):
        rest = shown.text[at:].lstrip("\u0301\u0306\u1169\u11af")
        assert rest.startswith(" " if line[begin - 6].isspace() else line[begin - 6]) or not cell_len(shown.text[at])


class TestSarif:
    def test_a_finding(self, tmp_path: Path) -> None:
        path = tmp_path / "en-ru.po"
        path.write_text(PO, "utf-8")
        log = json.loads(check("--format", "sarif", path).stdout)
        SARIF(log)
        (run,) = log["runs"]
        (result,) = run["results"]
        (rule,) = run["tool"]["driver"]["rules"]
        assert (log["version"], rule["id"], result["ruleId"], result["level"]) == ("2.1.0", "TB402", "TB402", "error")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"], region["endColumn"]) == (7, 15, 26)

    @given(FINDINGS)
    def test_it_follows_the_schema(self, found: list[Finding]) -> None:
        log = json.loads(REPORTS["sarif"](found, Setting({"TB402": "A summary."})))
        SARIF(log)
        assert [result["message"]["text"] for result in log["runs"][0]["results"]] == [one.message for one in found]

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.md", b"A *bread card* and\n> the bread\n> cards, `bread card`; a shock labourer\n"),
            ("a.txt", "\ufeffa 유저가\r\n유저를 유저야\r\n".encode()),
            ("a.po", PO_FIXED.encode()),
            ("a.xlf", XLIFF.encode("utf-16")),
        ],
    )
    def test_its_fixes_are_those_that_are_written(self, name: str, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        log = json.loads(check("--format", "sarif", path, base=REPLACED).stdout)
        SARIF(log)
        encoding = "utf-16" if name == "a.xlf" else "utf-8-sig" if content.startswith(b"\xef") else "utf-8"
        text = content.decode(encoding)
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        places = []
        for fix in (fix for result in log["runs"][0]["results"] for fix in result.get("fixes", [])):
            (change,) = fix["artifactChanges"]
            assert change["artifactLocation"]["uri"] == path.as_uri()
            for one in change["replacements"]:
                at = one["deletedRegion"]
                start, end = (starts[at[f"{end}Line"] - 1] + at[f"{end}Column"] - 1 for end in ("start", "end"))
                places.append((start, end, one["insertedContent"]["text"]))
        assert places
        for start, end, new in sorted(places, reverse=True):
            text = text[:start] + new + text[end:]
        check("--fix", path, base=REPLACED)
        assert path.read_bytes() == text.encode(encoding)

    def test_a_package_has_no_fixes(self, tmp_path: Path) -> None:
        document = docx.Document()
        document.add_paragraph("a bread card")
        document.save(str(tmp_path / "a.docx"))
        (run,) = json.loads(check("--format", "sarif", tmp_path / "a.docx", base=REPLACED).stdout)["runs"]
        assert [(result["ruleId"], "fixes" in result) for result in run["results"]] == [("TB501", False)]

    def test_what_is_written_with_escapes_has_no_fix(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        path.write_text("the bread car&#100;\n\nmanufactory yards\n\na bread card\n", "utf-8")
        (run,) = json.loads(check("--format", "sarif", path, base=REPLACED).stdout)["runs"]
        assert ["fixes" in result for result in run["results"]] == [True, False, True]

    @pytest.mark.parametrize("broken", [{}, {"version": "2.1.0"}, {"version": "2.0.0", "runs": []}])
    def test_the_schema_refuses(self, broken: dict[str, object]) -> None:
        with pytest.raises(fastjsonschema.JsonSchemaException):
            SARIF(broken)


class TestJunit:
    @given(FINDINGS)
    def test_it_follows_the_schema(self, found: list[Finding]) -> None:
        root = etree.fromstring(REPORTS["junit"](found, Setting(texts={"clean.po": "", "a.po": ""})).encode())
        JUNIT.assertValid(root)
        paths = {"clean.po", "a.po", *(one.path for one in found)}
        assert len(root) == len(paths)
        serious = [one for one in found if one.severity != "info"]
        assert [case.get("type") for case in root.iter("failure")] == [
            one.severity
            for path in dict.fromkeys(["a.po", *(one.path for one in found)])
            for one in serious
            if one.path == path
        ]
        assert (root.get("failures"), root.get("tests")) == (str(len(serious)), str(len(list(root.iter("testcase")))))

    def test_files(self, tmp_path: Path) -> None:
        (tmp_path / "en-ru.po").write_text(PO, "utf-8")
        (tmp_path / "clean.md").write_text("Nothing.\n", "utf-8")
        result = check("--format", "junit", tmp_path)
        assert result.returncode == 1
        root = etree.fromstring(result.stdout)
        JUNIT.assertValid(root)
        suites = [(Path(suite.get("name")).name, suite.get("tests"), suite.get("failures")) for suite in root]
        assert suites == [("clean.md", "1", "0"), ("en-ru.po", "1", "1")]
        assert root[1][0].get("name") == "TB402 deprecated-term 7:15"
