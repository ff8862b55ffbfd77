"""The Russian dictionary: which strings are words, and of which lemmas they are forms.

The words are those of OpenCorpora as pymorphy3 has them, about five million forms in one graph that is read
into memory whole (0.2 s, 17 MB).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from termbase.identify.lattice import END


class Lemma(NamedTuple):
    """What a word is a form of."""

    text: str
    features: str
    """As `termbase.forms.Form.features`: case and number, person and tense."""
    proper: bool
    """A name of a person or a place, which is written with a capital."""


class Analysis(NamedTuple):
    """A word as a form of a lemma: the same letters may have several."""

    word: str
    """In small letters, with ё where the dictionary has it."""
    grammemes: frozenset[str]
    """Those of OpenCorpora."""
    place: tuple[int, int]
    """Number of the paradigm, and of the form in it."""


class Dictionary:
    """The words and their lemmas; a `termbase.identify.lattice.WordGraph`."""

    def __init__(self, features: Mapping[str, str]) -> None:
        """Load the dictionary.

        Args:
            features: grammeme to label, the table ``features`` of ``languages/ru.toml``.
        """
        # Not an import statement: the package has no type information, and few commands need it.
        analyser: Any = import_module("pymorphy3").MorphAnalyzer()
        self._dictionary: Any = analyser.dictionary
        self._analyser = analyser
        self._usual: Any = analyser.prob_estimator.p_t_given_w
        self._usual_lemmas: dict[str, bool] = {}
        self._labels = features
        self.arcs: Mapping[int, Mapping[str, int]] = _Arcs(self._dictionary.words)
        self.root: int = self._dictionary.words.dct.ROOT
        self._ends: dict[int, list[tuple[int, int]]] = {}
        self._grammar: dict[tuple[int, int], tuple[str, bool]] = {}
        self._printed: Any = analyser.char_substitutes
        self._analysed: dict[str, tuple[Analysis, ...]] = {}

    def __contains__(self, word: str) -> bool:
        """Whether a string is a word, in any form, in small letters."""
        node: int | None = self.root
        for letter in word:
            node = self.arcs[node].get(letter) if node is not None else None
        return node is not None and END in self.arcs[node]

    def usual(self, word: str) -> bool:
        """Whether a word stands in the corpus that was annotated with the dictionary."""
        return self._usual.dct.follow_bytes(f"{word}:".encode(), self.root) is not None

    def usual_lemma(self, lemma: str) -> bool:
        """Whether any form of a lemma stands in that corpus; words that can be read in one way only are not counted."""
        if lemma not in self._usual_lemmas:
            parses = [parse for parse in self._analyser.parse(lemma) if parse.normal_form == lemma]
            self._usual_lemmas[lemma] = any(self.usual(form.word) for parse in parses for form in parse.lexeme)
        return self._usual_lemmas[lemma]

    def usual_words(self) -> Iterator[str]:
        """The words of that corpus."""
        for entry in self._usual.keys():  # noqa: SIM118 - no mapping
            yield entry.partition(":")[0]

    def lemmas(self, word: str, end: int) -> list[Lemma]:
        """The lemmas of a word of the dictionary, in its order.

        Args:
            word: the word.
            end: the node that its letters lead to.
        """
        found: dict[tuple[str, bool], list[str]] = {}
        for paradigm, form in self._forms(self.arcs[end][END]):
            features, proper = self._labelled(paradigm, form)
            text = self._dictionary.build_normal_form(paradigm, form, word)
            found.setdefault((text, proper), []).append(features)
        return [Lemma(text, ", ".join(features), proper) for (text, proper), features in found.items()]

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """All forms that a word may be; its е may be ё in the dictionary, as print seldom has ё.

        Args:
            word: in small letters; none of a string that is no word.
        """
        if word not in self._analysed:
            if len(self._analysed) > _REMEMBERED:
                self._analysed.clear()
            self._analysed[word] = tuple(
                Analysis(fixed, self._dictionary.build_tag_info(*place).grammemes, tuple(place))
                for fixed, places in self._dictionary.words.similar_items(word, self._printed)
                for place in places
            )
        return self._analysed[word]

    def lemma(self, analysis: Analysis) -> str:
        """What a form is a form of."""
        text: str = self._dictionary.build_normal_form(*analysis.place, analysis.word)
        return text

    def forms(self, analysis: Analysis) -> Iterator[tuple[str, frozenset[str]]]:
        """The forms of the lemma and their grammemes, of a participle those of its whole verb."""
        paradigm, number = analysis.place
        stem = self._dictionary.build_stem(self._dictionary.paradigms[paradigm], number, analysis.word)
        for prefix, tag, suffix in self._dictionary.build_paradigm_info(paradigm):
            yield f"{prefix}{stem}{suffix}", tag.grammemes

    def _forms(self, node: int) -> list[tuple[int, int]]:
        """Numbers of paradigms and of forms in them; few nodes have them, as alike words end alike."""
        if node not in self._ends:
            record = self._dictionary.words._value_for_index  # noqa: SLF001 - by the word it would be walked again
            self._ends[node] = record(node)
        return self._ends[node]

    def _labelled(self, paradigm: int, form: int) -> tuple[str, bool]:
        if (paradigm, form) not in self._grammar:
            grammemes = self._dictionary.build_tag_info(paradigm, form).grammemes
            features = " ".join(label for name, label in self._labels.items() if name in grammemes)
            self._grammar[paradigm, form] = (features, not grammemes.isdisjoint(PROPER))
        return self._grammar[paradigm, form]


PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
"""Grammemes of names, which are written with a capital."""


class _Arcs(dict[int, Mapping[str, int]]):
    """The arcs of the nodes that were asked for, as `termbase.identify.lattice.WordGraph` has them.

    The library walks its graph a byte at a time and only where it is told to; its parts are read directly here.
    """

    def __init__(self, graph: Any) -> None:
        super().__init__()
        self._units, self._guide = graph.dct._units, graph.guide._units  # noqa: SLF001
        (self._separator,) = bytes(graph._payload_separator)  # noqa: SLF001

    def __missing__(self, node: int) -> Mapping[str, int]:
        if len(self) > _REMEMBERED:
            self.clear()
        self[node] = found = dict(self._letters(node))
        return found

    def _letters(self, node: int) -> Iterator[tuple[str, int]]:
        for lead, middle in self._bytes(node):
            if lead == self._separator:
                yield END, middle
            elif lead < _TWO_BYTES:
                yield chr(lead), middle
            else:
                for trail, after in self._bytes(middle):
                    yield chr((lead & 0x1F) << 6 | trail & 0x3F), after

    def _bytes(self, node: int) -> list[tuple[int, int]]:
        """The bytes that go on from a node; the guide lists them as first child and next sibling."""
        unit = self._units[node]
        base = node ^ (unit >> 10) << ((unit & 0x200) >> 6)
        label, found = self._guide[2 * node], []
        while label:
            after = base ^ label
            found.append((label, after))
            label = self._guide[2 * after + 1]
        return found


_REMEMBERED = 200_000
"""Nodes; the beginnings of words are walked again and again, and a look into the graph is slow in Python."""
_TWO_BYTES = 0xC0
"""From here on, a byte is the first of two (UTF-8, as far as Cyrillic goes)."""
