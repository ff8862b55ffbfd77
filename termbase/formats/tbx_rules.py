"""The rules that a TBX file must obey, of either edition; they are data in ``data/tbx-rules.toml``.

Looked at are the structure, ids and references, languages, dates, and the data categories of the dialects that the
data list (Core, Min, Basic, Linguist of 2019 in DCA and DCT style; Basic of 2008). Of other dialects, such as
TBX-Default, the structure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from termbase.files import InputError
from termbase.formats.tbx_categories import rules
from termbase.formats.xml_stream import LANG

_LEVELS = ("conceptEntry", "langSec", "termSec")
_NAME = re.compile(r"[^\W\d][\w.-]*")
"""An XML name without colon, as far as ``xs:ID`` (3.3.8) needs it here."""
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
"""xs:language (XML Schema, part 2, 3.3.3)."""
_FREE_TYPES = frozenset(
    {"tbx", "martif", "hi", "p", "refObjectSec", "refObjectList", "item", "itemSet", "termCompList", "bpt", "ph"}
)
"""Elements whose type is no data category."""


class Problem(NamedTuple):
    """A rule that an element breaks."""

    line: int
    """From 1."""
    element: str
    reason: str
    rule: str
    """The kind of rule: ``structure``, ``category``, ``value`` …"""


Told = tuple[str, str]
"""The rule and the reason."""


def problems(file: BinaryIO, path: str = "") -> Iterator[Problem]:
    """Check a TBX file, in the order of the document.

    Raises:
        InputError: not XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.parse(file, parser).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(path, f"not XML: {error.msg}", *error.position) from None
    check = _Check(root)
    for element in root.iter():
        if element.tag is etree.Entity:
            yield Problem(element.sourceline, "", f"uses an entity: {element.text}", "entity")
        elif isinstance(element.tag, str):
            name = etree.QName(element).localname
            for rule, reason in check.told(element):
                yield Problem(element.sourceline, name, reason, rule)


class _Check:
    """The rules of the edition, style and dialect of one file."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        name = etree.QName(root)
        self.edition = "2008" if name.localname == rules()["2008"]["root"] and name.namespace is None else "2019"
        self.rules: Mapping[str, Any] = rules()[self.edition]
        self.dialect = root.get("type", "")
        self.is_dct = self.edition == "2019" and root.get("style") == "dct"
        dialects: Mapping[str, list[str]] = rules()["dialects" if self.edition == "2019" else "old_dialects"]
        modules = dialects.get(self.dialect)
        self.categories: dict[str, Mapping[str, Any]] | None = None
        """Those of the dialect; None: it is not known."""
        if modules is not None:
            self.categories = {
                name: category for name, category in rules()["categories"].items() if category["module"] in modules
            }
        self.spaces = {space: module for module, spaces in rules()["modules"].items() for space in spaces}
        self.ids = Counter(element.get("id") for element in root.iter(etree.Element) if "id" in element.attrib)
        special = "dct" if self.is_dct else "basic" if self.edition == "2008" and modules else ""
        self.content = self.rules["content"] | self.rules.get(special, {})

    def told(self, element: etree._Element) -> Iterator[Told]:
        """What is wrong with an element."""
        qname = etree.QName(element)
        if qname.namespace in self.spaces and self.is_dct:
            yield from self._module(element, qname.localname, self.spaces[qname.namespace])
            return
        name = qname.localname
        if element is self.root:
            yield from self._root(name)
        if (qname.namespace or "") != self.rules["namespace"]:
            wanted = self.rules["namespace"] or "none"
            yield "namespace", f"is in the namespace {qname.namespace}, not {wanted}"
        if name not in self.content and name not in self.rules["text"]:
            yield "element", f"is not an element of {self.dialect or 'TBX'} {self.edition}"
        for attribute in self.rules["required"].get(name, ()):
            if not element.get(LANG if attribute == "lang" else attribute):
                yield "attribute", f"has no attribute {attribute}"
        if (lang := element.get(LANG)) is not None and not _LANGUAGE.fullmatch(lang):
            yield "language", f"{lang!r} is no language tag"
        if name in self.content:
            yield from self._content(element, name)
        elif name == "term" and not "".join(element.itertext()).strip():
            yield "empty", "is empty"
        elif name == "date" and not _is_date(element.text or ""):
            yield "date", f"{element.text!r} is no date"
        if name not in _FREE_TYPES and (kind := element.get("type")) is not None:
            yield from self._category(element, name, kind)
        yield from self._references(element, name)

    def _root(self, name: str) -> Iterator[Told]:
        if name != self.rules["root"]:
            yield "root", "is not the root element of TBX 2019 or, in no namespace, of TBX 2008"
        elif self.edition == "2019" and (style := self.root.get("style", "dca")) not in ("dca", "dct"):
            yield "attribute", f"has the style {style!r}, not dca or dct"

    def _module(self, element: etree._Element, name: str, module: str) -> Iterator[Told]:
        """An element of a module, which is a data category."""
        category = rules()["categories"].get(name)
        if category is None or category["module"] != module:
            yield "category", f"is no data category of the module {module}"
            return
        yield from self._category(element, category["element"], name)
        yield from self._references(element, category["element"])

    def _kind(self, element: etree._Element) -> str:
        """The name of an element, of an element of a module the one it stands for."""
        name = etree.QName(element)
        if self.is_dct and name.namespace in self.spaces:
            return str(rules()["categories"].get(name.localname, {}).get("element", name.localname))
        return str(name.localname)

    def _content(self, element: etree._Element, name: str) -> Iterator[Told]:
        children = [self._kind(child) for child in element.iterchildren(etree.Element)]
        if not _model(self.content[name]).fullmatch("".join(f"{child}," for child in children)):
            found = " ".join(children) or "nothing"
            yield "structure", f"holds {found}, not {self.content[name]}"
        if any(text.strip() for text in [element.text or "", *(child.tail or "" for child in element)]):
            yield "structure", "holds text"
        level = _level(name)
        if level == "conceptEntry":
            sections = [child for child in element if _level(etree.QName(child).localname) == "langSec"]
            yield from _twice("language", [(child.get(LANG) or "").lower() for child in sections])
        if level == "termSec" or name == "termGrp":
            notes = [child for child in element.iter(etree.Element) if self._kind(child) == "termNote"]
            if not (level == "termSec" and element.find("{*}termGrp") is not None):
                kinds = [child.get("type") or etree.QName(child).localname for child in notes]
                yield from _twice("category", kinds)

    def _category(self, element: etree._Element, name: str, kind: str) -> Iterator[Told]:
        if self.categories is None:
            return
        category = self.categories.get(kind)
        if category is None:
            yield "category", f"{kind!r} is no data category of {self.dialect}"
            return
        if category["element"] != name:
            yield "category", f"{kind} belongs into {category['element']}"
        parents = (_level(etree.QName(parent).localname) for parent in element.iterancestors())
        level = next(filter(None, parents), "the header")
        if level not in category["levels"]:
            yield "level", f"{kind} stands in {level}, not in {' or '.join(category['levels'])}"
        values = category.get("values", ())
        if self.edition == "2008":
            values = category.get("old_values", values)
        if values and element.text not in values:
            yield "value", f"{kind} is {element.text!r}, not one of {', '.join(values)}"

    def _references(self, element: etree._Element, name: str) -> Iterator[Told]:
        own = element.get("id")
        if self.ids[own] > 1:
            yield "id", f"id {own!r} is there {self.ids[own]} times"
        if own is not None and not _NAME.fullmatch(own):
            yield "id", f"id {own!r} is no XML name"
        target = element.get("target")
        if target is None:
            return
        if name == "xref":
            if not target.startswith(("http://", "https://")):
                yield "reference", f"{target!r} is no address"
        elif target not in self.ids:
            yield "reference", f"no element has the id {target!r}"


def _level(name: str) -> str:
    """The level of an element in an entry; empty: it is none."""
    return name if name in _LEVELS else str(rules()["levels"].get(name, ""))


@cache
def _model(content: str) -> re.Pattern[str]:
    # Each name becomes a group that ends in a comma: `tbxHeader text` → `(?:tbxHeader,)(?:text,)`.
    return re.compile(re.sub("[A-Za-z]+", r"(?:\g<0>,)", content).replace(" ", ""))


def _is_date(text: str) -> bool:
    """``xs:date`` or ``xs:dateTime``: a year alone is neither, and ISO 8601 without hyphens is not."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == text[7:8] == "-" and " " not in text


def _twice(what: str, values: list[str]) -> Iterator[Told]:
    for value, count in Counter(values).items():
        if count > 1:
            yield "twice", f"has the {what} {value} {count} times"
