"""The index of a base, as long as it is true of the base. Standard library only.

An index is named by the content of the base and of the programs that build it. Reading that content takes
longer than a look-up may, so a pointer file keeps names, sizes and times of the files as they were: when they
are the same, so is the content (the way git tells an unchanged file).
"""

from __future__ import annotations

import os
import sqlite3

from termbase.index.location import checked, folder, inputs, pointer
from termbase.index.store import Index


def open_index(root: str | os.PathLike[str]) -> Index:
    """The index of a base, built first when there is none that is true.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    root = os.path.realpath(root)
    try:
        with open(pointer(root), encoding="utf-8") as file:
            name, *recorded = file.read().split("\n")
        if recorded == inputs(root):
            return checked(os.path.join(folder(), name))
    except (OSError, UnicodeDecodeError, sqlite3.DatabaseError):
        pass  # no pointer, or its index is gone or broken: take the long way
    from termbase.index.renew import renewed  # noqa: PLC0415  (analyser and TOML are loaded only there)

    return renewed(root)
