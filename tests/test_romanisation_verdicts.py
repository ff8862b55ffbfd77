"""Every report on romanised Russian in the five texts, judged by hand, and what an editor found in part of them.

A report without a verdict fails: look at the place, judge it, and add it to ``data/romanisation-verdicts.tsv`` (text,
line and column from 1, code, word; whether an editor would want it mended; what it should be). Lines of reports that
are gone may stay.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from termbase.api import load
from termbase.checks.finding import Finding
from termbase.config import Config
from termbase.formats import read

DATA = Path(__file__).parent / "data"
KINDS = {"scheme-mix", "misspelling", "apostrophe", "script-mix", "case-form"}
"""Of the rows of the gold list that are asked for."""
OTHER_LANGUAGES = {"embarassed", "firstclass mills", "superceded", "pretention", "sabatatori"}
"""Rows of these kinds that are English or Italian words."""
PRECISION, FOUND, RIGHT = 0.85, 0.85, 0.75


class Report(NamedTuple):
    """A finding and its text."""

    source: str
    finding: Finding

    @property
    def place(self) -> tuple[str, ...]:
        """As the table tells it."""
        start = self.finding.start
        return self.source, str(start.line), str(start.column), self.finding.code, self.finding.text


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Report]:
    base = load()
    return [
        Report(path.name[:3], finding)
        for path in sorted((shared / "texts").glob("*.txt"))
        # The checks of terms would tell of some of the words first.
        for finding in base.check(read(path).units, Config(select=("TB6", "TB509")))
    ]


@pytest.fixture(scope="module")
def verdicts() -> dict[tuple[str, ...], dict[str, str]]:
    return {
        (row["text"], row["line"], row["column"], row["code"], row["word"]): row
        for row in rows(DATA / "romanisation-verdicts.tsv")
    }


def test_every_report_has_a_verdict(reports: list[Report], verdicts: dict[tuple[str, ...], dict[str, str]]) -> None:
    assert [report.place for report in reports if report.place not in verdicts] == []


def test_most_reports_are_faults(reports: list[Report], verdicts: dict[tuple[str, ...], dict[str, str]]) -> None:
    judged = [verdicts[report.place]["fault"] == "yes" for report in reports if report.place in verdicts]
    assert sum(judged) >= PRECISION * len(judged)


def plain(text: str) -> str:
    """A text without what gold list and report write otherwise: emphasis, case, glyphs of the signs."""
    for old, new in (("’", "'"), ("ʺ", "''"), ("”", "''"), ("**", "")):
        text = text.replace(old, new)
    return text.lower()


def at(row: dict[str, str], reports: list[Report]) -> Iterator[Finding]:
    """The reports that a row of the gold list is about; of a phrase, those that share a word with it."""
    wanted = plain(row["text"])
    for source, finding in reports:
        text = plain(finding.text)
        shares = finding.code == "TB606" and set(text.split()) & set(wanted.split()) - {"i"}
        here = (source, str(finding.start.line)) == (row["file"], row["line"])
        if here and (text in wanted or wanted in text or shares):
            yield finding


def test_what_an_editor_found_is_reported(reports: list[Report], shared: Path) -> None:
    gold = [
        row
        for row in rows(shared / "gold" / "inconsistencies.tsv")
        if row["kind"] in KINDS and row["severity"] in ("error", "warning") and row["text"] not in OTHER_LANGUAGES
    ]
    asked = [(row, list(at(row, reports))) for row in gold if "trap" not in row["comment"]]
    right = [
        row
        for row, found in asked
        for expected in [plain(row["expected"])]
        if any(
            plain(first) in expected or expected in plain(first)
            for finding in found
            for first in finding.suggestions[:1]
        )
    ]
    assert sum(bool(found) for _, found in asked) >= FOUND * len(asked)
    assert len(right) >= RIGHT * len(asked)


def test_what_only_looks_like_a_fault_is_not_reported(reports: list[Report], shared: Path) -> None:
    gold = rows(shared / "gold" / "inconsistencies.tsv")
    assert [list(at(row, reports)) for row in gold if "trap" in row["comment"] and list(at(row, reports))] == []
