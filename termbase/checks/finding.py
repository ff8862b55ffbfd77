"""What a check reports. The same record is used for texts and for the base itself (``termbase lint``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from termbase.units import Edit, Position, Segment

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Fix:
    """What is certain to put a finding right: with it the check is silent, and nothing else has to be changed."""

    segment: Segment = field(repr=False)
    edits: tuple[Edit, ...]
    """Changes of the segment's text, in its order; they do not overlap."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where something is wrong."""

    path: str
    start: Position
    end: Position
    """Just after the last character."""
    unit: str
    """The unit of a bilingual file, the paragraph of a text, the key of a concept file."""
    code: str
    name: str
    severity: Severity
    message: str
    text: str
    """What stands there."""
    suggestions: tuple[str, ...]
    """What could stand there instead, best first."""
    concept: str
    """Id of the concept; empty when the finding is about none."""
    fix: Fix | None = None
    """Only where it is certain; `suggestions` are there to choose from."""
    place: str = ""
    """Where it is in words, when its line says nothing to a reader; see `termbase.units.Unit.place`."""
