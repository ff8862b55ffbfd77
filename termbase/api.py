"""A termbase as Python code uses it: load once, then look up, find, check."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from termbase.checks.finding import Finding
from termbase.config import Config
from termbase.config import read as read_settings
from termbase.files import BUNDLED
from termbase.index.cache import open_index
from termbase.index.lookup import Answer, look_up
from termbase.index.store import Index
from termbase.judge import CODES, Judge
from termbase.match import Finder, Hit
from termbase.match.kiwi import Kiwi
from termbase.model import Base
from termbase.parse import load_base
from termbase.units import Unit


class Termbase:
    """A termbase in a folder, with its compiled index."""

    def __init__(self, root: str | os.PathLike[str], *, analyser: bool = False) -> None:
        self.root = root
        self.index: Index = open_index(root)
        self._finder = Finder(self.index, Kiwi() if analyser else None)

    @cached_property
    def content(self) -> Base:
        """The concepts, sources and vocabulary, read from their files when first asked for."""
        return load_base(self.root)

    def lookup(self, query: str, *, fuzzy: bool = True) -> list[Answer]:
        """The concepts behind any spelling of a term, best first; see `termbase.index.lookup`."""
        return look_up(self.index, query, fuzzy=fuzzy)

    def find(self, text: str, lang: str = "") -> list[Hit]:
        """The terms in running text, in its order; see `termbase.match.finder`."""
        return self._finder.find(text, lang)

    def check(self, units: Iterable[Unit], config: Config | None = None, *, across: bool = False) -> list[Finding]:
        """What is wrong with units, as ``termbase check`` tells it without a baseline; comments that ignore hold.

        Args:
            units: of one file or several, as `termbase.formats.read` gives them.
            config: what is selected and ignored, domains, severities: made in Python, or by `settings`. Its base is
                not opened, and its languages are for the reader of files. Without it: all checks.
            across: whether the files are compared with each other too (TB701).
        """
        return Judge(self._finder, config or Config(), self.root, across=across).findings(list(units))


def load(root: str | os.PathLike[str] = BUNDLED, *, analyser: bool = False) -> Termbase:
    """Open a termbase.

    Args:
        root: its folder; without one, the termbase that comes with the package.
        analyser: ask kiwipiepy about Korean words that contain a term; see `termbase.match.kiwi`.

    Raises:
        InputError: the folder is no termbase, or the analyser is not installed.
        ShapeError: its files do not have the agreed shape; all errors are told at once.
    """
    return Termbase(root, analyser=analyser)


def settings(path: str | os.PathLike[str]) -> Config:
    """The settings in a ``termbase.toml``, or in the table ``[tool.termbase]`` of a ``pyproject.toml``.

    Raises:
        InputError: no such file, no TOML, no such table.
        InputListError: unknown keys, values of the wrong kind, unknown codes; all are told at once.
    """
    return read_settings(Path(path), CODES)
