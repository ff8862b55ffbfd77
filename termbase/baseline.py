"""Known findings of a project, kept in a file: they are not reported again, and do not fail.

A finding is known by its check, its concept, its file and a digest of the text of its unit, never by its line: what
is written above or below it does not make it new, a change of its own text does. JSON Lines, sorted, one line for all
findings that are alike with their number, so that a change of the text is a change of a line.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from termbase.checks.finding import Finding
from termbase.files import InputError, read_text, write_text
from termbase.text import key
from termbase.units import Unit


class Entry(NamedTuple):
    """What findings that are alike have in common."""

    path: str
    """Relative to the folder of the baseline, with slashes."""
    code: str
    concept: str
    segment: str
    """Digest of the folded texts of the unit."""


class Sifted(NamedTuple):
    """The findings of a run beside a baseline."""

    new: list[Finding]
    known: int
    gone: int
    """Findings of the baseline that this run should have made and did not."""


def entry(finding: Finding, unit: Unit | None, baseline: Path) -> Entry:
    """What stands for a finding in a baseline; letter case, spaces and the like in its unit do not count."""
    path = os.path.relpath(os.path.realpath(finding.path), os.path.realpath(baseline.parent))
    texts = (unit.source.text if unit.source else "", unit.target.text) if unit else (finding.text,)
    digest = sha256("\0".join(map(key, texts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Entry(Path(path).as_posix(), finding.code, finding.concept, digest)


def read(path: Path) -> Counter[Entry]:
    """The entries of a baseline, with their numbers.

    Raises:
        InputError: no such file; a line that is none of a baseline.
    """
    entries: Counter[Entry] = Counter()
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            values = [record[field] for field in Entry._fields]
            count = record.get("count", 1)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise InputError(path, "is not a line of a baseline", number) from None
        if not all(isinstance(value, str) for value in values) or not isinstance(count, int):
            raise InputError(path, "is not a line of a baseline", number)
        entries[Entry(*values)] += count
    return entries


def write(path: Path, entries: Mapping[Entry, int]) -> None:
    """Write a baseline in its only form.

    Raises:
        InputError: the file cannot be written.
    """
    records = ({**one._asdict(), **({"count": count} if count > 1 else {})} for one, count in sorted(entries.items()))
    write_text(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def sift(
    findings: Iterable[Finding],
    entries: Mapping[Entry, int],
    entry_of: Callable[[Finding], Entry],
    expected: Callable[[Entry], bool],
    exists: Callable[[str], bool],
) -> Sifted:
    """Take the known findings out.

    Args:
        findings: of a run.
        entries: of the baseline.
        entry_of: what stands for a finding.
        expected: whether this run would make the findings of an entry, if they still were.
        exists: whether there is a file with the path of an entry: the entries of one that is not there count for
            any file, because it may have been renamed.
    """
    left = Counter(entries)
    unknown = []
    known = 0
    for finding in findings:
        one = entry_of(finding)
        if left[one] > 0:
            left[one] -= 1
            known += 1
        else:
            unknown.append(finding)
    moved: dict[tuple[str, ...], list[Entry]] = {}
    for one, count in left.items():
        if count > 0 and not exists(one.path):
            moved.setdefault(one[1:], []).extend([one] * count)
    new = []
    for finding in unknown:
        if alike := moved.get(entry_of(finding)[1:]):
            left[alike.pop()] -= 1
            known += 1
        else:
            new.append(finding)
    return Sifted(new, known, sum(count for one, count in left.items() if count > 0 and expected(one)))


def renewed(
    findings: Iterable[Finding],
    entries: Mapping[Entry, int],
    entry_of: Callable[[Finding], Entry],
    expected: Callable[[Entry], bool],
) -> Counter[Entry]:
    """The entries of a baseline after a run: its findings, and what the run would not have made."""
    kept = Counter({one: count for one, count in entries.items() if not expected(one)})
    return kept + Counter(entry_of(finding) for finding in findings)
