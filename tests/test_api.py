"""From Python the checks say what the command line says."""

import json
from pathlib import Path

import pytest

import termbase
from termbase.cli.main import main
from termbase.config import Config
from termbase.files import InputError, InputListError
from termbase.formats import read
from termbase.units import Unit

BASE = Path(__file__).parent / "data" / "base"
HEAD = 'msgid ""\nmsgstr "Language: ru\\n"\n\n'
IGNORED = '# termbase: ignore TB402 — title of a book\nmsgid "Shock workers."\nmsgstr "Шок-рабочие."\n\n'
WORKERS = 'msgid "The shock workers."\nmsgstr "Шок-рабочие."\n\n'
NORM = 'msgid "A norm."\nmsgstr "План."\n\n'
VAIN = '# termbase: ignore TB401 — no reason\nmsgid "The norm."\nmsgstr "Норма."\n\n'
SETTINGS = """fail-on = "error"
ignore = ["TB404"]

[severity]
TB401 = "info"

[per-path."b.po"]
ignore = ["TB003"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.po").write_text(HEAD + IGNORED + WORKERS + NORM, "utf-8")
    (tmp_path / "b.po").write_text(HEAD + VAIN + NORM, "utf-8")
    (tmp_path / "termbase.toml").write_text(SETTINGS, "utf-8")
    return tmp_path


def units(folder: Path) -> list[Unit]:
    return [unit for name in ("a.po", "b.po") for unit in read(folder / name).units]


def test_without_settings(folder: Path) -> None:
    found = [(Path(one.path).name, one.code, one.severity) for one in termbase.load(BASE).check(units(folder))]
    assert found == [
        ("a.po", "TB402", "error"),
        ("a.po", "TB401", "warning"),
        ("b.po", "TB003", "warning"),
        ("b.po", "TB401", "info"),
    ]


def test_with_the_settings_of_a_file(folder: Path) -> None:
    settings = termbase.settings(folder / "termbase.toml")
    found = termbase.load(BASE).check(units(folder), settings)
    assert [(one.code, one.severity) for one in found] == [("TB402", "error"), ("TB401", "info"), ("TB401", "info")]
    assert [settings.fails(one) for one in found] == [True, False, False]


def test_with_settings_made_here(folder: Path) -> None:
    base = termbase.load(BASE)
    assert [one.code for one in base.check(units(folder), Config(select=("TB402",)))] == ["TB402"]
    assert base.check(iter(units(folder)), Config(ignore=("TB4", "TB0"))) == []


def test_documents_against_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The norm, the norm.\n", "utf-8")
    (tmp_path / "b.md").write_text("The quota.\n", "utf-8")
    given = [unit for name in ("a.md", "b.md") for unit in read(tmp_path / name, target_lang="en").units]
    base = termbase.load(BASE)
    assert {one.code for one in base.check(given)} == set()
    assert {one.code for one in base.check(given, across=True)} == {"TB701"}


@pytest.mark.parametrize("settings", [True, False])
def test_it_is_what_the_command_line_says(settings: bool, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--base", str(BASE), "check", "--json", *([] if settings else ["--no-config"]), "a.po", "b.po"])
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    config = termbase.settings("termbase.toml") if settings else None
    found = termbase.load(BASE).check(units(Path()), config)
    assert [(one.path, one.start.line, one.code, one.severity, one.message) for one in found] == [
        (one["path"], one["line"], one["code"], one["severity"], one["message"]) for one in said
    ]
    assert [bool(one.fix) for one in found] == [bool(one["fix"]) for one in said]
    assert folder.exists()


def test_settings_that_are_wrong(tmp_path: Path) -> None:
    path = tmp_path / "termbase.toml"
    with pytest.raises(InputError):
        termbase.settings(path)
    path.write_text('select = ["TB999"]\nbases = "x"\n', "utf-8")
    with pytest.raises(InputListError, match="there is no check TB999") as raised:
        termbase.settings(path)
    assert len(raised.value.problems) == 2
