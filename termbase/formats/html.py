"""HTML and XHTML; the standard library's parser tells the tags and where they stand.

Every block (paragraph, heading, item, cell, caption, title of the page) is a unit. Its text is what a browser shows:
comments and the tags that dress words are not in it, so that the words around them join; an entity is one
character, ``<br>`` a line end. Code (``code kbd samp var``), pictures and tags that are no mere formatting
become U+FFFC. Left out are ``pre``, scripts, styles, drawings and formulae, and what stands in attributes.

No document type is read, so that no entity can be declared. The encoding is UTF-8 or what a ``meta`` element or an XML
declaration in the first 1024 bytes names (HTML, 13.2.3.2).
"""

from __future__ import annotations

import codecs
import html
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from termbase import files
from termbase.files import InputError
from termbase.formats import language, mask
from termbase.formats.place import Lines, Pieces
from termbase.units import Document, Segment, Unit


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names("""
    address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main
    menu nav ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th thead
    title tr ul xmp
""")
"""HTML, 15.3 (elements that are blocks or parts of tables), and controls, whose texts stand apart."""
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNREAD = _names("""
    applet audio canvas iframe listing math noframes object plaintext pre script style svg template textarea video
    xmp
""")
_PICTURES = _names("applet audio canvas embed iframe img input math object svg video")
_CODE = _names("code kbd samp var")
_NEUTRAL = _names("area base bdi data link map meta nobr noscript output param source time track wbr")
"""Inline elements beside those of `mask.tag` of which a reader sees only the words in them."""
_ENDED_BY = {
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"},
    "option": {"option"},
}
"""HTML, 13.1.2.4: end tags that may be left out before a start tag; before any other block that of ``p``."""
_DEEPEST = 512
"""Elements; browsers nest no deeper either."""
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?")
"""A reference to a character, if it is one: the list of names decides."""
_START_TAG = re.compile(r"""<[A-Za-z](?:[^=>]++|=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])))*+>""")
_SEEN = re.compile(rf"[^\s{mask.OBJECT}{mask.MARK}]")
_NOT_LINE_END = re.compile(r"[^\r\n]")
_SPACES = " \t\r\n\f"
_NO_AMPERSAND = "\x01"
_CHARSET = re.compile(
    rb"""<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|\A\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """The blocks of a page, numbered from 1.

    Raises:
        InputError: see `termbase.files.decode`; an unknown encoding.
    """
    text, encoding = decode(str(path), files.read_bytes(path) if data is None else data)
    return prose(str(path), text, target_lang, encoding)


def decode(name: str, data: bytes) -> tuple[str, str]:
    """The text of a page without byte order mark, and its encoding.

    Args:
        name: its path, for messages.
        data: its bytes.

    Raises:
        InputError: not in the encoding it names, or in none that is known; see also `termbase.files.decode`.
    """
    declared = _CHARSET.search(data, 0, 1024)
    if declared is None or data.startswith(files.UTF8_BOM):
        return files.decode(name, data), "utf-8"
    charset = (declared[1] or declared[2]).decode("ascii", "replace")
    try:
        encoding = codecs.lookup(charset).name
        # A page that says so in single bytes is in neither of these (HTML, 13.2.3.2; Encoding, 4.2).
        encoding = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(encoding, encoding)
        if encoding.startswith(("utf-16", "utf-32")):
            encoding = "utf-8"
        text = data.decode(encoding) if encoding != "utf-8" else ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(name, f"is not valid {charset} (byte 0x{data[error.start]:02X})", line) from None
    except (LookupError, ValueError):
        raise InputError(name, f"declares an unknown encoding: {charset}", 1) from None
    return files.decode(name, text.encode() if text else data), encoding


def prose(name: str, text: str, lang: str = "", encoding: str = "utf-8") -> Document:
    """The blocks of a page that is no file.

    Args:
        name: what stands for its path.
        text: the page.
        lang: BCP 47, of what has no attribute ``lang``; empty when unknown.
        encoding: of its file.
    """
    page = _Page(text, lang)
    units = [Unit(name, str(number), None, segment) for number, segment in enumerate(page.segments(), 1)]
    return Document(name, "prose", units, text, encoding)


class _Element(NamedTuple):
    name: str
    lang: str | None
    """None: nobody says."""
    is_code: bool
    is_unread: bool


class _Page(HTMLParser):
    """Its parser is given no ampersands: it loses text after some, and says less of where entities end."""

    def __init__(self, text: str, lang: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lang = lang
        self._lines = Lines(text)
        self._open = [_Element("", None, is_code=False, is_unread=False)]
        self._count: Counter[str] = Counter()
        self._found: list[Segment] = []
        self._begin()

    def segments(self) -> Sequence[Segment]:
        """The texts of the blocks."""
        self.feed(self._text.replace("&", _NO_AMPERSAND))
        self.close()
        self._flush()
        return self._found

    def _begin(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._length = 0
        self._end = 0
        self._langs: set[str | None] = set()

    def _flush(self) -> None:
        text = "".join(self._parts)
        if _SEEN.search(text):
            stripped = text.lstrip(_SPACES)
            anchors = Pieces(
                self._lines, [*self._starts, self._length], [*self._places, self._end], len(text) - len(stripped)
            )
            stripped = stripped.rstrip(_SPACES)
            declared = self._langs.pop() if len(self._langs) == 1 else ""
            lang = self._lang if declared is None else language.believed(declared, stripped)
            self._found.append(Segment(mask.links(stripped), lang, anchors))
        self._begin()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines.starts[line - 1] + column

    def _add(self, text: str, place: int, end: int) -> None:
        self._parts.append(text)
        self._starts.append(self._length)
        self._places.append(place)
        self._length += len(text)
        self._end = end

    def handle_data(self, data: str) -> None:
        """Text between two tags."""
        element = self._open[-1]
        if element.is_unread:
            return
        start = self._here()
        end = start + len(data)
        if not data.isspace():
            self._langs.add(element.lang)
        if element.is_code:
            self._add(_NOT_LINE_END.sub(mask.OBJECT, data), start, end)
            return
        for match in ENTITY.finditer(self._text, start, end):
            if (decoded := html.unescape(match[0])) != match[0]:
                if start < match.start():
                    self._add(self._text[start : match.start()], start, match.start())
                # Without a semicolon letters behind it may not belong to it: &copy2020.
                start = match.end() - (len(decoded) - 1) * match[0].endswith(decoded[1:])
                for char in decoded if start == match.end() else decoded[0]:
                    self._add(char, match.start(), start)
        if start < end:
            self._add(self._text[start:end], start, end)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Where an element begins."""
        parent = self._open[-1]
        if not parent.is_unread:
            self._enter(tag)
            parent = self._open[-1]
        if tag in _VOID or len(self._open) > _DEEPEST:
            return
        lang = next((value for name, value in attrs if name in {"lang", "xml:lang"} and value), None)
        self._open.append(
            _Element(
                tag,
                language.tag(lang) if lang else parent.lang,
                is_code=parent.is_code or tag in _CODE,
                is_unread=parent.is_unread or tag in _UNREAD,
            )
        )
        self._count[tag] += 1

    def _enter(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_implied(_ENDED_BY.get(tag, {"p"}))
            self._flush()
        elif tag == "br":
            self._add("\n", self._here(), self._here() + 1)
        elif tag in _PICTURES or _is_object(tag):
            self._add(mask.OBJECT, self._here(), self._here() + 1)

    def _end_implied(self, names: set[str]) -> None:
        if not any(self._count[name] for name in names):
            return
        for depth in range(len(self._open) - 1, 0, -1):
            name = self._open[depth].name
            if name in names:
                self._close(depth)
            elif name in _BLOCKS:
                return

    def _close(self, depth: int) -> None:
        self._count.subtract(element.name for element in self._open[depth:])
        del self._open[depth:]

    def handle_endtag(self, tag: str) -> None:
        """Where an element ends; an end tag that ends nothing may still end a block."""
        if self._count[tag] > 0:
            depth = next(n for n in range(len(self._open) - 1, 0, -1) if self._open[n].name == tag)
            if self._open[-1].is_unread and not self._open[depth].is_unread:
                return
            self._close(depth)
        if self._open[-1].is_unread:
            return
        if tag in _BLOCKS:
            self._flush()
        elif tag not in _VOID and tag not in _PICTURES and _is_object(tag):
            self._add(mask.OBJECT, self._here(), self._here() + 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """In XHTML an element without content; what HTML makes of one in which there may be some, is given up."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    # What has no end goes to the end of the file, as in a browser; the library would look for its end again and again.

    def parse_starttag(self, i: int) -> int:
        """Where a start tag ends."""
        return super().parse_starttag(i) if _START_TAG.match(self.rawdata, i) else len(self.rawdata)

    def check_for_whole_start_tag(self, i: int) -> int:
        """The same, before its attributes are read."""
        tag = _START_TAG.match(self.rawdata, i)
        return tag.end() if tag else -1

    def parse_endtag(self, i: int) -> int:
        """Where an end tag ends."""
        return super().parse_endtag(i) if self.rawdata.find(">", i) >= 0 else len(self.rawdata)

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002 - as in the library
        """Where a comment ends (HTML, 13.2.5.43)."""
        return self._after("-->", i + 2)

    def parse_html_declaration(self, i: int) -> int:
        """Where a comment, a document type or a section of XML ends."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self._after("]]>" if self.rawdata.startswith("<![CDATA[", i) else ">", i)

    def parse_pi(self, i: int) -> int:
        """Where a processing instruction ends, which HTML takes for a comment."""
        return self._after(">", i)

    def _after(self, end: str, start: int) -> int:
        found = self.rawdata.find(end, start)
        return len(self.rawdata) if found < 0 else found + len(end)


@cache
def _is_object(tag: str) -> bool:
    return tag not in _NEUTRAL | _UNREAD | _CODE and mask.tag(f"<{tag}>").startswith(mask.OBJECT)
