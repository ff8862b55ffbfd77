"""The rows of a table of terms that are entries, as concepts; see `termbase.formats.term_table`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from termbase.formats.columns import plain
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, is_term, slug
from termbase.formats.language import believed, of_texts
from termbase.formats.tbx_names import key, reading
from termbase.formats.tbx_remarks import SEPARATOR
from termbase.formats.term_columns import Column, Header
from termbase.formats.tool_tables import STATUS
from termbase.model import ALLOWED_STATUSES, CONCEPT_STATUSES, Concept, ConceptStatus, Term, TermStatus, Vocabulary

BETWEEN = "|"
"""What stands between several terms in a cell, where nobody says otherwise; each may stand on a line of its own too."""
_WORDS = re.compile(r"[;,]")


class Line(NamedTuple):
    """A row of a table."""

    number: int
    """Of the line, or of the row, from 1."""
    cells: Sequence[str]


@dataclass(slots=True)
class _Said:
    """What a row says of a term, or of its entry."""

    status: str = ""
    """Of terms."""
    work: str = ""
    """Of the concept."""
    grammar: tuple[str, ...] = ()
    type: str = ""
    notes: tuple[str, ...] = ()


class Entries:
    """The concepts of a table with a row an entry, row by row."""

    def __init__(
        self, header: Header, line: int, vocabulary: Vocabulary, faults: Faults, between: str = BETWEEN
    ) -> None:
        """Begin.

        Args:
            header: its columns.
            line: of the header.
            vocabulary: its domains, types and words of grammar are those kept.
            faults: what becomes of rows without a term.
            between: what stands between several terms in a cell.

        Raises:
            InputError: what `faults` refuses: a language that bases cannot have.
        """
        self._header = header
        self._vocabulary = vocabulary
        self._faults = faults
        self._definitions = [
            it._replace(lang=it.lang and faults.language(it.lang, line))
            for it in header.columns
            if it.role == "definition"
        ]
        self._about = {at: [it for it in header.columns if it.of == at] for at in (-1, *(it.at for it in header.terms))}
        """What says something of the terms in a column, and of the entry."""
        self._roles: dict[str, list[int]] = {}
        for column in header.columns:
            self._roles.setdefault(column.role, []).append(column.at)
        self._between = re.compile(rf"{re.escape(between)}|[\r\n]+")
        self._terms = [it._replace(lang=it.lang and faults.language(it.lang, line)) for it in header.terms]
        self._concepts: dict[str, Concept] = {}
        self._by_terms: dict[frozenset[tuple[str, str]], str] = {}
        """Concepts to which the table gives no id."""
        self._ids: dict[str, str] = {}
        """Ids of the table to those of the concepts."""
        self._stated: set[str] = set()
        self._ranks = False
        titles = vocabulary.domains.items()
        self._domains = {plain(title): it for it, those in titles for title in (*those.values(), it)}
        self._titles: dict[str, Mapping[str, str]] = {}

    def take(self, line: Line) -> None:
        """Read a row.

        Raises:
            InputError: what `Faults` refuses: a row without a term, a text that is too long for one.
        """
        cells = line.cells
        said = {at: self._said(columns, cells) for at, columns in self._about.items()}
        terms = self._terms_of(cells, said, line.number)
        if not terms:
            if any(map(str.strip, cells)):
                self._faults.refuse(line.number, "a row has no term", "rows without term")
            return
        entry = said[-1]
        lost = (note for at, one in said.items() if at >= 0 and not _cell(cells, at) for note in one.notes)
        note, status = _status(SEPARATOR.join((*entry.notes, *lost)))
        status = status or entry.work or next((one.work for one in said.values() if one.work), "")
        definition = self._definition(cells, terms)
        concept = Concept(
            self._id(cells, terms, definition),
            cast("ConceptStatus", status or ("review" if definition else "draft")),
            self._domains_of(cells),
            definition,
            tuple(terms),
            note=note,
        )
        known = self._concepts.get(concept.id)
        self._concepts[concept.id] = self._joined(known, concept) if known else concept
        if status and (entry.work or not any(one.work for one in said.values())):
            self._stated.add(concept.id)
        for at, name in self._header.others:
            if _cell(cells, at):
                self._lose(name)

    def imported(self, kind: str) -> Imported:
        """What was read.

        Args:
            kind: what the table is, for people.

        Raises:
            InputError: there is no concept.
        """
        named = {own for given, own in self._ids.items() if slug(given)}
        found = gathered(kind, self._concepts, self._stated, named, self._vocabulary, self._faults, self._titles)
        return replace(found, ranks=self._ranks)

    # --- terms ---

    def _terms_of(self, cells: Sequence[str], said: Mapping[int, _Said], number: int) -> list[Term]:
        """The terms of a row; where no status is said, the first of a language is preferred, others are admitted."""
        found: dict[tuple[str, str], tuple[str, _Said]] = {}
        usual = "" if said[-1].status in ALLOWED_STATUSES else said[-1].status
        for column in self._terms:
            texts = [text for part in self._between.split(_raw(cells, column.at)) if (text := clean(part))]
            lang = self._lang(column, cells, number) if texts else ""
            about = said[column.at]
            for text in texts if lang else ():
                if (lang, text) not in found and is_term(text, number, self._faults):
                    found[lang, text] = about.status or usual, about
        led = {lang for (lang, _), (status, _) in found.items() if status == "preferred"}
        self._ranks |= bool(led)
        terms = []
        for (lang, text), (given, about) in found.items():
            status = given or ("admitted" if lang in led else "preferred")
            led |= {lang} if status == "preferred" else set()
            terms.append(_term(lang, text, status, about))
            about.notes = ()  # they stand beside the first term of a cell
        return terms

    def _lang(self, column: Column, cells: Sequence[str], number: int) -> str:
        if column.lang or not self._header.langs:
            return column.lang
        return self._faults.language(_cell(cells, self._header.langs[0].at), number)

    def _said(self, columns: Sequence[Column], cells: Sequence[str]) -> _Said:
        """What columns about one thing say."""
        found = _Said()
        for column in columns:
            if (cell := _cell(cells, column.at)) and not self._take(found, column.role, cell):
                self._lose(self._header.names[column.at])
        return found

    def _take(self, said: _Said, role: str, cell: str) -> bool:
        """Sort one cell in; False: it is not understood."""
        names = reading()
        if role == "note":
            said.notes = (*said.notes, cell)
        elif role in names["flags"]:
            said.status = names["flags"][role] if key(cell) in names["yes"] else said.status
            return key(cell) in names["yes"] | names["no"]
        elif role == "status" and cell in CONCEPT_STATUSES:
            said.work = cell
        elif role == "status" and key(cell) in names["work"]:
            said.work = names["work"][key(cell)]
        elif role in ("status", "info"):
            words = [names["statuses"].get(key(word), "") for word in ([cell] if role == "status" else cell.split(";"))]
            said.status = max((said.status, *words), key=["", *names["order"]].index)
            return all(words)
        elif role == "grammar":
            words = [names["grammar"].get(key(word), "") for word in _WORDS.split(cell)]
            known = [word for word in words if word in self._vocabulary.grammar]
            said.grammar = tuple(dict.fromkeys((*said.grammar, *known)))
            return len(known) == len(words)
        elif role == "type":
            said.type = names["types"].get(key(cell), "")
            return said.type in self._vocabulary.types
        return True

    # --- the entry ---

    def _id(self, cells: Sequence[str], terms: Sequence[Term], definition: Mapping[str, str]) -> str:
        """The id of a row's concept: that of an earlier row, where it is one entry with it."""
        given = next(iter(self._cells(cells, "id")), "")
        if given in self._ids:
            return self._ids[given]
        texts = frozenset((term.lang, term.text) for term in terms)
        if not given and (known := self._by_terms.get(texts)):
            told = self._concepts[known].definition
            if all(told.get(lang, text) == text for lang, text in definition.items()):
                return known
        english = sorted(terms, key=lambda term: term.lang != "en")
        found = free_id([given, *(term.text for term in english)], self._concepts, len(self._concepts) + 1)
        if given:
            self._ids[given] = found
        else:
            self._by_terms[texts] = found
        return found

    def _domains_of(self, cells: Sequence[str]) -> tuple[str, ...]:
        found = []
        for title in (title for cell in self._cells(cells, "domain") for title in listed(cell)):
            domain = self._domains.get(plain(title)) or slug(title) or f"domain-{len(self._titles) + 1}"
            found.append(domain)
            if domain not in self._vocabulary.domains:
                self._domains[plain(title)] = domain
                self._titles[domain] = {"en": title}
        return tuple(dict.fromkeys(found))

    def _definition(self, cells: Sequence[str], terms: Sequence[Term]) -> dict[str, str]:
        found: dict[str, str] = {}
        for column in self._definitions:
            if text := _cell(cells, column.at):
                lang = column.lang or self._of_text(text, terms)
                if found.setdefault(lang, text) != text:
                    self._lose(self._header.names[column.at])
        return found

    def _of_text(self, text: str, terms: Sequence[Term]) -> str:
        """The language of a definition whose column says none: one of the table that its script suggests."""
        told = of_texts([text])
        if self._header.langs:
            return believed(terms[0].lang, text) or told
        langs = [column.lang for column in self._terms]
        return told if told in langs else langs[0]

    def _cells(self, cells: Sequence[str], role: str) -> Iterator[str]:
        yield from (cell for at in self._roles.get(role, ()) if (cell := _cell(cells, at)))

    def _joined(self, one: Concept, other: Concept) -> Concept:
        """Two rows of one entry."""
        known = {(term.lang, term.text) for term in one.terms}
        led = {term.lang for term in one.terms if term.status == "preferred"}
        more = [
            replace(term, status="admitted") if term.status == "preferred" and term.lang in led else term
            for term in other.terms
            if (term.lang, term.text) not in known
        ]
        for lang in other.definition:
            if one.definition.get(lang, other.definition[lang]) != other.definition[lang]:
                self._faults.lost["second definitions"] += 1
        return Concept(
            one.id,
            one.status,
            tuple(dict.fromkeys((*one.domains, *other.domains))),
            {**other.definition, **one.definition},
            (*one.terms, *more),
            note=SEPARATOR.join(
                dict.fromkeys(filter(None, (*one.note.split(SEPARATOR), *other.note.split(SEPARATOR))))
            ),
        )

    def _lose(self, name: str) -> None:
        self._faults.lost[f"cells in the column “{clean(name)}”"] += 1


def listed(cell: str) -> tuple[str, ...]:
    """What stands between semicolons, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split(";")))))


def _raw(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _cell(cells: Sequence[str], at: int) -> str:
    return clean(cells[at]) if at < len(cells) and cells[at] else ""


def _term(lang: str, text: str, status: str, said: _Said) -> Term:
    kind, grammar, note = said.type or "fullForm", " ".join(said.grammar), SEPARATOR.join(said.notes)
    return Term(lang, text, cast("TermStatus", status), type=kind, grammar=grammar, note=note)


def _status(note: str) -> tuple[str, str]:
    """The note and the status of a concept, which the layout of memoQ has at the end of the note."""
    rest, said, found = note.rpartition(STATUS)
    return (rest.removesuffix("; "), found) if said and found in CONCEPT_STATUSES else (note, "")
