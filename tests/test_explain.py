"""`termbase explain`: the same answer as `find` and `check` give, with the step that decided."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.api import load
from termbase.checks import CHECKS, run_checks
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.verdict import verdict
from termbase.formats import read
from termbase.lint import RULES
from termbase.lint.rule import Rule
from termbase.match import Finder
from termbase.match.why import named, why
from termbase.report.catalogue import page
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "base"


def run(*arguments: str | Path, command: str = "explain") -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "termbase", "--base", str(BASE), command, *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(program, capture_output=True, check=False, timeout=300, env=env)


@pytest.mark.parametrize(
    ("text", "term", "lang", "steps"),
    [
        ("О нормах", "норма", "ru", ["longer term"]),
        ("О нормах", "норма", "", ["longer term"]),
        ("ненормально, норматив, нормы", "норма", "ru", ["boundaries", "boundaries", "longer term"]),
        ("технической нормы", "норма", "ru", ["longer term"]),
        ("в правде и «Правде»", "Правда", "ru", ["capitals", "longer term"]),
        ("шахтера", "шахтёр", "ru", ["longer term"]),
        ("уда\u0301рник, удар\u00adник", "ударник", "ru", ["longer term", "longer term"]),
        ("О норме", "норма", "en", ["region"]),
        ("O pravde, Pravde", "Правда", "en", ["capitals", "longer term"]),
        ("udarnick, udarnicks", "ударник", "en", ["longer term", "boundaries"]),
        ("udarniki", "ударник", "en", ["longer term"]),
        ("udarniki", "ударник", "ru", ["region"]),
        ("a most normy", "норма", "en", ["longer term"]),
        ("광부들에게는", "광부", "ko", ["longer term"]),
        ("광부장, 광부은, 신광부", "광부", "ko", ["particles", "particles", "boundaries"]),
        ("돌격대원이", "돌격대원", "ko", ["region"]),
        ("돌격대원이", "돌격대원", "ko-KP", ["longer term"]),
        ("돌격노동자", "돌격 노동자", "ko", ["longer term"]),
        ("the norms", "norm", "en", ["longer term"]),
        ("nothing", "norm", "en", []),
        ("", "norm", "en", []),
    ],
)
def test_the_step_that_decides(text: str, term: str, lang: str, steps: list[str]) -> None:
    finder = Finder(load(BASE).index)
    (entry,) = [entry for entry in named(finder.index, term) if entry.text == term]
    answer = why(finder, text, entry, lang)
    assert [place.steps[-1].name for place in answer.places] == steps


REASONS = {
    ("ненормально", "норма", ""): "stands inside the longer word “ненормально”",
    ("광부장", "광부", ""): "“장” is no chain of particles: the longer word “광부장”",
    ("광부은", "광부", ""): "“은” is a particle, but not one that follows the sound of “광부”",
    ("правде", "Правда", ""): "“правде” is not “Правде”, which must be written with its capitals",
    ("돌격대원", "돌격대원", "ko"): "ko-KP is not used in ko",
    ("технической нормы", "норма", ""): "“технической нормы”, ru техническая норма of technical-norm",
}


@pytest.mark.parametrize(("asked", "reason"), REASONS.items(), ids=[" ".join(asked) for asked in REASONS])
def test_the_reason(asked: tuple[str, str, str], reason: str) -> None:
    text, term, lang = asked
    finder = Finder(load(BASE).index)
    answer = why(finder, text, named(finder.index, term)[0], lang)
    assert [(place.found, place.steps[-1].reason) for place in answer.places] == [(False, reason)]


PLAN = """id = "plan"
status = "review"
domains = ["titles"]

[definition]
en = "A plan."
"""
TERM = """
[[term]]
lang = "{}"
text = "{}"
status = "preferred"
grammar = "{}"
"""


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """The miniature base with words that are others too, and one that asks for its letters."""
    base = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("larger") / "base"))
    terms = [("ru", "план", "noun masculine inanimate"), ("en", "record", "noun"), ("ko", "수도", "noun")]
    exact = '[[term]]\nlang = "en"\ntext = "May Day"\nstatus = "admitted"\ncase = "exact"\nreason = "x"\n'
    written = PLAN + "".join(TERM.format(*term) for term in terms) + exact
    (base / "concepts" / "plan.toml").write_text(written, "utf-8")
    return Finder(load(base).index)


@pytest.mark.parametrize(
    ("text", "term", "lang", "step", "reason"),
    [
        ("To record it.", "record", "en", "part of speech", "“record” is a verb or an adjective here, not the noun"),
        ("A record.", "record", "en", "longer term", "none covers it"),
        ("a plan", "план", "en", "own word", "“plan” is short, or a word of its own language: it is believed in italics, brackets, quotation marks"),
        ("a *plan*", "план", "en", "longer term", "none covers it"),
        ("할 수도 있다", "수도", "ko", "particles", "a bound noun with its particle, behind a verb"),
        ("수도가", "수도", "ko", "longer term", "none covers it"),
        ("a may day", "May Day", "en", "capitals", "“may day” is not “May Day”, which must be written just so"),
    ],
)  # fmt: skip
def test_words_that_are_others_too(larger: Finder, text: str, term: str, lang: str, step: str, reason: str) -> None:
    (entry,) = named(larger.index, term)
    (place,) = why(larger, text, entry, lang).places
    assert place.steps[-1] == (step, reason == "none covers it", reason)
    assert place.found == bool(larger.find(text, lang))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("норма", ["норма"]),
        ("НОРМАМИ", ["норма"]),
        ("заветов", ["завет", "завет"]),
        ("pravda", ["Pravda"]),
        ("udarnick", ["ударник"]),
        ("광부들에게", ["광부"]),
        ("ничего", []),
    ],
)
def test_which_terms_are_meant(query: str, terms: list[str]) -> None:
    assert [term.text for term in named(load(BASE).index, query)] == terms


WORDS = ["норма", "нормах", "технической нормы", "НОРМА", "Норматив", "шахтера", "шахтёра", "уда\u0301рника", "правде", "Правде", "Pravda", "pravda",
    "norm", "norms", "normal", "shock workers", "udarnick", "udarniki", "광부", "광부들", "광부장", "광부은", "신광부", "돌격 노동자", "돌격대원", "노르마를",
    "Заветы", "завет", "VTsSPS", "ВЦСПС", "вцспс", "의", "-", " ", " ", ", ", "\u00ad", "«", "»", "*", "(", ")", "1", "a"]  # fmt: skip
TERMS = ["норма", "техническая норма", "шахтёр", "ударник", "Правда", "Pravda", "norm", "shock worker", "광부", "돌격 노동자", "돌격대원", "завет", "ВЦСПС"]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
    st.sampled_from(TERMS),
    st.sampled_from(["", "ru", "en", "ko", "ko-KP"]),
)
def test_it_says_what_find_does(text: str, name: str, lang: str) -> None:
    finder = Finder(load(BASE).index)
    for term in named(finder.index, name):
        answer = why(finder, text, term, lang)
        said = {(place.start, place.end) for place in answer.places if place.found}
        hits = finder.find(text, lang)
        exact = {(hit.start, hit.end) for hit in hits if hit.term.n == term.n}
        concept = {(hit.start, hit.end) for hit in hits if hit.term.concept == term.concept}
        assert exact <= said <= concept


@pytest.mark.parametrize(
    ("source", "target", "state", "said"),
    [
        ("Every norm.", "Норма.", "", {"norm": "nothing to report: it is translated", "Норма": "nothing to report: preferred"}),
        ("Every norm.", "План.", "", {"norm": "reported by TB401, once a unit: the translation has none of “норма”"}),
        ("Every norm.", "План.", "#, fuzzy\n", {"norm": "not reported: the unit is fuzzy"}),
        ("Every norm.", "", "", {"norm": "not reported: the unit is untranslated"}),
        ("A keen worker.", "Человек.", "", {"keen worker": "not reported: the term names other things too (`broad`)"}),
        ("A shock worker.", "Шок-рабочий.", "", {"shock worker": "not reported by TB401: TB402 tells of the term in the translation", "Шок-рабочий": "reported by TB402"}),
        ("A miner.", "О нём.", "", {"miner": "not reported: a translation into ru may name it by a pronoun (`pronoun`)"}),
        ("The udarniki.", "План.", "", {"udarniki": "nothing to report: checks read the listed spellings only"}),
    ],
)  # fmt: skip
def test_verdicts(source: str, target: str, state: str, said: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n'
    path.write_text(f'{head}{state}msgid "{source}"\nmsgstr "{target}"\n', "utf-8")
    (unit,) = read(path).units
    finder = Finder(load(BASE).index)
    context = Context(finder)
    found = {
        segment.text[hit.start : hit.end]: verdict(unit, segment, hit, context)
        for segment in (unit.source, unit.target)
        if segment
        for hit in finder.find(segment.text, segment.lang)
    }
    assert found == said
    codes = {finding.code for finding in run_checks([unit], context)} - {"TB404"}
    assert codes == {word.strip(",") for text in said.values() if "reported by TB" in text and "not" not in text.split() for word in text.split() if word.startswith("TB")}  # fmt: skip


PROSE = "# Norms\n\nA *udarnick* `norm` and\nquota.\n\n```\nnorm\n```\n"


@pytest.mark.parametrize(
    ("line", "code", "expected"),
    [
        (1, 0, ["1:3 “Norms”: en norm of norm, preferred; an inflected form, “norms” (plur); nothing to report: preferred"]),
        (2, 1, ["{path}:2: nothing of this line is read"]),
        (3, 0, ["3:4 “udarnick”: ru-Latn udarnick of shock-worker, deprecated; a spelling of “ударник”; reported by TB501",
            "{path}:3:4: TB501 warning: “udarnick” is deprecated (no scheme writes ck for к); use “udarnik”"]),
        (4, 0, ["4:1 “quota”: en quota of norm, admitted; as listed; nothing to report: admitted"]),
        (7, 1, ["{path}:7: nothing of this line is read"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["", ":4", ":4:"])
def test_a_place(line: int, code: int, expected: list[str], column: str, tmp_path: Path) -> None:
    path = tmp_path / "a:1.md"
    path.write_text(PROSE, "utf-8")
    result = run(f"{path}:{line}{column}")
    assert (result.returncode, result.stderr) == (code, b"")
    lines = result.stdout.decode().splitlines()
    assert lines[: len(expected)] == [line.format(path=path) for line in expected]
    assert ("TB501 deprecated-term-in-prose (warning)" in lines) == (line == 3)


def test_a_place_in_json(tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    head = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
    ignored = "# termbase: ignore TB401 — a joke\n"
    path.write_text(f'{head}{ignored}msgid "Norms of\\tshock workers"\nmsgstr "План шок-рабочих"\n', "utf-8")
    result = run("--json", f"{path}:5")
    assert (result.returncode, result.stderr) == (0, b"")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    terms = [record for record in records if "code" not in record]
    assert [(one["text"], one["form"], one["features"], one["verdict"]) for one in terms] == [
        ("Norms", "norms", "plur", "reported by TB401, once a unit: the translation has none of “норма”"),
        ("shock workers", "shock workers", "plur", "not reported by TB401: TB402 tells of the term in the translation"),
    ]
    findings = [record for record in records if "code" in record]
    assert [(one["code"], one.pop("ignored")) for one in findings] == [("TB402", False), ("TB401", True)]
    said = [json.loads(line) for line in run("--json", "--select", "TB402", path, command="check").stdout.splitlines()]
    assert findings[:1] == said
    found = [json.loads(line) for line in run("--json", "--lang", "en", path, command="find").stdout.splitlines()]
    assert [{key: value for key, value in one.items() if key in found[0]} for one in terms] == found


@pytest.mark.parametrize(
    ("line", "said"), [(3, "nothing of this line is read"), (1, "nothing of the base stands here")]
)
def test_a_place_without_records(line: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Nothing.\n\n```\nnorm\n```\n", "utf-8")
    result = run("--json", f"{path}:{line}")
    assert (result.returncode, result.stdout, result.stderr.decode()) == (1, b"", f"{path}:{line}: {said}\n")


def test_a_source_shows_what_is_said_of_its_translation(tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    path.write_text('msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "A norm"\nmsgstr "План"\n', "utf-8")
    lines = run(f"{path}:4").stdout.decode().splitlines()
    assert lines[0].startswith("4:10 “norm”: en norm of norm, preferred; as listed; reported by TB401")
    assert lines[1].startswith(f"{path}:5:9: TB401")
    assert run(f"{path}:5").stdout.decode().startswith(f"{path}:5:9: TB401")


def test_why_prints_the_steps() -> None:
    result = run("--why", "ненормально, о нормах", "--term", "норма", "--lang", "ru")
    assert result.returncode == 0
    head, *lines = result.stdout.decode().splitlines()
    assert re.fullmatch(r"норма: ru, preferred, of norm; 10 forms and \d\d spellings in other letters", head)
    assert lines == [
        "  2-7 “норма”: not found",
        "    yes form: “норма” is written like “норма”",
        "    no  boundaries: stands inside the longer word “ненормально”",
        "  15-21 “нормах”: found, an inflected form",
        "    yes form: “нормах” is written like “нормах”, loc plur",
        "    yes boundaries: begins and ends with a word",
        "    yes capitals: as the term asks",
        "    yes region: ru is looked for in texts in ru",
        "    yes longer term: none covers it",
    ]
    result = run("--why", "удареник", "--term", "ударник")
    assert result.returncode == 1
    assert result.stdout.decode().splitlines()[1] == (
        "  not found: no form of it stands in the text; nearest is “удареник” to “ударник”"
    )


def test_why_in_json() -> None:
    result = run("--why", "о нормах", "--term", "норма", "--json")
    (record,) = map(json.loads, result.stdout.splitlines())
    steps = record.pop("steps")
    assert 10 < record.pop("spellings") < 100  # as many as the schemes differ
    assert [step["name"] for step in steps] == ["form", "boundaries", "capitals", "region", "longer term"]
    assert record == {
        "term": "норма", "lang": "ru", "concept": "norm", "forms": 10, "found": True, "step": "longer term",
        "reason": "none covers it", "start": 2, "end": 8, "text": "нормах", "form": "нормах", "features": "loc plur", "via": "form",
    }  # fmt: skip
    (record,) = map(json.loads, run("--why", "удареник", "--term", "ударник", "--json").stdout.splitlines())
    assert (record["found"], record["near"]["distance"]) == (False, 1)


def test_what_is_no_term() -> None:
    result = run("--why", "x", "--term", "удароник")
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr.decode() == "termbase: “удароник” is no term of the base; near are “ударник” of shock-worker\n"


@pytest.mark.parametrize(
    "arguments",
    [[], ["TB999"], ["--why", "x"], ["--term", "x"], ["TB401", "--why", "x", "--term", "y"], ["none.md:3"], ["--json", "TB401"], ["--json", "--all"], ["a.md:0"], ["a.md:9"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("norm\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert len(result.stderr.decode().splitlines()) == 1


def test_the_catalogue_is_fresh() -> None:
    written = (ROOT / "docs/checks.md").read_text("utf-8")
    assert run("--all").stdout.decode() == written, "termbase explain --all > docs/checks.md"


@pytest.mark.parametrize("subject", [*CHECKS, *RULES], ids=lambda subject: subject.code)
def test_a_page(subject: Check | Rule) -> None:
    written = page(subject)
    assert written.startswith(f"{subject.code} {subject.name} ({subject.severity})\n\n{subject.summary}\n\n")
    assert f"### {subject.code} {subject.name}\n" in (ROOT / "docs/checks.md").read_text("utf-8")
    if isinstance(subject, Check):
        reported, _, not_reported = written.partition("\nNot reported:\n")
        for example in subject.examples:
            assert all(target in (reported if example.findings else not_reported) for _, target in example.pairs)
        assert written.endswith(f"termbase: ignore {subject.code} — reason")


def test_a_page_on_the_command_line() -> None:
    check = next(check for check in CHECKS if check.code == "TB402")
    assert run("tb402").stdout.decode() == page(check) + "\n"
