"""Which scheme a document writes its Russian in, on which words the verdict rests, and which words are outside it.

1. The romanised words are found (`termbase.identify.romanised`). A word decides something when some schemes give it
   and others do not.
2. The scheme that gives most deciding words is the layer, with all that give just the same words.
3. Two schemes that together give more are two layers: popular forms of names in the prose and a strict scheme in
   cited titles are normal in scholarship. The two are chosen together, as the one scheme that gives most words of a
   mixed document is often a third, which has something of both. A layer is all the schemes that, beside the other
   layer, give the same: what they differ in, the other layer explains.
4. What is left is outside, and so are words whose letters no single scheme gives. If that is much, the words are not
   Russian but of a related language, Ukrainian or Polish, and no layer is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from termbase.identify.reader import Reader, Romanised
from termbase.identify.romanised import romanised
from termbase.identify.words import Identifier
from termbase.index.grams import allowed_distance, distance
from termbase.text import key, main_script
from termbase.translit import Converter, Scheme

_SUPPORT = 3
"""Words that a layer needs; one or two are chance, a misprint, or a name that everybody writes so."""
_SHARE = 100
"""And one in so many of the deciding words: of the misprints in a long text some are spellings of another scheme."""
_OUTSIDE = 4
"""One in so many words may be outside. Of the Russian in a text, misprints and all, one in twenty is; of the words of
Ukrainian and Polish texts that look Russian, two in five."""
_AGAINST = 3
"""Telling words that any other scheme lacks, if it lacks so many."""

Pattern = frozenset[str]
"""The schemes that give a word; words with the same schemes count together."""


class Layer(NamedTuple):
    """Schemes that cannot be told apart on the words of a document, and the words on which that rests."""

    schemes: tuple[str, ...]
    words: tuple[str, ...]
    """All of these schemes give them; of a second layer, those that the first does not give."""
    telling: tuple[str, ...]
    """Few words that speak against all other schemes, each of which lacks some of them."""


class Profile(NamedTuple):
    """How a document romanises."""

    layers: tuple[Layer, ...]
    """One, or two; none when hardly anything decides."""
    outside: tuple[str, ...]
    """Russian words that no layer gives."""
    words: int
    """Different Russian words seen."""


def profile(
    texts: Iterable[str],
    identifier: Identifier,
    english: Collection[str] = (),
    schemes: Mapping[str, Scheme] | None = None,
) -> Profile:
    """The profile of a document; linear in its length.

    Args:
        texts: its paragraphs, without markup.
        identifier: knows the words.
        english: words that are English as well as romanised Russian, as a dictionary writes them.
        schemes: those of the identifier. Without them, schemes of which the document has no word are not compared,
            and a word with ё that is romanised as if with е is a mixture.
    """
    reader = Reader(identifier, english, schemes)
    return profile_of((place.word for place in romanised(texts, reader)), reader)


def profile_of(words: Iterable[Romanised], reader: Reader) -> Profile:
    """The profile of a document whose words are known.

    Args:
        words: the romanised ones, in the order of the document.
        reader: the one that they were read with.
    """
    found = {word.text: word for word in words}
    deciding = _deciding(found.values(), frozenset(reader.romanisations))
    layers = _Choice(deciding).layers()
    outside = _outside(found, deciding, layers)
    # Words of the base are Russian, however they are spelt.
    foreign = [word for word in outside if not found[word].of_base]
    if len(foreign) >= _SUPPORT and len(foreign) * _OUTSIDE > len(found):
        layers, outside = [], _outside(found, deciding, [])
    return Profile(tuple(layers), tuple(outside), len(found))


def _outside(found: Mapping[str, Romanised], deciding: Collection[str], layers: Iterable[Layer]) -> list[str]:
    covered = {word for layer in layers for word in layer.words}
    return sorted(word for word in found if not found[word].schemes or (word in deciding and word not in covered))


def instead(found: Profile, identifier: Identifier, schemes: Mapping[str, Scheme]) -> dict[str, str]:
    """What the first layer would write for the words that it does not give.

    Of the Russian words that a spelling may be, those that the second layer spells so come first, then the one whose
    spelling is nearest. Nothing is said of a word outside that is far from any: it is hardly Russian.

    Args:
        found: the profile of a document.
        identifier: the one that was used for it.
        schemes: those of the identifier.
    """
    if not found.layers:
        return {}
    reader = Reader(identifier, (), schemes)
    converter = Converter(schemes[found.layers[0].schemes[0]])
    second = {name for layer in found.layers[1:] for name in layer.schemes}
    spellings: dict[str, str] = {}
    for word in (*(word for layer in found.layers[1:] for word in layer.words), *found.outside):
        near = []
        for number, candidate in enumerate(reader.readings(word)):
            spelling = converter.convert(candidate.source.capitalize() if word[0].isupper() else candidate.source)
            apart = distance(key(word), key(spelling), len(word))
            near.append((second.isdisjoint(candidate.schemes), apart, number, spelling))
        is_outside, apart, _, spelling = min(near)
        if apart and not (is_outside and apart > allowed_distance(len(word))):
            spellings[word] = spelling
    return spellings


def _deciding(words: Collection[Romanised], romanisations: Pattern) -> dict[str, Pattern]:
    """The words that some schemes give and others do not; Hangul is compared with Hangul."""
    every = {"Latn": romanisations}
    for word in words:
        script = main_script(word.text)
        every[script] = every.get(script, frozenset()) | word.schemes
    return {word.text: word.schemes for word in words if word.schemes and word.schemes != every[main_script(word.text)]}


class _Choice:
    """The schemes to be chosen from, and how many of the deciding words they give."""

    def __init__(self, deciding: Mapping[str, Pattern]) -> None:
        self._deciding = deciding
        self._counts = Counter(deciding.values())
        names: Pattern = frozenset().union(*self._counts)
        self._given = {
            name: frozenset(pattern for pattern in self._counts if name in pattern) for name in sorted(names)
        }

    def layers(self) -> list[Layer]:
        """One layer, or two if they give enough more; none when hardly anything decides."""
        if not self._given:
            return []
        one = max(self._given, key=lambda name: self._count(self._given[name]))
        most = self._count(self._given[one])
        if most < _SUPPORT:
            return []
        needed = max(_SUPPORT, len(self._deciding) / _SHARE)
        # The number of pairs is that of the schemes, whatever the text; a pure document is spared them.
        if len(self._deciding) - most >= needed:
            pair = max(combinations(self._given, 2), key=self._together)
            if self._together(pair)[0] - most >= needed:
                return self._two(*sorted(pair, key=lambda name: -self._count(self._given[name])))
        schemes = frozenset(name for name, given in self._given.items() if given == self._given[one])
        words = self._words(schemes)
        return [self._layer(schemes, words, words)]

    def _two(self, first: str, second: str) -> list[Layer]:
        both = self._given[first] | self._given[second]
        firsts, seconds = (
            frozenset(
                name for name, given in self._given.items() if name != other and given | self._given[other] == both
            )
            for other in (second, first)
        )
        words, others = self._words(firsts), self._words(seconds)
        return [self._layer(firsts, words, words - others), self._layer(seconds, others - words, others - words)]

    def _count(self, patterns: Iterable[Pattern]) -> int:
        return sum(self._counts[pattern] for pattern in patterns)

    def _together(self, pair: tuple[str, str]) -> tuple[int, int]:
        """How many words two schemes give, and how many both do."""
        first, second = (self._given[name] for name in pair)
        return self._count(first | second), self._count(first & second)

    def _words(self, schemes: Pattern) -> set[str]:
        return {word for word, pattern in self._deciding.items() if schemes <= pattern}

    def _layer(self, schemes: Pattern, words: Collection[str], against: Collection[str]) -> Layer:
        """A layer with its telling words: each next one is what most of the other schemes lack."""
        others = self._given.keys() - schemes
        best: dict[Pattern, list[str]] = {}
        for word in sorted(against, key=lambda word: (-len(word), word)):
            best.setdefault(self._deciding[word], []).append(word)
        left = [(word, others - pattern) for pattern, alike in best.items() for word in alike[:_AGAINST]]
        lacking = Counter(name for _, names in left for name in names)
        needed = Counter({name: min(_AGAINST, number) for name, number in lacking.items()})
        # A scheme that gives no word at all is not among the others.
        telling = [word for word, names in left[:1] if not needed]
        while needed:
            word, names = max(left, key=lambda item: len(item[1] & needed.keys()))
            left.remove((word, names))
            telling.append(word)
            needed -= Counter(names)
        return Layer(tuple(sorted(schemes)), tuple(sorted(words)), tuple(telling))
