"""The source texts of a base: a folder of text files, each named by the id of its source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from termbase.files import InputError
from termbase.model import Source


def find_texts(folder: Path, sources: Iterable[Source]) -> dict[str, Path]:
    """The files of sources of kind ``text``, by id: ``003.txt``, or ``003-`` and anything.

    Args:
        folder: where the files are; folders in it are not searched.
        sources: of the base.

    Raises:
        InputError: there is no such folder, no file of any source in it, or more than one of a source.
    """
    if not folder.is_dir():
        raise InputError(folder, "is not a folder" if folder.exists() else "no such folder")
    ids = sorted((source.id for source in sources if source.kind == "text"), key=len, reverse=True)
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.txt")):
        # The longest id: with sources 003 and 003-notes, 003-notes.txt is the second.
        name = next((name for name in ids if path.stem == name or path.stem.startswith(f"{name}-")), None)
        if name in found:
            raise InputError(path, f"is a second text of source {name}, beside {found[name].name}")
        if name:
            found[name] = path
    if not found:
        raise InputError(folder, "has no text named by the id of a source, such as 000-title.txt")
    return found
