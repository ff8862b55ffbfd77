"""What shows on standard error that long work goes on: on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sized
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, TypeVar

T = TypeVar("T")

_LONG = 5_000_000
"""Bytes that take about a second to read."""


def track(items: Iterable[T], title: str, total: int = 0) -> Iterable[T]:
    """The items, with a bar that shows how many are done.

    Args:
        items: what to go through.
        title: stands before the bar.
        total: how many items there are, when they cannot tell it themselves.
    """
    if isinstance(items, Sized):
        total = len(items)
    if total < 2 or not _is_shown():
        return items
    from rich.console import Console
    from rich.progress import track as rich_track

    return rich_track(items, title, total, console=Console(stderr=True), transient=True)


def waiting(title: str, *, worth: bool) -> AbstractContextManager[object]:
    """Shows a title while something is done whose end is not known.

    Args:
        title: what is done.
        worth: whether it takes long enough to be shown.
    """
    if not worth or not _is_shown():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(title)


def reading(path: Path) -> AbstractContextManager[object]:
    """The same for a file that is read."""
    return waiting(f"reading {path.name}", worth=path.is_file() and path.stat().st_size > _LONG)


def opened(path: Path) -> AbstractContextManager[BinaryIO]:
    """A file to be read, with a bar that shows how much of it is.

    Raises:
        OSError: it cannot be opened.
    """
    if not _is_shown() or not path.is_file() or path.stat().st_size < _LONG:
        return path.open("rb")
    from rich.console import Console
    from rich.progress import open as rich_open

    return rich_open(path, "rb", description=path.name, console=Console(stderr=True), transient=True)


def _is_shown() -> bool:
    """Whether standard error is a terminal, and this is no worker of another process."""
    processes = sys.modules.get("multiprocessing.process")
    return sys.stderr.isatty() and not (processes and processes.parent_process())
