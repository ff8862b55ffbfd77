"""What is said under an element of a TBX file, whatever element says it: DCA and DCT, alone or in a group."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from termbase.formats import tbx_fragment as fragment
from termbase.formats.imported import clean
from termbase.formats.tbx_fragment import local_name
from termbase.formats.xml_stream import LANG

SECTIONS = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp"})
_STRUCTURE = frozenset((*SECTIONS, *TERMS, "term", "termGrp"))
_MARK = ".x"
_SEVERAL = frozenset({"subjectField", "crossReference"})
"""Categories that an entry has several of: company is for the one with that text."""


class Item(NamedTuple):
    """Something that is said of a concept, a language section or a term."""

    category: str
    """As the file names it; ``note`` for a note."""
    text: str
    lang: str
    """``xml:lang`` of the element."""
    target: str
    element: etree._Element
    group: etree._Element | None = None
    """The group that it is the head of."""

    @property
    def whole(self) -> etree._Element:
        """The element, with its group."""
        return self.element if self.group is None else self.group

    def company(self) -> etree._Element | None:
        """What is there beside the text: the group with an empty head, the element with its markup, or nothing."""
        if self.group is not None and len(self.group) > 1:
            group = deepcopy(self.group)
            head = group[0]
            for key in set(map(str, head.attrib)) - {"type", LANG}:
                del head.attrib[key]
            if not len(head) and self.category not in _SEVERAL:
                head.text = None
            return group
        return self.element if len(self.element) else None


def items_of(parent: etree._Element) -> Iterator[Item]:
    """What is said directly under an element, in its order; a group as its head."""
    for child in parent:
        name = local_name(child)
        if name in _STRUCTURE:
            continue
        group = child if name in _GROUPS and len(child) else None
        element = child[0] if group is not None else child
        text = clean(fragment.text_of(element))
        target = element.get("target", "").strip()
        if text or target or (group is not None and len(group) > 1) or _MARK in child.get("id", ""):
            yield Item(fragment.category(element), text, element.get(LANG, ""), target, element, group)


def is_kept(item: Item, entry: str) -> bool:
    """Whether this program wrote the element as an extension of the entry with this id (`mark`)."""
    name = item.whole.get("id")
    if name is None:
        return False
    before, _, number = name.rpartition(_MARK)
    return bool(entry) and before == entry and number.isdecimal()


def mark(entry: str, number: int) -> str:
    """The id of an element that is an extension: a reader is not to take it for a field of the model."""
    return f"{entry}{_MARK}{number}"
