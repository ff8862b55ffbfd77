"""Fixing a file until there is nothing left to fix: what overlaps waits for the next round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from termbase.checks.finding import Finding
from termbase.fix.edited import Edited, File, Read, edited
from termbase.fix.writing import WRITINGS
from termbase.formats import format_of, written
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

    def kept(data: bytes) -> Document:
        # Fixes belong to the segments of units, which must be the same ones whenever they are looked at.
        document = read(data)
        return replace(document, units=list(document.units))

    result = Edited(data, kept(data), 0, [])
    for _ in range(_ROUNDS):
        findings = _with_fixes(result.document, judge)
        if not findings:
            return result._replace(refusals=[])
        file = File(result.data, result.document, written(path, result.data, result.document))
        more = edited(file, findings, WRITINGS[format_of(path)], kept)
        result = more._replace(fixed=result.fixed + more.fixed)
        if not more.fixed:
            break
    return result


def _with_fixes(document: Document, judge: Judge) -> list[Finding]:
    return [finding for finding in judge(document.units) if finding.fix]
