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
    sources: dict[tuple[str, str, str], list[Unit]] = {}
    for unit in units:
        if unit.source is None or unit.state != "translated" or not unit.target.text.strip():
            continue
        place = (unit.source.lang, unit.target.lang, squeezed(unit.source.text))
        sources.setdefault(place, []).append(unit)
    for same in sources.values():
        if len(same) < 2:
            continue
        translations: dict[str, list[Unit]] = {}
        for unit in same:
            translations.setdefault(key(unit.target.text), []).append(unit)
        if len(translations) < 2:
            continue
        # The most frequent one, the earliest among equals, is the one to compare with; a person decides.
        usual = max(translations.values(), key=len)
        for group in translations.values():
            if group is usual:
                continue
            for unit in group:
                counted = f"{len(usual)} ×" if len(usual) > 1 else "also"
                message = f"the same source is {counted} translated {quoted([_short(usual[0].target.text)])}"
                yield check.finding(unit, (0, len(unit.target.text)), message, suggestions=(usual[0].target.text,))


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
        "the more frequent one, the later beside the earlier; which of them is right is for a person to say."
    ),
    run=run,
    examples=(
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Да,  товарищи.")), 0),
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Так, товарищи.")), 1),
    ),
)
