"""TMX 1.4b: the preferred terms as a translation memory, for tools that take no glossary.

One ``tu`` a concept with one ``tuv`` a language. Admitted and deprecated terms, definitions and everything else
are left out: a memory offers what it holds as a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats.selection import living, tool_languages
from termbase.formats.xml_stream import add, write
from termbase.model import Base

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
HEADER = {
    "creationtool": "termbase",
    "creationtoolversion": "1",
    "segtype": "phrase",
    "o-tmf": "termbase",
    "adminlang": "en",
    # Any language can be the source (TMX 1.4b, attribute srclang).
    "srclang": "*all*",
    "datatype": "plaintext",
}


def write_tmx(base: Base, file: BinaryIO, langs: Sequence[str] = ()) -> int:
    """Write the preferred terms as TMX 1.4b in UTF-8.

    Args:
        langs: language tags; empty: all, without those of a region.

    Returns:
        The number of translation units.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that XML cannot hold.
    """
    tags = tool_languages(base, langs)
    root = etree.Element("tmx", {"version": "1.4"})
    etree.SubElement(root, "header", HEADER)
    add(root, "body")
    count = write(file, root, _units(base, tags), DOCTYPE)
    if not count:
        raise InputError(base.root, f"has no concept with preferred terms in two of: {', '.join(tags)}")
    return count


def _units(base: Base, tags: Sequence[str]) -> Iterator[etree._Element]:
    for concept in living(base):
        preferred = [term for tag in tags if (term := concept.preferred(tag))]
        if len(preferred) > 1:
            unit = etree.Element("tu", {"tuid": concept.id})
            for term in preferred:
                add(add(unit, "tuv", lang=term.lang), "seg", term.text)
            yield unit
