"""XLSX: the workbook holds the whole base and gives it back; LibreOffice and openpyxl read it; the layouts of tools."""

import csv
import io
import os
import shutil
import subprocess
from collections import defaultdict
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils.escape import unescape

from termbase.files import BUNDLED, InputError
from termbase.formats.order import Order
from termbase.formats.xlsx_export import write_xlsx
from termbase.model import ALLOWED_STATUSES, Attestation, Base, Concept, Matching, Relation, Spelling, Term
from termbase.parse import load_base
from tests.test_export_any import bases

MINI = Path(__file__).parent / "data" / "mini"


def exported(base: Base, *langs: str, tool: str = "") -> bytes:
    file = io.BytesIO()
    write_xlsx(Order(base, langs, tool), file)
    return file.getvalue()


def sheets(data: bytes) -> dict[str, list[dict[str, str]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {}
    for sheet in book.worksheets:
        header, *rows = ([unescape(cell) if cell else "" for cell in row] for row in sheet.iter_rows(values_only=True))
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def concepts(data: bytes) -> list[Concept]:
    """The concepts of a workbook: what an import does with it."""
    book = sheets(data)
    rows: dict[str, dict[str, list[dict[str, str]]]] = {}
    for title, those in book.items():
        rows[title] = defaultdict(list)
        for row in those:
            rows[title][row.get("concept", "")].append(row)
    return [_concept(row, {title: found[row["id"]] for title, found in rows.items()}) for row in book["concepts"]]


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("\n")) if cell else ()


def _concept(row: dict[str, str], of: dict[str, list[dict[str, str]]]) -> Concept:
    definition = {
        name.removeprefix("definition "): cell for name, cell in row.items() if name.startswith("definition ")
    }
    made: dict[str, Any] = {"id": row["id"], "status": row["status"], "note": row["note"]}
    return Concept(
        **made,
        domains=_lines(row["domains"]),
        definition={lang: text for lang, text in definition.items() if text},
        terms=tuple(_term(term) for term in of["terms"]),
        spellings=tuple(Spelling(**{k: v for k, v in it.items() if k != "concept"}) for it in of["spellings"]),  # type: ignore[arg-type]
        attestations=tuple(
            Attestation(
                it["term"],
                it["spelling"],
                it["source"],
                tuple(map(int, it["lines"].split(", "))),
                it["chosen"] == "yes",
            )
            for it in of["attestations"]
        ),
        related=tuple(Relation(it["to"], it["kind"]) for it in of["relations"]),  # type: ignore[arg-type]
        matching=Matching(
            **{
                kind.name: tuple(it["text"] for it in of["matching"] if it["kind"] == kind.name)
                for kind in fields(Matching)
            }
        ),
    )


def _term(row: dict[str, str]) -> Term:
    made: dict[str, Any] = {name: cell for name, cell in row.items() if name != "concept"}
    made["forms"] = _lines(row["forms"])
    made |= {name: row[name] == "yes" for name in ("broad", "confirmed")}
    made["compound"] = {"": None, "yes": True, "no": False}[row["compound"]]
    made["case"] = row["case"] or None
    return Term(**made)


@pytest.mark.parametrize("root", [MINI, BUNDLED], ids=["mini", "bundled"])
def test_the_workbook_gives_the_base_back(root: Path) -> None:
    base = load_base(root)
    data = exported(base)
    assert concepts(data) == list(base.concepts)
    assert [row["id"] for row in sheets(data)["sources"]] == list(base.sources)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_any_base_comes_back(base: Base) -> None:
    assert concepts(exported(base)) == list(base.concepts)


@pytest.mark.parametrize(
    "text", ["_x0041_", "a_x000D_b", "_x005F_", "a\rb\r\nc\nd", " a ", "=1+1", "\t", "<&>\"']]>", "😀"]
)
def test_texts_that_spreadsheets_have_their_own_way_with(text: str) -> None:
    mini = load_base(MINI)
    noted = replace(mini, concepts=(replace(mini.concepts[0], note=text), *mini.concepts[1:]))
    assert concepts(exported(noted))[0].note == text


def test_a_text_that_no_cell_holds_is_refused() -> None:
    mini = load_base(MINI)
    noted = replace(mini, concepts=(replace(mini.concepts[0], note="a" * 32_768), *mini.concepts[1:]))
    with pytest.raises(InputError, match=r"a text of 32,768 characters .* a cell holds 32,767"):
        exported(noted)


def converted(data: bytes, folder: Path) -> list[list[str]]:
    """The first sheet as LibreOffice has it."""
    office = shutil.which(os.environ.get("SOFFICE", "soffice"))
    if office is None:
        pytest.fail("soffice is missing: install the Debian package libreoffice-calc-nogui")
    (folder / "base.xlsx").write_bytes(data)
    subprocess.run(
        [
            *(office, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"),
            *(
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
                "--outdir",
                str(folder),
            ),
            str(folder / "base.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return list(csv.reader(io.StringIO((folder / "base.csv").read_text("utf-8"))))


def test_libreoffice_reads_every_entry(tmp_path: Path) -> None:
    base = load_base(BUNDLED)
    header, *rows = converted(exported(base, "en", "ru", "ko", tool="multiterm"), tmp_path)
    assert header == [
        *("Id", "Subject", "Status", "Note", "English", "Definition English"),
        *("Russian", "Definition Russian", "Korean", "Definition Korean"),
    ]
    found = {row[0]: row for row in rows}
    assert len(found) == len(rows)
    for concept in base.concepts:
        if concept.status != "retired":
            row = dict(zip(header, found.pop(concept.id), strict=True))
            assert row["Status"] == concept.status
            for lang, name in (("en", "English"), ("ru", "Russian"), ("ko", "Korean")):
                usable = [term for term in concept.in_language(lang) if term.status in ALLOWED_STATUSES]
                usable.sort(key=lambda term: term.status != "preferred")
                assert row[name].split("|") == [term.text for term in usable]
                assert row[f"Definition {name}"] == concept.definition[lang]
    assert not found


@pytest.mark.parametrize(
    ("tool", "header", "first"),
    [
        (
            "memoq",
            ["Entry_ID", "Entry_Subject", "Entry_Note", "English", "English_Def", "Russian", "Russian_Def"],
            [
                "5-year-plan",
                "Titles & <honours>",
                "concept status: review",
                "five-year plan",
                "A plan of five years.",
                "пятилетка",
                "",
            ],
        ),
        ("phrase", ["en", "ru"], ["five-year plan", "пятилетка"]),
    ],
)
def test_a_layout(tool: str, header: list[str], first: list[str]) -> None:
    (rows,) = sheets(exported(load_base(MINI), "en", "ru", tool=tool)).values()
    assert list(rows[0]) == header
    assert list(rows[0].values()) == first
    assert len(rows) == 7
