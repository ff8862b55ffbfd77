"""``termbase export``: the base in a format of other programs."""

from __future__ import annotations

import sys
from pathlib import Path

from termbase.cli.main import UsageError
from termbase.cli.options import Parser
from termbase.files import replacing
from termbase.formats.export import EXPORTS
from termbase.formats.language import tag
from termbase.parse import load_base


def run(arguments: list[str], root: str) -> int:
    """Write the export; say on standard error how much went where."""
    parser = Parser("export", "Write the base in a format of other programs.")
    formats = "; ".join(f"{export.name}: {export.title}" for export in EXPORTS.values())
    parser.add_argument("format", choices=tuple(EXPORTS), help=formats)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="file to write; for po a folder")
    parser.add_argument("--lang", default="", metavar="LANG,…", help="only these languages (default: all)")
    options = parser.parse_args(arguments)
    export = EXPORTS[options.format]
    langs = [tag(lang) for lang in options.lang.split(",") if lang.strip()]
    if options.lang and not langs:
        raise UsageError("--lang names no language")
    if not options.output:
        raise UsageError("--output names no file")
    output = Path(options.output)
    base = load_base(root)
    known = {term.lang for concept in base.concepts for term in concept.terms}
    if unknown := [lang for lang in langs if lang not in known]:
        raise UsageError(f"the base has no terms in {', '.join(unknown)}; it has {', '.join(sorted(known))}")
    if export.write_folder:
        written = export.write_folder(base, output, langs)
        print(f"{len(written)} files in {output}", file=sys.stderr)
    elif export.write:
        with replacing(output) as file:
            count = export.write(base, file, langs)
        print(f"{count} entries in {output}", file=sys.stderr)
    return 0
