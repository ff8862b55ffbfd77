"""JUnit XML as Jenkins and GitLab read it: a suite is a file, a case is a finding.

The format has no standard; the elements are those of Jenkins' xunit plug-in (``junit-10.xsd``; the tests have a copy).
A clean file has one case that passed, because readers take a suite without cases for a run that did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from termbase.checks.finding import Finding
from termbase.report import oneline
from termbase.report.setting import Setting

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2 (Char)."""


def render(findings: Sequence[Finding], setting: Setting) -> str:
    """A document; findings of the severity ``info`` are cases that passed and say why."""
    by_file: dict[str, list[Finding]] = {path: [] for path in setting.texts}
    for finding in findings:
        by_file.setdefault(finding.path, []).append(finding)
    root = etree.Element("testsuites", name="termbase")
    for path, found in by_file.items():
        failures = sum(finding.severity != "info" for finding in found)
        suite = etree.SubElement(root, "testsuite", name=_valid(path), tests=str(len(found) or 1))
        suite.set("failures", str(failures))
        suite.set("errors", "0")
        for finding in found:
            _case(suite, finding)
        if not found:
            etree.SubElement(suite, "testcase", name="no findings", classname=_valid(path))
    root.set("tests", str(len(root.findall("*/testcase"))))
    root.set("failures", str(len(root.findall("*/testcase/failure"))))
    root.set("errors", "0")
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written.decode()


def _case(suite: etree._Element, finding: Finding) -> None:
    place = f"{finding.start.line}:{finding.start.column}"
    name = _valid(f"{finding.code} {finding.name} {place}")
    case = etree.SubElement(suite, "testcase", name=name, classname=_valid(finding.path))
    passed = finding.severity == "info"
    told = etree.SubElement(case, "system-out" if passed else "failure")
    if not passed:
        told.set("type", finding.severity)
        told.set("message", _valid(finding.message))
    told.text = _valid(oneline.line(finding))


def _valid(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
