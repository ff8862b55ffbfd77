"""TB509: one word has Latin and Cyrillic letters, of which some only look like their neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.text import script
from termbase.units import Edit, Unit

_LATIN, _CYRILLIC, _MARKS = "A-Za-z\u00c0-\u024f", "\u0400-\u052f", "\u00ad\u0300-\u036f"
_BOTH = re.compile(f"[{_LATIN}][{_MARKS}]*[{_CYRILLIC}]|[{_CYRILLIC}][{_MARKS}]*[{_LATIN}]")
_WORD = re.compile(f"[^\\W\\d_](?:[^\\W\\d_]|[{_MARKS}])*")
_CODES = ("%", "\\")
"""What begins a code, whose letter the word behind it does not end: %B of a message, \\r for a line end."""
_SHORTEST = 3
"""Letters: what is shorter names a set of them or a unit, as in a regular expression."""
_ALPHABET = "\u0401\u0451\u0410-\u044f"
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic"}


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Words between anything that is no letter: what is joined by a hyphen is two words (3D-модель)."""
    for unit in units:
        text = unit.target.text
        if unit.state != "translated" or not _BOTH.search(text):
            continue
        for match in _WORD.finditer(text):
            word = match[0]
            if text[match.start() - 1 : match.start()] in _CODES:
                continue
            if not _BOTH.search(word) or not (odd := _odd(word)):
                continue
            if text[match.start() - 1 : match.start()] == "[" and text[match.end() : match.end() + 1] == "]":
                continue  # letters to choose from: [yY] of a regular expression
            right = "".join(_lookalikes().get((char, odd[1]), char) if char in odd[0] else char for char in word)
            named = ", ".join(f"{char} is U+{ord(char):04X} {unicodedata.name(char)}" for char in sorted(odd[0]))
            certain = not any(char in odd[0] for char in right)
            yield check.finding(
                unit,
                match.span(),
                f"“{word}” mixes Latin and Cyrillic letters: {named}" + (f"; use “{right}”" if certain else ""),
                suggestions=[right] if certain else [],
                edits=[Edit(*match.span(), right)] if certain and "\u00ad" not in word else [],
            )


def _odd(word: str) -> tuple[frozenset[str], str] | None:
    """The letters of a word that are of the wrong script, and the right script; None: nothing is wrong.

    Wrong are letters that look like some of the other script, all of them; or a script in the middle of a word in
    the other, which no ending or brand is.
    """
    letters = [(char, script(char)) for char in word if script(char) in _NAMES]
    if len(letters) < _SHORTEST or _is_ending(letters) or _is_joined(letters):
        return None
    sets = {name: frozenset(char for char, code in letters if code == name) for name in _NAMES}
    counts = {name: sum(code == name for _, code in letters) for name in _NAMES}
    rarer, other = sorted(_NAMES, key=lambda name: (counts[name], name == "Cyrl"))
    for wrong, right in ((rarer, other), (other, rarer)):
        if all((char, right) in _lookalikes() for char in sets[wrong]):
            return sets[wrong], right
    changes = _changes(letters)
    return (sets[rarer], other) if changes > 1 and word[1:].islower() else None


def _is_ending(letters: list[tuple[str, str]]) -> bool:
    """Whether Latin capitals stand before or behind small Cyrillic letters: PDFы, VIPа."""
    capitals = [code for char, code in letters if char.isupper()]
    small = {code for char, code in letters if not char.isupper()}
    return _changes(letters) == 1 and len(capitals) > 1 and set(capitals) == {"Latn"} and small == {"Cyrl"}


def _is_joined(letters: list[tuple[str, str]]) -> bool:
    """Whether two things are written together, the second with a capital: a variable (csN), an escape, a size (WxH)."""
    changes = [(one[0].isupper(), after[0].isupper()) for one, after in pairwise(letters) if one[1] != after[1]]
    return (False, True) in changes and all(one != after for one, after in changes)


def _changes(letters: list[tuple[str, str]]) -> int:
    return sum(one[1] != after[1] for one, after in pairwise(letters))


@cache
def _lookalikes() -> dict[tuple[str, str], str]:
    """A letter and the other script, to the letter of that script with the same skeleton (Unicode UTS #39, in ICU)."""
    from icu import SpoofChecker  # noqa: PLC0415  (heavy, and few texts need it)

    checker = SpoofChecker()
    latin = [char for char in map(chr, range(0x41, 0x250)) if char.isalpha()]
    cyrillic = [char for char in map(chr, range(0x400, 0x530)) if char.isalpha()]
    found: dict[tuple[str, str], str] = {}
    russian = [char for char in cyrillic if re.match(f"[{_ALPHABET}]", char)]
    for letters, targets, code in ((latin, russian, "Cyrl"), (cyrillic, latin, "Latn")):
        by_skeleton: dict[str, str] = {}
        for target in targets:
            by_skeleton.setdefault(checker.getSkeleton(0, target), target)
        for letter in letters:
            like = by_skeleton.get(checker.getSkeleton(0, letter))
            if like and like.isupper() == letter.isupper():
                found[letter, code] = like
    return found


CHECK = Check(
    code="TB509",
    name="mixed-script",
    severity="warning",
    scope="any",
    summary="One word has Latin and Cyrillic letters that look alike.",
    explanation=(
        "A Latin c and a Cyrillic es look the same, and a word in which they are mixed is found by no search. Reported "
        "are words whose letters of one script all have a lookalike in the other (the confusables of Unicode Technical "
        "Standard 39, as ICU has them), and words in small letters with a letter of the other script in their middle. "
        "The message names the odd letters. Parts joined by a hyphen are words of their own, and small "
        "letters of one script behind capitals of the other are an ending. A capital behind a small letter of the "
        "other script begins something new, as a variable does (xN)."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("A shift.", "Cмена началась."),), 1),
        Example((("A model.", "3D-модель, IT-шник, PDF-файл, PDFы, 10 μм и Δx."),), 0),
        Example((("%BKeep, \\rKeep", "%BОставить, \\rОставить"),), 0),
        Example((("csN, WxH, [yY]", "csН, ШИРИНАxВЫСОТА, грN, [yYдД]"),), 0),
        Example((("", "The Stakhanоvite came."),), 1, target_lang="en"),
        Example((("", "Stakhanoвets или Стаханоvец?"),), 2),
    ),
)
