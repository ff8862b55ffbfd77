"""XLSX (ISO/IEC 29500, transitional): the whole base as a workbook, or one sheet in the layout of a tool.

The workbook has a sheet for each kind of thing, with a row each; together they hold all that concept files hold. Cells
are texts, which no program runs as formulas. It is written as a stream, and the same base gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from operator import attrgetter
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from termbase.files import InputError
from termbase.formats.holds import ALL, FIELDS, Entry, Holds
from termbase.formats.order import Order
from termbase.formats.selection import check_text
from termbase.formats.table import column_letters
from termbase.formats.tool_tables import XLSX_LAYOUTS
from termbase.model import Concept, Matching, language_rank

HOLDS = Holds(ALL, held=frozenset(FIELDS), retired=True)
LAYOUTS = {"": HOLDS, **{tool: layout.holds for tool, layout in XLSX_LAYOUTS.items()}}

_LONGEST = 32_767
_MOST_ROWS = 1_048_576
"""What a cell and a sheet may hold (Excel specifications and limits)."""
_NO_MATCHING = Matching()
_RESERVED = re.compile("(?=_x[0-9A-Fa-f]{4}_)")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Row = Sequence[str]
_Sheet = tuple[str, Iterable[Row]]


def write_xlsx(order: Order, file: BinaryIO) -> int:
    """Write a workbook.

    Args:
        order: its tool chooses the layout; its languages, without any all of the base.
        file: what to write to.

    Returns:
        The number of concepts.

    Raises:
        InputError: an unknown language, nothing to write, or a text or a base that a sheet cannot hold.
    """
    layout = XLSX_LAYOUTS.get(order.tool)
    sheets: list[_Sheet] = [("terms", layout.rows(order))] if layout else list(_sheets(order))
    with ZipFile(file, "w") as package:
        _write_frame(package, [title for title, _ in sheets])
        counts = [_write_sheet(order, package, number, *sheet) for number, sheet in enumerate(sheets, 1)]
    return counts[0] - 1


COLUMNS: Mapping[str, Row] = {
    "concepts": ("id", "status", "domains", "note"),  # and the definitions
    "terms": (
        *("concept", "lang", "text", "status", "type", "grammar", "stress", "forms"),
        *("reason", "use", "source", "note"),
        *("broad", "compound", "case", "confirmed"),
    ),
    "spellings": ("concept", "of", "text", "form", "status", "reason"),
    "attestations": ("concept", "term", "spelling", "source", "lines", "chosen"),
    "relations": ("concept", "to", "kind"),
    "matching": ("concept", "kind", "text"),
    "extensions": ("concept", "format", "lang", "term", "content"),
    "sources": ("id", "title", "kind", "author", "year", "url", "note"),
    "domains": ("id",),  # and the titles
}
"""The sheets of a base, and their columns."""
DEFINITION = "definition "
"""Before the language of a column with definitions."""


def _sheets(order: Order) -> Iterator[_Sheet]:
    tags = HOLDS.languages(order)
    defined = sorted({lang for concept in order.base.concepts for lang in concept.definition})
    langs = [lang for lang in defined if not order.langs or lang in tags]

    def concepts() -> Iterator[Row]:
        yield *COLUMNS["concepts"], *(f"{DEFINITION}{lang}" for lang in langs)
        for entry in HOLDS.entries(order):
            yield _concept(entry, langs)

    def those(title: str, has: Callable[[Concept], object], rows: Callable[[Entry], Iterable[Row]]) -> _Sheet:
        # The texts have been looked at when the first sheet was written.
        some = (HOLDS.entry(concept, tags) for concept in order.base.concepts if has(concept))
        return title, chain([COLUMNS[title]], chain.from_iterable(map(rows, filter(None, some))))

    yield "concepts", concepts()
    yield those("terms", attrgetter("terms"), _terms)
    yield those("spellings", attrgetter("spellings"), _spellings)
    yield those("attestations", attrgetter("attestations"), _attestations)
    yield those("relations", attrgetter("related"), _relations)
    yield those("matching", lambda concept: concept.matching != _NO_MATCHING, _matching)
    yield those("extensions", attrgetter("extensions"), _extensions)
    yield "sources", _sources(order)
    yield "domains", _domains(order)


def _concept(entry: Entry, langs: Iterable[str]) -> Row:
    it = entry.concept
    return it.id, it.status, "\n".join(it.domains), it.note, *(it.definition.get(lang, "") for lang in langs)


def _terms(entry: Entry) -> Iterator[Row]:
    for it in entry.concept.terms:
        if it.lang in entry.terms:
            yield (
                *(entry.concept.id, it.lang, it.text, it.status, it.type, it.grammar, it.stress, "\n".join(it.forms)),
                *(it.reason, it.use, it.source, it.note),
                *(_flag(it.broad), "" if it.compound is None else _flag(it.compound) or "no"),
                *(it.case or "", _flag(it.confirmed)),
            )


def _flag(value: object) -> str:
    return "yes" if value else ""


def _texts(entry: Entry) -> set[str]:
    return {term.text for terms in entry.terms.values() for term in terms}


def _spellings(entry: Entry) -> Iterator[Row]:
    texts = _texts(entry)
    for it in entry.concept.spellings:
        if it.of in texts:
            yield entry.concept.id, it.of, it.text, it.form, it.status, it.reason


def _attestations(entry: Entry) -> Iterator[Row]:
    texts = _texts(entry)
    for it in entry.concept.attestations:
        if it.term in texts:
            lines = ", ".join(map(str, it.lines))
            yield entry.concept.id, it.term, it.spelling, it.source, lines, _flag(it.chosen)


def _relations(entry: Entry) -> Iterator[Row]:
    return ((entry.concept.id, it.to, it.kind) for it in entry.concept.related)


def _matching(entry: Entry) -> Iterator[Row]:
    for it in fields(Matching):
        yield from ((entry.concept.id, it.name, text) for text in getattr(entry.concept.matching, it.name))


def _extensions(entry: Entry) -> Iterator[Row]:
    for it in entry.extensions:
        yield entry.concept.id, it.format, it.lang, it.term, it.content


def _sources(order: Order) -> Iterator[Row]:
    yield COLUMNS["sources"]
    for it in order.base.sources.values():
        check_text(order.base.root, f"{it.title}\n{it.author}\n{it.note}\n{it.url}", f"source {it.id}")
        yield it.id, it.title, it.kind, it.author, it.year, it.url, it.note


def _domains(order: Order) -> Iterator[Row]:
    titles = order.base.vocabulary.domains
    langs = sorted({lang for those in titles.values() for lang in those}, key=language_rank)
    yield *COLUMNS["domains"], *langs
    for domain, those in titles.items():
        yield domain, *(those.get(lang, "") for lang in langs)


def _write_frame(package: ZipFile, titles: Sequence[str]) -> None:
    numbers = range(1, len(titles) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>' for n in numbers
    )
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" r:id="s{n}"/>' for n, title in zip(numbers, titles, strict=True)
    )
    links = "".join(
        f'<Relationship Id="s{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="w" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    for name, text in parts.items():
        package.writestr(_part(name), f"{_HEAD}{text}")


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)  # of 1980, as the same base must give the same bytes
    part.compress_type = ZIP_DEFLATED
    return part


def _write_sheet(order: Order, package: ZipFile, number: int, title: str, rows: Iterable[Row]) -> int:
    """Write one sheet; returns the number of its rows."""
    count = 0
    with package.open(_part(f"xl/worksheets/sheet{number}.xml"), "w") as part:
        part.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        for count, row in enumerate(rows, 1):
            if count > _MOST_ROWS:
                raise InputError(order.base.root, f"has more {title} than a sheet of {_MOST_ROWS:,} rows can hold")
            cells = (_cell(order, count, *cell) for cell in enumerate(row) if cell[1])
            part.write(f'<row r="{count}">{"".join(cells)}</row>'.encode())
        part.write(b"</sheetData></worksheet>")
    return count


def _cell(order: Order, row: int, column: int, text: str) -> str:
    if len(text) > _LONGEST:
        reason = f"a text of {len(text):,} characters (“{text[:30]}…”); a cell holds {_LONGEST:,}"
        raise InputError(order.base.root, reason)
    # An underscore before what looks like an escape is escaped itself (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring).
    text = escape(_RESERVED.sub("_x005F", text).replace("\r", "_x000D_"))
    return f'<c r="{_letters(column)}{row}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


_LETTERS = [column_letters(index) for index in range(100)]


def _letters(column: int) -> str:
    return _LETTERS[column] if column < len(_LETTERS) else column_letters(column)
