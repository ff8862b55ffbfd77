"""Words that the document's scheme does not spell so, and what it would write.

1. Another scheme, or the letters of several, give the word: it is in the wrong scheme; only its signs differ: a sign
   is missing or misplaced.
2. Nothing gives it: the Russian words that are near, those of the document itself first, as the same word stands
   there spelt right as a rule; then terms of the base, then usual words. Of equally near ones those come first that
   agree with the words beside them.

Names in prose are left alone as long as some scheme gives them: popular spellings are no fault there. What is no
spelling at all is told of a name only if it is near a name of the base.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from termbase.identify import Candidate
from termbase.identify.reader import MARKS
from termbase.index.grams import distance
from termbase.romanisation.fault import Fault, Kind
from termbase.romanisation.grammar import fit
from termbase.romanisation.passages import HYPHENS, OPENING, Passage
from termbase.romanisation.persons import is_another_person
from termbase.romanisation.relatives import is_derived, is_ukrainian
from termbase.romanisation.writing import HARD, SOFT, Writing
from termbase.text import bare, key, script

_FOREIGN = 0.5
"""Share of the words of a passage that no scheme gives, from which on it is of another language."""
_SHORTEST = 3
"""Letters of the shortest word that is told; shorter ones are words of any language."""
_NAME = 5
"""Letters of a name from which on it is told when its letters are of several schemes; shorter ones are foreign."""
_ACRONYM = 4
_FAR = 7
"""Letters of a word from which on one with two wrong letters is told."""
_RARE = 11
"""Letters of a word with a capital from which on a rare word is meant by it; shorter ones are rather names."""
_SHOWN = 3
_INITIAL = re.compile(r"\b[^\W\d_]\.\s?\Z")


def faults(writing: Writing) -> Iterator[Fault]:
    """The faults of a document in its order; nothing of one whose scheme is not known."""
    if not writing.scheme:
        return
    for passage in writing.passages:
        readings = [_Reading(writing, passage, place) for place in range(len(passage.words))]
        if not _is_foreign(writing, passage, readings):
            for reading in readings:
                yield from reading.fault()


def _is_foreign(writing: Writing, passage: Passage, readings: Collection[_Reading]) -> bool:
    """Whether a passage is of another language that looks Russian; English words and little ones say nothing."""
    telling = [reading for reading in readings if reading.is_telling()]
    strange = sum(reading.is_strange() for reading in telling)
    if strange >= max(_FOREIGN * len(telling), 1) or is_ukrainian(writing, passage):
        return True
    # In a third language much looks Russian, names most of all; most small words of a Russian phrase are right.
    small = [reading.is_right() for reading in telling if reading.is_small()]
    return writing.third and 2 * sum(small) <= len(small)


class _Reading:
    """A word of a passage, looked at."""

    def __init__(self, writing: Writing, passage: Passage, place: int) -> None:
        self._writing = writing
        self._passage = passage
        self._place = place
        self._word = passage.words[place]

    def is_telling(self) -> bool:
        """Whether the word says something of the language of its passage."""
        text = self._word.text
        return len(text) >= _SHORTEST and text not in self._writing.tools.lexicon and script(text[0]) == "Latn"

    def is_small(self) -> bool:
        """Whether it is written with a small letter."""
        return self._word.small

    def is_right(self) -> bool:
        """Whether the scheme of the document spells a word so."""
        return self._writing.is_right(self._word)

    def is_strange(self) -> bool:
        """Whether the word is no Russian one, and near none."""
        return not self._word.readings and not any(
            candidate.distance <= 1 or candidate.concept or candidate.source.lower() in self._writing.vocabulary
            for candidate in self._near()
        )

    def fault(self) -> Iterator[Fault]:
        """What is wrong with the word, if anything."""
        word, writing = self._word, self._writing
        if script(word.text[0]) != "Latn":
            if not self._is_original():
                yield Fault("script", self._passage, word, (self._spelt(word.text),), ())
        elif not (
            len(word.text) < _SHORTEST
            or writing.is_right(word)
            or writing.tools.is_listed(word.text)
            # mRNK, SPbGPU
            or (word.text[1:] != word.text[1:].lower() and not word.text.isupper())
            or self._begins_compound()
            or self._stands_alone()
            or is_derived(word.text, writing)
            # Whatever begins a sentence, and in German any noun.
            or (writing.third and not word.small)
        ):
            candidates = self._readings() if word.readings else self._near()
            if word.readings and candidates and not self._is_of_scheme():
                candidates += self._near()
            if not writing.is_supported:
                candidates = [candidate for candidate in candidates if candidate.concept]
            if candidates and not self._is_habit(candidates):
                yield from self._told(candidates)

    def _is_original(self) -> bool:
        """Whether a word in Cyrillic letters stands beside its own romanisation."""
        spelt = key(self._spelt(self._word.text.rstrip(MARKS)))
        return any(key(word.text) == spelt for word in self._passage.words)

    def _spelt(self, source: str) -> str:
        return self._writing.spell(source, self._word.text, self._passage.number)

    def _readings(self) -> list[Candidate]:
        """What some scheme gives, or the letters of several.

        Of names in the prose only those of the base that no scheme of the document gives.
        """
        word, writing = self._word, self._writing
        schemes = {scheme for candidate in word.readings for scheme in candidate.schemes}
        if self._passage.is_phrase:
            if not schemes:
                return list(filter(self._is_meant, word.readings)) or self._near()
            names = [one for one in word.readings if one.source[0].isupper() or not self._is_name()]
            return names if writing.is_supported else []
        of_base = any(candidate.concept for candidate in word.readings)
        if not schemes:
            # Severnii is no name by itself; of those the base has not, what looks misspelt is another name.
            is_word = len(word.text) >= _FAR and any(writing.tools.reader.readings(word.text.lower()))
            signs = any(writing.same_letters(word, candidate) for candidate in word.readings)
            return list(word.readings) if of_base or is_word or signs else []
        strange = of_base and schemes.isdisjoint(writing.popular) and word.text.lower() not in writing.tools.terms
        return list(word.readings) if strange and len(word.text) >= _NAME else []

    def _is_meant(self, candidate: Candidate) -> bool:
        """Whether a word that the letters of several schemes give is no chance: a usual one, of names a known one."""
        known = bool(candidate.concept) or candidate.source.lower() in self._writing.vocabulary
        return known or (not self._is_name() and self._writing.tools.identifier.is_usual(candidate))

    def _is_of_scheme(self) -> bool:
        """Whether a scheme gives the word, not only the letters of several."""
        return any(candidate.schemes for candidate in self._word.readings)

    def _near(self) -> list[Candidate]:
        """What else may be meant by a word that no scheme gives."""
        identifier, written = self._writing.tools.identifier, self._word.text
        near = [] if self._is_of_scheme() else identifier.one_off(written)
        return [candidate for candidate in (*identifier.identify(written), *near) if self._is_believed(candidate)]

    def _is_believed(self, candidate: Candidate) -> bool:
        """Whether a word that is near may be what is meant."""
        word, writing = self._word, self._writing
        if candidate.source[:1].isupper() and word.small:
            return False
        if not self._passage.is_phrase:
            long = len(word.text) >= (_ACRONYM if word.text.isupper() else _NAME)
            meant = bool(candidate.concept) and candidate.distance == 1 and long
            return meant and not is_another_person(writing, self._passage.number, word.start, candidate)
        long = len(word.text) >= _FAR
        known = candidate.source.lower() in writing.vocabulary
        if self._is_name() and not candidate.concept:
            return known and candidate.source[0].isupper() and (candidate.distance <= 1 or long)
        if candidate.concept or known:
            return candidate.distance <= 1 or long
        if writing.tools.identifier.is_usual(candidate):
            return long or (candidate.distance <= 1 and word.small)
        return candidate.distance <= 1 and len(word.text) >= (_FAR if word.small else _RARE)

    def _is_name(self) -> bool:
        """Whether a word has a capital as names have: behind initials, or within a phrase, whose words are small."""
        if self._word.small:
            return False
        text = self._writing.texts[self._passage.number]
        if not self._place:
            return bool(_INITIAL.search(text, 0, self._word.start))
        joint = self._passage.joints[self._place - 1]
        words = [word.small for word in self._passage.words[1:] if len(word.text) > _SHORTEST]
        return (joint.isspace() or "," in joint) and any(words)

    def _stands_alone(self) -> bool:
        """Whether it is one small word of the prose that nothing sets off: borrowed, as presidium."""
        words, text = self._passage.words, self._writing.texts[self._passage.number]
        if not self._word.small or not self._word.text.isascii():
            return False
        others = [word for word in words if word is not self._word and word.text not in self._writing.tools.lexicon]
        telling = any(len(word.text) >= _SHORTEST for word in others)
        return not telling and text[words[0].start - 1 : words[0].start] not in OPENING

    def _begins_compound(self) -> bool:
        """Whether it is the first half of a compound adjective, which ends in о or е: fabrichno-zavodskoi."""
        joint = self._passage.joints[self._place : self._place + 1]
        joining = {self._writing.spell(letter) for letter in self._writing.tools.joining}
        return bool(joint) and joint[0] in HYPHENS and self._word.text.endswith(tuple(joining))

    def _is_habit(self, candidates: Collection[Candidate]) -> bool:
        """Whether it is an adverb (po-stakhanovski), or in the orthography before 1918 (rabochago)."""
        habits, written = self._writing.tools.habits, self._word.text
        pairs = list(habits["old_endings"])
        before = self._passage.joints[self._place - 1 : self._place]
        first = self._passage.words[self._place - 1].text
        if before and before[0] in HYPHENS and first == self._spelt(habits["adverb"]):
            pairs += habits["adverb_endings"]
        return any(
            candidate.source.endswith(new) and self._spelt(candidate.source.removesuffix(new) + old) == written
            for candidate in candidates
            for old, new in pairs
        )

    def _told(self, candidates: Collection[Candidate]) -> Iterator[Fault]:
        word, writing = self._word, self._writing
        sources = {candidate.source for candidate in candidates}
        fits = fit(writing, self._passage, self._place)
        best: dict[str, Candidate] = {}
        for candidate in sorted(candidates, key=lambda candidate: self._rank(candidate, sources, fits)):
            best.setdefault(self._spelt(candidate.source), candidate)
        best.pop(word.text, None)
        if best:
            expected, meant = tuple(best)[:_SHOWN], tuple(best.values())[:_SHOWN]
            if _marked(word.text) == _marked(expected[0]):
                kind: Kind = "glyph"
            elif writing.same_letters(word, meant[0]):
                kind = "sign"
            else:
                kind = "scheme" if any(candidate.schemes for candidate in word.readings) else "spelling"
            yield Fault(kind, self._passage, word, expected, meant)

    def _rank(self, candidate: Candidate, sources: AbstractSet[str], fits: Callable[[str], int]) -> tuple[object, ...]:
        """Nearest to the scheme of the document first, then what agrees with its neighbours, its words, terms, usual.

        Forms in -ье come last where there is -ие; of equals those come first from which the hand slips most easily.
        """
        source = candidate.source.lower()
        written, spelt = _bare(self._word.text), _bare(self._spelt(source))
        return (
            candidate.source.replace("\u044c", "\u0438") in sources - {candidate.source},
            _apart(written, spelt),
            -fits(candidate.source),
            not self._writing.vocabulary[source],
            _apart(_marked(self._word.text), _marked(self._spelt(source))),
            not candidate.concept,
            not self._writing.tools.identifier.is_usual(candidate),
            -len(candidate.schemes),
            _slip(written, spelt),
            -self._writing.vocabulary[source],
        )


def _bare(text: str) -> str:
    return bare(key(text))


def _apart(text: str, other: str) -> int:
    """Letters otherwise; two that have changed places count as one."""
    apart = distance(text, other, len(text) + len(other))
    return 1 if apart == 2 and len(text) == len(other) and sorted(text) == sorted(other) else apart


def _slip(written: str, meant: str) -> int:
    """0: a letter left out, doubled or exchanged with the next; 1: another letter; 2: one too many."""
    if len(meant) != len(written):
        doubled = any(
            letter == after and written[:place] + written[place + 1 :] == meant
            for place, (letter, after) in enumerate(pairwise(written))
        )
        return 0 if doubled or len(meant) > len(written) else 2
    return int(sorted(written) != sorted(meant))


def _marked(text: str) -> str:
    """A word with one mark for all signs."""
    return "".join(SOFT[0] if char in SOFT + HARD else char for char in key(text))
