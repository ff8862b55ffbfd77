"""TMX 1.4b: the preferred terms as a translation memory, for tools that take no glossary.

One ``tu`` a concept with one ``tuv`` a language. Admitted and deprecated terms, definitions and everything else
are left out: a memory offers what it holds as a translation.
"""

from __future__ import annotations

from typing import BinaryIO

from lxml import etree

from termbase.formats.holds import PREFERRED, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.xml_stream import add, write

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
_HEADER = {
    "creationtool": "termbase",
    "creationtoolversion": "1",
    "segtype": "phrase",
    "o-tmf": "termbase",
    "adminlang": "en",
    # Any language can be the source (TMX 1.4b, attribute srclang).
    "srclang": "*all*",
    "datatype": "plaintext",
}


HOLDS = Holds(PREFERRED, together=2)


def write_tmx(order: Order, file: BinaryIO) -> int:
    """Write the preferred terms as TMX 1.4b in UTF-8.

    Args:
        order: its languages; without any all, but for those of a region.
        file: what to write to.

    Returns:
        The number of translation units.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that XML cannot hold.
    """
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", _HEADER)
    add(root, "body")
    return write(file, root, map(_unit, HOLDS.entries(order)), _DOCTYPE)


def _unit(entry: Entry) -> etree._Element:
    unit = etree.Element("tu", {"tuid": entry.concept.id})
    for term, *_ in entry.terms.values():
        add(add(unit, "tuv", lang=term.lang), "seg", term.text)
    return unit
