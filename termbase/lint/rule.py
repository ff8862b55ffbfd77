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
    """What a rule has to say about a concept, or about a list of the base."""

    concept: Concept | None
    key: str
    """The key of the file it is about, as ``term[2].use``."""
    message: str
    text: str = ""
    """The value that is wrong; its line in the file is looked up."""
    path: str = ""
    """The file; empty: the concept's."""
    line: int = 0
    """From 1; 0: the line of the value."""


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
    path = remark.path or (remark.concept.path if remark.concept else "")
    start = Position(remark.line, 1) if remark.line else _place(path, remark.text)
    return Finding(
        path=path,
        start=start,
        end=Position(start.line, start.column + len(remark.text)),
        unit=remark.key,
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=remark.message,
        text=remark.text,
        suggestions=(),
        concept=remark.concept.id if remark.concept else "",
    )


def _place(path: str, value: str) -> Position:
    """Where a value stands in a file: as a string or a table of TOML, or as the first cell of a row.

    The first line when it stands nowhere.
    """
    for number, line in enumerate(_lines(path), 1):
        for before, after in (('"', '"'), ("[", "]"), ("", "\t")):
            if value and (column := line.find(f"{before}{value}{after}")) >= 0:
                return Position(number, column + len(before) + 1)
    return Position(1, 1)


@cache
def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()
