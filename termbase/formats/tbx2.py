"""TBX-Basic 2008 (``martif``), in the profile that every open CAT tool reads without misleading a translator.

OmegaT, Lokalize, Okapi and translate-toolkit read this TBX only, not that of ISO 30042:2019. So:

- no namespace, no DOCTYPE (a reader that looks for the DTD beside the file would fail), ids in ASCII
  (Lokalize passes them through Latin-1);
- subject field and definitions are direct children of ``termEntry`` (Lokalize looks nowhere else);
- language tags are bare (``ko``), one section a language, ``tig`` only, the preferred term first
  (translate-toolkit shows the first);
- deprecated and superseded terms, spellings and romanisations stand in no section, where the tools would offer
  them like any other term. What to avoid is told in a note, and so is the term of another country's usage
  (``ko-KP``).

Left out: retired concepts, concepts without two of the languages, spellings, attestations, relations, stress,
forms. All of it is in the 2019 file (`termbase.formats.tbx3`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats import tbx_categories as categories
from termbase.formats.selection import (
    avoided,
    bibliography,
    domain_titles,
    living,
    primary,
    tool_languages,
    usable,
)
from termbase.formats.xml_stream import LANG, add, write
from termbase.model import Base, Concept, Term


def write_tbx2(base: Base, file: BinaryIO, langs: Sequence[str] = ()) -> int:
    """Write the base as TBX-Basic 2008 in UTF-8.

    Args:
        langs: language tags, the working language first; empty: all, without those of a region.

    Returns:
        The number of entries.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that XML cannot hold.
    """
    tags = tool_languages(base, langs)
    count = write(file, _frame(base, tags[0]), _entries(base, tags))
    if not count:
        raise InputError(base.root, f"has no concept with terms in two of: {', '.join(tags)}")
    return count


def _frame(base: Base, lang: str) -> etree._Element:
    root = etree.Element("martif", {"type": "TBX-Basic", LANG: primary(lang)})
    header = add(root, "martifHeader")
    file_desc = add(header, "fileDesc")
    add(add(file_desc, "titleStmt"), "title", "Termbase")
    source = add(file_desc, "sourceDesc")
    add(source, "p", "Exported by termbase: preferred and admitted terms.")
    for line in bibliography(base):
        add(source, "p", line)
    add(add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", kind="XCSURI")
    add(add(root, "text"), "body")
    return root


def _entries(base: Base, tags: Sequence[str]) -> Iterator[etree._Element]:
    for concept in living(base):
        sections = {tag: terms for tag in tags if (terms := usable(concept, tag))}
        if len(sections) > 1:
            yield _entry(base, concept, tags, sections)


def _entry(base: Base, concept: Concept, tags: Sequence[str], sections: dict[str, list[Term]]) -> etree._Element:
    entry = etree.Element("termEntry", {"id": categories.xml_id(concept.id)})
    for title in domain_titles(base, concept, tags[0]):
        add(entry, "descrip", title, kind="subjectField")
    for tag in tags:
        if definition := concept.definition.get(tag) or concept.definition.get(primary(tag)):
            add(entry, "descrip", definition, kind="definition", lang=primary(tag))
    for note in _notes(concept, tags):
        add(entry, "note", note)
    for tag, terms in sections.items():
        section = add(entry, "langSet", lang=primary(tag))
        for term in terms:
            _add_term(section, term)
    return entry


def _notes(concept: Concept, tags: Sequence[str]) -> Iterator[str]:
    if concept.status != "approved":
        yield f"concept status: {concept.status}"
    if concept.note:
        yield concept.note
    spoken = {primary(tag) for tag in tags}
    for lang in dict.fromkeys(term.lang for term in concept.terms):
        if lang not in tags and primary(lang) in spoken:
            for term in usable(concept, lang):
                yield f"{lang}: {term.text}"
    for tag in tags:
        for term in avoided(concept, tag):
            yield f"{term.status} ({tag}): {term.text}" + (f" ({term.reason})" if term.reason else "")


def _add_term(section: etree._Element, term: Term) -> None:
    group = add(section, "tig")
    add(group, "term", term.text)
    add(group, "termNote", categories.status(term.status), kind="administrativeStatus")
    if speech := categories.part_of_speech(term, "2008"):
        add(group, "termNote", speech, kind="partOfSpeech")
    if gender := categories.gender(term):
        add(group, "termNote", gender, kind="grammaticalGender")
    # `fullForm` is said of nearly every term and would stand in the glossary pane of each.
    if term.type != "fullForm" and (kind := categories.term_type(term.type)):
        add(group, "termNote", kind, kind="termType")
    if term.source:
        add(group, "admin", term.source, kind="source")
    if remark := "; ".join(filter(None, (term.reason, term.note))):
        # OmegaT shows the notes of all terms of a language together, so each names its term.
        add(group, "note", f"{term.text}: {remark}")
