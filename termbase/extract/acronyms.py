"""Acronyms, and what the text says they stand for: «All-Union Central Council of Trade Unions (VTsSPS)»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from termbase.extract.candidate import Mention
from termbase.extract.english import English
from termbase.extract.passage import Passage, Word
from termbase.extract.readings import Romanised
from termbase.extract.russian import Russian
from termbase.text import bare, key, main_script

_LETTER = re.compile(r"\(([^\W\d_]{1,2})\)")
"""VKP(b), RSDRP(b)."""
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ ]?){2,6}(?![\w(])")
_ROMAN = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_LONGEST = 12
_LONGEST_PLAIN = 6
"""Letters; a longer word in capitals alone is no acronym but loud."""
_CAPITALS = 0.5
"""Share of the letters: VTsSPS, TsK, SOTsEKGIZ."""
_BACK = 12
"""Words before a bracket in which an expansion is looked for."""


class Acronyms:
    """Finds acronyms and their expansions."""

    def __init__(self, english: English, russian: Russian, romanised: Romanised, own: Mapping[str, Any]) -> None:
        self._english = english
        self._russian = russian
        self._romanised = romanised
        self._like_words = frozenset(own["acronyms"])
        self._inside = frozenset(own["in_names"])

    def mentions(self, passage: Passage) -> Iterator[Mention]:
        """Every acronym of a passage, and every expansion that stands beside one in a bracket."""
        for word in passage.words:
            if self.is_acronym(word) and not self._shouted(passage, word):
                yield self._mention(passage, word)
        for match in _DOTTED.finditer(passage.text):
            letters = re.sub(r"\W", "", match[0])
            following = passage.between(match.end(), match.end() + 2)
            initials = " " in match[0].strip() or (following and following[0].text[0].isupper())
            if letters.isupper() and len(letters) > 1 and (not initials or len(letters) > 3):
                end = match.start() + len(match[0].rstrip())
                yield Mention("acronym", _lang(letters), key(letters), letters, match.start(), end)
        yield from self._expansions(passage)

    def is_acronym(self, word: Word) -> bool:
        """Whether a word has the capitals of an acronym; numbers in Roman figures have not."""
        text = word.text.removesuffix("s")
        text = re.sub(r"[’'](?:s|\w)?$", "", text)
        capitals = sum(map(str.isupper, text))
        longest = _LONGEST_PLAIN if text.isupper() else _LONGEST
        if capitals < 2 or len(text) > longest or not text.isalpha() or not text[0].isupper():
            return False
        return capitals >= _CAPITALS * len(text) and not (_ROMAN.fullmatch(text) and len(text) < 7)

    def _shouted(self, passage: Passage, word: Word) -> bool:
        """Whether it is a common word in capitals, or stands in a line of them."""
        common = word.lower not in self._like_words and self._english.knows(word.lower)
        if word.text.isupper() and (common or self._russian.is_word(word.text)):
            return True
        start, end = passage.line(word.start)
        words = passage.between(start, end)
        return len(words) > 1 and all(other.text.isupper() for other in words)

    def _mention(self, passage: Passage, word: Word, gloss: str = "") -> Mention:
        letter = _LETTER.match(passage.text, word.end)
        end = letter.end() if letter else word.end
        text = passage.clean(word.start, end)
        text = re.sub(r"(?:[’']s|(?<=[A-Z]{2})s)$", "", text)
        end = word.start + len(text) if not letter else end
        reading = self._romanised.reading(passage, word) if word.script == "Latn" else None
        lemma = reading.lemma if reading and reading.lemma.isupper() else text
        return Mention("acronym", _lang(lemma), key(lemma), lemma, word.start, end, gloss)

    def _expansions(self, passage: Passage) -> Iterator[Mention]:
        for span in passage.brackets:
            inside = passage.between(span.start, span.end)
            before = passage.before(span.outer[0], _BACK)
            if not inside or not before or passage.text[before[-1].end : span.outer[0]].strip(" ’”»\"'\u00ad*"):
                continue
            if len(inside) == 1 and self.is_acronym(inside[0]):
                if words := self._expansion(passage, inside[0].text, before):
                    expansion = passage.clean(words[0].start, words[-1].end)
                    yield self._mention(passage, inside[0], expansion)._replace(marked=True)
                    yield self._expanded(passage, words, inside[0].text)
            elif self.is_acronym(before[-1]) and len(inside) > 1 and _initials_fit(before[-1].text, inside):
                yield self._mention(passage, before[-1], passage.clean(inside[0].start, inside[-1].end))
                yield self._expanded(passage, inside, before[-1].text)

    def _expanded(self, passage: Passage, words: Sequence[Word], acronym: str) -> Mention:
        text = passage.clean(words[0].start, words[-1].end)
        lang = _lang(text)
        phrase = self._english.key(text) if lang == "en" else key(text)
        return Mention("name", lang, phrase, text, words[0].start, words[-1].end, acronym, marked=True)

    def _expansion(self, passage: Passage, acronym: str, before: Sequence[Word]) -> Sequence[Word]:
        """The words before a bracket that an acronym stands for.

        Those whose initials it has; where it comes from another language, the words with capitals, else the phrase.
        """
        for start in range(len(before) - 1, -1, -1):
            if any(not word.joined for word in before[start + 1 :]):
                break
            if _initials_fit(acronym, before[start:]):
                return before[start:]
        start = len(before)
        while start and (before[start - 1].text[0].isupper() or before[start - 1].lower in self._inside):
            start -= 1
            if not before[start].joined:
                break
        named = list(before[start:])
        while named and named[0].lower in self._inside:
            named.pop(0)
        if len(named) > 1:
            return named
        chunk = self._english.chunk_before(passage, before[-1].end) if before[-1].script == "Latn" else []
        return chunk if len(chunk) > 1 else ()


def _initials_fit(acronym: str, words: Sequence[Word]) -> bool:
    """Whether the letters of an acronym are initials of the words, in order; little words may have none."""
    letters = bare(key(acronym))
    initials = [part[0] for word in words for part in word.lower.split("-") if part]
    strong = [part[0] for word in words for part in word.lower.split("-") if len(part) > 3 or word.text[0].isupper()]
    return len(letters) > 1 and list(letters) in (initials, strong) and words[0].lower[0] == letters[0]


def _lang(text: str) -> str:
    return {"Cyrl": "ru", "Hang": "ko"}.get(main_script(text), "en")
