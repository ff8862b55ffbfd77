"""TBX 2008 (``martif``), for tools that translators use: without a tool's name, what every open one reads.

OmegaT, Lokalize, Okapi and translate-toolkit read this TBX only, not that of ISO 30042:2019. So:

- no namespace, no DOCTYPE (a reader that looks for the DTD beside the file would fail), ids in ASCII
  (Lokalize passes them through Latin-1);
- subject field and definitions are direct children of ``termEntry`` (Lokalize looks nowhere else);
- language tags are bare (``ko``), one section a language, ``tig`` only, the preferred term first
  (translate-toolkit shows the first);
- deprecated and superseded terms, spellings and romanisations stand in no section, where the tools would offer
  them like any other term. What to avoid is told in a note, and so is the term of another country's usage
  (``ko-KP``).

Where a tool understands more, its profile gives it more (`termbase.formats.tbx_profiles`).

Left out: retired concepts, concepts without two of the languages, attestations, relations, stress,
forms. All of it is in the 2019 file (`termbase.formats.tbx3`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from termbase.files import InputError
from termbase.formats import tbx_categories as categories
from termbase.formats import tbx_remarks as remarks
from termbase.formats.holds import Holds
from termbase.formats.order import Order
from termbase.formats.selection import bibliography, by_status, domain_titles, living, primary
from termbase.formats.tbx_extend import Extended, extend
from termbase.formats.tbx_profiles import Profile, profiles
from termbase.formats.tbx_rules import Rules
from termbase.formats.xml_stream import LANG, add, write
from termbase.model import ALLOWED_STATUSES, Base, Concept, Spelling, Term
from termbase.text import main_script


def layouts() -> dict[str, Holds]:
    """What the file holds, by the tool it is for."""
    return {
        name: replace(profile.holds, extended=extended if profile.extensions else None)
        for name, profile in profiles().items()
    }


def write_tbx2(order: Order, file: BinaryIO) -> int:
    """Write the base as TBX 2008 in UTF-8.

    Args:
        order: its languages, the working language first; without any all, without those of a region. Its tool is one
            of `layouts`.
        file: what to write to.

    Returns:
        The number of entries.

    Raises:
        InputError: unknown or too few languages, nothing to write, or a text that XML cannot hold.
    """
    base, entries = order.base, _Entries(order)
    tags = entries.tags
    elements = (element for concept in living(base) for element, _ in entries.of(concept))
    count = write(file, _frame(base, tags[0], entries.profile), elements)
    if not count:
        raise InputError(base.root, f"has no concept with terms in two of: {', '.join(tags)}")
    return count


def extended(order: Order) -> Callable[[Concept], tuple[int, int]]:
    """How many extensions of a concept are left out, and how many stand in notes (`termbase.formats.holds.Holds`)."""
    entries = _Entries(order)

    def count(concept: Concept) -> tuple[int, int]:
        done = [extended for _, extended in entries.of(concept)]
        held = {it for one in done for it in one.held}
        return len({it for one in done for it in one.lost} - held), 0

    return count


class _Entries:
    """The elements of all concepts."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.profile = profiles()[order.tool]
        self.tags = self.profile.holds.languages(order)
        self.rules = Rules("2008", self.profile.type)

    def of(self, concept: Concept) -> Iterator[tuple[etree._Element, Extended]]:
        """The entries of a concept, and what became of its extensions in each."""
        written = concept if self.profile.extensions else replace(concept, extensions=())
        for element in _Entry(self.order, concept, self.tags, self.profile).elements():
            # A reference may lead to nothing: which concepts are in the file is not known yet.
            yield element, extend(element, written, self.rules, ())


def _frame(base: Base, lang: str, profile: Profile) -> etree._Element:
    root = etree.Element("martif", {"type": profile.type, LANG: primary(lang)})
    header = add(root, "martifHeader")
    file_desc = add(header, "fileDesc")
    add(add(file_desc, "titleStmt"), "title", "Termbase")
    source = add(file_desc, "sourceDesc")
    add(source, "p", f"Exported by termbase: {', '.join(profile.words)} terms.")
    for line in bibliography(base):
        add(source, "p", line)
    if profile.type == "TBX-Basic":
        add(add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", kind="XCSURI")
    add(add(root, "text"), "body")
    return root


class _Entry:
    """One concept as one entry, or as several where a tool wants one term of each language in an entry."""

    def __init__(self, order: Order, concept: Concept, tags: Sequence[str], profile: Profile) -> None:
        self.base = order.base
        self.asked = order.langs
        self.concept = concept
        self.tags = tags
        self.profile = profile
        self.id = categories.xml_id(concept.id)

    def elements(self) -> Iterator[etree._Element]:
        """The entries; none where fewer than two languages have a term."""
        sections = {
            tag: terms
            for tag in self._sections()
            if (terms := [term for term in by_status(self.concept, tag) if term.status in self.profile.statuses])
        }
        if len({primary(tag) for tag in sections}) < 2:
            return
        if not self.profile.pairs:
            yield self._element(self.id, sections)
            return
        source, target = self.tags
        for number, (left, right) in enumerate(_pairs(sections[source], sections[target])):
            name = f"{self.id}.{number}" if number else self.id
            yield self._element(name, {source: [left], target: [right]})

    def _sections(self) -> Iterator[str]:
        for tag in self.tags:
            yield tag
            if self.profile.regions:
                langs = dict.fromkeys(term.lang for term in self.concept.terms)
                # ko is for ko-KP too; where nothing was asked for, zh-CN stands for zh-TW as well.
                kin = tag if self.asked else primary(tag)
                yield from (lang for lang in langs if lang not in self.tags and primary(lang) == kin)

    def _element(self, name: str, sections: dict[str, list[Term]]) -> etree._Element:
        entry = etree.Element("termEntry", {"id": name})
        for title in domain_titles(self.base, self.concept, self.tags[0]):
            add(entry, "descrip", title, kind="subjectField")
        inside = self.profile.definitions == "language"
        for tag in self.tags:
            if (text := self._definition(tag)) and not (inside and tag in sections):
                add(entry, "descrip", text, kind="definition", lang=primary(tag))
        notes = list(self._notes(sections))
        if notes and self.profile.remarks:
            add(entry, "descrip", "\n".join(notes), kind=self.profile.remarks)
        else:
            for note in notes:
                add(entry, "note", note)
        words = self._words(sections)
        for tag, terms in sections.items():
            section = add(entry, "langSet", lang=tag if self.profile.regions else primary(tag))
            if inside and tag in self.tags and (text := self._definition(tag)):
                add(section, "descrip", text, kind="definition")
            for term in terms:
                self._add_term(section, term, words[tag].get(term.status, ""), is_alone=len(terms) == 1)
                for spelling in self._spellings(term):
                    self._add_spelling(section, spelling)
            if self.profile.small and tag == self.tags[0]:
                _add_small(section, [term.text for term in terms])
        return entry

    def _definition(self, tag: str) -> str:
        return self.concept.definition.get(tag) or self.concept.definition.get(primary(tag), "")

    def _words(self, sections: dict[str, list[Term]]) -> dict[str, Mapping[str, str]]:
        """The words for statuses, by language."""
        words = dict.fromkeys(sections, self.profile.words)
        if self.profile.pairs:
            source, target = sections
            words[source] = self.profile.source if sections[target][0].status in ALLOWED_STATUSES else {}
        return words

    def _notes(self, sections: dict[str, list[Term]]) -> Iterator[str]:
        concept = self.concept
        if concept.status != "approved":
            yield f"concept status: {concept.status}"
        if concept.note:
            yield concept.note
        spoken = {primary(tag) for tag in self.tags}
        for lang in dict.fromkeys(term.lang for term in concept.terms):
            if lang not in self.tags and lang not in sections and primary(lang) in spoken:
                for term in by_status(concept, lang):
                    if term.status in ALLOWED_STATUSES:
                        yield remarks.of_region(term)
        for tag in self.tags:
            for term in by_status(concept, tag):
                if term.status not in self.profile.statuses:
                    yield remarks.to_avoid(term, term.reason)
        if self.profile.remarks:
            for terms in sections.values():
                yield from (told for term in terms if (told := self._remark(term, is_alone=True)))

    def _remark(self, term: Term, *, is_alone: bool) -> str:
        if self.profile.pairs and term.status not in ALLOWED_STATUSES:
            return remarks.to_avoid(term, term.reason, term.note)
        status = term.status if self.profile.preferred and term.status == "preferred" and not is_alone else ""
        remark = "; ".join(filter(None, (status, term.reason, term.note)))
        # OmegaT shows the notes of all terms of a language together, so each names its term.
        return f"{term.text}: {remark}" if remark else ""

    def _spellings(self, term: Term) -> Iterator[Spelling]:
        if self.profile.spellings:
            owner = next(other for other in self.concept.terms if other.text == term.text)
            yield from (it for it in self.concept.spellings if it.of == term.text and owner is term)

    def _add_term(self, section: etree._Element, term: Term, status: str, *, is_alone: bool) -> None:
        profile = self.profile
        group = add(section, "tig")
        add(group, "term", term.text)
        if profile.status and status:
            add(group, "termNote", status, kind=profile.status)
        for name, value in profile.flags.get(term.status, {}).items():
            add(group, "termNote", value, kind=name)
        if word := profile.concept.get(self.concept.status):
            add(group, "termNote", word, kind="status")
        # `fullForm` is said of nearly every term and would stand in the glossary pane of each.
        said = {
            "partOfSpeech": categories.part_of_speech(term, "2008"),
            "grammaticalGender": categories.gender(term),
            "termType": "" if term.type == "fullForm" else categories.term_type(term.type),
        }
        for name, value in said.items():
            if name in profile.categories and value not in ("", "other"):
                add(group, "termNote", profile.values.get(value, value), kind=name)
        if "source" in profile.categories and term.source:
            add(group, "admin", term.source, kind="source")
        if "note" in profile.categories and not profile.remarks and (remark := self._remark(term, is_alone=is_alone)):
            add(group, "note", remark)

    def _add_spelling(self, section: etree._Element, spelling: Spelling) -> None:
        group = add(section, "tig")
        add(group, "term", spelling.text)
        if spelling.status in self.profile.words:
            add(group, "termNote", self.profile.words[spelling.status], kind=self.profile.status)
        differs = main_script(spelling.text) != main_script(spelling.of)
        add(group, "termNote", self.profile.spellings if differs else "variant", kind="termType")


def _add_small(section: etree._Element, texts: Sequence[str]) -> None:
    """Terms in small letters, where they have others."""
    twins: dict[str, str] = {}
    for text in texts:
        twins.setdefault(text.lower(), text)
    for small, text in twins.items():
        if small not in texts:
            group = add(section, "tig")
            add(group, "term", small)
            add(group, "termNote", "variant", kind="termType")
            add(group, "note", remarks.remark(remarks.SMALL, text))


def _pairs(source: Sequence[Term], target: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    """Every term beside the first of the other language; the first two first."""
    return iter(dict.fromkeys([*((source[0], term) for term in target), *((term, target[0]) for term in source)]))
