"""Readers and writers of files. The registry of readers stands here; their libraries load when a file needs them."""

from __future__ import annotations

import os
from importlib import import_module

from termbase.files import InputError

TYPE_CHECKING = False
if TYPE_CHECKING:  # `termbase.formats.mask` is loaded by a search in a memory, which has no time for more
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import ModuleType
    from typing import Protocol

    from termbase.formats.written import Written
    from termbase.units import Document
else:
    Protocol = object

READERS = {
    ".csv": "csv_table",
    ".docx": "docx",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".odt": "odt",
    ".po": "po",
    ".text": "text",
    ".tmx": "tmx",
    ".ts": "ts",
    ".tsv": "csv_table",
    ".txt": "text",
    ".xhtml": "html",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".xlsx": "xlsx",
}
"""Suffix of a file name, in lower case → the module of this package that reads it."""
_PACKED = {"docx", "epub", "odt", "xlsx"}
"""Modules for packages, into whose parts texts are written; they have ``written`` too."""
_SNIFFED = {".csv", ".ts", ".tsv", ".xlsx"}
"""Suffixes of other files too: the reader's ``sniff`` tells whether a file in a folder is meant for it."""


class Reader(Protocol):
    """What every reader module offers as ``read``."""

    def __call__(
        self, path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = ""
    ) -> Document:
        """Read one file; see `read`."""


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The document in a file; its suffix says the format.

    Args:
        path: the file.
        data: what is taken for the content of the file; None: what stands in it.
        source_lang: BCP 47; for formats that may leave the language of the source open.
        target_lang: BCP 47; the same for the target. Prose is taken to be in this language. In a TMX it
            chooses one of several targets.

    Raises:
        InputError: unknown suffix; a file that cannot be read; broken, empty or dangerous content.
    """
    return _reader(path)(path, data, source_lang=source_lang, target_lang=target_lang)


def as_written(path: Path, data: bytes, document: Document) -> Written:
    """A file as texts that can be changed.

    Args:
        path: its suffix says the format.
        data: its content.
        document: what `read` makes of it.
    """
    if format_of(path) in _PACKED:
        packed: Written = _import(path).written(path, data, document)
        return packed
    from termbase.formats.written import OneText  # noqa: PLC0415  (see above)

    return OneText(data, document)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file that is named, and in a folder every readable file at any depth, in the order of their paths.

    In folders, names that begin with a full stop and files of other formats are passed over (tables that are
    not bilingual, and of `.ts` TypeScript and video), and links to folders are not followed.

    Raises:
        InputError: a path is missing, is no regular file, or is a file of unknown format; an unreadable folder.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(_below(path))
        elif not path.exists():
            raise InputError(path, "no such file")
        elif not path.is_file():
            raise InputError(path, "is not a regular file")
        else:
            format_of(path)
            yield path


def _below(folder: Path) -> Iterator[Path]:
    from pathlib import Path  # noqa: PLC0415  (see above)

    def refuse(error: OSError) -> None:
        raise InputError(error.filename, f"cannot be read: {(error.strerror or str(error)).lower()}")

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and path.suffix.lower() in READERS and path.is_file() and _is_meant(path):
                yield path


def _is_meant(path: Path) -> bool:
    return path.suffix.lower() not in _SNIFFED or bool(_import(path).sniff(path))


def format_of(path: Path) -> str:
    """The module of this package that reads a file.

    Raises:
        InputError: its suffix is unknown.
    """
    try:
        return READERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(READERS))
        reason = f"unknown format {path.suffix or '(no suffix)'}: known are {known}"
        raise InputError(path, reason) from None


def _reader(path: Path) -> Reader:
    read: Reader = _import(path).read
    return read


def _import(path: Path) -> ModuleType:
    return import_module(f"termbase.formats.{format_of(path)}")
