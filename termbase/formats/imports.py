"""The files that can be imported: which reader a file gets, by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from termbase.files import InputError
from termbase.formats.csv_read import read_csv, read_tsv
from termbase.formats.glossary_read import read_po, read_tmx, read_xliff
from termbase.formats.imported import Imported
from termbase.formats.skos_read import read_json_ld, read_rdf_xml, read_turtle
from termbase.formats.tbx_read import read_tbx
from termbase.formats.utx_read import read_utx
from termbase.formats.xlsx_read import read_xlsx
from termbase.model import Vocabulary

READERS: Mapping[str, Callable[..., Imported]] = {
    ".tbx": read_tbx,
    ".xml": read_tbx,
    ".martif": read_tbx,
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
    ".utx": read_utx,
    ".ttl": read_turtle,
    ".jsonld": read_json_ld,
    ".rdf": read_rdf_xml,
}
TABLES: Mapping[str, Callable[..., Imported]] = {
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".utf8": read_tsv,
    ".txt": read_tsv,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".ods": read_xlsx,
}
UNNAMED: Mapping[str, Callable[..., Imported]] = {**TABLES, ".po": read_po}
"""Those of files that need not say their languages."""


def read_terms(
    path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = (), between: str = ""
) -> Imported:
    """Read a file of other programs.

    Args:
        path: of the file.
        vocabulary: of the base that the terms are for.
        skip: leave out what is faulty, and count it.
        langs: its languages, where it does not say them.
        between: what stands between several terms in a cell of a table, if not what is usual.

    Raises:
        InputError: a suffix that is not known, languages of a file that says them itself, or what the reader refuses.
    """
    suffix = path.suffix.lower()
    if not (read := {**READERS, **UNNAMED}.get(suffix)):
        raise InputError(path, f"is none of the files that can be imported: {', '.join((*READERS, *UNNAMED))}")
    if langs and suffix not in UNNAMED:
        raise InputError(path, "says its languages itself: “--lang” is for tables without names and for PO")
    if between and suffix not in TABLES:
        raise InputError(path, "has no cells: “--split” is for tables")
    said = ({"langs": langs} if langs else {}) | ({"between": between} if between else {})
    return read(path, vocabulary, skip=skip, **said)
