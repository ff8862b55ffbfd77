"""What is said under an element of a TBX file, whatever element says it: DCA and DCT, alone or in a group."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from termbase.formats import tbx_fragment as fragment
from termbase.formats.imported import clean
from termbase.formats.tbx_fragment import local_name
from termbase.formats.tbx_names import key, reading
from termbase.formats.xml_stream import LANG

SECTIONS = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
"""What TermSuite writes for ``id``."""
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp"})
_STRUCTURE = frozenset((*SECTIONS, *TERMS, "term", "termGrp"))
_HOLDS = dict.fromkeys(SECTIONS, (*TERMS, "term")) | dict.fromkeys(TERMS, ("term", "termGrp")) | {"termGrp": ("term",)}
"""What the elements of the structure hold of it; all others, which are entries, hold sections."""
_OF_ONE = frozenset((*TERMS, "termGrp"))
"""Those that hold one part of it."""
_READ = {"definition": (LANG,), "domain": (LANG,), "relation": ("target",)}
"""The attributes that have a place in the model, by what is said."""
_MARK = ".x"
_SEVERAL = frozenset({"subjectField", "crossReference"})
"""Categories that an entry has several of: company is for the one with that text."""


class Item(NamedTuple):
    """Something that is said of a concept, a language section or a term."""

    category: str
    """As the file names it; ``note`` for a note."""
    what: str
    """What the category is here (``data/tbx-reading.toml``, ``fields``); empty: nothing."""
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
        """What is there beside the text: the group with an empty head, or the element with markup or attributes."""
        read = _READ.get(self.what, ())
        if self.group is not None and len(self.group) > 1:
            group = deepcopy(self.group)
            head = group[0]
            for name in read:
                head.attrib.pop(name, None)
            if not (len(head) or self.category in _SEVERAL or further(head, LANG)):
                head.text = None
            return group
        return self.element if len(self.element) or further(self.element, *read) else None


@lru_cache(1024)
def _what(category: str) -> str:
    return str(reading()["fields"].get(key(category), ""))


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
            category = fragment.category(element)
            yield Item(category, _what(category), text, element.get(LANG, ""), target, element, group)


def identity(element: etree._Element) -> str:
    """The id of an element; empty: it has none."""
    return (element.get("id") or element.get(_ID) or "").strip()


def further(element: etree._Element, *read: str) -> set[str]:
    """The attributes of an element that say something beside its text, without those in namespaces.

    Args:
        element: of an entry.
        read: attributes that the model has a place for.
    """
    names = element.keys()
    if names in ([], ["type"]):  # nearly all
        return set()
    others = (str(name) for name in names if name not in ("id", "type", *read))
    return {name for name in others if name == LANG or "}" not in name}


def unread(element: etree._Element) -> Iterator[str]:
    """What nothing reads in the structure of an entry: attributes, text, what stands where it does not belong."""
    name = local_name(element)
    places: tuple[str, ...] = _HOLDS.get(name, SECTIONS)
    yield from (f"attributes {attribute} of {name}" for attribute in sorted(further(element, LANG, "lang")))
    if (text := element.text) and not text.isspace():
        yield f"texts in {name}"
    for child in element:
        if (text := child.tail) and not text.isspace():
            yield f"texts in {name}"
        if (inner := local_name(child)) in _STRUCTURE:
            if inner not in places:
                yield f"{inner} in {name}"
                continue
            if inner != "term":
                yield from unread(child)
            if name in _OF_ONE:
                places = ()


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
