"""Where the romanised Russian of a document stands: names, titles, quotations, glosses, word by word.

`termbase.identify.romanised` finds the words that can hardly be anything else. A passage is such a word with what
belongs to it: the words beside it that no sign or mark divides from it, unless they are words of another language.
So it has the little words (o, na, so), words that are English as well (plan, most), and words that are no spelling of
any Russian word, which are the ones to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from termbase.identify import Candidate
from termbase.identify.reader import MARKS, SHORTEST
from termbase.identify.romanised import Found
from termbase.romanisation.tools import Tools
from termbase.text import script

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\ufe20\ufe21{MARKS}]|[\"·](?=[^\W\d_]))*")
_JOINT = re.compile(r"[,:;]?\s+(?:[-\u2013\u2014]\s+)?|[-\u2010\u2011]")
"""What may stand between two words of one passage; any other sign ends a phrase, a title or a quotation."""
OPENING, CLOSING = "([*_\u00ad“„«‘\"'>", ")]*_\u00ad”“»’\"'<"
"""Signs of a title; U+00AD is what the reader of Markdown makes of * and _."""
_LITTLE = 2
"""Letters up to which a word says nothing by itself: na, iz."""
STOPS = ",.;:!?"
_LONG = 8
"""Letters of a word that is Russian because it is near a term."""
_SHORTEST = 4
"""Letters from which on a word that is no word at all may be a misspelt one."""


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


def passages(texts: Sequence[str], found: Iterable[Found], tools: Tools) -> Iterator[Passage]:
    """The passages of a document, in its order.

    Args:
        texts: its paragraphs, without markup.
        found: the words that are Russian for sure.
        tools: what they were found with.
    """
    by_text: dict[int, set[int]] = {}
    for place in found:
        by_text.setdefault(place.text, set()).add(place.start)
    for number, sure in by_text.items():
        yield from _of_text(number, texts[number], sure, tools)


def _of_text(number: int, text: str, sure: set[int], tools: Tools) -> Iterator[Passage]:
    stretch: list[Word] = []
    joints: list[str] = []
    for match in _WORD.finditer(text):
        word = _word(match, sure, tools)
        joint = text[stretch[-1].end : match.start()] if stretch else ""
        if stretch and (word is None or not _JOINT.fullmatch(joint)):
            yield from _trimmed(number, text, stretch, joints, tools)
            stretch, joints = [], []
        if word:
            if stretch:
                joints.append(joint)
            stretch.append(word)
    yield from _trimmed(number, text, stretch, joints, tools)


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


def _trimmed(number: int, text: str, words: Sequence[Word], joints: Sequence[str], tools: Tools) -> Iterator[Passage]:
    """A stretch without the words at its ends that belong to the other language; nothing if none is sure.

    What fills a title or a quotation belongs to it. Such a one needs no sure word if one is near a term of the base.
    """
    if not words:
        return
    begins = text[words[0].start - 1 : words[0].start] in OPENING and words[0].start > 0
    after = text[words[-1].end :].lstrip(STOPS)[:1]
    ends = after in CLOSING
    sure = [place for place, word in enumerate(words) if word.sure]
    if not sure and begins and ends:
        sure = [place for place, word in enumerate(words) if _is_near_term(word, tools)]
    if not sure:
        return
    first, last = sure[0], sure[-1]
    while first > 0 and (begins or not _is_english(words[first - 1], tools)):
        first -= 1
    while last < len(words) - 1 and (ends or not _is_english(words[last + 1], tools)):
        last += 1
    yield Passage(number, tuple(words[first : last + 1]), tuple(joints[first:last]))


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
