"""TBX of ISO 30042:2019, DCA style: everything the base knows, for exchange between termbases.

All terms with their status, northern Korean (``ko-KP``) in a section of its own, spellings as ``variant`` in the
section of their script (``ru-Latn``), relations as ``crossReference``, sources and attested places. What
the dialect has no category for stands in a ``note`` that begins with its name (`termbase.formats.tbx_remarks`).

The usual layout is TBX-Basic; ``core`` and ``min`` are the smaller dialects, ``dct`` is the other style. The
layout ``linguist`` is TBX-Linguist, and its file holds the whole base: the
stress as ``reading``, what only directs this program (``[match]``, ``case`` …) as notes, the list of sources in the
back matter. `termbase.formats.tbx_read` has the base back from it.

A relation to a concept that is not in the file is written as a note, as a ``ref`` without its target is invalid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats import tbx_categories as categories
from termbase.formats import tbx_remarks as remarks
from termbase.formats.order import Order
from termbase.formats.selection import bibliography, by_status, concepts, domain_titles, languages
from termbase.formats.tbx_dialect import DIALECTS, Dialect, fit, in_dct
from termbase.formats.tbx_extend import Extended, extend
from termbase.formats.xml_stream import LANG, add, write
from termbase.model import Attestation, Base, Concept, Spelling, Term
from termbase.text import spelling_tag

_MODEL = (
    '<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/{}" type="application/xml" schematypens="{}"?>\n'
)
_CORE = _MODEL.format("TBX_Core_RNG/master/TBXcoreStructV03.rng", "http://relaxng.org/ns/structure/1.0")
_HEADS = {
    "": _CORE + _MODEL.format("TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", "http://purl.oclc.org/dsdl/schematron"),
    "dct": _MODEL.format(
        "TBX-Basic_dialect/master/DCT/TBX-Basic.nvdl", "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
    )
    + _MODEL.format("TBX-Basic_dialect/master/DCT/TBX-Basic_DCT.sch", "http://purl.oclc.org/dsdl/schematron"),
}
"""How ISO 30042 has a file name its schemas, else that of the structure; a reader needs them for validation only."""
_REFERENCE = "source-"
"""Before the id of a source, to make an XML name of it that is no concept's."""


def write_tbx3(order: Order, file: BinaryIO) -> int:
    """Write the base as TBX 2019 in UTF-8.

    Args:
        order: its languages, the working language first; without any all. Its tool is the dialect and style
            (`termbase.formats.tbx_dialect`).
        file: what to write to.

    Returns:
        The number of entries.

    Raises:
        InputError: an unknown language, nothing to write, or a text that XML cannot hold.
    """
    base = order.base
    entries = _Entries(order)
    tags = entries.tags
    frame = _frame(base, tags[0], entries.dialect)
    elements = (element for element, _ in entries)
    styled = map(in_dct, elements) if entries.dialect.style == "dct" else elements
    count = write(file, frame, styled, _HEADS.get(order.tool, _CORE))
    if not count:
        raise InputError(base.root, f"has no concept with a term in one of: {', '.join(tags)}")
    return count


def extended(order: Order) -> Callable[[Concept], tuple[int, int]]:
    """How many extensions of a concept are left out, and how many stand in notes (`termbase.formats.holds.Holds`)."""
    entries = _Entries(order)

    def count(concept: Concept) -> tuple[int, int]:
        done = entries.entry(concept)[1]
        return len(done.lost), len(done.told)

    return count


class _Entries:
    """The elements of all concepts."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.tags = languages(order.base, order.langs, regional=True)
        self.titles = {it.id: title for it in order.base.concepts if (title := _title(it, self.tags))}
        self.dialect = DIALECTS[order.tool]
        self.rules = self.dialect.rules
        self.ids = {categories.xml_id(name) for name in self.titles}
        if self.dialect.is_whole:
            self.ids |= {f"{_REFERENCE}{name}" for name in order.base.sources}

    def __iter__(self) -> Iterator[tuple[etree._Element, Extended]]:
        return (self.entry(concept) for concept in concepts(self.order.base) if concept.id in self.titles)

    def entry(self, concept: Concept) -> tuple[etree._Element, Extended]:
        element = _Entry(self.order.base, concept, self.tags, self.order, self.titles).element
        if not self.dialect.is_extended:
            fit(element, self.rules.categories or {})
            concept = replace(concept, extensions=())
        return element, extend(element, concept, self.rules, self.ids, is_whole=self.dialect.is_whole)


def _title(concept: Concept, tags: Sequence[str]) -> str:
    return next((term.text for tag in tags for term in by_status(concept, tag)), "")


def _frame(base: Base, lang: str, dialect: Dialect) -> etree._Element:
    namespace = categories.rules()["2019"]["namespace"]
    attributes = {"type": dialect.type, "style": dialect.style, LANG: lang}
    root = etree.Element("tbx", attributes, nsmap={None: namespace})
    file_desc = add(add(root, "tbxHeader"), "fileDesc")
    add(add(file_desc, "titleStmt"), "title", "Termbase")
    source = add(file_desc, "sourceDesc")
    add(source, "p", "Exported by termbase: all terms.")
    lines = list(bibliography(base))
    text = add(root, "text")
    add(text, "body")
    if not dialect.is_whole:
        for line in lines:
            add(source, "p", line)
    elif base.sources:
        section = add(add(text, "back"), "refObjectSec", kind="bibl")
        for known in base.sources.values():
            reference = add(section, "refObject", id=f"{_REFERENCE}{known.id}")
            for field in fields(known):
                if value := getattr(known, field.name):
                    add(reference, "item", value, kind=field.name)
    return root


class _Entry:
    """One concept as an element."""

    def __init__(
        self, base: Base, concept: Concept, tags: Sequence[str], order: Order, titles: Mapping[str, str]
    ) -> None:
        self.concept = concept
        self.whole = DIALECTS[order.tool].is_whole
        self.element = etree.Element("conceptEntry", {"id": categories.xml_id(concept.id)})
        sections = _sections(concept, tags)
        defined = [lang for lang in concept.definition if lang in tags or not order.langs]
        for title in domain_titles(base, concept, tags[0]):
            add(self.element, "descrip", title, kind="subjectField")
        for lang in defined:
            if lang not in sections:
                add(self.element, "descrip", concept.definition[lang], kind="definition", lang=lang)
        self._add_notes(titles)
        for tag, items in sections.items():
            section = add(self.element, "langSec", lang=tag)
            if tag in defined:
                add(section, "descrip", concept.definition[tag], kind="definition")
            for item in items:
                if isinstance(item, Term):
                    self._add_term(section, item, _places(concept, item))
                else:
                    _add_spelling(section, item)

    def _add_notes(self, titles: Mapping[str, str]) -> None:
        concept = self.concept
        _note(self.element, "concept status", concept.status)
        for note in remarks.notes(concept.note):
            add(self.element, "note", note)
        for relation in concept.related:
            if relation.to in titles:
                text = remarks.remark(relation.kind, titles[relation.to])
                add(self.element, "ref", text, kind="crossReference", target=categories.xml_id(relation.to))
            else:
                _note(self.element, relation.kind, relation.to)
        if self.whole:
            for name, field in remarks.MATCHING.items():
                for text in getattr(concept.matching, field):
                    _note(self.element, name, text)

    def _add_term(self, section: etree._Element, term: Term, places: Sequence[Attestation]) -> None:
        group = add(section, "termSec")
        add(group, "term", term.text)
        add(group, "termNote", categories.status(term.status), kind="administrativeStatus")
        if kind := categories.term_type(term.type):
            add(group, "termNote", kind, kind="termType")
        if speech := categories.part_of_speech(term, "2019"):
            add(group, "termNote", speech, kind="partOfSpeech")
        if gender := categories.gender(term):
            add(group, "termNote", gender, kind="grammaticalGender")
        read = term.stress if self.whole and remarks.is_stressed(term.text, term.stress) else ""
        if read:
            add(group, "admin", read, kind="reading")
        if term.source:
            add(group, "admin", term.source, kind="source")
        for place in places:
            lines = ", ".join(map(str, place.lines))
            chosen = "chosen " if place.chosen else ""
            add(group, "admin", f"{place.source}, {chosen}lines {lines}: {place.spelling}", kind="source")
        _note(group, "type", "" if categories.term_type(term.type) else term.type)
        _note(group, "grammar", term.grammar)
        _note(group, "stress", "" if read else term.stress)
        for form in term.forms:
            _note(group, "form", form)
        _note(group, "reason", term.reason)
        _note(group, "use", term.use)
        if self.whole:
            _note(group, "broad", "true" if term.broad else "")
            _note(group, "confirmed", "true" if term.confirmed else "")
            _note(group, "compound", "" if term.compound is None else str(term.compound).lower())
            _note(group, "case", term.case or "")
        for note in remarks.notes(term.note):
            add(group, "note", note)


def _sections(concept: Concept, tags: Sequence[str]) -> dict[str, list[Term | Spelling]]:
    """Language tag to what its section holds, terms before spellings; tags of romanisations follow their language."""
    found: dict[str, list[Term | Spelling]] = {}
    for tag in tags:
        terms = by_status(concept, tag)
        own = {term.text for term in terms if _owner(concept, term.text) is term}
        found.setdefault(tag, []).extend(terms)
        for spelling in concept.spellings:
            if spelling.of in own:
                found.setdefault(spelling_tag(tag, spelling.of, spelling.text), []).append(spelling)
    return {tag: items for tag, items in found.items() if items}


def _owner(concept: Concept, text: str) -> Term | None:
    """The term that a spelling or an attestation names; texts need not be unique, so the first counts."""
    return next((term for term in concept.terms if term.text == text), None)


def _places(concept: Concept, term: Term) -> list[Attestation]:
    if _owner(concept, term.text) is not term:
        return []
    return [found for found in concept.attestations if found.term == term.text]


def _add_spelling(section: etree._Element, spelling: Spelling) -> None:
    group = add(section, "termSec")
    add(group, "term", spelling.text)
    add(group, "termNote", categories.status(spelling.status), kind="administrativeStatus")
    add(group, "termNote", "variant", kind="termType")
    _note(group, "spelling of", spelling.of)
    _note(group, "form", spelling.form)
    _note(group, "reason", spelling.reason)


def _note(parent: etree._Element, name: str, text: str) -> None:
    if text:
        add(parent, "note", remarks.remark(name, text))
