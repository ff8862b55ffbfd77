"""The reader of Qt Linguist's TS: messages, plural forms, states, placeholders, and what is no TS at all."""

from pathlib import Path

import pytest

from termbase import formats
from termbase.files import InputError
from termbase.formats import ts
from termbase.formats.place import Lines

# As lupdate and Linguist of Qt 6 write it.
FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../mainwindow.cpp" line="42"/>
        <source>Shock workers: %1</source>
        <translation>Ударники: %1</translation>
    </message>
    <message>
        <source>Norm</source>
        <comment>of output</comment>
        <extracomment>the norm of a shift</extracomment>
        <translation type="unfinished">Норма</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n worker(s) of %L2</source>
        <oldsource>%n workers</oldsource>
        <translation>
            <numerusform>%n рабочий</numerusform>
            <numerusform>%n рабочих &amp; <byte value="x1b"/></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="vanished">Было</translation>
    </message>
    <message>
        <source>Older</source>
        <translation type="obsolete"></translation>
    </message>
</context>
<context>
    <name></name>
    <message id="app-exit">
        <source>E&amp;xit</source>
        <translatorcomment>x</translatorcomment>
        <translation variants="yes"><lengthvariant>Выход</lengthvariant><lengthvariant>Вых.</lengthvariant></translation>
    </message>
    <message id="app-bare"><translation>Текст</translation></message>
    <message id="app-none"><source>None</source></message>
    <message id="app-nothing"/>
</context>
</TS>
"""


def write(folder: Path, content: str, name: str = "a.ts") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_messages(tmp_path: Path) -> None:
    rows = [(unit.id, unit.context, unit.plural, unit.state) for unit in ts.read(write(tmp_path, FILE)).units]
    assert rows == [
        ("MainWindow|Shock workers: %1", "MainWindow", 0, "translated"),
        ("MainWindow|of output|Norm", "MainWindow|of output", 0, "fuzzy"),
        ("MainWindow|Empty", "MainWindow", 0, "untranslated"),
        ("MainWindow|%n worker(s) of %L2[0]", "MainWindow", 0, "translated"),
        ("MainWindow|%n worker(s) of %L2[1]", "MainWindow", 1, "translated"),
        ("MainWindow|%n worker(s) of %L2[2]", "MainWindow", 2, "untranslated"),
        ("MainWindow|Gone", "MainWindow", 0, "obsolete"),
        ("MainWindow|Older", "MainWindow", 0, "obsolete"),
        ("app-exit", "", 0, "translated"),
        ("app-exit", "|length 2", 0, "translated"),
        ("app-bare", "", 0, "translated"),
        ("app-none", "", 0, "untranslated"),
    ]


def test_texts_and_places(tmp_path: Path) -> None:
    lines = Lines(FILE)
    units = ts.read(write(tmp_path, FILE)).units
    for unit, line, text in [
        (units[0], 9, "Ударники: %1"),
        (units[4], 26, "%n рабочих &amp; <byte"),
        (units[8], 44, "Выход<"),
        (units[9], 44, "Вых.<"),
    ]:
        at = unit.target.anchors.at(0)
        assert at.line == line
        assert FILE[lines.offset(at) :].startswith(text)
    assert units[4].target.text == "\ufffc\ufffc рабочих & \ufffc"
    assert lines.offset(units[4].target.anchors.after(11)) == FILE.index("&amp; <byte") + 5
    assert lines.offset(units[4].target.anchors.after(13)) == FILE.index('<byte value="x1b"/>') + 19
    assert units[2].target.anchors.at(0) == (19, 40)  # between the tags
    for unit, place in [(units[10], '"app-bare"><translation>'), (units[11], '"app-none"><source>')]:
        assert unit.source
        assert unit.source.anchors.at(0) == lines.position(FILE.index(place) + len(place))
        assert unit.target.anchors.at(0) == unit.source.anchors.at(0)
    assert (units[0].source or units[0].target).lang == "en"
    assert units[0].target.lang == "ru-RU"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%1 of %L2, %n", "OO of OOO, OO"),
        ("%10% %1%2 %Ln", "OOO% OOOO OOO"),
        ("%1я %1st", "OOя OOst"),
        ("%s %name", "OO %name"),
        ("&File", "-File"),
        ("Save && &exit, R & D", "Save &- -exit, R & D"),
        ("<b>x</b>&nbsp;y", "---x----\xa0-----y"),
    ],
)
def test_masked(text: str, expected: str) -> None:
    assert ts.masked(text) == expected.replace("O", "\ufffc").replace("-", "\u00ad")


@pytest.mark.parametrize(
    ("attributes", "name", "arguments", "pair"),
    [
        ('language="ru" sourcelanguage="de"', "a_ko.ts", {"source_lang": "fr", "target_lang": "fr"}, ("de", "ru")),
        ("", "a_ko.ts", {"source_lang": "fr", "target_lang": "fr"}, ("fr", "fr")),
        ("", "a_ko_KR.ts", {}, ("en", "ko-KR")),
        ("", "ru.ts", {}, ("en", "ru")),
        ("", "Translation.ts", {}, ("en", "ru")),
    ],
)
def test_languages(
    tmp_path: Path, attributes: str, name: str, arguments: dict[str, str], pair: tuple[str, str]
) -> None:
    content = FILE.replace('language="ru_RU" sourcelanguage="en"', attributes)
    unit = ts.read(write(tmp_path, content, name), **arguments).units[0]
    assert unit.source
    assert (unit.source.lang, unit.target.lang) == pair


OTHERS = {
    "code.ts": b'import x from "y";\nconst a: Array<TS > = [];\n',
    "tag.ts": b"const a = '<TS version>';\n",
    "video.ts": b"\x47\x40\x00\x10\x00\x00\xb0\x0d" + bytes(180),
    "page.ts": b"<html><body>TS</body></html>",
    "hex.ts": b"<TSX>",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_of_this_suffix(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OTHERS[name])
    with pytest.raises(InputError, match=rf"{name}: is no translation of Qt Linguist, although its suffix is \.ts$"):
        formats.read(path)
    assert list(formats.find_files([tmp_path])) == []
    assert list(formats.find_files([path])) == [path]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("start", ["", "<!-- a licence of\n some lines -->\n"])
def test_a_folder_gives_ts_files(tmp_path: Path, encoding: str, start: str) -> None:
    path = tmp_path / "A.TS"
    declared = FILE.replace("utf-8", encoding.removesuffix("-sig").removesuffix("-le"))
    path.write_bytes(declared.replace("<!DOCTYPE TS>\n", start).encode(encoding))
    assert list(formats.find_files([tmp_path])) == [path]
    assert len(formats.read(path).units) == 12


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 0, "is empty"),
        ("<TS>", 1, "ends before its elements are closed"),
        ("<TS version='2.1'/>", 0, "has no messages$"),
        ("<TS><message/></TS>", 0, "has no messages with a source"),
        ("<!DOCTYPE TS [<!ENTITY x 'y'>]><TS >&x;</TS>", 1, "declares an entity"),
        ("<ts><TS ></TS></ts>", 0, "the root element is <ts>, not <TS>"),
        ("<TS >" + "<a>" * 300 + "</a>" * 300 + "</TS>", 1, "nested more than 255 deep"),
    ],
)
def test_refused(tmp_path: Path, content: str, line: int, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        ts.read(write(tmp_path, content))
    assert caught.value.line == line


def test_comments_are_notes(tmp_path: Path) -> None:
    lines = Lines(FILE)
    units = ts.read(write(tmp_path, FILE)).units
    for unit, texts in [(units[0], []), (units[1], ["of output", "the norm of a shift"]), (units[9], ["x"])]:
        assert [note.text for note in unit.notes] == texts
        assert [note.anchors.at(0) for note in unit.notes] == [
            lines.position(FILE.index(f">{text}<") + 1) for text in texts
        ]
