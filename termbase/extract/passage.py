"""A paragraph as the search for terms sees it: its words, what joins them, and what the text sets off.

Plain text is often full of light markup (*emphasis*, <i>tags</i>, # headings), so it is read here as well as what the
readers of `termbase.formats` have masked. Nothing changes its length: offsets are those of the segment.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from termbase.text import script, without_diaeresis
from termbase.units import Segment

OBJECT, MARK = "\ufffc", "\u00ad"
"""As `termbase.formats` masks: a thing that is no words, a sign that dresses words (also a soft hyphen)."""

_CODE: Final = re.compile(r"`[^`\n]{1,300}`|</?(?!(?:i|em|b|strong)\b)[A-Za-z][^<>\n]{0,200}>|\]\([^()\s]{1,300}\)")
_NOTE: Final = re.compile(r"<su[pb]>[^<>]{0,12}</su[pb]>", re.IGNORECASE)
_SIGN: Final = re.compile(
    r"</?(?:i|em|b|strong)>|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<!\w)_(?=\w)|(?<=[\w.!?])_(?!\w)",
    re.IGNORECASE,
)
_ITALIC: Final = re.compile("(?<![\\w~])~{1,4}(?=[^~\\s])([^~]{1,300})~{1,5}(?![\\w~])".replace("~", MARK))
_ITALIC_SIGNS: Final = {(1, 1), (3, 4), (4, 5), (3, 3)}
"""Lengths of *…*, <i>…</i>, <em>…</em>, ***…***; two signs are bold type, which sets no words off from a sentence."""
_QUOTES: Final = re.compile(
    "“([^“”]{1,300})”|«([^«»]{1,300})»|„([^„“”]{1,300})[“”]|《([^《》]{1,300})》|『([^『』]{1,300})』"
    "|「([^「」]{1,300})」|〈([^〈〉]{1,300})〉"
    r"|(?<!\w)‘([^‘’\n]{1,120})’(?!\w)|(?<![^\s(\[])\"([^\"\n]{1,300})\"(?!\w)"
)
_BRACKETS: Final = re.compile(r"\(([^()\n]{1,200})\)|\[([^\[\]\n]{1,200})\]")
_APOSTROPHES: Final = "’'ʹʼ′´`"
_STRAIGHT: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_WORD: Final = re.compile(
    r"[\uac00-\ud7a3]+|(?<!\d)(?![\uac00-\ud7a3])[^\W\d_]"  # DC코믹스의 are two, and 1st is none
    rf"(?:(?![\uac00-\ud7a3])[^\W\d_]|[\u0300-\u036f{MARK}\ufe20\ufe21]|[-\u2010\u2011{_APOSTROPHES}](?=[^\W\d_]))*"
)
OWNER: Final = re.compile(r"[’']s?$")
"""The ending of an owner: Stalin's, workers'."""
_ENDS: Final = re.compile(r"[.!?…:]")
_OPENS: Final = '“«„‘"《『「〈' + OBJECT
_SHORT_LINE: Final = 50
"""Characters; a shorter line of a paragraph is a line of a list or a title, not one that was broken for its length."""
_LONG: Final = 30
"""Words; no heading has so many."""
_MOST: Final = 0.6
"""Share of capitals in a heading in title case."""


class Word(NamedTuple):
    """A word of a passage."""

    start: int
    end: int
    text: str
    """Without soft hyphens and stress marks on Cyrillic."""
    lower: str
    """In small letters, with straight apostrophes, е for ё."""
    script: str
    """ISO 15924: ``Latn``, ``Cyrl``, ``Hang``; ``Zyyy`` for any other."""
    first: bool
    """Whether a sentence, a quotation or a line begins with it, so that its capital says nothing."""
    joined: bool
    """Whether only spaces (or the apostrophe of an owner) stand between it and the word before."""


class Span(NamedTuple):
    """A part of a passage that is set off."""

    start: int
    end: int
    outer: tuple[int, int]
    """With its signs."""


def tidy(text: str) -> str:
    """A text on one line, without signs of markup."""
    return " ".join(text.replace(MARK, "").replace(OBJECT, "").split())


def around(spans: Sequence[Span], offset: int) -> Span | None:
    """The one of some spans, none of which overlap, that holds an offset."""
    place = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and offset < spans[place].end else None


def behind(spans: Sequence[Span], offset: int) -> Span | None:
    """The first of some spans that begins, with its signs, at an offset or behind it."""
    place = bisect_left(spans, offset, key=lambda span: span.outer[0])
    return spans[place] if place < len(spans) else None


class Passage:
    """One paragraph."""

    def __init__(self, segment: Segment, path: str, abbreviations: Collection[str] = ()) -> None:
        """Read a segment.

        Args:
            segment: text with markup masked, as readers give it.
            path: of its file.
            abbreviations: words in small letters behind which a full stop ends no sentence.
        """
        self.lang = segment.lang.split("-", maxsplit=1)[0]
        self.path = path
        self._anchors = segment.anchors
        text = _NOTE.sub(_object, segment.text.replace("\r", " "))
        self.text = _SIGN.sub(lambda match: MARK * len(match[0]), _CODE.sub(_object, text))
        self.words = tuple(self._words(abbreviations))

    def place(self, offset: int) -> str:
        """``path:line`` of a character."""
        return f"{self.path}:{self._anchors.at(offset).line}"

    def clean(self, start: int, end: int) -> str:
        """A stretch of the text as a reader sees it: on one line, without signs of markup."""
        return tidy(self.text[start:end])

    @cached_property
    def main(self) -> str:
        """The script of most of its words."""
        scripts = Counter(word.script for word in self.words)
        return scripts.most_common(1)[0][0] if scripts else ""

    @cached_property
    def italics(self) -> tuple[Span, ...]:
        """Runs of words in italics."""
        found = []
        for match in _ITALIC.finditer(self.text):
            start, end = match.span(1)
            if (start - match.start(), match.end() - end) in _ITALIC_SIGNS:
                found.append(Span(start, end, match.span()))
        return tuple(found)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """What stands in quotation marks."""
        return tuple(_inside(match) for match in _QUOTES.finditer(self.text))

    @cached_property
    def brackets(self) -> tuple[Span, ...]:
        """What stands in round or square brackets, the innermost."""
        return tuple(_inside(match) for match in _BRACKETS.finditer(self.text))

    @cached_property
    def set_off(self) -> frozenset[tuple[int, int]]:
        """Where stretches stand in italics, quotation marks or a bracket of their own."""
        return frozenset((span.start, span.end) for span in (*self.italics, *self.quotes, *self.brackets))

    @cached_property
    def folded(self) -> str:
        """The text in small letters with straight apostrophes, of the same length."""
        small = self.text.lower()
        return (small if len(small) == len(self.text) else self.text).translate(_STRAIGHT)

    @cached_property
    def heading(self) -> bool:
        """Whether it is a line in title case or in capitals, whose capitals say nothing."""
        letters = [word for word in self.words if word.script != "Hang"]
        capitals = sum(word.text[0].isupper() for word in letters)
        ended = self.text.rstrip(f" \n{MARK}").endswith((".", "!", "?", "”", ";", ","))
        if not 2 < len(letters) < _LONG or ended or letters[0].text[0].islower():
            return False
        return capitals >= _MOST * len(letters)

    def line(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset begins and ends."""
        end = self.text.find("\n", offset)
        return self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end

    def before(self, offset: int, most: int) -> tuple[Word, ...]:
        """The last words that begin before an offset, so many at most."""
        end = self.index(offset)
        return self.words[max(0, end - most) : end]

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of a stretch."""
        return self.words[self.index(start) : self.index(end)]

    def index(self, offset: int) -> int:
        """Number of the first word that begins at an offset or behind it."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def _words(self, abbreviations: Collection[str]) -> list[Word]:
        found: list[Word] = []
        for match in _WORD.finditer(self.text):
            gap = self.text[found[-1].end if found else 0 : match.start()]
            text = _plain(match[0])
            joined = bool(found) and self._joins(gap, found[-1])
            first = not found or (not joined and _begins(gap, found[-1], abbreviations))
            code = next((code for char in text if (code := script(char)) != "Zyyy"), "Zyyy")
            lower = without_diaeresis(text.lower()).translate(_STRAIGHT)
            found.append(Word(match.start(), match.end(), text, lower, code, first, joined))
        return found

    def _joins(self, gap: str, before: Word) -> bool:
        if "\n" in gap:
            line, end = self.line(before.start)
            if gap.startswith("  ") or end - line < _SHORT_LINE:
                return False
        return gap.isspace() or (gap[:1] in _APOSTROPHES and gap[1:].isspace() and before.lower.endswith("s"))


class Capitals:
    """How often each word of the texts has a capital where that says something, and how often it has none."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        for passage in passages:
            for word in passage.words:
                if not word.text[0].isupper():
                    self._small[OWNER.sub("", word.lower)] += 1
                elif not word.first and not passage.heading:
                    self._capital[OWNER.sub("", word.lower)] += 1

    def is_proper(self, word: Word) -> bool:
        """Whether a word has a capital also where it need not, and mostly."""
        lower = OWNER.sub("", word.lower)
        return self._capital[lower] > self._small[lower]

    def has(self, lower: str) -> bool:
        """Whether a word in small letters stands in the texts with a capital that says something."""
        return self._capital[lower] > 0

    def is_common(self, word: Word) -> bool:
        """Whether a word stands in small letters anywhere."""
        return self._small[OWNER.sub("", word.lower)] > 0


def _begins(gap: str, before: Word, abbreviations: Collection[str]) -> bool:
    """Whether a new sentence, line or quotation begins behind a gap."""
    if any(char in gap for char in _OPENS) or "\n" in gap:
        return True
    ends = _ENDS.search(gap)
    if not ends:
        return False
    initial = len(before.text) == 1 and before.text.isupper()
    return gap[:1] != "." or not (initial or before.lower in abbreviations)


def _object(match: re.Match[str]) -> str:
    """A mask for code; what only links words keeps its bracket."""
    return "".join(char if char == "\n" else OBJECT for char in match[0])


def _inside(match: re.Match[str]) -> Span:
    start, end = match.span(match.lastindex or 0)
    return Span(start, end, match.span())


def _plain(word: str) -> str:
    """A word without soft hyphens and stress marks."""
    return word if word.isalnum() else "".join(char for char in word if char != MARK and char not in "\u0300\u0301")
