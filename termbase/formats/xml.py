"""XML before anything else sees it: the guard of its input, the text of its segments, and the places of both.

The guard lets pass well-formed documents without entity declarations, in UTF-8, UTF-16 or whatever encoding they
declare. Nothing outside the file is ever opened: an external DTD is tolerated and not read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

from termbase import files
from termbase.files import InputError
from termbase.formats import mask
from termbase.formats.mask import MARK, OBJECT
from termbase.units import Position

_BOMS = (
    (b"\xef\xbb\xbf", "UTF-8"),
    (b"\xff\xfe\x00\x00", "UTF-32-LE"),
    (b"\x00\x00\xfe\xff", "UTF-32-BE"),
    (b"\xff\xfe", "UTF-16-LE"),
    (b"\xfe\xff", "UTF-16-BE"),
)
_UNMARKED = ((b"<\x00?\x00", "UTF-16-LE"), (b"\x00<\x00?", "UTF-16-BE"))
"""XML 1.0, appendix F: the declaration without a byte order mark."""
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:+-]*)["']""")
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_REFERENCE = re.compile(rb"&[^&;<>\s]+;")
_ENCODING = re.compile(r"""(<\?xml\s[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")

_STANDALONE = frozenset({"x", "ph", "ut", "cp", "byte"})
"""Inline elements that stand for a thing; what they contain is code. (``byte`` is a character in TS.)"""
_BOUNDARY = frozenset({"bpt", "ept", "it", "bx", "ex", "sc", "ec", "sm", "em"})
"""Inline elements that stand for one end of a pair of codes; what they contain is code."""

_CODES = (_STANDALONE | _BOUNDARY | {"g", "pc"}) - {"sm", "em"}
IDENTITIES = ("id", "i", "x", "startRef", "hex")
"""Attributes of codes that tell one from another: in TMX ``i`` of ``bpt`` and ``ept``, ``x`` of others; ``startRef`` of
``ec``; ``hex`` of ``cp``."""
INLINE = re.compile(rf"</?(?:{'|'.join(sorted(_CODES))}) [^<>]*?/?>")
"""A code in the text of a segment as `written` gives it."""


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0, production 2: what no document can hold."""


@dataclass(frozen=True)
class Markup:
    """A document that passed the guard."""

    path: Path
    text: str
    """Without byte order mark."""
    root: str
    """Name of the root element as written."""
    attributes: dict[str, str]
    """Of the root element, under the names as written, namespace declarations among them."""
    encoding: str
    """In which the file is written."""

    @property
    def namespace(self) -> str:
        """Of the root element; empty when it has none."""
        prefix = self.root.rpartition(":")[0]
        return self.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8; expat counts in its bytes."""
        return self.text.encode()

    @property
    def portable(self) -> bytes:
        """UTF-8 without a declared encoding, for libraries that take bytes and believe the declaration."""
        return _ENCODING.sub(r"\1", self.text, count=1).encode() if self.text.startswith("<?xml") else self.utf8


def read(path: Path, root: str, data: bytes | None = None) -> Markup:
    """A document that is safe to hand to a library; `data` is taken for the content of the file, if given.

    Raises:
        InputError: empty; wrong or unknown encoding; not well-formed (with line and column); an entity is
            declared or used beyond the five of XML; another root element; a line over `files.MAX_LINE`.
    """
    text, encoding = decode(path, files.read_bytes(path) if data is None else data)
    if not text.strip():
        raise InputError(path, "is empty")
    files.check_line_lengths(path, text)
    found, attributes = _guard(path, text)
    if _local(found) != root:
        raise InputError(path, f"the root element is <{found}>, not <{root}>")
    return Markup(path, text, found, attributes, encoding)


def encoding_of(path: Path, data: bytes) -> tuple[str, bytes]:
    """The encoding of a document and its byte order mark; XML 1.0, appendix F.

    Raises:
        InputError: it declares an encoding that it cannot be in.
    """
    encoding, bom = next(((name, bom) for bom, name in _BOMS if data.startswith(bom)), ("", b""))
    if not encoding:
        encoding = next((name for start, name in _UNMARKED if data.startswith(start)), "")
    if not encoding:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode("ascii") if declared else "UTF-8"
        if encoding.upper().startswith(("UTF-16", "UTF-32", "UCS", "ISO-10646")):
            raise InputError(path, f"declares {encoding} but is written in single bytes", 1)
    return encoding, bom


def decode(path: Path, data: bytes) -> tuple[str, str]:
    """The text of a document without byte order mark, and its encoding.

    Raises:
        InputError: it is not in the encoding it declares, or in none that is known.
    """
    encoding, bom = encoding_of(path, data)
    try:
        return data[len(bom) :].decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise InputError(path, f"is not valid {encoding} (byte 0x{error.object[error.start]:02X})", line) from None
    except (LookupError, UnicodeError):
        raise InputError(path, f"declares an unknown encoding: {encoding}", 1) from None


def _guard(path: Path, text: str) -> tuple[str, dict[str, str]]:
    parser = expat.ParserCreate()
    root: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        root.append((name, attributes))
        parser.StartElementHandler = None

    def refuse(reason: str) -> NoReturn:
        raise InputError(path, reason, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def entity(name: str, *_: object) -> None:
        refuse(f"declares an entity ({name}): refused")

    def skipped(name: str, is_parameter: int) -> None:
        if not is_parameter:
            refuse(f"uses an entity that is not declared in it: &{name};")

    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
            reason = "ends before its elements are closed"
        raise InputError(path, f"is not well-formed XML: {reason}", error.lineno, error.offset + 1) from None
    return root[0]


def refused(path: Path, error: etree.XMLSyntaxError) -> InputError:
    """What libxml2 refuses although it is well-formed (limits of depth and size), in our words."""
    reason = error.msg.split(", ")[0]
    if "Excessive depth" in reason:
        reason = "elements are nested more than 255 deep"
    elif "too long" in reason or "Buffer size limit" in reason:
        reason = "a text without markup is over 10,000,000 bytes long"
    line, column = error.position
    return InputError(path, reason, line, column)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def clean(text: str) -> str:
    """A text without what XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def flatten(element: etree._Element) -> str:
    """The text of a segment.

    Of the inline elements that XLIFF and TMX define

    - ``x ph ut cp``, and ``byte`` of TS, become one U+FFFC;
    - ``bpt ept it bx ex sc ec sm em``, one end of a pair of codes, become one soft hyphen;
    - others (``g pc mrk hi …``) enclose text: it stays, each of their two tags becomes one soft hyphen.

    `termbase.formats.mask` says why there are two characters.
    """
    parts: list[str] = [element.text or ""]
    if len(element):
        _flatten(element, parts)
    return "".join(parts)


def _flatten(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        if isinstance(child.tag, str):  # not a comment or a processing instruction
            name = etree.QName(child).localname
            if name in _STANDALONE:
                parts.append(OBJECT)
            elif name in _BOUNDARY:
                parts.append(MARK)
            else:
                parts += (MARK, child.text or "")
                _flatten(child, parts)
                parts.append(MARK)
        parts.append(child.tail or "")


def codes(element: etree._Element, text: str) -> tuple[str, ...]:
    """The inline codes of a segment with their ids (in TMX ``i`` or ``x``), then what its text has of placeholders.

    Annotations (``mrk sm em hi sub``) are none.
    """
    children = (child for child in element.iterdescendants() if isinstance(child.tag, str))
    inline = [f"<{_named(child)}/>" for child in children if etree.QName(child).localname in _CODES]
    return (*inline, *mask.codes(text))


def written(element: etree._Element) -> str:
    """The text of a segment with its inline codes: ``<x 1/>`` as in `codes`, ``<g 2>`` and ``</g 2>`` around text."""
    if not len(element):
        return element.text or ""
    parts: list[str] = [element.text or ""]
    _write(element, parts)
    return "".join(parts)


def _write(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in _STANDALONE | _BOUNDARY:
            parts.append(f"<{_named(child)}/>" if name in _CODES else "")
        elif name:
            code = _named(child) if name in _CODES else ""
            parts += (f"<{code}>" if code else "", child.text or "")
            _write(child, parts)
            parts.append(f"</{code}>" if code else "")
        parts.append(child.tail or "")


def _named(child: etree._Element) -> str:
    """The name of an inline element and what tells it from others."""
    return f"{etree.QName(child).localname} {next(filter(None, map(child.get, IDENTITIES)), '')}"


class Places:
    """Where the segments of a document stand.

    A segment is known by its number: how many elements with one of the given names begin before it. Neither
    the tree of lxml nor that of a library knows columns, so when the first place is asked for the document
    is read once more, by expat.
    """

    def __init__(self, markup: Markup, names: Iterable[str]) -> None:
        self.markup = markup
        self.names = frozenset(names)

    def numbers(self, root: etree._Element) -> dict[etree._Element, int]:
        """The numbers of the elements in a tree of the same document."""
        return {element: number for number, element in enumerate(root.iter(*(f"{{*}}{name}" for name in self.names)))}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """First byte of each such element, and first byte of its end tag, in UTF-8."""
        starts: list[int] = []
        ends: dict[int, int] = {}
        opened: list[int] = []
        parser = expat.ParserCreate()

        def start(name: str, _: object) -> None:
            if _local(name) in self.names:
                opened.append(len(starts))
                starts.append(parser.CurrentByteIndex)

        def end(name: str) -> None:
            if _local(name) in self.names:
                ends[opened.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.markup.text, True)
        return [(first, ends[number]) for number, first in enumerate(starts)]

    @cached_property
    def _offsets(self) -> _ByteOffsets:
        return _ByteOffsets(self.markup.utf8)

    def position(self, byte: int) -> Position:
        """The place of the character that begins at a byte of the text in UTF-8."""
        return self._offsets.position(byte)


class _ByteOffsets:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(match.end() for match in re.finditer(b"\n", data))]
        self._known = (0, 1)
        """A byte asked for before and its column: a file may be one line, and places are asked for in its order."""

    def position(self, byte: int) -> Position:
        line = bisect_right(self._starts, byte)
        start, column = self._known
        if not self._starts[line - 1] <= start <= byte:
            start, column = self._starts[line - 1], 1
        column += len(self._data[start:byte].decode())
        self._known = (byte, column)
        return Position(line, column)


class ElementAnchors:
    """Anchors of the flattened text of one element."""

    __slots__ = ("_number", "_pieces", "_places")

    def __init__(self, places: Places, number: int) -> None:
        self._places = places
        self._number = number
        self._pieces: _Pieces | None = None

    def at(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._places.position(self._found().byte(offset))

    def after(self, offset: int) -> Position:
        """See `termbase.units.Anchors`."""
        return self._places.position(self._found().after(offset))

    def _found(self) -> _Pieces:
        if self._pieces is None:
            self._pieces = _Pieces(self._places.markup.utf8, *self._places.spans[self._number])
        return self._pieces


class _Pieces:
    """The flattened text of an element again, with the byte of the document where each piece of it begins.

    A piece is what expat reports in one go: characters as they stand in the file, one line end, one
    reference, or one tag.
    """

    def __init__(self, data: bytes, first: int, end: int) -> None:
        self._first = first
        self._data = data
        self._starts: list[int] = []
        self._bytes: list[int] = []
        self._ends: list[int] = []
        """Of each piece that is a tag, or a code with its content: the byte after it; else 0."""
        self._text = ""
        self._parts: list[str] = []
        self._length = 0
        self._depth = 0
        self._skipping = 0
        """How many elements are open inside a code."""
        self._just_opened = 0
        """The byte after a start tag, until the next tag; 0 after an end tag."""
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.Parse(data[first:end], False)
        if self._depth:  # not <target/>, which is over; a last ] or CR is reported when what follows it is known
            self._parser.Parse(b"</", False)
        self._text = "".join(self._parts)
        self._starts.append(self._length)
        self._bytes.append(end)

    def byte(self, offset: int) -> int:
        """The byte of the document at which a character of the text begins."""
        piece = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[piece] : offset]
        return self._bytes[piece] + len(before.encode())

    def after(self, offset: int) -> int:
        """The byte of the document after a character of the text."""
        piece = bisect_right(self._starts, offset) - 1
        if end := self._ends[piece]:
            return end
        byte = self.byte(offset)
        if self._starts[piece + 1] - self._starts[piece] == 1:
            if reference := _REFERENCE.match(self._data, byte):
                return reference.end()
            if self._data.startswith(b"\r\n", byte):
                return byte + 2
        return byte + len(self._text[offset].encode())

    def _add(self, text: str, end: int = 0) -> None:
        self._starts.append(self._length)
        self._bytes.append(self._first + self._parser.CurrentByteIndex)
        self._ends.append(end)
        self._parts.append(text)
        self._length += len(text)

    def _tag_end(self) -> int:
        tag = _TAG.match(self._data, self._first + self._parser.CurrentByteIndex)
        return tag.end() if tag else 0

    def _closing_end(self) -> int:
        """After an end tag; of an empty element, whose one tag both opens and closes, after that."""
        here = self._first + self._parser.CurrentByteIndex
        opened, self._just_opened = self._just_opened, 0
        return here if here == opened and self._data[here - 2 : here] == b"/>" else self._tag_end()

    def _start(self, name: str, _: object) -> None:
        self._depth += 1
        self._just_opened = self._tag_end()
        if self._skipping:
            self._skipping += 1
        elif self._depth > 1:
            local = _local(name)
            self._add(OBJECT if local in _STANDALONE else MARK, self._just_opened)
            self._skipping = int(local in _STANDALONE or local in _BOUNDARY)

    def _end(self, _: str) -> None:
        self._depth -= 1
        end = self._closing_end()
        if self._skipping:
            self._skipping -= 1
            self._ends[-1] = end
        elif self._depth:
            self._add(MARK, end)

    def _characters(self, text: str) -> None:
        if not self._skipping:
            self._add(text)
