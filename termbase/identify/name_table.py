"""What is known of Korean names: surnames, syllables of given names, places (``languages/ko-names.toml``).

Costs are negative logarithms of a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import Any

_BAND = 2.5
"""How much more frequent the syllables of a band are than those of the next."""


class NameTable:
    """What is known of Korean names: the content of ``ko-names.toml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        counts: dict[str, int] = data["surnames"]
        total = sum(counts.values())
        self.north: dict[str, str] = data["north"]
        self.south: dict[str, str] = {**data["south"], **{north: south for south, north in self.north.items()}}
        self.surnames = {surname: -log(number / total) for surname, number in counts.items()}
        self.surnames |= {north: self.surnames[south] for south, north in self.north.items()}
        self.given = [_bands(data["given"][position]) for position in ("first", "second", "second")]
        self.spellings: dict[str, list[str]] = data["spellings"]
        self.places = [place for row in data["places"]["names"] for place in row.split()]
        self.known = frozenset(name for row in data["known"]["names"] for name in row.split())
        self.place_spellings: dict[str, list[str]] = data["places"]["spellings"]
        self.name_spellings: dict[str, list[str]] = data["names"]
        self.mixture: dict[str, float] = data["mixture"]
        self.letters: dict[str, dict[str, list[str]]] = data["letters"]
        self.endings = [(ending, rest.split() or [""]) for ending, rest in data["endings"].items()]

    def southern(self, name: str, surname: int) -> str:
        """A name as the south writes it; ``surname`` counts the syllables of its surname."""
        parts = [self.south.get(name[:surname], name[:surname]), name[surname:]]
        if parts[1]:
            parts[1] = self.south.get(parts[1][0], parts[1][0]) + parts[1][1:]
        return "".join(parts)

    def northern(self, name: str, surname: int) -> str:
        """A name as the north writes its surname; what the south has changed further on is not known any more."""
        return self.north.get(name[:surname], name[:surname]) + name[surname:]


def _bands(bands: list[str]) -> dict[str, float]:
    """The cost of each syllable: it falls evenly along a band, and from band to band."""
    weights = {
        syllable: _BAND ** -(number + place / len(syllables))
        for number, syllables in enumerate(band.split() for band in bands)
        for place, syllable in enumerate(syllables)
    }
    total = sum(weights.values())
    return {syllable: -log(weight / total) for syllable, weight in weights.items()}
