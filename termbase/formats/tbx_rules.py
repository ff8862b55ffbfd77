"""The rules of TBX-Basic (ISO 30042:2019, DCA style) that a file must obey; they are data in ``data/tbx.toml``.

Stricter than the published schemas, which let pass: an empty term, two statuses on one term, two sections of
one language, an unknown ``transactionType``, an ``xref`` that is no address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import BinaryIO, NamedTuple

from lxml import etree

from termbase.files import InputError
from termbase.formats.tbx_categories import tables
from termbase.formats.xml_stream import LANG

_LEVELS = ("conceptEntry", "langSec", "termSec")
_NAME = re.compile(r"[^\W\d][\w.-]*")
"""An XML name without colon, as far as ``xs:ID`` (3.3.8) needs it here."""
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
"""xs:language (XML Schema, part 2, 3.3.3)."""


class Problem(NamedTuple):
    """A rule that an element breaks."""

    line: int
    """From 1."""
    element: str
    reason: str


def problems(file: BinaryIO, path: str = "") -> Iterator[Problem]:
    """Check a TBX file, in the order of the document.

    Raises:
        InputError: not XML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(file, parser).getroot()
    except etree.XMLSyntaxError as error:
        raise InputError(path, f"not XML: {error.msg}", *error.position) from None
    ids = Counter(element.get("id") for element in root.iter(etree.Element) if "id" in element.attrib)
    if etree.QName(root).localname != "tbx":
        yield Problem(root.sourceline, etree.QName(root).localname, "is not the root element of TBX 2019")
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        for reason in _reasons(element, name.localname, name.namespace, ids):
            yield Problem(element.sourceline, name.localname, reason)


def _reasons(element: etree._Element, name: str, namespace: str | None, ids: Counter[str | None]) -> Iterator[str]:
    rules = tables()["rules"]
    if namespace != rules["namespace"]:
        yield f"is in the namespace {namespace}, not {rules['namespace']}"
    if name not in rules["content"] and name not in rules["text"]:
        yield "is not an element of TBX-Basic"
    for attribute in rules["required"].get(name, ()):
        if not element.get(LANG if attribute == "lang" else attribute):
            yield f"has no attribute {attribute}"
    if (lang := element.get(LANG)) is not None and not _LANGUAGE.fullmatch(lang):
        yield f"{lang!r} is no language tag"
    if name in rules["content"]:
        yield from _content(element, name)
    elif name == "term" and not "".join(element.itertext()).strip():
        yield "is empty"
    elif name == "date" and not _is_date(element.text or ""):
        yield f"{element.text!r} is no date"
    yield from _category(element, name)
    yield from _references(element, name, ids)


@cache
def _model(name: str) -> re.Pattern[str]:
    # Each name becomes a group that ends in a comma: `tbxHeader text` → `(?:tbxHeader,)(?:text,)`.
    model = str(tables()["rules"]["content"][name])
    return re.compile(re.sub("[A-Za-z]+", r"(?:\g<0>,)", model).replace(" ", ""))


def _content(element: etree._Element, name: str) -> Iterator[str]:
    children = [etree.QName(child).localname for child in element.iterchildren(etree.Element)]
    if not _model(name).fullmatch("".join(f"{child}," for child in children)):
        found = " ".join(children) or "nothing"
        yield f"holds {found}, not {tables()['rules']['content'][name]}"
    if any(text.strip() for text in [element.text or "", *(child.tail or "" for child in element)]):
        yield "holds text"
    if name == "conceptEntry":
        yield from _twice("language", [child.get(LANG) for child in element.iterchildren("{*}langSec")])
    if name == "termSec":
        notes = element.iterchildren("{*}termNote")
        yield from _twice("category", [note.get("type") for note in notes])


def _is_date(text: str) -> bool:
    """``xs:date`` or ``xs:dateTime``: a year alone is neither, and ISO 8601 without hyphens is not."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == text[7:8] == "-" and " " not in text


def _twice(what: str, values: list[str | None]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"has the {what} {value} {count} times"


def _category(element: etree._Element, name: str) -> Iterator[str]:
    kind = element.get("type")
    if kind is None or name in {"tbx", "hi", "p", "refObjectSec", "item"}:
        return
    category = tables()["rules"]["categories"].get(kind)
    if category is None:
        yield f"{kind!r} is no data category of TBX-Basic"
        return
    if category["element"] != name:
        yield f"{kind} belongs into {category['element']}"
    parents = (etree.QName(parent).localname for parent in element.iterancestors())
    level = next((parent for parent in parents if parent in _LEVELS), "the header")
    if level not in category["levels"]:
        yield f"{kind} stands in {level}, not in {' or '.join(category['levels'])}"
    if "values" in category and element.text not in category["values"]:
        yield f"{kind} is {element.text!r}, not one of {', '.join(category['values'])}"


def _references(element: etree._Element, name: str, ids: Counter[str | None]) -> Iterator[str]:
    if ids[element.get("id")] > 1:
        yield f"id {element.get('id')!r} is there {ids[element.get('id')]} times"
    if "id" in element.attrib and not _NAME.fullmatch(element.attrib["id"]):
        yield f"id {element.get('id')!r} is no XML name"
    target = element.get("target")
    if target is None:
        return
    if name == "xref":
        if not target.startswith(("http://", "https://")):
            yield f"{target!r} is no address"
    elif target not in ids:
        yield f"no element has the id {target!r}"
