"""``termbase check``: the checks over files and folders."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from termbase.changes import Changes
from termbase.checks import ACROSS, CHECKS, run_checks
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.cli import colour
from termbase.cli.annotated_copies import write_copies
from termbase.cli.check_options import PAGES, add_options, check_domains, check_scheme, root_of, settle
from termbase.cli.check_sift import Known, Run, changed, wanted
from termbase.cli.fixing import fix_files, show_fixes
from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.config import Config
from termbase.files import InputError
from termbase.formats import read
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.match import Finder
from termbase.report import REPORTS
from termbase.report.setting import Setting
from termbase.units import Document, Unit


def run(arguments: list[str], root: str) -> int:
    """Check everything under the given paths; exit 1 when there is a finding, 2 when a file cannot be read."""
    parser = _parser()
    options = parser.parse_args(arguments)
    config = settle(parser, options)
    paths, broken = expand(options.path)
    changes = Changes(Path.cwd(), options.changed_since) if options.changed_since is not None else None
    root = root_of(config, root)
    index = open_index(root)
    check_domains(options, config, index)
    check_scheme(options, config, index)
    checking = _Checking(config, index, root, across=options.across)
    if options.diff:
        return show_fixes(paths, checking.spoken, checking.judge, broken)
    if options.fix:
        fix_files(paths, checking.spoken, checking.judge)
    documents = checking.read(paths, broken)
    units = [unit for document in documents for unit in document.units]
    this = Run(config, index, documents, units)
    findings, said = _sifted(this, checking.judge(units), renew=options.write_baseline, broken=bool(broken))
    if changes:
        findings = changed(this, findings, changes)
    texts = {document.path: document.text for document in documents}
    setting = Setting({page.code: page.summary for page in PAGES}, texts, colour.is_wanted(options.color))
    if options.annotate:
        broken += write_copies(Path(options.annotate), [path for path in paths if str(path) in texts], findings)
    sys.stdout.write(REPORTS[options.format](findings, setting))
    sys.stdout.flush()
    for problem in broken:
        complain(problem)
    for lang in sorted({unit.target.lang for unit in units if unit.source} - {""}):
        if lang.split("-", maxsplit=1)[0] not in index.patterns():
            complain(f"the base has no terms in {lang}: the terms of translations into it are not checked")
    if options.write_baseline and not broken:
        print(said, file=sys.stderr)
    elif options.format == "text" and not broken:
        counts = (count(len(findings), "finding"), count(len(units), "unit"), count(len(paths), "file"))
        print("{} in {} of {}".format(*counts) + (f"; {said}" if said else ""), file=sys.stderr)
    return 2 if broken else 1 if any(map(config.fails, findings)) else 0


def _sifted(run: Run, findings: list[Finding], *, renew: bool, broken: bool) -> tuple[list[Finding], str]:
    """What is left of findings by the baseline, and what is to be said of the others."""
    if renew:
        # Of a broken file nothing is known: its findings would be lost.
        return (findings, "") if broken else ([], Known(run).write(findings))
    return Known(run).sift(findings) if run.config.baseline else (findings, "")


def _parser() -> Parser:
    parser = Parser(
        "check", "Check translations (PO, TS, XLIFF, TMX, tables) and prose (text, Markdown) against the base."
    )
    parser.add_argument("path", nargs="+", help="files, or folders with files in them")
    parser.add_argument("--format", choices=tuple(REPORTS), default="text", help="of the report (default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of text (default auto)")
    about = "folder for copies of PO and XLIFF files with the findings as notes"
    parser.add_argument("--annotate", metavar="OUT", help=about)
    add_options(parser)
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--fix", action="store_true", help="write what is certain into the files, report the rest")
    writing.add_argument("--diff", action="store_true", help="show what --fix would write, and write nothing")
    return parser


class _Checking:
    """Reads files and judges them by the settings."""

    def __init__(self, config: Config, index: Index, root: str, *, across: bool) -> None:
        self._config = config
        self._index = index
        named = {*config.named(), ACROSS} if across else config.named()
        may = (check for check in CHECKS if config.may_select(check.code))
        self._checks = [check for check in may if not check.asked or check.code in named]
        self._context = Context(Finder(index), root, config.romanisation)

    def judge(self, units: Sequence[Unit]) -> list[Finding]:
        return wanted(Run(self._config, self._index, (), units), run_checks(units, self._context, self._checks))

    def spoken(self, path: Path) -> dict[str, str]:
        source, target = self._config.languages(str(path))
        return {"source_lang": tag(source), "target_lang": tag(target)}

    def read(self, paths: Iterable[Path], broken: list[InputError]) -> list[Document]:
        documents: list[Document] = []
        for path in track(list(paths), "reading"):
            try:
                documents.append(read(path, **self.spoken(path)))
            except InputError as error:
                broken.append(error)
        return documents
