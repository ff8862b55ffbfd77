"""What a check reports. The same record is used for texts and for the base itself (``termbase lint``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from termbase.units import Position

Severity = Literal["error", "warning", "info"]


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
    place: str = ""
    """Where it is in words, when its line says nothing to a reader; see `termbase.units.Unit.place`."""
