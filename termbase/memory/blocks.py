"""The 3-grams of segments, block by block: writing them, and which segments share most of them with a query.

Standard library only: the cold path of a search uses it.
"""

from __future__ import annotations

import sqlite3
from array import array
from binascii import crc32
from collections import Counter, defaultdict
from itertools import accumulate

from termbase.index.grams import grams
from termbase.memory.schema import BLOCK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from termbase.memory.entry import Text

    Count = Callable[[Iterable[tuple[int, bytes]], int], list[tuple[int, int]]]

_READ = 20
"""Grams of a query that are read, the rarest: the others tell little and are most of what would be read."""
_FEW = 30_000
"""Further ones are read as long as fewer segments have them, all in all: the rarest grams of a long text, or one with
slips of the pen, are those of what was changed. Of a million segments and 700 queries twenty grams give 99.7 % of the
five best, with these 99.96 %; sixteen give 99.4 %, 97.5 where letters were mistaken."""
_MOST_READ = 64
_TOGETHER = 500
"""Segments that have a gram and are read together."""
_BITS = 22
"""Of the number of a gram: small numbers take less room. A million translations have 400,000 grams."""
_MIXED = BLOCK // 2
"""Fewer segments than that are added to a block of mixed lengths: else there would soon be too many blocks."""


def primary(lang: str) -> str:
    """The language of a tag without region and script."""
    return lang.split("-", 1)[0]


def first_free(db: sqlite3.Connection) -> int:
    """The number of the next segment; numbers are never used again."""
    return int(db.execute("SELECT coalesce(max(first + count), 1) FROM block").fetchone()[0])


def add(db: sqlite3.Connection, texts: Sequence[Text]) -> None:
    """Write the grams of segments, which are numbered from `first_free` on in this order.

    Args:
        db: a store, in a transaction.
        texts: ordered by language and length.
    """
    start = first_free(db)
    done = 0
    if len(texts) < _MIXED:
        row = db.execute("SELECT n, count FROM block WHERE lang = '' ORDER BY n DESC LIMIT 1").fetchone()
        last = db.execute("SELECT max(n) FROM block").fetchone()[0]
        if row and row[0] == last and row[1] < BLOCK:
            done = min(BLOCK - row[1], len(texts))
            _append(db, row[0], row[1], texts[:done])
        if done < len(texts):
            _new(db, start + done, texts[done:], "")
        return
    while done < len(texts):
        part = texts[done : done + BLOCK]
        langs = {primary(text.lang) for text in part}
        if len(langs) > 1 and len(part) == BLOCK:  # up to where the next language begins
            lang = primary(part[0].lang)
            part = [text for text in part if primary(text.lang) == lang]
            langs = {lang}
        _new(db, start + done, part, langs.pop() if len(langs) == 1 else "")
        done += len(part)


def _new(db: sqlite3.Connection, first: int, texts: Sequence[Text], lang: str) -> None:
    lengths = [len(text.key) for text in texts]
    values = (first, len(texts), min(lengths), max(lengths), lang)
    row = db.execute("INSERT INTO block (first, count, shortest, longest, lang) VALUES (?, ?, ?, ?, ?)", values)
    _write(db, row.lastrowid or 0, _slots(texts, 0))


def _append(db: sqlite3.Connection, block: int, count: int, texts: Sequence[Text]) -> None:
    lengths = [len(text.key) for text in texts]
    db.execute(
        "UPDATE block SET count = count + ?, shortest = min(shortest, ?), longest = max(longest, ?) WHERE n = ?",
        (len(texts), min(lengths), max(lengths), block),
    )
    _write(db, block, _slots(texts, count))


def _write(db: sqlite3.Connection, block: int, slots: dict[int, bytes]) -> None:
    rows = sorted(slots.items())
    # || makes text of two blobs.
    db.executemany(
        "INSERT INTO posting VALUES (?, ?) ON CONFLICT DO UPDATE SET slots = CAST(slots || excluded.slots AS BLOB)",
        ((block << _BITS | gram, places) for gram, places in rows),
    )
    db.executemany(
        "INSERT INTO gram VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        ((gram, len(places) // 2) for gram, places in rows),
    )


def _slots(texts: Sequence[Text], start: int) -> dict[int, bytes]:
    """The grams of segments, with the places that have them."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
    for place, text in enumerate(texts, start):
        for gram in grams(text.key):
            found[gram].append(place)
    return {gram_number(gram): places.tobytes() for gram, places in found.items()}


def gram_number(gram: str) -> int:
    """The number that a store has for a 3-gram."""
    return crc32(gram.encode()) % (1 << _BITS)


def nearest(
    db: sqlite3.Connection,
    wanted: Collection[int],
    band: tuple[int, int],
    lang: str,
    most: int,
    count_segments: Count,
) -> list[tuple[int, int]]:
    """The segments that share most of the rarest grams of a query, best first.

    Args:
        db: a store.
        wanted: the numbers of the grams of the query.
        band: the least and the greatest length of a key that may be near enough.
        lang: primary language of the segments; empty: any.
        most: how many are wanted.
        count_segments: `most_frequent`, or what does the same faster.

    Returns:
        Segments, and how many of the grams that were looked at each lacks.
    """
    shortest, longest = band
    blocks = db.execute(
        "SELECT n, first FROM block WHERE shortest <= ? AND longest >= ? AND (lang = ? OR lang = '' OR ? = '')",
        (longest, shortest, lang, lang),
    ).fetchall()
    query = f"SELECT n, count FROM gram WHERE n IN ({_listed(wanted)}) ORDER BY count LIMIT {_MOST_READ}"  # noqa: S608
    counts = db.execute(query).fetchall()
    sums = accumulate([count for _, count in counts])
    rarest = [
        gram for place, ((gram, _), sum_) in enumerate(zip(counts, sums, strict=True)) if place < _READ or sum_ < _FEW
    ]
    parts = []
    for block, first in blocks:
        listed = _listed(block << _BITS | gram for gram in rarest)
        rows = db.execute(f"SELECT slots FROM posting WHERE n IN ({listed})")  # noqa: S608
        parts.append((first, b"".join([slots for (slots,) in rows])))
    return [(segment, len(rarest) - count) for segment, count in count_segments(parts, most)]


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def most_frequent(parts: Iterable[tuple[int, bytes]], most: int) -> list[tuple[int, int]]:
    """The segments that occur most often, and how often, most frequent first.

    Args:
        parts: for each block the number of its first segment, and packed places.
        most: how many are wanted.
    """
    best: list[tuple[int, int]] = []
    for first, slots in parts:
        counts = Counter(array("H", slots))
        by_count = Counter(counts.values())
        least = enough = 0
        for least in sorted(by_count, reverse=True):
            enough += by_count[least]
            if enough >= most:
                break
        best += [(-count, first + slot) for slot, count in counts.items() if count >= least]
    best.sort()
    return [(segment, -count) for count, segment in best[:most]]


def containing(db: sqlite3.Connection, wanted: Collection[int], lang: str = "") -> Iterator[Sequence[int]]:
    """The segments that have all of some grams, in ascending order and some at a time; when there are none, all."""
    query = "SELECT n, first, count FROM block WHERE lang = ? OR lang = '' OR ? = '' ORDER BY n"
    for block, first, count in db.execute(query, (lang, lang)).fetchall():
        left: set[int] | None = None
        for gram in wanted:
            row = db.execute("SELECT slots FROM posting WHERE n = ?", (block << _BITS | gram,)).fetchone()
            places = array("H", row[0]) if row else ()
            left = set(places) if left is None else left.intersection(places)
        found = range(first, first + count) if left is None else [first + slot for slot in sorted(left)]
        for start in range(0, len(found), _TOGETHER):
            yield found[start : start + _TOGETHER]
