"""Where the texts of the elements of an XML document stand in it.

The tree of lxml does not know that; so the document is read once more, by expat, when the first place is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.written import Text, text_of


class Origin(NamedTuple):
    """A character of the text of an element, or of the text after it."""

    element: etree._Element
    is_tail: bool
    offset: int
    """In the text as lxml gives it."""


class XmlTexts:
    """The texts of a document that `termbase.formats.archive` has parsed: without comments and instructions."""

    def __init__(self, place: str, data: bytes, root: etree._Element) -> None:
        self._place = place
        self._data = data
        self._root = root

    @cached_property
    def text(self) -> Text:
        """The whole document.

        Raises:
            InputError: it is in an encoding that Python does not know as lxml does.
        """
        return text_of(self._data, *xml.decode(Path(self._place), self._data))

    def offset(self, origin: Origin) -> int:
        """Where a character begins."""
        starts, places = self._pieces[self._numbers[origin.element], origin.is_tail]
        piece = bisect_right(starts, origin.offset) - 1
        return places[piece] + origin.offset - starts[piece]

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._root.iter())}

    @cached_property
    def _pieces(self) -> dict[tuple[int, bool], tuple[list[int], list[int]]]:
        """Of each text: where its pieces begin in it, and in the document; see `termbase.formats.xml`."""
        utf8 = self.text.text.encode()
        pieces: dict[tuple[int, bool], tuple[list[int], list[int]]] = {}
        opened: list[int] = []
        parser = expat.ParserCreate()
        count = length = byte = place = 0
        key = (-1, False)

        def start(*_: object) -> None:
            nonlocal count, length, key
            key, length = (count, False), 0
            opened.append(count)
            count += 1

        def end(*_: object) -> None:
            nonlocal length, key
            key, length = (opened.pop(), True), 0

        def characters(text: str) -> None:
            nonlocal length, byte, place
            here = parser.CurrentByteIndex
            place += len(utf8[byte:here].decode())
            byte = here
            starts, places = pieces.setdefault(key, ([], []))
            starts.append(length)
            places.append(place)
            length += len(text)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = characters
        try:
            parser.Parse(self.text.text, True)
        except expat.ExpatError as error:  # lxml lets it pass
            reason = f"is not well-formed XML: {expat.ErrorString(error.code)}"
            raise InputError(self._place, reason, error.lineno, error.offset + 1) from None
        return pieces
