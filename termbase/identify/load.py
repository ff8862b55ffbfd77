"""An identifier and its data, as a base has them."""

from __future__ import annotations

import os
from pathlib import Path

from termbase.files import read_text
from termbase.identify.dictionary import Dictionary
from termbase.identify.lexicon import Lexicon
from termbase.identify.words import Identifier
from termbase.index.cache import open_index
from termbase.index.location import part
from termbase.parse import read_toml
from termbase.translit import load_schemes


def load_identifier(root: str | os.PathLike[str]) -> Identifier:
    """The identifier of a base: its index, its schemes, the Russian dictionary.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    features = read_toml(Path(part(root, "languages"), "ru.toml"))["features"]
    return Identifier(open_index(root), load_schemes(Path(part(root, "schemes"))), Dictionary(features))


def load_homographs(root: str | os.PathLike[str]) -> frozenset[str]:
    """English words, names with a capital, that are also romanised Russian ones (``languages/en-homographs.txt``)."""
    return _listed(root, "en-homographs.txt")


def load_lexicon(root: str | os.PathLike[str]) -> Lexicon:
    """The English words, names with a capital (``languages/en-lexicon.txt``)."""
    return Lexicon(_listed(root, "en-lexicon.txt"))


def _listed(root: str | os.PathLike[str], name: str) -> frozenset[str]:
    lines = read_text(Path(part(root, "languages"), name)).splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
