"""What is said under an element of a TBX file, whatever element says it: DCA and DCT, alone or in a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from termbase.formats.imported import Faults, clean
from termbase.formats.tbx_names import key, reading
from termbase.formats.xml_stream import LANG

SECTIONS = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp"})
_STRUCTURE = frozenset((*SECTIONS, *TERMS, "term", "termGrp"))


class Item(NamedTuple):
    """Something that is said of a concept, a language section or a term."""

    category: str
    """As the file names it; ``note`` for a note."""
    text: str
    lang: str
    """``xml:lang`` of the element."""
    target: str
    line: int
    beside: tuple[Item, ...] = ()
    """What stands in the same group."""


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def items_of(parent: etree._Element, faults: Faults) -> Iterator[Item]:
    """What is said directly under an element, in its order; groups as one item."""
    dropped: Mapping[str, str] = reading()["dropped"]
    for child in parent:
        name = local_name(child)
        if name in _STRUCTURE:
            continue
        if name in _GROUPS:
            inside = list(items_of(child, faults))
            if inside:
                yield inside[0]._replace(beside=tuple(inside[1:]))
            continue
        # In DCT style the category is the name of the element.
        category = child.get("type") or name
        if lost := dropped.get(key(category)) or dropped.get(key(name)):
            faults.lost[lost] += 1
            continue
        text = clean("".join(child.itertext()))
        target = child.get("target", "").strip()
        if name == "xref" and target:
            text = f"{text} {target}".strip() if target not in text else text
        if text or target:
            yield Item(category, text, child.get(LANG, ""), target, child.sourceline)
