"""The rules that a TBX file must obey, of either edition; they are data in ``data/tbx-rules.toml``.

Looked at are the structure, ids and references, languages, dates, and the data categories of the dialects that the
data list (Core, Min, Basic, Linguist of 2019 in DCA and DCT style; Basic of 2008). Of other dialects, such as
TBX-Default, the structure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from termbase.formats.tbx_categories import rules
from termbase.formats.tbx_stream import parts, split
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
    """Check a TBX file, entry by entry.

    The problems come in the order of the document, but for those that need all of it: what surrounds the entries,
    ids that are there twice, references that lead nowhere.

    Raises:
        InputError: see `termbase.formats.tbx_stream.parts`.
    """
    check: _File
    for event, element in parts(file, path):
        if event == "root":
            check = _File(element)
        elif event == "start" and split(element)[1] == "body":
            yield from check.head(element)
        elif event == "part":
            yield from check.tree(element)
        elif event == "gone":
            check.gone(element)
        elif event == "end":
            yield from check.rest()


class _File:
    """What is known of a file while it is read."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.rules = Rules.of(root)
        self._done: set[etree._Element] = set()
        """What has been looked at and is still in the tree."""
        self._gone: dict[etree._Element, list[str]] = {}
        """Element to the names of its children that have been taken out; of equal ones in a row, two."""
        self._texts: set[etree._Element] = set()
        """Elements that held text behind such a child."""
        self._ids: set[int] = set()
        """The hashes of all ids: an id would take five times the memory."""
        self._again: dict[str, Problem] = {}
        self._times: Counter[str] = Counter()
        self._open: list[tuple[str, Problem]] = []
        """References to what has not been seen yet."""

    def head(self, body: etree._Element) -> Iterator[Problem]:
        """Look at what stands before the body."""
        inside = {body, *body.iterancestors()}
        for element in self.root:
            if element not in inside:
                yield from self.tree(element)

    def tree(self, top: etree._Element) -> Iterator[Problem]:
        """Look at an element and all in it."""
        self._done.add(top)
        for element in top.iter():
            yield from self._look(element)

    def gone(self, element: etree._Element) -> None:
        """Remember an element that is taken out of the tree."""
        self._done.discard(element)
        parent = element.getparent()
        names = self._gone.setdefault(parent, [])
        name = self.rules.kind(element)
        if names[-2:] != [name, name]:
            names.append(name)
        if (element.tail or "").strip():
            self._texts.add(parent)

    def rest(self) -> Iterator[Problem]:
        """Look at what has not been looked at, and at what only the whole file tells."""
        yield from self._remaining(self.root)
        for name, problem in self._again.items():
            yield problem._replace(reason=f"id {name!r} is there {self._times[name]} times")
        yield from (problem for target, problem in self._open if hash(target) not in self._ids)

    def _remaining(self, element: etree._Element) -> Iterator[Problem]:
        if element in self._done:
            return
        yield from self._look(element)
        for child in element:
            yield from self._remaining(child)

    def _look(self, element: etree._Element) -> Iterator[Problem]:
        if element.tag is etree.Entity:
            yield Problem(element.sourceline, "", f"uses an entity: {element.text}", "entity")
        elif isinstance(element.tag, str):
            line, name = element.sourceline, split(element)[1]
            if element is self.root:
                for rule, reason in self.rules.root(element):
                    yield Problem(line, name, reason, rule)
            gone, has_text = self._gone.get(element, []), element in self._texts
            for rule, reason in self.rules.told(element, gone, has_text=has_text):
                yield Problem(line, name, reason, rule)
            self._refer(element, line, name)

    def _refer(self, element: etree._Element, line: int, name: str) -> None:
        own = element.get("id")
        if own is not None:
            if hash(own) in self._ids:
                self._times[own] = self._times.get(own, 1) + 1
                self._again.setdefault(own, Problem(line, name, "", "id"))
            self._ids.add(hash(own))
        target = element.get("target")
        if target is not None and self.rules.kind(element) != "xref" and hash(target) not in self._ids:
            self._open.append((target, Problem(line, name, f"no element has the id {target!r}", "reference")))


class Rules:
    """The rules of an edition, style and dialect.

    Args:
        edition: ``2008`` or ``2019``.
        dialect: such as ``TBX-Basic``; of those that the data do not list, categories are not looked at.
        is_dct: data categories are elements.
        namespace: of the elements, where it is not that of the edition.
    """

    def __init__(self, edition: str, dialect: str, *, is_dct: bool = False, namespace: str | None = None) -> None:
        self.edition = edition
        self.rules: Mapping[str, Any] = rules()[edition]
        self.namespace: str = self.rules["namespace"] if namespace is None else namespace
        self.dialect = dialect
        self.is_dct = is_dct
        dialects: Mapping[str, list[str]] = rules()["dialects" if edition == "2019" else "old_dialects"]
        modules = dialects.get(dialect)
        self.categories: dict[str, Mapping[str, Any]] | None = None
        """Those of the dialect; None: it is not known."""
        if modules is not None:
            self.categories = {
                name: category for name, category in rules()["categories"].items() if category["module"] in modules
            }
        self.spaces = {space: module for module, spaces in rules()["modules"].items() for space in spaces}
        special = self.rules.get("dct" if is_dct else "basic" if edition == "2008" and modules else "", {})
        self.content, self.required, self.attributes = (
            self.rules[name] | special.get(name, {}) for name in ("content", "required", "attributes")
        )

    @classmethod
    def of(cls, root: etree._Element) -> Rules:
        """Those that a file says it obeys."""
        is_old = split(root) == ("", rules()["2008"]["root"])
        is_dct = not is_old and root.get("style") == "dct"
        return cls("2008" if is_old else "2019", root.get("type", ""), is_dct=is_dct)

    def root(self, root: etree._Element) -> Iterator[Told]:
        """What is wrong with the root element as such."""
        if split(root)[1] != self.rules["root"]:
            yield "root", "is not the root element of TBX 2019 or, in no namespace, of TBX 2008"
        elif self.edition == "2019" and (style := root.get("style", "dca")) not in ("dca", "dct"):
            yield "attribute", f"has the style {style!r}, not dca or dct"

    def told(self, element: etree._Element, gone: Sequence[str] = (), *, has_text: bool = False) -> Iterator[Told]:
        """What is wrong with an element, as far as the rest of the file does not matter.

        Args:
            element: to be looked at, in its entry.
            gone: the names of children that stood before those it has.
            has_text: text stood behind one of them.
        """
        namespace, name = split(element)
        if self.is_dct and namespace in self.spaces:
            yield from self._module(element, name, self.spaces[namespace])
            return
        if namespace != self.namespace:
            yield "namespace", f"is in the namespace {namespace or None}, not {self.namespace or 'none'}"
        if name not in self.content and name not in self.rules["text"]:
            yield "element", f"is not an element of {self.dialect or 'TBX'} {self.edition}"
        yield from self._attributes(element, name)
        if name in self.content:
            yield from self._content(element, name, gone, has_text=has_text)
        else:
            yield from self._text(element, name)
        if name not in _FREE_TYPES and (kind := element.get("type")) is not None:
            yield from self._category(element, name, kind)
        yield from self._references(element, name)

    def _attributes(self, element: etree._Element, name: str) -> Iterator[Told]:
        for attribute in self.required.get(name, ()):
            if not element.get(LANG if attribute == "lang" else attribute):
                yield "attribute", f"has no attribute {attribute}"
        for key in element.keys():  # noqa: SIM118 - lxml looks each value up from the first attribute on: there may be many
            attribute = "lang" if key == LANG else key
            if attribute not in self.attributes.get(name, ("id",)):
                yield "attribute", f"may not have the attribute {attribute}"
            elif attribute == "lang" and not _LANGUAGE.fullmatch(value := element.get(LANG, "")):
                yield "language", f"{value!r} is no language tag"

        types = self.rules["types"].get(name)
        if types and (kind := element.get("type", types[0])) not in types:
            yield "value", f"has the type {kind!r}, not one of {', '.join(types)}"

    def _text(self, element: etree._Element, name: str) -> Iterator[Told]:
        if name == "term" and not "".join(element.itertext()).strip():
            yield "empty", "is empty"
        elif name == "date" and not _is_date(element.text or ""):
            yield "date", f"{element.text!r} is no date"
        if len(element) and name in self.rules["text"]:
            allowed = self.rules["text"][name].split()
            for child in element.iterchildren(etree.Element):
                if (inner := self.kind(child)) not in allowed:
                    yield "structure", f"holds {inner} in its text"

    def _module(self, element: etree._Element, name: str, module: str) -> Iterator[Told]:
        """An element of a module, which is a data category."""
        category = rules()["categories"].get(name)
        if category is None or category["module"] != module:
            yield "category", f"is no data category of the module {module}"
            return
        yield from self._category(element, category["element"], name)
        yield from self._references(element, category["element"])

    def kind(self, element: etree._Element) -> str:
        """The name of an element, of an element of a module the one it stands for."""
        namespace, name = split(element)
        if self.is_dct and namespace in self.spaces:
            return str(rules()["categories"].get(name, {}).get("element", name))
        return name

    def _content(self, element: etree._Element, name: str, gone: Sequence[str], *, has_text: bool) -> Iterator[Told]:
        children = [*gone, *(self.kind(child) for child in element.iterchildren(etree.Element))]
        if not _model(self.content[name]).fullmatch("".join(f"{child}," for child in children)):
            found = " ".join(children) or "nothing"
            yield "structure", f"holds {found}, not {self.content[name]}"
        if has_text or any(text.strip() for text in [element.text or "", *(child.tail or "" for child in element)]):
            yield "structure", "holds text"
        level = _level(name)
        if level == "conceptEntry":
            sections = [child for child in element if _level(split(child)[1]) == "langSec"]
            yield from _twice("language", [(child.get(LANG) or "").lower() for child in sections])
        if level == "termSec" or name == "termGrp":
            notes = [child for child in element.iter(etree.Element) if self.kind(child) == "termNote"]
            if not (level == "termSec" and element.find("{*}termGrp") is not None):
                kinds = [child.get("type") or split(child)[1] for child in notes]
                closed = [kind for kind in kinds if rules()["categories"].get(kind, {}).get("values")]
                yield from _twice("category", closed)

    def _category(self, element: etree._Element, name: str, kind: str) -> Iterator[Told]:
        if self.categories is None:
            return
        category = self.categories.get(kind)
        if category is None:
            yield "category", f"{kind!r} is no data category of {self.dialect}"
            return
        if category["element"] != name:
            yield "category", f"{kind} belongs into {category['element']}"
        parents = (_level(split(parent)[1]) for parent in element.iterancestors())
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
        if own is not None and not _NAME.fullmatch(own):
            yield "id", f"id {own!r} is no XML name"
        if name == "xref" and not (target := element.get("target", "http://")).startswith(("http://", "https://")):
            yield "reference", f"{target!r} is no address"


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
