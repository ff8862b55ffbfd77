"""TB507: a Korean particle after a term is the one for another final sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.knowledge import table
from termbase.forms.korean import is_syllable
from termbase.match.finder import Misfit
from termbase.units import Edit, Segment, Unit


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """Particles of the listed pairs only, behind terms that they cannot make another word of."""
    known = table("checks")["ko"]
    other: dict[str, str] = {}
    for pair in known["particles"]:
        first, second = pair.split("/")
        other |= {first: second, second: first}
    for unit in units:
        if unit.state != "translated":
            continue
        text = unit.target.text
        for misfit in _misfits(unit.target, context):
            hit, end, chain = misfit
            joint = text[hit.end : end - sum(map(len, chain))]
            right = context.index.particles.repaired(text[hit.end - 1], chain, other)
            if not right or (not joint and _may_be_a_word(text[hit.start : hit.end], chain, known)):
                continue
            suggestion = text[hit.start : hit.end] + joint + right
            wrong = "".join(chain)
            message = f"“{wrong}” does not follow the final sound of “{text[hit.start : hit.end]}”"
            yield check.finding(
                unit,
                (hit.start, end),
                f"{message}; use “{suggestion}”",
                suggestions=[suggestion],
                concept=context.concept(hit.term.concept).id,
                edits=[Edit(end - len(wrong), end, right)] if text.endswith(wrong, 0, end) else [],
            )


def _misfits(segment: Segment, context: Context) -> Iterator[Misfit]:
    """Of terms that end at one place the longest, and none that stands in a longer term or shares its end."""
    longest: dict[int, Misfit] = {}
    for misfit in context.misfits(segment):
        known = longest.setdefault(misfit.hit.end, misfit)
        if misfit.hit.start < known.hit.start:
            longest[misfit.hit.end] = misfit
    if not longest:
        return
    terms = context.terms_in(segment)
    place = 0
    for misfit in sorted(longest.values(), key=lambda misfit: misfit.hit.start):
        while place < len(terms) and terms[place].end <= misfit.hit.end:
            place += 1
        if place == len(terms) or terms[place].start >= misfit.hit.end:
            yield misfit


def _may_be_a_word(term: str, chain: tuple[str, ...], known: dict[str, Any]) -> bool:
    """Whether term and particle may be one longer word (운동가)."""
    least = known["least_of"].get(chain[0], known["least"])
    return sum(map(is_syllable, term)) < least or (chain[0] == known["ga"] and term.endswith(tuple(known["with_ga"])))


CHECK = Check(
    code="TB507",
    name="wrong-particle",
    severity="warning",
    scope="any",
    summary="A Korean particle does not follow the final sound of its term.",
    explanation=(
        "The particles of topic, subject, object, company and direction have two forms: which one follows depends on "
        "whether the term ends in a consonant (its batchim), and for direction L counts as a vowel. A term that was "
        "replaced by another often keeps the particle of the old one. A bracket between term and particle does not "
        "count. Nothing is reported where term and syllable may be one longer word, nor behind Latin letters and "
        "hanja, which can be read in more ways than one; which pairs are checked is data (`languages/checks.toml`)."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("A norm.", "노르마를 넘겼다."),), 0, target_lang="ko"),
        Example((("A norm.", "노르마을 넘겼다."),), 1, target_lang="ko"),
        Example((("", "광부은 ‘돌격 노동자’이 되었다."),), 2, target_lang="ko"),
        Example((("", "돌격 노동자(shock worker)은 노르마(норма)로 유명하다."),), 1, target_lang="ko"),
    ),
)
