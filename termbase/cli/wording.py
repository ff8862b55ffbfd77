"""Phrases that several commands print."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 4


def few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are; ``--json`` has them all."""
    if len(names) <= _SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"


def count(number: int, noun: str) -> str:
    """A number with its noun, which takes an s in the plural."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
