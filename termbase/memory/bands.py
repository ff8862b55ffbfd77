"""How much of a text a memory knows, as agencies count it: words by the likeness of the best match."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from termbase.units import Unit

CONTEXT = 101
"""Of a unit whose context the memory knows with the same text: what agencies count as 101 %."""
BANDS = (
    (CONTEXT, "101 %"),
    (100, "100 %"),
    (95, "95–99 %"),
    (85, "85–94 %"),
    (75, "75–84 %"),
    (50, "50–74 %"),
    (0, "none"),
)
"""The least percentage of each, and its name."""
TRANSLATED = "translated"
"""Units that have a translation; no memory is asked for them."""
REPETITIONS = "repetitions"
"""Units whose text stood in another one before; no memory is asked for them."""
INTERNAL = "internal "
"""Before the names of bands of units that are less like the memory than like another unit before."""
TOTAL = "total"
_OBJECT = "\ufffc"


class Amount(NamedTuple):
    """What is in a band."""

    band: str
    units: int
    words: int
    """Between spaces, placeholders left out; of Korean, these are eojeols."""
    characters: int
    """Without spaces and placeholders."""


def amounts(units: Iterable[tuple[Unit, str | int]], *, internal: bool = False) -> list[Amount]:
    """What is translated, repetitions, the bands, best first, then the total.

    Args:
        units: with the percentage of their best match, `TRANSLATED`, `REPETITIONS`, or the name of a band with
            `INTERNAL` before it.
        internal: whether there are rows for those.
    """
    *bands, none = (name for _, name in BANDS)
    inside = [INTERNAL + name for least, name in BANDS if 0 < least < 100] if internal else []
    names = [TRANSLATED, REPETITIONS, *bands, *inside, none]
    counts = {name: [0, 0, 0] for name in (*names, TOTAL)}
    for unit, found in units:
        numbers = (1, *measured(unit))
        for name in (TOTAL, found if isinstance(found, str) else band(found)):
            counts[name] = [sum(pair) for pair in zip(counts[name], numbers, strict=True)]
    return [Amount(name, *counts[name]) for name in (*names, TOTAL)]


def band(score: int) -> str:
    """The band of a percentage."""
    return next(name for least, name in BANDS if score >= least)


def measured(unit: Unit) -> tuple[int, int]:
    """The words and the characters of the source of a unit."""
    words = (unit.source.text if unit.source else "").replace(_OBJECT, " ").replace("\u00ad", "").split()
    return sum(any(map(str.isalnum, word)) for word in words), sum(map(len, words))
