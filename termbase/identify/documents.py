"""Which scheme a document writes its Russian in, on which words the verdict rests, and which words are outside it.

1. The words in Latin letters that are exactly some scheme's spelling of a Russian word are looked at. Those that
   are English words too are left out; a word that the base does not have counts only beside another.
2. A word decides something when some schemes give it and others do not. The scheme that gives most deciding
   words is the first layer; schemes that give the same of them cannot be told apart and are named together.
3. Of the words left, the scheme that gives most is a second layer, if it has three words or more: popular
   forms of names in the prose and a strict scheme in cited titles are normal in scholarship.
4. What is left then is outside, and so are words whose letters no single scheme gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from termbase.identify.words import Identifier

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\ufe20\ufe21’'ʹʼ″ʺ”])*")
_TRAILING = "’'ʹʼ″ʺ”"
_SUPPORT = 3
"""Words that a second layer needs: with two, one document in eight of a single scheme seems mixed."""
_SHORTEST = 3
_BESIDE = 60
"""Characters between the starts of two words of one name, title or quotation."""


class Layer(NamedTuple):
    """Schemes that cannot be told apart on the words of a document, and the words on which that rests."""

    schemes: tuple[str, ...]
    words: tuple[str, ...]


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
    layers: list[Layer] = []
    for support in (1, _SUPPORT):
        layer = _best(deciding)
        if layer is None or len(layer.words) < support:
            break
        layers.append(layer)
        deciding = {word: schemes for word, schemes in deciding.items() if not schemes & set(layer.schemes)}
    outside = [*deciding, *(word for word, schemes in spelt.items() if not schemes)]
    return Profile(tuple(layers), tuple(sorted(outside)), len(spelt))


def _best(deciding: dict[str, frozenset[str]]) -> Layer | None:
    """The schemes that give most of the words."""
    given: dict[str, set[str]] = {}
    for word, schemes in deciding.items():
        for scheme in schemes:
            given.setdefault(scheme, set()).add(word)
    if not given:
        return None
    most = max(len(words) for words in given.values())
    alike = sorted(scheme for scheme, words in given.items() if len(words) == most)
    words = given[alike[0]]
    return Layer(tuple(scheme for scheme in alike if given[scheme] == words), tuple(sorted(words)))


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
