"""The dialects and styles of TBX 2019 that a file can be written in (ISO 30042:2019, clauses 7 and 8).

An entry is made with all categories of TBX-Basic or TBX-Linguist in DCA style, where a category is an attribute. What a
smaller dialect lacks becomes a note; in DCT style each category becomes an element of its module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from termbase.formats import tbx_remarks as remarks
from termbase.formats.tbx_categories import rules
from termbase.formats.tbx_rules import Rules


class Dialect(NamedTuple):
    """What a file is written in."""

    type: str
    """As the root element names it."""
    style: str = "dca"

    @property
    def is_whole(self) -> bool:
        """Whether the file holds the whole base, what only directs this program in notes."""
        return self.type == "TBX-Linguist"

    @property
    def is_extended(self) -> bool:
        """Whether the file holds extensions; the smaller dialects have a category for few of them."""
        return self.type not in ("TBX-Min", "TBX-Core")

    @property
    def rules(self) -> Rules:
        """For entries as they are made, in no namespace."""
        return Rules("2019", self.type, namespace="")


DIALECTS: Mapping[str, Dialect] = {
    "": Dialect("TBX-Basic"),
    "dct": Dialect("TBX-Basic", "dct"),
    "linguist": Dialect("TBX-Linguist"),
    "linguist-dct": Dialect("TBX-Linguist", "dct"),
    "min": Dialect("TBX-Min"),
    "min-dct": Dialect("TBX-Min", "dct"),
    "core": Dialect("TBX-Core"),
}
"""By the name of the layout; TBX-Core has no categories, so that it has one style."""
_SAID = {"partOfSpeech", "grammaticalGender"}
"""Categories of which a note about the grammar says the same."""
_NAMES = {"termType": "type"}


def fit(entry: etree._Element, known: Mapping[str, object]) -> None:
    """Turn the categories that a dialect lacks into notes.

    Args:
        entry: in DCA style, without groups; is changed.
        known: the categories of the dialect.
    """
    for element in [it for it in entry.iter() if it.get("type") not in (None, *known)]:
        category, parent = str(element.get("type")), element.getparent()
        if category in _SAID:
            parent.remove(element)
            continue
        if element.tag != "ref":  # the text of a reference says what it is
            element.text = remarks.remark(_NAMES.get(category, category), element.text or "")
        element.tag = "note"
        for name in ("type", "target"):
            element.attrib.pop(name, None)
        if parent.tag == "termSec":
            parent.append(element)  # after what is said of the term itself


def in_dct(entry: etree._Element) -> etree._Element:
    """An entry of DCA style in DCT style; it is emptied."""
    spaces = {module: found[0] for module, found in rules()["modules"].items()}
    made = etree.Element(entry.tag, dict(entry.attrib), nsmap=spaces)
    made.extend(list(entry))
    for element in made.iter(etree.Element):
        if category := rules()["categories"].get(element.get("type")):
            element.tag = f"{{{spaces[category['module']]}}}{element.attrib.pop('type')}"
    return made
