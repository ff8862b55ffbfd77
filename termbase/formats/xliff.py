"""XLIFF 1.x and 2.x, in two vocabularies: the storage classes of translate-toolkit find the units of both.

They were tried against a walk over the tree of lxml: they take 2.5 times as long (0.1 s for 10,000 units) but know
the namespaces in use, files without one, and the ids of 2.x. What they say of state, text and language is not used:
they call every unit of 1.x fuzzy that is not approved, run the text of inline codes into that of the unit, and
look at the languages of the first ``file`` only.
"""

from __future__ import annotations

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
from termbase.units import Document, Segment, State, Unit

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNFINISHED = ("needs-", "new", "initial")
"""How the values of ``state`` begin for a target that nobody stands for (XLIFF 1.2, 2.1 `state`)."""


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a unit inherits from the elements around it."""

    translate: str
    """``yes`` or ``no``; the nearest element that says so decides."""
    languages: Pair


def read(path: Path, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The units of 1.x, the segments of 2.x, except those marked as not to be translated.

    A unit's id is ``trans-unit/@id``, or ``unit/@id`` with ``::`` and the segment where there are several.
    Languages: ``xml:lang`` of source and target, else those of the file, else the arguments, else what the
    script suggests.

    Raises:
        InputError: see `termbase.formats.xml.read`; unknown version; no unit, a unit without source or in
            another namespace than the root element.
    """
    markup = xml.read(path, "xliff")
    version = _version(markup)
    store = _parse(markup, version)
    root = store.document.getroot()
    element_name = "trans-unit" if version == "1" else "segment"
    _check(path, root, element_name, len(store.units))
    default = Pair(source_lang, target_lang)
    places = xml.Places(markup, ("source", "target"))
    numbers = places.numbers(root)
    surroundings: dict[etree._Element, _Surroundings] = {}
    units: list[Unit] = []
    for item in store.units:
        parent = item.xmlelement.getparent()
        if parent not in surroundings:
            surroundings[parent] = _surroundings(parent, default)
        around = surroundings[parent]
        if item.xmlelement.get("translate", around.translate) != "no":
            units.append(_unit(path, item, around.languages, places, numbers))
    return Document(str(path), "bilingual", _guessed(units), markup.text)


def _version(markup: xml.Markup) -> str:
    version = markup.attributes.get("version", "")
    if not version:  # required, but the namespace says it too
        namespaces = [value for value in markup.attributes.values() if ":xliff:document:" in value]
        version = namespaces[0].rpartition(":")[2] if namespaces else ""
    major = version.partition(".")[0]
    if major not in {"1", "2"}:
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


def _unit(
    path: Path,
    item: XliffUnit,
    languages: Pair,
    places: xml.Places,
    numbers: dict[etree._Element, int],
) -> Unit:
    element = item.xmlelement
    name = (item.getid() if isinstance(item, Xliff2Unit) else element.get("id")) or ""
    namespace = element.tag[: element.tag.rfind("}") + 1]
    source, target = element.find(f"{namespace}source"), element.find(f"{namespace}target")
    if source is None:
        raise InputError(path, f"unit {name!r} has no source", element.sourceline)
    source_lang = language.tag(source.get(_XML_LANG, "")) or languages.source
    source_segment = _segment(source, source_lang, xml.ElementAnchors(places, numbers[source]))
    if target is None:
        # Where a target would stand is not known: the place of the source is the best there is.
        nowhere = xml.ElementAnchors(places, numbers[source])
        return Unit(str(path), name, source_segment, Segment("", languages.target, nowhere), "untranslated")
    target_lang = language.tag(target.get(_XML_LANG, "")) or languages.target
    segment = _segment(target, target_lang, xml.ElementAnchors(places, numbers[target]))
    return Unit(str(path), name, source_segment, segment, _state(element, target, segment.text))


def _segment(element: etree._Element, lang: str, anchors: xml.ElementAnchors) -> Segment:
    text = xml.flatten(element)
    return Segment(text, lang, anchors, codes=xml.codes(element, text))


def _state(unit: etree._Element, target: etree._Element, text: str) -> State:
    if not text.strip():
        return "untranslated"
    state = target.get("state") or unit.get("state") or ""
    if state.startswith(_UNFINISHED) or "fuzzy" in target.get("state-qualifier", ""):
        return "fuzzy"
    return "translated"


def _guessed(units: list[Unit]) -> list[Unit]:
    if all(unit.target.lang and unit.source and unit.source.lang for unit in units):
        return units
    source = language.of_texts(unit.source.text for unit in units if unit.source)
    target = language.of_texts(unit.target.text for unit in units)
    return [
        Unit(
            unit.path,
            unit.id,
            unit.source and _in_language(unit.source, source),
            _in_language(unit.target, target),
            unit.state,
        )
        for unit in units
    ]


def _in_language(segment: Segment, lang: str) -> Segment:
    return segment if segment.lang else replace(segment, lang=lang)
