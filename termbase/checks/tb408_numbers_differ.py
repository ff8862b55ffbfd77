"""TB408: numbers, percentages or what is counted differ between source and target."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.numbers import Number, Pattern, digit_runs, numbers, pattern, roman
from termbase.checks.pairs import pairs
from termbase.units import Unit

_OBJECT = "\ufffc"
_LISTED = 5
_NOON = 12
_HUNDRED = 100
_YEARS = range(1000, 2100)
_SELDOM_SAID = (Decimal(0), Decimal(1))
"""“No file” and “a file” are also said otherwise."""


class _Side:
    """One text of a pair."""

    def __init__(self, text: str, known: Pattern) -> None:
        self.text = text
        self.known = known
        self.numbers = numbers(text, known)
        self.values = {value for number in self.numbers for value in number.values}
        self._usual = _usual(self.values)
        self._words: dict[int, bool] = {}

    @cached_property
    def _roman(self) -> set[Decimal]:
        return roman(self.text)

    @cached_property
    def _has_large(self) -> bool:
        return self.known.large.search(self.text) is not None

    def says(self, number: Number) -> bool:
        """Whether a number of the other side stands here in some way."""
        if number.values & self.values or _usual(number.values) & self.values or number.values & self._usual:
            return True
        return bool(number.values & self._roman) or any(map(self._spells, number.values))

    def _spells(self, value: Decimal) -> bool:
        if value in _SELDOM_SAID:
            return True
        if value > _HUNDRED:
            return self._has_large
        if value != int(value):  # a half
            return value * 2 == int(value * 2) and self._has_word(2)
        whole = int(value)
        tens = whole - whole % 10
        return self._has_word(whole) or (self._has_word(tens) and self._has_word(whole - tens))

    def _has_word(self, value: int) -> bool:
        if value not in self._words:
            word = self.known.words.get(value)
            self._words[value] = word is not None and word.search(self.text) is not None
        return self._words[value]

    def units(self) -> dict[Decimal, set[int]]:
        """The units of each value, as places in the table of units."""
        found: dict[Decimal, set[int]] = {}
        for number in self.numbers:
            counted = {n for n, unit in enumerate(self.known.units) if unit.match(self.text, number.end)}
            for value in number.values:
                found.setdefault(value, set()).update(counted)
        return found


def _usual(values: Collection[Decimal]) -> set[Decimal]:
    """What else may be written for a value: ’36 for 1936, the hours of the afternoon."""
    found = set()
    for value in values:
        if value in _YEARS:
            found.add(value % _HUNDRED)
        elif value <= _NOON:
            found.add(value + _NOON)
    return found


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Each number of the one side must stand on the other, in digits or in words."""
    for pair in pairs(units):
        if not any(map(str.isdecimal, pair.source.text)) and not any(map(str.isdecimal, pair.target.text)):
            continue
        ours, theirs = pattern(pair.source.lang), pattern(pair.target.lang)
        if ours is None or theirs is None:
            continue
        target = _Side(pair.target.text, theirs)
        found = [_compared(_Side(source.text, ours), target) for source in pair.sources]
        if all(found) and found[0]:
            yield check.finding(pair.unit, found[0].span, found[0].message, certain=found[0].certain)


class _Difference(NamedTuple):
    message: str
    span: tuple[int, int]
    certain: bool = True
    """A number that only the target has may explain a word of the source (semi-annual, quadratic)."""


def _compared(source: _Side, target: _Side) -> _Difference | None:
    """What differs, and where; None: nothing does."""
    everywhere = (0, len(target.text))
    if digit_runs(source.numbers, source.text) != digit_runs(target.numbers, target.text):
        missing = [number for number in source.numbers if not number.named and not target.says(number)]
        strange = [number for number in target.numbers if not number.named and not source.says(number)]
        parts = []
        if missing:
            parts.append(f"{_listed(source.text, missing)} of the source is not here")
        if strange:
            parts.append(f"{_listed(target.text, strange)} is not in the source")
        if parts:
            place = (strange[0].start, strange[0].end) if strange else everywhere
            return _Difference("; ".join(parts), place, bool(missing))
    if _OBJECT not in source.text + target.text:  # %% is a placeholder for a percent sign
        said = source.numbers and source.known.percents.search(source.text)
        if said and target.numbers and not target.known.percent.search(target.text):
            return _Difference("the source says percent", everywhere)
    theirs = target.units()
    for value, counted in source.units().items():
        other = theirs.get(value)
        if counted and other and not counted & other:
            number = next(number for number in target.numbers if value in number.values)
            message = f"{_listed(target.text, [number])} is counted in another unit in the source"
            return _Difference(message, (number.start, number.end))
    return None


def _listed(text: str, found: Iterable[Number]) -> str:
    parts = list(dict.fromkeys(text[one.start : one.end] for one in found))
    more = ", …" if len(parts) > _LISTED else ""
    return ", ".join(f"“{part}”" for part in parts[:_LISTED]) + more


CHECK = Check(
    code="TB408",
    name="numbers-differ",
    severity="warning",
    scope="bilingual",
    summary="Numbers, percentages or units differ between source and target.",
    explanation=(
        "A number of the source stands nowhere in the target, or the other way round; or the same number is followed "
        "by another unit, or has lost its percent sign. Numbers are compared by value: separators, multipliers "
        "(million), decades, years of two digits, Roman numerals and hours of the afternoon are understood, and a "
        "number may be written in words. Digits of a name (MP3, 3D, UTF-8) are not demanded. A number that only the "
        "target has often explains a word of the source, and is info. A finding is right also where a number was left "
        "out on purpose: look, and leave it."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("102 tons on 31 August 1935", "102 тонны 31.08.1935"),), 0),
        Example((("102 tons on 31 August 1935", "105 тонн 31.08.1935"),), 1),
        Example((("102 tons", "102 кг"),), 1),
        Example((("1.5 million roubles", "1,5 млн рублей"),), 0),
        Example((("102,000 tonnes, 5.3 per cent", "102 000 т, 5,3%"),), 0),
        Example((("5 per cent more", "больше на 5"),), 1),
        Example((("in the 1930s", "в 30-х годах"),), 0),
        Example((("the 17th Congress, 1935–36", "XVII съезд, 1935–1936"),), 0),
        Example((("14 times the norm", "четырнадцать норм"),), 0),
        Example((("14 times the norm", "много норм"),), 1),
        Example((("102,000 people", "10만 2천 명"), ("350 million", "3억 5000만")), 0, target_lang="ko"),
        Example((("102,000 people", "10만 5천 명"),), 1, target_lang="ko"),
        Example((("in the 1930s, at 10 p.m.", "1930년대, 22시"),), 0, target_lang="ko"),
        Example((("8 марта 1936 г.", "1936년 3월 8일"),), 0, "ru", "ko"),
        Example((("MP3 and x86", "эм-пэ-три"),), 0),
        Example((("A 3_D picture, 7bit, in UTF-8.", "Объёмная картинка."),), 0),
        Example((("A 10mm drill, 5kg", "Сверло 12 мм, 5 кг"),), 1),
        Example((("Twice a year", "Раз в 6 месяцев"),), 1, certain=False),
        Example((("Percentage of 40 drills", "Доля среди 40 свёрл"),), 0),
    ),
)
