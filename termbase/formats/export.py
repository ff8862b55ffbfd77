"""The formats a base can be exported to: one explicit list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from termbase.formats.csv_export import write_csv
from termbase.formats.po_glossary import write_po_glossaries
from termbase.formats.tbx2 import write_tbx2
from termbase.formats.tbx3 import write_tbx3
from termbase.formats.tmx_export import write_tmx
from termbase.model import Base


@dataclass(frozen=True, slots=True)
class Export:
    """One format: either ``write`` (one file) or ``write_folder`` (several) is there."""

    name: str
    """What the command line calls it."""
    title: str
    """One line for the help."""
    suffix: str
    """Suffix that the file's name must have for tools to know it; empty for a folder."""
    write: Callable[[Base, BinaryIO, Sequence[str]], int] | None = None
    """Writes the base in the languages given (none: the format's own choice); returns the number of entries."""
    write_folder: Callable[[Base, Path, Sequence[str]], tuple[Path, ...]] | None = None
    """Writes files into a folder, all or none; returns their paths."""

    @property
    def writes_folder(self) -> bool:
        """Whether it makes a folder of files."""
        return self.write_folder is not None


EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export(
            "tbx",
            "TBX-Basic 2008 for OmegaT, Lokalize, Weblate, Okapi: preferred and admitted terms",
            ".tbx",
            write=write_tbx2,
        ),
        Export(
            "tbx3",
            "TBX-Basic of ISO 30042:2019: all terms, spellings, relations, sources",
            ".tbx",
            write=write_tbx3,
        ),
        Export(
            "po",
            "a folder of PO glossaries, one for each ordered pair of languages: preferred terms",
            "",
            write_folder=write_po_glossaries,
        ),
        Export("tmx", "TMX 1.4b: preferred terms as a translation memory", ".tmx", write=write_tmx),
        Export("csv", "CSV for spreadsheets: one row a term, all statuses", ".csv", write=write_csv),
    )
}
