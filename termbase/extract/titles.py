"""Titles: what stands in italics or quotation marks and is written as a title is.

English ones have capitals, Russian ones a first capital, in any script: *Pravda*, «Путь стахановца»,
“Stakhanovskie shkoly”. In Korean text the marks 《》『』「」〈〉 are for titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termbase.extract.candidate import Mention
from termbase.extract.english import English
from termbase.extract.passage import Passage, Span, Word, around, tidy
from termbase.extract.readings import Reading, Romanised
from termbase.text import key

_LONGEST = 16
"""Words; what is longer is a quotation."""
_MOST = 0.6
"""Share of words that have capitals, or are romanised, in a title."""
_BRACKETED = re.compile(r"\([^\W\d_]{1,2}\)|(?<=\([^\W\d_])\)")
"""The end of VKP(b)."""
_SMALL = 2
_TITLE_MARKS = "《『「〈"


class Titles:
    """Finds titles."""

    def __init__(self, english: English, romanised: Romanised) -> None:
        self._english = english
        self._romanised = romanised

    def spans(self, passage: Passage) -> Iterator[tuple[Span, tuple[Word, ...], str]]:
        """Every title of a passage, its words and its language; one in another is left out."""
        last = 0
        for span in sorted((*passage.italics, *passage.quotes), key=lambda span: (span.start, -span.end)):
            words = passage.between(span.start, span.end)
            if span.start >= last and words and (lang := self._language(passage, span, words)):
                last = span.end
                yield span, words, lang

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """Every title of a passage."""
        for _, words, lang in self.spans(passage):
            start, end = words[0].start, words[-1].end
            bracketed = _BRACKETED.match(passage.text, end)
            end = bracketed.end() if bracketed else end
            latin = lang == "ru" and words[0].script == "Latn"
            readings = [self._romanised.reading(passage, word) if latin else None for word in words]
            if readings[-1] and readings[-1].sign:
                end += 1
            lemma = passage.clean(start, end)
            if latin:
                lemma = self._cyrillic(passage, words, readings, end)
            # A journal «Стахановец» is no стахановец.
            yield Mention("title", lang, f"«{key(lemma)}»", lemma, start, end, marked=True)

    def _cyrillic(self, passage: Passage, words: Sequence[Word], readings: Sequence[Reading | None], end: int) -> str:
        """A title in Cyrillic, as far as its words are known, with its punctuation."""
        parts, done = [], words[0].start
        for word, reading in zip(words, readings, strict=True):
            cyrillic = reading.cyrillic if reading else self._romanised.guess(word.text) or word.text
            parts += [passage.text[done : word.start], cyrillic]
            done = word.end + bool(reading and reading.sign)
        return tidy("".join([*parts, passage.text[done:end]]))

    def _language(self, passage: Passage, span: Span, words: Sequence[Word]) -> str:
        """The language of a title; empty: it is none."""
        if len(words) > _LONGEST or words[0].end - span.start > len(words[0].text) + 2:
            return ""
        script = words[0].script
        marks = passage.text[span.outer[0]]
        if script == "Hang":
            return "ko" if marks in _TITLE_MARKS else ""
        if words[0].text[0].islower() or (len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper()):
            return ""
        italic = span == around(passage.italics, span.start)
        if script == "Cyrl":
            return "ru" if passage.lang != "ko" and (not italic or len(words) > 1) else ""
        if self._is_russian(passage, words):
            return "ru"
        content = [word for word in words if word.lower not in self._english.stop]
        capitals = sum(word.text[0].isupper() for word in content)
        titled = bool(content) and capitals >= _MOST * len(content)
        return "en" if titled and (len(words) > 1 or italic) else ""

    def _is_russian(self, passage: Passage, words: Sequence[Word]) -> bool:
        """Whether some word can only be Russian and most can be; a name alone may stand in an English title."""
        if any(len(word.text) > _SMALL and word.lower in self._english.stop for word in words):
            return False  # and, the
        long = [word for word in words if len(word.text) > 1]
        readings = [self._romanised.reading(passage, word) for word in long]
        english = [self._romanised.is_english(word) for word in long]
        alone = len(words) == 1  # a journal that English knows too: Pravda
        certain = [r for r, other in zip(readings, english, strict=True) if r and (not other or (alone and r.concept))]
        unknown = sum(reading is None and not other for reading, other in zip(readings, english, strict=True))
        possible = unknown + sum(reading is not None for reading in readings)
        sure = any(not reading.proper for reading in certain) or (alone and bool(certain))
        return sure and possible >= _MOST * len(long) and (len(certain) > unknown or not unknown)
