"""What other projects take from this one: the pre-commit hook, and the recipes in docs/ci.md."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from termbase.checks import CHECKS
from termbase.cli.main import main
from termbase.config import read
from termbase.config.keys import KEYS
from termbase.formats import READERS
from termbase.ignores.directive import Directive, directives
from termbase.judge import CODES
from termbase.units import Note, Position
from tests.conftest import ROOT

HOOK = dict(
    re.findall(r"^(?:- |  )(\w+): (.*?)(?: #.*)?$", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
)
GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")


class Flat:
    """Anchors of a text that is one line."""

    def at(self, offset: int) -> Position:
        return Position(1, offset + 1)

    def after(self, offset: int) -> Position:
        return Position(1, offset + 2)


def test_the_hook_is_for_the_formats_that_are_read() -> None:
    suffixes = [f".{suffix}" for suffix in re.split(r"[(|)]", HOOK["files"].partition(r"\.")[2]) if suffix.isalpha()]
    assert sorted(suffixes) == sorted(READERS)
    assert all(re.search(HOOK["files"], f"a/b{suffix}") for suffix in READERS)
    assert not re.search(HOOK["files"], "a/md/b.png")


@pytest.mark.parametrize(("word", "code"), [("udarnick", 1), ("udarnik", 0)])
def test_the_entry_of_the_hook(word: str, code: int, tmp_path: Path) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    program, *arguments = shlex.split(HOOK["entry"])
    module, _, function = scripts[program].partition(":")
    (tmp_path / "a b.md").write_text(f"An {word}.\n", "utf-8")
    (tmp_path / "termbase.toml").write_text(f'base = "{ROOT / "tests" / "data" / "base"}"\n', "utf-8")
    # As the script does that pip makes of [project.scripts]; pre-commit gives names relative to the root.
    start = f"import sys; from {module} import {function}; sys.exit({function}())"
    command = [sys.executable, "-c", start, *arguments, "a b.md"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert result.returncode == code, result.stderr
    assert ("a b.md:1:4: TB501 " in result.stdout) is bool(code)


def test_the_settings_of_the_guide(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    path = tmp_path / "termbase.toml"
    path.write_text(block, "utf-8")
    read(path, CODES)
    assert set(tomllib.loads(block)) == set(KEYS), "the guide shows every key"


def test_the_comments_of_the_guide() -> None:
    shown = re.findall(r"termbase: (?:ignore|off|on)[^<`]*", GUIDE)
    assert len(shown) >= 5
    for text in shown:
        (one,) = directives(Note(text.removesuffix("-->"), Flat()), [check.code for check in CHECKS])
        assert isinstance(one, Directive)
        assert one.reason or one.verb == "on"


def test_the_commands_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = re.findall(r"termbase (check [^>\n]*)", GUIDE)
    assert len(commands) >= 4
    monkeypatch.chdir(tmp_path)
    for name in ("po", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "docs" / "a.txt").write_text("An udarnik.\n", "utf-8")
    for command in commands:
        if command.startswith("check -"):
            assert main(shlex.split(command)) == 0, command


def test_the_options_of_the_guide() -> None:
    text = subprocess.run(
        [sys.executable, "-m", "termbase", "check", "--help"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    ).stdout
    own = set(re.findall(r"--(?:[a-z]+-[a-z]+|baseline|config|format)\b", GUIDE))
    assert len(own) >= 6
    assert {option for option in own if option not in text} == set()
