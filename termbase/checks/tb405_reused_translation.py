"""TB405: different source texts have one and the same translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import Pair, pairs
from termbase.text import key
from termbase.units import Unit

_WORD = re.compile(r"[^\W\d_]+")
_LONGER = 3
"""Letters of a word that says what a text is about; shorter ones are mostly particles and prepositions."""
_ENOUGH = 3
"""Words of a text that is not likely to be the translation of two others by chance; labels often are."""
_ALIKE = 1 / 3
"""Share of common words from which two sources may well be two ways to say the same."""
_SHOWN = 60


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """Each unit is compared with the first that has its translation, and with the first source only."""
    first: dict[tuple[str, str, str], tuple[Pair, frozenset[str]]] = {}
    for pair in pairs(units):
        words = _WORD.findall(pair.target.text)
        if len(words) < _ENOUGH:
            continue
        stems = _stems(pair.source.text)
        place = (pair.source.lang, pair.target.lang, key(pair.target.text))
        before, known = first.setdefault(place, (pair, stems))
        if before is pair or min(len(stems), len(known)) < _ENOUGH:
            continue
        if len(stems & known) < _ALIKE * len(stems | known):
            source = " ".join(before.source.text.split())
            shown = source if len(source) <= _SHOWN else source[:_SHOWN].rstrip() + "…"
            message = f"the same translation as of another source: “{shown}”"
            yield check.finding(pair.unit, (0, len(pair.target.text)), message)


def _stems(text: str) -> frozenset[str]:
    """The longer words of a text, small, without two letters at the end, where number and case stand."""
    words = _WORD.findall(text.lower())
    return frozenset(word[: max(_LONGER, len(word) - 2)] for word in words if len(word) >= _LONGER)


CHECK = Check(
    code="TB405",
    name="reused-translation",
    severity="info",
    scope="bilingual",
    summary="Different source texts have the same translation.",
    explanation=(
        "Two units of the run have the same target, but sources that share less than a third of their longer words: "
        "one of them may have got the translation of its neighbour. Only targets and sources of three words and more "
        "are compared. Sources that differ in letter case, digits, grammatical number or a few words may well mean the "
        "same, and are not reported. Is the translation right for both, leave it."
    ),
    run=run,
    examples=(
        Example((("The day was long.", "День был долгим."), ("The days were long!", "День был долгим.")), 0),
        Example((("Yes, comrade", "Да"), ("Of course so", "Да")), 0),
        Example((("The day was long.", "День был долгим."), ("Nobody came to work.", "День был долгим.")), 1),
    ),
)
