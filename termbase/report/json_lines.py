"""JSON Lines: one finding a line, UTF-8, keys as in the command line's contract."""

from __future__ import annotations

import json
from collections.abc import Sequence

from termbase.checks.finding import Finding
from termbase.report.setting import Setting


def record(finding: Finding) -> dict[str, object]:
    """The record of a finding."""
    return {
        "path": finding.path,
        "line": finding.start.line,
        "column": finding.start.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "unit": finding.unit,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "text": finding.text,
        "suggestions": list(finding.suggestions),
        "concept": finding.concept,
    }


def render(findings: Sequence[Finding], setting: Setting) -> str:  # noqa: ARG001
    """One JSON object a line."""
    return "".join(json.dumps(record(finding), ensure_ascii=False) + "\n" for finding in findings)
