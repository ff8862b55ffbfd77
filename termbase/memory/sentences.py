"""The sentences of a text, and what each is recognised by in its translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import icu

_DIGITS = re.compile(r"\d+")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-z\u0430-\u044f\uac00-\ud7a3][aeou]?\.$")
"""With one letter, or two where a romanised one has two (Iu.)."""
_LAST_WORD = re.compile(r"(?P<number>(?:\d|\b[IVXLC]+)\s*)?(?<![\w.])(?P<word>[^\W\d_]+(?:\.\s?[^\W\d_]+)*|№)\.$")
"""Before a full stop; “e.g” is one."""
_BEFORE_NUMBER = re.compile(r"[^\W\d_]{2}[.!?]\s+(?=\d)")
_SHORT = 4
"""Words; no sentence that ends with a year or a measure has fewer."""
_AHEAD = 12
"""Characters that tell how it goes on."""


class Sentence(NamedTuple):
    """A sentence with what it is recognised by."""

    text: str
    anchors: tuple[str, ...]
    """Its numbers, and the ids of the concepts that it names."""
    paragraph: int = 0
    """In which it stands."""


class Cutter:
    """Cuts paragraphs into sentences: ICU, and what its rules do not know of abbreviations and of quotations."""

    def __init__(self, lang: str, rules: Mapping[str, Any]) -> None:
        """Of a language.

        Args:
            lang: BCP 47.
            rules: ``sentence`` of its language file; empty: none.
        """
        # CLDR has abbreviations of some languages (ss: sentence break suppressions).
        self._breaks = icu.BreakIterator.createSentenceInstance(icu.Locale(f"{lang}@ss=standard"))
        self._abbreviations = frozenset(rules.get("abbreviations", ()))
        self._numbered = frozenset(rules.get("after_numbers", ()))

    def sentences(self, paragraph: str) -> Iterator[str]:
        """The sentences, each with single spaces."""
        begun = ""
        rest = paragraph
        for piece in self._pieces(paragraph):
            begun += piece
            rest = rest[len(piece) :]
            if not self._goes_on(begun, rest[:_AHEAD]):
                yield " ".join(begun.split())
                begun = ""
        if begun:
            yield " ".join(begun.split())

    def _pieces(self, paragraph: str) -> Iterator[str]:
        """What ICU takes for sentences; it sees no end before a number with a small letter behind it: 12 dekabria."""
        whole = icu.UnicodeString(paragraph)
        self._breaks.setText(whole)
        start = 0
        for end in self._breaks:
            piece = str(whole[start:end])
            start = end
            begun = 0
            for found in _BEFORE_NUMBER.finditer(piece) if self._abbreviations else ():
                yield piece[begun : found.end()]
                begun = found.end()
            yield piece[begun:]

    def _goes_on(self, begun: str, after: str) -> bool:
        """Whether a sentence goes on behind what ICU takes for its end."""
        opening = after.lstrip("\"'“”„‘’«»—–-( ")
        if not after or begun.endswith("\n") or not opening:
            return False
        if opening[0].islower() or not (begun[-1:].isspace() or after[0].isspace()):
            return True  # “Is it so?” he asked; “정말인가?”라고
        if _INITIAL.search(begun.rstrip()):
            return True
        match = _LAST_WORD.search(begun.rstrip())
        if match and match["number"] and match["word"] in self._numbered:
            return len(begun.split()) < _SHORT  # «В 1935 г. он», but «Это было в 1935 г. Он»
        if not match:
            return False
        word, known = match["word"].lower(), self._abbreviations | self._numbered
        return word in known or (opening[0].isdigit() and word.rpartition(".")[2].strip() in known)  # “см. рис. 3”


def sentences(
    text: str, cutter: Cutter, concepts: Callable[[str], Sequence[str]], paragraph: int
) -> Iterator[Sentence]:
    """The sentences of a paragraph.

    Args:
        text: of the paragraph.
        cutter: of its language.
        concepts: gives the ids of the concepts that a text names.
        paragraph: its number.
    """
    for sentence in cutter.sentences(text):
        if any(map(str.isalnum, sentence)):
            yield Sentence(sentence, (*_DIGITS.findall(sentence), *concepts(sentence)), paragraph)
