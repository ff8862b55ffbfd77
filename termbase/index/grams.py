"""Approximate look-up: which bare keys lie within a few edits of another. Standard library only.

Candidates share rare 3-grams with the query; they are then compared by Levenshtein distance in Myers's
bit-parallel form (Journal of the ACM 46 (1999) 395-415), one machine operation a letter for short words.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable

MAX_CANDIDATES = 60
"""Terms or words; those that share most grams with the query are compared letter by letter."""
_MORE = 6
"""Lists read beyond those that edits may spoil: a neighbour stands in so many of all that are read."""


def grams(bare: str) -> set[str]:
    """The 3-grams of a bare key, its ends marked."""
    padded = _padded(bare)
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _padded(bare: str) -> str:
    return f"\x02{bare}\x03"


def unpack(blob: bytes) -> array[int]:
    """Numbers written as native unsigned 32-bit integers."""
    numbers = array("I")
    numbers.frombytes(blob)
    return numbers


def allowed_distance(length: int) -> int:
    """Edits allowed in a word of so many letters: a third of a short word is another word."""
    return 0 if length < 5 else 1 if length < 8 else 2 if length < 16 else 3


def distance(first: str, second: str, limit: int) -> int:
    """Levenshtein distance in code points; ``limit + 1`` stands for anything above `limit`."""
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    if not first or not second:
        return len(first) + len(second)
    places: dict[str, int] = {}
    for number, char in enumerate(first):
        places[char] = places.get(char, 0) | 1 << number
    mask = (1 << len(first)) - 1
    top = 1 << len(first) - 1
    plus, minus, score = mask, 0, len(first)
    left = len(second)
    for char in second:
        match = places.get(char, 0)
        diagonal = (((match & plus) + plus) ^ plus) | match | minus
        horizontal_plus = minus | ~(diagonal | plus) & mask
        horizontal_minus = plus & diagonal
        score += bool(horizontal_plus & top) - bool(horizontal_minus & top)
        left -= 1
        if score - left > limit:  # each of the letters left takes off one at most
            return limit + 1
        horizontal_plus = horizontal_plus << 1 | 1
        plus = (horizontal_minus << 1 | ~(diagonal | horizontal_plus)) & mask
        minus = horizontal_plus & diagonal & mask
    return min(score, limit + 1)


def nearest(
    bare: str, postings: Callable[[str], bytes | None], bares: Callable[[int], list[str]], limit: int
) -> list[tuple[int, str, int]]:
    """Bare keys near a query, nearest first.

    Args:
        bare: the bare key of the query.
        postings: packed numbers of the terms, or words, that have a 3-gram in one of their bare keys.
        bares: the bare keys of a term or word.
        limit: edits allowed, as by `allowed_distance`.

    Returns:
        Distance, bare key and term or word.
    """
    if not limit:
        return []
    wanted = grams(bare)
    lists = sorted((unpack(blob) for gram in wanted if (blob := postings(gram))), key=len)
    # One edit spoils three grams; those that no key has are spoilt already.
    spoilt = 3 * limit - (len(wanted) - len(lists))
    rarest = lists[: max(spoilt, 0) + _MORE]
    counts: Counter[int] = Counter()
    for numbers in rarest:
        counts.update(numbers)
    shared = max(len(rarest) - spoilt, 1)
    close = [number for number, count in counts.items() if count >= shared]
    best = sorted(close, key=counts.__getitem__, reverse=True)[:MAX_CANDIDATES]
    least = len(wanted) - 3 * limit
    found = (
        (distance(bare, other, limit), other, number)
        for number in best
        for other in bares(number)
        if abs(len(other) - len(bare)) <= limit and sum(map(_padded(other).__contains__, wanted)) >= least
    )
    return sorted(row for row in found if row[0] <= limit)
