"""Which words of two texts translate each other, and how surely each has its translation beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, product
from math import log
from typing import NamedTuple

from termbase.text import key, script

Words = frozenset[str]
Partners = Mapping[str, Sequence[tuple[str, float]]]
"""For words of the source words of the target that translate them, with what these tell (a logarithm)."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LETTERS = 5
"""How many of a word stay the same in its forms."""
_BEGINNING = {"Hang": 2}
"""The same where letters are syllables."""
_COMMON = 0.1
"""The share of sentences in which a word tells nothing."""
_MOST = 4
"""So many translations of a word are kept."""
_EVIDENCE = 10.8
"""Of the likelihood ratio (chi square with one degree of freedom: by chance in one case of a thousand)."""
_DOUBT = 12
"""Occurrences without a translation beside those that were seen."""
_TRUST = 3
"""Occurrences of a number or a term with its translation, and one without, beside those that were seen."""
_UNSEEN = 0.3
"""Of what a number or a term tells, what it tells when it has no translation: before any sentences are found."""
_LONG = 10_000
"""Pairs of words in sentences, from which nothing is learnt: they are too long."""


class Lexicon(NamedTuple):
    """What words tell."""

    partners: Partners
    lacking: tuple[Mapping[str, float], Mapping[str, float]]
    """What a word of the source, or the target, without a translation tells against a pair (a logarithm)."""


def words(text: str) -> Words:
    """The words of a text without their endings, and its numbers."""
    found = _WORD.findall(key(text))
    return frozenset(word if word.isdigit() else word[: _BEGINNING.get(script(word[0]), _LETTERS)] for word in found)


def learnt(pairs: Sequence[tuple[Words, Words]], alike: Partners, anchors: Words) -> Lexicon:
    """What the words of sentences and their translations tell of other sentences.

    Args:
        pairs: the words of each sentence, or two, and of its translation; none: not known yet.
        alike: words that are written alike, which count as translations of themselves.
        anchors: numbers and terms, which should have a translation.
    """
    if not pairs:
        lacking = {word: _UNSEEN * told for word in anchors for _, told in alike.get(word, ())}
        return Lexicon(alike, (lacking, lacking))
    learnt = {word: [*others, *alike.get(word, ())] for word, others in _partners(pairs).items()}
    partners = {**alike, **learnt}
    there = {word: {other for other, _ in others} for word, others in partners.items()}
    here: dict[str, set[str]] = {}
    for word, others in there.items():
        for other in others:
            here.setdefault(other, set()).add(word)
    back = [(theirs, mine) for mine, theirs in pairs]
    return Lexicon(partners, (_lacking(pairs, there, anchors), _lacking(back, here, anchors)))


def _lacking(
    pairs: Sequence[tuple[Words, Words]], partners: Mapping[str, set[str]], anchors: Words
) -> dict[str, float]:
    """What it tells against a pair that a word has no translation in it: by how often it has one."""
    seen: Counter[str] = Counter()
    translated: Counter[str] = Counter()
    for mine, theirs in pairs:
        for word in mine:
            if others := partners.get(word):
                seen[word] += 1
                translated[word] += not others.isdisjoint(theirs)
    return {
        word: -log(1 - (number + _TRUST) / (seen[word] + _TRUST + 1))
        if word in anchors
        else -log(1 - number / (seen[word] + _DOUBT))
        for word, number in translated.items()
    }


def _partners(pairs: Sequence[tuple[Words, Words]]) -> dict[str, list[tuple[str, float]]]:
    """For words of the one side words of the other that stand beside them more often than by chance.

    Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19 (1993) 61-74.
    """
    counted = [Counter(chain.from_iterable(side)) for side in zip(*pairs, strict=True)]
    most = max(_COMMON * len(pairs), 5)
    telling = [{word for word, number in side.items() if 1 < number <= most} for side in counted]
    together: Counter[tuple[str, str]] = Counter()
    for mine, theirs in pairs:
        words, others = telling[0] & mine, telling[1] & theirs
        if len(words) * len(others) <= _LONG:
            together.update(product(words, others))
    found: dict[str, list[tuple[float, str]]] = {}
    for (word, other), number in together.items():
        if number > 1 and (told := _told(number, counted[0][word], counted[1][other], len(pairs))):
            found.setdefault(word, []).append((told, other))
    return {
        word: [(other, told) for told, other in sorted(others, reverse=True)[:_MOST]] for word, others in found.items()
    }


def _told(both: int, mine: int, theirs: int, of: int) -> float:
    """How much likelier a word is beside another than elsewhere, the less the more often one of them stands alone."""
    expected = mine * theirs / of
    table = [
        (both, expected),
        (mine - both, mine - expected),
        (theirs - both, theirs - expected),
        (of - mine - theirs + both, of - mine - theirs + expected),
    ]
    if both <= expected or 2 * sum(seen * log(seen / due) for seen, due in table if seen) < _EVIDENCE:
        return 0.0
    return log((both - 0.5) / expected) * min(4 * both / (mine + theirs), 1.0)
