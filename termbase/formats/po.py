"""PO, the message catalogues of GNU gettext, as documents; `termbase.formats.po_entries` reads them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from termbase import files
from termbase.files import InputError
from termbase.formats import language, mask
from termbase.formats.place import Lines, Slice, character_end
from termbase.formats.po_entries import Entry, entries
from termbase.units import Document, LazyUnits, Note, Position, Segment, Unit

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*\bcharset=([\w.:+-]+)', re.IGNORECASE)
_UTF8 = {"UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"}
"""CHARSET stands in a template that xgettext made and nobody filled in."""
_NEXT_STRING = re.compile(r'\s*+(?:#[^\n]*+\n\s*+)*+"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
"""Further on in the same value: blank lines and empty comments do not end it, says polib."""
ESCAPE = re.compile(r'\\[\\ntrvbf"]|.', re.DOTALL)
"""The escapes that polib resolves. Others (octal, hexadecimal) stay in the text as they are written."""
_COMMENT = re.compile(r"[ \t]*#(?:\.|(?![.:,=|~]))[ \t]?([^\r\n]*)|[ \t]*#|[ \t\r]*$", re.MULTILINE)
"""A line at the head of an entry; the group is there in the translator's comments and in those from the source."""
ESCAPED = {
    "\\\\": "\\",
    "\\n": "\n",
    "\\t": "\t",
    "\\r": "\r",
    "\\v": "\v",
    "\\b": "\b",
    "\\f": "\f",
    '\\"': '"',
}
"""What they stand for."""


class _Made(NamedTuple):
    """What the header says of all units of a file."""

    path: str
    author: str
    date: str


class _Form(NamedTuple):
    """One source and target of an entry, with the keywords they stand under."""

    id: str
    source: str
    source_keyword: str
    target: str
    target_keyword: str
    plural: int = 0


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The messages of a catalogue; each plural form is a unit. Obsolete ones and the header are left out.

    A unit's id is ``msgctxt|msgid``, without context ``msgid``; a plural form adds ``[n]``. The first of several
    forms has msgid as its source, the others msgid_plural. Source language: the argument, else X-Source-Language
    of the header, else the file name, else English. Target language: the argument, else Language of the header,
    else the file name, else what the script suggests.

    Raises:
        InputError: not PO, not in the character set that it declares, or without messages; with the line.
    """
    content, encoding = _decode(path, files.read_bytes(path) if data is None else data)
    lines = Lines(content)
    header, found = entries(path, content, lines)
    if not found:
        raise InputError(path, "has no messages")
    named = language.from_name(path)
    source = source_lang or language.tag(header.get("X-Source-Language", "")) or named.source or language.DEFAULT_SOURCE
    target = target_lang or language.tag(header.get("Language", "")) or named.target
    if not target:
        target = language.of_texts(form.target for entry in found for form in _forms(entry))
    spoken = language.Pair(source, target)
    sizes = (len(entry.targets) or 1 for entry in found)
    made = _Made(str(path), header.get("Last-Translator", ""), _utc(header.get("PO-Revision-Date", "")))
    units = LazyUnits(found, partial(_units, made, lines, spoken), sizes, content)
    return Document(str(path), "bilingual", units, content, encoding)


def _units(made: _Made, lines: Lines, spoken: language.Pair, entry: Entry) -> list[Unit]:
    notes = tuple(_notes(lines, entry.start))
    return [
        Unit(
            made.path,
            form.id,
            _segment(form.source, spoken.source, _Anchors(lines, entry.start, form.source_keyword)),
            _segment(form.target, spoken.target, _Anchors(lines, entry.start, form.target_keyword)),
            "untranslated" if not form.target else "fuzzy" if entry.fuzzy else "translated",
            entry.context or "",
            form.plural,
            notes=notes,
            author=made.author,
            date=made.date,
        )
        for form in _forms(entry)
    ]


def _segment(text: str, lang: str, anchors: _Anchors) -> Segment:
    return Segment(mask.messages(text), lang, anchors, codes=mask.codes(text), raw=text)


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    """The text, and the character set it is written in."""
    if not data.strip():
        raise InputError(path, "is empty")
    match = _CHARSET.search(data)
    charset = match[1].decode("ascii") if match else ""
    if not match or charset.upper() in _UTF8:
        return files.decode(path, data), "utf-8"
    try:
        text = data.decode(charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(path, f"is not valid {charset} (byte 0x{data[error.start]:02X})", line) from None
    except (LookupError, UnicodeError):
        line = data.count(b"\n", 0, match.start()) + 1
        raise InputError(path, f"declares an unknown character set: {charset}", line) from None
    return files.decode(path, text.encode("utf-8", "surrogatepass")), charset


def _utc(stamp: str) -> str:
    """A time of the header, ``2026-01-31 15:00+0300``, as `Unit.date` has it; empty for what is none."""
    try:
        local = datetime.strptime(stamp.strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:  # YEAR-MO-DA HO:MI+ZONE, as xgettext leaves it
        return ""
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _forms(entry: Entry) -> Iterator[_Form]:
    name = entry.source if entry.context is None else f"{entry.context}|{entry.source}"
    if not entry.targets:
        yield _Form(name, entry.source, "msgid", entry.target, "msgstr")
        return
    only = len(entry.targets) == 1
    for index, text in sorted(entry.targets.items()):
        plural = (index or only) and entry.plural
        source, keyword = (entry.plural, "msgid_plural") if plural else (entry.source, "msgid")
        yield _Form(f"{name}[{index}]", source, keyword, text, f"msgstr[{index}]", index)


def _notes(lines: Lines, start: int) -> Iterator[Note]:
    """The comments of an entry, one a line."""
    while match := _COMMENT.match(lines.text, start):
        if match[1]:
            yield Note(match[1], Slice(lines, match.start(1)))
        start = lines.text.find("\n", match.end()) + 1
        if not start:
            return


class _Anchors:
    """Looks for the string of a keyword from the first line of its entry on, when first asked."""

    __slots__ = ("_keyword", "_lines", "_runs", "_start")

    def __init__(self, lines: Lines, start: int, keyword: str) -> None:
        self._lines = lines
        self._start = start
        """Offset of the first line of the entry."""
        self._keyword = keyword
        self._runs: list[tuple[int, int]] = []
        """The first characters of runs that stand in the file as in the segment: offsets in segment and file. The last
        one is the closing quotation mark of the last line."""

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._offset(offset))

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        text, start = self._lines.text, self._offset(offset)
        escape = ESCAPE.match(text, start) if text[start] == "\\" else None
        return self._lines.position(escape.end() if escape else character_end(text, start))

    def _offset(self, offset: int) -> int:
        self._runs = self._runs or list(self._find())
        first, start = self._runs[bisect_right(self._runs, (offset, len(self._lines.text))) - 1]
        return start + offset - first

    def _find(self) -> Iterator[tuple[int, int]]:
        text = self._lines.text
        keyword = re.compile(rf"^[ \t]*{re.escape(self._keyword)}(?=[ \t]*\")", re.MULTILINE)
        match = keyword.search(text, self._start)
        end = match.end() if match else 0
        size = 0
        while match := _NEXT_STRING.match(text, end):
            end = match.end()
            start, stop = match.span(1)
            while (place := text.find("\\", start, stop)) >= 0:
                yield size, start
                size += place + 1 - start
                start = place + 1 + (text[place : place + 2] in ESCAPED)
            yield size, start
            size += stop - start
        yield size, end - 1
