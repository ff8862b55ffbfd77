"""TB406: southern and northern Korean in one work."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from termbase.checks.check import Check, Example
from termbase.checks.context import Context, quoted
from termbase.checks.finding import Finding
from termbase.checks.knowledge import general, table
from termbase.checks.pairs import Pair, pairs
from termbase.units import Unit

_KOREAN = "ko"
_NORTHERN = "ko-KP"
_NORMS = {_KOREAN: "southern", _NORTHERN: "northern"}


class _Spellings(NamedTuple):
    words: dict[str, re.Pattern[str]]
    """Language to the beginnings of words that only its norm writes."""
    other: dict[str, str]
    """A beginning in the one norm to that in the other."""
    quoted: re.Pattern[str]


class _Place(NamedTuple):
    start: int
    end: int
    instead: str
    concept: str = ""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
    """The work is a folder, in each norm apart; what is not of its norm is reported if anything is."""
    works: dict[tuple[PurePath, str], list[Pair]] = {}
    for pair in pairs(units):
        if general(pair.target.lang) == _KOREAN:
            lang = _NORTHERN if pair.target.lang == _NORTHERN else _KOREAN
            works.setdefault((PurePath(pair.unit.path).parent, lang), []).append(pair)
    for (_, lang), members in works.items():
        other = _KOREAN if lang == _NORTHERN else _NORTHERN
        strange = [(pair, place) for pair in members for place in _places(pair, other, context)]
        if strange and any(_spelt(pair.target.text, lang) for pair in members):
            for pair, place in strange:
                found = pair.target.text[place.start : place.end]
                message = f"“{found}” is {_NORMS[other]}, the work is in {_NORMS[lang]} Korean"
                advice = f"; write {quoted([place.instead])}"
                yield check.finding(
                    pair.unit,
                    (place.start, place.end),
                    message + advice,
                    suggestions=[place.instead],
                    concept=place.concept,
                )


def _places(pair: Pair, other: str, context: Context) -> Iterator[_Place]:
    """Words and terms of the other norm."""
    taken: set[int] = set()
    for start, end in _spelt(pair.target.text, other):
        taken |= set(range(start, end))
        yield _Place(start, end, _spellings().other[pair.target.text[start:end]])
    both = context.terms_in_both_koreas(pair.target)
    if not any(hit.term.lang == other for hit in both):
        return
    # A term that alone renders its concept is missing in its own norm: TB401 tells that.
    named = {hit.term.concept for hit in context.terms_in(pair.source)} & set(context.concepts_named(pair.target))
    own = {(hit.start, hit.end) for hit in both if hit.term.lang != other}
    for hit in both:
        if hit.term.lang == other and hit.term.concept in named and (hit.start, hit.end) not in own:
            allowed = context.allowed(hit.term.concept, pair.target.lang)
            if hit.term.text not in allowed and taken.isdisjoint(range(hit.start, hit.end)):
                yield _Place(hit.start, hit.end, allowed[0], context.concept(hit.term.concept).id)


def _spelt(text: str, lang: str) -> list[tuple[int, int]]:
    """Where a word begins as only one norm writes it, quotations and titles apart."""
    spellings = _spellings()
    found = [match.span() for match in spellings.words[lang].finditer(text)]
    if found:
        marked = [match.span() for match in spellings.quoted.finditer(text)]
        starts = [start for start, _ in marked]
        before = [bisect_left(starts, start) - 1 for start, _ in found]
        found = [span for span, n in zip(found, before, strict=True) if n < 0 or marked[n][1] <= span[0]]
    return found


@cache
def _spellings() -> _Spellings:
    data = table("ko-north")
    north: dict[str, str] = {**data["initial"], **data["loans"]}
    exceptions: dict[str, list[str]] = data["exceptions"]
    south = {southern: northern for northern, southern in north.items() if southern not in exceptions["south"]}
    kept = "".join(f"(?!{name})" for name in exceptions["north"])
    brackets = (f"{both[0]}[^{both[1]}]*{both[1]}" for both in exceptions["brackets"])
    return _Spellings(
        {_NORTHERN: re.compile(rf"\b{kept}(?:{'|'.join(north)})"), _KOREAN: re.compile(rf"\b(?:{'|'.join(south)})")},
        north | south,
        re.compile("|".join(brackets)),
    )


CHECK = Check(
    code="TB406",
    name="mixed-korean",
    severity="warning",
    scope="bilingual",
    summary="A Korean work mixes southern and northern usage.",
    explanation=(
        "The target uses a spelling or a term of the other Korean norm, while its work (the files of one folder with "
        "the same language) is written in its own. `ko` stands for southern usage, `ko-KP` for northern. Compared are "
        "words in which the norms differ at the beginning (nodong, rodong), loan words (soryeon, ssoryeon) and the "
        "terms of the base. Words in title brackets and quotation marks stand as they are. A work in which nothing is "
        "of its own norm is not mixed, and is not reported."
    ),
    run=run,
    examples=(
        Example((("Labour.", "노동은 명예다."), ("History.", "력사를 썼다.")), 1, target_lang="ko"),
        Example((("Labour.", "노동은 명예다."), ("History.", "『력사과학』을 읽었다.")), 0, target_lang="ko"),
        Example((("Labour.", "로동은 명예다."), ("History.", "력사를 썼다.")), 0, target_lang="ko"),
        Example((("Labour.", "로동은 명예다."), ("History.", "력사를 썼다.")), 0, target_lang="ko-KP"),
        Example((("Labour.", "로동은 명예다."), ("Theory.", "이론을 썼다.")), 1, target_lang="ko-KP"),
        Example((("Labour.", "노동당과 로동신문."),), 0, target_lang="ko"),
        Example(
            (("A shock worker.", "노동 영웅, 돌격 노동자."), ("A shock worker.", "돌격 노동자, 돌격대원.")),
            1,
            target_lang="ko",
        ),
    ),
)
