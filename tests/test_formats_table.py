"""Bilingual tables (CSV, TSV, XLSX): headers, units, places, and tables that are not bilingual."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase import formats
from termbase.files import InputError
from termbase.formats import columns, table
from termbase.formats.place import Lines
from termbase.units import Document, Unit

NOT_BILINGUAL = "is no bilingual table: its first row does not name a source and a target"


def write(folder: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def source(unit: Unit) -> str:
    assert unit.source
    return f"{unit.source.lang}:{unit.source.text}"


def rows(document: Document) -> list[tuple[str, str, str, str]]:
    return [(unit.id, source(unit), f"{unit.target.lang}:{unit.target.text}", unit.state) for unit in document.units]


@pytest.mark.parametrize(
    ("header", "lang", "expected"),
    [
        ("en,ru", "", "en>ru"),
        ("EN-us,ko_KP", "", "en-US>ko-KP"),
        ("zh-Hans-CN,es-419", "", "zh-Hans-CN>es-419"),
        ("id,English,Russian,Korean,Comment", "", "en>ru,ko"),
        ("id,English,Russian,Korean", "ru", "ru>en,ko"),
        ("english,RUSSIAN", "", "en>ru"),
        ("Русский,한국어", "", "ru>ko"),
        ("английский,영어,러시아어", "", "en>ru"),
        ("No,Source (en),Target: ru,Status", "", "en>ru"),
        ("source_en,target_ru", "", "en>ru"),
        ("Source English,Target Russian", "", "en>ru"),
        ("ru_target,en_source", "", "en>ru"),
        ("English (en-US),Korean / 한국어", "", "en-US>ko"),
        ("location,source,target,id,fuzzy,context,translator_comments,developer_comments", "", ">"),
        ("원문,번역문", "", ">"),
        ("ru,Исходный текст,ko", "", ">ru,ko"),
        ("en,en,ru", "", "en>ru"),
        ("date,value,id", "", "none"),
        ("country,age,sex", "", "none"),
        ("term,lang,concept", "", "none"),
        ("no,id", "", "none"),
        ("en,note", "", "none"),
        ("target", "", "none"),
        ("", "", "none"),
    ],
)
def test_header(header: str, lang: str, expected: str) -> None:
    found = columns.recognise(header.split(","), lang)
    shown = f"{found.source.lang}>{','.join(target.lang for target in found.targets)}" if found else "none"
    assert shown == expected


def test_every_name_in_the_list_is_found_under_its_own_role() -> None:
    for role, names in columns.tables()["columns"].items():
        for name in names:
            found = columns.recognise([name.upper(), "en", "ru"])
            assert found, name
            assert found.source.number == (0 if role == "source" else 1)
            assert (found.targets[0].number == 0) is (role == "target")
            if role not in {"source", "target"}:
                assert (found.comments == (0,)) if role == "comment" else (getattr(found, role) == 0)


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_letters(number: int, letters: str) -> None:
    assert table.column_letters(number) == letters


UNITS = "ID;English;Статус;Korean;Russian;Context\r\na;norm;;기준;норма;x\r\n\r\n;work %s;new;;работа\r\nc;;;;;\r\n"


def test_units(tmp_path: Path) -> None:
    document = formats.read(write(tmp_path, UNITS))
    assert rows(document) == [
        ("a", "en:norm", "ko:기준", "translated"),
        ("a", "en:norm", "ru:норма", "translated"),
        ("D4", "en:work \ufffc\ufffc", "ko:", "untranslated"),
        ("E4", "en:work \ufffc\ufffc", "ru:работа", "fuzzy"),
    ]
    assert [unit.context for unit in document.units] == ["x", "x", "", ""]
    assert document.kind == "bilingual"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"target_lang": "ru"}, ["en>ru", "en>ru"]),
        ({"source_lang": "ko", "target_lang": "en_US"}, ["ko>en", "ko>en"]),
        ({"source_lang": "de", "target_lang": "ko-KP"}, ["en>ko", "en>ko"]),
    ],
)
def test_chosen_languages(tmp_path: Path, arguments: dict[str, str], expected: list[str]) -> None:
    units = formats.read(write(tmp_path, UNITS), **arguments).units
    assert [f"{source(unit)[:2]}>{unit.target.lang}" for unit in units] == expected


@pytest.mark.parametrize(
    ("name", "arguments", "pair"),
    [
        ("a.csv", {}, "en>ru"),
        ("de-ko.csv", {}, "de>ko"),
        ("de-ko.csv", {"source_lang": "fr", "target_lang": "uk"}, "fr>uk"),
    ],
)
def test_languages_that_the_header_leaves_open(tmp_path: Path, name: str, arguments: dict[str, str], pair: str) -> None:
    (unit,) = formats.read(write(tmp_path, "source,target\nnorm,норма\n", name), **arguments).units
    assert f"{source(unit)[:2]}>{unit.target.lang}" == pair


@pytest.mark.parametrize(
    ("status", "text", "state"),
    [
        ("", "норма", "translated"),
        ("Final", "норма", "translated"),
        ("Needs-Review", "норма", "fuzzy"),
        ("needs_review", " ", "untranslated"),
        ("obsolete", "", "obsolete"),
        ("черновик", "норма", "fuzzy"),
    ],
)
def test_status(tmp_path: Path, status: str, text: str, state: str) -> None:
    (unit,) = formats.read(write(tmp_path, f"en,ru,status\nnorm,{text},{status}\n")).units
    assert unit.state == state


def test_fuzzy_column_of_weblate(tmp_path: Path) -> None:
    content = '"location","source","target","id","fuzzy"\n"a.c:1","norm","норма","","True"\n"","a","б","","False"\n'
    units = formats.read(write(tmp_path, content)).units
    assert [unit.state for unit in units] == ["fuzzy", "translated"]


@pytest.mark.parametrize(
    ("name", "content", "text", "places"),
    [
        ("a.csv", "en,ru\nnorm,норма\n", "норма", [(2, 6), (2, 11)]),
        ("a.csv", "\ufeffen,ru\r\nnorm,норма", "норма", [(2, 6), (2, 11)]),
        ("a.csv", 'en;ru\n"norm";"норма"\n', "норма", [(2, 9), (2, 14)]),
        ("a.csv", 'en|ru\n"a\n\nb"|"раз\r\nдва"\n', "раз\r\nдва", [(4, 5), (5, 4)]),
        ("a.csv", 'sep=,\nen,ru\nnorm,"он ""сам"""\n', 'он "сам"', [(3, 7), (3, 17)]),
        ("a.csv", "en\tru\r\nnorm\tнорма\r\n", "норма", [(2, 6), (2, 11)]),
        ("a.csv", "en,ru\rnorm,норма\r", "норма", [(1, 12), (1, 17)]),
        ("a.csv", '\n,,\n en ,"ru",x\nnorm,5" и 6",\n', '5" и 6"', [(4, 6), (4, 13)]),
        ("a.csv", "en,ru\nnorm\n", "", [(2, 5), (2, 5)]),
        ("a.csv", "en,ru\nnorm,\n", "", [(2, 6), (2, 6)]),
        ("a.tsv", 'en\tru\nx\t"Рот фронт" сказал\n', '"Рот фронт" сказал', [(2, 3), (2, 21)]),
        ("a.tsv", 'en\tru\n"x, y\t"раз\tдва\n', '"раз', [(2, 7), (2, 11)]),
        ("a.tsv", 'en\tru\nx\t"раз\tдва"\n', "раз\tдва", [(2, 4), (2, 11)]),
    ],
)
def test_places(tmp_path: Path, name: str, content: str, text: str, places: list[tuple[int, int]]) -> None:
    (unit,) = formats.read(write(tmp_path, content, name)).units
    assert unit.target.text == text
    assert [unit.target.anchors.at(0), unit.target.anchors.at(len(text))] == places
    if text:
        lines = Lines(content.removeprefix("\ufeff"))
        last = lines.offset(unit.target.anchors.at(len(text) - 1))
        assert lines.offset(unit.target.anchors.after(len(text) - 1)) == last + (
            2 if content[last] == '"' == text[-1] and '""' in content else 1
        )


cells = st.text(st.sampled_from('aя"\n\r;,\t х'), max_size=8)


@given(st.lists(st.tuples(cells, cells), max_size=5), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_every_character_is_where_the_anchors_say(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], delimiter: str, end: str
) -> None:
    def quoted(text: str) -> str:
        return '"{}"'.format(text.replace('"', '""'))

    table_rows = [("en", "ru"), ("last", "последняя"), *pairs]
    content = "".join(quoted(one) + delimiter + quoted(other) + end for one, other in table_rows)
    document = formats.read(write(tmp_path_factory.mktemp("csv"), content))
    kept = [pair for pair in table_rows[1:] if "".join(pair).strip()]
    assert [unit.target.text for unit in document.units] == [target for _, target in kept]
    lines = Lines(content)
    for unit, pair in zip(document.units, kept, strict=True):
        assert unit.source
        for segment, text in zip([unit.source, unit.target], pair, strict=True):
            assert segment.text == text
            for offset, char in enumerate(text):
                start, after = (
                    lines.offset(place) for place in (segment.anchors.at(offset), segment.anchors.after(offset))
                )
                assert content[start:after] == (char * 2 if char == '"' else char)
            assert content[lines.offset(segment.anchors.at(len(text)))] == '"'


@pytest.mark.parametrize(
    ("content", "name", "line", "column", "reason"),
    [
        ("", "a.csv", 0, 0, "is empty"),
        ("\ufeff \n", "a.csv", 0, 0, "is empty"),
        ("date,value\n1,2\n", "a.csv", 0, 0, NOT_BILINGUAL),
        ("en,ru\n", "a.tsv", 0, 0, NOT_BILINGUAL),
        ('"en,ru\n', "a.csv", 0, 0, NOT_BILINGUAL),
        ('en,ru\nnorm,"норма\n', "a.csv", 2, 6, "has no partner"),
        ('en,ru\nnorm,"норма" да\n', "a.csv", 2, 6, "has no partner"),
        (b"en,ru\nnorm,\xed\xee\xf0\xec\xe0\n", "a.csv", 2, 6, "not valid UTF-8"),
        ("en,ru\n".encode("utf-16"), "a.csv", 1, 0, "is UTF-16, not UTF-8"),
    ],
)
def test_refused(tmp_path: Path, content: str | bytes, name: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        formats.read(write(tmp_path, content, name))
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_language_without_a_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no column in de$"):
        formats.read(write(tmp_path, UNITS), target_lang="de")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.csv", "en,ru\nnorm,норма\n", True),
        ("a.csv", "en,ru\nnorm,\n", True),
        ("a.tsv", "source\ttarget\nnorm\tнорма\n", True),
        ("a.csv", 'en,ru\nnorm,норма\nx,"not closed\n', True),
        ("a.csv", "en,ru\nnorm,норма\n".encode("utf-16"), True),
        ("a.csv", b"en,ru\nnorm,norm\nx,\xed\xee\n", True),
        ("a.csv", "en,ru\n" + "norm,норма\n" * 10_000, True),
        ("a.csv", "date,value\n1,2\n", False),
        ("a.csv", "source,target,weight\nn1,n2,0.5\n", False),
        ("a.csv", "time,CO,NO,SO\n1,0.1,2.5,3\n", False),
        ("a.csv", "", False),
        ("a.csv", bytes(range(256)), False),
        ("a.tsv", "en,ru\nnorm,норма\n", False),
    ],
)
def test_folders_give_bilingual_tables_only(tmp_path: Path, name: str, content: str | bytes, found: bool) -> None:
    path = write(tmp_path, content, name)
    assert list(formats.find_files([tmp_path])) == [path] * found
    assert list(formats.find_files([path])) == [path]


def test_workbook(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "A.XLSX",
        [
            ["Key", "English", "Russian", "State"],
            [],
            ["a", "norm", "норма"],
            [None, 'say "x"\nhere', None, "new"],
            [7, 5, date(1935, 8, 31)],
        ],
    )
    document = formats.read(path)
    assert rows(document) == [
        ("a", "en:norm", "ru:норма", "translated"),
        ("C4", 'en:say "x"\nhere', "ru:", "untranslated"),
        ("7", "en:5", "ru:1935-08-31 00:00:00", "translated"),
    ]
    assert document.text == ""
    anchors = document.units[0].target.anchors
    assert [anchors.at(0), anchors.at(4), anchors.after(4)] == [(3, 3), (3, 3), (3, 4)]
    assert list(formats.find_files([tmp_path])) == [path]


def test_sheets_that_are_tables_are_read_and_ids_name_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["Notes"]], [["en", "ru"], ["norm", "норма"]], [], [["ru", "ko"], ["завет", "유훈"]]
    )
    assert [unit.id for unit in formats.read(path).units] == ["Sheet1!B2", "Sheet3!B2"]
    assert list(formats.find_files([tmp_path])) == [path]


def test_workbooks_that_are_no_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["date", "value"], [1, 2]])
    (tmp_path / "~$a.xlsx").write_bytes(b"\x05user" + bytes(160))
    assert list(formats.find_files([tmp_path])) == []
    with pytest.raises(InputError, match=NOT_BILINGUAL):
        formats.read(path)


def changed(path: Path, part: str, content: bytes) -> None:
    """The workbook with another content of a part."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (parts | {part: content}).items():
            package.writestr(name, data)


SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
HEADER = '<row r="1"><c r="A1" t="str"><v>en</v></c><c r="B1" t="str"><v>ru</v></c></row>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>'.format(
    "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True))
)


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        (SHEET, BOMB.encode() + ROWS.format(HEADER).encode(), "sheet1.xml: declares a document type: refused"),
        (SHEET, (BOMB + ROWS.format(HEADER)).encode("utf-16"), "sheet1.xml: declares a document type: refused"),
        ("xl/sharedStrings.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>', "declares a document type"),
        (SHEET, b"no XML", "sheet1.xml: cannot be read"),
        (SHEET, ROWS.format(HEADER).encode()[:-30], "is no workbook, or a damaged one: ParseError"),
        ("xl/workbook.xml", b"<workbook><sheets/></a>", "is no workbook, or a damaged one: XMLSyntaxError"),
        (
            SHEET,
            ROWS.format(HEADER + '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>').encode(),
            "has over 1,048,576 rows",
        ),
        (SHEET, ROWS.format(HEADER + '<row><c r="XFD1"/></row>' * 400).encode(), "or 5,000,000 cells"),
        ("x.bin", b"x" * 20_000_000, "x.bin: unpacks to 20,000,000 bytes from"),
    ],
    ids=range(9),
)
def test_dangerous_and_broken_workbooks(tmp_path: Path, part: str, content: bytes, reason: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["en", "ru"], ["norm", "норма"]])
    changed(path, part, content)
    with pytest.raises(InputError, match=reason):
        formats.read(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is encrypted, or an old binary document"),
        (b"PK\x03\x04" + bytes(50), "is a damaged or truncated ZIP file"),
    ],
)
def test_no_archives(tmp_path: Path, content: bytes, reason: str) -> None:
    path = write(tmp_path, content, "a.xlsx")
    with pytest.raises(InputError, match=reason):
        formats.read(path)
    assert list(formats.find_files([tmp_path])) == [path]  # what cannot be read is said, not passed over


def test_a_workbook_of_too_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("a", b"x")
        package.writestr("b", b"x")
    # The directory of the archive claims half a gigabyte twice, packed into three bytes fewer.
    honest, lie = b"\x01\x00\x00\x00\x01\x00\x00\x00", b"\xfd\xff\xff\x1f\x00\x00\x00\x20"
    path.write_bytes(data.getvalue().replace(honest, lie))
    with pytest.raises(InputError, match="unpacks to 1,073,741,824 bytes"):
        formats.read(path)


def test_comments_are_notes(tmp_path: Path) -> None:
    content = 'en,Comment,ru,"Примечание"\nnorm,of output,норма,да\nwork,,работа,\n'
    units = formats.read(write(tmp_path, content)).units
    assert [[(note.text, note.anchors.at(0)) for note in unit.notes] for unit in units] == [
        [("of output", (2, 6)), ("да", (2, 22))],
        [],
    ]
