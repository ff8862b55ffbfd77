"""What the reading of romanised Russian stands on, loaded once: identifier, schemes, words of English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from termbase.identify import Identifier, Lexicon, load_homographs, load_identifier, load_lexicon
from termbase.identify.reader import Reader
from termbase.index.location import part
from termbase.parse import read_toml
from termbase.romanisation.syntax import Syntax
from termbase.translit import Scheme, load_schemes


class Tools(NamedTuple):
    """See the module."""

    identifier: Identifier
    schemes: Mapping[str, Scheme]
    lexicon: Lexicon
    reader: Reader
    syntax: Syntax


def load_tools(root: str | os.PathLike[str]) -> Tools:
    """The tools of a base.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    identifier = load_identifier(root)
    schemes = load_schemes(Path(part(root, "schemes")))
    reader = Reader(identifier, load_homographs(root), schemes)
    syntax = Syntax(read_toml(Path(part(root, "languages"), "ru.toml")), identifier.dictionary)
    return Tools(identifier, schemes, load_lexicon(root), reader, syntax)
