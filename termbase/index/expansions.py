"""The expansions of a base's concepts, each made once: a changed concept is expanded again, the others are not.

They are kept in the cache folder in a file for each set of rules, under a digest of the concept's file. New ones are
made by as many processes as there are processors, when they are many.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from termbase.files import InputError
from termbase.index.expand import Expander, Expansion
from termbase.index.location import folder
from termbase.model import Vocabulary
from termbase.parse import ShapeError, read_concept
from termbase.workers import spread

_MANY = 200
"""Concepts; to start processes takes as long as to expand about so many."""
_CHUNK = 50
_PREFIX = "expansions-"
_KEPT = 3
_Made = tuple[str, bytes, list[InputError]]
"""Digest, expansion as `marshal` writes it, what is wrong with the file instead."""


def expansions(
    rules: Expander, rules_key: str, paths: Sequence[Path], vocabulary: Vocabulary, problems: list[InputError]
) -> list[Expansion]:
    """The expansions of concept files, sorted by id.

    Args:
        rules: what to expand by.
        rules_key: a digest of the rules and of all else that the expansions depend on but the files.
        paths: the concept files.
        vocabulary: the closed lists of the base.
        problems: what is wrong with the base so far.

    Raises:
        ShapeError: there were problems, or files do not have the agreed shape; all of them are told.
    """
    digests = {path: sha256(os.fsencode(path.name) + b"\0" + path.read_bytes()).hexdigest() for path in paths}
    store = Path(folder(), f"{_PREFIX}{rules_key}.db")
    known = _kept(store, set(digests.values()))
    new = [(path, digest) for path, digest in digests.items() if digest not in known]
    made: dict[str, bytes] = {}
    for digest, data, wrong in _made(rules, vocabulary, new):
        made[digest] = data
        problems.extend(wrong)
    if problems:
        raise ShapeError(problems)
    _keep(store, made)
    known |= made
    found = [(Expansion(*marshal.loads(known[digest])), path) for path, digest in digests.items()]  # noqa: S302 - our own
    found.sort(key=lambda pair: pair[0].concept[0])
    for (one, first), (other, second) in pairwise(found):
        if one.concept[0] == other.concept[0]:
            problems.append(InputError(second, f"id: {other.concept[0]!r} is also the id of {first}"))
    if problems:
        raise ShapeError(problems)
    return [expansion for expansion, _ in found]


def _made(rules: Expander, vocabulary: Vocabulary, new: Sequence[tuple[Path, str]]) -> Iterator[_Made]:
    chunks = [new[start : start + _CHUNK] for start in range(0, len(new), _CHUNK)]
    for made in spread(
        lambda: lambda chunk: list(_expanded(rules, vocabulary, chunk)), chunks, worth=len(new) >= _MANY
    ):
        yield from made


def _expanded(rules: Expander, vocabulary: Vocabulary, new: Iterable[tuple[Path, str]]) -> Iterator[_Made]:
    for path, digest in new:
        problems: list[InputError] = []
        concept = read_concept(path, vocabulary, problems)
        data = marshal.dumps(tuple(rules.expand(concept))) if concept and not problems else b""
        yield digest, data, problems


def _kept(store: Path, wanted: set[str]) -> dict[str, bytes]:
    """What the cache has of the wanted digests; nothing when it cannot be read."""
    if not store.is_file():
        return {}
    try:
        with closing(sqlite3.connect(store)) as db:
            return {digest: data for digest, data in db.execute("SELECT digest, data FROM made") if digest in wanted}
    except sqlite3.Error:
        return {}


def _keep(store: Path, made: Mapping[str, bytes]) -> None:
    """Add to the cache; what cannot be written is made again another time."""
    if not made:
        return
    with suppress(OSError, sqlite3.Error):
        store.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(store)) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS made (digest TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID")
            db.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", made.items())
        older = sorted(store.parent.glob(f"{_PREFIX}*.db"), key=lambda path: -path.stat().st_mtime_ns)[_KEPT:]
        for path in older:
            path.unlink(missing_ok=True)
