"""``termbase lint``: the rules for the base itself."""

from __future__ import annotations

import sys

from termbase.cli import colour
from termbase.cli.options import Parser
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.files import read_text
from termbase.lint import RULES
from termbase.lint.rule import findings
from termbase.parse import load_base
from termbase.report import REPORTS
from termbase.report.setting import Setting


def run(arguments: list[str], root: str) -> int:
    """Check the concept files; exit 1 when there is a finding."""
    parser = Parser("lint", "Check the base itself: ids, terms, sources, relations, examples.")
    parser.add_argument("--format", choices=tuple(REPORTS), default="text", help="of the report (default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of text (default auto)")
    options = parser.parse_args(arguments)
    base = load_base(root)
    found = findings(track(RULES, "checking"), base)
    paths = {concept.path for concept in base.concepts} | {finding.path for finding in found}
    setting = Setting(
        {rule.code: rule.summary for rule in RULES},
        {path: read_text(path) for path in sorted(paths)},
        colour.is_wanted(options.color),
    )
    sys.stdout.write(REPORTS[options.format](found, setting))
    if options.format == "text":
        print(f"{count(len(base.concepts), 'concept')}, {count(len(found), 'finding')}", file=sys.stderr)
    return 1 if found else 0
