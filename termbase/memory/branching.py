"""Which pairs of a store have one source and several targets, told by numbers alone: no text is read."""

from __future__ import annotations

import sqlite3
from array import array
from itertools import chain, compress
from operator import ne, or_

from termbase.memory.blocks import primary

_BITS = 16
"""Of the number of a language, below those of a hash."""


def branching(db: sqlite3.Connection, memory: str, *, backwards: bool) -> list[list[int]]:
    """The numbers of pairs; see `termbase.memory.entry.Storage.branching`. Keys with one hash are taken for one.

    Args:
        db: a store.
        memory: the name of one; empty: all together.
        backwards: targets with one key, sources that are several.
    """
    # A million rows: what iterates here are functions written in C.
    all_hashes = db.execute(f"SELECT hash << {_BITS} FROM segment ORDER BY n")  # noqa: S608 - n: from 1, none missing
    hashes = array("q", chain((0,), chain.from_iterable(all_hashes)))
    langs = _languages(db, len(hashes))
    sides = "target, source" if backwards else "source, target"
    wanted = "origin IN (SELECT n FROM origin WHERE memory = (SELECT n FROM memory WHERE name = :memory))"
    query = f"SELECT n, {sides} FROM pair WHERE until IS NULL AND (:memory = '' OR {wanted})"  # noqa: S608
    rows = array("q", chain.from_iterable(db.execute(query, {"memory": memory})))
    others = list(map(hashes.__getitem__, rows[2::3]))
    places = list(map(or_, map(hashes.__getitem__, rows[1::3]), map(langs.__getitem__, rows[2::3])))
    first: dict[int, int] = {}
    several = set(compress(places, map(ne, map(first.setdefault, places, others), others)))
    groups: dict[int, list[int]] = {}
    for place, n in compress(zip(places, rows[0::3], strict=True), map(several.__contains__, places)):
        groups.setdefault(place, []).append(n)
    return list(groups.values())


def _languages(db: sqlite3.Connection, count: int) -> array[int]:
    """A number for the primary language of each segment."""
    langs = array("H", bytes(2 * count))
    numbers: dict[str, int] = {}
    for first, size, lang in db.execute("SELECT first, count, lang FROM block").fetchall():
        if lang:
            langs[first : first + size] = array("H", (numbers.setdefault(lang, len(numbers)),)) * size
            continue
        for n, tag in db.execute("SELECT n, lang FROM segment WHERE n >= ? AND n < ?", (first, first + size)):
            langs[n] = numbers.setdefault(primary(tag), len(numbers))
    return langs
