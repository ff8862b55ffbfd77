"""Words that no dictionary of Russian has, and that are right: derived ones, Church Slavonic, Ukrainian."""

from __future__ import annotations

import re

from termbase.identify import Candidate
from termbase.identify.reader import MARKS
from termbase.romanisation.passages import Passage, Word
from termbase.romanisation.writing import SOFT, Writing

_STEM = 5
"""Letters behind a prefix."""
_WEAK = 2
"""Words with a letter that Russian lacks, from which on a passage is not Russian; one alone is a slip."""


def is_derived(word: str, writing: Writing) -> bool:
    """Whether a word is one of Church Slavonic, or a Russian one in the scheme of the document behind a prefix.

    «доколхозная», «безсмертный»: what may be put before a word, and how it was written, is in ``languages/ru.toml``.
    """
    habits, small = writing.tools.habits, word.lower()
    if small in {writing.spell(old) for old in habits["slavonic"]}:
        return True
    for old, new in habits["beginnings"]:
        start = writing.spell(old)
        rest = small.removeprefix(start)
        if rest != small and len(rest) >= _STEM and _is_right(writing.spell(new) + rest, writing):
            return True
    return False


def _is_right(word: str, writing: Writing) -> bool:
    return any(writing.scheme in candidate.schemes for candidate in writing.tools.reader.readings(word))


def _meant(writing: Writing, word: Word) -> list[Candidate]:
    """The Russian words that a word may be, and the terms that are near."""
    near = [one for one in writing.tools.identifier.terms_near(word.text) if one.distance <= 1]
    return [*word.readings, *near]


def is_ukrainian(writing: Writing, passage: Passage) -> bool:
    """Whether a passage has a word with what only Ukrainian has, or two with a letter that Russian lacks."""
    if len(passage.words) == 1:
        return False
    marks = writing.tools.habits["ukrainian"]
    words = [
        (word, "".join(SOFT[0] if char in MARKS else char for char in word.text.lower())) for word in passage.words
    ]
    weak = sum(bool(re.search(marks["letter"], text)) for _, text in words)
    strong = any(
        re.search(marks["sure"], text)
        and not all(marks["unless"] in candidate.source[:-1] for candidate in _meant(writing, word))
        for word, text in words
    )
    return strong or weak >= _WEAK
