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

from termbase.identify.chance import RUSSIAN, Chance
from termbase.identify.reader import MARKS, SHORTEST, Reader, Romanised
from termbase.text import main_script

_HANGUL = r"\uac00-\ud7a3"
WORD = re.compile(
    rf"[{_HANGUL}]+|[^\W\d_{_HANGUL}](?:[^\W\d_{_HANGUL}]|[\u0300-\u036f\ufe20\ufe21{MARKS}]|[\"·](?=[^\W\d_]))*"
)
"""Korean particles follow foreign words without a space."""
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
    words = _Words(reader, chance)
    for number, text in enumerate(texts):
        tokens = WORD.findall(text)
        shapes = list(filter(None, map(words.__getitem__, tokens)))
        # Most paragraphs hold nothing that looks Russian, and need no look at each word and its place.
        hits = [] if words.russian.keys().isdisjoint(tokens) else list(_hits(text, words))
        chance.count(shapes, ((order, word, words.russian[word].of_base) for order, _, word in hits))
        runs.extend(_runs(((order, Found(number, start, words.russian[word])) for order, start, word in hits)))
    kept = _kept(runs, chance)
    return [
        found
        for run, stays in zip(runs, kept, strict=True)
        for found in run.words
        if stays or _counts_alone(found.word)
    ]


class _Words(dict[str, int]):
    """The words of a document by their shapes (`termbase.identify.chance`); 0: passed over."""

    def __init__(self, reader: Reader, chance: Chance) -> None:
        super().__init__()
        self._reader, self._chance = reader, chance
        self.russian: dict[str, Romanised] = {}
        """Those that look Russian."""

    def __missing__(self, word: str) -> int:
        # Shorter words are neither evidence nor an interruption: prepositions, initials.
        if len(word.rstrip(MARKS)) < SHORTEST or self._reader.is_english(word):
            self[word] = 0
        elif found := self._reader.read(word):
            self.russian[word] = found
            self[word] = RUSSIAN
        else:
            self[word] = self._chance.met(word)
        return self[word]


def _hits(text: str, words: _Words) -> Iterator[tuple[int, int, str]]:
    """The words that look Russian: the number of each among those that are not passed over, and where it stands."""
    order = offset = 0
    # No word goes beyond its line, and most lines have none of these.
    for line in text.split("\n"):
        tokens = WORD.findall(line)
        if words.russian.keys().isdisjoint(tokens):
            order += sum(map(bool, map(words.__getitem__, tokens)))
        else:
            for match in WORD.finditer(line):
                if match[0] in words.russian:
                    yield order, offset + match.start(), match[0]
                order += words[match[0]] > 0
        offset += len(line) + 1


def _runs(hits: Iterable[tuple[int, Found]]) -> Iterator[_Run]:
    """The runs of a paragraph.

    Args:
        hits: the words that look Russian, each with its number among those that are not passed over.
    """
    run = _Run([], after_one=False)
    last = end = 0
    for order, found in hits:
        if run.words and (order > last + 1 or found.start > end):
            yield run
            run = _Run([], after_one=order == last + 2 and found.start <= end)
        run.words.append(found)
        last, end = order, found.start + _BESIDE
    if run.words:
        yield run


def _kept(runs: Sequence[_Run], chance: Chance) -> list[bool]:
    """Whether each run is more than chance makes; one of mixtures of schemes only never is."""
    words = [frozenset(found.word for found in run.words) for run in runs]
    odds_of = chance.odds()
    odds = {
        run: prod(_TERM if word.of_base else odds_of(word.text) for word in run)
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
