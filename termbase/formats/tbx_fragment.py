"""An element of a TBX file as one line of text: how `termbase.model.Extension` keeps what the model has no field for.

There is one way to write an element, so that what is imported twice is there once: no namespaces (an element of a
module, DCT style, becomes the one it stands for), attributes in apostrophes and in order, no ``id``, texts in NFC.
White space between elements is left out, in texts it is kept; control characters are references.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

from lxml import etree

from termbase.formats.tbx_categories import rules
from termbase.formats.xml_stream import LANG

LONGEST = 30_000
"""Characters; what is longer is not kept. A cell of a spreadsheet holds 32,767."""
_ESCAPED = re.compile("[&<>'\x00-\x1f\x7f-\x9f\u0338]")
"""U+0338 too: behind a ``>`` it would become part of it in NFC."""
_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&apos;"}
_MARKUP = re.compile("<(?:[a-zA-Z]|$)")


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return _without_namespace(str(element.tag))


@lru_cache(1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def category(element: etree._Element) -> str:
    """The data category that an element carries, in DCT style its name; ``note`` for a note."""
    return element.get("type") or local_name(element)


def written(element: etree._Element) -> str:
    """An element as a line of text."""
    name, attributes = _translated(element)
    opened = " ".join([name, *(f"{key}='{_text(value)}'" for key, value in sorted(attributes.items()))])
    is_list = name in _groups()
    inside = [] if is_list else [_text(element.text)]
    for child in element.iterchildren(etree.Element):
        inside.append(written(child))
        if not is_list:
            inside.append(_text(child.tail))
    content = "".join(inside)
    return f"<{opened}>{content}</{name}>" if content else f"<{opened}/>"


def parsed(content: str) -> etree._Element:
    """The element that a line of text says.

    Raises:
        ValueError: it says none, or one in a namespace.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    if not _MARKUP.match(content):
        raise ValueError("begins with no element")
    try:
        element = etree.fromstring(content.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(error.msg or "is not well-formed") from None
    for one in element.iter(etree.Element):
        names = {one.tag, *one.attrib} - {LANG}
        if any("}" in name or ":" in name for name in names):
            raise ValueError("is in a namespace")
        if len(one) and one.text is None and one.tag not in _groups():
            one.text = ""  # else it would be written with indentation
    return element


def is_written(content: str) -> bool:
    """Whether a line of text says an element as `written` does."""
    try:
        return written(parsed(content)) == content
    except ValueError:
        return False


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def _translated(element: etree._Element) -> tuple[str, dict[str, str]]:
    """Name and attributes as DCA has them."""
    name = local_name(element)
    attributes = {"xml:lang" if key == LANG else str(key): str(value) for key, value in element.items()}
    attributes = {key: value for key, value in attributes.items() if key != "id" and "}" not in key}
    if str(element.tag)[1:].partition("}")[0] in _modules():
        attributes["type"] = name
        name = str(rules()["categories"].get(name, {}).get("element", "descrip"))
    return name, attributes


def _text(text: str | None) -> str:
    return _ESCAPED.sub(lambda char: _NAMES.get(char[0], f"&#{ord(char[0])};"), normalize("NFC", text or ""))


@cache
def _modules() -> frozenset[str]:
    return frozenset(space for spaces in rules()["modules"].values() for space in spaces)


@cache
def _groups() -> frozenset[str]:
    """The elements that hold other elements and no text."""
    return frozenset(name for edition in ("2008", "2019") for name in rules()[edition]["content"])
