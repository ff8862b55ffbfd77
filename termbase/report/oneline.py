"""One finding a line in the form that editors and compilers share: path:line:column."""

from __future__ import annotations

from collections.abc import Sequence

from termbase.checks.finding import Finding
from termbase.report.setting import Setting
from termbase.text import one_line
from termbase.units import told


def render(findings: Sequence[Finding], setting: Setting) -> str:  # noqa: ARG001
    """One line a finding."""
    return "".join(f"{line(finding)}\n" for finding in findings)


def line(finding: Finding) -> str:
    """A finding as one line."""
    return one_line(f"{place(finding)}: {finding.code} {finding.severity}: {finding.message}")


def place(finding: Finding) -> str:
    """Where a finding stands, as ``path:line:column``; see `termbase.units.told`."""
    return told(finding.path, finding.place, finding.start)
