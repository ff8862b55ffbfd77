"""``termbase check``: the checks over files and folders."""

from __future__ import annotations

import gc
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from termbase.changes import Changes
from termbase.checks.finding import Finding
from termbase.cli import colour
from termbase.cli.annotated_copies import write_copies
from termbase.cli.check_options import PAGES, add_options, check_domains, check_scheme, root_of, settle
from termbase.cli.check_sift import Known, Run, changed
from termbase.cli.fixing import fix_files, show_fixes
from termbase.cli.held_back import HeldBack
from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.config import Config
from termbase.files import InputError, read_bytes
from termbase.formats import read
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.judge import Judge
from termbase.match import Finder
from termbase.report import REPORTS, WITH_FIXES
from termbase.report.setting import Setting
from termbase.units import Document, LazyUnits, Unit

T = TypeVar("T")
_MARKS = (b"", BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE)


def run(arguments: list[str], root: str) -> int:
    """Check everything under the given paths; exit 1 when there is a finding, 2 when a file cannot be read."""
    # Many objects and hardly a cycle: to look for some every 700 objects, as Python does, takes a quarter of the time.
    gc.set_threshold(100_000)
    parser = _parser()
    options = parser.parse_args(arguments)
    config = settle(parser, options)
    if options.write_baseline and (options.fix or options.diff):
        parser.error("--write-baseline writes down what is found: first --fix, then --write-baseline")
    paths, broken = expand(options.path)
    changes = _changes(options.changed_since)
    root = root_of(config, root)
    index = open_index(root)
    check_domains(options, config, index)
    check_scheme(options, config, index)
    fixing = options.fix or options.diff
    with_fixes = fixing or options.format in WITH_FIXES
    judge = Judge(Finder(index), config, root, across=options.across, fixes=with_fixes)
    if fixing:
        spoken, fixable = partial(_spoken, config), _fixable(judge, config, index, paths, changes)
        if options.diff:
            return show_fixes(paths, spoken, fixable, broken)
        fix_files(paths, spoken, fixable)
        changes = _changes(options.changed_since)  # a fix may have taken a line away
    this = _read(config, index, paths, broken)
    findings = judge.findings(this.units, _watched)
    said = ""
    if not options.write_baseline:
        findings, said = _told(this, findings, changes)
    elif not broken:  # of a broken file nothing is known: its findings would be lost
        findings, said = [], Known(this).write(findings)
    texts = {document.path: document.text for document in this.documents}
    exact = _exact(this.documents, findings) if options.format == "sarif" else frozenset()
    setting = Setting({page.code: page.summary for page in PAGES}, texts, colour.is_wanted(options.color), exact)
    if options.annotate:
        broken += write_copies(Path(options.annotate), [path for path in paths if str(path) in texts], findings)
    sys.stdout.write(REPORTS[options.format](findings, setting))
    sys.stdout.flush()
    for problem in broken:
        complain(problem)
    telling = this.units[:1] if isinstance(this.units, LazyUnits) else this.units
    for lang in sorted({unit.target.lang for unit in telling if unit.source} - {""}):
        if lang.split("-", maxsplit=1)[0] not in index.patterns():
            complain(f"the base has no terms in {lang}: the terms of translations into it are not checked")
    if options.write_baseline and not broken:
        print(said, file=sys.stderr)
    elif options.format == "text" and not broken:
        counts = (count(len(findings), "finding"), count(len(this.units), "unit"), count(len(paths), "file"))
        print("{} in {} of {}".format(*counts) + (f"; {said}" if said else ""), file=sys.stderr)
    return 2 if broken else 1 if any(map(config.fails, findings)) else 0


def _fixable(
    judge: Judge, config: Config, index: Index, paths: Sequence[Path], changes: Changes | None
) -> Callable[[Sequence[Unit]], list[Finding]]:
    """Finds what is to be fixed in the units of a document: nothing that the run would not tell."""
    if not config.baseline and changes is None:
        return judge.findings
    this = _read(config, index, paths, [])
    found = judge.findings(this.units)
    held = HeldBack(this.units, found, _told(this, found, changes)[0])
    return lambda units: held.apart(judge.findings(units), units)


def _changes(revision: str | None) -> Changes | None:
    return None if revision is None else Changes(Path.cwd(), revision)


def _told(run: Run, findings: list[Finding], changes: Changes | None) -> tuple[list[Finding], str]:
    """What is left of findings by the baseline and by what has changed, and what is to be said of the others."""
    left, said = Known(run).sift(findings) if run.config.baseline else (findings, "")
    return (changed(run, left, changes) if changes else left), said


def _read(config: Config, index: Index, paths: Iterable[Path], broken: list[InputError]) -> Run:
    """The run over the files that can be read; what is wrong with the others is added to `broken`."""
    documents: list[Document] = []
    for path in track(list(paths), "reading"):
        try:
            documents.append(read(path, **_spoken(config, path)))
        except InputError as error:
            broken.append(error)
    units = documents[0].units if len(documents) == 1 else [unit for document in documents for unit in document.units]
    return Run(config, index, documents, units)


def _watched(results: Iterable[T], number: int) -> Iterable[T]:
    return track(results, "checking", number)


def _spoken(config: Config, path: Path) -> dict[str, str]:
    source, target = config.languages(str(path))
    return {"source_lang": tag(source), "target_lang": tag(target)}


def _exact(documents: Iterable[Document], findings: Iterable[Finding]) -> frozenset[str]:
    """The paths of those documents with fixes whose files hold their text as it is: no packages."""
    fixed = {finding.path for finding in findings if finding.fix}
    return frozenset(
        document.path
        for document in documents
        if document.path in fixed
        if (text := document.text.encode(document.encoding, "replace"))
        if read_bytes(document.path).removesuffix(text) in _MARKS
    )


def _parser() -> Parser:
    parser = Parser(
        "check",
        "Check translations (PO, TS, XLIFF, TMX, and CSV, TSV, XLSX with a language a column) "
        "and prose (text, Markdown, HTML, DOCX, ODT, EPUB) against the base.",
    )
    parser.add_argument("path", nargs="+", help="files, or folders with files in them")
    parser.add_argument("--format", choices=tuple(REPORTS), default="text", help="of the report (default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of text (default auto)")
    about = "folder for copies of DOCX, PO and XLIFF files with the findings as comments or notes"
    parser.add_argument("--annotate", metavar="OUT", help=about)
    add_options(parser)
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--fix", action="store_true", help="write what is certain into the files, report the rest")
    writing.add_argument("--diff", action="store_true", help="show what --fix would write, and write nothing")
    return parser
