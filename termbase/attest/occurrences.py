"""Where spellings stand in a text, as they are written.

A spelling stands where neither a letter, a digit nor a combining mark goes on at its ends; it may run over a line end,
and any run of spaces is one. Capitals are those of the spelling.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from daachorse import CharwiseDoubleArrayAhoCorasick

_WORD = re.compile(r"\S+")


def squeezed(spelling: str) -> str:
    """A spelling with single spaces, as it is compared."""
    return " ".join(spelling.split())


def occurrences(text: str, spellings: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The line of each occurrence of each spelling, ascending; a line stands as often as the spelling in it.

    Args:
        text: a text; its lines are separated by LF and numbered from 1. A phrase stands in the line it begins in.
        spellings: not empty; those that do not occur are not in the result.
    """
    patterns = list(dict.fromkeys(map(squeezed, spellings)))
    if not patterns:
        return {}
    words = list(_WORD.finditer(text))
    joined = " ".join(word[0] for word in words)
    starts = [0, *accumulate(len(word[0]) + 1 for word in words)]
    breaks = [match.start() for match in re.finditer("\n", text)]
    found: dict[str, list[int]] = {}
    for start, end, n in CharwiseDoubleArrayAhoCorasick(patterns).find_overlapping(joined):
        if not (_in_word(joined[start - 1 : start]) or _in_word(joined[end : end + 1])):
            word = words[bisect_right(starts, start) - 1]
            found.setdefault(patterns[n], []).append(bisect_right(breaks, word.start()) + 1)
    return {spelling: tuple(sorted(lines)) for spelling, lines in found.items()}


def _in_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or unicodedata.combining(char) != 0)
