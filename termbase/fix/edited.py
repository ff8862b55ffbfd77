"""The content of a file after some fixes.

What is written is read again: every segment must be what it was, or what its edits make of it. Where that is not so
(a new word that would be markup, a section of character data), the fix is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from termbase.checks.finding import Finding, Fix
from termbase.files import InputError
from termbase.fix.writing import Writing
from termbase.units import Document, Edit, Lines, Segment

_MARK = "\u00ad"
"""In a segment: a sign of the file that a reader does not see (`termbase.formats.mask`), or a soft hyphen."""
Read = Callable[[bytes], Document]
"""Reads the document from the content of its file."""


class _Change(NamedTuple):
    """An edit of the decoded file."""

    start: int
    end: int
    text: str


class Refusal(NamedTuple):
    """A fix that is not written."""

    finding: Finding
    reason: str


class Edited(NamedTuple):
    """A file with fixes."""

    data: bytes
    document: Document
    fixed: int
    """How many findings."""
    refusals: list[Refusal]


def edited(data: bytes, document: Document, findings: Iterable[Finding], writing: Writing, read: Read) -> Edited:
    """The file with the fixes of findings; of fixes that overlap the first, the others are for the next round.

    Args:
        data: the content of the file.
        document: what was read from it.
        findings: in the document.
        writing: how its format is written.
        read: reads it again.
    """
    lines = Lines(document.text)
    head = data[: len(data) - len(document.text.encode(document.encoding, "replace"))]
    if head + document.text.encode(document.encoding, "replace") != data:
        every = [Refusal(finding, f"{document.encoding} is not read and written alike") for finding in findings]
        return Edited(data, document, 0, every)
    refusals: list[Refusal] = []
    accepted: list[tuple[Finding, Fix, list[_Change]]] = []
    for finding in findings:
        if finding.fix is None:
            continue
        changes = _changes(lines, finding.fix, writing)
        if not changes:
            refusals.append(Refusal(finding, "markup stands in the words to be changed"))
        elif not _can_be_written(changes, document.encoding):
            refusals.append(Refusal(finding, f"{document.encoding} lacks a character of it"))
        elif not any(_overlap(changes, others) for _, _, others in accepted):
            accepted.append((finding, finding.fix, changes))
    if not accepted:
        return Edited(data, document, 0, refusals)
    if written := _written(head, document, accepted, read):
        return Edited(*written, len(accepted), refusals)
    done = Edited(data, document, 0, refusals)
    if len(accepted) == 1:
        refusals.append(Refusal(accepted[0][0], "the file would not be read as it is meant"))
        return done
    # One of them does it: find out which, by halves; what is left of them is done in the next round.
    half = len(accepted) // 2
    for part in (accepted[:half], accepted[half:]):
        tried = edited(data, document, [finding for finding, _, _ in part], writing, read)
        refusals += tried.refusals
        if tried.fixed and not done.fixed:
            done = tried._replace(refusals=refusals)
    return done


def _written(
    head: bytes, document: Document, accepted: Sequence[tuple[Finding, Fix, list[_Change]]], read: Read
) -> tuple[bytes, Document] | None:
    changes = sorted(change for _, _, part in accepted for change in part)
    parts: list[str] = []
    done = 0
    for change in changes:
        parts += (document.text[done : change.start], change.text)
        done = change.end
    parts.append(document.text[done:])
    data = head + "".join(parts).encode(document.encoding)
    try:
        new = read(data)
    except InputError:
        return None
    wanted: dict[int, list[Edit]] = {}
    for _, fix, _ in accepted:
        wanted.setdefault(id(fix.segment), []).extend(fix.edits)
    if len(new.units) != len(document.units):
        return None
    for old_unit, new_unit in zip(document.units, new.units, strict=True):
        pairs = [(old_unit.target, new_unit.target)]
        if old_unit.source and new_unit.source:
            pairs.append((old_unit.source, new_unit.source))
        for old, now in pairs:
            # A backslash that a new sign needs in Markdown is a mark too.
            if _seen(now.text) != _seen(_with(old, sorted(wanted.get(id(old), ())))):
                return None
    return data, new


def _seen(text: str) -> str:
    return text.replace(_MARK, "")


def _with(segment: Segment, edits: Iterable[Edit]) -> str:
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (segment.text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, segment.text[done:]))


def _changes(lines: Lines, fix: Fix, writing: Writing) -> list[_Change]:
    """The changes of the file; none where something stands in an edit that is not its text."""
    changes: list[_Change] = []
    for edit in fix.edits:
        runs = list(_runs(lines, fix.segment, edit, writing))
        if not runs:
            return []
        text = writing.write(edit.text)
        changes += (_Change(start, end, "" if number else text) for number, (start, end) in enumerate(runs))
    return changes


def _runs(lines: Lines, segment: Segment, edit: Edit, writing: Writing) -> Iterator[tuple[int, int]]:
    """Where in the file the characters of an edit stand: from where to where without a break; nothing if elsewhere."""
    runs: list[tuple[int, int]] = []
    for offset in range(edit.start, edit.end):
        place = lines.offset(segment.anchors.at(offset))
        length = writing.length(lines.text, place, segment.text[offset])
        if not length:
            return
        end = runs[-1][1] if runs else place
        if runs and (end == place or (not writing.scattered and writing.between.fullmatch(lines.text, end, place))):
            runs[-1] = (runs[-1][0], place + length)
        elif runs and not writing.scattered:
            return
        else:
            runs.append((place, place + length))
    yield from runs


def _can_be_written(changes: Iterable[_Change], encoding: str) -> bool:
    try:
        for change in changes:
            change.text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _overlap(changes: Iterable[_Change], others: Sequence[_Change]) -> bool:
    return any(change.start < other.end and other.start < change.end for change in changes for other in others)
