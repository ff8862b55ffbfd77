"""What an import would change, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff

from termbase.canon import canonical
from termbase.formats.imported import Imported, free_id, name_of
from termbase.merge.combine import Combining
from termbase.merge.match import Matcher
from termbase.model import Base, Concept, Source


@dataclass(slots=True)
class Plan:
    """Changes of a base."""

    changed: dict[str, tuple[Concept | None, Concept]] = field(default_factory=dict)
    """Id to the concept of the base (None: there is none) and the one that takes its place."""
    matches: list[str] = field(default_factory=list)
    """Concepts that were recognised by terms; one line each."""
    conflicts: list[str] = field(default_factory=list)
    """What the file says otherwise; one line each."""
    sources: dict[str, Source] = field(default_factory=dict)
    """To be added."""
    domains: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """To be added to the vocabulary."""

    @property
    def new(self) -> int:
        """How many concepts the base does not have yet."""
        return sum(old is None for old, _ in self.changed.values())

    def diff(self) -> Iterator[str]:
        """The changes of the concept files, as ``diff -u`` shows them."""
        for concept_id, (old, new) in self.changed.items():
            name = f"concepts/{concept_id}.toml"
            before = canonical(old).splitlines(keepends=True) if old else []
            after = canonical(new).splitlines(keepends=True)
            yield from unified_diff(before, after, name if old else "/dev/null", name)


def plan(base: Base, imported: Imported, *, replaces: bool = False, watch: Iterable[Concept] | None = None) -> Plan:
    """What the import of a file into a base changes.

    New concepts are not ``approved``, and terms that come without a source have the file as one; unless the file's
    word counts (`replaces`) and this program wrote it.

    Args:
        base: as it is.
        imported: the file.
        replaces: what the file says otherwise takes the place of what the base says.
        watch: the concepts of the file, where somebody counts them as they go by.
    """
    found = Plan()
    matcher = Matcher(base.concepts)
    taken = dict.fromkeys((*matcher.by_id, *base.retired))
    source = Source(f"import-{name_of(imported.path.name)}", imported.path.name, "reference", note=imported.kind)
    now: list[tuple[Concept, str]] = []
    ids: dict[str, str] = {}
    for number, concept in enumerate(watch or imported.concepts, 1):
        match = matcher.match(concept, is_named=concept.id in imported.named)
        if match.doubt:
            found.conflicts.append(f"{concept.id}: left out: {match.doubt}")
            continue
        if match.concept is None:
            ids[concept.id] = free_id([concept.id], taken, number)
            taken[ids[concept.id]] = None
        else:
            ids[concept.id] = match.concept.id
            if match.by != "id":
                found.matches.append(f"{concept.id} is {match.concept.id}: {match.by}")
        now.append((concept, ids[concept.id]))
    for concept, concept_id in now:
        related = tuple(replace(relation, to=ids.get(relation.to, relation.to)) for relation in concept.related)
        _add(found, matcher, replace(concept, id=concept_id, related=related), imported, source, replaces=replaces)
        for domain in concept.domains:
            if domain in imported.domains:
                found.domains[domain] = imported.domains[domain]
    _add_sources(found, base, imported, source)
    return found


def _add(
    found: Plan, matcher: Matcher, concept: Concept, imported: Imported, source: Source, *, replaces: bool
) -> None:
    known = matcher.by_id.get(concept.id)
    old = found.changed[concept.id][1] if concept.id in found.changed else known
    if old is None:
        if replaces and concept.id in imported.stated:  # this program wrote the file, and it is to be believed
            found.changed[concept.id] = (None, concept)
            return
        status = "review" if concept.status == "approved" else concept.status
        terms = tuple(replace(term, source=term.source or source.id) for term in concept.terms)
        found.changed[concept.id] = (None, replace(concept, status=status, terms=terms))
        return
    combining = Combining(replaces=replaces, ranks=imported.ranks)
    own = {(term.lang, term.text) for term in old.terms}
    terms = tuple(
        term if term.source or (term.lang, term.text) in own else replace(term, source=source.id)
        for term in concept.terms
    )
    is_stated = concept.id in imported.stated
    new = combining.concept(old, replace(concept, terms=terms), is_stated=is_stated)
    found.conflicts += (f"{concept.id}: {told}" for told in combining.conflicts)
    if new != old and canonical(new) != canonical(old):
        found.changed[concept.id] = (known, new)


def _add_sources(found: Plan, base: Base, imported: Imported, source: Source) -> None:
    """The sources that changed concepts name, and those of the file that the base lacks."""
    for _, concept in found.changed.values():
        for name in (*(term.source for term in concept.terms), *(place.source for place in concept.attestations)):
            if name and name not in base.sources and name not in found.sources:
                given = imported.sources.get(name)
                found.sources[name] = source if name == source.id else given or Source(name, name, "reference")
