"""XML written entry by entry, so that the size of a base costs time and no memory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = {"lang": LANG, "kind": "type"}


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append a child with text; the attribute ``lang`` stands for ``xml:lang``, ``kind`` for ``type``."""
    child = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        child.set(_NAMES.get(name, name), value)
    if text is not None:
        child.text = text
    return child


def write(
    file: BinaryIO, frame: etree._Element, entries: Iterable[etree._Element], head: str = "", at: str = "<body/>"
) -> int:
    """Write a document in UTF-8: `frame`, with `entries` as the children of an empty element of it.

    An entry has no namespace of its own: it is written as it is and so falls under the default namespace of
    `frame`. (`lxml.etree.xmlfile` would repeat the declaration on every entry, and binds ``xml`` anew.)

    Args:
        head: what stands between the XML declaration and the root element, such as a DOCTYPE.
        at: the empty element, as it stands in the frame.

    Returns:
        The number of entries.
    """
    etree.indent(frame)
    before, after = etree.tostring(frame, encoding="unicode").split(at)
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{before}{at.removesuffix("/>")}>\n'.encode())
    count = 0
    for entry in entries:
        file.write(etree.tostring(entry, encoding="utf-8", pretty_print=True))
        count += 1
    file.write(f"    </{at.strip('</>').split()[0]}>{after}\n".encode())
    return count
