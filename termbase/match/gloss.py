"""Glosses: the terms of other languages, written in brackets beside the first occurrence of each term of a text.

1. Places: the terms of each block in its order. None in headings (Markdown makes addresses of them), in HTML, inside a
   longer word, or within a link that goes on behind the term.
2. What to write: the preferred terms of the wanted languages, without those that stand there already.
3. Where: behind the signs of emphasis or the link that end with the term. Korean takes no space before a bracket.
4. Proof: the text is read again. A block that does not read as it did, with the glosses added, loses them; the next
   occurrence is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from termbase.forms.korean import is_syllable
from termbase.match.finder import Finder, Hit
from termbase.match.occurrence import file_end
from termbase.text import key, main_script
from termbase.units import Document, Lines, Segment

_MARK = "\u00ad"
_BRACKET = re.compile("[\\s\u00ad]*[(\uff08]([^()\uff08\uff09]*)[)\uff09]")
_OPEN = re.compile("[\\s\u00ad]*[(\uff08][^()\uff08\uff09]*\\Z")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_WORD_GOES_ON = re.compile("[-'\u2019\u2010\u2011]\\w")
_CLOSING = re.compile(r"(?:[*_~]|</[A-Za-z][^>]*>)+")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~]")
_BEFORE = 80
"""Characters before a bracket in which the term is looked for that it explains."""


class Wanted(NamedTuple):
    """Which glosses to write."""

    langs: Sequence[str]
    """BCP 47, in the order of the gloss."""
    romanise: Callable[[str], str] | None = None
    """Gives what is added to a term of one script in another; other terms it leaves as they are."""
    markdown: bool = False
    """Whether the text is Markdown, in which some characters are signs."""
    notes: bool = False
    """As footnotes, not in brackets: Markdown only."""


class Insertion(NamedTuple):
    """A piece of text to be written into a document."""

    unit: int
    """Number of the block, from 0."""
    at: int
    """Offset in the text of the block."""
    offset: int
    """Offset in the file."""
    text: str
    note: str = ""
    """The footnote that it refers to."""


class Annotated(NamedTuple):
    """A text with its glosses."""

    text: str
    glosses: int


def annotate(
    document: Document, finder: Finder, lang: str, wanted: Wanted, reread: Callable[[str], Document]
) -> Annotated:
    """A text of plain prose or Markdown with glosses; nothing else is changed in it.

    Args:
        document: the text.
        finder: finds the terms.
        lang: BCP 47, the language of the text; empty: terms of all languages are glossed.
        wanted: which glosses.
        reread: reads a text as the document was read.
    """
    glossing = _Glossing(document, finder, lang, wanted)
    refused: set[tuple[int, str]] = set()
    while True:
        insertions = glossing.insertions(refused)
        text = _inserted(document.text, [(insertion.offset, insertion.text) for insertion in insertions])
        bad = _spoilt(document, reread(text), insertions)
        if not bad:
            return Annotated(text + _footnotes(text, insertions), len(insertions))
        refused |= {(insertion.offset, insertion.text) for insertion in bad}


def _inserted(text: str, pieces: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    end = 0
    for offset, piece in sorted(pieces):
        parts += (text[end:offset], piece)
        end = offset
    return "".join((*parts, text[end:]))


def _footnotes(text: str, insertions: Sequence[Insertion]) -> str:
    """What is added at the end of a text."""
    notes = {insertion.text: insertion.note for insertion in reversed(insertions) if insertion.note}
    if not notes:
        return ""
    newline = "\r\n" if "\r\n" in text else "\n"
    return newline * (1 if text.endswith("\n") else 2) + newline.join(reversed(notes.values())) + newline


def _spoilt(before: Document, after: Document, insertions: Sequence[Insertion]) -> Sequence[Insertion]:
    """The insertions into blocks that do not read as they did with them added."""
    if len(before.units) != len(after.units):
        return insertions[-1:]
    bad: list[Insertion] = []
    for number, group in groupby(insertions, key=lambda insertion: insertion.unit):
        pieces = list(group)
        shown = [(piece.at, piece.text.replace("\\", _MARK)) for piece in pieces]
        if _inserted(before.units[number].target.text, shown) != after.units[number].target.text:
            bad += pieces
    return bad


class _Glossing:
    """Plans what to write into one document."""

    def __init__(self, document: Document, finder: Finder, lang: str, wanted: Wanted) -> None:
        self._text = document.text
        self._lines = Lines(document.text)
        self._finder = finder
        self._lang = lang
        self._wanted = wanted
        self._units = document.units
        self._hits = list(self._places())

    def _places(self) -> Iterator[tuple[int, Hit]]:
        """The terms that may be glossed: block and winner."""
        for number, unit in enumerate(self._units):
            text = unit.target.text
            if unit.role or text.lstrip().startswith("[^"):
                continue
            notes = [match.span() for match in _NOTE.finditer(text)]
            hits = self._finder.find(text, self._lang)
            for (start, end), places in groupby(hits, key=lambda hit: (hit.start, hit.end)):
                # A broad term names other things too: nobody is told what it may mean besides.
                hit = next((place for place in places if not place.term.broad), None)
                inside = any(first < end and start < last for first, last in notes)
                if hit and not inside and hit.via != "compound" and not _WORD_GOES_ON.match(text, end):
                    yield number, hit

    def insertions(self, refused: set[tuple[int, str]]) -> list[Insertion]:
        """One a term, at its first place that takes it."""
        done: set[int] = set()
        planned: list[Insertion] = []
        for number, hit in self._hits:
            if hit.term.n in done:
                continue
            found = self._insertion(number, hit, refused)
            if found is not None:
                done.add(hit.term.n)
                planned += found
        return planned

    def _insertion(self, number: int, hit: Hit, refused: set[tuple[int, str]]) -> list[Insertion] | None:
        """What to write at a place: nothing when all stands there, None when the place does not take it."""
        segment = self._units[number].target
        seen = segment.text[hit.start : hit.end]
        glosses = self._glosses(hit, seen)
        offset = file_end(self._lines, segment, hit.end)
        # Where an entity ends the term, what stands for the rest of it is passed over.
        at = hit.end + offset - 1 - self._lines.offset(segment.anchors.at(hit.end - 1))
        for place in self._ways_out(segment, at):
            end = file_end(self._lines, segment, place)
            tight = is_syllable(seen[-1]) or is_syllable(segment.text[place : place + 1])
            note = ""
            if self._wanted.notes:
                piece, note = self._note(glosses, hit, end)
            elif self._explains(segment, hit):
                return None
            elif match := _BRACKET.match(segment.text, place):
                missing = self._missing(glosses, hit, match[1])
                if len(missing) < len(glosses):  # the bracket is a gloss
                    place = match.end(1)  # noqa: PLW2901
                    end = file_end(self._lines, segment, place)
                    piece = "".join(f", {self._escaped(gloss)}" for gloss, _ in missing)
                else:
                    piece = self._bracket(glosses, tight=tight)
            else:
                piece = self._bracket(glosses, tight=tight and self._text[end - 1] != "]")
            if not piece:
                return []
            if (end, piece) not in refused and not _within(segment, place):
                return [Insertion(number, place, end, piece, note)]
        return None

    def _ways_out(self, segment: Segment, at: int) -> list[int]:
        """Where behind a term may be written: outside the signs that end with it, or inside."""
        ways = [at]
        start = self._lines.offset(segment.anchors.at(at - 1)) + 1 if at else 0
        closing = _CLOSING.match(self._text, start)
        if closing and segment.text[at : at + len(closing[0])] == _MARK * len(closing[0]):
            ways.insert(0, at + len(closing[0]))
        for way in list(ways):
            for first, last in segment.links:
                if first < way < last and not segment.text[way:last].strip(_MARK):
                    ways.insert(0, last)
        return list(dict.fromkeys(ways))

    def _explains(self, segment: Segment, hit: Hit) -> bool:
        """Whether the place stands in a bracket that is a gloss itself, of a term of the same concept."""
        before = segment.text[max(0, hit.start - _BEFORE) : hit.start]
        if not (match := _OPEN.search(before)):
            return False
        head = before[: match.start()]
        return any(
            other.term.concept == hit.term.concept and other.end == len(head) for other in self._finder.find(head)
        )

    def _glosses(self, hit: Hit, seen: str) -> list[tuple[str, str]]:
        """The glosses and their languages, without what the text has itself."""
        terms = self._finder.index.concept(hit.term.concept).terms
        found: dict[str, tuple[str, str]] = {}
        for lang in self._wanted.langs:
            first = next(iter(terms.get(lang) or terms.get(_base(lang)) or ()), "")
            other = self._wanted.romanise(first) if self._wanted.romanise else first
            for text in filter(None, dict.fromkeys((first, other))):
                own = _base(lang) == _base(hit.term.lang) and main_script(text) == main_script(seen)
                if not own and key(text) != key(seen):
                    found.setdefault(key(text), (text, lang))
        return list(found.values())

    def _missing(self, glosses: Sequence[tuple[str, str]], hit: Hit, bracket: str) -> list[tuple[str, str]]:
        """The glosses that a bracket does not have, in any form."""
        hits = self._finder.find(bracket)
        named = {_base(other.term.lang) for other in hits if other.term.concept == hit.term.concept}
        return [(text, lang) for text, lang in glosses if _base(lang) not in named and key(text) not in key(bracket)]

    def _bracket(self, glosses: Sequence[tuple[str, str]], *, tight: bool) -> str:
        written = ", ".join(self._escaped(text) for text, _ in glosses)
        return f"{'' if tight else ' '}({written})" if written else ""

    def _escaped(self, text: str) -> str:
        return _SPECIAL.sub(r"\\\g<0>", text) if self._wanted.markdown else text

    def _note(self, glosses: Sequence[tuple[str, str]], hit: Hit, end: int) -> tuple[str, str]:
        """What refers to a footnote, and the footnote if the text does not have it."""
        label = f"[^{self._finder.index.concept(hit.term.concept).id}]"
        if not glosses or self._text.startswith(label, end):
            return "", ""
        note = f"{label}: {', '.join(self._escaped(text) for text, _ in glosses)}"
        return label, "" if f"{label}:" in self._text else note


def _base(lang: str) -> str:
    return lang.split("-", maxsplit=1)[0]


def _within(segment: Segment, place: int) -> bool:
    return any(first < place < last for first, last in segment.links)
