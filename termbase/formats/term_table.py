"""Tables of terms as concepts, whatever file they stand in: a row a term, or a row an entry.

*A row a term* is the table of `termbase.formats.csv_export`; rows of one concept may stand anywhere.

*A row an entry* has a column a language, as translators' tools and people write it. Columns are told by their names
(``data/tables.toml``, section ``glossary``; languages by code or by name), several terms in a cell stand between
upright strokes, and a language may have several columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

from termbase.files import InputError
from termbase.formats.columns import language_of, plain, tables
from termbase.formats.csv_export import COLUMNS, unguarded
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, slug
from termbase.formats.language import of_texts
from termbase.formats.tool_tables import STATUS
from termbase.model import CONCEPT_STATUSES, TERM_STATUSES, Concept, ConceptStatus, Term, TermStatus, Vocabulary

_A_TERM = {"concept", "lang", "term"}
_OWN = re.compile(rf"({'|'.join(TERM_STATUSES)}) → ({'|'.join(TERM_STATUSES)})(;|$)")
_SEPARATOR = "|"
_NO_HEADER = (
    "the first row names no language, as “en” or “Russian” (“--lang en,ru” says it of a table without names); "
    f"or columns of: {', '.join(COLUMNS)}"
)


class Line(NamedTuple):
    """A row of a table."""

    number: int
    """Of the line, or of the row, from 1."""
    cells: Sequence[str]


class _Columns(NamedTuple):
    """What the columns of a table with a row an entry are, each by its number from 0."""

    terms: Sequence[tuple[int, str]]
    """With the language."""
    definitions: Sequence[tuple[int, str]]
    """With the language, empty where the column does not say it."""
    roles: Mapping[str, int]
    """``id``, ``domain``, ``note``, ``status``."""
    others: Sequence[tuple[int, str]]
    """What is not understood, with its name."""


def is_table(header: Sequence[str]) -> bool:
    """Whether the cells of a row name the columns of a table of terms."""
    names = {cell.strip() for cell in header}
    return names >= _A_TERM or bool(_columns(header).terms)


def read_table(
    path: Path, kind: str, lines: Iterator[Line], vocabulary: Vocabulary, faults: Faults, langs: Sequence[str] = ()
) -> Imported:
    """The concepts of a table.

    Args:
        path: of the file.
        kind: what it is, for people.
        lines: its rows, the one with the names first.
        vocabulary: its domains, types and words of grammar are those kept.
        faults: whether rows without a term or with an unknown language are left out or refused.
        langs: the languages of the first columns of a table whose first row names none; the rest is remarks.

    Raises:
        InputError: columns without names; what `faults` refuses; an unknown status; no term.
    """
    first = next((line for line in lines if any(map(str.strip, line.cells))), Line(1, ()))
    header = [cell.strip() for cell in first.cells]
    if set(header) >= _A_TERM:
        return _read_terms(path, kind, header, lines, vocabulary, faults)
    columns = _columns(header, langs)
    if not columns.terms or (columns.roles.get("term") is not None and not langs):
        if not langs:
            raise InputError(path, _NO_HEADER, first.number)
        columns = _Columns(list(enumerate(langs)), (), {"note": len(langs)}, ())
        lines = _by_first(chain([first], lines), len(langs))
    return _read_entries(kind, columns, first.number, lines, vocabulary, faults)


def _by_first(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """The rows of a table without names (OmegaT's): those with one source term are one entry.

    Remarks of our own that begin with the statuses of both terms are left out: they are made of what the base knows.
    """
    found: dict[str, list[list[str]]] = {}
    numbers: dict[str, int] = {}
    for number, cells in lines:
        source = cells[0].strip() if cells else ""
        numbers.setdefault(source, number)
        found.setdefault(source, [[] for _ in range(width + 1)])
        for column, cell in zip(found[source], cells, strict=False):
            column.append("" if _OWN.match(cell) else cell)
    for source, columns in found.items():
        *texts, remarks = (list(dict.fromkeys(filter(str.strip, column))) for column in columns)
        yield Line(numbers[source], [*map(_SEPARATOR.join, texts), "; ".join(remarks)])


def _read_terms(
    path: Path,
    kind: str,
    header: Sequence[str],
    lines: Iterable[Line],
    vocabulary: Vocabulary,
    faults: Faults,
) -> Imported:
    if unknown := [name for name in header if name not in COLUMNS]:
        raise InputError(path, f"{unknown[0]!r} is none of the columns: {', '.join(COLUMNS)}", 1)
    found: dict[str, _Draft] = {}
    for number, row in lines:
        cells = {name: clean(unguarded(cell)) for name, cell in zip(header, row, strict=False) if cell}
        if not cells.get("term"):
            faults.refuse(number, "a row has no term", "rows without term")
            continue
        cells["lang"] = faults.language(cells.get("lang", ""), number)
        for name, known in (("term status", TERM_STATUSES), ("concept status", CONCEPT_STATUSES)):
            if cells.get(name) and cells[name] not in known:
                faults.refuse(number, f"{cells[name]!r} is no {name}", f"unknown {name}es")
                cells[name] = ""
        if cells["lang"]:
            given = cells.get("concept", "")
            draft = found.get(given)
            if draft is None:  # the first row of a concept says its status and domains
                domains = _listed(cells.get("domains", ""))
                draft = found[given] = _Draft(cells.get("concept status", ""), domains)
            draft.terms.setdefault((cells["lang"], cells["term"]), _term(cells, vocabulary))
            if cells.get("definition"):
                draft.definition.setdefault(cells["lang"], cells["definition"])
    concepts: dict[str, Concept] = {}
    stated = set()
    for name, draft in found.items():
        text = next(iter(draft.terms))[1]
        concept = draft.concept(free_id([name, text], concepts, len(concepts) + 1))
        concepts[concept.id] = concept
        if draft.status:
            stated.add(concept.id)
    return gathered(kind, concepts, stated, {slug(name) for name in found if name}, vocabulary, faults)


@dataclass(slots=True)
class _Draft:
    """What the rows of a concept say."""

    status: str
    domains: tuple[str, ...]
    definition: dict[str, str] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)

    def concept(self, concept_id: str) -> Concept:
        """The concept."""
        status = self.status or ("review" if self.definition else "draft")
        return Concept(
            concept_id, cast("ConceptStatus", status), self.domains, self.definition, tuple(self.terms.values())
        )


def _term(row: dict[str, str], vocabulary: Vocabulary) -> Term:
    grammar = [word for word in row.get("grammar", "").split() if word in vocabulary.grammar]
    kind = row.get("type", "")
    return Term(
        lang=row["lang"],
        text=row["term"],
        status=cast("TermStatus", row.get("term status") or "preferred"),
        type=kind if kind in vocabulary.types else "fullForm",
        grammar=" ".join(grammar),
        stress=row.get("stress", ""),
        reason=row.get("reason", ""),
        use=row.get("use", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, cell.split(";")))))


def _read_entries(
    kind: str,
    columns: _Columns,
    header: int,
    lines: Iterable[Line],
    vocabulary: Vocabulary,
    faults: Faults,
) -> Imported:
    columns = _known(columns, header, faults)
    domain_ids = _domain_ids(vocabulary)
    concepts: dict[str, Concept] = {}
    ids: dict[str, str] = {}
    stated: set[str] = set()
    titles: dict[str, Mapping[str, str]] = {}
    for number, row in lines:
        cells = [clean(unguarded(cell)) for cell in row]
        terms = _terms_of(cells, columns)
        if not terms:
            if any(cells):
                faults.refuse(number, "a row has no term", "rows without term")
            continue
        given = {role: cells[at] for role, at in columns.roles.items() if at < len(cells) and cells[at]}
        domains = []
        for title in _listed(given.get("domain", "")):
            domain = domain_ids.get(plain(title)) or slug(title) or f"domain-{len(titles) + 1}"
            domains.append(domain)
            if domain not in vocabulary.domains:
                domain_ids[plain(title)] = domain
                titles[domain] = {"en": title}
        definition = _definition(cells, columns)
        note, status = _status(given.get("note", ""), given.get("status", ""))
        is_stated = status in CONCEPT_STATUSES
        english = sorted(terms, key=lambda term: term.lang != "en")
        name = given.get("id", "")
        if not (own := ids.get(name, "")):  # rows with one id are one entry
            own = free_id([name, *(term.text for term in english)], concepts, len(concepts) + 1)
        one = Concept(
            own,
            cast("ConceptStatus", status if is_stated else "review" if definition else "draft"),
            tuple(dict.fromkeys(domains)),
            definition,
            tuple(terms),
            note=note,
        )
        concepts[own] = _joined(concepts[own], one) if own in concepts else one
        ids |= {name: own} if name else {}
        stated |= {own} if is_stated else set()
        for at, name in columns.others:
            if at < len(cells) and cells[at]:
                faults.lost[f"cells in the column “{name}”"] += 1
    named = {own for name, own in ids.items() if slug(name)}
    return replace(gathered(kind, concepts, stated, named, vocabulary, faults, titles), ranks=False)


def _known(columns: _Columns, line: int, faults: Faults) -> _Columns:
    """The columns whose languages bases can have."""
    terms = [(at, lang) for at, code in columns.terms if (lang := faults.language(code, line))]
    told = [(at, code and faults.language(code, line)) for at, code in columns.definitions]
    return columns._replace(terms=terms, definitions=told)


def _terms_of(cells: Sequence[str], columns: _Columns) -> list[Term]:
    found: dict[tuple[str, str], Term] = {}
    led: set[str] = set()
    for at, lang in columns.terms:
        for text in cells[at].split(_SEPARATOR) if at < len(cells) else ():
            if text := text.strip():
                found.setdefault((lang, text), Term(lang, text, "admitted" if lang in led else "preferred"))
                led.add(lang)
    return list(found.values())


def _definition(cells: Sequence[str], columns: _Columns) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, lang in columns.definitions:
        if at < len(cells) and (text := cells[at]):
            found.setdefault(lang or _language(text, columns), text)
    return found


def _language(text: str, columns: _Columns) -> str:
    """The language of the table that the script of a text suggests, else its first."""
    known = [lang for _, lang in columns.terms]
    told = of_texts([text])
    return told if told in known else known[0]


def _status(note: str, status: str) -> tuple[str, str]:
    """The note and the status of a concept, which the layout of memoQ has at the end of the note."""
    rest, said, found = note.rpartition(STATUS)
    return (rest.removesuffix("; "), found) if said and found in CONCEPT_STATUSES else (note, status)


def _joined(one: Concept, other: Concept) -> Concept:
    """Two rows of one entry."""
    led = {term.lang for term in one.terms}
    known = {(term.lang, term.text) for term in one.terms}
    more = [
        Term(term.lang, term.text, "admitted" if term.lang in led else term.status)
        for term in other.terms
        if (term.lang, term.text) not in known
    ]
    return Concept(
        one.id,
        one.status,
        tuple(dict.fromkeys((*one.domains, *other.domains))),
        {**other.definition, **one.definition},
        (*one.terms, *more),
        note=one.note or other.note,
    )


def _domain_ids(vocabulary: Vocabulary) -> dict[str, str]:
    """The id of a domain by its id and its titles."""
    titles = ((title, domain) for domain, those in vocabulary.domains.items() for title in (*those.values(), domain))
    return {plain(title): domain for title, domain in titles}


def _columns(header: Sequence[str], langs: Sequence[str] = ()) -> _Columns:
    terms: list[tuple[int, str]] = []
    definitions: list[tuple[int, str]] = []
    roles: dict[str, int] = {}
    others: list[tuple[int, str]] = []
    for number, name in enumerate(header):
        role, rest = _meaning(name)
        if role == "definition":
            definitions.append((number, language_of(rest)))
        elif role == "term" and langs:  # a column of terms that says no language has the first one
            terms.append((number, langs[0]))
        elif role:
            roles.setdefault(role, number)
        elif lang := language_of(name):
            terms.append((number, lang))
        elif name:
            others.append((number, name))
    return _Columns(terms, definitions, roles, others)


def _meaning(name: str) -> tuple[str, str]:
    """The role of a column, and what its name says beside: ``Definition Korean``, ``English_Def``."""
    words = plain(name)
    if role := _roles().get(words):
        return role, ""
    first, _, rest = words.partition(" ")
    before, _, last = words.rpartition(" ")
    for word, other in ((first, rest), (last, before)):
        if other and _roles().get(word) == "definition":
            return "definition", other
    return "", ""


@cache
def _roles() -> dict[str, str]:
    return {plain(name): role for role, names in tables()["glossary"].items() for name in names}
