"""The queries of a command line, or of standard input. Standard library only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator


def queries(given: list[str]) -> Iterable[str]:
    """The queries of a command line; of “-”, and where there are none, one a line from standard input."""
    return (line for query in given or ["-"] for line in (_stdin() if query == "-" else [query]))


def _stdin() -> Iterator[str]:
    for line in sys.stdin.buffer if sys.stdin else ():
        if query := line.decode("utf-8", "replace").strip().removeprefix("\ufeff"):
            yield query
