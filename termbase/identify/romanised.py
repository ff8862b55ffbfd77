"""Which words of a text are romanised Russian.

A word of another language is often also the spelling of a Russian word: two in three German words of three letters
are, one in twenty of eight. So a word is seldom taken alone:

1. Words that some scheme gives, or the letters of several, are found; English words say nothing and are passed over.
2. Those that follow each other, with no other word between, are a run: a name, a title, a quotation.
3. Runs are kept from the least likely on, as long as chance would make at most one in ten of them
   (`termbase.identify.chance`).
4. A run with one other word between it and a kept one is likely of the same title, in which that word is misspelt.
5. A longer word of the base counts alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import prod
from typing import NamedTuple

from termbase.identify.chance import Chance
from termbase.identify.reader import MARKS, SHORTEST, Reader, Romanised
from termbase.text import main_script

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\ufe20\ufe21{MARKS}]|[\"·](?=[^\W\d_]))*")
_BESIDE = 60
"""Characters between the starts of two words of one run."""
_LONG = 5
"""Letters of a word of the base that counts alone; shorter ones are words of other languages as well (rai, ver)."""
_TERM = 0.01
"""Odds of a foreign word to be one of the base; less in German, Italian, Spanish and Polish prose."""
_FALSE = 0.1
"""Share of the kept runs that chance may make."""
_NEXT = 0.1
"""Odds at which a run one word off a kept one is kept too: by its place it is as likely to be Russian as not."""


class _Place(NamedTuple):
    """A word of a text that is not known to be English."""

    word: str
    start: int
    found: Romanised | None


class Found(NamedTuple):
    """A romanised word where it stands."""

    text: int
    """The number of the paragraph, from 0."""
    start: int
    word: Romanised


class _Run(NamedTuple):
    words: list[Found]
    after_one: bool
    """One other word, and no more, stands between it and the run before."""


def romanised(texts: Iterable[str], reader: Reader) -> list[Found]:
    """The romanised Russian words of a document, in its order; linear in its length.

    Args:
        texts: its paragraphs, without markup.
        reader: knows the schemes and the words.
    """
    chance = Chance()
    runs: list[_Run] = []
    for number, text in enumerate(texts):
        places = list(_places(text, reader))
        found = [place.found for place in places]
        chance.count(
            [place.word for place in places],
            [word is not None for word in found],
            [word is not None and word.of_base for word in found],
        )
        runs.extend(_runs(places, number))
    kept = _kept(runs, chance)
    return [
        found
        for run, stays in zip(runs, kept, strict=True)
        for found in run.words
        if stays or _counts_alone(found.word)
    ]


def _places(text: str, reader: Reader) -> Iterator[_Place]:
    for match in _WORD.finditer(text):
        word = match[0]
        # Shorter words are neither evidence nor an interruption: prepositions, initials.
        if len(word.rstrip(MARKS)) >= SHORTEST and not reader.is_english(word):
            yield _Place(word, match.start(), reader.read(word))


def _runs(places: Iterable[_Place], text: int) -> Iterator[_Run]:
    run = _Run([], after_one=False)
    end = others = 0
    for _, start, found in places:
        if run.words and (found is None or start > end):
            yield run
            run = _Run([], after_one=False)
        if found is None:
            others += 1
        else:
            if not run.words:
                run = _Run([], after_one=others == 1 and start <= end)
            run.words.append(Found(text, start, found))
            end, others = start + _BESIDE, 0
    if run.words:
        yield run


def _kept(runs: Sequence[_Run], chance: Chance) -> list[bool]:
    """Whether each run is more than chance makes; one of mixtures of schemes only never is."""
    words = [frozenset(found.word for found in run.words) for run in runs]
    odds = {
        run: prod(_TERM if word.of_base else chance.odds(word.text) for word in run)
        for run in words
        if any(word.schemes for word in run)
    }
    limit = chance.limit(odds.values(), _FALSE)
    kept = [run in odds and odds[run] <= limit for run in words]
    for number, run in enumerate(runs):
        if run.after_one and kept[number - 1] != kept[number]:
            other = number if kept[number - 1] else number - 1
            kept[other] = odds.get(words[other], 1.0) <= _NEXT
    return kept


def _counts_alone(word: Romanised) -> bool:
    return word.of_base and (len(word.text) >= _LONG or main_script(word.text) != "Latn")
