"""What of the findings that the settings want is told: what no baseline knows, then what has changed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from termbase import baseline
from termbase.baseline import Entry
from termbase.changes import Changes
from termbase.checks.finding import Finding
from termbase.checks.home import Homes
from termbase.cli.wording import count
from termbase.config import Config
from termbase.index.store import Index
from termbase.units import Document, Segment, Unit


@dataclass(frozen=True, slots=True)
class Run:
    """What was checked, and by which settings."""

    config: Config
    index: Index
    documents: Sequence[Document]
    units: Sequence[Unit]


class Known:
    """The baseline of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._path = Path(run.config.baseline)
        self._homes = Homes(run.units)
        self._files = {self._relative(document.path): document.path for document in run.documents}
        self._domains = run.index.domains() if run.config.domains else {}

    def sift(self, findings: Sequence[Finding]) -> tuple[list[Finding], str]:
        """The findings that are not known, and what is to be said of the others.

        Raises:
            InputError: see `termbase.baseline.read`.
        """
        sifted = baseline.sift(findings, baseline.read(self._path), self._entry, self._expected, self._exists)
        told = f"{count(sifted.known, 'finding')} known" if sifted.known else ""
        gone = f"{count(sifted.gone, 'finding')} of the baseline gone: --write-baseline" if sifted.gone else ""
        return sifted.new, "; ".join(filter(None, (told, gone)))

    def write(self, findings: Sequence[Finding]) -> str:
        """Write all findings into the baseline; says how many came and went.

        Raises:
            InputError: the file is no baseline, or cannot be written.
        """
        before = baseline.read(self._path) if self._path.exists() else {}
        sifted = baseline.sift(findings, before, self._entry, self._expected, self._exists)
        after = baseline.renewed(findings, before, self._entry, self._expected)
        baseline.write(self._path, after)
        total = count(after.total(), "finding")
        return f"{total} in {self._path}: {len(sifted.new):,} new, {sifted.gone:,} gone"

    def _entry(self, finding: Finding) -> Entry:
        return baseline.entry(finding, self._homes.of(finding), self._path)

    def _expected(self, entry: Entry) -> bool:
        if entry.path not in self._files:
            return not self._exists(entry.path)
        config = self._run.config
        in_domain = not entry.concept or not self._domains
        in_domain = in_domain or bool(set(config.domains).intersection(self._domains.get(entry.concept, ())))
        return in_domain and config.selects(entry.code, self._files[entry.path])

    def _exists(self, path: str) -> bool:
        return (self._path.parent / path).exists()

    def _relative(self, path: str) -> str:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(self._path.parent))).as_posix()


def changed(run: Run, findings: Sequence[Finding], changes: Changes) -> list[Finding]:
    """The findings in units that have changed; in formats without lines, in files that have."""
    homes = Homes(run.units)
    lines = {document.path: bool(document.text) for document in run.documents}
    return [
        finding
        for finding in findings
        if (
            changes.touch(finding.path, *_extent(finding, homes.of(finding)))
            if lines[finding.path]
            else changes.touch_file(finding.path)
        )
    ]


def _extent(finding: Finding, unit: Unit | None) -> tuple[int, int]:
    """The first and the last line of a unit, with its comments."""
    places = [finding.start.line, finding.end.line]
    if unit:
        for segment in filter(None, (unit.source, unit.target)):
            places += _ends(segment)
        places += [note.anchors.at(0).line for note in unit.notes if not note.follows]
    return min(places), max(places)


def _ends(segment: Segment) -> tuple[int, int]:
    return segment.anchors.at(0).line, segment.anchors.at(len(segment.text)).line
