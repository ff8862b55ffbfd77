"""TB409: placeholders and tags of the source are missing in the target, or others stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.codes import Codes, sorted_codes
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.units import Segment, Unit

_TOLD = 10
_TIME = re.compile(r"%[-_]?[aAbBeHIjklMpSTUwWyYZ]")
"""Codes of strftime: a date is put together anew in each language."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Placeholders are compared by name, place and kind; tags by name and number."""
    for pair in pairs(units):
        if not pair.target.codes and not any(source.codes for source in pair.sources):
            continue
        found = [_difference(source, pair.target) for source in pair.sources]
        if all(found):
            yield check.finding(pair.unit, (0, len(pair.target.text)), found[0])


def _difference(source: Segment, target: Segment) -> str:
    """What differs, empty if nothing does."""
    ours, theirs = sorted_codes(source.codes), sorted_codes(target.codes)
    if ours.sized or theirs.sized:
        return ""
    missing, strange = _fields(ours, theirs)
    is_time = _TIME.search(source.text) or _TIME.search(target.text)
    if not is_time:
        missing += _arguments(ours, theirs)
        strange += _arguments(theirs, ours)
    # What stands before a letter (%sfoo) was taken for no placeholder on that side.
    missing = [code for code in missing[:_TOLD] if code not in target.text]
    strange = [code for code in strange[:_TOLD] if code not in source.text]
    parts = []
    if missing:
        parts.append(f"{quoted(missing)} of the source is missing")
    if strange:
        parts.append(f"{quoted(strange)} is not in the source")
    if not parts and not is_time:
        parts += [
            f"“%{theirs.arguments[place]}” stands for “%{kind}” of the source"
            for place, kind in ours.arguments.items()
            if len(ours.arguments) == len(theirs.arguments) and theirs.arguments.get(place, kind) != kind
        ]
    return "; ".join(parts)


def _arguments(ours: Codes, theirs: Codes) -> list[str]:
    """The arguments of the one side that the other does not have."""
    return [
        f"%{kind}" if place.isdecimal() else f"%({place}){kind}"
        for place, kind in ours.arguments.items()
        if place not in theirs.arguments
    ]


def _fields(ours: Codes, theirs: Codes) -> tuple[list[str], list[str]]:
    """What is missing, and what is strange, of fields and tags."""
    missing = [name for name in ours.fields if name not in theirs.fields]
    strange = [name for name in theirs.fields if name not in ours.fields]
    elements = ours.elements | theirs.elements
    for tag in dict.fromkeys((*ours.tags, *theirs.tags)):
        if tag.strip("</>") in elements and ours.tags[tag] != theirs.tags[tag]:
            (missing if ours.tags[tag] > theirs.tags[tag] else strange).append(tag)
    return missing, strange


CHECK = Check(
    code="TB409",
    name="placeholders-differ",
    severity="warning",
    scope="bilingual",
    summary="Placeholders or tags differ between source and target.",
    explanation=(
        "A placeholder (printf, Python, braces, Qt), an inline element of XLIFF or TMX, or a tag of the source is "
        "missing in the target, or the target has one that the source does not know; or the arguments of a printf "
        "message stand in another order without numbers. Numbered and named ones may move and be repeated. A plural "
        "form may follow any form of the source. Words in angle brackets that nothing closes are taken for text."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("%d files in %s", "%d файлов в %s"),), 0),
        Example((("%d files in %s", "%d файлов"),), 1),
        Example((("%d files in %s", "в %s %d файлов"),), 1),
        Example((("%d files in %s", "в %2$s %1$d файлов"),), 0),
        Example((("Hello, {name}!", "Здравствуйте, {имя}!"),), 1),
        Example((("Hello, {name}!", "{name}, здравствуйте!"),), 0),
        Example((("A <b>strong</b> word", "<b>Сильное слово"),), 1),
        Example((("%1 of %2", "%2 중 %1"),), 0, target_lang="ko"),
    ),
)
