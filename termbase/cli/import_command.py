"""``termbase import``: the terms of other programs as concept files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from termbase.cli.main import UsageError
from termbase.cli.options import Parser
from termbase.cli.progress import reading, track
from termbase.cli.wording import count
from termbase.formats.imports import read_terms
from termbase.merge.plan import Plan, plan
from termbase.merge.writing import write
from termbase.model import Base
from termbase.parse import load_base, rarely_collecting, read_vocabulary

_MOST = 20
"""Lines of one kind that are shown."""


def run(arguments: list[str], root: str) -> int:
    """Import a file; say on standard error what was matched, what contradicts, what was left out.

    Exit 1 when the file contradicts the base, or when parts of it could not be placed.
    """
    parser = Parser("import", "Read a file of terms into the base: what it lacks is added.")
    parser.add_argument(
        "file", metavar="FILE", help="TBX 2008 or 2019; CSV, TSV, XLSX, ODS; glossaries in PO, TMX, XLIFF, UTX; SKOS"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing, show the changes as a diff")
    parser.add_argument("--into", default="", metavar="FOLDER", help="another base; it is made when it is not there")
    parser.add_argument("--lang", default="", metavar="L,L…", help="languages of a table without names, or of PO")
    parser.add_argument(
        "--split", default="", metavar="SIGN", help="what separates terms in a cell of a table (usually |)"
    )
    parser.add_argument("--replace", action="store_true", help="where the file contradicts the base, the file is right")
    parser.add_argument("--skip", action="store_true", help="leave out empty terms and unknown languages of the file")
    options = parser.parse_args(arguments)
    if not options.file:
        raise UsageError("no file is named")
    folder = Path(options.into or root)
    base = _base(folder, root)
    langs = [lang for lang in options.lang.split(",") if lang]
    with rarely_collecting():
        with reading(Path(options.file)):
            imported = read_terms(
                Path(options.file), base.vocabulary, skip=options.skip, langs=langs, between=options.split
            )
        changes = plan(base, imported, replaces=options.replace, watch=track(imported.concepts, "comparing"))
        if options.dry_run:
            sys.stdout.writelines(changes.diff())
        elif changes.changed:
            write(changes, base, folder, track(list(changes.changed), "writing"))
    _tell(changes, "would be" if options.dry_run else "was" if changes.new == 1 else "were")
    for line in imported.losses.lines():
        print(line, file=sys.stderr)
    if imported.kept:
        found = sorted(imported.kept.items(), key=lambda pair: (-pair[1], pair[0]))
        print(f"kept as extensions: {', '.join(f'{number:,} {name}' for name, number in found)}", file=sys.stderr)
    if imported.languages:
        told = ", ".join(f"{code} as {lang}" for code, lang in sorted(imported.languages.items()))
        print(f"languages read: {told}", file=sys.stderr)
    return 1 if changes.conflicts else 0


def _base(folder: Path, root: str) -> Base:
    """The base to import into; a folder that is to be made has the vocabulary of `root`."""
    if folder.is_dir() and any(folder.iterdir()):
        return load_base(folder)
    return Base(root, (), {}, read_vocabulary(Path(root, "vocabulary.toml"), []), {})


def _tell(changes: Plan, were: str) -> None:
    old = len(changes.changed) - changes.new
    print(f"{count(changes.new, 'concept')} {were} added, {old} changed", file=sys.stderr)
    _list("recognised by their terms", changes.matches)
    _list("contradictions", changes.conflicts)
    _list("new sources", changes.sources)
    _list("new domains", changes.domains)


def _list(title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if not found:
        return
    print(f"{title} ({len(found)}):", file=sys.stderr)
    for line in found[:_MOST]:
        print(f"  {line}", file=sys.stderr)
    if len(found) > _MOST:
        print(f"  … and {len(found) - _MOST} more", file=sys.stderr)
