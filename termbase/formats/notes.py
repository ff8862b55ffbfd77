"""Notes written into a file, at its units or words; everything else of the file stays as it is, to the byte.

Notes that were written so before are replaced, so that a file can be annotated again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from termbase.units import Position

WRITERS = {".docx": "docx_notes", ".po": "po_notes", ".xlf": "xliff_notes", ".xliff": "xliff_notes"}
"""Suffix of a file name, in lower case → the module of this package that writes notes."""


class Note(NamedTuple):
    """What is to be said at a place of a file."""

    place: Position
    """In the source or the target of a unit, as `termbase.formats.read` counts."""
    text: str
    """One line."""
    end: Position | None = None
    """Just after the last character of what it is about, where notes stand at words; None: it is one character."""


class Writer(Protocol):
    """What every writer of notes offers as ``annotated``."""

    def __call__(self, path: Path, data: bytes, notes: Sequence[Note]) -> bytes:
        """See `annotated`."""


def annotated(path: Path, data: bytes, notes: Sequence[Note]) -> bytes:
    """The content of a file with notes at its units or words.

    Args:
        path: its suffix says the format, one of `WRITERS`.
        data: the content; `termbase.formats.read` takes it.
        notes: what is to be said; the same at one unit is said once.

    Raises:
        InputError: the content cannot be written again as it was.
    """
    module = import_module(f"termbase.formats.{WRITERS[path.suffix.lower()]}")
    return cast("Writer", module.annotated)(path, data, notes)
