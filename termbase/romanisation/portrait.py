"""How a document romanises, in numbers: schemes, layers, signs, and the words that are to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from termbase.identify import Profile, instead
from termbase.romanisation.fault import Fault, Kind
from termbase.romanisation.proof import faults
from termbase.romanisation.writing import HARD, SOFT, Writing
from termbase.text import script

_COLUMNS = 8
"""Schemes that are compared; after those of the layers, the ones that give most."""


class Share(NamedTuple):
    """Schemes that give the same words of a document."""

    schemes: tuple[str, ...]
    words: int
    """How many different ones they give."""
    layer: int
    """Which layer they are, from 1; 0: none."""


class Doubt(NamedTuple):
    """A word that is not written as the scheme of the document would have it."""

    word: str
    kind: Kind
    expected: tuple[str, ...]
    """What could stand there, best first."""
    cyrillic: tuple[str, ...]
    """What each of them is, as far as that is known."""
    places: tuple[tuple[int, int], ...]
    """Number of the paragraph, and offset in it."""


class Row(NamedTuple):
    """A paragraph with words that some of the schemes give, and others do not."""

    number: int
    words: int
    """How many such; each occurrence counts."""
    given: tuple[int, ...]
    """How many of them each of the schemes gives that are compared, in the order of `Portrait.shares`."""


class Portrait(NamedTuple):
    """See the module."""

    profile: Profile
    scheme: str
    """The one of titles and quotations; empty: none could be told."""
    instead: Mapping[str, str]
    """What the first layer would write for the words of the second one and for those outside."""
    shares: tuple[Share, ...]
    signs: Mapping[str, int]
    """The glyphs of soft and hard signs, and how often each stands."""
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]


def portrait(writing: Writing) -> Portrait:
    """The portrait of a document; the work of looking for its faults."""
    patterns = dict(_patterns(writing))
    shares = _shares(writing, Counter(frozenset(pattern) for pattern in patterns.values()))
    rows = tuple(_rows(writing, [share.schemes[0] for share in shares]))
    tools = writing.tools
    signs = Counter(char for _, word in writing.words() for char in word.text[1:] if char in SOFT + HARD)
    return Portrait(
        writing.profile,
        writing.scheme,
        instead(writing.profile, tools.identifier, tools.schemes),
        shares,
        dict(signs.most_common()),
        rows,
        tuple(_doubts(faults(writing))),
    )


def _patterns(writing: Writing) -> Iterator[tuple[str, Iterable[str]]]:
    """The words that some scheme gives, and these schemes."""
    for _, word in writing.words():
        schemes = {scheme for candidate in word.readings for scheme in candidate.schemes}
        if word.sure and schemes and script(word.text[0]) == "Latn":
            yield word.text, schemes & set(writing.tools.reader.romanisations)


def _shares(writing: Writing, patterns: Counter[frozenset[str]]) -> tuple[Share, ...]:
    """The schemes that give the same words as one; those of layers first, then those that give most."""
    layers = [layer.schemes for layer in writing.profile.layers]
    alike: dict[frozenset[frozenset[str]], list[str]] = {}
    for scheme in sorted(frozenset().union(*patterns)):
        alike.setdefault(frozenset(pattern for pattern in patterns if scheme in pattern), []).append(scheme)
    found = []
    for given, schemes in alike.items():
        layer = next((number for number, names in enumerate(layers, 1) if set(names) & set(schemes)), 0)
        if writing.scheme in schemes:
            schemes = [writing.scheme, *(name for name in schemes if name != writing.scheme)]  # noqa: PLW2901
        found.append(Share(tuple(schemes), sum(patterns[pattern] for pattern in given), layer))
    found.sort(key=lambda share: (not share.layer, share.layer, -share.words))
    return tuple(found[:_COLUMNS])


def _rows(writing: Writing, schemes: Sequence[str]) -> Iterator[Row]:
    """The paragraphs; what all schemes give, or none does, says nothing."""
    by_text: dict[int, list[set[str]]] = {}
    for passage, word in writing.words():
        given = {scheme for candidate in word.readings for scheme in candidate.schemes}.intersection(schemes)
        if word.sure and 0 < len(given) < len(schemes):
            by_text.setdefault(passage.number, []).append(given)
    for number, words in sorted(by_text.items()):
        yield Row(number, len(words), tuple(sum(scheme in given for given in words) for scheme in schemes))


def _doubts(found: Iterable[Fault]) -> Iterator[Doubt]:
    """Faults of the same word that are put right in the same way, as one; the most frequent first."""
    alike: dict[tuple[str, Kind, tuple[str, ...]], list[Fault]] = {}
    for fault in found:
        alike.setdefault((fault.word.text, fault.kind, fault.expected), []).append(fault)
    for (word, kind, expected), those in sorted(alike.items(), key=lambda item: -len(item[1])):
        cyrillic = tuple(dict.fromkeys(candidate.source for candidate in those[0].meant))
        places = tuple((fault.passage.number, fault.word.start) for fault in those)
        yield Doubt(word, kind, expected, cyrillic, places)
