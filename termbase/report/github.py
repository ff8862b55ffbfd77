"""GitHub Actions annotations: workflow commands, with its escapes of percent signs, line ends, colons, commas."""

from __future__ import annotations

from collections.abc import Sequence

from termbase.checks.finding import Finding
from termbase.report.setting import Setting

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(findings: Sequence[Finding], setting: Setting) -> str:  # noqa: ARG001
    """One workflow command a finding."""
    return "".join(_command(finding) for finding in findings)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.path,
        "line": finding.start.line,
        "endLine": finding.end.line,
        "col": finding.start.column,
        "endColumn": finding.end.column,
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {written}::{finding.message.translate(_DATA)}\n"
