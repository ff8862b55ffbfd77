"""A progress bar on standard error for long work: on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def track(items: Iterable[T], title: str, total: int) -> Iterable[T]:
    """The items, with a bar that shows how many of the total are done."""
    if total < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track as rich_track

    return rich_track(items, title, total, console=Console(stderr=True), transient=True)
