"""TBX 2008 and 2019 as concepts: all dialects, ``tig`` and ``ntig``, DCA and DCT, any level that a category stands on.

What the model has no field for is kept as an extension of its concept, language or term, and counted. Names of the
wild are data: ``data/tbx-reading.toml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import cast

from lxml import etree

from termbase.formats import tbx_remarks as remarks
from termbase.formats.holds import Losses
from termbase.formats.imported import Faults, Imported, clean, free_id, name_of, slug
from termbase.formats.language import tag
from termbase.formats.tbx_fragment import category, local_name, text_of
from termbase.formats.tbx_items import SECTIONS, TERMS, Item, further, identity, is_kept, items_of, unread
from termbase.formats.tbx_names import key, language, reading
from termbase.formats.tbx_stream import TbxFile
from termbase.formats.tbx_term import Draft, Said, finished
from termbase.formats.xml_stream import LANG
from termbase.model import (
    CONCEPT_STATUSES,
    RELATION_KINDS,
    Concept,
    ConceptStatus,
    Matching,
    Relation,
    RelationKind,
    Source,
    Vocabulary,
)


@dataclass(slots=True)
class _Links:
    """Relations by the id of the file, to be resolved when all entries are known."""

    ids: dict[str, str] = field(default_factory=dict)
    """Id in the file to the concept's."""
    inner: dict[str, str] = field(default_factory=dict)
    """The same for ids of what is inside entries: terms, sections."""
    open: dict[str, list[tuple[str, RelationKind]]] = field(default_factory=dict)
    """Concept to the targets in the file."""


def read_tbx(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read a TBX file.

    Args:
        path: of the file.
        vocabulary: names domains by id or by a title in any language; its grammar and types are those kept.
        skip: leave out empty terms, unknown languages and entries whose id is there twice, instead of refusing them.

    Raises:
        InputError: see `termbase.formats.tbx_stream`; what `skip` would leave out; no entry at all.
    """
    return _Reader(path, vocabulary, skip=skip).read()


def _code(section: etree._Element) -> str:
    """The language of a section, as the file says it; MARTIF (ISO 12200), of which TBX was made, has ``lang``."""
    return section.get(LANG) or section.get("lang") or ""


def _usage(code: str, lang: str, codes: set[str]) -> etree._Element | None:
    """The regional usage of a section's terms, where an entry has several sections that are one language here.

    Args:
        code: of the section, such as ``en-GB``.
        lang: what it is here, such as ``en``.
        codes: of all sections.
    """
    if not code.startswith(f"{lang}-") or all(other == code or language(other) != lang for other in codes):
        return None
    element = etree.Element("termNote", {"type": "geographicalUsage"})
    element.text = code
    return element


_HOLDERS = frozenset((*SECTIONS, *TERMS, "term"))
"""What a reference may lead to inside an entry: TermWeb writes the id of the term."""


class _Reader:
    def __init__(self, path: Path, vocabulary: Vocabulary, *, skip: bool) -> None:
        self.file = TbxFile(path)
        self.faults = Faults(path, skip)
        self.vocabulary = vocabulary
        self.titles = {clean(title).casefold(): domain for domain in vocabulary.domains for title in
                       (domain, *vocabulary.domains[domain].values())}  # fmt: skip
        self.domains: dict[str, dict[str, str]] = {}
        self.links = _Links()
        self.concepts: dict[str, Concept] = {}
        self.stated: set[str] = set()
        self.named: set[str] = set()
        self.sources: dict[str, Source] = {}

    def read(self) -> Imported:
        for element in self.file:
            if local_name(element) == "refObject":
                self._source(element)
            else:
                self._entry(element)
        if not self.concepts:
            self.faults.refuse(0, "has no entry with a term", "files without entry")
        self.faults.lost.update({f"{name} in body": count for name, count in self.file.strays.items()})
        codes = self.faults.languages
        concepts = tuple(self._linked(concept) for concept in self.concepts.values())
        return Imported(
            path=self.file.path,
            kind=f"{self.file.dialect or 'TBX'} {self.file.edition}",
            concepts=concepts,
            stated=frozenset(self.stated),
            named=frozenset(self.named),
            sources=self.sources,
            domains=self.domains,
            losses=Losses(self.faults.lost, Counter()),
            kept=self.faults.kept,
            languages={code: lang for code, lang in codes.items() if lang and lang != code},
        )

    # --- entries ---

    def _entry(self, entry: etree._Element) -> None:
        given = identity(entry)
        if given in self.links.ids:
            self.faults.refuse(entry.sourceline, f"the id {given!r} is there twice", "entries with the id of another")
            return
        self.faults.lost.update(unread(entry))
        draft = Draft(self.file.edition, entry.get("id", ""))
        self._say(draft, items_of(entry), "")
        sections = [section for section in entry if local_name(section) in SECTIONS]
        codes = {tag(_code(section)) for section in sections}
        for section in sections:
            self._section(draft, section, codes)
        terms, spellings, attestations = finished(draft, self.faults, self.vocabulary)
        if not terms:
            self.faults.lost["entries without a term"] += 1
            return
        own = given[1:] if given[:1] == "_" and given[1:2].isdigit() else given
        english = sorted(terms, key=lambda term: term.lang != "en")
        number = len(self.concepts) + 1
        concept_id = free_id([own, *(term.text for term in english)], self.concepts, number)
        if given:
            self.links.ids[given] = concept_id
            if slug(own):
                self.named.add(concept_id)
        for element in entry.iterdescendants(etree.Element):
            if (name := identity(element)) and local_name(element) in _HOLDERS:
                self.links.inner.setdefault(name, concept_id)
        self._remember(concept_id, draft)
        self.concepts[concept_id] = Concept(
            id=concept_id,
            status=cast("ConceptStatus", draft.status or draft.work or ("review" if draft.definition else "draft")),
            domains=tuple(dict.fromkeys(draft.domains)),
            definition=draft.definition,
            terms=terms,
            spellings=spellings,
            attestations=attestations,
            related=tuple(draft.related),
            matching=Matching(**{name: tuple(values) for name, values in draft.matching.items()}),
            note=remarks.SEPARATOR.join(draft.notes),
            extensions=tuple(dict.fromkeys(draft.extensions)),
        )

    def _remember(self, concept_id: str, draft: Draft) -> None:
        if draft.status:
            self.stated.add(concept_id)
        if draft.links:
            self.links.open[concept_id] = draft.links
        for source in draft.sources.values():
            self.sources.setdefault(source.id, source)

    def _linked(self, concept: Concept) -> Concept:
        found = list(concept.related)
        for target, kind in self.links.open.get(concept.id, ()):
            if target in self.links.ids:
                found.append(Relation(self.links.ids[target], kind))
            elif (to := self.links.inner.get(target)) is None:
                self.faults.lost["relations that lead nowhere"] += 1
            elif to == concept.id:
                self.faults.lost["relations of an entry to itself"] += 1
            elif (relation := Relation(to, kind)) not in found:
                found.append(relation)
        return replace(concept, related=tuple(found)) if self.links.open.get(concept.id) else concept

    def _section(self, draft: Draft, section: etree._Element, codes: set[str]) -> None:
        lang = self.faults.language(_code(section), section.sourceline)
        if not lang:
            return
        usage = _usage(tag(_code(section)), lang, codes)
        self._say(draft, items_of(section), lang)
        for group in section:
            if local_name(group) not in (*TERMS, "term"):
                continue
            holder = next((child for child in group if local_name(child) == "termGrp"), group)
            element = next((child for child in (group, *holder) if local_name(child) == "term"), None)
            text = "" if element is None else clean(text_of(element))
            if element is None or not text:
                self.faults.refuse(group.sourceline, "a term is empty", "empty terms")
                continue
            said = Said(draft, lang, text)
            if len(element) or further(element):
                said.kept.append(element)
            groups = [] if element is group else [holder] if holder is group else [holder, group]
            for item in chain.from_iterable(map(items_of, groups)):
                if item.what == "definition" and not is_kept(item, draft.id):
                    self._say(draft, [item], lang)
                else:
                    said.take(item, self.vocabulary)
            if usage is not None and all(category(it) != category(usage) for it in said.kept):
                said.kept.append(usage)
            if not said.is_twin:
                draft.terms.append(said)

    # --- what is said of a concept ---

    def _say(self, draft: Draft, items: Iterable[Item], lang: str) -> None:
        for item in items:
            what, company = item.what, item.company()
            if is_kept(item, draft.id) or not (item.text or item.target):
                draft.keep(item.whole, self.faults, lang)
            elif item.category == "note" and self._note(draft, item, lang):
                if company is not None:
                    draft.keep(company, self.faults, lang)
            elif what == "definition" and (defined := self._define(draft, item, lang)):
                if company is not None:
                    draft.defined.append((defined, company))
            elif what == "domain":
                draft.domains.append(self._domain(item))
                if company is not None:
                    draft.keep(company, self.faults)
            elif what == "relation" and (item.target or slug(item.text)):
                self._relate(draft, item)
                if company is not None:
                    draft.keep(item.whole, self.faults)
            else:
                draft.keep(item.whole, self.faults, lang)

    def _define(self, draft: Draft, item: Item, lang: str) -> str:
        """The language of the definition; empty: there is another one in it."""
        code = item.lang or ("" if lang else self.file.lang)
        found = (self.faults.language(code, item.element.sourceline) if code else lang) or lang
        return found if found and draft.definition.setdefault(found, item.text) == item.text else ""

    def _note(self, draft: Draft, item: Item, lang: str) -> bool:
        name, text = draft.remark(item.text)
        if name == remarks.EXTENSION and draft.keep_told(text, lang):
            return True
        if lang or (name in ("", remarks.FREE) and remarks.are_several(text)):
            return False
        if name == remarks.STATUS and text in CONCEPT_STATUSES:
            draft.status = text
        elif name in RELATION_KINDS:
            draft.related.append(Relation(text, name))
        elif name in remarks.MATCHING:
            draft.matching.setdefault(remarks.MATCHING[name], []).append(text)
        else:
            draft.notes.append(text if name in ("", remarks.FREE) else item.text)
        return True

    def _domain(self, item: Item) -> str:
        domain = self.titles.get(item.text.casefold())
        if domain is None:
            domain = name_of(item.text) or item.text
            self.titles[item.text.casefold()] = domain
            if domain not in self.vocabulary.domains:
                self.domains[domain] = {language(item.lang or self.file.lang) or "en": item.text}
        return domain

    def _relate(self, draft: Draft, item: Item) -> None:
        said = remarks.split(item.text)[0]
        kind = said if said in RELATION_KINDS else reading()["relations"].get(key(item.category), "associative")
        draft.links.append((item.target or item.text, cast("RelationKind", kind)))

    # --- the back matter ---

    def _source(self, element: etree._Element) -> None:
        said = {item.get("type", ""): clean(text_of(item)) for item in element if local_name(item) == "item"}
        if not said.get("title") or not said.get("id"):
            self.faults.lost["objects of the back matter"] += 1
            return
        names = ("id", "title", "kind", "author", "year", "url", "note")
        found = {name: said[name] for name in names if said.get(name)}
        kind = found.pop("kind", "reference")
        source = Source(kind=kind if kind in ("text", "reference") else "reference", **found)
        self.sources[source.id] = source
