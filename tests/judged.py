"""Runs the programs of other people that read our files: those of scripts/install-judges, and OmegaT."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

JUDGES = Path(__file__).parent / "judges"
INSTALLED = Path(sys.prefix) / "judges"


def _installed(name: str) -> Path:
    folder = INSTALLED / name
    if not folder.is_dir():
        pytest.fail(f"{folder} is missing: scripts/install-judges {sys.prefix} makes it")
    return folder


def _answer(command: Sequence[str | Path], **variables: str | Path) -> str:
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert run.returncode == 0, run.stderr
    return run.stdout


def weblate(*readings: tuple[str, str, str, Path]) -> list[list[dict[str, Any]]]:
    """The units that Weblate finds in each file: format, source language, target language, file."""
    arguments = [str(part) for reading in readings for part in reading]
    # Its libraries are those of the Python of the system, with cairo and Pango.
    python = os.environ.get("GI_PYTHON", "/usr/bin/python3")
    answer = _answer([python, JUDGES / "weblate_judge.py", *arguments], PYTHONPATH=_installed("weblate"))
    return [json.loads(line) for line in answer.splitlines()]


def prh(rules: Path, texts: Sequence[str]) -> list[str]:
    """What prh makes of each text."""
    given = rules.with_suffix(".json")
    given.write_text(json.dumps(list(texts)))
    answer = _answer(["node", JUDGES / "prh_judge.js", rules, given], NODE_PATH=_installed("node") / "node_modules")
    return list(json.loads(answer))


def anki(file: Path, folder: Path) -> dict[str, Any]:
    """What Anki has after it imported a file of notes into a collection in the folder, twice."""
    answer = _answer([sys.executable, JUDGES / "anki_judge.py", folder, file], PYTHONPATH=_installed("anki"))
    return dict(json.loads(answer))


def _unescaped(found: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r", "t": "\t"}.get(found[1], found[1])


def omegat(folder: Path, *readings: tuple[str, str, Path]) -> list[list[tuple[str, str, str]]]:
    """The rows of OmegaT's glossary pane: source language, target language and file of each reading.

    Raises:
        subprocess.CalledProcessError: a file that OmegaT does not read.
    """
    # Debian's place; elsewhere the variable says where the jar of OmegaT 3.6 is.
    jar = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not jar.exists():
        pytest.fail(f"{jar} is missing: install the Debian package omegat, or set OMEGAT_JAR")
    options = ["-Djava.awt.headless=true", f"-Duser.home={folder}", "-cp", str(jar)]
    arguments = [str(part) for reading in readings for part in reading]
    command = ["java", *options, str(JUDGES / "OmegatJudge.java"), *arguments]
    answer = subprocess.run(command, capture_output=True, check=True, cwd=folder).stdout.decode()
    found: list[list[tuple[str, str, str]]] = []
    for line in answer.split("\n")[:-1]:
        if line == "==":
            found.append([])
        else:
            source, target, comment = (re.sub(r"\\(.)", _unescaped, cell) for cell in line.split("\t"))
            found[-1].append((source, target, comment))
    return found
