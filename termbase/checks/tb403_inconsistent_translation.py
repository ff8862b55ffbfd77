"""TB403: the same source text is translated in different ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.text import key, squeezed
from termbase.units import Unit

_SHOWN = 60


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Compares all units of a run; letter case and spaces do not count, nor the glyphs of quotes in targets."""
    sources: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        if unit.source is None or unit.state != "translated" or not unit.target.text.strip():
            continue
        place = (unit.source.lang, unit.target.lang, unit.plural, squeezed(unit.source.text))
        sources.setdefault(place, []).append(unit)
    for alike in sources.values():
        if len(alike) < 2:
            continue
        told: set[int] = set()
        for same in _comparable(alike):
            for unit, usual, count in _rarer(same):
                if id(unit) in told:
                    continue
                told.add(id(unit))
                counted = f"{count} ×" if count > 1 else "also"
                message = f"the same source is {counted} translated {quoted([_short(usual)])}"
                yield check.finding(unit, (0, len(unit.target.text)), message, suggestions=[usual])


def _comparable(units: list[Unit]) -> Iterator[list[Unit]]:
    """Two contexts may differ in the translation; a unit without one is compared with all."""
    bare = [unit for unit in units if not unit.context]
    contexts = dict.fromkeys(unit.context for unit in units if unit.context)
    if not contexts:
        yield bare
    for context in contexts:
        yield [unit for unit in units if unit.context in ("", context)]


def _rarer(units: list[Unit]) -> Iterator[tuple[Unit, str, int]]:
    """The units that differ from the most frequent translation, the earliest among equals; a person decides."""
    translations: dict[str, list[Unit]] = {}
    for unit in units:
        translations.setdefault(key(unit.target.text), []).append(unit)
    usual = max(translations.values(), key=len)
    for group in translations.values():
        if group is not usual:
            for unit in group:
                yield unit, usual[0].target.text, len(usual)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


CHECK = Check(
    code="TB403",
    name="inconsistent-translation",
    severity="warning",
    scope="bilingual",
    summary="The same source text has different translations.",
    explanation=(
        "Two units of the run have the same source text and the same languages, and their targets differ by more "
        "than letter case, spaces and the glyphs of quotes and hyphens. The rarer translation is reported beside "
        "the more frequent one, the later beside the earlier; which of them is right is for a person to say. Units "
        "whose contexts (msgctxt) differ are not compared, and plural forms only with the same form."
    ),
    run=run,
    examples=(
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Да,  товарищи.")), 0),
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Так, товарищи.")), 1),
    ),
)
