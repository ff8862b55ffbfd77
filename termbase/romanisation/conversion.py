"""Romanised Russian from one scheme to another, or to Cyrillic.

1. A word is read back: the Russian words that the old scheme spells just so.
2. These are respelt. Where several differ in the new scheme, the one that is printed without ё, is usual, or is a term
   is taken, and the choice is told.
3. Capitals stay as they are, and a sign that the old scheme does not write (' for ’) stays in the new one.
4. The new text is read, and what does not come back from it is told as well.

A word that the old scheme does not give stays. A name in prose, or a word that English has taken over (kolkhoz), stays
too, as its spelling is an established one there; in a title, beside one (Gudov, *Put’ stakhanovtsa*), or between
quotation marks it is converted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Literal, NamedTuple

from termbase.identify import Candidate
from termbase.romanisation.passages import CLOSING, OPENING, STOPS, Passage, Word
from termbase.romanisation.tools import Tools
from termbase.romanisation.writing import HARD, SOFT, Writing
from termbase.text import script, without_diaeresis
from termbase.translit import Converter

CYRILLIC = "cyrillic"
"""Stands for the original in the place of a scheme."""
Reason = Literal["", "several", "one-way", "not given", "name"]
_SIGNS = frozenset(SOFT + HARD)
_SOFT_HARD = "\u044c\u044a"
"""Letters ь and ъ, as the signs of two schemes are compared."""
_CAPITALS = (*map(chr, range(0x410, 0x430)), "\u0401")
_ENCLOSING = frozenset("*_\u00ad\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\"'")
"""Quotation marks and the signs of italics; U+00AD is what the reader of Markdown makes of these."""
_BESIDE = re.compile(r"(?:[^\W\d_]{1,4}\.|[\W_]){0,8}")
"""What may stand between a name and the title that it is cited with: signs, spaces, initials."""
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_\u0370-\U0010ffff]{1,4}(?=\.)")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,4}\.[ \u00a0-]?)+$")
_AFTER = re.compile(r"[.,]?[ \u00a0](?:[^\W\d_]{1,4}\.[ \u00a0-]?)+(?!\d)")
"""Initials before a name and after it."""
_NEAR = 24
"""Characters in which initials are looked for."""


class Respelling(NamedTuple):
    """A word in the new scheme."""

    text: str
    source: str
    """In Cyrillic."""
    others: tuple[str, ...]
    """Other words in Cyrillic that it may be, and that the new scheme would spell differently."""


class Place(NamedTuple):
    """A word of a document: how it is respelt, or why it stays."""

    number: int
    """Of the text, from 0."""
    start: int
    end: int
    written: str
    respelling: Respelling | None
    """None: the word stays as it is."""
    reason: Reason
    """Why it stays, or what is to be looked at; empty: nothing."""


class Conversion:
    """From one scheme to another; remembers the words."""

    def __init__(self, tools: Tools, old: str, new: str) -> None:
        """Set it up.

        Args:
            tools: what words are read with.
            old: the scheme that is read.
            new: the scheme that is written, or `CYRILLIC`.

        Raises:
            KeyError: there is no such scheme.
        """
        self.tools, self.old, self.new = tools, old, new
        self._from = Converter(tools.schemes[old])
        self._to = None if new == CYRILLIC else Converter(tools.schemes[new])
        self._known: dict[str, Respelling | None] = {}

    def respelt(self, written: str) -> Respelling | None:
        """A word in the new scheme; none if the old one does not give it."""
        if written not in self._known:
            self._known[written] = self._respelt(written)
        return self._known[written]

    def initial(self, written: str) -> Respelling | None:
        """An initial, such as Iu, in the new scheme; none if it is not one letter for sure."""
        return self._letters.get(written)

    @cached_property
    def _letters(self) -> Mapping[str, Respelling]:
        """Capitals as the old scheme has them."""
        found: dict[str, list[Respelling]] = {}
        for letter in _CAPITALS:
            text = self._to.convert(letter) if self._to else letter
            found.setdefault(self._from.convert(letter), []).append(Respelling(text, letter, ()))
        # Of letters that are written alike (E of Е and Э), the first is the usual one, unless it makes a difference.
        return {old: new[0] for old, new in found.items() if old and len({other.text for other in new}) == 1}

    def _respelt(self, written: str) -> Respelling | None:
        candidates = self._candidates(written)
        if not candidates:
            return None
        best: dict[str, tuple[str, Candidate]] = {}
        for candidate in candidates:
            text, cased = self._write(candidate.source, written)
            best.setdefault(text, (cased, candidate))
        (text, (source, chosen)), *others = best.items()
        # A rare word is no alternative to a usual one.
        told = (cased for _, (cased, other) in others if self._is_known(other) or not self._is_known(chosen))
        return Respelling(text, source, tuple(told))

    def _candidates(self, written: str) -> list[Candidate]:
        """The Russian words that the old scheme spells so, the likeliest first."""
        found: dict[str, Candidate] = {}
        for candidate in self.tools.reader.readings(written):
            if self.old in candidate.schemes:
                found.setdefault(candidate.source.lower(), candidate)
        # Russian print seldom has ё, and what is romanised is print (orthography of 1956, § 10).
        printed = [candidate for word, candidate in found.items() if without_diaeresis(word) == word]
        return sorted(
            printed or found.values(),
            key=lambda candidate: (
                not candidate.concept,
                not self._is_known(candidate),
                candidate.source.lower() != candidate.lemma.lower(),
                -len(candidate.schemes),
            ),
        )

    def _is_known(self, candidate: Candidate) -> bool:
        return bool(candidate.concept) or self.tools.identifier.is_usual(candidate)

    def _write(self, source: str, written: str) -> tuple[str, str]:
        """A Russian word in the new scheme, and in Cyrillic, with the capitals and the signs of a spelling."""
        lower = source.lower()
        given = unicodedata.normalize("NFC", written)
        for cased in (lower, lower[:1].upper() + lower[1:], source, source.upper()):
            for acronym in (None, True, False):
                spelt = self._from.convert(cased, acronym=acronym)
                if _signless(spelt) == _signless(given):
                    if self._to is None:
                        return cased, cased
                    return self._signed(self._to.convert(cased, acronym=acronym), spelt, given), cased
        cased = source.upper() if written.isupper() and len(source) > 1 else lower[:1].upper() + lower[1:]
        return (self._to.convert(cased, acronym=False) if self._to else cased), cased

    def _signed(self, text: str, spelt: str, given: str) -> str:
        """A respelt word with the signs that a writer has instead of those of the old scheme."""
        if self._to is None or spelt == given or len(spelt) != len(given):
            return text
        for letter in _SOFT_HARD:
            old, new = self._from.convert(letter), self._to.convert(letter)
            other = next((theirs for ours, theirs in zip(spelt, given, strict=True) if ours == old != theirs), "")
            if other in _SIGNS and new in _SIGNS:
                text = text.replace(new, other)
        return text


def places(writing: Writing, conversion: Conversion, *, names: bool = False) -> list[Place]:
    """The romanised words of a document, in its order.

    Args:
        writing: the document, its scheme that of the conversion.
        conversion: from the document's scheme.
        names: convert names in prose too.
    """
    found = sorted(_places(writing, conversion, names=names), key=_where)
    if conversion.new == CYRILLIC:
        return found
    # The proof: the new text is converted back.
    new = Writing(written(writing.texts, found), writing.tools, conversion.new)
    way_back = Conversion(writing.tools, conversion.new, conversion.old)
    back = {_where(place): place for place in _places(new, way_back, names=names) if place.respelling}
    return sorted(_proved(found, back), key=_where)


def _proved(found: Iterable[Place], back: dict[tuple[int, int], Place]) -> Iterator[Place]:
    """The places, and those that stay and that the way back would change; what is not restored says so."""
    shift: Counter[int] = Counter()
    at: dict[tuple[int, int], int] = {}
    for place in found:
        start = place.start + shift[place.number]
        text = place.respelling.text if place.respelling else place.written
        shift[place.number] += len(text) - len(place.written)
        at[place.number, start] = shift[place.number]
        other = back.pop((place.number, start), None)
        restored = other.respelling.text if other and other.respelling else text
        yield place if place.reason or restored == place.written else place._replace(reason="one-way")
    for (number, start), place in back.items():
        if place.respelling and place.respelling.text != place.written:
            before = max((where for where in at if where < (number, start)), default=(-1, 0))
            moved = at[before] if before[0] == number else 0
            yield place._replace(start=start - moved, end=place.end - moved, respelling=None, reason="one-way")


def _where(place: Place) -> tuple[int, int]:
    return place.number, place.start


def written(texts: Sequence[str], found: Iterable[Place]) -> list[str]:
    """The texts with the words respelt."""
    new = list(texts)
    for place in sorted(found, key=lambda place: -place.start):
        if place.respelling:
            text = new[place.number]
            new[place.number] = text[: place.start] + place.respelling.text + text[place.end :]
    return new


def _places(writing: Writing, conversion: Conversion, *, names: bool) -> Iterator[Place]:
    by_text: dict[int, list[Passage]] = {}
    for passage in writing.passages:
        by_text.setdefault(passage.number, []).append(passage)
    for number, those in by_text.items():
        for place, passage in enumerate(those):
            is_title = passage.is_phrase and not _is_english(passage, writing.tools)
            cited = names or is_title or _is_cited(writing.texts[number], those, place)
            yield from _of_passage(writing.texts[number], passage, conversion, cited=cited)


def _of_passage(text: str, passage: Passage, conversion: Conversion, *, cited: bool) -> Iterator[Place]:
    words = [word for word in passage.words if script(word.text[0]) == "Latn"]
    edges = set(_english_edges(text, passage, conversion.tools))
    respelt = [_initial(text, word, conversion) or conversion.respelt(word.text) for word in words]
    # Where most words are not of the scheme, the others are by accident: it is another scheme, or another language.
    foreign = sum(found is None for found in respelt) * 2 > len(words)
    for word, found in zip(words, respelt, strict=True):
        if found is None or foreign:
            if word.sure or not (foreign or word.readings):
                yield _place(passage, word, None, "not given")
        elif not cited or word in edges:
            if found.text != word.text:
                yield _place(passage, word, None, "name")
        else:
            yield _place(passage, word, found, "several" if found.others else "")
    if cited and not foreign:
        yield from _initials(text, passage, conversion)


def _english_edges(text: str, passage: Passage, tools: Tools) -> Iterator[Word]:
    """English at the ends of a passage, up to a little word: On stakhanovskoe dvizhenie, a book.

    Between quotation marks nothing is English.
    """
    first, last = passage.words[0], passage.words[-1]
    sides: list[tuple[bool, Iterable[Word]]] = [
        (text[first.start - 1 : first.start] in OPENING and first.start > 0, passage.words),
        (text[last.end :].lstrip(STOPS)[:1] in CLOSING and last.end < len(text.rstrip(STOPS)), reversed(passage.words)),
    ]
    for is_closed, words in sides:
        if not is_closed:
            run = list(takewhile(lambda word: not word.sure and _may_be_english(word, tools), words))
            while run and not _is_little(run[-1], tools):
                run.pop()
            yield from run


def _may_be_english(word: Word, tools: Tools) -> bool:
    return _is_little(word, tools) or word.text in tools.lexicon


def _is_little(word: Word, tools: Tools) -> bool:
    return word.text.lower() in tools.little


def _initial(text: str, word: Word, conversion: Conversion) -> Respelling | None:
    """A word of a passage that is an initial: Diukanov, Iu. A."""
    return conversion.initial(word.text) if text[word.end : word.end + 1] == "." else None


def _initials(text: str, passage: Passage, conversion: Conversion) -> Iterator[Place]:
    """Those beside the names at the ends of a passage."""
    first, last = passage.words[0], passage.words[-1]
    spans = []
    if not first.small and (match := _BEFORE.search(text, max(first.start - _NEAR, 0), first.start)):
        spans.append(match.span())
    if not last.small and (match := _AFTER.match(text, last.end, last.end + _NEAR)):
        spans.append(match.span())
    for start, end in spans:
        for match in _INITIAL.finditer(text, start, end):
            if found := conversion.initial(match[0]):
                yield Place(passage.number, match.start(), match.end(), match[0], found, "")


def _place(passage: Passage, word: Word, found: Respelling | None, reason: Reason) -> Place:
    return Place(passage.number, word.start, word.end, word.text, found, reason)


def _is_english(passage: Passage, tools: Tools) -> bool:
    """Whether all words of a passage are English as well, by the list or as terms of the base: kolkhoz."""
    texts = [word.text.lower() for word in passage.words]
    terms = [{term.lower() for term in tools.terms.get(text, ())} for text in texts]
    words = zip(passage.words, texts, terms, strict=True)
    return all(word.text in tools.lexicon or text in those for word, text, those in words)


def _is_cited(text: str, passages: Sequence[Passage], place: int) -> bool:
    """Whether words stand between quotation marks or in italics, or names beside a title."""
    words = passages[place].words
    if _ENCLOSING.issuperset((text[words[0].start - 1 : words[0].start], text[words[-1].end : words[-1].end + 1])):
        return True
    if any(word.small for word in words):
        return False
    beside = (*passages[max(place - 1, 0) : place], *passages[place + 1 : place + 2])
    return any(other.is_phrase and _are_beside(text, passages[place], other) for other in beside)


def _are_beside(text: str, one: Passage, other: Passage) -> bool:
    first, second = sorted((one, other), key=lambda passage: passage.words[0].start)
    return _BESIDE.fullmatch(text, first.words[-1].end, second.words[0].start) is not None


def _signless(text: str) -> str:
    """Letters only: which signs stand there, the reader has seen."""
    return "".join(char for char in text if char not in _SIGNS)
