"""TBX-Basic of ISO 30042:2019, DCA style: everything the base knows, for exchange between termbases.

All terms with their status, northern Korean (``ko-KP``) in a section of its own, spellings as ``variant`` in the
section of their script (``ru-Latn``), relations as ``crossReference``, sources and attested places. What
TBX-Basic has no category for stands in a ``note`` that begins with its name: ``stress: …``, ``forms: …``.
Only the examples of ``[match]`` are left out: they are tests of the base, not terminology.

A relation to a concept that is not in the file is written as a note, as a ``ref`` without its target is invalid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats import tbx_categories as categories
from termbase.formats.selection import bibliography, by_status, concepts, domain_titles, languages
from termbase.formats.xml_stream import LANG, add, write
from termbase.model import Attestation, Base, Concept, Spelling, Term
from termbase.text import main_script

_MODEL = (
    '<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/{}" type="application/xml" schematypens="{}"?>\n'
)
_HEAD = _MODEL.format(
    "TBX_Core_RNG/master/TBXcoreStructV03.rng", "http://relaxng.org/ns/structure/1.0"
) + _MODEL.format("TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch", "http://purl.oclc.org/dsdl/schematron")
"""How ISO 30042 has a file name its schemas; a reader needs them for validation only."""


def write_tbx3(base: Base, file: BinaryIO, langs: Sequence[str] = ()) -> int:
    """Write the base as TBX-Basic 2019 in UTF-8.

    Args:
        langs: language tags, the working language first; empty: all.

    Returns:
        The number of entries.

    Raises:
        InputError: an unknown language, nothing to write, or a text that XML cannot hold.
    """
    tags = languages(base, langs, regional=True)
    titles = {concept.id: title for concept in base.concepts if (title := _title(concept, tags))}
    count = write(file, _frame(base, tags[0]), _entries(base, tags, titles), _HEAD)
    if not count:
        raise InputError(base.root, f"has no term to export in: {', '.join(tags)}")
    return count


def _title(concept: Concept, tags: Sequence[str]) -> str:
    return next((term.text for tag in tags for term in by_status(concept, tag)), "")


def _frame(base: Base, lang: str) -> etree._Element:
    namespace = categories.tables()["rules"]["namespace"]
    attributes = {"type": "TBX-Basic", "style": "dca", LANG: lang}
    root = etree.Element("tbx", attributes, nsmap={None: namespace})
    file_desc = add(add(root, "tbxHeader"), "fileDesc")
    add(add(file_desc, "titleStmt"), "title", "Termbase")
    source = add(file_desc, "sourceDesc")
    add(source, "p", "Exported by termbase: all terms.")
    for line in bibliography(base):
        add(source, "p", line)
    add(add(root, "text"), "body")
    return root


def _entries(base: Base, tags: Sequence[str], titles: Mapping[str, str]) -> Iterator[etree._Element]:
    for concept in concepts(base):
        if concept.id in titles:
            yield _entry(base, concept, tags, titles)


def _entry(base: Base, concept: Concept, tags: Sequence[str], titles: Mapping[str, str]) -> etree._Element:
    entry = etree.Element("conceptEntry", {"id": categories.xml_id(concept.id)})
    sections = _sections(concept, tags)
    for title in domain_titles(base, concept, tags[0]):
        add(entry, "descrip", title, kind="subjectField")
    for tag in tags:
        if tag in concept.definition and tag not in sections:
            add(entry, "descrip", concept.definition[tag], kind="definition", lang=tag)
    add(entry, "note", f"concept status: {concept.status}")
    if concept.note:
        add(entry, "note", concept.note)
    for relation in concept.related:
        if relation.to in titles:
            text = f"{relation.kind}: {titles[relation.to]}"
            add(entry, "ref", text, kind="crossReference", target=categories.xml_id(relation.to))
        else:
            add(entry, "note", f"{relation.kind}: {relation.to}")
    for tag, items in sections.items():
        section = add(entry, "langSec", lang=tag)
        if tag in tags and tag in concept.definition:
            add(section, "descrip", concept.definition[tag], kind="definition")
        for item in items:
            if isinstance(item, Term):
                _add_term(section, item, _places(concept, item))
            else:
                _add_spelling(section, item)
    return entry


def _sections(concept: Concept, tags: Sequence[str]) -> dict[str, list[Term | Spelling]]:
    """Language tag to what its section holds, terms before spellings; tags of romanisations follow their language."""
    found: dict[str, list[Term | Spelling]] = {}
    for tag in tags:
        terms = by_status(concept, tag)
        own = {term.text for term in terms if _owner(concept, term.text) is term}
        found.setdefault(tag, []).extend(terms)
        for spelling in concept.spellings:
            if spelling.of in own:
                found.setdefault(spelling_tag(tag, spelling), []).append(spelling)
    return {tag: items for tag, items in found.items() if items}


def _owner(concept: Concept, text: str) -> Term | None:
    """The term that a spelling or an attestation names; texts need not be unique, so the first counts."""
    return next((term for term in concept.terms if term.text == text), None)


def spelling_tag(lang: str, spelling: Spelling) -> str:
    """The tag of the section a spelling belongs to: its term's, with the script where that differs (BCP 47).

    Examples: ``ru``, ``stakhanovtza`` → ``ru-Latn``; ``ko-KP``, ``stakhanobu`` → ``ko-Latn-KP``.
    """
    script = main_script(spelling.text)
    if script in ("Zyyy", main_script(spelling.of)):
        return lang
    language, hyphen, rest = lang.partition("-")
    return f"{language}-{script}{hyphen}{rest}"


def _places(concept: Concept, term: Term) -> list[Attestation]:
    if _owner(concept, term.text) is not term:
        return []
    return [found for found in concept.attestations if found.term == term.text]


def _add_term(section: etree._Element, term: Term, places: Sequence[Attestation]) -> None:
    group = add(section, "termSec")
    add(group, "term", term.text)
    add(group, "termNote", categories.status(term.status), kind="administrativeStatus")
    if kind := categories.term_type(term.type):
        add(group, "termNote", kind, kind="termType")
    if speech := categories.part_of_speech(term, "2019"):
        add(group, "termNote", speech, kind="partOfSpeech")
    if gender := categories.gender(term):
        add(group, "termNote", gender, kind="grammaticalGender")
    if term.source:
        add(group, "admin", term.source, kind="source")
    for place in places:
        lines = ", ".join(map(str, place.lines))
        add(group, "admin", f"{place.source}, lines {lines}: {place.spelling}", kind="source")
    _add_notes(
        group,
        {
            "type": "" if categories.term_type(term.type) else term.type,
            "grammar": term.grammar,
            "stress": term.stress,
            "forms": ", ".join(term.forms),
            "reason": term.reason,
            "use": term.use,
        },
    )
    if term.note:
        add(group, "note", term.note)


def _add_spelling(section: etree._Element, spelling: Spelling) -> None:
    group = add(section, "termSec")
    add(group, "term", spelling.text)
    add(group, "termNote", categories.status(spelling.status), kind="administrativeStatus")
    add(group, "termNote", "variant", kind="termType")
    _add_notes(group, {"spelling of": spelling.of, "form": spelling.form, "reason": spelling.reason})


def _add_notes(group: etree._Element, notes: Mapping[str, str]) -> None:
    for name, text in notes.items():
        if text:
            add(group, "note", f"{name}: {text}")
