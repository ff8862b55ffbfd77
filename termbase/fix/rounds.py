"""Fixing a file until there is nothing left to fix: what overlaps waits for the next round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from termbase.checks.finding import Finding, Fix
from termbase.fix.edited import Edited, File, Read, Refusal, edited
from termbase.fix.notation import WRITINGS
from termbase.formats import as_written, format_of
from termbase.units import Document, Unit

_ROUNDS = 20
Judge = Callable[[Sequence[Unit]], list[Finding]]
"""What is wrong with the units of a document."""


def settled(path: Path, data: bytes, read: Read, judge: Judge) -> Edited:
    """The content of a file with all fixes that are certain; the same when it is given again.

    Args:
        path: its name says the format.
        data: its content.
        read: reads a document from content.
        judge: finds what is wrong.

    Raises:
        InputError: it cannot be read.
    """

    def reread(data: bytes) -> Document:
        return kept(read(data))

    result = Edited(data, reread(data), 0, [])
    for _ in range(_ROUNDS):
        findings = _with_fixes(result.document, judge)
        if not findings:
            return result._replace(refusals=[])
        more = _edited(path, result.data, result.document, reread, findings)
        result = more._replace(fixed=result.fixed + more.fixed)
        if not more.fixed:
            break
    return result


def rewritten(path: Path, data: bytes, document: Document, read: Read, findings: Sequence[Finding]) -> Edited:
    """The content of a file with the fixes of findings that do not overlap, all at once.

    Of a finding with several edits those that can be written are.

    Args:
        path: its name says the format.
        data: its content.
        document: what was read from it, `kept`.
        read: reads a document from content.
        findings: in the document.

    Raises:
        InputError: a part of a package cannot be read.
    """
    refusals: list[Refusal] = []
    while True:
        result = _edited(path, data, document, read, findings)
        if not result.refusals:
            return result._replace(refusals=refusals)
        refused = {id(refusal.finding) for refusal in result.refusals}
        findings = [finding for finding in findings if id(finding) not in refused]
        for refusal in result.refusals:
            parts = list(_edit_by_edit(refusal.finding))
            findings += parts
            refusals += [] if parts else [refusal]


def kept(document: Document) -> Document:
    """A document whose units are the same ones whenever they are looked at, as fixes belong to their segments."""
    return replace(document, units=list(document.units))


def _edited(path: Path, data: bytes, document: Document, read: Read, findings: Sequence[Finding]) -> Edited:
    file = File(data, document, as_written(path, data, document))
    return edited(file, findings, WRITINGS[format_of(path)], read)


def _edit_by_edit(finding: Finding) -> Iterator[Finding]:
    """A finding with several edits as one for each."""
    if finding.fix and len(finding.fix.edits) > 1:
        segment = finding.fix.segment
        for edit in finding.fix.edits:
            start, end = segment.anchors.at(edit.start), segment.anchors.after(edit.end - 1)
            text = segment.text[edit.start : edit.end]
            yield replace(finding, start=start, end=end, text=text, fix=Fix(segment, (edit,)))


def _with_fixes(document: Document, judge: Judge) -> list[Finding]:
    return [finding for finding in judge(document.units) if finding.fix]
