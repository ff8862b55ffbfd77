"""Files that are ZIP archives of XML (Office Open XML, OpenDocument, EPUB): what is checked before a part is read.

An archive of a few kilobytes can hold gigabytes, and a DOCTYPE in a part can name files or entities that multiply.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from termbase.files import InputError

MAX_PARTS = 20_000
MAX_SIZE = 512 * 1024 * 1024
"""Bytes of all parts together, unpacked."""
MAX_RATIO = 200
"""Unpacked to packed bytes of a part. Sheets of one number repeated reach about 100, bombs 1,000."""
_FREE = 1024 * 1024
"""Bytes up to which the ratio of a part does not matter."""
_CHUNK = 65536
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What `zipfile` raises for damaged, encrypted and unknown parts."""


def open_package(path: Path, data: bytes | None = None) -> zipfile.ZipFile:
    """An archive whose parts are safe to unpack: `zipfile` reads no more of a part than the size that is checked here.

    Args:
        path: of the file.
        data: what is taken for its content; None: what stands in it.

    Raises:
        InputError: it cannot be read, is no archive, is encrypted or over one of the limits above.
    """
    try:
        package = zipfile.ZipFile(path if data is None else io.BytesIO(data))
    except FileNotFoundError:
        raise InputError(path, "no such file") from None
    except IsADirectoryError:
        raise InputError(path, "is a directory") from None
    except BROKEN as error:
        reason = f"is no ZIP archive, or a damaged one: {error}"
        if isinstance(error, PermissionError):
            reason = "cannot be read: permission denied"
        raise InputError(path, reason) from None
    problem = _problem(package.infolist())
    if problem:
        package.close()
        raise InputError(path, problem)
    return package


def _problem(parts: list[zipfile.ZipInfo]) -> str:
    if len(parts) > MAX_PARTS:
        return f"has {len(parts):,} parts; the limit is {MAX_PARTS:,}"
    size = sum(part.file_size for part in parts)
    if size > MAX_SIZE:
        return f"unpacks to {size:,} bytes; the limit is {MAX_SIZE:,}"
    for part in parts:
        if part.flag_bits & 1:
            return f"{part.filename} is encrypted"
        if part.file_size > _FREE and part.file_size > MAX_RATIO * part.compress_size:
            return f"{part.filename} unpacks to {part.file_size:,} bytes from {part.compress_size:,}: refused"
    return ""


def refuse_doctypes(path: Path, package: zipfile.ZipFile, suffixes: tuple[str, ...]) -> None:
    """Refuse parts of the given suffixes that declare a document type; only what stands before the root is read.

    Office Open XML forbids such declarations (ECMA-376, part 2, on parts in XML); without one there are no entities.

    Raises:
        InputError: a declaration, or XML that is broken before its first element.
    """
    for part in package.infolist():
        if part.filename.lower().endswith(suffixes):
            try:
                found = _begins_with_doctype(package, part)
            except (expat.ExpatError, LookupError, *BROKEN) as error:
                raise InputError(path, f"{part.filename} cannot be read: {error}") from None
            if found:
                raise InputError(path, f"{part.filename} declares a document type: refused")


def _begins_with_doctype(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    with package.open(part) as file:
        while not seen and (chunk := file.read(_CHUNK)):
            try:
                parser.Parse(chunk)
            except expat.ExpatError:
                if not seen:
                    raise
    return bool(seen) and seen[0]
