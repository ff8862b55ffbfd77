"""dictzip: gzip (RFC 1952) in pieces that can be read one by one, as dictd and StarDict read it (``.dict.dz``).

The extra field ``RA`` of the gzip header has the compressed size of every piece; see dictzip(1).
"""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from termbase.files import InputError

_PIECE = 58_315
"""Bytes before compression: what dictzip itself takes, so that a compressed piece stays below 64 KB."""
_MOST = (0xFFFF - 10) // 2
"""Pieces whose sizes the extra field has room for; ten of its bytes are its own head."""


class DictZip:
    """Collects text and writes it compressed, in UTF-8."""

    def __init__(self) -> None:
        self._squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._rest = bytearray()
        self._pieces: list[bytes] = []
        self._check = 0
        self.length = 0
        """Bytes so far."""

    def add(self, text: str) -> tuple[int, int]:
        """Append a text; returns where it is, uncompressed: its offset and its length in bytes."""
        data = text.encode()
        place = self.length, len(data)
        self._check = zlib.crc32(data, self._check)
        self.length += len(data)
        self._rest += data
        while len(self._rest) >= _PIECE:
            self._close_piece()
        return place

    def _close_piece(self) -> None:
        piece = bytes(self._rest[:_PIECE])
        del self._rest[:_PIECE]
        self._pieces.append(self._squeeze.compress(piece) + self._squeeze.flush(zlib.Z_FULL_FLUSH))

    def write(self, file: BinaryIO, path: str) -> None:
        """Write the file; without a time, as the same text must give the same bytes.

        Raises:
            InputError: so much text (1.9 GB) that the format has no room for it; `path` is what is at fault.
        """
        if self._rest:
            self._close_piece()
        if len(self._pieces) > _MOST:
            raise InputError(path, f"is too large for dictzip: {self.length:,} bytes of articles")
        sizes = struct.pack(f"<{len(self._pieces)}H", *map(len, self._pieces))
        access = b"RA" + struct.pack("<HHHH", 6 + len(sizes), 1, _PIECE, len(self._pieces)) + sizes
        # Deflate, with an extra field, at best compression, made on Unix.
        file.write(struct.pack("<BBBBLBBH", 0x1F, 0x8B, 8, 4, 0, 2, 3, len(access)) + access)
        file.writelines(self._pieces)
        file.write(self._squeeze.flush(zlib.Z_FINISH))
        file.write(struct.pack("<LL", self._check, self.length & 0xFFFFFFFF))
