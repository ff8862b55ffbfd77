"""ZIP packages with XML in them (DOCX, ODT, EPUB, XLSX), read so that no file can harm.

Nothing is unpacked to a disk, and a part is asked for by its name, so that names in the archive lead nowhere. What
a part says of its size is looked at before it is unpacked, and no more than that is unpacked. The XML of a part is
parsed without document type, so that no entity is declared and nothing outside the file is opened.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from termbase import files
from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.xml_texts import Origin, XmlTexts

MAX_PARTS = 20_000
MAX_SIZE = 512_000_000
"""Bytes of all parts together, where all of them are read: pictures, and workbooks, which are read row by row."""
MAX_XML = 128_000_000
"""Bytes of the parts of one file that are read whole; 1,000 pages have a quarter of it at most."""
MAX_RATIO = 200
"""A part to its packed size; XML of word processors is packed to a tenth, sheets of one number repeated to a hundredth,
and DEFLATE can do a thousandth."""
_SMALL = 8_000_000
"""Bytes up to which the ratio does not matter: a short text may be one word a thousand times."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""[MS-CFB], 2.2: old binary documents, and encrypted packages ([MS-OFFCRYPTO], 2.3.1)."""
_DECLARES_TYPE = "declares a document type: refused"
_MARKUP = (".xml", ".rels")
_CHUNK = 65536
_ENCRYPTED = 1
"""Bit of the flags of a part (APPNOTE.TXT, 4.4.4)."""
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


class Package:
    """A ZIP file whose parts are read one by one."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Open a package.

        Args:
            path: of the file.
            data: what is taken for its content; None: what stands in it.

        Raises:
            InputError: it cannot be read, is no ZIP file, or has too many parts or two of one name.
        """
        self.path = path
        self._read: set[str] = set()
        self._roots: dict[str, etree._Element] = {}
        self._texts: dict[str, XmlTexts] = {}
        data = files.read_bytes(path) if data is None else data
        if not data:
            raise InputError(path, "is empty")
        if data.startswith(_COMPOUND_FILE):
            raise InputError(path, "is encrypted, or an old binary document: save it without password, in this format")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            known = data.startswith(b"PK")
            raise InputError(path, "is a damaged or truncated ZIP file" if known else "is not a ZIP file") from None
        self._data = data
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS:
            raise InputError(path, f"has {len(parts):,} parts; the limit is {MAX_PARTS:,}")
        if len(parts) != len(self._zip.NameToInfo):  # programs differ in which of the two they read
            raise InputError(path, "has two parts of one name")

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            InputError: there is none of that name; it is encrypted, damaged or too big.
        """
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise InputError(self.path, f"has no part {name}")
        self._check(info)
        self._read.add(name)
        if sum(self._zip.NameToInfo[one].file_size for one in self._read) > MAX_XML:
            reason = f"unpacks to {info.file_size:,} bytes; the limit for all parts is {MAX_XML:,}"
            raise InputError(self.place(name), reason)
        return self._unpacked(info)

    def xml(self, name: str) -> etree._Element:
        """The root element of a part, always the same.

        Raises:
            InputError: see `read`; not well-formed (with line and column); a document type is declared.
        """
        if name not in self._roots:
            self._roots[name] = self._parsed(name, self.read(name))
        return self._roots[name]

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Ids and names of the parts of a kind that a part (empty: the package) says it has (ISO/IEC 29500-2, 6.5).

        Raises:
            InputError: see `xml`.
        """
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, unquote(relation.get("Target", "")))
            )[1:]
            for relation in self.xml(relations).iterchildren("{*}Relationship")
            if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External"
        }

    def texts(self, origin: Origin) -> tuple[str, XmlTexts]:
        """The part in which a character stands, one of those that `xml` gave, and where its texts stand in it."""
        root = origin.element.getroottree().getroot()
        name = next(name for name, other in self._roots.items() if other is root)
        if name not in self._texts:
            self._texts[name] = XmlTexts(self.place(name), self._unpacked(self._zip.NameToInfo[name]), root)
        return name, self._texts[name]

    def _parsed(self, name: str, data: bytes) -> etree._Element:
        declares_type = InputError(self.place(name), _DECLARES_TYPE)
        with suppress(expat.ExpatError, LookupError, ValueError):  # of these lxml says more
            if _declares_type(io.BytesIO(data)):
                raise declares_type
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            refused = xml.refused(self.path, error)
            raise InputError(self.place(name), refused.reason, refused.line, refused.column) from None
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that expat does not know
            raise declares_type
        return root

    def checked(self) -> IO[bytes]:
        """The whole file for a library that unpacks it: `zipfile` reads no more of a part than was checked here.

        Raises:
            InputError: a part is encrypted, or they are too big; one in XML declares a document type (Office Open XML
                forbids it, ECMA-376, part 2; without one there are no entities), or is broken before its first element.
        """
        for info in self._all():
            if info.filename.lower().endswith(_MARKUP):
                try:
                    with self._zip.open(info) as file:
                        found = _declares_type(file)
                except (expat.ExpatError, LookupError, *_BROKEN) as error:
                    raise InputError(self.place(info.filename), f"cannot be read: {error}") from None
                if found:
                    raise InputError(self.place(info.filename), _DECLARES_TYPE)
        return io.BytesIO(self._data)

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """A package with other contents of some parts, and further ones; all else is as in this one, in its order.

        Args:
            changed: by the name of the part.

        Raises:
            InputError: a part is encrypted, damaged, or they are too big.
        """
        new = io.BytesIO()
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
            package.comment = self._zip.comment
            for info in self._all():
                data = changed.get(info.filename)
                package.writestr(copy(info), self._unpacked(info) if data is None else data)
            for name in changed:
                if name not in self:
                    package.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
        return new.getvalue()

    def place(self, name: str) -> str:
        """What a part is called in messages."""
        return f"{self.path}/{name}"

    def _all(self) -> list[zipfile.ZipInfo]:
        parts = self._zip.infolist()
        for info in parts:
            self._check(info)
        size = sum(info.file_size for info in parts)
        if size > MAX_SIZE:
            raise InputError(self.path, f"unpacks to {size:,} bytes; the limit for all parts is {MAX_SIZE:,}")
        return parts

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise InputError(self.place(info.filename), "is encrypted")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise InputError(self.place(info.filename), "is compressed in a way that no such document may be")
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * info.compress_size:
            reason = f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}: refused"
            raise InputError(self.place(info.filename), reason)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(info)
        except _BROKEN:
            raise InputError(self.place(info.filename), "is damaged or truncated") from None


def _declares_type(file: IO[bytes]) -> bool:
    """Whether there is a document type before the first element; no more is read.

    Raises:
        expat.ExpatError, LookupError, ValueError: what stands before it is broken, or in an unknown encoding.
    """
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    while not seen:
        chunk = file.read(_CHUNK)
        try:
            parser.Parse(chunk, not chunk)
        except (expat.ExpatError, LookupError, ValueError):
            if not seen:
                raise
        if not chunk:
            break
    return seen[:1] == [True]
