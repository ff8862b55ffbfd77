"""The texts of a file as they are written, where in them the characters of a document stand, and other texts there.

Most files are one text. A package has several, its parts, each known by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from termbase.units import Document, Lines, Segment


class Text(NamedTuple):
    """A file, or a part of a package, decoded."""

    text: str
    """Without byte order mark."""
    encoding: str
    """As Python’s codecs call it."""
    head: bytes
    """What stands before the text: a byte order mark."""
    is_same: bool
    """Whether the text, when it is encoded again, gives the same bytes."""

    def encoded(self, text: str) -> bytes:
        """What is to be written for another text."""
        return self.head + text.encode(self.encoding)


def text_of(data: bytes, text: str, encoding: str) -> Text:
    """What was decoded from bytes."""
    encoded = text.encode(encoding, "replace")
    head = data[: max(0, len(data) - len(encoded))]
    return Text(text, encoding, head, head + encoded == data)


class Spot(NamedTuple):
    """Where a character begins."""

    part: str
    """Empty in a file that is one text."""
    offset: int
    """In the decoded text of the part."""


class Written(Protocol):
    """A file with one text or several."""

    def text(self, part: str) -> Text:
        """The text of a part that `spot` has named."""

    def spot(self, path: str, segment: Segment, offset: int) -> Spot | None:
        """Where a character of a segment stands; None when it cannot be changed there.

        Args:
            path: of the segment’s unit.
            segment: of the document in this file.
            offset: in its text.
        """

    def content(self, changed: Mapping[str, bytes]) -> bytes:
        """The content of the file with other contents of some parts.

        Raises:
            InputError: a part that stays cannot be read.
        """


class OneText:
    """A file that is one text."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._data = data
        self._document = document
        self._lines = Lines(document.text)

    @cached_property
    def _text(self) -> Text:
        return text_of(self._data, self._document.text, self._document.encoding)

    def text(self, part: str) -> Text:  # noqa: ARG002 - the interface of a file with several
        """See `Written`."""
        return self._text

    def spot(self, path: str, segment: Segment, offset: int) -> Spot:  # noqa: ARG002 - as above
        """See `Written`."""
        return Spot("", self._lines.offset(segment.anchors.at(offset)))

    def content(self, changed: Mapping[str, bytes]) -> bytes:
        """See `Written`."""
        return changed.get("", self._data)
