"""What a check is: one file, one code, one rule, with examples of both kinds that run as tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from termbase.checks.context import Context
from termbase.checks.finding import Finding, Fix, Severity
from termbase.text import shown
from termbase.units import Edit, Unit

Scope = Literal["bilingual", "prose", "any"]
"""What a check reads: bilingual files, texts, or the targets of both."""


@dataclass(frozen=True, slots=True)
class Example:
    """Units that a check reports on, or must not."""

    pairs: tuple[tuple[str, str], ...]
    """Source and target of each unit; in prose the source is empty."""
    findings: int
    source_lang: str = "en"
    target_lang: str = "ru"
    documents: int = 1
    """Into how many files the pairs are divided, equally many each."""
    certain: bool = True
    """Whether the findings have the severity of the check; else they are ``info``."""


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
    """They use the concepts of the miniature base in ``tests/data/base``, with which the tests run them all."""
    asked: bool = False
    """Whether it runs only when its code is given in full (``--select TB503``)."""
    alone: bool = False
    """Whether it looks at one unit at a time, with the other plural forms of its message: then units may be divided."""
    by_subject: bool = False
    """Whether its uncertain findings are certain in files about the subject of the base: `termbase.checks.subject`."""
    yields_to: tuple[str, ...] = ()
    """Codes of checks whose findings say more of a place: where one of them is found, this check is silent."""

    def __post_init__(self) -> None:
        """Refuse what is no complete check.

        That the examples hold is not asked here: it takes an index of another base, at every start.

        Raises:
            ValueError: a code of another form, an empty page, or not both kinds of examples.
        """
        if not (self.code[:2] == "TB" and self.code[2:].isdecimal() and len(self.code) == 5):
            raise ValueError(f"{self.code!r} is no code: TB and three digits")
        if not all((self.name, self.summary, self.explanation)):
            raise ValueError(f"{self.code} has an empty page")
        if {bool(example.findings) for example in self.examples} != {True, False}:
            raise ValueError(f"{self.code} lacks an example of what it reports, or of what it must not")

    def finding(
        self,
        unit: Unit,
        span: tuple[int, int],
        message: str,
        *,
        suggestions: Sequence[str] = (),
        concept: str = "",
        edits: Sequence[Edit] = (),
        certain: bool = True,
    ) -> Finding:
        """A finding at a span of the target text of a unit; `edits` put it right for certain (`Fix`).

        Where it may well be right as it is, it is not `certain`, and only ``info``.
        """
        segment = unit.target
        return Finding(
            path=unit.path,
            start=segment.anchors.at(span[0]),
            end=segment.anchors.after(span[1] - 1) if span[0] < span[1] else segment.anchors.at(span[1]),
            unit=unit.id,
            code=self.code,
            name=self.name,
            severity=self.severity if certain else "info",
            message=shown(message),
            text=shown(segment.text[span[0] : span[1]]),
            suggestions=tuple(shown(suggestion) for suggestion in suggestions),
            concept=concept,
            fix=Fix(segment, tuple(edits)) if edits else None,
            place=unit.place,
        )
