"""EPUB 2 and 3: the XHTML documents of a book in the order in which they are read.

Each is a document of its own, ``book.epub/OEBPS/ch1.xhtml``, in whose lines its places are told;
`termbase.formats.html` says what of it is prose. Tables of contents and notes are read if they stand in that order.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from termbase.files import InputError
from termbase.formats import html, language
from termbase.formats.archive import Package
from termbase.formats.written import Spot, Text, text_of
from termbase.units import Document, Lines, Segment

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_XHTML = frozenset(["application/xhtml+xml", "text/html", "text/x-oeb1-document"])


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """The paragraphs of a book; what does not say its language is in that of the book.

    Raises:
        InputError: see `termbase.formats.archive`; encrypted; no book; a document of it is missing or refused.
    """
    package = Package(path, data)
    if _CONTAINER not in package:
        raise InputError(path, f"is no EPUB: it has no {_CONTAINER}")
    rootfile = next(package.xml(_CONTAINER).iter("{*}rootfile"), None)
    if rootfile is None:
        raise InputError(path, f"is no EPUB: {_CONTAINER} names no package document")
    name = _inside("", rootfile.get("full-path", ""))
    book = package.xml(name)
    encrypted = _encrypted(package)
    languages = {(element.text or "").strip() for element in book.iter("{http://purl.org/dc/elements/1.1/}language")}
    said = language.tag(languages.pop()) if len(languages) == 1 else ""
    parts = []
    for part in _documents(book, posixpath.dirname(name)):
        place = f"{path}/{part}"
        if part in encrypted:
            raise InputError(place, "is encrypted (digital rights management): it cannot be read")
        text, encoding = html.decode(place, package.read(part))
        parts.append(html.prose(place, text, target_lang or said, encoding))
    if not parts:
        raise InputError(path, "has no XHTML documents to read")
    return Document(str(path), "prose", [unit for part in parts for unit in part.units], parts=parts)


def written(path: Path, data: bytes, document: Document) -> Chapters:
    """The chapters of a book as texts that can be changed; see `termbase.formats.written`."""
    return Chapters(Package(path, data), document)


class Chapters:
    """The XHTML documents of a book, each a part of its package."""

    def __init__(self, package: Package, document: Document) -> None:
        self._package = package
        self._parts = {part.path.removeprefix(package.place("")): part for part in document.parts}
        self._lines = {name: Lines(part.text) for name, part in self._parts.items()}
        self._texts: dict[str, Text] = {}

    def text(self, part: str) -> Text:
        """See `termbase.formats.written.Written`."""
        if part not in self._texts:
            document = self._parts[part]
            self._texts[part] = text_of(self._package.read(part), document.text, document.encoding)
        return self._texts[part]

    def spot(self, path: str, segment: Segment, offset: int) -> Spot:
        """See `termbase.formats.written.Written`."""
        part = path.removeprefix(self._package.place(""))
        return Spot(part, self._lines[part].offset(segment.anchors.at(offset)))

    def content(self, changed: Mapping[str, bytes]) -> bytes:
        """See `termbase.formats.written.Written`."""
        return self._package.with_parts(changed)


def _documents(book: etree._Element, folder: str) -> list[str]:
    """Names of the XHTML documents in the spine (EPUB 3.3, 5.7), each once."""
    items = {item.get("id"): item for item in book.iterfind("{*}manifest/{*}item")}
    spine = [items.get(reference.get("idref")) for reference in book.iterfind("{*}spine/{*}itemref")]
    read = [item for item in spine if item is not None and item.get("media-type", "").lower() in _XHTML]
    return list(dict.fromkeys(_inside(folder, item.get("href", "")) for item in read))


def _encrypted(package: Package) -> frozenset[str]:
    """Names of the parts that are encrypted; in books without digital rights management only fonts are."""
    if _ENCRYPTION not in package:
        return frozenset()
    references = package.xml(_ENCRYPTION).iter("{*}CipherReference")
    return frozenset(_inside("", reference.get("URI", "")) for reference in references)


def _inside(folder: str, address: str) -> str:
    """The name of a part, from an address relative to a folder of the package."""
    try:
        written = unquote(urlsplit(address).path)
    except ValueError:  # brackets that hold no address of a host
        written = address
    return posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")
