"""The Russian dictionary: which strings are words, and of which lemmas they are forms.

The words are those of OpenCorpora as pymorphy3 has them, about five million forms in one graph that is read
into memory whole (0.2 s, 17 MB).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple


class Lemma(NamedTuple):
    """What a word is a form of."""

    text: str
    features: str
    """As `termbase.forms.Form.features`: case and number, person and tense."""
    proper: bool
    """A name of a person or a place, which is written with a capital."""


class Dictionary:
    """The words and their lemmas; a `termbase.identify.lattice.WordGraph`."""

    def __init__(self, features: Mapping[str, str]) -> None:
        """Load the dictionary.

        Args:
            features: grammeme to label, the table ``features`` of ``languages/ru.toml``.
        """
        # Not an import statement: the package has no type information, and few commands need it.
        self._dictionary: Any = import_module("pymorphy3").MorphAnalyzer().dictionary
        self._labels = features
        graph = self._dictionary.words
        self._follow = graph.dct.follow_bytes
        self._separator: bytes = bytes(graph._payload_separator)  # noqa: SLF001 - the library offers no walk of its graph
        self.root: int = graph.dct.ROOT
        self._grammar: dict[tuple[int, int], tuple[str, bool]] = {}
        self._arcs: dict[tuple[int, bytes], int | None] = {}

    def follow(self, node: int, letters: bytes) -> int | None:
        """The node that letters (UTF-8) lead to."""
        arc = (node, letters)
        try:
            return self._arcs[arc]
        except KeyError:
            if len(self._arcs) > _REMEMBERED:
                self._arcs.clear()
            found: int | None = self._follow(letters, node)
            self._arcs[arc] = found
            return found

    def ends(self, node: int) -> bool:
        """Whether a word ends at a node."""
        return self._follow(self._separator, node) is not None

    def lemmas(self, word: str) -> list[Lemma]:
        """The lemmas of a word of the dictionary, in its order."""
        found: dict[tuple[str, bool], list[str]] = {}
        for paradigm, form in self._dictionary.words.get(word, ()):
            features, proper = self._labelled(paradigm, form)
            text = self._dictionary.build_normal_form(paradigm, form, word)
            found.setdefault((text, proper), []).append(features)
        return [Lemma(text, ", ".join(features), proper) for (text, proper), features in found.items()]

    def _labelled(self, paradigm: int, form: int) -> tuple[str, bool]:
        if (paradigm, form) not in self._grammar:
            grammemes = self._dictionary.build_tag_info(paradigm, form).grammemes
            features = " ".join(label for name, label in self._labels.items() if name in grammemes)
            self._grammar[paradigm, form] = (features, not grammemes.isdisjoint(_PROPER))
        return self._grammar[paradigm, form]


_REMEMBERED = 1_000_000
"""Arcs; the beginnings of words are walked again and again, and a look into the graph is slow in Python."""
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
