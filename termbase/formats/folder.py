"""Several files of one export: they take their places together, or none does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from termbase.files import InputError, replacing


@contextmanager
def files_in(folder: Path) -> Iterator[Callable[[str], BinaryIO]]:
    """A function that opens a file of a folder to be written, by its name.

    All files are written beside their places before the first is renamed, so what fails leaves the old set.

    Args:
        folder: it is made when missing; other files in it stay.

    Raises:
        InputError: it is a file, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(folder, "is a file, and a folder is needed")
    with ExitStack() as files:
        yield lambda name: files.enter_context(replacing(folder / name))
