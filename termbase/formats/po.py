"""PO, the message catalogues of GNU gettext; polib reads them.

polib passes over some faults that would give wrong text (a line without its closing quotation mark, a msgid
without msgstr): `_check` refuses them first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import polib

from termbase import files
from termbase.files import InputError
from termbase.formats import language, mask
from termbase.formats.place import Lines, Slice, character_end
from termbase.units import Document, Note, Position, Segment, State, Unit

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*\bcharset=([\w.:+-]+)', re.IGNORECASE)
_UTF8 = {"UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"}
"""CHARSET stands in a template that xgettext made and nobody filled in."""
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_NEXT_STRING = re.compile(r'\s*+(?:#[^\n]*+\n\s*+)*+"([^"\\\n]*(?:\\.[^"\\\n]*)*)"')
"""Further on in the same value: blank lines and empty comments do not end it, says polib."""
_FAULTY_LINE = re.compile(
    rf"^(?![ \t]*+(?:#|\r?$|(?:msg(?:ctxt|id|id_plural|str|str\[\d\])[ \t]*)?{_STRING}[ \t]*\r?$))", re.MULTILINE
)
_KEYWORD = re.compile(
    r"""
    ^[ \t]*(?P<mark>\#~)?[ \t]*(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?P<further>\[[1-9]\])?(?:\[0\])?[ \t"]
  | ^[ \t]*(?P<comment>\#[~|])[ \t]*"
    """,
    re.MULTILINE | re.VERBOSE,
)
"""The keywords of live and of obsolete entries; further strings of obsolete entries and of previous texts."""
_MAY_FOLLOW = {
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgstr[n]", "msgctxt", "msgid"},
    "msgstr[n]": {"msgstr[n]", "msgctxt", "msgid"},
}
ESCAPE = re.compile(r'\\[\\ntrvbf"]|.', re.DOTALL)
"""The escapes that polib resolves. Others (octal, hexadecimal) stay in the text as they are written."""
_COMMENT = re.compile(r"[ \t]*#(?:\.|(?![.:,|~]))[ \t]?([^\r\n]*)|[ \t]*#|[ \t\r]*$", re.MULTILINE)
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
_AT_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")


class _Content(str):
    """Content of a file that polib cuts at line feeds only: `str.splitlines` also cuts inside strings, at U+2028."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - as in str
        return self.split("\n")


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
    _check(path, content)
    catalogue = _parse(path, content)
    entries = [entry for entry in catalogue if not entry.obsolete]
    if not entries:
        raise InputError(path, "has no messages")
    named = language.from_name(path)
    source = source_lang or _header(catalogue, "X-Source-Language") or named.source or language.DEFAULT_SOURCE
    target = target_lang or _header(catalogue, "Language") or named.target
    if not target:
        target = language.of_texts(form.target for entry in entries for form in _forms(entry))
    lines = Lines(content)
    name = str(path)
    author = catalogue.metadata.get("Last-Translator", "")
    date = _utc(catalogue.metadata.get("PO-Revision-Date", ""))
    units = []
    for entry in entries:
        line = entry.linenum
        fuzzy = "fuzzy" in entry.flags
        notes = tuple(_notes(lines, line))
        for form in _forms(entry):
            state: State = "untranslated" if not form.target else "fuzzy" if fuzzy else "translated"
            units.append(
                Unit(
                    name,
                    form.id,
                    _segment(form.source, source, _Anchors(lines, line, form.source_keyword)),
                    _segment(form.target, target, _Anchors(lines, line, form.target_keyword)),
                    state,
                    entry.msgctxt or "",
                    form.plural,
                    notes=notes,
                    author=author,
                    date=date,
                )
            )
    return Document(name, "bilingual", units, content, encoding)


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


def _check(path: Path, content: str) -> None:
    if match := _FAULTY_LINE.search(content):
        raise InputError(path, "is not a line of a PO file", _line_number(content, match.start()))
    before, obsolete, start = "msgstr[n]", False, 0
    for match in _KEYWORD.finditer(content):
        mark, keyword, further, comment = match.groups()
        if comment:
            in_order = obsolete if comment == "#~" else _line_before(content, match.start()).startswith("#|")
        else:
            keyword = "msgstr[n]" if further else keyword
            begins = keyword in {"msgctxt", "msgid"} and before != "msgctxt"
            in_order = keyword in _MAY_FOLLOW[before] and (begins or obsolete == bool(mark))
            before, obsolete, start = keyword, bool(mark), match.start()
        if not in_order:
            name = keyword or "a string"
            raise InputError(path, f"{name} is out of order", _line_number(content, match.start()))
    if not before.startswith("msgstr"):
        raise InputError(path, f"ends after a {before}: cut off?", _line_number(content, start))


def _line_before(content: str, start: int) -> str:
    end = max(start - 1, 0)
    return content[content.rfind("\n", 0, end) + 1 : end].lstrip()


def _line_number(content: str, offset: int) -> int:
    return content.count("\n", 0, offset) + 1


def _parse(path: Path, content: str) -> polib.POFile:
    try:
        return polib.pofile(_Content(content), encoding="utf-8")
    except OSError as error:  # what polib raises for a syntax error
        match = _AT_LINE.search(str(error))
        reason = match[2] if match and match[2] else "not in the order of a PO file"
        raise InputError(path, reason, int(match[1]) if match else 0) from None


def _utc(stamp: str) -> str:
    """A time of the header, ``2026-01-31 15:00+0300``, as `Unit.date` has it; empty for what is none."""
    try:
        local = datetime.strptime(stamp.strip(), "%Y-%m-%d %H:%M%z")
    except ValueError:  # YEAR-MO-DA HO:MI+ZONE, as xgettext leaves it
        return ""
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _header(catalogue: polib.POFile, name: str) -> str:
    return language.tag(catalogue.metadata.get(name, ""))


def _forms(entry: polib.POEntry) -> Iterator[_Form]:
    name = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}|{entry.msgid}"
    if not entry.msgstr_plural:
        yield _Form(name, entry.msgid, "msgid", entry.msgstr, "msgstr")
        return
    only = len(entry.msgstr_plural) == 1
    for index, text in sorted(entry.msgstr_plural.items()):
        plural = (index or only) and entry.msgid_plural
        source, keyword = (entry.msgid_plural, "msgid_plural") if plural else (entry.msgid, "msgid")
        yield _Form(f"{name}[{index}]", source, keyword, text, f"msgstr[{index}]", index)


def _notes(lines: Lines, line: int) -> Iterator[Note]:
    """The comments of an entry, one a line."""
    for number in range(max(line - 1, 0), len(lines.starts)):
        match = _COMMENT.match(lines.text, lines.starts[number])
        if match is None:
            return
        if match[1]:
            yield Note(match[1], Slice(lines, match.start(1)))


class _Anchors:
    """Looks for the string of a keyword from the first line of its entry on, when first asked."""

    __slots__ = ("_keyword", "_line", "_lines", "_offsets")

    def __init__(self, lines: Lines, line: int, keyword: str) -> None:
        self._lines = lines
        self._line = line
        """As polib counts it: the first line of the entry with its comments, 0 for the first of the file."""
        self._keyword = keyword
        self._offsets: list[int] | None = None
        """Of each character, and of the closing quotation mark of the last line, in the file."""

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._lines.position(self._offset(offset))

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        text, start = self._lines.text, self._offset(offset)
        escape = ESCAPE.match(text, start) if text[start] == "\\" else None
        return self._lines.position(escape.end() if escape else character_end(text, start))

    def _offset(self, offset: int) -> int:
        if self._offsets is None:
            self._offsets = list(self._find())
        return self._offsets[offset]

    def _find(self) -> Iterator[int]:
        text = self._lines.text
        keyword = re.compile(rf"^[ \t]*{re.escape(self._keyword)}(?=[ \t]*\")", re.MULTILINE)
        match = keyword.search(text, self._lines.starts[max(self._line - 1, 0)])
        end = match.end() if match else 0
        while match := _NEXT_STRING.match(text, end):
            end = match.end()
            yield from (escape.start() for escape in ESCAPE.finditer(text, match.start(1), match.end(1)))
        yield end - 1
