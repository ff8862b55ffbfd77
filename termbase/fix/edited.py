"""The content of a file after some fixes.

What is written is read again: every segment must be what it was, or what its edits make of it. Where that is not so
(a new word that would be markup, a section of character data), the fix is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from termbase.checks.finding import Finding, Fix
from termbase.files import InputError
from termbase.fix.notation import Notation
from termbase.formats.written import Spot, Written
from termbase.units import Document, Edit, Segment

_MARK = "\u00ad"
"""In a segment: a sign of the file that a reader does not see (`termbase.formats.mask`), or a soft hyphen."""
Read = Callable[[bytes], Document]
"""Reads the document from the content of its file."""


class _Change(NamedTuple):
    """An edit of a part of the file, decoded."""

    part: str
    start: int
    end: int
    text: str


class File(NamedTuple):
    """What is to be fixed."""

    data: bytes
    document: Document
    """What was read from it."""
    written: Written
    """The texts that it was read from."""


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


def edited(file: File, findings: Iterable[Finding], notation: Notation, read: Read) -> Edited:
    """The file with the fixes of findings; of fixes that overlap the first, the others are for the next round.

    Args:
        file: to be fixed.
        findings: in its document.
        notation: the notation of its format.
        read: reads it again.

    Raises:
        InputError: a part of a package that stays as it is cannot be read.
    """
    refusals: list[Refusal] = []
    accepted: list[tuple[Finding, Fix, list[_Change]]] = []
    known: set[tuple[_Change, ...]] = set()
    touched: set[tuple[str, int]] = set()
    for finding in findings:
        if finding.fix is None:
            continue
        changes = list(_changes(file.written, finding.path, finding.fix, notation))
        if reason := _objection(changes, file.written):
            refusals.append(Refusal(finding, reason))
        elif tuple(changes) in known or touched.isdisjoint(_places(changes)):
            accepted.append((finding, finding.fix, changes))
            known.add(tuple(changes))
            touched.update(_places(changes))
    done = Edited(file.data, file.document, 0, refusals)
    if not accepted:
        return done
    if new := _rewritten(file, accepted, read):
        return Edited(*new, len(accepted), refusals)
    if len(accepted) == 1:
        refusals.append(Refusal(accepted[0][0], "the file would not be read as it is meant"))
        return done
    # One of them does it: find out which, by halves; what is left of them is done in the next round.
    half = len(accepted) // 2
    for part in (accepted[:half], accepted[half:]):
        tried = edited(file, [finding for finding, _, _ in part], notation, read)
        refusals += tried.refusals
        if tried.fixed and not done.fixed:
            done = tried._replace(refusals=refusals)
    return done


def _rewritten(
    file: File, accepted: Sequence[tuple[Finding, Fix, list[_Change]]], read: Read
) -> tuple[bytes, Document] | None:
    document = file.document
    changes = sorted({change for _, _, some in accepted for change in some})  # cells may share their text
    parts: dict[str, bytes] = {}
    for part, some in groupby(changes, attrgetter("part")):
        text = file.written.text(part)
        parts[part] = text.encoded(_with(text.text, some))
    data = file.written.content(parts)
    try:
        new = read(data)
    except InputError:
        return None
    wanted: dict[int, set[Edit]] = {}
    for _, fix, _ in accepted:
        wanted.setdefault(id(fix.segment), set()).update(fix.edits)
    if len(new.units) != len(document.units):
        return None
    for old_unit, new_unit in zip(document.units, new.units, strict=True):
        pairs = [(old_unit.target, new_unit.target)]
        if old_unit.source and new_unit.source:
            pairs.append((old_unit.source, new_unit.source))
        for old, now in pairs:
            # A backslash that a new sign needs in Markdown is a mark too.
            if _seen(now.text) != _seen(_with(old.text, sorted(wanted.get(id(old), ())))):
                return None
    return data, new


def _seen(text: str) -> str:
    return text.replace(_MARK, "")


def _with(text: str, edits: Iterable[Edit | _Change]) -> str:
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join((*parts, text[done:]))


def _changes(written: Written, path: str, fix: Fix, notation: Notation) -> Iterator[_Change]:
    """The changes of the file; none where something stands in an edit that is not its text."""
    runs = [list(_runs(written, path, fix.segment, edit, notation)) for edit in fix.edits]
    if all(runs):
        for edit, spans in zip(fix.edits, runs, strict=True):
            text = notation.write(edit.text)
            for number, (spot, end) in enumerate(spans):
                new = "" if number else text
                yield _Change(*spot, end, new)
                if besides := notation.besides(written.text(spot.part).text, spot.offset, end, new):
                    yield _Change(spot.part, besides[0], *besides)


def _runs(written: Written, path: str, segment: Segment, edit: Edit, notation: Notation) -> Iterator[tuple[Spot, int]]:
    """Where in the file the characters of an edit stand: from where to where without a break; nothing if elsewhere."""
    runs: list[tuple[Spot, int]] = []
    for offset in range(edit.start, edit.end):
        spot = written.spot(path, segment, offset)
        if spot is None:
            return
        text, place = written.text(spot.part).text, spot.offset
        length = notation.length(text, place, segment.text[offset])
        if not length:
            return
        end = runs[-1][1] if runs else place
        if runs and (end == place or (not notation.scattered and notation.between.fullmatch(text, end, place))):
            runs[-1] = (runs[-1][0], place + length)
        elif runs and not notation.scattered:
            return
        else:
            runs.append((spot, place + length))
    yield from runs


def _objection(changes: Sequence[_Change], written: Written) -> str:
    """Why changes cannot be written; empty when they can."""
    if not changes:
        return "markup stands in the words to be changed"
    for change in changes:
        text = written.text(change.part)
        if not text.is_same:
            return f"{text.encoding} is not read and written alike"
        try:
            change.text.encode(text.encoding)
        except UnicodeEncodeError:
            return f"{text.encoding} lacks a character of it"
    return ""


def _places(changes: Iterable[_Change]) -> Iterator[tuple[str, int]]:
    return ((change.part, offset) for change in changes for offset in range(change.start, change.end))
