"""Terms, spellings and attestations of one TBX entry, from what the file says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any, cast

from lxml import etree

from termbase.formats import tbx_fragment as fragment
from termbase.formats import tbx_remarks as remarks
from termbase.formats.imported import Faults, name_of
from termbase.formats.selection import primary
from termbase.formats.tbx_items import Item, is_kept
from termbase.formats.tbx_names import key, reading
from termbase.formats.xml_stream import LANG
from termbase.model import (
    CASE_POLICIES,
    CONCEPT_STATUSES,
    Attestation,
    Extension,
    Relation,
    RelationKind,
    Source,
    Spelling,
    Term,
    TermStatus,
    Vocabulary,
)
from termbase.text import main_script, spelling_tag

_PLACE = re.compile(r"(.+?), (chosen )?lines (\d+(?:, \d+)*): (.+)", re.DOTALL)
"""How `termbase.formats.tbx3` writes where a spelling stands."""
_ID = re.compile(r"[\w.-]+")


@dataclass(slots=True)
class Draft:
    """A concept while its entry is read."""

    edition: str = "2019"
    """Of its file."""
    id: str = ""
    """Of the entry in the file."""
    status: str = ""
    work: str = ""
    """The status that its terms say of it."""
    domains: list[str] = field(default_factory=list)
    definition: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    related: list[Relation] = field(default_factory=list)
    links: list[tuple[str, RelationKind]] = field(default_factory=list)
    """Relations to ids of the file."""
    matching: dict[str, list[str]] = field(default_factory=dict)
    terms: list[Said] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    """Sources that terms name by their titles."""
    extensions: list[Extension] = field(default_factory=list)
    defined: list[tuple[str, etree._Element]] = field(default_factory=list)
    """What stands beside a definition, with its language."""

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote the entry, with all that it knows: notes may be remarks."""
        return self.edition == "2019" and bool(self.status)

    def remark(self, note: str) -> tuple[str, str]:
        """What a note says, and under which name; without a name, a free note, as all of other programs are."""
        name, text = remarks.split(note)
        return (name, text) if self.is_ours or name in (remarks.STATUS, remarks.SMALL) else ("", note)

    def keep(self, element: etree._Element, faults: Faults, lang: str = "", term: str = "") -> None:
        """Keep an element as an extension."""
        content = fragment.written(element)
        if len(content) > fragment.LONGEST:
            faults.lost[f"elements over {fragment.LONGEST:,} characters"] += 1
            return
        head = element[0] if len(element) and fragment.local_name(element).endswith("Grp") else element
        faults.kept[fragment.category(head)] += 1
        self.extensions.append(Extension("tbx", lang, term, content))

    def keep_told(self, content: str, lang: str = "", term: str = "") -> bool:
        """Keep what a note tells of an extension; False: it tells none."""
        if not fragment.is_written(content):
            return False
        self.extensions.append(Extension("tbx", lang, term, content))
        return True


@dataclass(slots=True)
class Said:
    """What is said of one term, sorted."""

    draft: Draft
    """The concept it belongs to."""
    lang: str
    text: str
    is_twin: bool = False
    """A term that is there once more, in small letters."""
    of: str = ""
    """The term it is a spelling of, as a remark says."""
    statuses: list[tuple[str, Item]] = field(default_factory=list)
    work: list[tuple[str, Item]] = field(default_factory=list)
    """The same for the state of the work on it."""
    typed: str = ""
    """Its term type as the file names it, without noise."""
    places: list[Attestation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    grammar: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    kept: list[etree._Element] = field(default_factory=list)
    """What a term has no field for."""
    told: list[str] = field(default_factory=list)
    """The same, as notes tell it."""
    types: list[etree._Element] = field(default_factory=list)
    """What calls it a romanisation."""
    of_term: list[etree._Element] = field(default_factory=list)
    """What a spelling has no field for, and a term has."""

    @property
    def is_romanised(self) -> bool:
        """Whether the file calls it a transliteration, or tags its section so (``ru-Latn``)."""
        return self.typed in reading()["spellings"] or len("".join(self.lang.split("-")[1:2])) == 4

    @property
    def status(self) -> str:
        """The strongest of its statuses; empty: none is said."""
        return max((status for status, _ in self.statuses), key=["", *reading()["order"]].index, default="")

    def join(self, other: Said) -> None:
        """Add what is said of the same term in another place."""
        for name in ("statuses", "work", "places", "notes", "forms", "grammar", "kept", "told", "types", "of_term"):
            mine = getattr(self, name)
            mine += [it for it in getattr(other, name) if it not in mine]
        self.fields = {**other.fields, **self.fields}
        self.typed = self.typed or other.typed

    def take(self, item: Item, vocabulary: Vocabulary) -> None:
        """Sort one statement in."""
        has_said = item.text or item.target
        if not has_said or is_kept(item, self.draft.id) or not self._take(item, vocabulary):
            self.kept.append(item.whole)
        elif (company := item.company()) is not None:
            self.kept.append(company)

    def _take(self, item: Item, vocabulary: Vocabulary) -> bool:
        """Whether the model has a field for it, which is set then."""
        what = item.what
        if item.category == "note":
            text = item.text
            if self.draft.edition == "2008":  # there this program writes a note so that it names its term
                text = text.removeprefix(f"{self.text}: ")
            return self._note(*self.draft.remark(text))
        if what in ("status", "grammar", "type"):
            return self._take_word(item, what, vocabulary)
        if what == "source" and (place := _PLACE.fullmatch(item.text)):
            lines = tuple(map(int, place[3].split(", ")))
            self.places.append(Attestation(self.text, place[4], place[1], lines, bool(place[2])))
        elif what == "source" and "source" not in self.fields and name_of(item.text):
            self.fields["source"] = _source(item.text, self.draft)
            self.of_term.append(item.whole)
        elif what == "stress" and "stress" not in self.fields and remarks.is_stressed(self.text, item.text):
            self.fields["stress"] = item.text
            self.of_term.append(item.whole)
        elif what == "relation" and item.target:
            kind = reading()["relations"].get(key(item.category), "associative")
            self.draft.links.append((item.target, cast("RelationKind", kind)))
        else:
            return False
        return True

    def _take_word(self, item: Item, what: str, vocabulary: Vocabulary) -> bool:
        """The same for what is a word of a list."""
        names, category, value = reading(), key(item.category), key(item.text)
        if what == "status" and category in names["flags"]:
            self.statuses.append((names["flags"][category] if value in names["yes"] else "", item))
        elif what == "status" and value in names["statuses"]:
            self.statuses.append((names["statuses"][value], item))
        elif what == "status" and value in names["work"]:
            self.work.append((names["work"][value], item))
        elif what == "grammar" and (word := names["grammar"].get(value)) in vocabulary.grammar:
            self.grammar.append(word)
            self.of_term.append(item.whole)
        elif what == "type" and "type" not in self.fields and names["types"].get(value) in vocabulary.types:
            self.typed = value
            self.fields["type"] = names["types"][value]
            if self.fields["type"] != "variant":  # as files call spellings that this program writes
                self.of_term.append(item.whole)
        elif what == "type" and value in names["spellings"] and not self.typed:
            self.typed = value
            self.types.append(item.whole)
        else:
            # Where this program wrote the file, a word that says nothing stands beside a note that says it.
            return what == "grammar" and names["grammar"].get(value) == "" and self.draft.is_ours
        return True

    def _note(self, name: str, text: str) -> bool:
        if name in ("", remarks.FREE) and remarks.are_several(text):
            return False
        if name in ("stress", "reason", "use", "type"):
            self.fields[name] = text
        elif name == "grammar":
            self.grammar = text.split()
        elif name == "form":
            self.forms.append(text)
        elif name == "spelling of":
            self.of = text
        elif name == remarks.SMALL and text.lower() == self.text:
            self.is_twin = True
        elif name in ("broad", "confirmed", "compound") and text in ("true", "false"):
            self.fields[name] = text == "true"
        elif name == "case" and text in CASE_POLICIES:
            self.fields[name] = text
        elif name in ("", remarks.FREE):
            self.notes.append(text)
        elif name == remarks.EXTENSION and fragment.is_written(text):
            self.told.append(text)
        else:
            self.notes.append(remarks.remark(name, text))
        return True


def _source(text: str, draft: Draft) -> str:
    """The id of a source that is named by its id or its title."""
    if _ID.fullmatch(text):
        return text
    name = name_of(text)
    return draft.sources.setdefault(name, Source(name, text, "reference")).id


def finished(
    draft: Draft, faults: Faults, vocabulary: Vocabulary
) -> tuple[tuple[Term, ...], tuple[Spelling, ...], tuple[Attestation, ...]]:
    """The terms of an entry, their spellings, and where these stand.

    A term of another script than its language's is a spelling of the term before it, where the file calls it a
    transliteration, or tags its section so (``ru-Latn``). Without statuses, the first term of a language
    is the preferred one and the others are admitted.
    """
    owners = {one.text: one for one in reversed(draft.terms) if not (one.of or one.is_romanised)}
    draft.work = _work(draft.terms)
    spellings: list[Spelling] = []
    terms: dict[tuple[str, str], Term] = {}
    places: list[Attestation] = []
    for one in _united(draft.terms):
        lang = one.lang
        if owner := _owner(one, owners, is_ours=draft.is_ours):
            reason = remarks.SEPARATOR.join(filter(None, (one.fields.get("reason", ""), *one.notes)))
            status = cast("TermStatus", one.status or "admitted")
            spellings.append(Spelling(owner, one.text, "".join(one.forms[:1]), status, reason))
            lang = spelling_tag(owners[owner].lang, owner, one.text)
            one.kept += one.of_term
        else:
            terms[one.lang, one.text] = _term(one, terms, faults, vocabulary)
            places += one.places
            if one.typed in reading()["spellings"]:
                one.kept += one.types
        one.kept += [item.whole for status, item in one.statuses if status not in ("", one.status)]
        one.kept += [item.whole for status, item in one.work if status != draft.work]
        for element in one.kept:
            draft.keep(element, faults, lang, one.text)
        for content in one.told:
            draft.keep_told(content, lang, one.text)
    langs = {lang for lang, _ in terms}
    _keep_defined(draft, langs, faults)
    langs.update(spelling_tag(owners[it.of].lang, it.of, it.text) for it in spellings)
    draft.extensions = [it if not it.lang or it.lang in langs else _of_concept(it) for it in draft.extensions]
    texts = set(terms)
    found = tuple(_with_use(term, texts) for term in terms.values())
    return found, tuple(spellings), tuple(places)


def _work(said: Iterable[Said]) -> str:
    """The status of a concept by what is said of its terms."""
    found = {status for one in said for status, _ in one.work}
    return next((status for status in CONCEPT_STATUSES if status in found), "")


def _united(said: Iterable[Said]) -> Iterable[Said]:
    """The terms of an entry, each once, with all that is said of it in several places.

    Spellings that notes tell of were written one by one: alike in text, they may differ in the form that is meant.
    """
    found: dict[tuple[str, str, int], Said] = {}
    for number, one in enumerate(said):
        first = found.setdefault((one.lang, one.text, number if one.of else -1), one)
        if first is not one:
            first.join(one)
    return found.values()


def _keep_defined(draft: Draft, langs: set[str], faults: Faults) -> None:
    """Keep what stands beside definitions, where files that this program writes have the definition."""
    for lang, element in draft.defined:
        found = deepcopy(element)
        head = found[0] if fragment.local_name(found).endswith("Grp") else found
        head.attrib.pop(LANG, None)
        if lang not in langs:
            head.set(LANG, lang)
        draft.keep(found, faults, lang if lang in langs else "")


def _of_concept(extension: Extension) -> Extension:
    """What is said of a language that the concept has no term in: it is said of the concept, in that language."""
    element = fragment.parsed(extension.content)
    head = element[0] if fragment.local_name(element).endswith("Grp") and len(element) else element
    if LANG not in head.attrib:
        head.set(LANG, extension.lang)
    return Extension(extension.format, "", "", fragment.written(element))


def _owner(one: Said, said: Mapping[str, Said], *, is_ours: bool) -> str:
    """The text of the term that something is a spelling of; empty: it is a term itself.

    Entries that this program wrote say it, in others it is guessed.
    """
    if one.of or is_ours:
        return one.of if one.of in said else ""
    if one.is_romanised:
        script = main_script(one.text)
        for other in said.values():
            if primary(other.lang) == primary(one.lang) and main_script(other.text) != script:
                return other.text
    return ""


def _term(one: Said, terms: Mapping[tuple[str, str], Term], faults: Faults, vocabulary: Vocabulary) -> Term:
    known = [word for word in dict.fromkeys(one.grammar) if word in vocabulary.grammar]
    if unknown := len(one.grammar) - len(known):
        faults.lost["words of grammar"] += unknown
    fields = dict(one.fields)
    if fields.get("type", "") not in vocabulary.types and fields.pop("type", ""):
        faults.lost["term types"] += 1
    status = one.status
    if not status:
        first = not any(lang == one.lang for lang, _ in terms)
        status = "preferred" if first else "admitted"
    return Term(
        lang=one.lang,
        text=one.text,
        status=cast("TermStatus", status),
        grammar=intern(" ".join(known)),
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
