"""``termbase export``: the base in a format of other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from termbase.cli.main import UsageError
from termbase.cli.options import Parser
from termbase.cli.progress import track
from termbase.files import InputError, replacing
from termbase.formats.export import EXPORTS, Export
from termbase.formats.holds import losses
from termbase.formats.language import tag
from termbase.formats.order import Order
from termbase.index.written import WrittenForms
from termbase.model import Concept
from termbase.parse import load_base


def run(arguments: list[str], root: str) -> int:
    """Write the export; say on standard error how much went where, and what the format has no place for."""
    parser = Parser("export", "Write the base in a format of other programs.")
    formats = "; ".join(f"{export.name}: {export.title}" for export in EXPORTS.values())
    parser.add_argument("format", choices=tuple(EXPORTS), help=formats)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write; for some a folder")
    parser.add_argument("--lang", default="", metavar="LANG,…", help="only these languages (default: all)")
    parser.add_argument("--for", default="", dest="tool", metavar="TOOL", help=f"a layout; {_layouts()}")
    parser.add_argument("--forms", default=500, type=int, metavar="N", help="spellings a term at most (default: 500)")
    parser.add_argument("--strict", action="store_true", help="write nothing if anything would be left out")
    options = parser.parse_args(arguments)
    export = EXPORTS[options.format]
    langs = [tag(lang) for lang in options.lang.split(",") if lang.strip()]
    if options.lang and not langs:
        raise UsageError("--lang names no language")
    if not options.output:
        raise UsageError("--output names no file")
    if options.forms < 0:
        raise UsageError("--forms cannot be less than none")
    if options.tool not in export.layouts:
        known = ", ".join(filter(None, export.layouts)) or "none"
        raise UsageError(f"{export.name} has no layout for {options.tool!r}; it has: {known}")
    base = load_base(root)
    spoken = {term.lang for concept in base.concepts for term in concept.terms}
    if unknown := [lang for lang in langs if lang not in spoken]:
        raise UsageError(f"the base has no terms in {', '.join(unknown)}; it has {', '.join(sorted(spoken))}")
    watched = replace(base, concepts=_Watched(base.concepts))
    order = Order(watched, langs, options.tool, WrittenForms(root), options.forms)
    found = losses(order, export.layouts[options.tool])
    if found.lost and options.strict:
        raise InputError(options.output, f"not written, as {export.name} cannot hold all; {next(found.lines())}")
    print(_written(export, order, Path(options.output)), *found.lines(), sep="\n", file=sys.stderr)
    return 0


def _layouts() -> str:
    found = (f"{export.name}: {', '.join(filter(None, export.layouts))}" for export in EXPORTS.values())
    return "; ".join(line for line in found if not line.endswith(": "))


class _Watched(tuple[Concept, ...]):
    """Concepts that show on a terminal how many of them were gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Concept]:
        return iter(track(super().__iter__(), "writing", len(self)))


def _written(export: Export, order: Order, output: Path) -> str:
    if export.write:
        with replacing(output) as file:
            return f"{export.write(order, file)} entries in {output}"
    return f"{len(export.write_folder(order, output)) if export.write_folder else 0} files in {output}"
