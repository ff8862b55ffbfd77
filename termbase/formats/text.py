"""Plain text in UTF-8. A paragraph is a run of lines that are not blank."""

from __future__ import annotations

import re
from pathlib import Path

from termbase import files
from termbase.formats import mask
from termbase.formats.place import Lines, Slice
from termbase.units import Document, Segment, Unit

_PARAGRAPH = re.compile(r"^[^\S\n]*\S.*(?:\n[^\S\n]*\S.*)*", re.MULTILINE)


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """Paragraphs, numbered from 1; their text stands in the file as it is, with its line ends.

    Raises:
        InputError: see `termbase.files.read_text`.
    """
    return prose(str(path), files.decode(path, files.read_bytes(path) if data is None else data), target_lang)


def prose(name: str, text: str, lang: str = "") -> Document:
    """The paragraphs of a text that is no file.

    Args:
        name: what stands for its path.
        text: the text.
        lang: BCP 47; empty when unknown.
    """
    lines = Lines(text)
    units = [
        Unit(
            path=name,
            id=str(number),
            source=None,
            target=Segment(mask.links(match[0].rstrip("\r")), lang, Slice(lines, match.start())),
        )
        for number, match in enumerate(_PARAGRAPH.finditer(lines.text), 1)
    ]
    return Document(name, "prose", units, text)
