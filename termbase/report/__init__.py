"""Findings written out, one format a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from termbase.checks.finding import Finding
from termbase.report import github, json_lines, sarif, text

REPORTS: Mapping[str, Callable[[Sequence[Finding], Mapping[str, str]], str]] = {
    "text": text.render,
    "json": json_lines.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""Name to a function of the findings and of code to summary; the text it returns ends with a line feed, or is empty."""
