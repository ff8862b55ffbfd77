"""What a check is: one file, one code, one rule, with examples of both kinds that run as tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from termbase.checks.context import Context
from termbase.checks.finding import Finding, Severity
from termbase.text import shown
from termbase.units import Position, Segment, Unit

Scope = Literal["bilingual", "prose"]


@dataclass(frozen=True, slots=True)
class Example:
    """Units that a check reports on, or must not."""

    pairs: tuple[tuple[str, str], ...]
    """Source and target of each unit; in prose the source is empty."""
    findings: int
    source_lang: str = "en"
    target_lang: str = "ru"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over the units of all the documents of one run."""

    code: str
    """``TB`` and three digits; never reused."""
    name: str
    severity: Severity
    scope: Scope
    summary: str
    """One line: what is reported."""
    explanation: str
    """What, why, and what to do instead."""
    run: Callable[[Check, Iterable[Unit], Context], Iterator[Finding]]
    examples: tuple[Example, ...]
    """They use the concepts of the miniature base in ``tests/data/mini``."""

    def finding(
        self,
        unit: Unit,
        span: tuple[int, int],
        message: str,
        *,
        suggestions: Sequence[str] = (),
        concept: str = "",
    ) -> Finding:
        """A finding at a span of the target text of a unit."""
        segment = unit.target
        return Finding(
            path=unit.path,
            start=segment.anchors.at(span[0]),
            end=_end(segment, *span),
            unit=unit.id,
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=shown(message),
            text=shown(segment.text[span[0] : span[1]]),
            suggestions=tuple(shown(suggestion) for suggestion in suggestions),
            concept=concept,
            place=unit.place,
        )


def _end(segment: Segment, start: int, end: int) -> Position:
    """Just after the last character; where the next one stands may be another line of the file."""
    if start == end:
        return segment.anchors.at(end)
    line, column = segment.anchors.at(end - 1)
    return Position(line, column + 1)
