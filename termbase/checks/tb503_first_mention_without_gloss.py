"""TB503: in a text that glosses its terms, the first mention of one has no gloss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.first_mention import LEAST, first_mentions, habitual
from termbase.checks.mentions import Mention, texts
from termbase.units import Segment, Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Only texts of which three first mentions have a gloss: the same concept in brackets, in other words."""

    def is_gloss(mention: Mention, bracket: str) -> bool:
        inside = Segment(bracket, "", mention.unit.target.anchors)
        return bool(bracket) and any(
            hit.term.concept == mention.hit.term.concept and hit.term.n != mention.hit.term.n
            for hit in context.all_terms_in(inside)
        )

    for writing in texts(units):
        firsts = first_mentions(writing, context, is_gloss)
        if sum(first.glossed for first in firsts) < LEAST:
            continue
        expected = {id(first) for group, _ in habitual(firsts, context) for first in group}
        for first in firsts:
            if first.glossed or not (first.later or id(first) in expected):
                continue
            mention = first.mention
            yield check.finding(
                mention.unit,
                mention.span,
                f"“{mention.text}” has no gloss at its first mention{first.line_of_gloss()}",
                concept=context.concept(mention.hit.term.concept).id,
            )


CHECK = Check(
    code="TB503",
    name="first-mention-without-gloss",
    severity="info",
    scope="prose",
    summary="A text glosses its terms, but not this one at its first mention.",
    explanation=(
        "Runs only when asked for (`--select TB503`), and speaks only of texts in which at least three terms have a "
        "gloss at their first mention: the same concept in brackets directly behind, in another language or script. "
        "Reported are terms whose gloss comes later only, with its line, and terms without any in a domain (persons, "
        "institutions …) of which at least three first mentions, and more than half, have one. Headings are not "
        "read. `termbase annotate` writes glosses."
    ),
    run=run,
    asked=True,
    examples=(
        Example(
            (
                ("", "A norm (норма), a miner (шахтёр) and a shock worker (ударник)."),
                ("", "A behest. The miner (шахтёр)."),
            ),
            1,
            target_lang="",
        ),
        Example((("", "A norm (норма), a miner (1935), a shock worker (ударник). A behest."),), 0, target_lang=""),
    ),
)
