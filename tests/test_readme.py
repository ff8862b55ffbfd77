"""What the README shows is what happens."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.parse import load_base
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SHOWN = [
    (command, output)
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for command, output in re.findall(r"^\$ termbase (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_command(command: str, output: str, tmp_path: Path) -> None:
    for name in ("translations", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    arguments = [sys.executable, "-m", "termbase", *shlex.split(command)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(arguments, cwd=tmp_path, capture_output=True, check=False, env=environment, timeout=300)
    assert (result.stdout + result.stderr).decode().rstrip("\n") == output.rstrip("\n")


def test_python() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    for line in code.splitlines():
        statement, _, expected = line.partition("  # ")
        if expected:
            assert repr(eval(statement, names)) == expected  # noqa: S307 - a line of our own README
        else:
            exec(line, names)  # noqa: S102 - as above


def test_counts() -> None:
    concepts = load_base(BUNDLED).concepts
    assert f"{len(concepts)} concepts" in README
    assert f"term ({sum(concept.status == 'approved' for concept in concepts)} are)" in README


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert all((ROOT / link).exists() for link in links)
