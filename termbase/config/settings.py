"""The settings of a run of the checks."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from termbase.checks.finding import Finding, Severity

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest."""
Threshold = Literal["info", "warning", "error", "never"]


@dataclass(frozen=True, slots=True)
class PathRule:
    """What is different for the files that a pattern names."""

    glob: str
    """``**`` any folders, ``*`` and ``?`` no slash; without a slash it is compared with the name of the file."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    source_lang: str = ""
    target_lang: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """What a project, and then the command line, asks for."""

    folder: Path = Path()
    """Patterns of paths are relative to it."""
    file: Path | None = None
    """Where the settings stand; None: on the command line only."""
    base: str = ""
    """Folder of the termbase; empty: the one that comes with the program."""
    select: tuple[str, ...] = ()
    """Codes or beginnings of codes; empty: all."""
    ignore: tuple[str, ...] = ()
    source_lang: str = ""
    target_lang: str = ""
    romanisation: str = ""
    """The scheme by which Russian is to be romanised; empty: that which each document follows."""
    domains: tuple[str, ...] = ()
    """Findings about concepts of other domains are left out; empty: all domains."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Code to the severity that its findings get."""
    fail_on: Threshold = "info"
    """Findings of this severity or a graver one make the exit code 1."""
    baseline: str = ""
    per_path: tuple[PathRule, ...] = ()

    def selects(self, code: str, path: str) -> bool:
        """Whether findings of a check are wanted for a file: the last pattern with a selection decides it."""
        select, ignore = self.select, self.ignore
        for rule in self._rules(path):
            select = rule.select or select
            ignore += rule.ignore
        return code.startswith(select or ("TB",)) and not code.startswith(ignore)

    def may_select(self, code: str) -> bool:
        """Whether a check is wanted for any file."""
        selects = [self.select, *(rule.select for rule in self.per_path if rule.select)]
        return any(code.startswith(select or ("TB",)) for select in selects) and not code.startswith(self.ignore)

    def named(self) -> frozenset[str]:
        """The codes that are selected in full, or the beginnings of codes, for any file."""
        return frozenset((*self.select, *(code for rule in self.per_path for code in rule.select)))

    def languages(self, path: str) -> tuple[str, str]:
        """Source and target language for a file that does not say; the last pattern that names one decides it."""
        source, target = self.source_lang, self.target_lang
        for rule in self._rules(path):
            source, target = rule.source_lang or source, rule.target_lang or target
        return source, target

    def _rules(self, path: str) -> list[PathRule]:
        return [rule for rule in self.per_path if _matches(rule.glob, self.folder, path)] if self.per_path else []

    def judged(self, finding: Finding) -> Finding:
        """A finding with the severity that the settings give it."""
        severity = self.severity.get(finding.code, finding.severity)
        return finding if severity == finding.severity else replace(finding, severity=severity)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the exit code 1."""
        return self.fail_on != "never" and SEVERITIES.index(finding.severity) >= SEVERITIES.index(self.fail_on)


@cache
def _matches(glob: str, folder: Path, path: str) -> bool:
    relative = Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder))).as_posix()
    return _pattern(glob).fullmatch(relative if "/" in glob else relative.rpartition("/")[2]) is not None


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts), re.DOTALL)
