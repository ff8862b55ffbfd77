"""TB506: a text writes one Korean term now with spaces, now without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.mentions import Mention, mentions, texts
from termbase.forms.korean import is_syllable
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Every place of a spacing that is not the most frequent; among equals the one that the base has is right."""
    for writing in texts(units):
        spacings: dict[int, dict[str, list[Mention]]] = {}
        for mention in mentions(writing, context):
            written = _spaced(mention.text)
            if is_syllable(written[-1]):
                spacings.setdefault(mention.hit.term.n, {}).setdefault(written, []).append(mention)
        for ways in spacings.values():
            if len(ways) > 1:
                yield from _rarer(check, ways, context)


def _spaced(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _rarer(check: Check, written: dict[str, list[Mention]], context: Context) -> Iterator[Finding]:
    usual = max(written, key=lambda text: (len(written[text]), text == written[text][0].hit.term.text))
    counts = f"“{usual}” {len(written[usual])} ×"
    for text, places in written.items():
        if text.replace(" ", "") == usual.replace(" ", "") and text != usual:
            for mention in places:
                message = f"{quoted([text])} is also written {counts} here"
                concept = context.concept(mention.hit.term.concept).id
                yield check.finding(mention.unit, mention.span, message, suggestions=[usual], concept=concept)


CHECK = Check(
    code="TB506",
    name="korean-term-spacing",
    severity="info",
    scope="prose",
    summary="One Korean term is written with different spaces in one text.",
    explanation=(
        "Words of a technical term may be written apart or together (Hangul Orthography, article 50), but a text "
        "should keep to one way. Every place of the rarer spacing is reported; where both are as frequent, the "
        "spacing of the termbase counts as the usual one."
    ),
    run=run,
    examples=(
        Example((("", "돌격 노동자는 많다. 돌격 노동자들의 기록."),), 0, target_lang=""),
        Example((("", "돌격 노동자는 많다. 돌격노동자들의 기록."),), 1, target_lang=""),
    ),
)
