"""Known findings: known by what they say, not by where they stand."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import baseline
from termbase.baseline import Entry
from termbase.checks.finding import Finding
from termbase.cli.main import main
from termbase.files import InputError
from termbase.units import Position

BASE = Path(__file__).parent / "data" / "base"
HEAD = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
WORKERS = 'msgid "Shock workers."\nmsgstr "Шок-рабочие."\n\n'
NORM = 'msgid "A technical norm."\nmsgstr "Задание."\n\n'
EMPTY = 'msgid "Empty."\nmsgstr ""\n\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "po").mkdir()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, *entries: str) -> None:
    path.write_text(HEAD + "".join(entries), "utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Exit code, findings, the last line on standard error."""
    code = main(["--base", str(BASE), "check", *arguments])
    out, err = capsys.readouterr()
    findings = re.findall(r"^(\S+:\d+:\d+): (TB\d+)", out, re.MULTILINE)
    return code, [" ".join(found) for found in findings], err.strip()


def test_what_is_known_is_not_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "po/a.po", WORKERS, NORM)
    assert check(capsys, "po", "--baseline", "known.jsonl", "--write-baseline") == (
        0, [], "2 findings in known.jsonl: 2 new, 0 gone",
    )  # fmt: skip
    records = [json.loads(line) for line in (folder / "known.jsonl").read_text("utf-8").splitlines()]
    assert [(record["path"], record["code"], record["concept"]) for record in records] == [
        ("po/a.po", "TB401", "technical-norm"),
        ("po/a.po", "TB402", "shock-worker"),
    ]
    assert all(list(record) == ["path", "code", "concept", "segment"] for record in records)
    known = "0 findings in 2 units of 1 file; 2 findings known"
    assert check(capsys, "po", "--baseline", "known.jsonl") == (0, [], known)
    # Elsewhere in its file, in other letters, from another folder: the same finding.
    write(folder / "po/a.po", "# a remark\n\n", NORM, WORKERS.replace("Шок-рабочие", "ШОК-РАБОЧИЕ"))
    assert check(capsys, "po", "--baseline", "known.jsonl") == (0, [], known)
    assert check(capsys, str(folder / "po" / "a.po"), "--baseline", str(folder / "known.jsonl")) == (0, [], known)


@pytest.mark.parametrize(
    ("entries", "findings", "said"),
    [
        ((WORKERS, NORM), [], "2 findings known"),
        ((NORM,), [], "1 finding known; 1 finding of the baseline gone: --write-baseline"),
        ((NORM.replace("Задание", "Техническая норма"),), [], "2 findings of the baseline gone: --write-baseline"),
        ((WORKERS, NORM, EMPTY), ["po/a.po:11:9 TB404"], "2 findings known"),
        (
            (WORKERS.replace(".", "!"), NORM),
            ["po/a.po:5:9 TB402"],
            "1 finding known; 1 finding of the baseline gone: --write-baseline",
        ),
        (
            (WORKERS, NORM.replace("norm", "norm of shock workers")),
            ["po/a.po:8:9 TB401", "po/a.po:8:9 TB401"],
            "1 finding known; 1 finding of the baseline gone: --write-baseline",
        ),
        # One more that is alike is new.
        ((WORKERS, WORKERS.replace("msgid", 'msgctxt "x"\nmsgid', 1), NORM), ["po/a.po:9:9 TB402"], "2 findings known"),
    ],
)
def test_what_is_new_is_told(
    entries: tuple[str, ...], findings: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder / "po/a.po", WORKERS, NORM)
    check(capsys, "po", "--baseline", "known.jsonl", "--write-baseline")
    write(folder / "po/a.po", *entries)
    code, found, err = check(capsys, "po", "--baseline", "known.jsonl")
    assert (code, found) == (1 if findings else 0, findings)
    assert err.partition("; ")[2] == said


def test_a_renamed_file_keeps_its_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "po/a.po", WORKERS, NORM)
    check(capsys, "po", "--baseline", "known.jsonl", "--write-baseline")
    (folder / "po/a.po").rename(folder / "po/b.po")
    assert check(capsys, "po", "--baseline", "known.jsonl")[:2] == (0, [])
    write(folder / "po/a.po", "# not renamed, but copied\n", WORKERS)
    assert check(capsys, "po", "--baseline", "known.jsonl")[1] == ["po/b.po:5:9 TB402", "po/b.po:8:9 TB401"]


def test_the_baseline_is_renewed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "po/a.po", WORKERS, NORM)
    write(folder / "po/b.po", WORKERS, EMPTY)
    arguments = ["--baseline", "known.jsonl", "--write-baseline"]
    assert check(capsys, "po", *arguments)[2] == "4 findings in known.jsonl: 4 new, 0 gone"
    first = (folder / "known.jsonl").read_bytes()
    assert check(capsys, "po", *arguments)[2] == "4 findings in known.jsonl: 0 new, 0 gone"
    assert (folder / "known.jsonl").read_bytes() == first
    # What a run does not look at stays: other files, other checks.
    write(folder / "po/a.po", NORM, EMPTY)
    assert check(capsys, "po/a.po", "--select", "TB404", *arguments)[2] == "5 findings in known.jsonl: 1 new, 0 gone"
    assert check(capsys, "po/a.po", *arguments)[2] == "4 findings in known.jsonl: 0 new, 1 gone"
    assert check(capsys, "po", "--baseline", "known.jsonl")[:2] == (0, [])
    # A file that is no more takes its findings along.
    (folder / "po/b.po").unlink()
    assert check(capsys, "po", *arguments)[2] == "2 findings in known.jsonl: 0 new, 2 gone"
    assert (folder / "known.jsonl").read_text("utf-8").count("\n") == 2


def test_the_baseline_of_the_settings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "po/a.po", WORKERS)
    (folder / "termbase.toml").write_text('baseline = "known.jsonl"\n', "utf-8")
    assert check(capsys, "po", "--write-baseline")[0] == 0
    assert (folder / "known.jsonl").exists()
    assert check(capsys, "po")[:2] == (0, [])
    assert check(capsys, "po", "--no-config")[:2] == (1, ["po/a.po:5:9 TB402"])


def test_findings_that_are_alike_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("An udarnick, an udarnick.\n", "utf-8")
    check(capsys, "a.txt", "--baseline", "known.jsonl", "--write-baseline")
    assert [json.loads(line).get("count") for line in (folder / "known.jsonl").read_text("utf-8").splitlines()] == [2]
    assert check(capsys, "a.txt", "--baseline", "known.jsonl")[:2] == (0, [])


def test_nothing_is_written_when_a_file_is_broken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "po/a.po", WORKERS)
    (folder / "po/b.po").write_bytes(b"")
    assert check(capsys, "po", "--baseline", "known.jsonl", "--write-baseline")[:2] == (2, ["po/a.po:5:9 TB402"])
    assert not (folder / "known.jsonl").exists()


@pytest.mark.parametrize(
    "line",
    [
        "x",
        "3",
        "[]",
        "{}",
        '{"path": "a", "code": "TB401", "concept": 3, "segment": "x"}',
        '{"path": "a", "code": "TB401", "concept": "", "segment": "x", "count": "2"}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_baseline(line: str, tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text('{"path": "a", "code": "TB401", "concept": "", "segment": "x"}\n' + line + "\n", "utf-8")
    with pytest.raises(InputError, match="is not a line of a baseline") as caught:
        baseline.read(path)
    assert caught.value.line == 2


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)
ENTRIES = st.builds(Entry, NAMES, st.sampled_from(["TB401", "TB402"]), st.sampled_from(["", "a"]), NAMES)
COUNTS = st.dictionaries(ENTRIES, st.integers(1, 3)).map(Counter)


@given(entries=COUNTS)
def test_what_is_written_is_read(entries: Counter[Entry], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("baseline") / "known.jsonl"
    baseline.write(path, entries)
    assert baseline.read(path) == entries
    lines = path.read_bytes().splitlines()
    baseline.write(path, dict(reversed(entries.items())))
    assert path.read_bytes().splitlines() == lines


@given(found=COUNTS, known=COUNTS)
def test_nothing_is_lost(found: Counter[Entry], known: Counter[Entry]) -> None:
    """New and known are all that is found, known and gone all that was known; after renewal all is known."""
    of = {f"{number}": one for number, one in enumerate(found.elements())}
    place = Position(1, 1)
    findings = [Finding(n, place, place, "", one.code, "", "error", "", "", (), one.concept) for n, one in of.items()]

    def sift(entries: Counter[Entry]) -> baseline.Sifted:
        return baseline.sift(findings, entries, lambda finding: of[finding.path], lambda _: True, lambda _: True)

    sifted = sift(known)
    assert Counter(of[finding.path] for finding in sifted.new) == found - known
    assert sifted.known == (found & known).total()
    assert sifted.gone == (known - found).total()
    after = baseline.renewed(findings, known, lambda finding: of[finding.path], lambda _: True)
    assert sift(after) == ([], len(findings), 0)
