"""The finder of a base, which several rules ask; the automata are loaded once."""

from __future__ import annotations

from functools import lru_cache

from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.match import Finder
from termbase.model import Base


def finder(base: Base) -> Finder:
    """Finds the terms of a base as it stands in its folder now."""
    return _finder(open_index(base.root).path)


@lru_cache(maxsize=1)
def _finder(path: str) -> Finder:
    return Finder(Index(path))  # an index is named by the content of its base


def concepts_in(found: Finder, text: str) -> set[str]:
    """The ids of the concepts found in a text of any language."""
    return {found.index.concept(hit.term.concept).id for hit in found.find(text)}
