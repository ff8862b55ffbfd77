"""TBX 2008 and 2019 as concepts: all dialects, ``tig`` and ``ntig``, DCA and DCT, any level that a category stands on.

What the model has no field for becomes a remark in the note of its concept or term, ``context: …``, and is counted;
the history of the file (who changed what and when) is left out, and counted too. Names of the wild are data:
``data/tbx-reading.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from lxml import etree

from termbase.formats import tbx_remarks as remarks
from termbase.formats.holds import Losses
from termbase.formats.imported import Faults, Imported, clean, free_id, slug
from termbase.formats.tbx_items import SECTIONS, TERMS, Item, items_of, local_name
from termbase.formats.tbx_names import key, reading
from termbase.formats.tbx_stream import TbxFile
from termbase.formats.tbx_term import Draft, finished
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
            if etree.QName(element).localname == "refObject":
                self._source(element)
            else:
                self._entry(element)
        if not self.concepts:
            self.faults.refuse(0, "has no entry with a term", "files without entry")
        lost, told, codes = self.faults.lost, self.faults.told, self.faults.languages
        concepts = tuple(self._linked(concept) for concept in self.concepts.values())
        return Imported(
            path=self.file.path,
            kind=f"{self.file.dialect or 'TBX'} {self.file.edition}",
            concepts=concepts,
            stated=frozenset(self.stated),
            named=frozenset(self.named),
            sources=self.sources,
            domains=self.domains,
            losses=Losses(lost, told),
            languages={code: lang for code, lang in codes.items() if lang and lang != code},
        )

    # --- entries ---

    def _entry(self, entry: etree._Element) -> None:
        given = entry.get("id", "").strip()
        if given in self.links.ids:
            self.faults.refuse(entry.sourceline, f"the id {given!r} is there twice", "entries with the id of another")
            return
        draft = Draft(self.file.edition)
        self._say(draft, items_of(entry, self.faults), "")
        for section in entry:
            if local_name(section) in SECTIONS:
                self._section(draft, section)
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
        self._remember(concept_id, draft)
        self.concepts[concept_id] = Concept(
            id=concept_id,
            status=cast("ConceptStatus", draft.status or ("review" if draft.definition else "draft")),
            domains=tuple(dict.fromkeys(draft.domains)),
            definition=draft.definition,
            terms=terms,
            spellings=spellings,
            attestations=attestations,
            related=tuple(draft.related),
            matching=Matching(**{name: tuple(values) for name, values in draft.matching.items()}),
            note=remarks.SEPARATOR.join(draft.notes),
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
            else:
                self.faults.lost["relations that lead nowhere"] += 1
        return replace(concept, related=tuple(found)) if self.links.open.get(concept.id) else concept

    def _section(self, draft: Draft, section: etree._Element) -> None:
        lang = self.faults.language(section.get(LANG), section.sourceline)
        if not lang:
            return
        self._say(draft, items_of(section, self.faults), lang)
        for group in section:
            if local_name(group) not in TERMS:
                continue
            holder = next((child for child in group if local_name(child) == "termGrp"), group)
            element = next((child for child in holder if local_name(child) == "term"), None)
            text = "" if element is None else clean("".join(element.itertext()))
            if not text:
                self.faults.refuse(group.sourceline, "a term is empty", "empty terms")
                continue
            items = list(items_of(group, self.faults))
            if holder is not group:
                items = [*items_of(holder, self.faults), *items]
            definitions = [item for item in items if reading()["fields"].get(key(item.category)) == "definition"]
            self._say(draft, definitions, lang)
            draft.terms.append((lang, text, [item for item in items if item not in definitions]))

    # --- what is said of a concept ---

    def _say(self, draft: Draft, items: Iterable[Item], lang: str) -> None:
        for item in items:
            what = reading()["fields"].get(key(item.category))
            if item.category == "note":
                self._note(draft, item, lang)
            elif what == "definition" and self._define(draft, item, lang):
                self._remark(draft, item.beside, lang, " of the definition")
            elif what == "domain":
                draft.domains.append(self._domain(item))
                self._remark(draft, item.beside, lang, " of the subject field")
            elif what == "relation" and (item.target or slug(item.text)):
                self._relate(draft, item)
            else:
                self._remark(draft, [item], lang)

    def _define(self, draft: Draft, item: Item, lang: str) -> bool:
        code = item.lang or ("" if lang else self.file.lang)
        found = (self.faults.language(code, item.line) if code else lang) or lang
        return bool(found) and draft.definition.setdefault(found, item.text) == item.text

    def _note(self, draft: Draft, item: Item, lang: str) -> None:
        name, text = remarks.split(item.text)
        if lang or not name:
            draft.notes.append(f"{lang}: {text}" if lang else text)
        elif name == "concept status" and text in CONCEPT_STATUSES:
            draft.status = text
        elif name in RELATION_KINDS:
            draft.related.append(Relation(text, name))
        elif name in remarks.MATCHING:
            draft.matching.setdefault(remarks.MATCHING[name], []).append(text)
        else:
            draft.notes.append(text if name == remarks.FREE else item.text)

    def _domain(self, item: Item) -> str:
        domain = self.titles.get(item.text.casefold())
        if domain is None:
            domain = slug(item.text) or item.text
            self.titles[item.text.casefold()] = domain
            if domain not in self.vocabulary.domains:
                self.domains[domain] = {"en": item.text}
        return domain

    def _relate(self, draft: Draft, item: Item) -> None:
        said = remarks.split(item.text)[0]
        kind = said if said in RELATION_KINDS else reading()["relations"].get(key(item.category), "associative")
        draft.links.append((item.target or item.text, cast("RelationKind", kind)))

    def _remark(self, draft: Draft, items: Iterable[Item], lang: str, of: str = "") -> None:
        for item in items:
            where = f" ({lang})" if lang else ""
            draft.notes.append(f"{item.category}{of}{where}: {item.text}")
            self.faults.told[f"{item.category}{of}"] += 1
            self._remark(draft, item.beside, lang, f" of {item.category}")

    # --- the back matter ---

    def _source(self, element: etree._Element) -> None:
        said = {item.get("type", ""): clean("".join(item.itertext())) for item in element if local_name(item) == "item"}
        if not said.get("title") or not said.get("id"):
            self.faults.lost["objects of the back matter"] += 1
            return
        names = ("id", "title", "kind", "author", "year", "url", "note")
        found = {name: said[name] for name in names if said.get(name)}
        kind = found.pop("kind", "reference")
        source = Source(kind=kind if kind in ("text", "reference") else "reference", **found)
        self.sources[source.id] = source
