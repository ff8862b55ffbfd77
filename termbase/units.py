"""What formats read and checks look at: documents, their units, and where each character stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol


class Position(NamedTuple):
    """A place in a file."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters (code points) of the decoded file."""


class Anchors(Protocol):
    """Finds the place in the file of a character of a segment; may do its work when first asked."""

    def at(self, offset: int) -> Position:
        """The position of ``segment.text[offset]``; ``len(text)`` is the place just after the end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in one language, as the reader of the document sees it (unescaped)."""

    text: str
    """Markup, code and placeholders are replaced, character for character, by U+FFFC."""
    lang: str
    """BCP 47; empty when the format does not say (prose)."""
    anchors: Anchors = field(compare=False, repr=False)


State = Literal["translated", "fuzzy", "untranslated", "obsolete"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One translation unit; in prose one paragraph, which has no source."""

    path: str
    id: str
    """What the format calls it: msgctxt and msgid, ``trans-unit/@id``, ``tu/@tuid``, paragraph number."""
    source: Segment | None
    target: Segment
    state: State = "translated"
    context: str = ""
    """What tells it from others with the same source, where the format has that: msgctxt."""
    plural: int = 0
    """Which plural form the target is."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read."""

    path: str
    kind: Literal["bilingual", "prose"]
    units: Sequence[Unit]
