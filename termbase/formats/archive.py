"""ZIP packages with XML in them (DOCX, ODT, EPUB), read so that no file can harm.

Nothing is unpacked to a disk, and a part is asked for by its name, so that names in the archive lead nowhere. What
a part says of its size is looked at before it is unpacked, and no more than that is unpacked. The XML of a part is
parsed without document type, so that no entity is declared and nothing outside the file is opened.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from termbase import files
from termbase.files import InputError
from termbase.formats import xml

MAX_SIZE = 128_000_000
"""Bytes of all parts read from one file; 1,000 pages have a quarter of it at most."""
MAX_RATIO = 200
"""A part to its packed size; XML of word processors is packed to a tenth, DEFLATE can do a thousandth."""
_SMALL = 8_000_000
"""Bytes up to which the ratio does not matter: a short text may be one word a thousand times."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""[MS-CFB], 2.2: old binary documents, and encrypted packages ([MS-OFFCRYPTO], 2.3.1)."""
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
            InputError: it cannot be read, or is no ZIP file.
        """
        self.path = path
        self._left = MAX_SIZE
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
        if info.flag_bits & _ENCRYPTED:
            raise InputError(self._place(name), "is encrypted")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise InputError(self._place(name), "is compressed in a way that no such document may be")
        if info.file_size > _SMALL and info.file_size > MAX_RATIO * info.compress_size:
            reason = f"unpacks to {info.file_size:,} bytes from {info.compress_size:,}: refused"
            raise InputError(self._place(name), reason)
        self._left -= info.file_size
        if self._left < 0:
            reason = f"unpacks to {info.file_size:,} bytes; the limit for all parts is {MAX_SIZE:,}"
            raise InputError(self._place(name), reason)
        try:
            return self._zip.read(info)
        except _BROKEN:
            raise InputError(self._place(name), "is damaged or truncated") from None

    def xml(self, name: str) -> etree._Element:
        """The root element of a part.

        Raises:
            InputError: see `read`; not well-formed (with line and column); a document type is declared.
        """
        data = self.read(name)
        declares_type = InputError(self._place(name), "declares a document type: refused")
        if _declares_type(data):
            raise declares_type
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            refused = xml.refused(self.path, error)
            raise InputError(self._place(name), refused.reason, refused.line, refused.column) from None
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that expat does not know
            raise declares_type
        return root

    def _place(self, name: str) -> str:
        return f"{self.path}/{name}"


class _FoundError(Exception):
    pass


def _declares_type(data: bytes) -> bool:
    """Whether there is a document type before the first element; whatever encoding it is in."""
    parser = expat.ParserCreate()

    def found(*_: object) -> None:
        raise _FoundError

    def stop(*_: object) -> None:
        parser.StartElementHandler = None
        raise StopIteration

    parser.StartDoctypeDeclHandler = found
    parser.StartElementHandler = stop
    with suppress(StopIteration, expat.ExpatError, ValueError, LookupError):
        try:
            parser.Parse(data, True)
        except _FoundError:
            return True
    return False
