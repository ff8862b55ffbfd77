"""Plain text, one finding a line in the form that editors and compilers share: path:line:column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from termbase.checks.finding import Finding
from termbase.text import one_line
from termbase.units import told


def render(findings: Sequence[Finding], summaries: Mapping[str, str]) -> str:  # noqa: ARG001
    """One line a finding."""
    return "".join(_line(finding) + "\n" for finding in findings)


def _line(finding: Finding) -> str:
    place = told(finding.path, finding.place, finding.start)
    return one_line(f"{place}: {finding.code} {finding.severity}: {finding.message}")
