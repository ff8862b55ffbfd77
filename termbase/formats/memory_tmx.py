"""TMX 1.4b: translations of a memory, for other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from lxml import etree

from termbase.formats.tmx_export import DOCTYPE, HEADER
from termbase.formats.xml_stream import add, write
from termbase.units import Segment, Unit

_INLINE = re.compile(r"</?(?:x|ph|ut|bpt|ept|it|bx|ex|sc|ec|g|pc) [^\s<>=]*/?>")
"""An inline element of XML in the text of a segment as written (`termbase.formats.xml.written`)."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0, production 2: what no document can hold."""


def write_tmx(units: Iterable[Unit], file: BinaryIO) -> int:
    """Write units with a source as TMX 1.4b in UTF-8: one ``tu`` each, with author, time and file.

    An inline element becomes ``ph``; what XML cannot hold is left out.

    Returns:
        How many were written.
    """
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", HEADER | {"segtype": "block"})
    add(root, "body")
    return write(file, root, _entries(units), DOCTYPE)


def _entries(units: Iterable[Unit]) -> Iterator[etree._Element]:
    for unit in units:
        if unit.source is None:
            continue
        about = {}
        if unit.author:
            about["changeid"] = _clean(unit.author)
        if unit.date:
            about["changedate"] = unit.date.replace("-", "").replace(":", "")
        entry = etree.Element("tu", {"srclang": unit.source.lang, **about})
        for kind, value in (("file", unit.path), ("unit", unit.id), ("context", unit.context)):
            if value:
                add(entry, "prop", _clean(value), kind=f"x-{kind}")
        for segment in (unit.source, unit.target):
            _fill(add(add(entry, "tuv", lang=segment.lang), "seg"), segment)
        yield entry


def _fill(seg: etree._Element, segment: Segment) -> None:
    text = _clean(segment.whole)
    done = 0
    last: etree._Element | None = None
    for number, match in enumerate(_INLINE.finditer(text), 1):
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


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
