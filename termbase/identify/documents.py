"""Which scheme a document writes its Russian in, on which words the verdict rests, and which words are outside it.

1. The words in Latin letters that are exactly some scheme's spelling of a Russian word are looked at. Those that
   are English words too are left out; a word that the base does not have counts only beside another.
2. A word decides something when some schemes give it and others do not. The scheme that gives most deciding
   words is the first layer; schemes that give the same of them cannot be told apart and are named together.
3. Two schemes that together give three words more are two layers: popular forms of names in the prose and a strict
   scheme in cited titles are normal in scholarship.
4. What is left then is outside, and so are words whose letters no single scheme gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from termbase.identify.words import Identifier

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\ufe20\ufe21’'ʹʼ′´`″ʺ”])*")
_TRAILING = "’'ʹʼ′´`″ʺ”"
_SUPPORT = 3
"""Words that a second layer needs; one or two are a misprint, or a name that everybody writes so."""
_SHORTEST = 3
_BESIDE = 60
"""Characters between the starts of two words of one name, title or quotation."""


class Layer(NamedTuple):
    """Schemes that cannot be told apart on the words of a document, and the words on which that rests."""

    schemes: tuple[str, ...]
    words: tuple[str, ...]
    """Of a second layer, those that the first does not give."""


class Profile(NamedTuple):
    """How a document romanises."""

    layers: tuple[Layer, ...]
    """One, or two; none when nothing decides."""
    outside: tuple[str, ...]
    """Russian words that no layer gives."""
    words: int
    """Different Russian words seen."""


def profile(texts: Iterable[str], identifier: Identifier, english: Collection[str] = ()) -> Profile:
    """The profile of a document.

    Args:
        texts: its paragraphs, without markup.
        identifier: knows the schemes and the words.
        english: words in lower case that are English as well as romanised Russian.
    """
    spelt = {word: schemes for text in texts for word, schemes in _russian(text, identifier, english)}
    every = frozenset().union(*spelt.values())
    deciding = {word: schemes for word, schemes in spelt.items() if schemes and schemes != every}
    given: dict[str, frozenset[str]] = {
        scheme: frozenset(word for word, schemes in deciding.items() if scheme in schemes) for scheme in sorted(every)
    }
    layers: list[Layer] = []
    covered: set[str] = set()
    for scheme in _cover(given, deciding):
        layers.append(Layer(_alike(given, scheme), tuple(sorted(given[scheme] - covered))))
        covered |= given[scheme]
    outside = [word for word, schemes in spelt.items() if not schemes or (word in deciding and word not in covered)]
    return Profile(tuple(layers), tuple(sorted(outside)), len(spelt))


def _cover(given: Mapping[str, frozenset[str]], deciding: Collection[str]) -> list[str]:
    """The scheme, or the two, that give most of the deciding words; two only if the second adds enough.

    The two are chosen together: the one scheme that gives most words of a mixed document is often a third, which
    has something of both.
    """
    if not deciding:
        return []
    one = max(given, key=lambda scheme: len(given[scheme]))
    if len(deciding) - len(given[one]) < _SUPPORT:
        return [one]
    first, second = max(
        combinations(given, 2),
        key=lambda pair: (len(given[pair[0]] | given[pair[1]]), len(given[pair[0]]) + len(given[pair[1]])),
    )
    if len(given[second]) > len(given[first]):
        first, second = second, first
    return [first, second] if len(given[first] | given[second]) - len(given[one]) >= _SUPPORT else [one]


def _alike(given: Mapping[str, frozenset[str]], scheme: str) -> tuple[str, ...]:
    """The schemes that give just the same deciding words."""
    return tuple(other for other in given if given[other] == given[scheme])


def _russian(text: str, identifier: Identifier, english: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The romanised words of a text and the schemes that give each; none for a mixture of schemes."""
    places = list(_WORD.finditer(text))
    seen = [None if _plain(place[0]) in english else _spelt(place[0], identifier) for place in places]
    for number, found in enumerate(seen):
        if found is None:
            continue
        word, schemes, of_base = found
        beside = (
            0 <= other < len(seen)
            and seen[other] is not None
            and abs(places[other].start() - places[number].start()) < _BESIDE
            for other in (number - 1, number + 1)
        )
        if of_base or any(beside):
            yield word, schemes


def _plain(word: str) -> str:
    return word.rstrip(_TRAILING).lower()


def _spelt(word: str, identifier: Identifier) -> tuple[str, frozenset[str], bool] | None:
    """A word as some scheme spells it; a quotation mark at its end is a sign only if some scheme has it there."""
    best = None
    for written in dict.fromkeys((word, word.rstrip(_TRAILING))):
        found = [
            candidate
            for candidate in identifier.identify(written, edits=0)
            # A name is not written small, and a word far from any spelling is a listed misprint.
            if candidate.distance == 0 and (written[0].isupper() or not candidate.source[0].isupper())
        ]
        if len(written) < _SHORTEST or not found:
            continue
        schemes = frozenset(scheme for candidate in found for scheme in candidate.schemes)
        best = (written, schemes, any(candidate.concept for candidate in found))
        if schemes:
            return best
    return best
