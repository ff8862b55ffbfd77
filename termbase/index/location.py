"""Where the index of a base lies, and what it depends on. Standard library only.

Paths are strings here and in `termbase.index.store`: pathlib would take a fifth of a look-up's time.
"""

from __future__ import annotations

import os
import sqlite3
from binascii import crc32

from termbase.files import BUNDLED
from termbase.index import schema
from termbase.index.store import Index

_PACKAGE = os.path.dirname(BUNDLED)
_BUILDERS = ("forms", "index", "translit")


def folder() -> str:
    """The cache folder: ``TERMBASE_CACHE``, else ``termbase`` in ``XDG_CACHE_HOME`` or ``~/.cache``."""
    if given := os.environ.get("TERMBASE_CACHE"):
        return given
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "termbase")


def part(root: str | os.PathLike[str], name: str) -> str:
    """A folder of a base; schemes and languages come with the program when a base has none of its own."""
    own = os.path.join(root, name)
    return own if os.path.isdir(own) else os.path.join(BUNDLED, name)


def inputs(root: str) -> list[str]:
    """Every file an index depends on, with size and time, one a line.

    Raises:
        OSError: the folder is no base.
    """
    folders = [root, os.path.join(root, "concepts"), part(root, "schemes"), part(root, "languages")]
    folders += [_PACKAGE, *(os.path.join(_PACKAGE, name) for name in _BUILDERS)]
    lines = []
    for place in folders:
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith((".toml", ".tsv", ".txt", ".py")):
                    stat = entry.stat()
                    lines.append(f"{entry.path}\t{stat.st_size}\t{stat.st_mtime_ns}")
    return sorted(lines)


def pointer(root: str) -> str:
    """The pointer file of a base."""
    return os.path.join(folder(), f"{crc32(os.fsencode(root)):08x}.pointer")


def checked(path: str) -> Index:
    """The index in a file.

    Raises:
        OSError: there is no such file.
        sqlite3.DatabaseError: it is not a whole index of this version.
    """
    os.stat(path)
    index = Index(path)
    if index.meta("complete") != schema.stamp():
        raise sqlite3.DatabaseError(path)
    return index
