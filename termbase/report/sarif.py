"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): one run, rules, results with regions in code points."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from termbase.checks.finding import Finding
from termbase.report.setting import Setting
from termbase.units import Lines, Position

_SIGN = re.compile(r"[^\w\s'’,.:-]|_|\n")
"""What may have to be written otherwise in some format."""
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """A SARIF log of one run."""
    codes = sorted({finding.code for finding in findings})
    names = {finding.code: finding.name for finding in findings}
    rules = [
        {"id": code, "name": names[code], "shortDescription": {"text": setting.summaries.get(code, names[code])}}
        for code in codes
    ]
    lines = {path: Lines(setting.texts[path]) for path in setting.exact}
    run = {
        "tool": {"driver": {"name": "termbase", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code)) | _fixes(finding, lines.get(finding.path))
            for finding in findings
        ],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, object]:
    region = _region(finding.start, finding.end)
    place = {"artifactLocation": _artifact(finding.path), "region": {**region, "snippet": {"text": finding.text}}}
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


def _fixes(finding: Finding, lines: Lines | None) -> dict[str, object]:
    """What puts the finding right, as changes of the file; nothing where its text is not written there as it reads."""
    if finding.fix is None or lines is None:
        return {}
    replacements = []
    for edit in finding.fix.edits:
        start = finding.fix.segment.anchors.at(edit.start)
        end = finding.fix.segment.anchors.after(edit.end - 1)
        written = lines.text[lines.offset(start) : lines.offset(end)]
        if written != finding.fix.segment.text[edit.start : edit.end] or _SIGN.search(edit.text):
            return {}
        replacements.append({"deletedRegion": _region(start, end), "insertedContent": {"text": edit.text}})
    description = {"text": f"Replace by {', '.join(edit.text for edit in finding.fix.edits)}"}
    change = {"artifactLocation": _artifact(finding.path), "replacements": replacements}
    return {"fixes": [{"description": description, "artifactChanges": [change]}]}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(os.fsencode(PurePath(path).as_posix()))
    return {"uri": f"file://{uri}" if uri.startswith("/") else uri}
