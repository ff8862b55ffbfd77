"""TB410: quotation marks of another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general, table
from termbase.checks.pairs import pairs
from termbase.text import main_script
from termbase.units import Unit

_AROUND = 40
"""Characters after a mark that show in which script the quoted words are."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """One finding a unit, at the first such mark; words in another script keep the marks of their language."""
    for unit, _, target, _ in pairs(units):
        foreign, use, script = _marks(general(target.lang))
        text = target.text
        for match in foreign.finditer(text):
            start, end = match.span()
            quotation = text[max(0, start - _AROUND) : start] if match["closing"] else text[end : end + _AROUND]
            words = re.findall(r"\w+", quotation)
            if words and main_script(words[-1] if match["closing"] else words[0]) not in (script, "Zyyy"):
                continue
            marks = quoted([f"{use[0]}…{use[1]}"]) if use[0] != "“" else "curly ones"
            message = f"the quotation mark {match[0]} is not of {target.lang}; use {marks}"
            yield check.finding(unit, (start, end), message)
            break


@cache
def _marks(lang: str) -> tuple[re.Pattern[str], list[str], str]:
    quotes = table("punctuation")["quotes"].get(lang)
    if quotes is None:
        return re.compile(r"(?P<closing>(?!))"), ["", ""], ""
    closing = "".join(mark for mark in quotes["foreign"] if mark in "”»』」")
    others = "".join(mark for mark in quotes["foreign"] if mark not in closing)
    patterns = [f"(?P<closing>[{closing}])", f"[{others}]"]
    if quotes["opening"]:
        patterns.append(rf"(?<![^\s(\[—–-])[{quotes['opening']}](?=\w)")
    return re.compile("|".join(patterns)), quotes["use"], quotes["script"]


CHECK = Check(
    code="TB410",
    name="quotation-style",
    severity="info",
    scope="bilingual",
    summary="The target has quotation marks of another language.",
    explanation=(
        "The target quotes with marks that its language does not use: Russian has « » and inside them „ “, English and "
        "Korean have curly ones, Korean also corner and angle brackets for titles. The straight marks of programs are "
        "not reported, nor are marks around words in another script, which may be quoted as they stand."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("“Pravda” wrote.", "«Правда» писала."),), 0),
        Example((("“Pravda” wrote.", "“Правда” писала."),), 1),
        Example((("“Pravda” wrote.", '"Правда" писала.'),), 0),
        Example((("“He reads ‘Pravda’.”", "«Он читает „Правду“»."),), 0),
        Example((("The word “norm”.", "Слово “norm”."),), 0),
        Example((("Pravda wrote.", "『프라우다』는 썼다."),), 0, target_lang="ko"),
        Example((("“Pravda” wrote.", "«프라우다»는 썼다."),), 1, target_lang="ko"),
        Example((("Писала «Правда».", "The paper «Pravda» wrote."),), 1, "ru", "en"),
    ),
)
