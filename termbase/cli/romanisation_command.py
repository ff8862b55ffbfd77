"""``termbase romanisation``: how documents romanise their Russian."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.romanised_page import lines, record
from termbase.files import InputError, write_text
from termbase.formats import read
from termbase.report import romanisation_html
from termbase.report.romanisation_html import Sitter
from termbase.romanisation.portrait import portrait
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.units import told


def run(arguments: list[str], root: str) -> int:
    """Print or draw the documents' portraits; exit 0 when one of them follows a scheme, 2 when one cannot be read."""
    parser = Parser("romanisation", "Schemes, signs and doubtful words of the romanised Russian in documents.")
    parser.add_argument("path", nargs="+", help="files in any format of “check”, or folders with such")
    parser.add_argument(
        "--from", dest="scheme", metavar="SCHEME", default="", help="the scheme that they should follow"
    )
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="default text")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("-o", "--output", metavar="FILE", help="file to write (default: standard output)")
    options = parser.parse_args(arguments)
    if options.output is not None and not options.output:
        parser.error("--output names no file")
    tools = load_tools(root)
    if options.scheme and options.scheme not in tools.reader.romanisations:
        parser.error(f"{options.scheme} is no scheme of Russian in Latin letters; “termbase schemes” lists them")
    paths, broken = expand(options.path)
    sitters: list[Sitter] = []
    for path in track(paths, "reading"):
        try:
            sitters.append(_sitter(path, tools, options.scheme))
        except InputError as error:
            broken.append(error)
    text = _FORMATS[options.format](sitters)
    if options.output:
        write_text(options.output, text)
    else:
        sys.stdout.write(text)
        sys.stdout.flush()
    for problem in broken:
        complain(problem)
    return 2 if broken else int(not any(sitter.portrait.scheme for sitter in sitters))


def _sitter(path: Path, tools: Tools, scheme: str) -> Sitter:
    units = read(path).units
    found = portrait(Writing([unit.target.text for unit in units], tools, scheme))

    def place(number: int, offset: int) -> str:
        unit = units[number]
        position = unit.target.anchors.at(offset)
        inside = unit.path.removeprefix(str(path)).lstrip("/")
        plain = unit.place or f"{position.line}:{position.column}"
        return told(inside, unit.place, position) if inside else plain

    where = {doubt: [place(*spot) for spot in doubt.places] for doubt in found.doubts}
    begins = {row.number: place(row.number, 0).removesuffix(":1") for row in found.rows}
    return Sitter(str(path), found, where, begins)


def _text(sitters: list[Sitter]) -> str:
    pages = ["\n".join(lines(path, found, where)) for path, found, where, _ in sitters]
    return "".join(f"{page}\n" for page in pages)


def _json(sitters: list[Sitter]) -> str:
    records = [record(path, found, where) for path, found, where, _ in sitters]
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


_FORMATS = {"text": _text, "json": _json, "html": romanisation_html.render}
