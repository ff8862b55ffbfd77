"""pymorphy3 behind a typed face: the readings of a Russian word, and the paradigm of a reading."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Reading:
    """One analysis of a word.

    ``word`` in lower case (with ё where the dictionary has it), OpenCorpora ``grammemes``, and whether the
    dictionary has the word (``known``) or the analyser guesses from its shape. ``score`` is between 0 and
    1.
    """

    word: str
    grammemes: frozenset[str]
    score: float
    known: bool
    parse: Any = field(compare=False, repr=False)

    def has(self, *grammemes: str) -> bool:
        """Whether the reading carries every one of ``grammemes``."""
        return self.grammemes.issuperset(grammemes)

    def paradigm(self, excluded: Iterable[str]) -> list[tuple[str, frozenset[str]]]:
        """All (form, grammemes) of the lexeme but those with an ``excluded`` grammeme that the reading lacks."""
        unwanted = frozenset(excluded) - self.grammemes
        forms = ((form.word, frozenset(form.tag.grammemes)) for form in self.parse.lexeme)
        return [(word, grammemes) for word, grammemes in forms if not unwanted & grammemes]


class Analyser:
    """Readings of words, remembered: one word occurs in many terms."""

    def __init__(self) -> None:
        """Load the dictionary (about 0.2 s, 17 MB).

        Raises ``ImportError`` when pymorphy3 is not installed.
        """
        # Not an import statement: only the building of an index may pay for the dictionary, and the package
        # has no type information.
        self._morph: Any = import_module("pymorphy3").MorphAnalyzer()
        self._seen: dict[str, tuple[Reading, ...]] = {}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Every reading of ``word`` (any case), likeliest first; empty only for an empty word."""
        key = word.lower()
        if key not in self._seen:
            self._seen[key] = tuple(
                Reading(p.word, frozenset(p.tag.grammemes), p.score, bool(p.is_known), p)
                for p in self._morph.parse(key)
            )
        return self._seen[key]
