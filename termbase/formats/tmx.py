"""TMX 1.4, translation memories; translate-toolkit reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import etree
from translate.storage.tmx import tmxfile

from termbase.files import InputError
from termbase.formats import language, xml
from termbase.formats.memory_tmx import MEMORY, with_marks
from termbase.units import Document, Note, Segment, State, Unit

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
"""TMX 1.4b, dates: ISO 8601 in its basic form, in UTC."""
_ANY = "*all*"
"""TMX 1.4b, `srclang`: any variant may be the source."""


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """One unit for each pair of source and target in a ``tu``; its id is ``tu/@tuid``, else its number.

    The source is the variant in `source_lang`, else in the ``srclang`` of the unit or of the header, be it in another
    region; where that is ``*all*`` or missing, the first variant. Targets are the others, or those in `target_lang`. A
    ``tu`` that lacks either is left out.

    Raises:
        InputError: see `termbase.formats.xml.read`; no unit, or none with both languages; a variant without
            language or ``seg``.
    """
    markup = xml.read(path, "tmx", data)
    store = tmxfile()
    try:
        store.parse(markup.portable)
    except etree.XMLSyntaxError as error:
        raise xml.refused(path, error) from None
    root = store.document.getroot()
    if len(store.units) != len(root.findall(".//{*}tu")):
        raise InputError(path, "<tu> is not in the namespace of the root element")
    header = root.find("{*}header")
    own = header is not None and header.get("o-tmf") == MEMORY
    default = source_lang or (header.get("srclang", "") if header is not None else "")
    places = xml.Places(markup, ["seg", "note"])
    numbers = places.numbers(root)
    units: list[Unit] = []
    for number, item in enumerate(store.units, 1):
        nodes = item.getlanguageNodes()
        variants = [_segment(path, node, places, numbers, own=own) for node in nodes]
        elements = dict(zip(map(id, variants), nodes, strict=True))
        source = _source(variants, source_lang or item.xmlelement.get("srclang") or default)
        if source is None:
            continue
        name = item.xmlelement.get("tuid") or str(number)
        notes = tuple(
            Note(xml.flatten(note), xml.ElementAnchors(places, numbers[note]))
            for note in item.xmlelement.iterfind(".//{*}note")
        )
        for target in _targets(variants, source, target_lang):
            state: State = "translated" if target.text.strip() else "untranslated"
            author, date = _origin(item.xmlelement, elements[id(target)])
            unit = Unit(str(path), name, source, target, state, notes=notes, author=author, date=date)
            units.append(_as_remembered(unit, item.xmlelement) if own else unit)
    if not units:
        wanted = " and ".join(filter(None, (default.replace(_ANY, ""), target_lang)))
        raise InputError(path, f"has no translation units{' in ' + wanted if wanted and store.units else ''}")
    return Document(str(path), "bilingual", units, markup.text, markup.encoding)


def _as_remembered(unit: Unit, element: etree._Element) -> Unit:
    """A unit with what the export of a memory says of it (`termbase.formats.memory_tmx`)."""
    told = {prop.get("type"): prop.text or "" for prop in element.iterfind("{*}prop")}
    return replace(
        unit,
        id=told.get("x-unit", unit.id),
        context=told.get("x-context", ""),
        came_from=told.get("x-file", ""),
        work=told.get("x-work", ""),
        state="obsolete" if told.get("x-state") == "obsolete" else unit.state,
    )


def _origin(unit: etree._Element, variant: etree._Element) -> tuple[str, str]:
    """Who wrote a variant, and when: what it says of its change or creation, else what its unit says."""
    author = next(filter(None, (node.get(name) for name in ("changeid", "creationid") for node in (variant, unit))), "")
    stamp = next(filter(None, (node.get(n) for n in ("changedate", "creationdate") for node in (variant, unit))), "")
    date = _STAMP.fullmatch(stamp)
    return author, "{}-{}-{}T{}:{}:{}Z".format(*date.groups()) if date else ""


def _segment(
    path: Path, variant: etree._Element, places: xml.Places, numbers: dict[etree._Element, int], *, own: bool
) -> Segment:
    lang = language.tag(variant.get(_XML_LANG) or variant.get("lang") or "")  # TMX 1.1 had plain lang
    if not lang:
        raise InputError(path, "<tuv> without xml:lang", variant.sourceline)
    seg = variant.find("{*}seg")
    if seg is None:
        raise InputError(path, "<tuv> without <seg>", variant.sourceline)
    text = xml.flatten(seg)
    anchors = xml.ElementAnchors(places, numbers[seg])
    if not own:
        return Segment(text, lang, anchors, codes=xml.codes(seg, text), raw=xml.written(seg))
    raw = "".join(map(str, seg.itertext()))
    return Segment(with_marks(text, raw), lang, anchors, codes=xml.codes(seg, text), raw=raw)


def _source(variants: list[Segment], lang: str) -> Segment | None:
    if not lang or lang.lower() == _ANY:
        return variants[0] if variants else None
    elsewhere = (one for one in variants if one.lang.split("-")[0] == language.tag(lang).split("-")[0])
    return next(iter(_in(variants, lang)), None) or next(elsewhere, None)


def _targets(variants: list[Segment], source: Segment, lang: str) -> list[Segment]:
    others = [variant for variant in variants if variant is not source]
    return _in(others, lang) if lang else others


def _in(variants: list[Segment], lang: str) -> list[Segment]:
    """Those in exactly the language; when there is none, those whose region is the only difference."""
    tag = language.tag(lang)
    exact = [variant for variant in variants if variant.lang == tag]
    return exact or [variant for variant in variants if language.same(variant.lang, tag)]
