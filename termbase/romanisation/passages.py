"""Where the romanised Russian of a document stands: names, titles, quotations, glosses, word by word.

`termbase.identify.romanised` finds the words that can hardly be anything else. A passage is such a word with what
belongs to it: the words beside it that no sign or mark divides from it, unless they are words of another language.
So it has the little words (o, na, so), words that are English as well (plan, most), and words that are no spelling of
any Russian word, which are the ones to be looked at.

In a document in a third language such words are mostly that language's. There a passage that no marks set off goes
from a sure word to another, with one other word between at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from termbase.identify import Candidate
from termbase.identify.reader import MARKS, SHORTEST
from termbase.identify.romanised import WORD, Found
from termbase.romanisation.tools import Tools
from termbase.text import script

_JOINT = re.compile(r"[,:;]?\s+(?:[-\u2013\u2014]\s+)?|[-\u2010\u2011]")
"""What may stand between two words of one passage; any other sign ends a phrase, a title or a quotation."""
OPENING, CLOSING = "([*_\u00ad“„«‘\"'>", ")]*_\u00ad”“»’\"'<"
"""Signs of a title; U+00AD is what the reader of Markdown makes of * and _."""
_LITTLE = 2
"""Letters up to which a word says nothing by itself: na, iz."""
HYPHENS = "-\u2010\u2011"
STOPS = ",.;:!?"
_LONG = 8
"""Letters of a word that is Russian because it is near a term."""
_SHORTEST = 4
"""Letters from which on a word that is no word at all may be a misspelt one."""
_NOT_SURE = 0.5
_FEW = 12
"""Words that are neither may be misprints: so many, and half as many as the Russian ones, at most."""


class Word(NamedTuple):
    """A word of a passage."""

    start: int
    """Offset in its text."""
    end: int
    text: str
    readings: tuple[Candidate, ...]
    """The Russian words that a scheme, or a mixture of several, spells so; none: it is no spelling of any."""
    sure: bool
    """Whether it is Russian for itself, not by its neighbours."""

    @property
    def small(self) -> bool:
        """Whether it is written with a small letter."""
        return not self.text[:1].isupper()


class Passage(NamedTuple):
    """Russian words that belong together."""

    number: int
    """Of the text, from 0."""
    words: tuple[Word, ...]
    joints: tuple[str, ...]
    """What stands between the words; one less than these."""

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than names: a title, a quotation, a gloss."""
        return any(word.small and len(word.text) > _LITTLE and (word.sure or not word.readings) for word in self.words)


def passages(texts: Sequence[str], found: Sequence[Found], tools: Tools, *, third: bool) -> Iterator[Passage]:
    """The passages of a document, in its order.

    Args:
        texts: its paragraphs, without markup.
        found: the words that are Russian for sure.
        tools: what they were found with.
        third: whether it is in a third language.
    """
    for number, sure in _by_text(found).items():
        yield from _of_text(number, texts[number], sure, tools, third=third)


def _by_text(found: Iterable[Found]) -> dict[int, set[int]]:
    """The starts of the words in each text that has some."""
    starts: dict[int, set[int]] = {}
    for place in found:
        starts.setdefault(place.text, set()).add(place.start)
    return starts


def in_third_language(texts: Sequence[str], found: Sequence[Found], tools: Tools) -> bool:
    """Whether the small words of the paragraphs with Russian in them are mostly not English, nor Russian for sure.

    Args: see `passages`.
    """
    english = russian = others = 0
    for number, sure in _by_text(found).items():
        for match in WORD.finditer(texts[number]):
            if match.start() in sure:
                russian += 1
            elif match[0][0].islower() and len(match[0]) > _LITTLE and script(match[0][0]) == "Latn":
                known = match[0] in tools.lexicon
                english += known
                others += not known
    return others > max(english, russian * _NOT_SURE, _FEW)


def _of_text(number: int, text: str, sure: set[int], tools: Tools, *, third: bool) -> Iterator[Passage]:
    stretch: list[Word] = []
    joints: list[str] = []
    for match in WORD.finditer(text):
        word = _word(match, sure, tools)
        joint = text[stretch[-1].end : match.start()] if stretch else ""
        if word and script(word.text[0]) == "Cyrl" and not (joint and joint.isspace()):
            # What begins in Cyrillic letters is in Russian, often with its romanisation behind.
            word = None
        if stretch and (word is None or not _JOINT.fullmatch(joint) or _ends_names(text, stretch, joint)):
            yield from _trimmed(number, text, stretch, joints, tools, third=third)
            stretch, joints = [], []
        if word:
            if stretch:
                joints.append(joint)
            stretch.append(word)
    yield from _trimmed(number, text, stretch, joints, tools, third=third)


def _ends_names(text: str, words: Sequence[Word], joint: str) -> bool:
    """Whether words are the name of an author or a place, and a comma divides it from what follows: no title."""
    return "," in joint and not any(word.small for word in words) and not _begins(text, words[0])


def _begins(text: str, word: Word) -> bool:
    """Whether a mark opens before a word."""
    return word.start > 0 and text[word.start - 1] in OPENING


def _word(match: re.Match[str], sure: set[int], tools: Tools) -> Word | None:
    """A word as one of a passage; none if it cannot be."""
    written, start = match[0], match.start()
    if (letters := script(written[0])) not in ("Latn", "Cyrl"):
        return None
    if letters == "Cyrl":
        return Word(start, match.end(), written, (), sure=False)
    is_sure = start in sure
    read = tools.reader.read(written) if is_sure else tools.reader.look(written)
    text = read.text if read else written.rstrip(MARKS)
    readings = tools.reader.readings(text) if read or len(text) < SHORTEST else ()
    if not readings and (len(text) < _SHORTEST or tools.is_english(text)):
        return None
    return Word(start, start + len(text), text, readings, is_sure)


def _trimmed(
    number: int, text: str, words: Sequence[Word], joints: Sequence[str], tools: Tools, *, third: bool
) -> Iterator[Passage]:
    """A stretch without the words at its ends that belong to the other language; nothing if none is sure.

    What fills a title or a quotation belongs to it. Such a one needs no sure word if one is near a term of the base.
    """
    if not words:
        return
    begins = _begins(text, words[0])
    ends = text[words[-1].end :].lstrip(STOPS)[:1] in CLOSING
    sure = [place for place, word in enumerate(words) if word.sure]
    if not sure and begins and ends:
        sure = [place for place, word in enumerate(words) if _is_near_term(word, tools)]
    if third and not (begins and ends):
        for first, last in _close(words, sure):
            yield Passage(number, tuple(words[first : last + 1]), tuple(joints[first:last]))
    elif sure:
        first, last = sure[0], sure[-1]
        while first > 0 and (begins or _belongs(words[first - 1], joints[first - 1], tools)):
            first -= 1
        while last < len(words) - 1 and (ends or _belongs(words[last + 1], joints[last], tools)):
            last += 1
        yield Passage(number, tuple(words[first : last + 1]), tuple(joints[first:last]))


def _belongs(word: Word, joint: str, tools: Tools) -> bool:
    """Whether a word at the end of a stretch is of its language; one that is none behind a mark is not."""
    return not _is_english(word, tools) and (bool(word.readings) or joint.isspace() or joint in HYPHENS)


def _close(words: Sequence[Word], sure: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of the sure words that one other at most stands between."""
    first = last = -1
    for place in sure:
        between = [word for word in words[last + 1 : place] if len(word.text) > _LITTLE]
        if first >= 0 and len(between) > 1:
            yield first, last
            first = -1
        first, last = (place if first < 0 else first), place
    if first >= 0:
        yield first, last


def _is_english(word: Word, tools: Tools) -> bool:
    """Whether a word is one of the list; not where it ends with a sign (Put’), which it has only if a scheme does."""
    return word.text in tools.lexicon and not word.text.endswith(tuple(MARKS))


def _is_near_term(word: Word, tools: Tools) -> bool:
    """Whether a word is no spelling, and near that of a term."""
    return (
        not word.readings
        and len(word.text) >= _LONG
        and any(candidate.distance == 1 for candidate in tools.identifier.terms_near(word.text))
    )
