"""The settings of a project: where they are looked for, what is refused, which of two wins; and their JSON Schema."""

import json
import shutil
import tomllib
from pathlib import Path

import fastjsonschema
import pytest

from termbase.checks import CHECKS
from termbase.cli.main import main
from termbase.config import Config, PathRule, find, read
from termbase.config.keys import SCHEMA, schema
from termbase.files import BUNDLED, InputError, InputListError

BASE = Path(__file__).parent / "data" / "base"
CODES = [check.code for check in CHECKS]
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

msgid "The norms of shock workers."
msgstr "Нормы шок-рабочих."

msgid "A technical norm."
msgstr "Задание."
"""
# TB402 (error, shock-worker, occupations) in line 7, TB401 (warning, technical-norm) in line 10.


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one catalogue in it, and the working directory."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.po").write_text(PO, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature base with two domains."""
    folder = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("base") / "base"))
    for name, old, new in (
        ("vocabulary.toml", "[domains]\n", '[domains]\nplanning = { en = "Planning" }\n'),
        ("concepts/technical-norm.toml", '["titles"]', '["planning"]'),
    ):
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


def check(capsys: pytest.CaptureFixture[str], *arguments: str, base: Path | None = BASE) -> tuple[int, list[str]]:
    """Exit code and codes of the findings."""
    code = main([*(["--base", str(base)] if base else []), "check", "--json", *arguments])
    return code, [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["--base", str(BASE), "check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return [line.removeprefix("termbase: ") for line in err.splitlines()]


def test_without_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert check(capsys, "a.po") == (1, ["TB402", "TB401"])


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", (1, ["TB402", "TB401"])),
        ('select = ["TB401"]', (1, ["TB401"])),
        ('select = ["TB4"]\nignore = ["TB402"]', (1, ["TB401"])),
        ('ignore = ["TB4"]', (0, [])),
        ('domains = ["titles"]', (1, ["TB402"])),
        ('fail-on = "error"', (1, ["TB402", "TB401"])),
        ('fail-on = "error"\nselect = ["TB401"]', (0, ["TB401"])),
        ('fail-on = "never"', (0, ["TB402", "TB401"])),
        ('fail-on = "warning"\nselect = ["TB401"]\nseverity = { TB401 = "info" }', (0, ["TB401"])),
        ('fail-on = "error"\nselect = ["TB401"]\nseverity = { TB401 = "error" }', (1, ["TB401"])),
        ('per-path."*.po".ignore = ["TB402"]', (1, ["TB401"])),
        ('per-path."**".ignore = ["TB4"]', (0, [])),
        ('per-path."b/*.po".ignore = ["TB4"]', (1, ["TB402", "TB401"])),
        ('ignore = ["TB401"]\nper-path."**/a.po".select = ["TB401"]', (0, [])),
        ('select = ["TB401"]\nper-path."**/a.po".select = ["TB402"]', (1, ["TB402"])),
    ],
)
@pytest.mark.parametrize("name", ["termbase.toml", "pyproject.toml"])
def test_settings(
    settings: str,
    expected: tuple[int, list[str]],
    name: str,
    project: Path,
    base: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    head = "[tool.termbase]\n" if name == "pyproject.toml" else ""
    (project / name).write_text(head + settings, "utf-8")
    assert check(capsys, "a.po", base=base) == expected
    assert check(capsys, "a.po", "--no-config") == (1, ["TB402", "TB401"])


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--ignore", "TB401"], ["TB402"]),
        (["--select", "TB401", "--ignore", "TB402"], ["TB401"]),
        (["--ignore", "TB404", "--domains", "titles"], ["TB402"]),
        (["--ignore", "TB404", "--domains", "titles, planning"], ["TB402", "TB401"]),
    ],
)
def test_the_command_line_wins(
    arguments: list[str], codes: list[str], project: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "termbase.toml").write_text('ignore = ["TB4"]\nper-path."x/**".select = ["TB401"]\n', "utf-8")
    for ignored in (["--select", "TB4"], ["--select", "TB402"]):
        assert refused(capsys, "a.po", *ignored) == ["no check is left to run (see “termbase check --help”)"]
    assert check(capsys, "a.po", *arguments, base=base) == (1, codes)


@pytest.mark.parametrize(("threshold", "code"), [("info", 1), ("warning", 1), ("error", 0), ("never", 0)], ids=str)
def test_the_exit_code_has_a_threshold(
    threshold: str, code: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "termbase.toml").write_text('fail-on = "warning"\n', "utf-8")
    assert check(capsys, "a.po", "--select", "TB401", "--fail-on", threshold) == (code, ["TB401"])


def test_languages_by_path(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "en-x.po").write_text(PO.replace('"Language: ru\\n"\n', ""), "utf-8")
    (project / "termbase.toml").write_text('target-lang = "ru"\nper-path."en-x.po".target-lang = "ko"\n', "utf-8")
    # To Korean «шок-рабочих» is no deprecated term, and neither concept is rendered.
    assert check(capsys, "en-x.po") == (1, ["TB401", "TB401", "TB401"])
    assert check(capsys, "en-x.po", "--target-lang", "ru") == (1, ["TB402", "TB401"])


def test_the_base_of_the_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "terms").symlink_to(BASE)
    (project / "sub" / "termbase.toml").write_text('base = "terms"\n', "utf-8")
    assert check(capsys, "--config", "sub/termbase.toml", "a.po", base=None) == (1, ["TB402", "TB401"])
    (project / "sub" / "termbase.toml").write_text('base = "no"\n', "utf-8")
    assert main(["check", "--config", "sub/termbase.toml", "a.po"]) == 2
    assert capsys.readouterr().err == f"termbase: {project / 'sub' / 'no'}: no such folder\n"
    assert check(capsys, "--config", "sub/termbase.toml", "a.po") == (1, ["TB402", "TB401"])


def test_the_nearest_file_up_to_the_root_of_the_repository(tmp_path: Path) -> None:
    deep = tmp_path / "root" / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "termbase.toml").touch()
    assert find(deep) is None
    assert find(tmp_path) == tmp_path / "termbase.toml"
    (tmp_path / "root" / ".git").touch()  # a file in a worktree, says git
    assert find(deep) is None
    (tmp_path / "root" / "pyproject.toml").write_text("[tool.termbase]\n", "utf-8")
    assert find(deep) == tmp_path / "root" / "pyproject.toml"
    (tmp_path / "root" / "a" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert find(deep) == tmp_path / "root" / "pyproject.toml"
    (deep / "termbase.toml").touch()
    (deep / "pyproject.toml").write_text("[tool.other]\nname = 'termbase'\n", "utf-8")
    assert find(deep) == deep / "termbase.toml"


def test_two_files_in_one_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "termbase.toml").touch()
    (project / "pyproject.toml").write_text("[tool.termbase]\n", "utf-8")
    reason = "pyproject.toml beside it has [tool.termbase] too: keep one of the two"
    assert refused(capsys, "a.po") == [f"{project / 'termbase.toml'}: {reason}"]
    assert check(capsys, "a.po", "--config", "termbase.toml") == (1, ["TB402", "TB401"])


WRONG = """
selekt = ["TB4"]
select = "TB4"
ignore = ["TB999", 3, "tb401", ""]
source-lang = "Russian!"
target-lang = 7
domains = []
fail-on = "fatal"
base = ""
severity = { TB401 = "fatal", TB4 = "info", TB402 = ["error"] }
baseline = true
[per-path]
"*.po" = { ignore = ["TB9"], base = "x" }
"*.md" = 3
"""


@pytest.mark.parametrize(("name", "where"), [("termbase.toml", ""), ("pyproject.toml", "tool.termbase.")])
def test_every_error_at_once(name: str, where: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = WRONG if not where else "[tool.termbase]" + WRONG.replace("[per-path]", "[tool.termbase.per-path]")
    (project / name).write_text(text, "utf-8")
    keys = (
        "base, select, ignore, source-lang, target-lang, romanisation, domains, severity, fail-on, baseline, per-path"
    )
    assert refused(capsys, "a.po") == [
        f"{name}: {where}{reason}"
        for reason in [
            f"selekt: is not a key; there are {keys}",
            "select: must be a list of strings",
            "ignore[2]: must be a string",
            "ignore[4]: is empty",
            "ignore[1]: there is no check TB999",
            "ignore[3]: there is no check tb401",
            "source-lang: 'Russian!' is no language such as ru or ko-KP",
            "target-lang: must be a string",
            "domains: is empty: leave the key out",
            "fail-on: 'fatal' is not one of info, warning, error, never",
            "base: is empty",
            "severity.TB401: 'fatal' is not one of info, warning, error",
            "severity.TB4: there is no check TB4",
            "severity.TB402: ['error'] is not one of info, warning, error",
            "baseline: must be a string",
            "per-path.'*.po'.ignore[1]: there is no check TB9",
            "per-path.'*.po'.base: is not a key; there are select, ignore, source-lang, target-lang",
            "per-path.'*.md': must be a table",
        ]
    ]


@pytest.mark.parametrize(
    ("settings", "arguments", "reason"),
    [
        ("a =", [], "termbase.toml:1: not valid TOML"),
        (
            'domains = ["titles", "sport"]',
            [],
            "termbase.toml: no concept of the base is in the domain 'sport'",
        ),
        ("", ["--domains", "sport"], "--domains: no concept of the base is in the domain 'sport'"),
        ("", ["--config", "no.toml"], "no.toml: no such file"),
        ("", ["--config", "sub/pyproject.toml"], "pyproject.toml: has no table [tool.termbase]"),
        ("", ["--config", "x", "--no-config"], "not allowed with"),
        ("", ["--fail-on", "fatal"], "invalid choice: 'fatal'"),
        ("", ["--write-baseline"], "--write-baseline needs --baseline FILE"),
        ("", ["--write-baseline", "--baseline", "b", "--changed-since", "HEAD"], "not with --changed-since"),
        ("", ["--baseline", "no.jsonl"], "no.jsonl: no such file"),
    ],
)
def test_refused_in_one_line(
    settings: str, arguments: list[str], reason: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "termbase.toml").write_text(settings, "utf-8")
    (project / "sub").mkdir()
    (project / "sub" / "pyproject.toml").write_text("[project]\n", "utf-8")
    (message,) = refused(capsys, "a.po", *arguments)
    assert reason in message


def test_a_broken_file_that_is_not_ours(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text("[project\n", "utf-8")
    assert check(capsys, "a.po") == (1, ["TB402", "TB401"])
    (project / "pyproject.toml").write_text("[tool.termbase\n", "utf-8")
    assert "pyproject.toml:1" in refused(capsys, "a.po")[0]


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.po", "a.po", True),
        ("*.po", "x/y/a.po", True),
        ("x/*.po", "x/a.po", True),
        ("x/*.po", "x/y/a.po", False),
        ("x/**", "x/y/a.po", True),
        ("x/**/a.po", "x/a.po", True),
        ("**/y/*", "x/y/a.po", True),
        ("**/y/*", "y/a.po", True),
        ("?.po", "a.po", True),
        ("?.po", "ab.po", False),
        ("[a].po", "a.po", False),
        ("x/**", "../x/a.po", False),
    ],
)
def test_patterns(glob: str, path: str, expected: bool, tmp_path: Path) -> None:
    config = Config(tmp_path, per_path=(PathRule(glob, ignore=("TB401",)),))
    assert config.selects("TB401", str(tmp_path / path)) is not expected
    assert config.selects("TB402", str(tmp_path / path))


def test_the_schema_is_that_of_the_code() -> None:
    assert Path(BUNDLED, SCHEMA).read_text("utf-8") == schema()


ACCEPTS = fastjsonschema.compile(json.loads(schema()))


@pytest.mark.parametrize(
    "settings",
    [
        "",
        'base = "x"',
        'base = ""',
        "base = 3",
        "x = 3",
        'select = ["TB4", "TB401"]',
        'select = ["tb4"]',
        "select = []",
        'select = "TB4"',
        "ignore = [3]",
        'source-lang = "ko-KP"',
        'target-lang = "pt_BR"',
        'target-lang = "русский"',
        'domains = ["religion"]',
        'domains = [""]',
        'severity = { TB401 = "info" }',
        'severity = { TB401 = "fatal" }',
        'severity = { TB4 = "info" }',
        "severity = 3",
        'fail-on = "never"',
        'fail-on = "always"',
        "fail-on = 1979-05-27",
        'baseline = "b.jsonl"',
        "baseline = [1]",
        'per-path."*.po" = { select = ["TB4"], ignore = ["TB401"], source-lang = "en", target-lang = "ru" }',
        'per-path."*.po" = { base = "x" }',
        'per-path."*.po" = 3',
        "per-path = 3",
    ],
)
def test_schema_and_code_agree(settings: str, tmp_path: Path) -> None:
    path = tmp_path / "termbase.toml"
    path.write_text(settings, "utf-8")
    problems: tuple[InputError, ...] = ()
    try:
        read(path, CODES)
    except InputListError as error:
        problems = error.problems
    accepted = True
    try:
        ACCEPTS(tomllib.loads(settings))
    except fastjsonschema.JsonSchemaValueException:
        accepted = False
    assert accepted is not bool(problems)
