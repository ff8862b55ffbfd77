"""TB401: a term stands in the source, and none of its translations stands in the target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.text import squeezed
from termbase.units import Unit

_OPENING = ("«", "“", "„", "‘", "'", '"', "‹", "「", "『", "《", "〈")
_CLOSING = ("»", "”", "“", "’", "'", '"', "›", "」", "』", "》", "〉")


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Any preferred or admitted term, in any inflected form, satisfies the check."""
    for unit in units:
        if unit.source is None or unit.state != "translated" or not unit.target.text.strip():
            continue
        if unit.source.lang.split("-")[0] == unit.target.lang.split("-")[0]:
            continue
        if not (hits := context.terms_in(unit.source)):
            continue
        if squeezed(unit.source.text) == squeezed(unit.target.text):  # a copy: TB404 tells
            continue
        # TB402 tells of a deprecated one.
        told = {hit.term.concept for hit in context.misused(unit.target)}
        for _, group in groupby(hits, key=lambda hit: (hit.start, hit.end)):
            places = list(group)
            concepts = {hit.term.concept for hit in places}
            # Words that are terms of several concepts may mean any of them.
            if concepts & told or any(hit.term.broad for hit in places):
                continue
            if any(context.renders(unit.target, concept) for concept in concepts):
                continue
            hit = places[0]
            if not (allowed := context.allowed(hit.term.concept, unit.target.lang)):
                continue
            if any(context.permitted(concept, unit.target) for concept in concepts):
                continue
            told |= concepts
            found = unit.source.text[hit.start : hit.end]
            if _is_mentioned(found, unit.target.text):
                continue
            message = f"“{found}” is not translated by {quoted(allowed)}"
            yield check.finding(
                unit,
                (0, len(unit.target.text)),
                message,
                suggestions=allowed,
                concept=context.concept(hit.term.concept).id,
                certain=context.is_special(hit.term),
            )


def _is_mentioned(found: str, target: str) -> bool:
    """Whether a translation speaks of the word itself: it stands there as in the source, in quotation marks."""
    start = target.find(found)
    while start >= 0:
        before, after = target[:start], target[start + len(found) :]
        if before.endswith(_OPENING) and after.startswith(_CLOSING):
            return True
        start = target.find(found, start + 1)
    return False


CHECK = Check(
    code="TB401",
    name="term-not-used",
    severity="warning",
    scope="bilingual",
    summary="A term of the source is not translated by any preferred or admitted term.",
    explanation=(
        "The source names a concept of the termbase, and the target names it by none of the terms that the "
        "termbase allows in that language, in no inflected form. Use the preferred term; if the translation is "
        "good as it is, its term belongs into the concept as an admitted one. A source term marked `broad` names "
        "other things too and demands nothing; nor does a word that the target only quotes, in the source's letters. "
        "A term that is an ordinary word in each language (icon, archive) is certain only in a file about the subject "
        "of the base, where one unit of twenty names a concept by a name or a phrase; elsewhere the finding is info. "
        "Where translations into a language may leave the concept out, or name it by a pronoun, its file says so: "
        '`omissible = ["ko"]` or `pronoun = ["ru"]` under `[match]`. At one place '
        "a comment beside the unit does: `termbase: ignore TB401 — reason`."
    ),
    run=run,
    alone=True,
    by_subject=True,
    examples=(
        Example((("Every shock worker came.", "Пришли все ударники."),), 0),
        Example((("Every shock worker came.", "Пришли все работники."),), 1),
        Example((("A keen worker came.", "Пришёл человек."),), 0),
        Example((("The word *shock worker* is old.", "Слово “shock worker” давно известно."),), 0),
        Example((("Every shock worker came.", "Пришли все shock worker."),), 1),
        Example((("Every shock worker came.", "모든 돌격노동자가 왔다."),), 0, target_lang="ko"),
        Example((("The miner came.", "Он пришёл."),), 0),
        Example((("The miner came.", "Пришёл забойщик."),), 1, certain=False),
        Example((("The miner came.", "왔다."),), 0, target_lang="ko"),
        Example((("Pravda found a miner.", "«Правда» нашла рудокопа."),), 1),
        Example((("Every shock worker came.", "Every shock worker came."),), 0),
        Example((("You need a miner here.", "Здесь нужен рудокоп."),), 1, certain=False),
    ),
)
