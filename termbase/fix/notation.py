"""How a character of a segment stands in a file, a format a class: what an edit may touch, and how it is written."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from re import Pattern
from typing import Protocol

from termbase.formats.html import ENTITY
from termbase.formats.po import ESCAPE, ESCAPED

_BLANK = re.compile("[ \t\r\n]+")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~]")


class Notation(Protocol):
    """One format."""

    scattered: bool = False
    """Whether a segment stands in pieces between which nothing may be taken away: the strings of a PO file."""
    between: Pattern[str] = re.compile("")
    """Else what of the file may be taken away between two characters: the signs of a quotation in Markdown."""

    def length(self, text: str, place: int, char: str) -> int:
        """In how many characters a character of a segment stands at a place of the file; 0: something else does."""

    def write(self, text: str) -> str:
        """Text as it is written in the file."""

    def besides(self, text: str, start: int, end: int, new: str) -> tuple[int, str] | None:  # noqa: ARG002
        """What else is to be written, and where, when a text takes the place of what stands from start to end."""
        return None


class Plain(Notation):
    """Text as it is."""

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`."""
        if text[place : place + 2] == "\r\n" and char.isspace():
            return 2 if char == "\n" else 1
        return int(text[place : place + 1] == char)

    def write(self, text: str) -> str:
        """See `Notation`."""
        return text


class Markdown(Plain):
    """Markdown: signs of its own get a backslash (CommonMark, backslash escapes)."""

    between = re.compile(r"[ \t>]*")

    def write(self, text: str) -> str:
        """See `Notation`."""
        return _MARKDOWN.sub(r"\\\g<0>", text)


class Table(Plain):
    """Cells of CSV, in whose quotation marks those of the text are doubled (RFC 4180, 2.7)."""

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`."""
        return 2 if char == '"' and text.startswith('""', place) else super().length(text, place, char)


class Po(Notation):
    """Strings of PO, with the escapes of C."""

    scattered = True

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`."""
        match = ESCAPE.match(text, place)
        raw = match[0] if match else ""
        return len(raw) if ESCAPED.get(raw, raw) == char else 0

    def write(self, text: str) -> str:
        """See `Notation`."""
        return text.replace("\\", "\\\\").replace('"', '\\"')


class Xml(Notation):
    """Character data of XML, with references."""

    reference = re.compile(r"&(?:lt|gt|amp|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);")

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`."""
        match = self.reference.match(text, place)
        if match and html.unescape(match[0]) == char:
            return len(match[0])
        if text[place : place + 2] == "\r\n" and char == "\n":
            return 2
        return int(text[place : place + 1] == char)

    def write(self, text: str) -> str:
        """See `Notation`."""
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Html(Xml):
    """Text of HTML: it goes on in the next element, and a character has a name (HTML, 13.2.5.72)."""

    scattered = True
    reference = ENTITY


class Runs(Xml):
    """Character data of word processors and workbooks, where a text goes on in the next element."""

    scattered = True

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`; a space may be a line end."""
        return super().length(text, place, char) or (super().length(text, place, "\n") if char == " " else 0)

    def besides(self, text: str, start: int, end: int, new: str) -> tuple[int, str] | None:
        """See `Notation`: spaces at the ends of an element count only where it says so (ISO/IEC 29500-1, 17.3.3.31)."""
        close = text.rfind(">", 0, start)
        tag = text[text.rfind("<", 0, close) : close]
        left = text[close + 1 : start] + new + text[end : text.find("<", end)]
        if left == left.strip() or "xml:space" in tag or tag.startswith(("</", "<!")):
            return None
        return close, ' xml:space="preserve"'


class OpenDocument(Xml):
    """Character data of OpenDocument, where white space counts as one space."""

    scattered = True

    def length(self, text: str, place: int, char: str) -> int:
        """See `Notation`."""
        if char == " " and (match := _BLANK.match(text, place)):
            return len(match[0])
        return super().length(text, place, char)


WRITINGS: Mapping[str, Notation] = {
    "csv_table": Table(),
    "docx": Runs(),
    "epub": Html(),
    "html": Html(),
    "markdown": Markdown(),
    "odt": OpenDocument(),
    "po": Po(),
    "text": Plain(),
    "tmx": Xml(),
    "ts": Xml(),
    "xliff": Xml(),
    "xlsx": Runs(),
}
"""By the modules of `termbase.formats` that read."""
