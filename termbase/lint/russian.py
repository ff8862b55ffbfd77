"""The Russian analyser with the rules of a base, which several rules ask; the dictionary is loaded once."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from termbase.forms.analyser import Analyser
from termbase.forms.russian import Russian
from termbase.index.location import part
from termbase.model import Base
from termbase.parse import read_toml


def russian(base: Base) -> Russian:
    """Inflects Russian terms as the index of a base has them."""
    return _russian(part(base.root, "languages"))


@lru_cache(maxsize=1)
def _russian(languages: str) -> Russian:
    return Russian(read_toml(Path(languages, "ru.toml")))


@cache
def analyser() -> Analyser:
    """Readings of single Russian words."""
    return Analyser()
