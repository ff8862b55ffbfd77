"""Findings written out, one format a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from termbase.checks.finding import Finding
from termbase.report import findings_html, github, json_lines, junit, oneline, sarif, text
from termbase.report.setting import Setting

REPORTS: Mapping[str, Callable[[Sequence[Finding], Setting], str]] = {
    "text": text.render,
    "oneline": oneline.render,
    "json": json_lines.render,
    "sarif": sarif.render,
    "github": github.render,
    "junit": junit.render,
    "html": findings_html.render,
}
"""Name to a function of the findings and their run; the text it returns ends with a line feed, or is empty."""
WITH_FIXES = ("json", "sarif")
"""Those that tell what puts a finding right (`Finding.fix`); for the others it need not be known."""
