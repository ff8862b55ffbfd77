"""The same as `termbase.memory.blocks` and `termbase.index.grams` do, faster: by numpy and rapidfuzz.

To load the two takes a quarter of a second, so that it pays for many texts only. They come with ``termbase[memory]``.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from rapidfuzz.distance import Levenshtein


def most_frequent(parts: Iterable[tuple[int, bytes]], most: int) -> list[tuple[int, int]]:
    """See `termbase.memory.blocks.most_frequent`; of equals others may be chosen."""
    arrays = [np.add(np.frombuffer(slots, np.uint16), first, dtype=np.int64) for first, slots in parts]
    places = np.concatenate(arrays) if arrays else np.empty(0, np.int64)
    if not len(places):
        return []
    places.sort()
    ends = np.append(np.flatnonzero(places[1:] != places[:-1]), len(places) - 1)
    counts = np.diff(ends, prepend=-1)
    best = np.flatnonzero(counts > 1)
    if len(best) < most:
        best = np.arange(len(counts))
    if len(best) > most:
        best = best[np.argpartition(counts[best], -most)[-most:]]
    best = best[np.argsort(-counts[best], kind="stable")]
    return list(zip(places[ends[best]].tolist(), counts[best].tolist(), strict=True))


def distance(first: str, second: str, limit: int) -> int:
    """See `termbase.index.grams.distance`."""
    return Levenshtein.distance(first, second, score_cutoff=limit)
