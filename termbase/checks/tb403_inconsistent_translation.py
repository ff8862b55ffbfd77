"""TB403: the same source text is translated in different ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.pairs import is_credit
from termbase.memory.consistency import folded
from termbase.text import key, squeezed
from termbase.units import Segment, Unit

_SHOWN = 60
_SENTENCE = 4
"""Words that tell how they are meant; fewer may be a verb here and a noun there, or stand in another case."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Compares all units of a run; letter case, spaces, glyphs of quotes and the forms of terms do not count."""
    sources: dict[tuple[str, str, int, str], list[Unit]] = {}
    for unit in units:
        if unit.source is None or unit.state != "translated" or not unit.target.text.strip() or is_credit(unit):
            continue
        place = (unit.source.lang, unit.target.lang, unit.plural, squeezed(unit.source.text))
        sources.setdefault(place, []).append(unit)
    for (*_, source), alike in sources.items():
        if len(alike) < 2:
            continue
        is_sentence = len(_WORD.findall(source)) >= _SENTENCE
        told: set[int] = set()
        for same in _comparable(alike):
            for unit, usual, count in _rarer(same, context):
                if id(unit) in told:
                    continue
                told.add(id(unit))
                counted = f"{count} ×" if count > 1 else "also"
                message = f"the same source is {counted} translated {quoted([_short(usual)])}"
                yield check.finding(unit, (0, len(unit.target.text)), message, suggestions=[usual], certain=is_sentence)


def _comparable(units: list[Unit]) -> Iterator[list[Unit]]:
    """Two contexts may differ in the translation; a unit without one is compared with all."""
    bare = [unit for unit in units if not unit.context]
    contexts = dict.fromkeys(unit.context for unit in units if unit.context)
    if not contexts:
        yield bare
    for context in contexts:
        yield [unit for unit in units if unit.context in ("", context)]


def _rarer(units: list[Unit], context: Context) -> Iterator[tuple[Unit, str, int]]:
    """The units that differ from the most frequent translation, the earliest among equals; a person decides."""
    if len({unit.target.text for unit in units}) == 1:
        return
    translations: dict[str, list[Unit]] = {}
    for unit in units:
        translations.setdefault(_folded(unit.target, context), []).append(unit)
    usual = max(translations.values(), key=len)
    for group in translations.values():
        if group is not usual:
            for unit in group:
                yield unit, usual[0].target.text, len(usual)


def _folded(target: Segment, context: Context) -> str:
    """The key of a translation: without spaces, and with a number for each term whose forms are many."""
    parts: list[str] = []
    end = 0
    for hit in context.terms_in(target):
        if hit.start >= end:
            parts += (key(target.text[end : hit.start]), f"\ufffc{hit.term.n}\ufffc")
            end = hit.end
    parts.append(key(target.text[end:]))
    return folded("".join(parts))


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
        "than letter case, dots on Russian letters, spaces, the glyphs of quotes and hyphens, a full stop or colon at "
        "the end, the sign of a key in a menu, and the inflected forms of terms of the base (but another term of the "
        "same concept is another translation). The rarer translation is reported beside the more frequent one, the "
        "later beside the earlier; which of them is right is for a person to say. Units whose contexts (msgctxt) "
        "differ are not compared, and plural forms only with the same form. For sources of fewer than four words the "
        "finding is info: alone they may mean two things, or need another case or gender."
    ),
    run=run,
    examples=(
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Да,  товарищи.")), 0),
        Example((("Yes, comrades.", "Да, товарищи."), ("Yes, comrades.", "Так, товарищи.")), 1, certain=False),
        Example((("The day was very long.", "День был долгим."), ("The day was very long.", "День тянулся.")), 1),
        Example((("Open in a new &tab", "В новой в&кладке"), ("Open in a new &tab", "В новой &вкладке")), 0),
        Example((("translator-credits", "Ирина"), ("translator-credits", "Пётр")), 0),
        Example((("Shock worker", "Ударник"), ("Shock worker", "ударника")), 0),
        Example((("Shock worker", "돌격 노동자"), ("Shock worker", "돌격노동자")), 0, target_lang="ko"),
    ),
)
