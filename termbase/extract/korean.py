"""Korean nouns and compounds: eojeols without their particles.

Without a dictionary, 국가 may be 국 with 가. The text itself decides: a stem that stands with several particles, or
with none, is the noun (`_Stems`). Words that are only seen with endings of verbs are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from termbase.extract.candidate import Mention
from termbase.extract.passage import Passage, Word
from termbase.forms.korean import Particles

LANG = "ko"
_SURE = 2
"""Particles that only a noun has, with which a stem must be seen when it ends as a verb does."""
_LONGEST = 4
"""Eojeols of a compound."""


class _Noun(NamedTuple):
    word: Word
    stem: str
    chain: tuple[str, ...]


class Korean:
    """Finds nouns and compounds."""

    def __init__(self, particles: Particles, own: Mapping[str, Any]) -> None:
        """Take the grammar of particles and the table ``ko`` of ``extract.toml``."""
        self._particles = particles
        self._stop = frozenset(own["stop"])
        self._verbal: tuple[str, ...] = tuple(own["verbal"])
        self._nominal = frozenset(own["nominal"])
        self._strong = frozenset(own["strong"])
        self._genitive = frozenset(own["genitive"])
        self._splits: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def mentions(self, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Mention]]:
        """Every noun and every compound of some passages."""
        words = {word.text for passage in passages for word in passage.words if word.script == "Hang"}
        if not words:
            return
        stems = self._stems(words)
        for passage in passages:
            for run in self._runs(passage, stems):
                yield from ((passage, mention) for mention in self._compounds(run))

    def before(self, words: Sequence[Word]) -> Sequence[Word]:
        """The last of some words as far as they can be one compound: those before the last have no particles."""
        first = len(words) - 1
        while first > 0 and words[first].joined and self._is_bare(words[first - 1]):
            first -= 1
        return words[first:]

    def _is_bare(self, word: Word) -> bool:
        ends = any(chain and chain[0] in self._nominal for _, chain in self._split(word.text))
        return word.script == "Hang" and not ends and word.text not in self._stop and len(word.text) > 1

    def _stems(self, words: Iterable[str]) -> dict[str, set[str]]:
        """Every possible stem and the nominal particles it is seen with; "" for none."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for stem, chain in self._split(word):
                if not chain or chain[0] in self._nominal:
                    found[stem].add(chain[0] if chain else "")
        return found

    def _split(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        """The ways to read a word as a stem and particles that fit it."""
        if word not in self._splits:
            self._splits[word] = [
                (stem, chain)
                for stem, chain in self._particles.strip(word)
                if not chain or ((tail := self._particles.tail(word, len(stem), 0)) is not None and tail.fits)
            ]
        return self._splits[word]

    def _noun(self, word: Word, stems: Mapping[str, set[str]]) -> _Noun | None:
        """A word as a noun with its particles; None: it is none."""
        stem, chain = max(self._split(word.text), key=lambda option: self._likelihood(option[0], option[1], stems))
        if stem in self._stop or word.text in self._stop or len(stem) < 2:
            return None
        if chain and chain[0] not in self._nominal:
            return None
        sure = self._strong & stems.get(stem, set())
        if len(sure) < (_SURE if stem.endswith(self._verbal) else bool(chain)):
            return None
        return _Noun(word, stem, chain)

    def _likelihood(self, stem: str, chain: tuple[str, ...], stems: Mapping[str, set[str]]) -> tuple[int, bool, int]:
        """How likely a stem is a noun: by the particles it is seen with, by that behind it here, by its shortness."""
        return len(stems.get(stem, ())), bool(chain) and chain[0] in self._nominal, -len(stem)

    def _runs(self, passage: Passage, stems: Mapping[str, set[str]]) -> Iterator[list[_Noun]]:
        run: list[_Noun] = []
        for word in passage.words:
            noun = self._noun(word, stems) if word.script == "Hang" else None
            if run and (noun is None or not word.joined):
                yield run
                run = []
            if noun:
                run.append(noun)
                if noun.chain and noun.chain[0] not in self._genitive:
                    yield run
                    run = []
        if run:
            yield run

    def _compounds(self, run: Sequence[_Noun]) -> Iterator[Mention]:
        for first in range(len(run)):
            for last in range(first, min(len(run), first + _LONGEST)):
                parts = run[first : last + 1]
                text = " ".join([*(part.word.text for part in parts[:-1]), parts[-1].stem])
                end = parts[-1].word.start + len(parts[-1].stem)
                yield Mention("phrase", LANG, text.replace(" ", ""), text, parts[0].word.start, end)
