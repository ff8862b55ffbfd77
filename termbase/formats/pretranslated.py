"""Translations written into the untranslated units of a file; everything else of it stays as it is, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from termbase.units import Document, Unit

WRITERS = {".po": "po_pretranslated", ".xlf": "xliff_pretranslated", ".xliff": "xliff_pretranslated"}
"""Suffix of a file name, in lower case → the module of this package that writes translations."""


class Suggestion(NamedTuple):
    """A translation from a memory."""

    source: str
    target: str
    """Both as written (`termbase.units.Segment.whole`)."""
    score: int
    """Percent."""
    origin: str
    finished: bool
    """It is taken as it is; else a person has to look at it."""


class Proposal(NamedTuple):
    """What is suggested for a unit."""

    unit: Unit
    suggestions: Sequence[Suggestion]
    """At least one, the best first."""


class Filled(NamedTuple):
    """A file with translations."""

    data: bytes
    finished: int
    """Translations that were written and stand as they are."""
    unfinished: int
    """That were written, and that a person has to look at."""


class Writer(Protocol):
    """What every writer of translations offers as ``pretranslated``."""

    def __call__(self, path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> Filled:
        """See `pretranslated`."""


def pretranslated(path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> Filled:
    """The content of a file with translations: the first of each unit's suggestions that can be written.

    What cannot be written is left out: characters that the encoding lacks, inline elements that are not in the source.

    Args:
        path: its suffix says the format, one of `WRITERS`.
        data: the content.
        document: what was read from it.
        proposals: for units of the document that are not translated.

    Raises:
        InputError: the content cannot be written again as it was.
    """
    module = import_module(f"termbase.formats.{WRITERS[path.suffix.lower()]}")
    return cast("Writer", module.pretranslated)(path, data, document, proposals)
