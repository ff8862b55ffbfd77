"""The paths of a command line: files, folders with files in them, and what is wrong with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from termbase.cli.main import UsageError
from termbase.files import InputError
from termbase.formats import find_files
from termbase.text import one_line

STDIN = Path("-")
"""Stands for standard input; no file of a known format has this name."""


def expand(given: Iterable[str], *, stdin: bool = False) -> tuple[list[Path], list[InputError]]:
    """The files under the given paths, each once, and the paths that are none.

    Args:
        given: files and folders.
        stdin: whether ``-`` is standard input, `STDIN`.

    Raises:
        UsageError: a path is empty, as an unset variable of a shell gives it.
    """
    found: dict[str, Path] = {}
    broken: list[InputError] = []
    for name in given:
        if not name:
            raise UsageError("a path is empty")
        if stdin and name == "-":
            found[name] = STDIN
            continue
        try:
            for path in find_files([Path(name)]):
                found.setdefault(os.path.realpath(path), path)
        except InputError as error:
            broken.append(error)
    return list(found.values()), broken


def copies(paths: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Where the copies of files go: that of one under its name; of several their folders are kept, below the shared."""
    shared = os.path.commonpath([path.parent.resolve() for path in paths]) if paths else ""
    return {path: folder / path.parent.resolve().relative_to(shared) / path.name for path in paths}


def complain(problem: object) -> None:
    """One line on standard error."""
    print(f"termbase: {one_line(str(problem))}", file=sys.stderr)
