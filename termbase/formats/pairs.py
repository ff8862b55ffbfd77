"""A folder with one file for each ordered pair of languages, ``en-ru.po``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import BinaryIO

from termbase.files import InputError
from termbase.formats.folder import files_in
from termbase.formats.holds import Holds
from termbase.formats.order import Order
from termbase.workers import spread

_MANY = 10_000
"""Concepts for which it pays to write the files by several processes."""
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
        files = {f"{source}-{target}{suffix}": (source, target) for source, target in pairs}
        opened = [open_file(name) for name in files]

        def one(number: int) -> InputError | None:
            try:
                write(order, opened[number], *pairs[number])
                opened[number].flush()
            except InputError as error:
                return error
            except OSError as error:
                return InputError(folder, f"cannot be written: {(error.strerror or str(error)).lower()}")
            return None

        with closing(spread(lambda: one, range(len(pairs)), worth=len(order.base.concepts) > _MANY)) as results:
            if error := next(filter(None, results), None):
                raise error
    return tuple(folder / name for name in files)
