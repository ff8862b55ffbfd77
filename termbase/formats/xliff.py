"""XLIFF 1.x and 2.x, in two vocabularies: the storage classes of translate-toolkit find the units of both.

They were tried against a walk over the tree of lxml: they take 2.5 times as long (0.1 s for 10,000 units) but know
the namespaces in use, files without one, and the ids of 2.x. What they say of state, text and language is not used:
they call every unit of 1.x fuzzy that is not approved, run the text of inline codes into that of the unit, and
look at the languages of the first ``file`` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File, Xliff2Unit
from translate.storage.xliff_common import XliffFile, XliffUnit

from termbase.files import InputError
from termbase.formats import language, xml
from termbase.formats.language import Pair
from termbase.units import Document, Note, Segment, State, Unit

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNTOUCHED = ("new", "needs-translation", "initial")
"""States of a target that may be a copy of the source, which some programs put there to be written over."""
_FORM = re.compile(r"\[([0-9])\]\Z")
_UNFINISHED = ("needs-", "new", "initial")
"""How the values of ``state`` begin for a target that nobody stands for (XLIFF 1.2, 2.1 `state`)."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a unit inherits from the elements around it."""

    translate: str
    """``yes`` or ``no``; the nearest element that says so decides."""
    languages: Pair


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The units of 1.x or their segments, the segments of 2.x, except those marked as not to be translated.

    A unit's id is ``trans-unit/@id`` or ``unit/@id``, with ``::`` and the segment (in 1.x ``mrk/@mid``) where it is
    cut into several. Suggestions (``alt-trans``, ``match``), notes and what is ignorable are not read.
    Languages: ``xml:lang`` of source and target, else those of the file, else the arguments, else what the
    script suggests.

    Raises:
        InputError: see `termbase.formats.xml.read`; unknown version; no unit, a unit without source or in
            another namespace than the root element.
    """
    markup = xml.read(path, "xliff", data)
    version = _version(markup)
    store = _parse(markup, version)
    root = store.document.getroot()
    element_name = "trans-unit" if version == "1" else "segment"
    _check(path, root, element_name, len(store.units))
    default = Pair(source_lang, target_lang)
    places = xml.Places(markup, ("source", "target", "mrk", "note"))
    numbers = places.numbers(root)
    surroundings: dict[etree._Element, _Surroundings] = {}
    units: list[Unit] = []
    for item in store.units:
        parent = item.xmlelement.getparent()
        if parent not in surroundings:
            surroundings[parent] = _surroundings(parent, default)
        around = surroundings[parent]
        if item.xmlelement.get("translate", around.translate) != "no":
            notes = _notes(item.xmlelement if version == "1" else parent, places, numbers)
            found = _units(path, item, around.languages, places, numbers)
            units += (replace(unit, notes=notes) for unit in found)
    return Document(str(path), "bilingual", _guessed(units), markup.text, markup.encoding)


def _version(markup: xml.Markup) -> str:
    version = markup.attributes.get("version", "")
    if not version:  # required, but the namespace says it too
        namespaces = [value for value in markup.attributes.values() if ":xliff:document:" in value]
        version = namespaces[0].rpartition(":")[2] if namespaces else ""
    major, dot, _ = version.partition(".")
    if major not in {"1", "2"} or not dot:
        raise InputError(markup.path, f"XLIFF of unknown version: {version or 'none given'}")
    return major


def _parse(markup: xml.Markup, version: str) -> XliffFile[Any]:
    # Not `parsestring`: it turns 1.x with datatype="po" into units of another kind.
    store: XliffFile[Any] = Xliff1File() if version == "1" else Xliff2File()
    store.namespace = markup.namespace  # else it takes the default namespace, and fails where that is none
    try:
        store.parse(markup.portable)
    except etree.XMLSyntaxError as error:
        raise xml.refused(markup.path, error) from None
    except (AssertionError, StopIteration):  # how the toolkit says it
        raise InputError(markup.path, "has no <file> in the namespace of its root element") from None
    except ValueError:
        raise InputError(markup.path, "its version and its namespace contradict each other") from None
    return store


def _check(path: Path, root: etree._Element, name: str, found: int) -> None:
    elements = root.findall(f".//{{*}}{name}")
    if not elements:
        raise InputError(path, f"has no translation units (<{name}>)")
    if len(elements) != found:
        namespace = etree.QName(root).namespace
        stray = next(element for element in elements if etree.QName(element).namespace != namespace)
        raise InputError(path, f"<{name}> is not in the namespace of the root element", stray.sourceline)


def _surroundings(element: etree._Element, default: Pair) -> _Surroundings:
    translate = source = target = ""
    for place in (element, *element.iterancestors()):
        translate = translate or place.get("translate") or ""
        source = source or place.get("source-language") or place.get("srcLang") or ""
        target = target or place.get("target-language") or place.get("trgLang") or ""
    languages = Pair(language.tag(source) or default.source, language.tag(target) or default.target)
    return _Surroundings(translate or "yes", languages)


def _units(
    path: Path,
    item: XliffUnit,
    languages: Pair,
    places: xml.Places,
    numbers: dict[etree._Element, int],
) -> Iterator[Unit]:
    element = item.xmlelement
    name = (item.getid() if isinstance(item, Xliff2Unit) else element.get("id")) or ""
    namespace = element.tag[: element.tag.rfind("}") + 1]
    source, target = element.find(f"{namespace}source"), element.find(f"{namespace}target")
    if source is None:
        raise InputError(path, f"unit {name!r} has no source", element.sourceline)
    source_lang = language.tag(source.get(_XML_LANG, "")) or languages.source
    target_lang = language.tag(target.get(_XML_LANG, "") if target is not None else "") or languages.target
    segments = _segments(element.find(f"{namespace}seg-source"), target, f"{namespace}mrk")
    for mid, one, other in segments or [("", source, target)]:
        # Where a target would stand that is missing is not known: the place of the source is the best there is.
        anchors = xml.ElementAnchors(places, numbers[one if other is None else other])
        text = xml.flatten(other) if other is not None else ""
        yield Unit(
            str(path),
            f"{name}::{mid}" if len(segments) > 1 else name,
            _segment(one, source_lang, xml.ElementAnchors(places, numbers[one])),
            Segment("", target_lang, anchors) if other is None else _segment(other, target_lang, anchors),
            _state(element, target, text, xml.flatten(one)),
            plural=_plural(element),
        )


def _plural(unit: etree._Element) -> int:
    """The form of a plural that came from PO; XLIFF 1.2 Representation Guide for Gettext PO: ``id="5[1]"``."""
    group = unit.getparent()
    form = _FORM.search(unit.get("id", ""))
    return int(form[1]) if form and group is not None and group.get("restype") == "x-gettext-plurals" else 0


def _segment(element: etree._Element, lang: str, anchors: xml.ElementAnchors) -> Segment:
    text = xml.flatten(element)
    return Segment(text, lang, anchors, codes=xml.codes(element, text), raw=xml.written(element))


def _segments(
    source: etree._Element | None, target: etree._Element | None, mark: str
) -> list[tuple[str, etree._Element, etree._Element | None]]:
    """The segments of a unit of 1.2 by their ``mid``; none when its source is not cut, or its target otherwise."""
    sources, targets = _marks(source, mark), _marks(target, mark)
    by_id = dict(targets)
    one_each = len(dict(sources)) == len(sources) and len(by_id) == len(targets)
    if not one_each or not by_id.keys() <= dict(sources).keys():
        return []
    if not targets and target is not None and xml.flatten(target).strip():
        return []
    return [(mid, element, by_id.get(mid)) for mid, element in sources]


def _marks(element: etree._Element | None, mark: str) -> list[tuple[str, etree._Element]]:
    found = element.iter(mark) if element is not None else ()
    return [(one.get("mid", ""), one) for one in found if one.get("mtype") == "seg"]


def _notes(element: etree._Element, places: xml.Places, numbers: dict[etree._Element, int]) -> tuple[Note, ...]:
    """``note`` in a ``trans-unit`` of 1.x; in 2.x those in ``notes`` of a ``unit`` are for each of its segments."""
    found = (*element.iterfind("{*}note"), *element.iterfind("{*}notes/{*}note"))
    return tuple(Note(xml.flatten(note), xml.ElementAnchors(places, numbers[note])) for note in found)


def _state(unit: etree._Element, target: etree._Element | None, text: str, source: str) -> State:
    state = (target.get("state") if target is not None else "") or unit.get("state") or ""
    if target is None or not text.strip() or (state in UNTOUCHED and text == source):
        return "untranslated"
    if state.startswith(_UNFINISHED) or "fuzzy" in target.get("state-qualifier", ""):
        return "fuzzy"
    return "fuzzy" if not state and unit.get("approved") == "no" else "translated"


def _guessed(units: list[Unit]) -> list[Unit]:
    if all(unit.target.lang and unit.source and unit.source.lang for unit in units):
        return units
    source = language.of_texts(unit.source.text for unit in units if unit.source)
    target = language.of_texts(unit.target.text for unit in units)
    return [
        replace(
            unit,
            source=unit.source and _in_language(unit.source, source),
            target=_in_language(unit.target, target),
        )
        for unit in units
    ]


def _in_language(segment: Segment, lang: str) -> Segment:
    return segment if segment.lang else replace(segment, lang=lang)
