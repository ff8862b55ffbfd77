"""Notes in PO: translator comments, ``# termbase: …``, after the ones that an entry has (GNU gettext, PO Files)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from termbase.files import UTF8_BOM

if TYPE_CHECKING:
    from termbase.formats.notes import Note

_OURS = re.compile(rb"# termbase: TB\d{3} (?:error|warning|info): ")
_COMMENT = re.compile(rb"[ \t]*#(?!~)")
_TRANSLATORS = re.compile(rb"[ \t]*#(?:[ \t\r]|$)")
_KEY = re.compile(rb"[ \t]*msg(?:ctxt|id)")
_VALUE = re.compile(rb"[ \t]*msgstr")
_CHARSET = re.compile(rb'"Content-Type:[^"\n]*\bcharset=([\w.:+-]+)', re.IGNORECASE)


def annotated(path: Path, data: bytes, notes: Sequence[Note]) -> bytes:  # noqa: ARG001
    """See `termbase.formats.notes.annotated`; what the character set of the file lacks is written as ``?``."""
    bom = UTF8_BOM if data.startswith(UTF8_BOM) else b""
    lines = data.removeprefix(bom).split(b"\n")
    starts = _starts(lines)
    told: dict[int, dict[bytes, None]] = {}
    charset = _charset(data)
    for note in notes:
        entry = starts[min(note.place.line, len(lines)) - 1]
        told.setdefault(entry, {})[f"# termbase: {note.text}".encode(charset, "replace")] = None
    places = {_after_translators(lines, entry): list(texts) for entry, texts in told.items()}
    end = b"\r" if lines[0].endswith(b"\r") else b""
    written: list[bytes] = []
    for number, line in enumerate(lines):
        written += [text + end for text in places.get(number, ())]
        if not _OURS.match(line):
            written.append(line)
    return bom + b"\n".join(written)


def _charset(data: bytes) -> str:
    match = _CHARSET.search(data)
    name = match[1].decode("ascii") if match else "CHARSET"
    return "UTF-8" if name.upper() == "CHARSET" else name


def _starts(lines: Sequence[bytes]) -> list[int]:
    """For each line of an entry the first one: a comment right above its keywords, where there is one."""
    starts: list[int] = []
    entry, comments, valued = 0, -1, True
    for number, line in enumerate(lines):
        if _COMMENT.match(line):
            comments = number if comments < 0 else comments
        elif _KEY.match(line) and valued:
            entry, comments, valued = number if comments < 0 else comments, -1, False
        else:
            # Also a string: comments inside a value do not end it, says polib.
            comments = -1
            valued = valued or _VALUE.match(line) is not None
        starts.append(entry)
    return starts


def _after_translators(lines: Sequence[bytes], entry: int) -> int:
    while _TRANSLATORS.match(lines[entry]):
        entry += 1
    return entry
