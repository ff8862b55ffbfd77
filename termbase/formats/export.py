"""The formats a base can be exported to: one explicit list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from termbase.formats import (
    anki,
    article,
    csv_export,
    hunspell,
    po_glossary,
    replacements,
    skos,
    style_rules,
    tbx2,
    tbx3,
    tmx_export,
    utx,
    xlsx_export,
    yomitan,
)
from termbase.formats.dictd import write_dict
from termbase.formats.holds import ALL, FIELDS, Holds
from termbase.formats.order import Order
from termbase.formats.stardict import write_stardict
from termbase.formats.tool_tables import CSV_LAYOUTS, TSV_LAYOUTS
from termbase.formats.xliff_export import HOLDS_1, HOLDS_2, write_xliff1, write_xliff2


@dataclass(frozen=True, slots=True)
class Export:
    """One format: either ``write`` (one file) or ``write_folder`` (several) is there."""

    name: str
    """What the command line calls it."""
    title: str
    """One line for the help."""
    suffix: str
    """Suffix that the file's name must have for tools to know it; empty for a folder."""
    layouts: Mapping[str, Holds]
    """What it has a place for, by the tool whose layout it is; the usual layout by the empty name."""
    write: Callable[[Order, BinaryIO], int] | None = None
    """Writes the file; returns the number of entries."""
    write_folder: Callable[[Order, Path], tuple[Path, ...]] | None = None
    """Writes files into a folder, all or none; returns their paths."""

    @property
    def writes_folder(self) -> bool:
        """Whether it makes a folder of files."""
        return self.write_folder is not None


_TBX3_TOLD = frozenset({"concept statuses", "stress marks", "listed forms", "reasons", "terms to use instead"})
_TBX3 = Holds(ALL, held=frozenset(FIELDS) - _TBX3_TOLD, told=_TBX3_TOLD, retired=True, extended=tbx3.extended)
_LINGUIST = replace(_TBX3, held=_TBX3.held | {"stress marks"}, told=_TBX3_TOLD - {"stress marks"})
_CORE = frozenset({"concept notes", "term notes"})
_SMALL = frozenset(FIELDS) - {"extensions"}
_MIN = _CORE | {"domains", "term statuses"}
_TBX3_LAYOUTS = {
    **dict.fromkeys(("", "dct"), _TBX3),
    **dict.fromkeys(("linguist", "linguist-dct"), _LINGUIST),
    **{name: Holds(ALL, held=_MIN, told=_SMALL - _MIN, retired=True) for name in ("min", "min-dct")},
    "core": Holds(ALL, held=_CORE, told=_SMALL - _CORE, retired=True),
}

EXPORTS: Mapping[str, Export] = {
    export.name: export
    for export in (
        Export(
            "tbx",
            "TBX-Basic 2008 for OmegaT, Lokalize, Weblate, Okapi: preferred and admitted terms",
            ".tbx",
            tbx2.layouts(),
            write=tbx2.write_tbx2,
        ),
        Export(
            "tbx3",
            "TBX-Basic of ISO 30042:2019: all terms, spellings, relations, sources",
            ".tbx",
            _TBX3_LAYOUTS,
            write=tbx3.write_tbx3,
        ),
        Export(
            "po",
            "a folder of PO glossaries, one for each ordered pair of languages: preferred terms",
            "",
            {"": po_glossary.HOLDS},
            write_folder=po_glossary.write_po_glossaries,
        ),
        Export(
            "tmx",
            "TMX 1.4b: preferred terms as a translation memory",
            ".tmx",
            {"": tmx_export.HOLDS},
            write=tmx_export.write_tmx,
        ),
        Export(
            "xliff",
            "a folder of XLIFF 1.2 files, one for each ordered pair of languages: preferred terms",
            "",
            {"": HOLDS_1},
            write_folder=write_xliff1,
        ),
        Export(
            "xliff2",
            "a folder of XLIFF 2.1 files with glossaries: preferred terms as units, all usable ones in the glossary",
            "",
            {"": HOLDS_2},
            write_folder=write_xliff2,
        ),
        Export(
            "csv",
            "CSV for spreadsheets: one row a term, all statuses",
            ".csv",
            {"": csv_export.HOLDS} | {tool: layout.holds for tool, layout in CSV_LAYOUTS.items()},
            write=csv_export.write_csv,
        ),
        Export(
            "tsv",
            "the same with tabs",
            ".tsv",
            {"": csv_export.HOLDS} | {tool: layout.holds for tool, layout in TSV_LAYOUTS.items()},
            write=csv_export.write_tsv,
        ),
        Export(
            "xlsx",
            "XLSX: the whole base, a sheet for each kind of thing",
            ".xlsx",
            xlsx_export.LAYOUTS,
            write=xlsx_export.write_xlsx,
        ),
        Export("skos", "SKOS as Turtle: a concept scheme", ".ttl", {"": skos.HOLDS}, write=skos.write_skos),
        Export("skos-json", "SKOS as JSON-LD", ".jsonld", {"": skos.HOLDS}, write=skos.write_skos_json),
        Export(
            "skosxl",
            "SKOS-XL as Turtle: each label with its status, grammar, source",
            ".ttl",
            {"": skos.HOLDS_XL},
            write=skos.write_skosxl,
        ),
        Export("skosxl-json", "SKOS-XL as JSON-LD", ".jsonld", {"": skos.HOLDS_XL}, write=skos.write_skosxl_json),
        Export(
            "stardict",
            "a folder with a StarDict dictionary: all terms, found by any form and romanisation",
            "",
            {"": article.HOLDS},
            write_folder=write_stardict,
        ),
        Export(
            "dict",
            "a folder with a database for dictd: as stardict",
            "",
            {"": article.HOLDS},
            write_folder=write_dict,
        ),
        Export(
            "yomitan",
            "a dictionary for Yomitan: all terms, found by their inflected forms",
            ".zip",
            {"": yomitan.HOLDS},
            write=yomitan.write_yomitan,
        ),
        Export("anki", "notes for Anki as text", ".txt", {"": anki.HOLDS}, write=anki.write_anki),
        Export("utx", "UTX 1.20: a glossary of two languages", ".utx", {"": utx.HOLDS}, write=utx.write_utx),
        Export(
            "languagetool",
            "a folder of LanguageTool rules, one file a language: deprecated terms",
            "",
            {"": replacements.HOLDS},
            write_folder=style_rules.write_languagetool,
        ),
        Export(
            "vale",
            "a folder with a Vale style: deprecated terms",
            "",
            {"": replacements.HOLDS},
            write_folder=style_rules.write_vale,
        ),
        Export(
            "prh",
            "a folder of prh rules, one file a language: deprecated terms",
            "",
            {"": replacements.HOLDS},
            write_folder=style_rules.write_prh,
        ),
        Export(
            "hunspell",
            "a folder of Hunspell dictionaries: the words of all terms in all forms",
            "",
            {"": hunspell.HOLDS},
            write_folder=hunspell.write_hunspell,
        ),
    )
}
