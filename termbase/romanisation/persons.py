"""Whether two names may be those of one person, by the first names and initials before them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termbase.identify import Candidate
from termbase.romanisation.writing import Writing

_BEFORE = re.compile(r"(?:[^\W\d_]\.\s?|[^\W\d_]{2,}\s){1,3}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_FAR = 60
"""Characters before a name in which its first names stand."""


def initials(writing: Writing, number: int, start: int) -> frozenset[str]:
    """The first letters of the names and initials before a name; nothing if none stands there.

    Args:
        number: of the paragraph.
        start: of the name in it.
    """
    text = writing.texts[number]
    before = _BEFORE.search(text, max(start - _FAR, 0), start)
    letters: list[str] = []
    for word in reversed(_WORD.findall(before[0]) if before else ()):
        # A word that is written small as well is none: Comrade, writer.
        if not word[0].isupper() or (len(word) > 1 and word.lower() in writing.tools.lexicon):
            break
        letters.append(word[0])
    return frozenset(letters)


def are_apart(some: Iterable[frozenset[str]], others: Iterable[frozenset[str]]) -> bool:
    """Whether the initials of one name, at its places, and those of another are all different."""
    one, other = frozenset().union(*some), frozenset().union(*others)
    return bool(one and other) and one.isdisjoint(other)


def is_another_person(writing: Writing, number: int, start: int, candidate: Candidate) -> bool:
    """Whether a name stands behind first names that the person of the base who is near has not."""
    # A sign divides a name into two words.
    name = set(_WORD.findall(writing.spell(candidate.source).lower()))
    texts = set.intersection(*(set(writing.tools.terms.get(part, ())) for part in name))
    theirs = [frozenset(word[0] for word in _WORD.findall(text) if word.lower() not in name) for text in texts]
    mine = initials(writing, number, start)
    if candidate.distance > 1:
        # So far apart they are one only if the first names say so, or nothing else does.
        return bool(mine) and mine.isdisjoint(frozenset().union(*theirs))
    return are_apart([mine], theirs)
