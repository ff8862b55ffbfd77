"""XLIFF 1.2 and 2.1 (OASIS), a file for each ordered pair of languages: the preferred terms as translated units.

Of 2.1 each unit has a glossary entry (module ``gls``, XLIFF 2.1 part 5.2) with all usable terms of the target, each
with its source, and the definition. 1.2 has no place for a glossary with content: there definitions are notes. What
not to use is told in notes of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from termbase.formats.holds import ALL, PREFERRED, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.pairs import write_pairs
from termbase.formats.selection import by_status, domain_titles, primary, usable
from termbase.formats.xml_stream import add, write
from termbase.model import Concept

_TOLD = frozenset({"domains", "concept statuses", "concept notes"})
HOLDS_1 = Holds(PREFERRED, told=_TOLD | {"definitions"}, told_statuses=ALL - PREFERRED, together=2)
HOLDS_2 = Holds(
    PREFERRED, held=frozenset({"definitions", "sources"}), told=_TOLD, told_statuses=ALL - PREFERRED, together=2
)
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
"""The namespace of the module."""


def write_xliff1(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write XLIFF 1.2 files, UTF-8; see `termbase.formats.pairs.write_pairs`."""
    return write_pairs(order, folder, HOLDS_1, ".xlf", _write_1)


def write_xliff2(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write XLIFF 2.1 files with the glossary module, UTF-8; see `termbase.formats.pairs.write_pairs`."""
    return write_pairs(order, folder, HOLDS_2, ".xlf", _write_2)


def _write_1(order: Order, file: BinaryIO, source: str, target: str) -> None:
    root = etree.Element("xliff", {"version": "1.2"}, nsmap={None: "urn:oasis:names:tc:xliff:document:1.2"})
    languages = {"source-language": source, "target-language": target}
    part = etree.SubElement(root, "file", {"original": "termbase", "datatype": "plaintext", **languages})
    add(part, "body")
    write(file, root, (_unit_1(order, entry, source, target) for entry in _entries(order, HOLDS_1, source, target)))


def _unit_1(order: Order, entry: Entry, source: str, target: str) -> etree._Element:
    concept = entry.concept
    unit = etree.Element("trans-unit", {"id": concept.id, "approved": "yes" if concept.status == "approved" else "no"})
    add(unit, "source", entry.terms[source][0].text)
    add(unit, "target", entry.terms[target][0].text)
    for lang in (source, target):
        if definition := _definition(concept, lang):
            add(unit, "note", definition)
    for remark in _remarks(order, entry):
        add(unit, "note", remark)
    return unit


def _write_2(order: Order, file: BinaryIO, source: str, target: str) -> None:
    languages = {"srcLang": source, "trgLang": target}
    root = etree.Element(
        "xliff", {"version": "2.1", **languages}, nsmap={None: "urn:oasis:names:tc:xliff:document:2.0"}
    )
    etree.SubElement(root, "file", {"id": "termbase"})
    units = (_unit_2(order, entry, source, target) for entry in _entries(order, HOLDS_2, source, target))
    write(file, root, units, at='<file id="termbase"/>')


def _unit_2(order: Order, entry: Entry, source: str, target: str) -> etree._Element:
    concept = entry.concept
    unit = etree.Element("unit", {"id": concept.id}, nsmap={"gls": GLOSSARY})
    glossary = add(add(unit, f"{{{GLOSSARY}}}glossary"), f"{{{GLOSSARY}}}glossEntry")
    original = entry.terms[source][0]
    add(glossary, f"{{{GLOSSARY}}}term", original.text, **_source(original.source))
    for term in usable(concept, target):
        add(glossary, f"{{{GLOSSARY}}}translation", term.text, **_source(term.source))
    if definition := _definition(concept, source) or _definition(concept, target):
        add(glossary, f"{{{GLOSSARY}}}definition", definition)
    remarks = list(_remarks(order, entry))
    if remarks:
        notes = add(unit, "notes")
        for remark in remarks:
            add(notes, "note", remark)
    segment = add(unit, "segment", state="final" if concept.status == "approved" else "translated")
    add(segment, "source", original.text)
    add(segment, "target", entry.terms[target][0].text)
    return unit


def _entries(order: Order, holds: Holds, source: str, target: str) -> Iterator[Entry]:
    # Texts have been looked at (`write_pairs`).
    return filter(None, (holds.entry(concept, (source, target)) for concept in order.base.concepts))


def _definition(concept: Concept, lang: str) -> str:
    return concept.definition.get(lang) or concept.definition.get(primary(lang), "")


def _source(source: str) -> dict[str, str]:
    return {"source": source} if source else {}


def _remarks(order: Order, entry: Entry) -> Iterator[str]:
    concept = entry.concept
    if titles := domain_titles(order.base, concept, next(iter(entry.terms))):
        yield "; ".join(titles)
    if concept.status != "approved":
        yield f"concept status: {concept.status}"
    if concept.note:
        yield concept.note
    for lang, (first, *_) in entry.terms.items():
        for term in by_status(concept, lang):
            if term is not first:
                yield f"{term.status} ({lang}): {term.text}" + (f" ({term.reason})" if term.reason else "")
