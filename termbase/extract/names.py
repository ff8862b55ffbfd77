"""Names: words with capitals that stand together where a capital says something.

1. At the beginning of a sentence, a title or a quotation a capital says nothing, unless the word has it elsewhere too.
2. Initials belong to a name (A. A. Andreev), and so do little words between capitals (House of the Unions).
3. A long run is often two names (People’s Commissar Sergo Ordzhonikidze): where its end is a name by itself elsewhere,
   it is divided there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from termbase.extract.acronyms import Acronyms
from termbase.extract.candidate import Mention
from termbase.extract.english import English
from termbase.extract.passage import OWNER, Capitals, Passage, Word, around
from termbase.extract.readings import Romanised
from termbase.extract.russian import Russian
from termbase.extract.titles import Titles
from termbase.text import key

_DOT = re.compile(r"\.[ \n]?")
_REFERENCE = re.compile(r"[^()]*:[^()]*\d{4}[^()]*")
"""What stands in a bracket of a reference: place, publisher, year."""
_LONGEST = 8
_INITIAL = 2
_SHORTEST = 3


class Names:
    """Finds names."""

    def __init__(
        self,
        english: English,
        russian: Russian,
        romanised: Romanised,
        titles: Titles,
        acronyms: Acronyms,
        own: Mapping[str, Any],
    ) -> None:
        self._english = english
        self._russian = russian
        self._romanised = romanised
        self._titles = titles
        self._acronyms = acronyms
        self._inside = frozenset(own["in_names"])
        self._before = frozenset(own["before_names"])

    def mentions(self, passages: Sequence[Passage], capitals: Capitals) -> Iterator[tuple[Passage, Mention]]:
        """Every name of some passages."""
        runs = [(passage, run) for passage in passages for run in self._runs(passage, capitals)]
        known = Counter(_key(run) for _, run in runs)
        for passage, run in runs:
            for part in _divided(run, known):
                yield passage, self._mention(passage, part, capitals)
                for place in range(2, len(part) - 2):  # Chairman of the Council of People's Commissars
                    if part[place].text[0].isupper() and self._is_link(part[place - 1]):
                        yield passage, self._mention(passage, part[place:], capitals)

    def _runs(self, passage: Passage, capitals: Capitals) -> Iterator[list[Word]]:
        if passage.heading:
            return
        titles = [span for span, _, _ in self._titles.spans(passage)]
        run: list[Word] = []
        links: list[Word] = []
        for word in passage.words:
            titled = around(titles, word.start) is not None
            capital = word.text[0].isupper() and not titled and self._says(passage, word, run, capitals)
            if run and not self._follows(passage, (links or run)[-1], word):
                yield from self._closed(passage, run)
                run, links = [], []
            if capital:
                if run and not links and self._owns(run[-1], capitals):
                    yield from self._closed(passage, run)
                    run = []
                run += [*links, word]
                links = []
            elif run and self._is_link(word) and word.script == "Latn" and not titled:
                links.append(word)
            else:
                yield from self._closed(passage, run)
                run, links = [], []
        yield from self._closed(passage, run)

    def _says(self, passage: Passage, word: Word, run: Sequence[Word], capitals: Capitals) -> bool:
        """Whether the capital of a word makes it a part of a name."""
        if word.lower in self._english.stop and len(word.text) > 1:
            return False
        if word.first and not run:
            known = self._english.knows(word.lower) or self._english.part(passage, word) != "noun"
            return capitals.is_proper(word) or (not capitals.is_common(word) and not known)
        return True

    def _owns(self, word: Word, capitals: Capitals) -> bool:
        """Whether a name is an owner, so that another begins behind it: Stalin's Russia, but: People's Commissar."""
        owner = OWNER.search(word.lower)
        common = capitals.is_common(word) or self._english.knows(OWNER.sub("", word.lower))
        return owner is not None and not common

    def _is_link(self, word: Word) -> bool:
        return word.lower in self._inside

    def _follows(self, passage: Passage, before: Word, word: Word) -> bool:
        if word.joined:
            return True
        gap = passage.text[before.end : word.start]
        return _is_initial(before) and bool(_DOT.fullmatch(gap))

    def _closed(self, passage: Passage, run: Sequence[Word]) -> Iterator[list[Word]]:
        """A run that may be a name."""
        run = list(run)
        while len(run) > 1 and (run[0].lower in self._before or self._is_link(run[0])):
            run.pop(0)
        while len(run) > 1 and (self._acronyms.is_acronym(run[-1]) or _is_initial(run[-1])):
            run.pop()
        if not run or len(run) > _LONGEST or all(map(_is_initial, run)) or all(map(self._acronyms.is_acronym, run)):
            return
        if len(run) == 1 and not self._names_alone(passage, run[0]):
            return
        yield run

    def _names_alone(self, passage: Passage, word: Word) -> bool:
        """Whether one word with a capital can be a name: no month, no romanised common noun."""
        if len(word.text) < _SHORTEST or word.script == "Hang" or self._english.is_empty(word.lower):
            return False
        reading = self._romanised.reading(passage, word) if word.script == "Latn" else None
        return reading is None or reading.proper or self._romanised.is_english(word)

    def _mention(self, passage: Passage, run: Sequence[Word], capitals: Capitals) -> Mention:
        start, end = run[0].start, run[-1].end
        if owner := OWNER.search(passage.text[run[-1].start : end]):
            end -= len(owner[0])
        text = passage.clean(start, end)
        bracket = around(passage.brackets, start)
        aside = bracket is not None and bool(_REFERENCE.fullmatch(passage.text, bracket.start, bracket.end))
        if run[-1].script == "Cyrl":
            lemma = self._russian.name([word.text for word in run]) if all(w.joined for w in run[1:]) else text
            return Mention("name", "ru", key(lemma), lemma, start, end, aside=aside)
        one = self._english.singular(text)
        lemma = one if len(run) == 1 and capitals.has(key(one)) else text  # Stakhanovites, but not Donets
        return Mention("name", "en", self._english.key(lemma), lemma, start, end, aside=aside)


def _key(run: Sequence[Word]) -> str:
    return " ".join(OWNER.sub("", word.lower) for word in run)


def _is_initial(word: Word) -> bool:
    """A., Yu."""
    return len(word.text) == 1 or (len(word.text) == _INITIAL and word.text[1].islower())


def _divided(run: list[Word], known: Mapping[str, int]) -> Iterator[list[Word]]:
    """A run, or its two parts when the second is a name that also stands alone and the first is long enough."""
    if len(run) > 2 and known[_key(run)] < 3:
        for cut in range(1, len(run)):
            head, tail = run[:cut], run[cut:]
            ends = len(head[-1].text) > 1 and head[-1].text[0].isupper() and tail[0].text[0].isupper()
            if len(tail) > 1 and ends and known[_key(tail)] > known[_key(run)]:
                yield head
                yield tail
                return
    yield run
