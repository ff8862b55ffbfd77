"""Plain text, one finding a line in the form that editors and compilers share: path:line:column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from termbase.checks.finding import Finding


def render(findings: Sequence[Finding], summaries: Mapping[str, str]) -> str:  # noqa: ARG001
    """One line a finding."""
    return "".join(
        f"{finding.path}:{finding.start.line}:{finding.start.column}: {finding.code} {finding.severity}: "
        f"{finding.message}\n"
        for finding in findings
    )
