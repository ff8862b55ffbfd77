"""What a check of the base itself is; its findings are those of `termbase.checks.finding`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from termbase.checks.finding import Finding, Severity
from termbase.model import Base, Concept
from termbase.units import Position


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say about a concept."""

    concept: Concept
    key: str
    """The key of the concept file it is about, as ``term[2].use``."""
    message: str
    text: str = ""
    """The value that is wrong; its line in the file is looked up."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for concept files."""

    code: str
    name: str
    severity: Severity
    summary: str
    explanation: str
    run: Callable[[Base], Iterator[Remark]]


def findings(rules: Iterable[Rule], base: Base) -> list[Finding]:
    """All remarks of the rules as findings, in the order of the files."""
    found = [_finding(rule, remark) for rule in rules for remark in rule.run(base)]
    return sorted(found, key=lambda finding: (finding.path, finding.start, finding.code, finding.message))


def _finding(rule: Rule, remark: Remark) -> Finding:
    start = _place(remark.concept.path, remark.text)
    return Finding(
        path=remark.concept.path,
        start=start,
        end=Position(start.line, start.column + len(remark.text)),
        unit=remark.key,
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=remark.message,
        text=remark.text,
        suggestions=(),
        concept=remark.concept.id,
    )


def _place(path: str, value: str) -> Position:
    """Where a value stands in a concept file; its first line when it stands nowhere."""
    for number, line in enumerate(_lines(path), 1):
        if value and (column := line.find(f'"{value}"')) >= 0:
            return Position(number, column + 2)
    return Position(1, 1)


@cache
def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()
