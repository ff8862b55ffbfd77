"""JSON Lines: one finding a line, UTF-8, keys as in the command line's contract."""

from __future__ import annotations

import json
from collections.abc import Sequence

from termbase.checks.finding import Finding, Fix
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
        "fix": _changes(finding.fix) if finding.fix else None,
    }


def _changes(fix: Fix) -> list[dict[str, object]]:
    """What a fix changes, and where; the text as a reader sees it, without the escapes of the format."""
    changes: list[dict[str, object]] = []
    for edit in fix.edits:
        start, last = fix.segment.anchors.at(edit.start), fix.segment.anchors.at(edit.end - 1)
        place = {"line": start.line, "column": start.column, "end_line": last.line, "end_column": last.column + 1}
        changes.append(place | {"text": edit.text})
    return changes


def render(findings: Sequence[Finding], setting: Setting) -> str:  # noqa: ARG001
    """One JSON object a line."""
    return "".join(json.dumps(record(finding), ensure_ascii=False) + "\n" for finding in findings)
