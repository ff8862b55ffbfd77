"""What building an index has made before, in a file of the cache folder: a table for each kind of thing.

Losing it costs time, nothing else: a file that cannot be read is removed, one that cannot be written is left as it is.
"""

from __future__ import annotations

import sqlite3
from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from termbase.index.location import folder

_PREFIX = "made-"
_FILES = 3
"""A file for each set of rules; the newest are kept."""
_USELESS = 2_000
"""Rows that nobody wanted this time; with more, and more than are wanted, they are removed."""


class Kept:
    """The things of one kind, by keys."""

    def __init__(self, rules: str, table: str) -> None:
        """`rules`: a digest of all that the things depend on but their keys."""
        self._path = Path(folder(), f"{_PREFIX}{rules}.db")
        self._table = table

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as db, db:
            # A crash of the machine may spoil the file, which is found out when it is read.
            db.execute("PRAGMA synchronous = OFF")
            db.execute(f"CREATE TABLE IF NOT EXISTS {self._table} (key TEXT PRIMARY KEY, data BLOB)")
            yield db

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What there is for keys."""
        if not self._path.is_file():
            return {}
        try:
            with self._open() as db:
                query = f"SELECT data FROM {self._table} WHERE key = ?"  # noqa: S608 - a name of ours
                rows = ((key, db.execute(query, (key,)).fetchone()) for key in keys)
                return {key: row[0][4:] for key, row in rows if row and row[0][:4] == _check(row[0][4:])}
        except sqlite3.OperationalError:  # locked, or not ours to open
            return {}
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
            return {}

    def add(self, made: Mapping[str, bytes]) -> None:
        """Keep what was made."""
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as db:
                rows = ((key, _check(data) + data) for key, data in made.items())
                db.executemany(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)", rows)  # noqa: S608

    def forget(self, wanted: set[str]) -> None:
        """Remove what is of no use to this base when that is most, and the files of old rules."""
        with suppress(OSError, sqlite3.Error):
            with self._open() as db:
                keys = [key for (key,) in db.execute(f"SELECT key FROM {self._table}") if key not in wanted]  # noqa: S608
                if len(keys) > max(_USELESS, len(wanted)):
                    db.executemany(f"DELETE FROM {self._table} WHERE key = ?", ((key,) for key in keys))  # noqa: S608
            files = sorted(self._path.parent.glob(f"{_PREFIX}*.db"), key=lambda path: -path.stat().st_mtime_ns)
            for path in files[_FILES:]:
                path.unlink(missing_ok=True)


def _check(data: bytes) -> bytes:
    return crc32(data).to_bytes(4)
