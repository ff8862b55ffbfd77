"""How much of a text a memory knows, as agencies count it: words by the likeness of the best match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from termbase.units import Unit

BANDS = ((100, "100 %"), (95, "95–99 %"), (85, "85–94 %"), (75, "75–84 %"), (50, "50–74 %"), (0, "none"))
"""The least percentage of each, and its name."""
REPETITIONS = "repetitions"
"""Units whose text stood in another one before; no memory is asked for them."""
TOTAL = "total"
_OBJECT = "\ufffc"


class Amount(NamedTuple):
    """What is in a band."""

    band: str
    units: int
    words: int
    """Between spaces, placeholders left out."""
    characters: int
    """Without spaces and placeholders."""


def amounts(units: Iterable[tuple[Unit, int | None]]) -> list[Amount]:
    """The bands, best first, then the total.

    Args:
        units: with the percentage of their best match; None: a repetition.
    """
    names = [REPETITIONS, *(name for _, name in BANDS)]
    counts = {name: [0, 0, 0] for name in names}
    for unit, score in units:
        for name in (TOTAL, REPETITIONS if score is None else band(score)):
            row = counts.setdefault(name, [0, 0, 0])
            for place, number in enumerate((1, *measured(unit))):
                row[place] += number
    return [Amount(name, *counts.get(name, (0, 0, 0))) for name in (*names, TOTAL)]


def band(score: int) -> str:
    """The band of a percentage."""
    return next(name for least, name in BANDS if score >= least)


def measured(unit: Unit) -> tuple[int, int]:
    """The words and the characters of the source of a unit."""
    words = (unit.source.text if unit.source else "").replace(_OBJECT, " ").replace("\u00ad", "").split()
    return sum(any(map(str.isalnum, word)) for word in words), sum(map(len, words))
