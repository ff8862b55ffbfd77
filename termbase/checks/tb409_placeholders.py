"""TB409: placeholders and tags of the source are missing in the target, or others stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from termbase.checks.check import Check, Example
from termbase.checks.codes import VOID, Codes, is_qt, sorted_codes
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general, table
from termbase.checks.pairs import Pair, pairs
from termbase.units import Segment, Unit

_TOLD = 10
_LINK = "<a>"
_TIME = re.compile(r"%[-_]?[aAbBeHIjklMpSTUwWyYZ]")
"""Codes of strftime: a date is put together anew in each language."""
_ALONE = re.compile("\ufffc+")
"""A message that is nothing but {City}: braces round a word, or a field."""
_INTEGER = re.compile(r"%[-+#0]*\d*[iuI]")


class _Difference(NamedTuple):
    message: str
    certain: bool = True
    """Programs fill in placeholders, and need tags in pairs; but a whole element a translator may leave out or add."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Placeholders are compared by name, place and kind; tags by name and number."""
    for pair in pairs(units):
        if not pair.target.codes and not any(source.codes for source in pair.sources):
            continue
        found = [_difference(source, pair) for source in pair.sources]
        if all(found) and found[0]:
            span = (0, len(pair.target.text))
            yield check.finding(pair.unit, span, found[0].message, certain=all(one.certain for one in found if one))


def _difference(source: Segment, pair: Pair) -> _Difference | None:
    """What differs; None: nothing does."""
    target = pair.target
    qt = is_qt((*source.codes, *target.codes))
    ours, theirs = sorted_codes(source.codes, qt=qt), sorted_codes(target.codes, qt=qt)
    if ours.sized or theirs.sized:
        return None
    missing, strange = _fields(ours, theirs)
    is_time = _TIME.search(source.text) or _TIME.search(target.text)
    if not is_time:
        missing += _arguments(ours, theirs)
        strange += _arguments(theirs, ours)
    # What stands before a letter (%sfoo) was taken for no placeholder on that side.
    missing = [code for code in missing[:_TOLD] if not _stands_in(code, target.text)]
    strange = [code for code in strange[:_TOLD] if not _stands_in(code, source.text)]
    if len(missing) == 1 and not strange and missing[0].startswith("%") and _is_for_one(pair):
        return None
    differing = (*missing, *strange)
    tags = ours.tags | theirs.tags
    is_emphasis = bool(differing) and all(code in tags for code in differing) and _LINK not in differing
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
    is_word = _ALONE.fullmatch(source.text) is not None and len(source.codes) == 1 and missing == list(ours.fields)
    certain = not is_word and (not is_emphasis or _has_odd_tags(ours, theirs))
    return _Difference("; ".join(parts), certain) if parts else None


def _stands_in(code: str, text: str) -> bool:
    """Whether a text has a placeholder that was taken for text; %d stands for the other kinds of integers."""
    return code in text or (code == "%d" and _INTEGER.search(text) is not None)


def _is_for_one(pair: Pair) -> bool:
    """Whether a target is the plural form for exactly one thing, which need not be counted."""
    one: dict[str, int] = table("numbers")["form_for_one"]
    return pair.unit.id.endswith(f"[{one.get(general(pair.target.lang))}]")


def _has_odd_tags(ours: Codes, theirs: Codes) -> bool:
    """Whether tags of the target are not in pairs, while those of the source are."""
    return any(
        ours.tags[f"<{name}>"] == ours.tags[f"</{name}>"] and theirs.tags[f"<{name}>"] != theirs.tags[f"</{name}>"]
        for name in (ours.elements | theirs.elements) - VOID
    )


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
        "form may follow any form of the source, and the form for exactly one thing need not have its number. Words in "
        "angle brackets that nothing closes are taken for text. Is an element missing or added with both its tags, the "
        "finding is info: emphasis may be put in words or quotation marks. So it is where the source is nothing "
        "but one word in braces, {City}, which a reader may see."
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
        Example((("A <b>strong</b> word", "«Сильное» слово"),), 1, certain=False),
        Example((("Size (%1x%2), %3%", "Размер (%1 × %2), %3 %"),), 0),
        Example((("%ipt wide", "Ширина: %i пт"),), 0),
        Example((("{City}", "{Город}"),), 1, certain=False),
        Example((("%1 of %2", "%2 중 %1"),), 0, target_lang="ko"),
    ),
)
