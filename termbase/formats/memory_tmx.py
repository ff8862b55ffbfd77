"""TMX 1.4b: translations of a memory, for other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from termbase.formats import xml
from termbase.formats.mask import MARK, OBJECT
from termbase.formats.tmx_export import DOCTYPE, HEADER
from termbase.formats.xml_stream import add, write
from termbase.units import Segment, Unit

MEMORY = "termbase memory"
"""``o-tmf``: by this its reader knows a memory again."""
_ENDS = re.compile(r"</?(?:bpt|ept|it|bx|ex|sc|ec|g|pc) ")
"""One that stands at an end of text that it encloses (`termbase.formats.xml.flatten`)."""


def write_tmx(units: Iterable[Unit], file: BinaryIO) -> int:
    """Write units with a source as TMX 1.4b in UTF-8: one ``tu`` each, with author, time, file and work.

    `termbase.formats.tmx` reads it as it was, codes too; what is out of force (obsolete) says so.

    An inline element becomes ``ph``; what XML cannot hold is left out.

    Returns:
        How many were written.
    """
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", HEADER | {"segtype": "block", "o-tmf": MEMORY})
    add(root, "body")
    return write(file, root, _entries(units), DOCTYPE)


def _entries(units: Iterable[Unit]) -> Iterator[etree._Element]:
    for unit in units:
        if unit.source is None:
            continue
        attributes = {"srclang": unit.source.lang}
        if unit.author:
            attributes["changeid"] = xml.clean(unit.author)
        if unit.date:
            attributes["changedate"] = unit.date.replace("-", "").replace(":", "")
        entry = etree.Element("tu", attributes)
        about = {"file": unit.path, "unit": unit.id, "context": unit.context, "work": unit.work}
        for kind, value in (about | {"state": "obsolete" if unit.state == "obsolete" else ""}).items():
            if value:
                add(entry, "prop", xml.clean(value), kind=f"x-{kind}")
        for segment in (unit.source, unit.target):
            _fill(add(add(entry, "tuv", lang=segment.lang), "seg"), segment)
        yield entry


def with_marks(text: str, raw: str) -> str:
    """A text read from the export of a memory, with a mark for each ``ph`` that was a tag around text.

    Args:
        text: with an object for each ``ph``.
        raw: with what stands in them.
    """
    parts = text.split(OBJECT)
    codes = [match[0] for match in xml.INLINE.finditer(raw)]
    if len(codes) != len(parts) - 1:
        return text
    signs = [MARK if _ENDS.match(code) else OBJECT for code in codes]
    return "".join(part + sign for part, sign in zip(parts, [*signs, ""], strict=True))


def _fill(seg: etree._Element, segment: Segment) -> None:
    text = xml.clean(segment.whole)
    done = 0
    last: etree._Element | None = None
    for number, match in enumerate(xml.INLINE.finditer(text), 1):
        _put(seg, last, text[done : match.start()])
        last = etree.SubElement(seg, "ph", {"x": str(number)})
        last.text = match[0]
        done = match.end()
    _put(seg, last, text[done:])


def _put(seg: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        seg.text = text
    else:
        last.tail = text
