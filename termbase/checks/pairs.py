"""Which units a check of pairs looks at, and what it compares where a message has plural forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from termbase.checks.knowledge import table
from termbase.units import Segment, Unit


class Pair(NamedTuple):
    """A finished translation and the texts that it translates."""

    unit: Unit
    source: Segment
    target: Segment
    sources: tuple[Segment, ...]
    """`source`, and for a plural form the sources of the other forms: the singular may say “one” for “%d”."""


def pairs(units: Iterable[Unit]) -> Iterator[Pair]:
    """Translated units with text on both sides."""
    units = list(units)
    plural = _plural_sources(units)
    for unit in units:
        if unit.source is None or unit.state != "translated" or not unit.target.text.strip() or is_credit(unit):
            continue
        others = plural.get((unit.path, _message(unit.id)), ()) if unit.id.endswith("]") else ()
        alike = tuple(other for other in others if other != unit.source)
        yield Pair(unit, unit.source, unit.target, (unit.source, *alike))


def _plural_sources(units: Iterable[Unit]) -> Mapping[tuple[str, str], tuple[Segment, ...]]:
    """By path and message, the sources of its forms; only of messages that have further forms."""
    return {(unit.path, _message(unit.id)): (unit.source,) for unit in units if unit.plural and unit.source is not None}


def _message(unit: str) -> str:
    """The id of a message with plural forms, without the number of the form (`termbase.formats.po`)."""
    return unit.rpartition("[")[0]


def is_credit(unit: Unit) -> bool:
    """Whether the translators put their names where the source has a word for them; that is no translation."""
    return unit.source is not None and unit.source.text.lower() in _credits()


@cache
def _credits() -> frozenset[str]:
    return frozenset(table("checks")["messages"]["credits"])
