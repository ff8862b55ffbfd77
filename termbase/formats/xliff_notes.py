"""Notes in XLIFF: ``<note from="termbase">`` in 1.x, ``<note category="termbase">`` in 2.x, which has no ``from``.

They stand where the schemas allow them: in 1.2 after the target of a ``trans-unit``, in 2.x in the ``notes`` of a
``unit``, before its original data and segments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from termbase.files import InputError
from termbase.formats import xml
from termbase.units import Lines

if TYPE_CHECKING:
    from termbase.formats.notes import Note

_FROM = "termbase"
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_NEW_LINE = re.compile(rb"\r?\n[ \t]*\Z")
_TEXTS = ("source", "seg-source", "target")
_CONTENT = ("originalData", "segment", "ignorable")


@dataclass
class _Unit:
    """Bytes of a unit, in UTF-8."""

    name: str
    """As it is written, with the prefix."""
    level: int
    """How many elements it stands in."""
    start: int
    end: int = 0
    after: int = 0
    """Where notes are written."""
    indent: bytes = b""
    """What goes before a note: a line end and spaces, or nothing."""
    in_notes: bool = False
    """Whether that is in an element ``notes`` with notes of others."""
    complete: bool = False
    """Whether 2.x has come to the content, before which the notes stand."""
    ours: list[tuple[int, int]] = field(default_factory=list)
    """Notes that were written before."""


class _Scan:
    """Finds the units of a document, and the notes in them."""

    def __init__(self, text: str, data: bytes) -> None:
        self.units: list[_Unit] = []
        self._data = data
        self._open: list[tuple[str, int, bool]] = []
        """Local name, first byte, and whether it is a note of ours."""
        self._unit: _Unit | None = None
        self._others: list[tuple[int, int]] = []
        """In ``notes``, the notes that are not ours."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        at = self._parser.CurrentByteIndex
        if local in ("trans-unit", "unit") and not self._unit:
            self._unit = _Unit(name, len(self._open), at, after=self._tag_end(at))
            self.units.append(self._unit)
        elif self._unit and local in _CONTENT and not self._unit.complete and self._is_child():
            self._unit.complete = True
            if not self._unit.in_notes:
                self._unit.indent = self._indent(at)
        elif local == "notes":
            self._others = []
        by = attributes.get("from") or attributes.get("category")
        self._open.append((local, at, local == "note" and by == _FROM))

    def _end(self, _: str) -> None:
        local, start, ours = self._open.pop()
        unit = self._unit
        if not unit:
            return
        end = self._tag_end(self._parser.CurrentByteIndex)
        if len(self._open) == unit.level:
            unit.end, self._unit = end, None
        elif ours and (self._is_child() or self._open[-1][0] == "notes"):
            unit.ours.append((start, end))
        elif local == "note" and self._open[-1][0] == "notes":
            self._others.append((start, end))
        elif self._is_child():
            self._child(unit, local, start, end)

    def _child(self, unit: _Unit, local: str, start: int, end: int) -> None:
        if local == "notes" and self._others:
            unit.in_notes = True
            unit.after, unit.indent = self._others[-1][1], self._indent(self._others[-1][0])
        elif local == "notes":
            unit.ours = [(start, end)]
        elif local in _TEXTS:
            unit.after, unit.indent, unit.complete = end, self._indent(start), True
        elif not unit.complete and not unit.in_notes:
            unit.after = end

    def _is_child(self) -> bool:
        return self._unit is not None and len(self._open) == self._unit.level + 1

    def _tag_end(self, start: int) -> int:
        match = _TAG.match(self._data, start)
        return match.end() if match else start

    def _indent(self, start: int) -> bytes:
        match = _NEW_LINE.search(self._data, self._data.rfind(b"\n", 0, start) - 1 if start else 0, start)
        return match[0] if match else b""


def annotated(path: Path, data: bytes, notes: Sequence[Note]) -> bytes:
    """See `termbase.formats.notes.annotated`; what the encoding of the file lacks becomes a character reference."""
    encoding, bom = xml.encoding_of(path, data)
    text = data[len(bom) :].decode(encoding)
    if bom + text.encode(encoding) != data:
        raise InputError(path, f"cannot be written as it was: its {encoding} has several ways to write a text")
    utf8 = text.encode()
    units = _Scan(text, utf8).units
    written = b"".join(_pieces(utf8, units, _by_unit(text, units, notes)))
    return bom + written.decode().encode(encoding, "xmlcharrefreplace")


def _by_unit(text: str, units: Sequence[_Unit], notes: Sequence[Note]) -> dict[int, list[str]]:
    """The notes of each unit, by its first byte."""
    lines = Lines(text)
    found: dict[int, dict[str, None]] = {}
    offset = byte = number = 0
    for note in sorted(notes):
        place = lines.offset(note.place)
        byte += len(text[offset:place].encode())
        offset = place
        while units[number].end <= byte:
            number += 1
        found.setdefault(units[number].start, {})[note.text] = None
    return {start: list(texts) for start, texts in found.items()}


def _pieces(data: bytes, units: Sequence[_Unit], notes: dict[int, list[str]]) -> Iterator[bytes]:
    edits: list[tuple[int, int, bytes]] = []
    for unit in units:
        if texts := notes.get(unit.start):
            edits.append((unit.after, unit.after, _written(unit, texts)))
        for start, end in unit.ours:
            # The white space before a note came with it.
            edits.append((len(data[unit.start : start].rstrip()) + unit.start, end, b""))
    done = 0
    for start, end, new in sorted(edits):
        yield data[done:start]
        yield new
        done = end
    yield data[done:]


def _written(unit: _Unit, texts: Sequence[str]) -> bytes:
    prefix, colon, local = unit.name.rpartition(":")
    is_version_1 = local == "trans-unit"
    attribute = "from" if is_version_1 else "category"
    name = f"{prefix}{colon}note"
    wrapped = not is_version_1 and not unit.in_notes
    notes = [f'<{name} {attribute}="{_FROM}">{escape(text, quote=False)}</{name}>'.encode() for text in texts]
    inner = unit.indent + b"  " if wrapped and unit.indent else unit.indent
    body = b"".join(inner + note for note in notes)
    if not wrapped:
        return body
    around = f"{name}s".encode()
    return unit.indent + b"<" + around + b">" + body + unit.indent + b"</" + around + b">"
