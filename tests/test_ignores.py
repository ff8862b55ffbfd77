"""Comments to the checks: what they ignore, in each format's own comment, and what is wrong with them."""

import json
from datetime import date
from pathlib import Path

import pytest

from termbase.cli.main import main
from termbase.formats import read
from termbase.ignores import RULES
from termbase.ignores.directive import Directive, Misunderstood, directives
from termbase.ignores.rules import IgnoreRule
from termbase.units import Note, Position

BASE = Path(__file__).parent / "data" / "base"
CODES = ("TB401", "TB402", "TB501")


class Flat:
    """Anchors of a text that is one line."""

    def at(self, offset: int) -> Position:
        return Position(1, offset + 1)

    def after(self, offset: int) -> Position:
        return Position(1, offset + 2)


def check(capsys: pytest.CaptureFixture[str], path: Path, *arguments: str) -> list[str]:
    """Line and code of each finding."""
    code = main(["--base", str(BASE), "check", "--json", *arguments, str(path)])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == (1 if records else 0)
    return [f"{record['line']} {record['code']}" for record in records]


def po(*comments: str, target: str = "Шок-рабочие.", fuzzy: bool = False) -> str:
    flags = "#, fuzzy\n" if fuzzy else ""
    lines = "".join(f"{comment}\n" for comment in comments)
    return f'msgid ""\nmsgstr "Language: ru\\n"\n\n{lines}{flags}msgid "Shock workers."\nmsgstr "{target}"\n'


@pytest.mark.parametrize(
    ("text", "verb", "codes", "until", "reason"),
    [
        ("termbase: ignore TB402 — a title", "ignore", ("TB402",), None, "a title"),
        (" termbase: ignore TB402 - a title ", "ignore", ("TB402",), None, "a title"),
        ("termbase:ignore TB402: a title", "ignore", ("TB402",), None, "a title"),
        ("termbase: ignore TB402 – a–title", "ignore", ("TB402",), None, "a–title"),
        ("termbase: ignore TB402 -- a title", "ignore", ("TB402",), None, "a title"),
        ("termbase: ignore tb402,TB401 , TB501 — x", "ignore", ("TB402", "TB401", "TB501"), None, "x"),
        ("termbase: ignore TB402 until 2027-01-31 — x", "ignore", ("TB402",), date(2027, 1, 31), "x"),
        ("termbase: ignore TB402 until 2027-01-31: x", "ignore", ("TB402",), date(2027, 1, 31), "x"),
        ("termbase: ignore TB402", "ignore", ("TB402",), None, ""),
        ("termbase: ignore TB402 —", "ignore", ("TB402",), None, ""),
        ("termbase: ignore TB402 a title", "ignore", ("TB402",), None, ""),
        ("termbase: off — quoted", "off", (), None, "quoted"),
        ("termbase: off TB501 until 2027-01-31 — quoted", "off", ("TB501",), date(2027, 1, 31), "quoted"),
        ("termbase: on", "on", (), None, ""),
        ("Words.\n  termbase: ignore TB402 — a title\nMore.", "ignore", ("TB402",), None, "a title"),
        ("termbase: ignore TB402 — на русском: «так»", "ignore", ("TB402",), None, "на русском: «так»"),
    ],
)
def test_understood(text: str, verb: str, codes: tuple[str, ...], until: date | None, reason: str) -> None:
    (one,) = directives(Note(text, Flat()), CODES)
    assert isinstance(one, Directive)
    assert (one.verb, one.codes, one.until, one.reason) == (verb, codes, until, reason)
    assert text[one.start.column - 1 :].startswith("termbase:")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("see termbase: ignore TB402 — x", []),
        ("termbase ignore TB402 — x", []),
        ("Termbase: a tool", []),
        ("termbase: ingore TB402 — x", ["after “termbase:” stands one of: ignore, off, on"]),
        ("termbase:", ["after “termbase:” stands one of: ignore, off, on"]),
        ("termbase: ignore TB999 — x", ["there is no check TB999"]),
        ("termbase: ignore TB4 — x", ["there is no check TB4"]),
        ("termbase: ignore TB998, TB999 — x", ["there is no check TB998", "there is no check TB999"]),
        ("termbase: off TB999 — x", ["there is no check TB999"]),
        ("termbase: ignore TB402 until tomorrow — x", ["“tomorrow” is no date such as 2027-01-31"]),
        ("termbase: ignore TB402 until 2027-02-31 — x", ["“2027-02-31” is no date such as 2027-01-31"]),
        (
            "termbase: ignore — x",
            ["it does not say which check is to be ignored: “termbase: ignore TB402 — reason”"],
        ),
    ],
)
def test_not_understood(text: str, messages: list[str]) -> None:
    found = list(directives(Note(text, Flat()), CODES))
    assert [one.message for one in found if isinstance(one, Misunderstood)] == messages
    assert len(found) == len(messages)


def test_a_known_code_beside_an_unknown_one_holds() -> None:
    unknown, known = directives(Note("termbase: ignore TB402, TB999 — x", Flat()), CODES)
    assert isinstance(unknown, Misunderstood)
    assert isinstance(known, Directive)
    assert known.codes == ("TB402",)


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ([], ["5 TB402"]),
        (["# a remark"], ["6 TB402"]),
        (["# termbase: ignore TB402 — a title"], []),
        (["#. termbase: ignore TB402 — a title"], []),
        (["# termbase: ignore TB402 until 9999-12-31 — a title"], []),
        (["#: termbase: ignore TB402 — no comment"], ["6 TB402"]),
        (["# termbase: ignore TB402"], ["4 TB001", "6 TB402"]),
        (["# termbase: ignore TB402 until 2020-01-31 — a title"], ["4 TB002", "6 TB402"]),
        (["# termbase: ignore TB401 — a title"], ["4 TB003", "6 TB402"]),
        (["# termbase: ignore TB401, TB402 — a title"], ["4 TB003"]),
        (["# termbase: ignore TB402 — one", "# termbase: ignore TB402 — two"], []),
        (["# termbase: ignore TB999 — a title"], ["4 TB004", "6 TB402"]),
        (["# termbase: ignore TB402, TB999 — a title"], ["4 TB004"]),
        (["# termbase: off — all of it"], []),
        (["# termbase: off TB401 — a part of it"], ["4 TB003", "6 TB402"]),
        (["# termbase: on"], ["6 TB402"]),
    ],
)
def test_in_a_catalogue(
    comments: list[str], expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.po"
    path.write_text(po(*comments), "utf-8")
    assert check(capsys, path) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["4 TB003"]),
        (["--ignore", "TB402"], []),  # it did not run: whether it is in vain is not known
        (["--select", "TB402"], []),
        (["--select", "TB402,TB003"], ["4 TB003"]),
        (["--ignore", "TB003"], []),
    ],
)
def test_nothing_is_unused_of_a_check_that_did_not_run(
    arguments: list[str], expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.po"
    path.write_text(po("# termbase: ignore TB402 — a title", target="Ударники."), "utf-8")
    assert check(capsys, path, *arguments) == expected


def test_nothing_is_unused_in_an_unfinished_translation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.po"
    path.write_text(po("# termbase: ignore TB402 — a title", fuzzy=True), "utf-8")
    assert check(capsys, path) == []


def test_an_ignore_of_another_domain_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.po").write_text(po("# termbase: ignore TB402 — a title"), "utf-8")
    assert check(capsys, tmp_path / "a.po", "--domains", "titles") == []


PLURAL = """msgid ""
msgstr "Language: ru\\n"

# termbase: ignore TB402 — a title
msgid "Shock worker."
msgid_plural "Shock workers."
msgstr[0] "Ударник."
msgstr[1] "Шок-рабочие."

msgid "The shock workers."
msgstr "Шок-рабочие."
"""


def test_an_entry_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.po").write_text(PLURAL, "utf-8")
    assert check(capsys, tmp_path / "a.po") == ["11 TB402"]
    (tmp_path / "a.po").write_text(PLURAL.replace("TB402", "TB404"), "utf-8")
    assert check(capsys, tmp_path / "a.po") == ["4 TB003", "8 TB402", "11 TB402"]


XML = {
    "a.xlf": """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
<trans-unit id="1"><source>Shock workers.</source><target>Шок-рабочие.</target>
<note>{}</note></trans-unit>
</body></file></xliff>
""",
    "b.xlf": """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">
<file id="f"><unit id="1"><segment><source>Shock workers.</source><target>Шок-рабочие.</target></segment>
</unit><unit id="2"><notes>
<note>{}</note></notes>
<segment><source>Shock workers.</source><target>Шок-рабочие.</target></segment>
</unit></file></xliff>
""",
    "c.tmx": """<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en"><seg>Shock workers.</seg></tuv>
<tuv xml:lang="ru">
<note>{}</note>
<seg>Шок-рабочие.</seg></tuv></tu></body></tmx>
""",
}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("a.xlf", ["3 TB402"], []), ("b.xlf", ["2 TB402", "5 TB402"], ["2 TB402"]), ("c.tmx", ["5 TB402"], [])],
)
def test_in_xml(
    name: str, before: list[str], after: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_text(XML[name].format("a remark"), "utf-8")
    assert check(capsys, path) == before
    path.write_text(XML[name].format("A remark.\n termbase: ignore TB402 &#x2014; a title"), "utf-8")
    moved = [f"{int(one.split()[0]) + (int(one.split()[0]) > 4)} TB402" for one in after]
    assert check(capsys, path) == moved
    path.write_text(XML[name].format("termbase: ignore TB402"), "utf-8")
    assert check(capsys, path) == sorted([*before, "4 TB001"])


IGNORE = "<!-- termbase: ignore TB501 — quoted -->"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An udarnick.\n", ["1 TB501"]),
        (f"{IGNORE}\nAn udarnick.\n", []),
        (f"{IGNORE}\n\nAn udarnick.\n\nAn udarnick.\n", ["5 TB501"]),
        (f"An udarnick. {IGNORE}\n", []),
        (f"# An udarnick {IGNORE}\n", []),
        (f"- An\n  udarnick.\n- {IGNORE}\n  An udarnick.\n", ["2 TB501"]),
        (f"<div>\n{IGNORE}\nAn udarnick.\n</div>\n", []),
        (f"`{IGNORE}` An udarnick.\n", ["1 TB501"]),
        (f"```\n{IGNORE}\n```\n\nAn udarnick.\n", ["5 TB501"]),
        (f"{IGNORE}\nAn udarnik.\n", ["1 TB003"]),
        (f"An udarnik.\n\n{IGNORE}\n", ["3 TB003"]),
        (f"An udarnick.\n\n{IGNORE}\n", ["1 TB501", "3 TB003"]),
        ("<!-- termbase: off — quoted -->\n\nAn udarnick.\n\nAn udarnick.\n", []),
        (
            "An udarnick.\n\n<!-- termbase: off — quoted -->\n\nAn udarnick.\n\n<!-- termbase: on -->\nAn udarnick.\n",
            ["1 TB501", "8 TB501"],
        ),
        ("<!-- termbase: off TB501 — quoted -->\n\nAn udarnik.\n\n<!-- termbase: on -->\n\nx\n", ["1 TB003"]),
        (
            "<!-- termbase: off — quoted -->\n\nAn udarnik.\n\n<!-- termbase: on -->\n\nAn udarnick.\n",
            ["1 TB003", "7 TB501"],
        ),
        ("<!-- termbase: off -->\n\nAn udarnick.\n\n<!-- termbase: on -->\n", ["1 TB001", "3 TB501"]),
    ],
)
def test_in_markdown(text: str, expected: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    assert check(capsys, path) == expected


def test_a_region_ends_with_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("<!-- termbase: off — quoted -->\n\nAn udarnick.\n", "utf-8")
    (tmp_path / "b.md").write_text("An udarnick.\n", "utf-8")
    assert check(capsys, tmp_path) == ["1 TB501"]


def test_plain_text_has_no_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("termbase: ignore TB501 — quoted\nAn udarnick.\n", "utf-8")
    assert check(capsys, tmp_path) == ["2 TB501"]
    assert [unit.notes for unit in read(tmp_path / "a.txt").units] == [()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_explained(rule: IgnoreRule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.code]) == 0
    assert capsys.readouterr().out.startswith(f"{rule.code} {rule.name} (warning)\n\n{rule.summary}\n")


def test_sarif_has_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.po").write_text(po("# termbase: ignore TB402"), "utf-8")
    main(["--base", str(BASE), "check", "--format", "sarif", str(tmp_path)])
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TB001", "TB402"]
    assert rules[0]["shortDescription"]["text"] == RULES[0].summary


def test_explain_says_what_is_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!-- termbase: ignore TB501 — quoted -->\nAn udarnick.\n", "utf-8")
    assert main(["--base", str(BASE), "explain", f"{path}:2"]) == 0
    assert f"{path}:2:4: TB501 is ignored by a comment\n" in capsys.readouterr().out
    path.write_text("<!-- termbase: ignore TB501 -->\nAn udarnick.\n", "utf-8")
    assert main(["--base", str(BASE), "explain", f"{path}:1"]) == 0
    assert f"{path}:1:6: TB001 warning: " in capsys.readouterr().out
