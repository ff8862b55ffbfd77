"""``termbase check``: the checks over files and folders."""

from __future__ import annotations

import sys

from termbase.checks import CHECKS, run_checks
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.files import InputError
from termbase.formats import read
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.match import Finder
from termbase.report import REPORTS
from termbase.units import Unit


def run(arguments: list[str], root: str) -> int:
    """Check everything under the given paths; exit 1 when there is a finding, 2 when a file cannot be read."""
    parser = Parser("check", "Check translations (PO, XLIFF, TMX) and prose (text, Markdown, HTML, DOCX, ODT, EPUB).")
    parser.add_argument("path", nargs="+", help="files, or folders with files in them")
    parser.add_argument("--format", choices=tuple(REPORTS), default="text", help="of the report (default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("--select", metavar="CODE,…", action="append", help="only these; TB4 is all that start so")
    parser.add_argument("--ignore", metavar="CODE,…", action="append", help="without these checks")
    parser.add_argument("--source-lang", default="", metavar="LANG", help="where a file does not say")
    parser.add_argument("--target-lang", "--lang", default="", metavar="LANG", help="where a file does not say")
    options = parser.parse_args(arguments)
    checks = _chosen(parser, options.select or [], options.ignore or [])
    index = open_index(root)
    languages = {"source_lang": tag(options.source_lang), "target_lang": tag(options.target_lang)}
    paths, broken = expand(options.path)
    units: list[Unit] = []
    for path in track(paths, "reading"):
        try:
            units.extend(read(path, **languages).units)
        except InputError as error:
            broken.append(error)
    findings = run_checks(units, Context(Finder(index)), checks)
    summaries = {check.code: check.summary for check in CHECKS}
    sys.stdout.write(REPORTS[options.format](findings, summaries))
    sys.stdout.flush()
    for problem in broken:
        complain(problem)
    for lang in sorted({unit.target.lang for unit in units if unit.source} - {""}):
        if lang.split("-", maxsplit=1)[0] not in index.patterns():
            complain(f"the base has no terms in {lang}: the terms of translations into it are not checked")
    if options.format == "text" and not broken:
        counts = (count(len(findings), "finding"), count(len(units), "unit"), count(len(paths), "file"))
        print("{} in {} of {}".format(*counts), file=sys.stderr)
    return 2 if broken else 1 if findings else 0


def _chosen(parser: Parser, select: list[str], ignore: list[str]) -> list[Check]:
    wanted = _codes(parser, select) if select else ("TB",)
    unwanted = _codes(parser, ignore)
    chosen = [check for check in CHECKS if check.code.startswith(wanted) and not check.code.startswith(unwanted)]
    if not chosen:
        parser.error("no check is left to run")
    return chosen


def _codes(parser: Parser, given: list[str]) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for codes in given for code in codes.split(",") if code.strip())
    for code in codes:
        if not any(check.code.startswith(code) for check in CHECKS):
            parser.error(f"there is no check {code}")
    return codes
