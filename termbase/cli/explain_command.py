"""``termbase explain``: the page of a check or of a rule for the base."""

from __future__ import annotations

from textwrap import fill

from termbase.checks import CHECKS
from termbase.checks.check import Check
from termbase.cli.options import Parser
from termbase.lint import RULES
from termbase.lint.rule import Rule


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Print what a code reports and why; exit 2 for an unknown one."""
    parser = Parser("explain", "What a check reports, why, and what to do instead.")
    parser.add_argument("code", help="for instance TB401")
    code = parser.parse_args(arguments).code.upper()
    pages: dict[str, Check | Rule] = {check.code: check for check in CHECKS}
    pages.update({rule.code: rule for rule in RULES})
    if code not in pages:
        parser.error(f"there is no check {code}; there are {', '.join(pages)}")
    page = pages[code]
    print(f"{page.code} {page.name} ({page.severity})\n\n{page.summary}\n\n{fill(page.explanation, 88)}")
    return 0
