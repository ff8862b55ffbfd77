"""Documents as commands read them, and what of them is in a language."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from termbase.cli.paths import STDIN
from termbase.files import decode
from termbase.formats import read
from termbase.formats.language import same
from termbase.formats.text import prose
from termbase.units import Document, Segment


def open_document(path: Path) -> Document:
    """The document in a file; standard input is plain text.

    Raises:
        InputError: see `termbase.formats.read`.
    """
    if path != STDIN:
        return read(path)
    return prose(str(STDIN), decode("standard input", read_stdin()))


def read_stdin() -> bytes:
    """All of standard input; nothing when it is closed."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def segments(document: Document, lang: str = "") -> Iterator[Segment]:
    """The segments of a document, in its order.

    Args:
        document: prose, or sources and targets.
        lang: BCP 47. Prose that does not say its language is taken to be in it; of sources, targets and prose that
            does only what is in it is given. Empty: all is given, and what does not say may be in any language.
    """
    for unit in document.units:
        if unit.source is None and not unit.target.lang:
            yield Segment(unit.target.text, lang, unit.target.anchors, unit.target.links)
            continue
        for segment in filter(None, (unit.source, unit.target)):
            if segment.text and (not lang or same(segment.lang or lang, lang)):
                yield segment
