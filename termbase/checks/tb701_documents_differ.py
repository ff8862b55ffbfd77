"""TB701: documents of one run name the same concept, or spell the same name, in different ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.mentions import (
    Mention,
    Monolingual,
    by_concept,
    in_bracket,
    is_another_part,
    mentions,
    rivals,
    targets,
    texts,
)
from termbase.model import ALLOWED_STATUSES
from termbase.units import Unit

_SHOWN = 3
"""Documents that are named beside each rendering."""
Renderings = Mapping[str, Mapping[str, list[Mention]]]
"""How a concept is named, in which documents, where."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """One finding a concept and language, at the first place of the rarest rendering; the lists are by document."""
    units = list(units)
    found: dict[tuple[str, int], dict[str, dict[str, list[Mention]]]] = {}
    for document in (*texts(units), *targets(units)):
        for concept, places in by_concept(mentions(document, context, context.all_terms_in)).items():
            for place in places:
                if rendering := _rendering(place, document, context):
                    ways = found.setdefault((document.lang, concept), {})
                    ways.setdefault(rendering, {}).setdefault(document.path, []).append(place)
    for (lang, concept), ways in found.items():
        allowed = context.allowed(concept, lang)
        if len(ways) < 2 or not (differing := _differing(ways, allowed)):
            continue
        counts = {rendering: sum(map(len, ways[rendering].values())) for rendering in differing}
        ranks = {text: rank - len(allowed) for rank, text in enumerate(allowed)}
        ordered = sorted(differing, key=lambda rendering: (-counts[rendering], ranks.get(rendering, 0)))
        rarest, usual = ordered[-1], ordered[0]
        place = next(iter(ways[rarest].values()))[0]
        told = "; ".join(f"“{rendering}” {_listed(ways[rendering])}" for rendering in ordered)
        yield check.finding(
            place.unit,
            place.span,
            f"the documents differ: {told}",
            suggestions=[usual],
            concept=context.concept(concept).id,
        )


def _rendering(place: Mention, document: Monolingual, context: Context) -> str:
    """The term, whatever its form; of a Russian name in Latin letters what is written; empty: nothing to compare."""
    term = place.hit.term
    name = "name" in term.grammar.split()
    if term.status not in ALLOWED_STATUSES or in_bracket(place):
        return ""
    if term.lang.split("-", maxsplit=1)[0] != document.lang:
        # Other forms than the dictionary's stand in Russian phrases, not in the text's own language.
        romanised = name and document.lang == "en" and place.hit.via == "spelling" and not place.hit.features
        return " ".join(place.text.replace("\u00ad", "").split()) if romanised else ""
    if term.type in ("acronym", "abbreviation") or (term.type == "shortForm" and not name):
        return ""
    return "" if is_another_part(term, context) else term.text


def _differing(ways: Renderings, allowed: list[str]) -> list[str]:
    """The renderings of which one document has one only, another document another only, in the order of the texts."""
    different = {
        rendering
        for one, other in combinations(ways, 2)
        if ways[one].keys() - ways[other].keys() and ways[other].keys() - ways[one].keys()
        for rendering in rivals((one, other), allowed)
    }
    return [rendering for rendering in ways if rendering in different]


def _listed(documents: Mapping[str, list[Mention]]) -> str:
    """How often each document has a rendering."""
    shown = [f"{len(places)} × in {path}" for path, places in list(documents.items())[:_SHOWN]]
    more = len(documents) - _SHOWN
    return ", ".join(shown) + (f" and in {more} more" if more > 0 else "")


CHECK = Check(
    code="TB701",
    name="documents-differ",
    severity="info",
    scope="any",
    summary="Documents name the same concept by different terms, or spell the same name in different ways.",
    explanation=(
        "Runs with `termbase check --across`, over texts and the targets of bilingual files together; only what is in "
        "one language is compared. Reported is a concept that one document names by a term which another does not "
        "have, while that one has a term which the first does not have; and so for the spellings of a name, also those "
        "that only a transliteration scheme makes. Acronyms, a surname beside the full name, adjectives, romanised "
        "titles and what stands in brackets are not compared. One finding a concept, at the first place of the rarest "
        "rendering, with the counts of each document."
    ),
    run=run,
    asked=True,
    examples=(
        Example((("", "The norm was low."), ("", "The quota was low.")), 1, target_lang="en", documents=2),
        Example((("", "The norm, or quota, was low."), ("", "The quota was low.")), 0, target_lang="en", documents=2),
        Example((("", "Aleksei Stakhanov came."), ("", "Stakhanov came.")), 0, target_lang="en", documents=2),
        Example((("", "Aleksei Stakhanov came."), ("", "Aleksej Stachanov came.")), 1, target_lang="en", documents=2),
    ),
)
