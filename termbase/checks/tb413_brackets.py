"""TB413: a bracket or quotation mark of the target is not closed, or not opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.units import Unit

_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "』": "『", "」": "「", "》": "《", "〉": "〈"}
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_NAMED = re.compile(r"(?<=[«\"'“‘`])[()\[\]{}](?=[»\"'”’`])")
"""A bracket in quotation marks is spoken of."""
_QUOTES = re.compile(r"(?<!\w)[\"'`“”‘’]|[\"'`“”‘’](?!\w)")
"""Not an apostrophe inside a word."""
_GUILLEMETS = "«»"
_NUMBERED = re.compile(r"(?:(?<=\s)|\A)(?:\w{1,2}|\d+(?:[.,]\d+)*)\)")
"""a) and 1) of a list, which nothing opens."""
_FACE = re.compile(r"[:;=]-?\)+\Z")


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Only where the source has all its brackets in pairs."""
    for unit, source, target, _ in pairs(units):
        if not _MARKS.search(target.text):
            continue
        place = _lonely(target.text)
        if place is None or _lonely(source.text) is not None:
            continue
        mark = target.text[place]
        # The source has a lonely quotation mark, an apostrophe, which looks like one, or the rest of a quotation.
        if mark not in _GUILLEMETS or (len(_QUOTES.findall(source.text)) % 2 == 0 and "`" not in source.text):
            message = f"{mark} is not {'opened' if mark in _PAIRS else 'closed'}"
            yield check.finding(unit, (place, place + 1), message)


def _lonely(text: str) -> int | None:
    """The place of the first mark without its partner."""
    lists = {match.end() - 1 for match in _NUMBERED.finditer(text)}
    named = {match.start() for match in _NAMED.finditer(text)}
    opened: list[int] = []
    for match in _MARKS.finditer(text):
        mark = match[0]
        if match.start() in named:
            continue
        if mark not in _PAIRS:
            opened.append(match.start())
        elif opened and text[opened[-1]] == _PAIRS[mark]:
            opened.pop()
        elif match.start() not in lists and not _FACE.search(text, 0, match.end()):
            return match.start()
    return opened[0] if opened else None


CHECK = Check(
    code="TB413",
    name="brackets",
    severity="warning",
    scope="bilingual",
    summary="A bracket or quotation mark has no partner.",
    explanation=(
        "The target opens a bracket, guillemets or Korean title brackets and does not close them, or closes what it "
        "has not opened, while the source has all its marks in pairs. The letters and numbers of lists, a) and 1), "
        "need no opening bracket, nor does a smiling face."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("Norms (and plans).", "Нормы (и планы)."),), 0),
        Example((("Norms (and plans).", "Нормы (и планы."),), 1),
        Example((("Zil’ber’s “Norms”", "«Нормы Зильбера"),), 1),
        Example((("Norms (and plans).", "Нормы, а также планы."),), 0),
        Example((("“Norms”", "«Нормы"),), 1),
        Example((("a) norms", "а) нормы"),), 0),
        Example((("“Pravda”", "『프라우다』와 「노르마"),), 1, target_lang="ko"),
        Example((("Smile", "Улыбка :)"),), 0),
    ),
)
