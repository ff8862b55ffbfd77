"""From paragraphs to candidates.

1. The paragraphs are divided into words, and what the text sets off is noted (`termbase.extract.passage`).
2. Each kind finds its mentions; a spot that two kinds find for one candidate counts once.
3. Mentions with one key are one candidate; its kind, form and gloss are those that most of them have.
4. The base says which it has; what is too rare, or stands only inside one longer candidate, is left out.
5. The most useful come first (`termbase.extract.rank`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from termbase.extract.acronyms import Acronyms
from termbase.extract.candidate import KINDS, Candidate, Kind, Mention
from termbase.extract.english import LANG as ENGLISH
from termbase.extract.english import English
from termbase.extract.glosses import Glosses
from termbase.extract.known import Known
from termbase.extract.korean import Korean
from termbase.extract.names import Names
from termbase.extract.passage import Capitals, Passage, Span, around
from termbase.extract.rank import c_values, usefulness
from termbase.extract.readings import Romanised
from termbase.extract.russian import LANG as RUSSIAN
from termbase.extract.russian import Cell, Russian
from termbase.extract.titles import Titles
from termbase.index.lookup import Answer
from termbase.text import key
from termbase.units import Segment

_FREQUENT = 2
"""Occurrences that a phrase needs when nothing else is asked; names, and what the text marks as a term, need one."""
_PLAIN = 0.2
"""How much a romanised word counts that only stands in longer titles and quotations."""
_SINGLE = 0.5
"""How much a noun counts that is marked by nothing."""
_OFTEN = 0.0005
"""Share of all words from which on a noun that every text has may be a term of this one."""
_ASIDE = 0.6
"""How much a name loses that stands in references only."""
_FREE = 0.3
"""How much a loose phrase counts."""
_STRENGTH: dict[Kind, int] = {"gloss": 5, "acronym": 4, "title": 3, "name": 2, "romanised": 1, "phrase": 0}


@dataclass(slots=True)
class _Draft:
    """A candidate that is being added up."""

    lang: str
    kinds: Counter[Kind] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    glosses: Counter[str] = field(default_factory=Counter)
    spots: dict[tuple[int, int], str] = field(default_factory=dict)
    """Passage and offset, so that a spot that two kinds find counts once; and its place."""
    marked: int = 0
    aside: int = 0
    name: str = ""
    value: float = 0.0
    answer: Answer | None = None

    @property
    def kind(self) -> Kind:
        """What most mentions are; a gloss where any is one; of two that are as many the stronger."""
        gloss: Kind = "gloss"
        return max(KINDS, key=lambda kind: (kind == gloss and kind in self.kinds, self.kinds[kind], _STRENGTH[kind]))

    def join(self, other: _Draft) -> None:
        """Take another draft in: another form of the same term of the base."""
        self.kinds += other.kinds
        self.lemmas += other.lemmas
        self.texts += other.texts
        self.glosses += other.glosses
        self.marked += other.marked
        self.aside += other.aside
        self.value += other.value
        self.spots |= other.spots

    def add(self, number: int, passage: Passage, mention: Mention) -> None:
        spot = (number, mention.start)
        self.kinds[mention.kind] += 1
        if mention.gloss:
            self.glosses[mention.gloss] += 1
        if spot not in self.spots:
            self.spots[spot] = passage.place(mention.start)
            self.lemmas[mention.lemma] += 1
            self.texts[passage.clean(mention.start, mention.end)] += 1
            self.marked += mention.marked
            self.aside += mention.aside


class Extractor:
    """Finds term candidates."""

    def __init__(
        self,
        english: English,
        russian: Russian,
        korean: Korean,
        romanised: Romanised,
        known: Known,
        own: Mapping[str, Any],
    ) -> None:
        """Take the tools; `own` is ``extract.toml``. `termbase.extract.load.load_extractor` makes all of them."""
        self._english, self._russian, self._korean = english, russian, korean
        self._romanised, self._known = romanised, known
        self._titles = Titles(english, romanised)
        self._acronyms = Acronyms(english, russian, romanised, own["en"])
        self._glosses = Glosses(english, russian, korean, romanised, own["en"])
        self._names = Names(english, russian, romanised, self._titles, self._acronyms, own["en"])
        self._abbreviations = frozenset(own["en"]["abbreviations"]) | frozenset(own["ru"]["abbreviations"])

    def passage(self, segment: Segment, path: str) -> Passage:
        """A paragraph, ready to be searched; `path` is that of its file."""
        return Passage(segment, path, self._abbreviations)

    def extract(
        self,
        passages: Sequence[Passage],
        least: int = 0,
        each: Callable[[Sequence[Passage]], Iterable[Passage]] = iter,
    ) -> list[Candidate]:
        """The candidates of some passages, the most useful first.

        Args:
            passages: paragraphs of one or more texts.
            least: occurrences that a candidate needs; 0: two for phrases, one for anything else.
            each: goes through the passages and may show how far it is.
        """
        drafts: dict[tuple[str, str], _Draft] = {}
        numbers = {id(passage): number for number, passage in enumerate(passages)}
        for passage, mention in self._mentions(passages, each):
            draft = drafts.setdefault((mention.lang, mention.key), _Draft(mention.lang))
            draft.add(numbers[id(passage)], passage, mention)
        return self._candidates(drafts, sum(len(passage.words) for passage in passages), least)

    def _mentions(
        self, passages: Sequence[Passage], each: Callable[[Sequence[Passage]], Iterable[Passage]]
    ) -> Iterator[tuple[Passage, Mention]]:
        capitals = Capitals(passages)
        for passage in each(passages):
            yield from ((passage, mention) for mention in self._of_passage(passage, capitals))
        yield from self._names.mentions(passages, capitals)
        yield from self._korean.mentions(passages)

    def _of_passage(self, passage: Passage, capitals: Capitals) -> Iterator[Mention]:
        yield from self._glosses.mentions(passage)
        yield from self._acronyms.mentions(passage)
        yield from self._titles.mentions(passage)
        romanised = list(self._romanised.runs(passage))
        foreign = {cell.word.start for cells in romanised for cell in cells if not cell.proper}
        titles = list(self._titles.spans(passage))
        foreign |= {word.start for _, words, lang in titles if lang != "en" for word in words}
        spans = [span for span, _, _ in titles]
        yield from self._english.phrases(passage, capitals, foreign)
        for cells in self._russian.runs(passage):
            yield from self._russian_phrases(passage, cells, "phrase", spans)
        for cells in romanised:
            yield from self._russian_phrases(passage, cells, "romanised", spans)

    def _russian_phrases(
        self, passage: Passage, cells: Sequence[Cell], kind: Kind, titles: Sequence[Span]
    ) -> Iterator[Mention]:
        for found in self._russian.phrases(cells):
            first, last = cells[found.first].word, cells[found.last].word
            title = around(titles, first.start)
            named = all(cell.word.text[0].isupper() for cell in cells[found.first : found.last + 1])
            known = found.first == found.last and cells[found.first].proper
            if named and (title is None or known):
                continue  # a name
            if title and passage.between(title.start, title.end) == passage.between(first.start, last.end):
                continue  # a title
            marked = (first.start, last.end) in passage.set_off
            yield Mention(kind, RUSSIAN, key(found.lemma), found.lemma, first.start, last.end, marked=marked)

    def _candidates(self, drafts: dict[tuple[str, str], _Draft], words: int, least: int) -> list[Candidate]:
        by_lang: dict[str, dict[str, int]] = defaultdict(dict)
        for (lang, name), draft in drafts.items():
            by_lang[lang][name] = len(draft.spots)
        for lang, counts in by_lang.items():
            loose = {name for name in counts if _is_loose(name)} if lang == ENGLISH else set()
            for name, value in c_values(counts, loose).items():
                drafts[lang, name].value = value
        frequent = max(_FREQUENT, _OFTEN * words)
        found: dict[tuple[str, str], _Draft] = {}
        for (lang, name), draft in drafts.items():
            draft.name = name
            if lang == ENGLISH and name in self._english.general and len(draft.spots) < frequent:
                continue
            if draft.value <= 0 or (not least and len(draft.spots) < _FREQUENT and draft.kind == "phrase"):
                continue
            texts = (_best(draft.lemmas), *draft.texts)
            draft.answer = self._known.answer(draft.kind, lang, dict.fromkeys(texts))
            same = draft.answer.concept + draft.answer.term if draft.answer else name
            if (other := found.setdefault((lang, same), draft)) is not draft:
                other.join(draft)
        candidates = [self._candidate(draft) for draft in found.values() if len(draft.spots) >= least]
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.lemma))

    def _candidate(self, draft: _Draft) -> Candidate:
        answer, texts = draft.answer, [text for text, _ in draft.texts.most_common()]
        score = usefulness(draft.kind, draft.value, self._specific(draft), draft.marked)
        return Candidate(
            text=texts[0],
            lemma=answer.term if answer and answer.lang == draft.lang else _best(draft.lemmas),
            lang=draft.lang,
            kind=draft.kind,
            count=len(draft.spots),
            places=tuple(dict.fromkeys(place for _, place in sorted(draft.spots.items()))),
            concept=answer.concept if answer else "",
            gloss=_best(draft.glosses),
            forms=tuple(texts),
            score=score * (1 - _ASIDE * draft.aside / len(draft.spots)),
        )

    def _specific(self, draft: _Draft) -> float:
        """How little of it every text has: the share of words that are not general, less for what is likely no term."""
        words = draft.name.split()
        if draft.kind == "romanised" and len(words) == 1 and not draft.marked:
            return _PLAIN
        if draft.kind not in ("phrase", "name"):
            return 1.0
        if draft.kind == "phrase" and draft.lang == ENGLISH and _is_loose(draft.name):
            return _FREE
        general = sum(word in self._english.general or word in self._english.weak for word in words)
        return (1 - general / len(words)) * (_SINGLE if draft.kind == "phrase" and len(words) == 1 else 1)


def _is_loose(phrase: str) -> bool:
    """Whether an English phrase is rather one that its sentence has made: the promotion of the campaign."""
    return " of the " in phrase


def _best(counts: Counter[str]) -> str:
    """The commonest; of two, the one with fewer capitals."""
    if not counts:
        return ""
    return min(counts, key=lambda text: (-counts[text], sum(map(str.isupper, text)), text))
