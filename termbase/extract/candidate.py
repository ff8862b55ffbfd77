"""What the search for terms finds: mentions at places, and the candidates they add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Kind = Literal["phrase", "gloss", "romanised", "acronym", "name", "title"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Mention(NamedTuple):
    """One place that speaks for a candidate."""

    kind: Kind
    lang: str
    """``en``, ``ru`` or ``ko``: the language of the words, whatever their script."""
    key: str
    """Mentions with the same one are of one candidate."""
    lemma: str
    """The dictionary form, as far as rules give it."""
    start: int
    """Offset in the passage."""
    end: int
    gloss: str = ""
    """What the text itself gives as its equivalent: the glossed word, an expansion."""
    aside: bool = False
    """Whether it only stands in a reference, as places and publishers do."""
    marked: bool = False
    """Whether the text sets it off: in italics, quotation marks or a bracket of its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that may be a term."""

    text: str
    """As it is written most often."""
    lemma: str
    """The term of the base, else the dictionary form; of romanised Russian in Cyrillic."""
    lang: str
    kind: Kind
    count: int
    places: tuple[str, ...]
    """``path:line``, in the order of the texts, each once."""
    concept: str
    """Id of the concept that has it as a term in any form or spelling; empty: the base does not have it."""
    gloss: str
    """What the texts give as its equivalent most often; empty: nothing."""
    forms: tuple[str, ...]
    """All ways it is written, commonest first."""
    score: float
    """What it is sorted by; comparable within one run only."""
