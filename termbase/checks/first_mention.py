"""First mentions and what is written in brackets beside them: what TB503 and TB508 have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from termbase.checks.context import Context
from termbase.checks.mentions import Mention, Monolingual, bracket_after, by_concept, in_bracket, mentions

LEAST = 3
"""First mentions with a gloss by which a document shows that it glosses its terms."""


class First(NamedTuple):
    """The first mention of a concept in the running text of a document."""

    mention: Mention
    glossed: bool
    later: Mention | None
    """The mention that has the gloss, when it is not the first."""

    def line_of_gloss(self) -> str:
        """For a message: where the gloss comes; empty when it comes nowhere."""
        if self.later is None:
            return ""
        return f"; it comes in line {self.later.unit.target.anchors.at(self.later.hit.start).line}"


def habitual(firsts: list[First], context: Context) -> Iterator[tuple[list[First], int]]:
    """The first mentions of each domain whose terms the document glosses as a rule, and how many of them are glossed.

    That is three of them and more, and more than half.
    """
    domains: dict[str, list[First]] = {}
    for first in firsts:
        for domain in context.concept(first.mention.hit.term.concept).domains[:1]:
            domains.setdefault(domain, []).append(first)
    for group in domains.values():
        glossed = sum(first.glossed for first in group)
        if glossed >= LEAST and glossed * 2 > len(group):
            yield group, glossed


def first_mentions(document: Monolingual, context: Context, is_gloss: Callable[[Mention, str], bool]) -> list[First]:
    """One a concept, in the order of the text; of terms in the language of the document, outside headings and brackets.

    Args:
        document: in one language.
        context: of the checks.
        is_gloss: whether what stands in the brackets behind a term is a gloss of it.
    """
    found = (mention for mention in mentions(document, context) if not mention.unit.role and not in_bracket(mention))
    firsts = []
    for places in by_concept(found).values():
        own = [place for place in places if place.hit.term.lang == document.lang]
        if not own:
            continue
        with_gloss = next((place for place in own if is_gloss(place, bracket_after(place))), None)
        first = own[0]
        later = with_gloss if with_gloss is not first else None
        firsts.append(First(first, with_gloss is first, later))
    return firsts
