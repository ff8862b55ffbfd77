"""Words that the text itself gives in another language: «miracle (chudo)», «faith [*vera*]», *zavet*, “завет”.

A bracket that holds nothing but words of another language or script is a gloss of the phrase before it; a romanised
word in italics is one too, and what follows it in a bracket is its translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from termbase.extract.candidate import Mention
from termbase.extract.english import English
from termbase.extract.korean import Korean
from termbase.extract.passage import Passage, Span, Word, around, behind
from termbase.extract.readings import Romanised
from termbase.extract.russian import Russian
from termbase.text import key, main_script

_PARTS = re.compile(r"[,;:|/=]|\u2013|\u2014")
_LONGEST = 8
"""Words of a gloss."""
_GAP = 4
"""Characters between a word in italics and its translation."""
_PAIRED = 2
"""Glosses in one bracket that can be of one phrase; more are a list of examples."""
_SHORTEST = 2
"""Letters of its longest word: (b) is a number."""
_LANGS = {"Cyrl": "ru", "Hang": "ko", "Latn": "en"}


class Glosses:
    """Finds glosses and what they stand beside."""

    def __init__(
        self, english: English, russian: Russian, korean: Korean, romanised: Romanised, own: Mapping[str, Any]
    ) -> None:
        self._english = english
        self._russian = russian
        self._korean = korean
        self._romanised = romanised
        self._languages = frozenset(own["languages"])

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """Every gloss of a passage and every word that has one."""
        bracketed: list[Span] = []
        for span in passage.brackets:
            glosses = list(self._inside(passage, span))
            if not glosses:
                continue
            bracketed.append(span)
            host = self._host(passage, span.outer[0], len(passage.between(glosses[0].start, glosses[0].end)))
            paired = host if host and len(glosses) <= _PAIRED and host.lang != glosses[0].lang else None
            for gloss in glosses:
                yield gloss._replace(gloss=paired.lemma if paired else "")
            if paired:
                yield paired._replace(kind="gloss", gloss=glosses[0].lemma, marked=True)
        for span in passage.italics:
            if around(bracketed, span.start) is None:
                found = self._gloss(passage, passage.between(span.start, span.end))
                if found and passage.text[found.start].islower():
                    yield found._replace(gloss=self._translation(passage, span.outer[1]))

    def _inside(self, passage: Passage, span: Span) -> Iterator[Mention]:
        """The glosses in a bracket; none when anything else stands in it, such as the year of a reference."""
        if any(map(str.isdigit, passage.text[span.start : span.end])):
            return
        start = span.start
        found = []
        for end in [*(span.start + m.start() for m in _PARTS.finditer(passage.text[span.start : span.end])), span.end]:
            words = [word for word in passage.between(start, end) if word.lower not in self._languages]
            start = end
            if not words:
                continue
            gloss = self._gloss(passage, words)
            if gloss is None:
                return
            found.append(gloss)
        yield from found

    def _gloss(self, passage: Passage, words: Sequence[Word]) -> Mention | None:
        """Words as a gloss, if all are of one script, and those in Latin letters are romanised Russian."""
        if not words or len(words) > _LONGEST or len({word.script for word in words}) > 1:
            return None
        if max(len(word.text) for word in words) < _SHORTEST:
            return None
        lang = _LANGS.get(words[0].script, "")
        main = passage.main
        end = words[-1].end
        lemma = passage.clean(words[0].start, end)
        if words[0].script == "Latn" and main == "Latn":
            readings = [self._romanised.reading(passage, word) for word in words]
            certain = [
                r is not None and not r.proper and not self._romanised.is_english(w)
                for r, w in zip(readings, words, strict=True)
            ]
            italic = around(passage.italics, words[0].start) is not None
            alone = len(words) == 1 and italic and words[0].text.islower() and words[0].lower not in self._english.stop
            if not all(readings) or not (2 * sum(certain) >= len(words) or alone):
                return None
            end += readings[-1].sign if readings[-1] else 0
            known = [reading for reading in readings if reading]
            lemma = known[0].lemma if len(known) == 1 else self._russian.lemma([r.cyrillic for r in known])
            lang = "ru"
        elif words[0].script == main or not lang:
            return None
        elif lang == "ru":
            lemma = self._russian.lemma([word.text for word in words])
        elif lang == "en" and not any(len(word.text) > 2 for word in words):
            return None
        return Mention("gloss", lang, key(lemma), lemma, words[0].start, end, marked=True)

    def _host(self, passage: Passage, offset: int, words: int) -> Mention | None:
        """The phrase just before a bracket; of a Russian or Korean one about as many words as the gloss has."""
        before = passage.before(offset, words)
        if not before:
            return None
        last = before[-1]
        if last.script == "Latn":
            chunk = self._english.chunk_before(passage, offset)
            return self._english.mention(passage, chunk) if chunk else None
        if passage.text[last.end : offset].strip(" \u00ad’”»\"'*") or last.script not in _LANGS:
            return None
        lang = _LANGS[last.script]
        if last.script == "Hang":
            found = self._korean.before(before)
            text = " ".join(word.text for word in found)
            return Mention("gloss", lang, text.replace(" ", ""), text, found[0].start, last.end)
        found = self._russian.before(before)
        lemma = self._russian.lemma([word.text for word in found])
        return Mention("gloss", lang, key(lemma), lemma, found[0].start, last.end)

    def _translation(self, passage: Passage, offset: int) -> str:
        """What stands in a bracket or quotation marks just behind an offset."""
        for spans in (passage.brackets, passage.quotes):
            span = behind(spans, offset)
            if span and span.outer[0] - offset < _GAP and not passage.text[offset : span.outer[0]].strip(" ,:"):
                words = passage.between(span.start, span.end)
                text = passage.clean(span.start, span.end).strip(" ,.;:“”\"'")
                return text if 0 < len(words) <= _LONGEST and main_script(text) == "Latn" else ""
        return ""
