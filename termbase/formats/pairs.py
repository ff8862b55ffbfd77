"""A folder with one file for each ordered pair of languages, ``en-ru.po``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import BinaryIO

from termbase.files import InputError
from termbase.formats.folder import files_in
from termbase.formats.holds import Holds
from termbase.formats.order import Order

WritePair = Callable[[Order, BinaryIO, str, str], object]
"""Writes the file from one language into another."""


def write_pairs(order: Order, folder: Path, holds: Holds, suffix: str, write: WritePair) -> tuple[Path, ...]:
    """Write a file for each ordered pair of languages that has an entry.

    Args:
        order: its languages; without any all, but for those of a region.
        folder: see `termbase.formats.folder.files_in`.
        holds: says which concepts are entries.
        suffix: of the files' names.
        write: what writes one file.

    Returns:
        The files.

    Raises:
        InputError: unknown or too few languages, nothing to write, or the folder cannot be written.
    """
    with files_in(folder) as open_file:
        tags = holds.languages(order)
        found: dict[tuple[str, str], None] = {}
        for entry in holds.entries(order):
            found.update(dict.fromkeys(permutations(entry.terms, 2)))
        pairs = [pair for pair in permutations(tags, 2) if pair in found]
        if not pairs:
            raise InputError(order.base.root, f"has no concept with terms in two of: {', '.join(tags)}")
        names = [f"{source}-{target}{suffix}" for source, target in pairs]
        for name, (source, target) in zip(names, pairs, strict=True):
            write(order, open_file(name), source, target)
    return tuple(folder / name for name in names)
