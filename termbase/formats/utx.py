"""UTX 1.20 (Universal Terminology eXchange, AAMT): a glossary from one language into another, tabs between columns.

Term status: preferred terms are ``approved``, admitted ones ``non-standard``, others ``forbidden``; all terms of a
concept that nobody has approved are ``provisional``, but what is forbidden stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from termbase.formats.holds import ALL, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.tbx_categories import part_of_speech
from termbase.formats.tool_tables import flat, uncommented
from termbase.model import TermStatus

HOLDS = Holds(
    ALL,
    held=frozenset({"term statuses", "concept statuses"}),
    told=frozenset({"grammar notes"}),
    together=2,
    most=2,
)
STATUSES: Mapping[TermStatus, str] = {
    "preferred": "approved",
    "admitted": "non-standard",
    "superseded": "forbidden",
    "deprecated": "forbidden",
}
"""The statuses of UTX."""
PROVISIONAL = "provisional"
"""The status of what nobody has approved."""
COLUMNS = ("src", "tgt", "src:pos", "term status", "concept ID")


def write_utx(order: Order, file: BinaryIO) -> int:
    """Write the glossary, UTF-8, lines ended by CR and LF: each term beside the first in the other language.

    Args:
        order: its first two languages; without any English and the next.
        file: what to write to.

    Returns:
        The number of lines.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that is none.
    """
    source, target = HOLDS.languages(order)
    file.write(f"#UTX 1.20; {source}/{target}\r\n#{chr(9).join(COLUMNS)}\r\n".encode())
    count = 0
    for entry in HOLDS.entries(order):
        for row in _rows(entry, source, target):
            file.write((uncommented("\t".join(map(flat, row))) + "\r\n").encode())
            count += 1
    return count


def _rows(entry: Entry, source: str, target: str) -> Iterator[Sequence[str]]:
    (original, *others), (translation, *more) = entry.terms[source], entry.terms[target]
    pairs = [(original, translation, translation), *((original, it, it) for it in more)]
    pairs += [(it, translation, it) for it in others]
    for left, right, judged in pairs:
        status = STATUSES[judged.status]
        if entry.concept.status != "approved" and status != "forbidden":
            status = PROVISIONAL
        yield left.text, right.text, part_of_speech(left, "2008"), status, entry.concept.id
