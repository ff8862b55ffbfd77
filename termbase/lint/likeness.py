"""How alike two texts are, by the words they share."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def words(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_WORD.findall(text.lower()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Words in common among all words of both, from 0 to 1 (Jaccard index)."""
    return len(one & other) / len(one | other) if one or other else 1.0
