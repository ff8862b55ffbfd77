"""The numbers of a text, as far as two languages write them alike: digits, with separators and multipliers."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from termbase.checks.knowledge import general, table

_SPACES = " \u00a0\u202f\u2009"
_DIGITS = re.compile(
    rf"""
    (?P<word>(?:[A-Za-z_]+|\b[A-Z]{{2,}}-)\d+(?:[.,]\d+)*)       # MP3, x86, TLSv1.3, UTF-8: the digits of a word
  | (?P<code>%[-+\#0.]*\d+)                                     # the width of a placeholder that was not masked
  | (?P<number>\d+(?:[.,'’{_SPACES}]\d+)*)
    """,
    re.VERBOSE,
)
_LETTERS = f"{string.ascii_letters}_-"
_PART = re.compile(r"(\D?)(\d+)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NEXT = re.compile(rf"[{_SPACES}]?(\d+)")
_LONGEST = 30
"""Digits of a number that is a quantity, not a sample or a key."""


class Number(NamedTuple):
    """One number of a text."""

    start: int
    end: int
    values: frozenset[Decimal]
    """What it may mean: 1,500 is one and a half or fifteen hundred."""
    named: bool = False
    """It stands in a word (MP3): the other side may have it, but need not."""


class Pattern(NamedTuple):
    """What one language writes beside digits; see ``languages/numbers.toml``."""

    multiplier: re.Pattern[str]
    multipliers: dict[str, int]
    large: re.Pattern[str]
    words: dict[int, re.Pattern[str]]
    percent: re.Pattern[str]
    percents: re.Pattern[str]
    """A number with the sign or word."""
    word: re.Pattern[str]
    """What makes a number the beginning of a word (3D, 7bit): letters that are no unit, ending or multiplier.

    A program may mark one of them as a key (3_D).
    """
    units: tuple[re.Pattern[str], ...]


@cache
def pattern(lang: str) -> Pattern | None:
    """The pattern of a language tag; None: nothing is known of the language."""
    data = table("numbers")
    lang = general(lang)
    if lang not in data["multipliers"]:
        return None
    multipliers: dict[str, int] = data["multipliers"][lang]
    units = [unit[lang] for unit in data["units"]]
    before = "" if lang == "ko" else r"\b"
    return Pattern(
        re.compile(rf"[-{_SPACES}]?({'|'.join(multipliers)})", re.IGNORECASE),
        multipliers,
        # Not the multiplier of digits: that is in their value.
        re.compile(rf"(?<!\d)(?<!\d[-{_SPACES}]){before}(?:{data['large'][lang]})", re.IGNORECASE),
        {
            int(value): re.compile(rf"{before}(?:{words})", re.IGNORECASE)
            for value, words in data["words"][lang].items()
        },
        re.compile(data["percent"][lang], re.IGNORECASE),
        re.compile(rf"\d[-{_SPACES}]?(?:{data['percent'][lang]})", re.IGNORECASE),
        re.compile(rf"_?[A-Z]{{2}}|_?(?!(?:{'|'.join((*multipliers, *units, data['joined']))})(?![a-z]))[A-Za-z]"),
        tuple(re.compile(rf"[-{_SPACES}]?(?:{unit})", re.IGNORECASE) for unit in units),
    )


def numbers(text: str, known: Pattern) -> list[Number]:
    """The numbers that stand in digits."""
    found: list[Number] = []
    end = 0
    for match in _DIGITS.finditer(text):
        if match.start() < end or match["code"]:
            continue
        read = list(_read(match))
        named = match["number"] is None or known.word.match(text, match.end()) is not None
        if named:
            read = [number._replace(named=True) for number in read]
        else:
            read[-1] = _multiplied(text, read[-1], known)
        end = read[-1].end
        found += read
    return found


def digit_runs(found: list[Number], text: str) -> list[int]:
    """The digits of numbers without what separates them, in ascending order."""
    parts = [run for number in found for run in re.findall(r"\d+", text[number.start : number.end])]
    return sorted(int(run[:_LONGEST]) for run in parts)


def roman(text: str) -> set[Decimal]:
    """The Roman numerals of a text; Cyrillic letters that look like them are often written instead."""
    letters, alike = _roman_letters()
    return {Decimal(_roman(match.translate(alike))) for match in letters.findall(text)}


@cache
def _roman_letters() -> tuple[re.Pattern[str], dict[int, str]]:
    alike: dict[str, str] = table("numbers")["roman"]
    return re.compile(rf"\b[{''.join([*_ROMAN_DIGITS, *alike])}]+\b"), str.maketrans(alike)


def _roman(letters: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _read(match: re.Match[str]) -> Iterator[Number]:
    """One number, or several where the separators are those of a date, a version, a list."""
    digits_of = match["number"] or match["word"].lstrip(_LETTERS)
    parts = [(part[1], part[2], part.start(2), part.end()) for part in _PART.finditer(digits_of)]
    offset = match.end() - len(digits_of)
    index = 0
    while index < len(parts):
        first = index
        _, digits, start, end = parts[index]
        index += 1
        grouping = ""
        while index < len(parts) and _continues(grouping, digits, *parts[index][:2]):
            grouping = parts[index][0]
            digits, end = digits + parts[index][1], parts[index][3]
            index += 1
        values = {_decimal(digits)}
        if index - first == 2 and grouping in ".,":
            values.add(_decimal(".".join((parts[first][1], parts[first + 1][1]))))
        # A decimal part is the last one: 31.08.1935 has none.
        elif first == 0 and index == len(parts) - 1 and parts[index][0] in {".", ","} - {grouping}:
            values = {_decimal(f"{digits}.{parts[index][1]}")}
            end = parts[index][3]
            index += 1
        yield Number(offset + start, offset + end, frozenset(values))


def _continues(grouping: str, digits: str, separator: str, group: str) -> bool:
    """Whether three digits belong to the number before them."""
    if len(group) != 3 or digits.startswith("0") or (grouping and separator != grouping):
        return False
    return bool(grouping) or len(digits) <= 3


def _decimal(digits: str) -> Decimal:
    return Decimal(digits[:_LONGEST])


def _multiplied(text: str, number: Number, known: Pattern) -> Number:
    """A number with its multiplier and with what follows it: 10만 2천, 1 млн 200 тыс."""
    match = known.multiplier.match(text, number.end)
    if not match:
        return number
    factor = known.multipliers[match[1].lower()]
    values = {value * factor for value in number.values}
    end = match.end()
    while match := _NEXT.match(text, end):
        more = known.multiplier.match(text, match.end())
        smaller = known.multipliers[more[1].lower()] if more else 1
        part = int(match[1][:_LONGEST]) * smaller
        if not part < factor:
            break
        if more is None and len(match[1]) != len(str(factor)) - 1:
            break
        values = {value + part for value in values}
        factor, end = smaller, (more or match).end()
        if more is None:
            break
    return Number(number.start, end, frozenset(values))
