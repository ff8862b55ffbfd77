"""Adding pairs to a store."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice

from termbase.memory import blocks
from termbase.memory.blocks import primary
from termbase.memory.entry import Counts, Origin, Pair, Text
from termbase.memory.key import hashed, packed

_BATCH = 1_000_000
"""Pairs whose segments are put in order of length together."""
_Known = dict[tuple[str, str], int]
"""Language and text to the number of a segment."""


class Writer:
    """Writes pairs in one transaction of a store."""

    def __init__(self, db: sqlite3.Connection, memory: str) -> None:
        """`memory`: the name of one that is there."""
        self._db = db
        self._memory = int(db.execute("SELECT n FROM memory WHERE name = ?", (memory,)).fetchone()[0])
        self._origins: dict[tuple[str, ...], int] = {}
        self._seen: Counter[tuple[str, str, str]] = Counter()
        self._now = int(time.time())

    def write(self, pairs: Iterable[Pair]) -> Counts:
        """Write them; see `termbase.memory.store.Store.add`."""
        total = Counter[str]()
        rest = iter(pairs)
        while batch := list(islice(rest, _BATCH)):
            segments = self._segments(batch)
            for pair in batch:
                total[self._pair(pair, segments)] += 1
        return Counts(total["added"] + total["superseded"], total["unchanged"], total["superseded"])

    def _segments(self, batch: Sequence[Pair]) -> _Known:
        """The numbers of all texts; new ones are stored."""
        known: _Known = {}
        new: dict[tuple[str, str], Text] = {}
        query = "SELECT n FROM segment WHERE hash = ? AND text = ? AND lang = ?"
        for text in (side for pair in batch for side in pair[:2]):
            name = (text.lang, text.text)
            if name in known or name in new:
                continue
            row = self._db.execute(query, (hashed(text.key), text.text, text.lang)).fetchone()
            if row:
                known[name] = row[0]
            else:
                new[name] = text
        ordered = sorted(new.values(), key=lambda text: (text.lang, len(text.key)))
        first = blocks.first_free(self._db)
        self._db.executemany(
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?)",
            (
                (n, text.lang, hashed(text.key), text.text, packed(text.text, text.key))
                for n, text in enumerate(ordered, first)
            ),
        )
        if ordered:
            blocks.add(self._db, ordered)
        known.update(((text.lang, text.text), n) for n, text in enumerate(ordered, first))
        return known

    def _pair(self, pair: Pair, segments: _Known) -> str:
        """Store one pair; what became of it."""
        source, target = (segments[side.lang, side.text] for side in pair[:2])
        origin = pair.origin
        # Units of one file may have one id: XLIFF with several <file>, tables.
        name = (origin.file, origin.unit, pair.target.lang)
        self._seen[name] += 1
        place = _digest(self._memory, *name, self._seen[name])
        before = self._in_force(place)
        if before and primary(before[3]) != primary(pair.source.lang):  # a file of several languages, read from another
            place = _digest(self._memory, *name, self._seen[name], primary(pair.source.lang))
            before = self._in_force(place)
        if before and before[1:3] == (source, target):
            return "unchanged"
        if before:
            self._db.execute("UPDATE pair SET until = ? WHERE n = ?", (self._now, before[0]))
        told = f"{origin.context}|{pair.source.text}" if origin.context else pair.source.text
        unit = None if origin.unit == told else origin.unit
        self._db.execute(
            "INSERT INTO pair (source, target, origin, place, unit, context, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (source, target, self._origin(origin), place, unit, origin.context, self._now),
        )
        return "superseded" if before else "added"

    def _in_force(self, place: int) -> tuple[int, int, int, str] | None:
        """The pair of a place: its number, its segments, and the language of the source."""
        query = (
            "SELECT pair.n, source, target, lang FROM pair JOIN segment ON segment.n = source"
            " WHERE place = ? AND until IS NULL"
        )
        found: tuple[int, int, int, str] | None = self._db.execute(query, (place,)).fetchone()
        return found

    def _origin(self, origin: Origin) -> int:
        row = (origin.file, origin.work, origin.author, origin.date)
        if row not in self._origins:
            self._db.execute(
                "INSERT INTO origin (memory, file, work, author, date) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (self._memory, *row),
            )
            query = "SELECT n FROM origin WHERE memory = ? AND file = ? AND work = ? AND author = ? AND date = ?"
            self._origins[row] = int(self._db.execute(query, (self._memory, *row)).fetchone()[0])
        return self._origins[row]


def _digest(*parts: object) -> int:
    data = "\0".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)
