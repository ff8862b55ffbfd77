"""``termbase lint``: the rules for the base itself."""

from __future__ import annotations

import sys

from termbase.cli.options import Parser
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.lint import RULES
from termbase.lint.rule import findings
from termbase.parse import load_base
from termbase.report import REPORTS


def run(arguments: list[str], root: str) -> int:
    """Check the concept files; exit 1 when there is a finding."""
    parser = Parser("lint", "Check the base itself: ids, terms, sources, relations, examples.")
    parser.add_argument("--format", choices=tuple(REPORTS), default="text", help="of the report (default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    options = parser.parse_args(arguments)
    base = load_base(root)
    found = findings(track(RULES, "checking"), base)
    sys.stdout.write(REPORTS[options.format](found, {rule.code: rule.summary for rule in RULES}))
    if options.format == "text":
        print(f"{count(len(base.concepts), 'concept')}, {count(len(found), 'finding')}", file=sys.stderr)
    return 1 if found else 0
