"""What is wrong at a word of romanised Russian, and what would be right."""

from __future__ import annotations

from typing import Literal, NamedTuple

from termbase.identify import Candidate
from termbase.romanisation.passages import Passage, Word

Kind = Literal["scheme", "spelling", "sign", "glyph", "script", "grammar", "name", "title"]


class Fault(NamedTuple):
    """A word that is not written as the document's scheme, or the rest of the document, would have it."""

    kind: Kind
    passage: Passage
    word: Word
    expected: tuple[str, ...]
    """What could stand there, best first."""
    meant: tuple[Candidate, ...]
    """What each of them is, as far as that is known; nothing for a word that is written in Cyrillic letters."""
    evidence: str = ""
    """On what it rests beside the word itself, as a reader is told."""
