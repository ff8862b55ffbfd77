"""Tables in the layouts that translators' tools import; docs/tools/ says what the makers publish about each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import icu

from termbase.formats.holds import PREFERRED, USABLE, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.selection import domain_titles, primary

Row = Sequence[str]


STATUS = "concept status: "
"""Before the status of a concept that nobody has approved, in the remarks of a table."""


class Layout(NamedTuple):
    """One layout: what it holds, and its rows, the header first where it has one."""

    holds: Holds
    rows: Callable[[Order], Iterator[Row]]
    plain: bool = False
    """Whether lines are read as they stand, without quotation marks and a header: its cells are on one line, and not
    guarded against spreadsheets."""


def _name(lang: str) -> str:
    """The English name of a language, as the tools call it."""
    return str(icu.Locale(lang).getDisplayName(icu.Locale("en")))


def _texts(entry: Entry, lang: str, separator: str) -> str:
    return separator.join(term.text.replace(separator, " ") for term in entry.terms.get(lang, ()))


def _definition(entry: Entry, lang: str) -> str:
    return entry.concept.definition.get(lang) or entry.concept.definition.get(primary(lang), "")


def _domains(order: Order, entry: Entry, lang: str) -> str:
    return "; ".join(domain_titles(order.base, entry.concept, lang))


# One row an entry, synonyms in one cell between bars; the fields are matched in the import window.
_MEMOQ = Holds(
    USABLE,
    held=frozenset({"definitions", "domains", "concept notes"}),
    told=frozenset({"concept statuses", "term statuses"}),  # the preferred term stands first
    together=2,
)


def _memoq(order: Order) -> Iterator[Row]:
    tags = _MEMOQ.languages(order)
    texts = [column for tag in tags for column in (_name(tag), f"{_name(tag)}_Def")]
    yield "Entry_ID", "Entry_Subject", "Entry_Note", *texts
    for entry in _MEMOQ.entries(order):
        concept = entry.concept
        status = "" if concept.status == "approved" else f"{STATUS}{concept.status}"
        note = "; ".join(filter(None, (concept.note, status)))
        cells = [cell for tag in tags for cell in (_texts(entry, tag, "|"), _definition(entry, tag))]
        yield concept.id, _domains(order, entry, tags[0]), note, *cells


# One row an entry, synonyms in one cell between bars (RWS, formats for data import and export).
_MULTITERM = Holds(
    USABLE,
    held=frozenset({"definitions", "domains", "concept statuses", "concept notes"}),
    told=frozenset({"term statuses"}),  # the preferred term stands first
    together=2,
)


def _multiterm(order: Order) -> Iterator[Row]:
    tags = _MULTITERM.languages(order)
    texts = [column for tag in tags for column in (_name(tag), f"Definition {_name(tag)}")]
    yield "Id", "Subject", "Status", "Note", *texts
    for entry in _MULTITERM.entries(order):
        concept = entry.concept
        cells = [cell for tag in tags for cell in (_texts(entry, tag, "|"), _definition(entry, tag))]
        yield concept.id, _domains(order, entry, tags[0]), concept.status, concept.note, *cells


# A list of terms under the codes of their languages.
_PHRASE_TMS = Holds(PREFERRED, together=2)


def _phrase_tms(order: Order) -> Iterator[Row]:
    tags = _PHRASE_TMS.languages(order)
    yield tags
    for entry in _PHRASE_TMS.entries(order):
        yield [entry.terms[tag][0].text if tag in entry.terms else "" for tag in tags]


# The columns that Phrase Strings lists, then codes of languages; the first language is that of the terms.
_PHRASE_STRINGS = Holds(PREFERRED, told=frozenset({"definitions"}), together=2, first=True)


def _phrase_strings(order: Order) -> Iterator[Row]:
    first, *others = _PHRASE_STRINGS.languages(order)
    yield "term", "case sensitive", "translatable", "description", *others
    for entry in _PHRASE_STRINGS.entries(order):
        told = next(filter(None, (_definition(entry, lang) for lang in (first, *others))), "")
        translations = [entry.terms[lang][0].text if lang in entry.terms else "" for lang in others]
        yield entry.terms[first][0].text, "false", "true", told, *translations


# Source, target, comment, without a header; a row for each source term and the preferred target term.
_OMEGAT = Holds(
    USABLE,
    told=frozenset({"definitions", "domains", "concept statuses", "term statuses"}),
    together=2,
    most=2,
)


def _omegat(order: Order) -> Iterator[Row]:
    source, target = _OMEGAT.languages(order)
    for entry in _OMEGAT.entries(order):
        status = "" if entry.concept.status == "approved" else f"{STATUS}{entry.concept.status}"
        told = [_domains(order, entry, source), *(_definition(entry, lang) for lang in (source, target)), status]
        for original in entry.terms[source]:
            for translation in entry.terms[target]:
                statuses = f"{original.status} → {translation.status}"
                comment = "; ".join(filter(None, (statuses, *told)))
                yield [uncommented(flat(original.text)), flat(translation.text), flat(comment)]


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def uncommented(line: str) -> str:
    """A line of which a number sign at its beginning does not make a comment."""
    return f" {line}" if line.startswith("#") else line


XLSX_LAYOUTS: Mapping[str, Layout] = {
    "memoq": Layout(_MEMOQ, _memoq),
    "multiterm": Layout(_MULTITERM, _multiterm),
    "phrase": Layout(_PHRASE_TMS, _phrase_tms),
}
CSV_LAYOUTS: Mapping[str, Layout] = {
    "memoq": Layout(_MEMOQ, _memoq),
    "multiterm": Layout(_MULTITERM, _multiterm),
    "phrase": Layout(_PHRASE_STRINGS, _phrase_strings),
}
TSV_LAYOUTS: Mapping[str, Layout] = {
    "memoq": Layout(_MEMOQ, _memoq),
    "omegat": Layout(_OMEGAT, _omegat, plain=True),
}
