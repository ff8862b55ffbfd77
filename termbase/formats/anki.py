"""Anki: notes as text with tabs (manual, Text Files, File Headers): a concept a note, which a second import updates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from termbase.formats.holds import USABLE, Entry, Holds
from termbase.formats.order import Order
from termbase.model import Term

HOLDS = Holds(
    USABLE,
    held=frozenset({"definitions", "domains"}),
    told=frozenset({"term statuses", "stress marks"}),
    together=2,
)


def write_anki(order: Order, file: BinaryIO) -> int:
    """Write the notes: terms of the first language in front, the others and all definitions on the back, a line each.

    The preferred term stands first; domains are tags. The fields are those of Anki's own note type Basic: it maps
    columns by their names, and would else take the id for the front and leave the back empty.

    Args:
        order: its first language is the front of the card; without any all, but for those of a region.
        file: what to write to.

    Returns:
        The number of notes.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that is none.
    """
    tags = HOLDS.languages(order)
    columns = ["id", "Front", "Back", "tags"]
    head = ("separator:tab", "html:false", "guid column:1", f"tags column:{len(columns)}")
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    text.writelines(f"#{line}\n" for line in head)
    text.write("#columns:" + "\t".join(columns) + "\n")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    count = 0
    for entry in HOLDS.entries(order):
        writer.writerow(_row(entry, tags))
        count += 1
    text.flush()
    text.detach()
    return count


def _row(entry: Entry, tags: tuple[str, ...]) -> Iterator[str]:
    yield entry.concept.id
    # The first language that has a term: Anki leaves a note with an empty front out.
    front, *others = (", ".join(map(_shown, terms)) for tag in tags if (terms := entry.terms.get(tag)))
    definitions = (entry.concept.definition.get(tag, "") for tag in tags)
    yield front
    yield "\n".join(filter(None, (*others, *definitions)))
    # A space divides tags.
    yield " ".join(re.sub(r"\s+", "_", domain) for domain in entry.concept.domains)


def _shown(term: Term) -> str:
    return term.stress or term.text
