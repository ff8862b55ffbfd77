"""The files that can be imported: which reader a file gets, by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from termbase.files import InputError
from termbase.formats.csv_read import read_csv
from termbase.formats.glossary_read import read_po, read_tmx
from termbase.formats.imported import Imported
from termbase.formats.tbx_read import read_tbx
from termbase.model import Vocabulary

READERS: Mapping[str, Callable[..., Imported]] = {
    ".tbx": read_tbx,
    ".xml": read_tbx,
    ".martif": read_tbx,
    ".csv": read_csv,
    ".tmx": read_tmx,
    ".po": read_po,
}


def read_terms(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read a file of other programs.

    Args:
        path: of the file.
        vocabulary: of the base that the terms are for.
        skip: leave out what is faulty, and count it.

    Raises:
        InputError: a suffix that is not known, or what the reader refuses.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(path, f"is none of the files that can be imported: {', '.join(READERS)}")
    return reader(path, vocabulary, skip=skip)
