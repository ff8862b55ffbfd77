"""What the checks TB401, TB402 and TB501 make of a term where it stands, and why they are silent where they are."""

from __future__ import annotations

from termbase.checks.context import Context, quoted
from termbase.match import Hit
from termbase.model import ALLOWED_STATUSES
from termbase.units import Segment, Unit


def verdict(unit: Unit, segment: Segment, hit: Hit, context: Context) -> str:
    """In one phrase, by which check a term is reported, or why by none.

    Args:
        unit: a unit.
        segment: its source or its target.
        hit: a term that was found in it.
        context: of the checks.
    """
    if unit.source is not None and (unit.state != "translated" or not unit.target.text.strip()):
        return f"not reported: the unit is {'untranslated' if unit.state == 'translated' else unit.state}"
    if not any(_where(hit) == _where(other) and hit.term == other.term for other in context.terms_in(segment)):
        if hit.via == "compound":
            return "not reported: nobody is told how a longer word is to be translated"
        return "nothing to report: checks read the listed spellings only"
    return _of_source(unit, unit.source, hit, context) if segment is unit.source else _of_target(unit, hit, context)


def _where(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _of_target(unit: Unit, hit: Hit, context: Context) -> str:
    code = "TB501" if unit.source is None else "TB402"
    if hit.term.status in ALLOWED_STATUSES:
        return f"nothing to report: {hit.term.status}"
    if any(_where(bad) == _where(hit) for bad in context.misused(unit.target)):
        return f"reported by {code}"
    good = next(
        other.term
        for other in context.terms_in(unit.target)
        if _where(other) == _where(hit) and other.term.status in ALLOWED_STATUSES
    )
    return f"not reported: the same words are {good.status}, of {context.concept(good.concept).id}"


def _of_source(unit: Unit, source: Segment | None, hit: Hit, context: Context) -> str:
    if source is None or source.lang.split("-")[0] == unit.target.lang.split("-")[0]:
        return "not reported: source and target are in one language"
    places = [other for other in context.terms_in(source) if _where(other) == _where(hit)]
    concepts = {other.term.concept for other in places}
    if concepts & set(context.concepts_named(unit.target)):
        return "nothing to report: it is translated"
    if any(other.term.broad for other in places):
        return "not reported: the term names other things too (`broad`)"
    if concepts & {other.term.concept for other in context.misused(unit.target)}:
        return "not reported by TB401: TB402 tells of the term in the translation"
    if not (allowed := context.allowed(places[0].term.concept, unit.target.lang)):
        return f"not reported: the base has no term for it in {unit.target.lang or 'the language of the target'}"
    for concept in sorted(concepts):
        if key := context.permitted(concept, unit.target):
            how = "leave it out" if key == "omissible" else "name it by a pronoun"
            return f"not reported: a translation into {unit.target.lang} may {how} (`{key}`)"
    return f"reported by TB401, once a unit: the translation has none of {quoted(allowed)}"
