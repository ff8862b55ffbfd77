"""TB404: a unit has no translation, or its translation is a copy of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.text import squeezed
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """A copy is no fault where there is nothing to translate: no word, or only terms written alike."""
    for unit in units:
        if unit.source is None or unit.state == "obsolete" or not unit.source.text.strip():
            continue
        target = unit.target.text
        if not target.strip():
            if unit.state != "fuzzy":
                yield check.finding(unit, (0, len(target)), "has no translation")
        elif (
            unit.state == "translated"
            and unit.source.lang != unit.target.lang
            and squeezed(target) == squeezed(unit.source.text)
            and _has_words(unit, context)
        ):
            yield check.finding(unit, (0, len(target)), "the translation is a copy of the source")


def _has_words(unit: Unit, context: Context) -> bool:
    """Whether letters are left when the terms of the target language are taken away."""
    letters = list(unit.target.text)
    for hit in context.terms_in(unit.target):
        if hit.term.lang == unit.target.lang:
            letters[hit.start : hit.end] = " " * (hit.end - hit.start)
    return any(char.isalpha() for char in letters)


CHECK = Check(
    code="TB404",
    name="untranslated-or-copied",
    severity="warning",
    scope="bilingual",
    summary="A unit has no translation, or a copy of the source in its place.",
    explanation=(
        "The target is empty, or it repeats the source letter for letter (letter case and spaces aside). Units "
        "marked fuzzy are work in progress and are not reported when empty. Numbers, placeholders and terms that "
        "both languages write alike may be copied."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("102 %", "102 %"),), 0),
        Example((("A record.", "Рекорд."),), 0),
        Example((("A record.", ""),), 1),
        Example((("A record.", "A record."),), 1),
    ),
)
