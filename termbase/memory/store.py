"""The store of translation memories in one SQLite file: the only module that knows its tables.

Several processes may read and write one store at a time: readers see the last state that was written whole, writers
wait for each other (SQLite, Write-Ahead Logging). A process that is killed, or a disk that is full, leaves the store as
it was before. After a loss of power the last writings may be missing, but nothing is half written.

Standard library only, and nothing of it that is slow to import: the cold path of a search uses it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager

from termbase.files import InputError
from termbase.memory import blocks, schema
from termbase.memory.entry import Holding, Memory, Origin, Stored, Text
from termbase.memory.key import hashed, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Any

    from termbase.memory.blocks import Count
    from termbase.memory.entry import Counts, Pair

_WAIT = 60
"""Seconds that a writer waits for another."""
_PAUSE = 0.01
"""Seconds between two attempts, where SQLite does not wait itself."""
_PAGES_WAITING = 4000
"""Pages (32 MB) after which what was written goes from the log into the file: with a million translations a new one
writes to thirty, and to move them takes longer than twenty additions."""
_FETCHED = 25
"""Segments that are read together; a search seldom needs all that it asks for."""
_KEPT = 300_000
"""Keys that are remembered, some 40 MB: the text of a segment never changes."""
_GROUPS = 500
"""Of pairs that are read together."""
_STORED = """
    SELECT pair.n, memory.name, s.lang, s.text, s.key, t.lang, t.text, t.key,
        file, pair.unit, pair.context, author, date, work,
        strftime('%Y-%m-%dT%H:%M:%SZ', added, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%SZ', until, 'unixepoch')
    FROM pair
    JOIN segment AS s ON s.n = source
    JOIN segment AS t ON t.n = target
    JOIN origin ON origin.n = pair.origin
    JOIN memory ON memory.n = origin.memory
"""


def default_path() -> str:
    """``TERMBASE_MEMORY``, else ``termbase/memory.sqlite`` in ``XDG_DATA_HOME`` or ``~/.local/share``."""
    if given := os.environ.get("TERMBASE_MEMORY"):
        return given
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(home, "termbase", "memory.sqlite")


class Store:
    """A store; see `termbase.memory.entry.Storage` for what its methods promise."""

    def __init__(self, path: str, *, write: bool = False, count: Count = blocks.most_frequent) -> None:
        """Open a store.

        Args:
            path: the file.
            write: whether to write, and to make the file when it is not there.
            count: what counts segments that share grams; `termbase.memory.bulk` has a faster one.

        Raises:
            InputError: it cannot be opened, or is no store of this version.
        """
        self.path = path
        self._count = count
        self._keys: dict[int, str] = {}
        if not write and not os.path.isfile(path):
            raise InputError(path, "no such file: “termbase tm add” makes a memory")
        with self._told():
            self._db = self._opened(write)
            if write:
                self._make()
            application, version = (
                self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
        if (application, version) != (schema.APPLICATION, schema.VERSION):
            known = application == schema.APPLICATION
            raise InputError(path, "is a memory of another version" if known else "is no translation memory")
        if write:  # nothing of a foreign file is changed
            with self._told():
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._db.execute("PRAGMA cache_size = -200000")
                self._db.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_WAITING}")

    def __del__(self) -> None:
        """Python 3.13 warns of a connection that nobody closed."""
        self.close()

    def close(self) -> None:
        """Close the file; the last to do so writes everything into it."""
        if hasattr(self, "_db"):
            self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says, as an error of input."""
        try:
            yield
        except sqlite3.Error as error:
            raise InputError(self.path, f"the memory cannot be used: {str(error).lower()}") from None

    def _opened(self, write: bool) -> sqlite3.Connection:
        if write:
            try:
                os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
            except OSError as error:
                raise InputError(self.path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None
            # A bare name may mean something to SQLite: “:memory:”.
            return sqlite3.connect(os.path.abspath(self.path), timeout=_WAIT, isolation_level=None)
        name = self.path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # SQLite, URI Filenames
        # In a folder that cannot be written there is nobody who writes either.
        fixed = "" if os.access(os.path.dirname(os.path.abspath(self.path)), os.W_OK) else "&immutable=1"
        db = sqlite3.connect(f"file:{name}?mode=ro{fixed}", timeout=_WAIT, isolation_level=None, uri=True)
        db.execute("PRAGMA mmap_size = 2000000000")  # pages are read where they lie, not copied
        return db

    def _make(self) -> None:
        """Make the tables, or wait until another process has: SQLite itself does not wait for the change to a log."""
        until = time.monotonic() + _WAIT
        while not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            try:
                # Neither can be part of a transaction.
                self._db.execute(f"PRAGMA page_size = {schema.PAGE}")
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.executescript(schema.TABLES)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is written, or nothing."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite ends it itself when the disk is full
                    self._db.execute("ROLLBACK")
                raise

    def memories(self) -> list[Memory]:
        """All memories, highest priority first."""
        with self._told():
            rows = self._db.execute("SELECT n, name, priority, penalty FROM memory ORDER BY priority DESC, name")
            return [Memory(*row) for row in rows]

    def set_memory(self, name: str, priority: int | None = None, penalty: int | None = None) -> None:
        """Make a memory, or change what is given of it."""
        with self._writing():
            self._set_memory(name, priority, penalty)

    def _set_memory(self, name: str, priority: int | None = None, penalty: int | None = None) -> None:
        self._db.execute("INSERT INTO memory (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
        for column, value in (("priority", priority), ("penalty", penalty)):
            if value is not None:
                self._db.execute(f"UPDATE memory SET {column} = ? WHERE name = ?", (value, name))  # noqa: S608

    def holdings(self) -> list[Holding]:
        """What each memory has, by languages."""
        query = """
            SELECT memory.name, s.lang, t.lang, SUM(until IS NULL), SUM(until IS NOT NULL)
            FROM pair
            JOIN segment AS s ON s.n = source
            JOIN segment AS t ON t.n = target
            JOIN origin ON origin.n = pair.origin
            JOIN memory ON memory.n = origin.memory
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """
        with self._told():
            return [Holding(*row) for row in self._db.execute(query)]

    def add(self, pairs: Iterable[Pair], memory: str) -> Counts:
        """Store pairs, all or none; those with the place of another (file, unit, language) supersede it.

        Raises:
            InputError: nothing was stored: another process writes for too long, the disk is full.
        """
        from termbase.memory.write import Writer  # noqa: PLC0415  (a search writes nothing)

        with self._writing() as db:
            self._set_memory(memory)
            return Writer(db, memory).write(pairs)

    def delete(self, numbers: Iterable[int]) -> int:
        """Put pairs out of force; how many were in force."""
        query = "UPDATE pair SET until = unixepoch() WHERE n = ? AND until IS NULL"
        with self._writing() as db:
            return sum(db.execute(query, (number,)).rowcount for number in numbers)

    def restore(self, numbers: Iterable[int]) -> int:
        """Put pairs in force again, in the place of what took theirs; how many were out of force."""
        rival = (
            "UPDATE pair SET until = unixepoch() WHERE until IS NULL AND place = (SELECT place FROM pair WHERE n = ?)"
        )
        done = 0
        with self._writing() as db:
            for number in numbers:
                if db.execute("SELECT 1 FROM pair WHERE n = ? AND until IS NOT NULL", (number,)).fetchone():
                    db.execute(rival, (number,))
                    done += db.execute("UPDATE pair SET until = NULL WHERE n = ?", (number,)).rowcount
        return done

    def changes(self) -> Iterator[tuple[Stored, Stored | None]]:
        """The pairs out of force, the last first, each with what is in force in its place."""
        place = "SELECT place FROM pair WHERE n = ?"
        successor = f"{_STORED} WHERE until IS NULL AND place = ({place})"
        with self._told():
            for row in self._db.execute(f"{_STORED} WHERE until IS NOT NULL ORDER BY until DESC, pair.n DESC"):
                now = self._db.execute(successor, (row[0],)).fetchone()
                yield _stored(row), _stored(now) if now else None

    def equal(self, key: str) -> list[tuple[int, Text]]:
        """The segments with a key."""
        query = "SELECT n, lang, text, key FROM segment WHERE hash = ?"
        with self._told():
            rows = [(n, _text(*row)) for n, *row in self._db.execute(query, (hashed(key),))]
        return [row for row in rows if row[1].key == key]

    def candidates(
        self, grams: Collection[str], band: tuple[int, int], lang: str, most: int
    ) -> Iterator[tuple[int, int, str]]:
        """Segments of some length that share most of the rarest grams, best first: number, grams lacking, key."""
        keys = self._keys
        if len(keys) > _KEPT:
            keys.clear()
        with self._told():
            found = blocks.nearest(self._db, set(map(blocks.gram_number, grams)), band, lang, most, self._count)
            for start in range(0, len(found), _FETCHED):
                part = found[start : start + _FETCHED]
                if listed := ",".join([str(n) for n, _ in part if n not in keys]):
                    rows = self._db.execute(f"SELECT n, text, key FROM segment WHERE n IN ({listed})")  # noqa: S608
                    keys.update((n, unpacked(text, key)) for n, text, key in rows)
                yield from ((n, lacking, keys[n]) for n, lacking in part if n in keys)

    def texts(self, segments: Iterable[int]) -> list[Text]:
        """The segments with these numbers."""
        query = "SELECT lang, text, key FROM segment WHERE n = ?"
        with self._told():
            return [_text(*self._db.execute(query, (n,)).fetchone()) for n in segments]

    def containing(self, parts: Collection[str], lang: str = "") -> Iterator[tuple[int, Text]]:
        """The segments whose keys contain all of some strings; all segments when there are none."""
        grams = {blocks.gram_number(part[i : i + 3]) for part in parts for i in range(len(part) - 2)}
        with self._told():
            for numbers in blocks.containing(self._db, grams, lang):
                listed = ",".join(map(str, numbers))
                where = f"BETWEEN {numbers[0]} AND {numbers[-1]}" if isinstance(numbers, range) else f"IN ({listed})"
                rows = self._db.execute(f"SELECT n, lang, text, key FROM segment WHERE n {where} ORDER BY n")  # noqa: S608
                for number, *row in rows:
                    key = unpacked(*row[1:])
                    if (not lang or blocks.primary(row[0]) == lang) and all(part in key for part in parts):
                        yield number, Text(row[0], row[1], key)

    def pairs(self, segment: int) -> list[Stored]:
        """The pairs in force of which a segment is one side."""
        query = f"{_STORED} WHERE (source = ? OR target = ?) AND until IS NULL ORDER BY pair.n"
        with self._told():
            return [_stored(row) for row in self._db.execute(query, (segment, segment))]

    def branching(self, *, memory: str = "", backwards: bool = False) -> Iterator[list[Stored]]:
        """Groups of pairs whose sources have one key, but whose targets in one language have several."""
        from termbase.memory.branching import branching  # noqa: PLC0415  (a search does not come here)

        with self._told():
            groups = branching(self._db, memory, backwards=backwards)
            for start in range(0, len(groups), _GROUPS):
                some = groups[start : start + _GROUPS]
                listed = ",".join([str(n) for group in some for n in group])
                rows = self._db.execute(f"{_STORED} WHERE pair.n IN ({listed})")
                stored = {row[0]: _stored(row) for row in rows}
                yield from ([stored[n] for n in group if n in stored] for group in some)

    def every(self, *, memory: str = "", history: bool = False) -> Iterator[Stored]:
        """All pairs in the order they were stored; with history, also those not in force any more."""
        wanted = "" if history else "AND until IS NULL"
        with self._told():
            rows = self._db.execute(
                f"{_STORED} WHERE (memory.name = ? OR ? = '') {wanted} ORDER BY pair.n", (memory,) * 2
            )
            yield from map(_stored, rows)


def _text(lang: str, text: str, key: str | int | None) -> Text:
    return Text(lang, text, unpacked(text, key))


def _stored(row: tuple[Any, ...]) -> Stored:
    n, memory, s_lang, s_text, s_key, t_lang, t_text, t_key, file, unit, context, author, date, work, added, until = row
    if unit is None:
        unit = f"{context}|{s_text}" if context else s_text
    origin = Origin(file, unit, context, author, date, work)
    source, target = _text(s_lang, s_text, s_key), _text(t_lang, t_text, t_key)
    return Stored(n, memory, source, target, origin, added, until or "")
