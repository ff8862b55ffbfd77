"""TB113: a definition does not rest on the term that it defines, and uses no term that is not to be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termbase.lint.finder import finder
from termbase.lint.rule import Remark, Rule
from termbase.match import Finder, Hit
from termbase.model import ALLOWED_STATUSES, Base

_SENTENCE_END = re.compile(r"\s*(;|(?<=\w)[.!?](?!\w)|$)")
_CLAUSE_END = re.compile(r"[;:(,]|(?<=\w\w)[.!?](?!\w)")
"""What follows the defining clause are examples and remarks, where the term may stand."""
_HEAD_LAST = re.compile(r"[;:(]|(?<=\w\w)[.!?](?!\w)")
"""The same in Korean, which puts the noun that says what it is behind everything that qualifies it."""
_QUOTED = re.compile('«[^»]*»|“[^”]*”|„[^“]*“|‘[^’]*’|『[^』]*』|「[^」]*」|《[^》]*》|〈[^〉]*〉|"[^"]*"')


def run(base: Base) -> Iterator[Remark]:
    """Terms in any form, found as in running text; what stands in quotation marks is spoken of, not used."""
    found = finder(base)
    for concept in base.concepts:
        for lang, definition in concept.definition.items():
            quoted = [match.span() for match in _QUOTED.finditer(definition)]
            clause = (_HEAD_LAST if lang.startswith("ko") else _CLAUSE_END).search(definition)
            end = clause.start() if clause else len(definition)
            hits = list(found.find(definition, lang))
            good = {(hit.start, hit.end) for hit in hits if hit.term.status in ALLOWED_STATUSES}
            for hit in hits:
                if any(start <= hit.start < stop for start, stop in quoted):
                    continue
                owner = found.index.concept(hit.term.concept).id
                text = definition[hit.start : hit.end]
                if hit.term.status not in ALLOWED_STATUSES and (hit.start, hit.end) in good:
                    continue
                if hit.term.status not in ALLOWED_STATUSES:
                    instead = " or ".join(f"“{better}”" for better in hit.term.instead)
                    told = f"“{text}” is {hit.term.status} (in {owner})" + (f"; use {instead}" if instead else "")
                    yield Remark(concept, f"definition.{lang}", told, definition)
                elif owner == concept.id and hit.end <= end and _rests_on(found, definition, hit):
                    told = f"the {lang} definition rests on “{text}”, which it defines"
                    yield Remark(concept, f"definition.{lang}", told, definition)


def _rests_on(found: Finder, definition: str, hit: Hit) -> bool:
    """It is the preferred term, or all that is said."""
    if hit.via == "spelling":
        return False
    alone = hit.start == 0 and _SENTENCE_END.match(definition, hit.end) is not None
    return alone or hit.term.text == found.index.concept(hit.term.concept).terms[hit.term.lang][0]


RULE = Rule(
    code="TB113",
    name="circular-definition",
    severity="warning",
    summary="A definition uses the term that it defines, or a deprecated term.",
    explanation=(
        "Who needs the definition does not know the term yet (ISO 704, circular definitions): say what kind of thing "
        "it is and what sets it apart. A synonym alone is no definition either. After the first clause, in examples "
        "and in quotation marks the term may stand. Deprecated terms of any concept may not, but in quotation marks."
    ),
    run=run,
)
