"""Extensions in an entry that is written: each in its place where the rules of the dialect allow it.

Terms of 2008 get no markup: readers take it for text, or leave it out with the letters in it.
An extension that gives a field company (markup, attributes, or a group with a source) is put around the element of that
field.
All others get an id, by which `termbase.formats.tbx_read` knows them again. What the rules do not allow is told in a
note, in files that hold everything, or left out.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from termbase.files import InputError
from termbase.formats import tbx_fragment as fragment
from termbase.formats import tbx_remarks as remarks
from termbase.formats.imported import clean
from termbase.formats.tbx_items import SECTIONS, TERMS, further, mark
from termbase.formats.tbx_rules import Rules
from termbase.formats.xml_stream import LANG
from termbase.model import Concept, Extension


class Extended(NamedTuple):
    """What became of the extensions of a concept whose places an entry has."""

    held: list[Extension]
    told: list[Extension]
    """They stand in notes."""
    lost: list[Extension]


def extend(
    entry: etree._Element, concept: Concept, rules: Rules, ids: Collection[str], *, is_whole: bool = False
) -> Extended:
    """Write the extensions of a concept into its entry.

    Args:
        entry: complete else, in no namespace.
        concept: what it was made of.
        rules: of the dialect.
        ids: what a reference may lead to.
        is_whole: what is not allowed is told in a note, not left out.

    Raises:
        InputError: an extension is no element.
    """
    done = Extended([], [], [])
    inside = _Inside(rules, ids)
    for number, extension in enumerate(concept.extensions, 1):
        parent = _place(entry, extension)
        if parent is None:
            continue
        try:
            element = fragment.parsed(extension.content)
        except ValueError as error:
            raise InputError(concept.path or concept.id, f"an extension {error}: {extension.content[:60]}") from None
        if element.tag == "term" and rules.edition == "2008":
            done.lost.append(extension)
        elif inside.accompany(parent, element) or inside.add(parent, element, mark(entry.get("id", ""), number)):
            done.held.append(extension)
        elif is_whole:
            note = etree.Element("note")
            note.text = remarks.remark(remarks.EXTENSION, extension.content)
            _insert(parent, note)
            done.told.append(extension)
        else:
            done.lost.append(extension)
    return done


class _Inside:
    """Changes an entry as long as it breaks no rule by it."""

    def __init__(self, rules: Rules, ids: Collection[str]) -> None:
        self.rules = rules
        self.ids = ids

    def add(self, parent: etree._Element, element: etree._Element, name: str) -> bool:
        """Whether an element may stand there; then it does, with this id."""
        if element.tag == "termNote" and element.get("type") in [
            it.get("type") for it in parent.iterchildren("termNote")
        ]:
            return False  # beside «status: New», «status: Approved» would say the contrary
        before = set(self.rules.told(parent))
        element.set("id", name)
        _insert(parent, element)
        if self._is_right(element) and before >= set(self.rules.told(parent)):
            return True
        parent.remove(element)
        return False

    def accompany(self, parent: etree._Element, element: etree._Element) -> bool:
        """Whether an element says of another one what that does not say itself, and may; then it is in its place."""
        is_group = element.tag not in self.rules.rules["text"]
        head = element[0] if is_group and len(element) else element
        if not (is_group or len(element) or further(element)):
            return False
        for field in parent:
            if not len(field) and not field.get("id") and _agree(head, field, is_group=is_group):
                break
        else:
            return False
        new = deepcopy(element)
        inner = new[0] if is_group else new
        if not len(inner):
            inner.text = field.text
        if LANG in field.attrib:
            inner.set(LANG, field.get(LANG, ""))
        before = set(self.rules.told(parent))
        parent.replace(field, new)
        if self._is_right(new) and before >= set(self.rules.told(parent)):
            return True
        parent.replace(new, field)
        return False

    def _is_right(self, top: etree._Element) -> bool:
        for element in top.iter(etree.Element):
            if any(self.rules.told(element)):
                return False
            target = element.get("target")
            if target is not None and element.tag != "xref" and target not in self.ids:
                return False
        return True


def _agree(head: etree._Element, field: etree._Element, *, is_group: bool) -> bool:
    """Whether the head of an extension is the element of a field; that of a group may leave the text to the field."""
    text = fragment.text_of(head)
    return (
        head.tag == field.tag
        and head.get("type") == field.get("type")
        and (LANG not in head.attrib or field.get(LANG) in (None, head.get(LANG)))
        and (clean(text) == clean(field.text or "") or (is_group and not text))
    )


def _place(entry: etree._Element, extension: Extension) -> etree._Element | None:
    """The element that an extension belongs into, if the entry has it."""
    if not extension.lang:
        return entry
    for section in entry.iterchildren(*SECTIONS):
        if section.get(LANG) == extension.lang:
            if not extension.term:
                return section
            groups = section.iterchildren(*TERMS)
            return next((group for group in groups if _term(group) == extension.term), None)
    return None


def _term(group: etree._Element) -> str:
    term = group.find("term")
    return "" if term is None else clean(fragment.text_of(term))


def _insert(parent: etree._Element, element: etree._Element) -> None:
    """Put an element where its kind belongs: notes on a term behind each other, all else before the sections."""
    if element.tag in ("termNote", "termNoteGrp"):
        last = 0
        for number, child in enumerate(parent):
            if child.tag in ("term", "termNote", "termNoteGrp"):
                last = number + 1
        parent.insert(last, element)
        return
    sections = (number for number, child in enumerate(parent) if child.tag in (*SECTIONS, *TERMS))
    parent.insert(next(sections, len(parent)), element)
