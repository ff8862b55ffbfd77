"""XLSX: the workbook holds the whole base and gives it back; LibreOffice and openpyxl read it; the layouts of tools."""

import csv
import io
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from termbase.files import BUNDLED, InputError
from termbase.formats.order import Order
from termbase.formats.xlsx_export import write_xlsx
from termbase.model import ALLOWED_STATUSES, Base
from termbase.parse import load_base

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


@pytest.mark.parametrize(
    "text", ["_x0041_", "a_x000D_b", "_x005F_", "a\rb\r\nc\nd", " a ", "=1+1", "\t", "<&>\"']]>", "😀"]
)
def test_texts_that_spreadsheets_have_their_own_way_with(text: str) -> None:
    mini = load_base(MINI)
    noted = replace(mini, concepts=(replace(mini.concepts[0], note=text), *mini.concepts[1:]))
    assert sheets(exported(noted))["concepts"][0]["note"] == text


def test_a_text_that_no_cell_holds_is_refused() -> None:
    mini = load_base(MINI)
    noted = replace(mini, concepts=(replace(mini.concepts[0], note="a" * 32_768), *mini.concepts[1:]))
    with pytest.raises(InputError, match=r"a text of 32,768 characters .* a cell holds 32,767"):
        exported(noted)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The sheets of two workbooks of the whole base as LibreOffice has them, by the names of the files it makes."""
    program = shutil.which(os.environ.get("SOFFICE", "soffice"))
    if program is None:
        pytest.fail("soffice is missing: install the Debian package libreoffice-calc-nogui")
    folder, base = tmp_path_factory.mktemp("office"), load_base(BUNDLED)
    (folder / "everything.xlsx").write_bytes(exported(base))
    (folder / "multiterm.xlsx").write_bytes(exported(base, "en", "ru", "ko", tool="multiterm"))
    command = [
        *(program, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"),
        # UTF-8, all cells between quotation marks, every sheet in a file.
        *("--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"),
        *("--outdir", str(folder), str(folder / "everything.xlsx"), str(folder / "multiterm.xlsx")),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    read = {path.stem: path.read_text("utf-8") for path in folder.glob("*.csv")}
    return {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in read.items()}


def test_libreoffice_reads_every_cell(office: dict[str, list[list[str]]]) -> None:
    expected = sheets(exported(load_base(BUNDLED)))
    found = {name.removeprefix("everything-"): rows for name, rows in office.items() if name.startswith("everything")}
    assert set(found) == set(expected)
    for title, rows in expected.items():
        header, *cells = found[title]
        assert [dict(zip(header, row, strict=True)) for row in cells] == rows
    assert len(expected["terms"]) > 6_000


def test_libreoffice_reads_every_entry(office: dict[str, list[list[str]]]) -> None:
    base = load_base(BUNDLED)
    ((header, *rows),) = (those for name, those in office.items() if name.startswith("multiterm"))
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
