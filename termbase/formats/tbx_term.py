"""Terms, spellings and attestations of one TBX entry, from what the file says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from termbase.formats import tbx_remarks as remarks
from termbase.formats.imported import Faults, slug
from termbase.formats.selection import primary
from termbase.formats.tbx_items import Item
from termbase.formats.tbx_names import key, reading
from termbase.model import (
    CASE_POLICIES,
    Attestation,
    Relation,
    RelationKind,
    Source,
    Spelling,
    Term,
    TermStatus,
    Vocabulary,
)
from termbase.text import main_script

_PLACE = re.compile(r"(.+?), (chosen )?lines (\d+(?:, \d+)*): (.+)", re.DOTALL)
"""How `termbase.formats.tbx3` writes where a spelling stands."""
_ID = re.compile(r"[\w.-]+")


@dataclass(slots=True)
class Draft:
    """A concept while its entry is read."""

    edition: str = "2019"
    """Of its file."""
    status: str = ""
    domains: list[str] = field(default_factory=list)
    definition: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    related: list[Relation] = field(default_factory=list)
    links: list[tuple[str, RelationKind]] = field(default_factory=list)
    """Relations to ids of the file."""
    matching: dict[str, list[str]] = field(default_factory=dict)
    terms: list[tuple[str, str, list[Item]]] = field(default_factory=list)
    """Language, text, and what is said of the term."""
    sources: dict[str, Source] = field(default_factory=dict)
    """Sources that terms name by their titles."""


@dataclass(slots=True)
class _Said:
    """What is said of one term, sorted."""

    lang: str
    text: str
    of: str = ""
    """The term it is a spelling of, as a remark says."""
    status: str = ""
    typed: str = ""
    """Its term type as the file names it, without noise."""
    places: list[Attestation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    grammar: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)

    def take(self, item: Item, draft: Draft, faults: Faults, vocabulary: Vocabulary) -> None:
        """Sort one statement in."""
        names = reading()
        what = names["fields"].get(key(item.category))
        value = key(item.text)
        if item.category == "note":
            text = item.text
            if draft.edition == "2008":  # there this program writes a note so that it names its term
                text = text.removeprefix(f"{self.text}: ")
            self._note(*remarks.split(text))
        elif what == "status" and (key(item.category) in names["flags"] or value in names["statuses"]):
            flag = names["flags"].get(key(item.category))
            found = names["statuses"][value] if flag is None else flag if value in names["yes"] else ""
            self.status = max(self.status, found, key=["", *names["order"]].index)
        elif what == "grammar" and value in names["grammar"]:
            self.grammar += filter(None, [names["grammar"][value]])
        elif what == "type" and names["types"].get(value) in vocabulary.types:
            self.typed = value
            self.fields["type"] = names["types"][value]
        elif what == "type" and value in names["spellings"]:
            self.typed = value
        elif what == "source" and (place := _PLACE.fullmatch(item.text)):
            lines = tuple(map(int, place[3].split(", ")))
            self.places.append(Attestation(self.text, place[4], place[1], lines, bool(place[2])))
        elif what == "source" and "source" not in self.fields:
            self.fields["source"] = _source(item.text, draft)
        elif what == "stress" and remarks.is_stressed(self.text, item.text):
            self.fields["stress"] = item.text
        elif what == "relation" and item.target:
            kind = names["relations"].get(key(item.category), "associative")
            draft.links.append((item.target, cast("RelationKind", kind)))
        else:
            self.notes.append(f"{item.category}: {item.text}")
            faults.told[item.category] += 1
        for beside in item.beside:
            self.take(beside, draft, faults, vocabulary)

    def _note(self, name: str, text: str) -> None:
        if name in ("stress", "reason", "use", "type"):
            self.fields[name] = text
        elif name == "grammar":
            self.grammar = text.split()
        elif name == "form":
            self.forms.append(text)
        elif name == "spelling of":
            self.of = text
        elif name in ("broad", "confirmed", "compound") and text in ("true", "false"):
            self.fields[name] = text == "true"
        elif name == "case" and text in CASE_POLICIES:
            self.fields[name] = text
        elif name in ("", remarks.FREE):
            self.notes.append(text)
        else:
            self.notes.append(remarks.remark(name, text))


def _source(text: str, draft: Draft) -> str:
    """The id of a source that is named by its id or its title."""
    if _ID.fullmatch(text) or not slug(text):
        return text
    return draft.sources.setdefault(slug(text), Source(slug(text), text, "reference")).id


def finished(
    draft: Draft, faults: Faults, vocabulary: Vocabulary
) -> tuple[tuple[Term, ...], tuple[Spelling, ...], tuple[Attestation, ...]]:
    """The terms of an entry, their spellings, and where these stand.

    A term of another script than its language's is a spelling of the term before it, where the file calls it a
    transliteration, or tags its section so (``ru-Latn``). Without statuses, the first term of a language
    is the preferred one and the others are admitted.
    """
    said = []
    for lang, text, items in draft.terms:
        one = _Said(lang, text)
        for item in items:
            one.take(item, draft, faults, vocabulary)
        said.append(one)
    owners = {one.text: one for one in reversed(said) if not one.of}
    spellings: list[Spelling] = []
    terms: dict[tuple[str, str], Term] = {}
    places: list[Attestation] = []
    for one in said:
        if owner := _owner(one, owners, is_ours=bool(draft.status)):
            reason = remarks.SEPARATOR.join(filter(None, (one.fields.get("reason", ""), *one.notes)))
            status = cast("TermStatus", one.status or "admitted")
            spellings.append(Spelling(owner, one.text, "".join(one.forms[:1]), status, reason))
        elif (one.lang, one.text) in terms:
            faults.lost["terms that their entry has already"] += 1
        else:
            terms[one.lang, one.text] = _term(one, terms, faults, vocabulary)
            places += one.places
    texts = set(terms)
    found = tuple(_with_use(term, texts) for term in terms.values())
    return found, tuple(spellings), tuple(places)


def _owner(one: _Said, said: Mapping[str, _Said], *, is_ours: bool) -> str:
    """The text of the term that something is a spelling of; empty: it is a term itself.

    Entries that this program wrote say it, in others it is guessed.
    """
    if one.of or is_ours:
        return one.of if one.of in said else ""
    parts = one.lang.split("-")
    if one.typed not in reading()["spellings"] and (len(parts) < 2 or len(parts[1]) != 4):
        return ""
    script = main_script(one.text)
    for other in said.values():
        written = other.lang.split("-")[1:2]
        if primary(other.lang) == parts[0] and len("".join(written)) < 4 and main_script(other.text) != script:
            return other.text
    return ""


def _term(one: _Said, terms: Mapping[tuple[str, str], Term], faults: Faults, vocabulary: Vocabulary) -> Term:
    known = [word for word in dict.fromkeys(one.grammar) if word in vocabulary.grammar]
    if unknown := len(one.grammar) - len(known):
        faults.lost["words of grammar"] += unknown
    fields = dict(one.fields)
    if fields.get("type") not in vocabulary.types:
        fields.pop("type", None)
    status = one.status
    if not status:
        first = not any(lang == one.lang for lang, _ in terms)
        status = "preferred" if first else "admitted"
    return Term(
        lang=one.lang,
        text=one.text,
        status=cast("TermStatus", status),
        grammar=" ".join(known),
        forms=tuple(one.forms),
        note=remarks.SEPARATOR.join(one.notes),
        **fields,
    )


def _with_use(term: Term, texts: set[tuple[str, str]]) -> Term:
    """A term whose ``use`` names another of its language, as concept files demand; else it stands in the note."""
    if not term.use or ((term.lang, term.use) in texts and term.use != term.text):
        return term
    told = remarks.remark("use", term.use)
    return replace(term, use="", note=remarks.SEPARATOR.join(filter(None, (term.note, told))))
