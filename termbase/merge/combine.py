"""Two records of one concept as one: what the base lacks is added, what it says otherwise stays and is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from itertools import combinations
from typing import TypeVar

from termbase.formats.tbx_categories import gender, part_of_speech
from termbase.formats.tbx_remarks import SEPARATOR, of_region, to_avoid
from termbase.model import ALLOWED_STATUSES, Concept, Extension, Matching, Term

Item = TypeVar("Item")
_WORDS = re.compile(r"[\s;|]+")
_HEAD = re.compile(r"(?:<\w+Grp>)?<(\w+)(?:[^>]*? type='([^']*)')?")


class Combining:
    """Adds an imported concept to one of the base."""

    def __init__(self, *, replaces: bool, ranks: bool = True) -> None:
        self.replaces = replaces
        """The file's values win."""
        self.ranks = ranks
        """The file says which terms are preferred."""
        self.conflicts: list[str] = []

    def concept(self, old: Concept, new: Concept, *, is_stated: bool) -> Concept:
        """The concept of the base with what the imported one adds.

        Args:
            old: of the base.
            new: of the file; its relations name ids of the base.
            is_stated: the file says the status of the concept.
        """
        definition = dict(old.definition)
        for lang, text in new.definition.items():
            definition[lang] = self._text(f"definition ({lang})", definition.get(lang, ""), text)
        status = new.status if is_stated and new.status != old.status else old.status
        return replace(
            old,
            status=self._either("status", old.status, status),
            domains=tuple(dict.fromkeys((*old.domains, *new.domains))),
            definition=definition,
            terms=self._terms(old, new),
            spellings=self._list(old.spellings, new.spellings, lambda it: (it.of, it.text, it.form), "spelling"),
            attestations=self._list(
                old.attestations, new.attestations, lambda it: (it.term, it.spelling, it.source), "attestation"
            ),
            related=self._list(old.related, new.related, lambda it: it.to, "relation"),
            matching=_united(old.matching, new.matching),
            note=self._text("note", old.note, _unsaid(new.note, old)),
            extensions=self._extensions(old.extensions, new.extensions),
        )

    def _terms(self, old: Concept, new: Concept) -> tuple[Term, ...]:
        found = {(term.lang, term.text): term for term in old.terms}
        spelt = {spelling.text for spelling in old.spellings}
        favoured = {(term.lang, term.text) for term in new.terms if term.status == "preferred"}
        for term in new.terms:
            known = found.get((term.lang, term.text))
            if known is None and term.text in spelt and term.status not in ALLOWED_STATUSES:
                continue  # a format without spellings calls it a term
            rivals = [it for it in found.values() if it.lang == term.lang and it.status == "preferred"]
            added = term if known is None else self._term(known, term)
            is_new = all(it.text != added.text for it in rivals)
            if added.status == "preferred" and rivals and is_new:
                if self.replaces and self.ranks:
                    for rival in rivals:
                        if (rival.lang, rival.text) not in favoured:
                            found[rival.lang, rival.text] = replace(rival, status="admitted")
                else:
                    if self.ranks:
                        self._tell(f"preferred term ({term.lang})", rivals[0].text, term.text)
                    added = replace(added, status="admitted" if known is None else known.status)
            found[term.lang, term.text] = added
        return tuple(found.values())

    def _term(self, old: Term, new: Term) -> Term:
        changes: dict[str, object] = {}
        for field in fields(Term):
            one, other = getattr(old, field.name), getattr(new, field.name)
            if one == other or field.name in ("lang", "text"):
                continue
            name = f"{field.name} of {old.lang} {old.text}"
            if field.name == "status":
                # A file without statuses calls its first term preferred and the others admitted; many have one word
                # for what is not to be used.
                usual = "admitted" if one in ALLOWED_STATUSES else "deprecated"
                changes["status"] = self._status(name, one, other) if self.replaces or other != usual else one
            elif other == field.default or (field.name == "note" and other in {new.reason, *_told(old)}):
                continue  # tools have one field for notes and reasons, and some none for statuses
            elif one == field.default:
                changes[field.name] = other
            elif field.name == "forms" and set(one) == set(other):
                continue  # a graph has no order
            elif field.name == "grammar" and _agree(old, new) and not self.replaces:
                continue
            elif field.name == "note":
                changes["note"] = self._text(name, one, other, old.reason)
            elif field.name == "grammar":
                changes["grammar"] = self._text(name, one, other)
            else:
                changes[field.name] = self._either(name, one, other)
        return replace(old, **changes)  # type: ignore[arg-type]

    def _status(self, name: str, one: str, other: str) -> str:
        # Whether another term is preferred is asked when all is known.
        return other if one in ALLOWED_STATUSES and other == "preferred" else self._either(name, one, other)

    def _text(self, name: str, one: str, other: str, beside: str = "") -> str:
        """A text of the base, which stays when the file's has no other words.

        Args:
            name: what it is, for people.
            one: of the base.
            other: of the file.
            beside: what the base says in another field.
        """
        if not other:
            return one
        if not one or other.startswith(one + SEPARATOR):
            return other
        is_new = set(_WORDS.split(other)) - set(_WORDS.split(f"{one} {beside}"))
        return self._either(name, one, other) if is_new or self.replaces else one

    def _either(self, name: str, one: Item, other: Item) -> Item:
        if one == other:
            return one
        self._tell(name, one, other)
        return other if self.replaces else one

    def _list(
        self, old: tuple[Item, ...], new: tuple[Item, ...], key: Callable[[Item], object], name: str
    ) -> tuple[Item, ...]:
        found = {key(item): item for item in old}
        if len(found) < len(old):  # the base has two of a kind, which cannot be told apart
            return (*old, *(item for item in new if key(item) not in found))
        for item in new:
            found[key(item)] = self._either(name, found[key(item)], item) if key(item) in found else item
        return tuple(found.values())

    def _extensions(self, old: tuple[Extension, ...], new: tuple[Extension, ...]) -> tuple[Extension, ...]:
        """Those of both; where the file is right, what it says of a category in a place takes the place of all."""
        said = {_category(it) for it in new} if self.replaces else set()
        return tuple(dict.fromkeys((*(it for it in old if _category(it) not in said), *new)))

    def _tell(self, name: str, one: object, other: object) -> None:
        self.conflicts.append(f"{name}: {_shown(one)} in the base, {_shown(other)} in the file")


def _category(extension: Extension) -> tuple[str, ...]:
    """Where an extension stands, and the data category it begins with, as `termbase.formats.tbx_fragment` writes it."""
    found = _HEAD.match(extension.content)
    return (extension.format, extension.lang, extension.term, *(found.groups() if found else ()))


def _agree(old: Term, new: Term) -> bool:
    """Whether the part of speech and the gender are the same to other programs, which have no more of the grammar."""
    return any(part_of_speech(old, year) == part_of_speech(new, year) for year in ("2008", "2019")) and (
        gender(new) in ("", gender(old))
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return f"«{text if len(text) < 60 else text[:57] + '…'}»"


def _unsaid(note: str, concept: Concept) -> str:
    """A note without what tells of terms that the concept has: formats that cannot hold a term tell of it there."""
    said = {told for term in concept.terms for told in (of_region(term), to_avoid(term), to_avoid(term, term.reason))}
    return SEPARATOR.join(part for part in note.split(SEPARATOR) if part not in said)


def _told(term: Term) -> Iterator[str]:
    """The notes by which formats tell what they have no fields for, as far as a term has it."""
    statements = list(filter(None, (term.status, term.reason, term.note)))
    for size in range(1, len(statements) + 1):
        yield from map("; ".join, combinations(statements, size))


def _united(old: Matching, new: Matching) -> Matching:
    both = {
        field.name: tuple(dict.fromkeys((*getattr(old, field.name), *getattr(new, field.name))))
        for field in fields(Matching)
    }
    return Matching(**both)
