"""Sources of a memory with more than one translation, and translations of more than one source.

Check TB403 says the same of the units of files. What it takes for one translation is one here too, but for the forms of
terms: letter case, the dots of ё, spaces, glyphs of quotes, a full stop at the end and the signs of keys do not count.
Nor do numbers and placeholders, which other checks compare (TB408, TB409).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from termbase.memory.blocks import primary
from termbase.memory.entry import Storage, Stored, Text
from termbase.memory.variety import variety
from termbase.text import squeezed

_ACCELERATOR = re.compile(r"\((?:&|_)\w\)|[&_](?=\w)")
"""The sign before the letter of a key, which is chosen for each menu anew; Korean appends it: (&F)."""
_DOTTED = ("\u0451", "\u0435")
"""The dots of this Russian letter are often left out."""
_END = " .…:"
_FORM = re.compile(r"\[\d\]$")
"""Of a plural, at the end of the name of a unit."""


class Wording(NamedTuple):
    """One of several translations."""

    text: str
    """As it is written most often."""
    pairs: list[Stored]
    """That have it, in the order they were stored."""


class Divergence(NamedTuple):
    """A source with several translations; backwards a translation with several sources."""

    source: Text
    lang: str
    """Of the translations."""
    wordings: list[Wording]
    """The most frequent first, the earliest among equals."""


def divergences(store: Storage, *, memory: str = "", backwards: bool = False) -> Iterator[Divergence]:
    """The sources with more than one translation into a language, in the order they were stored.

    Translations whose contexts (msgctxt) differ are not compared, and forms of a plural only with the same form.

    Args:
        store: the store.
        memory: the name of one; empty: all together.
        backwards: translations with more than one source instead.
    """
    for group in store.branching(memory=memory, backwards=backwards):
        alike: dict[tuple[str, ...], list[Stored]] = {}
        for pair in group:
            form = _FORM.search(pair.origin.unit)
            source, target = _sides(pair, backwards=backwards)
            place = (primary(source.lang), squeezed(source.text), variety(target.lang), form[0] if form else "")
            alike.setdefault(place, []).append(pair)
        for pairs in alike.values():
            differing = {pair.n: pair for some in _comparable(pairs) for pair in _differing(some, backwards=backwards)}
            if differing:
                source, target = _sides(pairs[0], backwards=backwards)
                ordered = [differing[n] for n in sorted(differing)]
                yield Divergence(source, target.lang, _wordings(ordered, backwards=backwards))


def folded(words: str) -> str:
    """What is compared of a translation.

    Args:
        words: its key (`termbase.text.key`, or that of a memory).
    """
    return _ACCELERATOR.sub("", words).replace(" ", "").replace(*_DOTTED).rstrip(_END)


def _sides(pair: Stored, *, backwards: bool) -> tuple[Text, Text]:
    return (pair.target, pair.source) if backwards else (pair.source, pair.target)


def _comparable(pairs: Sequence[Stored]) -> Iterable[Sequence[Stored]]:
    """A pair without a context is compared with all."""
    contexts = dict.fromkeys(pair.origin.context for pair in pairs if pair.origin.context)
    if len(contexts) < 2:
        return [pairs]
    return [[pair for pair in pairs if pair.origin.context in ("", context)] for context in contexts]


def _differing(pairs: Sequence[Stored], *, backwards: bool) -> Sequence[Stored]:
    keys = {_sides(pair, backwards=backwards)[1].key for pair in pairs}
    return pairs if len(keys) > 1 and len(set(map(folded, keys))) > 1 else ()


def _wordings(pairs: Iterable[Stored], *, backwards: bool) -> list[Wording]:
    found: dict[str, list[Stored]] = {}
    for pair in pairs:
        found.setdefault(folded(_sides(pair, backwards=backwards)[1].key), []).append(pair)
    wordings = []
    for alike in found.values():
        texts = [_sides(pair, backwards=backwards)[1].text for pair in alike]
        wordings.append(Wording(max(texts, key=texts.count), alike))
    return sorted(wordings, key=lambda wording: -len(wording.pairs))
