"""Words that the document's scheme does not spell so, and what it would write.

1. Another scheme, or the letters of several, give the word: it is in the wrong scheme; only its signs differ: a sign
   is missing or misplaced.
2. Nothing gives it: the Russian words that are near, those of the document itself first, as the same word stands
   there spelt right as a rule; then terms of the base, then usual words.

Names in prose are left alone as long as some scheme gives them: popular spellings are no fault there. What is no
spelling at all is told of a name only if it is near a name of the base.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from termbase.identify import Candidate
from termbase.romanisation.passages import Passage, Word
from termbase.romanisation.writing import Writing
from termbase.text import script

Kind = Literal["scheme", "spelling", "sign", "script"]
_FOREIGN = 0.5
"""Share of the words of a passage that no scheme gives, from which on it is of another language."""
_NAME = 5
"""Letters of a name from which on it is told when its letters are of several schemes; shorter ones are foreign."""
_FAR = 7
"""Letters of a word from which on one with two wrong letters is told."""
_SHOWN = 3


class Fault(NamedTuple):
    """A word that is not spelt as the document's scheme would have it."""

    kind: Kind
    passage: Passage
    word: Word
    expected: tuple[str, ...]
    """Spellings in the scheme of the document, best first."""
    meant: tuple[Candidate, ...]
    """What each of them is."""


def faults(writing: Writing) -> Iterator[Fault]:
    """The faults of a document in its order; nothing of one whose scheme is not known."""
    if not writing.scheme:
        return
    for passage in writing.passages:
        if _is_foreign(passage):
            continue
        for place, word in enumerate(passage.words):
            if found := _fault(writing, passage, place, word):
                yield found


def _is_foreign(passage: Passage) -> bool:
    unknown = sum(not word.readings and script(word.text[0]) == "Latn" for word in passage.words)
    return unknown > _FOREIGN * len(passage.words)


def _fault(writing: Writing, passage: Passage, place: int, word: Word) -> Fault | None:
    if script(word.text[0]) != "Latn":
        return Fault("script", passage, word, (writing.spell(word.text),), ())
    if writing.is_right(word) or (not word.sure and word.text in writing.tools.lexicon):
        return None
    if _joins(passage, place):
        return None
    in_prose = not passage.is_phrase
    if word.readings:
        mixture = not any(candidate.schemes for candidate in word.readings)
        if in_prose and not (mixture and len(word.text) >= _NAME):
            return None
        return _spelt(writing, passage, word, list(word.readings))
    near = writing.tools.identifier.identify(word.text)
    believed = [candidate for candidate in near if _is_believed(candidate, writing, word, in_prose=in_prose)]
    return _spelt(writing, passage, word, believed) if believed else None


def _joins(passage: Passage, place: int) -> bool:
    """Whether a word is the first half of a compound adjective, which ends in о or е: fabrichno-zavodskoi."""
    joint = passage.joints[place : place + 1]
    return bool(joint) and joint[0] in "-\u2010\u2011" and passage.words[place].text.endswith(("o", "e"))


def _is_believed(candidate: Candidate, writing: Writing, word: Word, *, in_prose: bool) -> bool:
    """Whether a word that is near may be what is meant."""
    if candidate.source[:1].isupper() and word.small:
        return False
    if in_prose:
        return bool(candidate.concept) and candidate.distance == 1 and len(word.text) >= _NAME
    known = candidate.source.lower() in writing.vocabulary or bool(candidate.concept)
    return candidate.distance <= 1 or (
        len(word.text) >= _FAR and (known or writing.tools.identifier.is_usual(candidate.source))
    )


def _spelt(writing: Writing, passage: Passage, word: Word, candidates: list[Candidate]) -> Fault | None:
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: _rank(candidate, writing)):
        best.setdefault(writing.spell(candidate.source, word.text), candidate)
    best.pop(word.text, None)
    if not best:
        return None
    expected, meant = tuple(best)[:_SHOWN], tuple(best.values())[:_SHOWN]
    if writing.same_letters(word, meant[0]):
        kind: Kind = "sign"
    else:
        kind = "scheme" if any(candidate.schemes for candidate in word.readings) else "spelling"
    return Fault(kind, passage, word, expected, meant)


def _rank(candidate: Candidate, writing: Writing) -> tuple[object, ...]:
    source = candidate.source.lower()
    return (
        not writing.vocabulary[source],
        candidate.distance,
        not candidate.concept,
        not writing.tools.identifier.is_usual(source),
        -len(candidate.schemes),
        -writing.vocabulary[source],
    )
