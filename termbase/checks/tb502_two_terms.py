"""TB502: a text names one concept by several admitted terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.mentions import (
    Mention,
    Monolingual,
    bracket_after,
    by_concept,
    in_bracket,
    is_another_part,
    is_shortened,
    mentions,
    rivals,
    texts,
)
from termbase.model import ALLOWED_STATUSES
from termbase.units import Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """One finding a concept, at the first place of the term that stands there least often."""
    for document in texts(units):
        for concept, found in by_concept(_counted(document, context)).items():
            terms = by_term(found)
            names = context.allowed(concept, document.lang)
            among = rivals(terms, names)
            if not among:
                continue
            allowed = [text for text in names if text in among]
            rarest = min(reversed(allowed), key=lambda text: len(terms[text]))
            counts = ", ".join(f"“{text}” {len(terms[text])} ×" for text in allowed)
            mention = terms[rarest][0]
            yield check.finding(
                mention.unit,
                mention.span,
                f"one concept has several names here: {counts}; {quoted(names[:1])} is preferred",
                suggestions=names[:1] if rarest != names[0] else [],
                concept=context.concept(concept).id,
            )


def _counted(document: Monolingual, context: Context) -> Iterator[Mention]:
    """Mentions in the running text, by allowed terms of its language; not glosses, nor what they explain."""
    for mention in mentions(document, context):
        term = mention.hit.term
        if term.lang != document.lang or term.status not in ALLOWED_STATUSES or mention.unit.role:
            continue
        if is_shortened(term) or is_another_part(term, context) or in_bracket(mention) or bracket_after(mention):
            continue
        yield mention


def by_term(found: Iterable[Mention]) -> dict[str, list[Mention]]:
    """Mentions by the term, whatever its form."""
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        groups.setdefault(mention.hit.term.text, []).append(mention)
    return groups


CHECK = Check(
    code="TB502",
    name="two-terms",
    severity="info",
    scope="prose",
    summary="One concept is named by several admitted terms in one text.",
    explanation=(
        "The running text of a document names a concept now by one admitted term, now by another, and a reader may "
        "take them for two things. The message counts each and says which is preferred. Acronyms and other shortened "
        "forms are no second term, nor is a term whose words are among those of the other (a surname, then the full "
        "name), nor an adjective, a romanised title, a gloss in brackets or the term before it. Headings are not read."
    ),
    run=run,
    examples=(
        Example((("", "The norm was low; the quota was raised."),), 1, target_lang=""),
        Example((("", "The norm (quota) was low. Every norm was."),), 0, target_lang=""),
        Example((("", "Aleksei Stakhanov came. Stakhanov spoke."),), 0, target_lang=""),
        Example((("", "The All-Union Central Council of Trade Unions met. The VTsSPS voted."),), 0, target_lang=""),
    ),
)
