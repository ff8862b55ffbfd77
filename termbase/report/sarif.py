"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, rules, results with regions in code points."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from termbase.checks.finding import Finding
from termbase.report.setting import Setting

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """A SARIF log of one run."""
    codes = sorted({finding.code for finding in findings})
    names = {finding.code: finding.name for finding in findings}
    rules = [
        {"id": code, "name": names[code], "shortDescription": {"text": setting.summaries.get(code, names[code])}}
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "termbase", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, object]:
    region: dict[str, object] = {
        "startLine": finding.start.line,
        "startColumn": finding.start.column,
        "endLine": finding.end.line,
        "endColumn": finding.end.column,
        "snippet": {"text": finding.text},
    }
    uri = quote(os.fsencode(PurePath(finding.path).as_posix()))
    place = {"artifactLocation": {"uri": f"file://{uri}" if uri.startswith("/") else uri}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": place, "logicalLocations": [{"name": finding.unit}]}
            if finding.unit
            else {"physicalLocation": place}
        ],
        "properties": {"concept": finding.concept, "suggestions": list(finding.suggestions)},
    }
