"""Pretranslation and analysis: what is written into files, and what is counted."""

import csv
import io
import json
import subprocess
from pathlib import Path

import polib
import pytest
from lxml import etree

from termbase.cli import tm_work
from termbase.cli.main import main
from termbase.formats import read
from termbase.memory.bands import Amount, band
from tests.conftest import ROOT

BASE = str(ROOT / "tests" / "data" / "base")
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n'
)
KNOWN = (
    HEAD
    + """
msgid "The miner came to the meeting of 25 people."
msgstr "Шахтёр пришёл на собрание 25 человек."

msgid "Press <b>%s</b>\\n"
msgstr "Нажмите <b>%s</b>\\n"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

msgid "Say \\"yes\\" to the old miners and norms"
msgstr "Скажите «да» старым шахтёрам и нормам"
"""
)
EMPTY = (
    HEAD
    + """
# Kept.
#, c-format
msgctxt "menu"
msgid ""
"Press <b>%s</b>\\n"
msgstr ""

#: a.c:1
msgid "The miner came to the meeting of 35 people."
msgstr ""

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""

#, c-format
msgid "Say \\"yes\\" to the old miner and norms"
msgstr ""

msgid "Nothing of the kind is known here."
msgstr ""

msgid "Done"
msgstr "Готово"
"""
)
FILLED = (
    HEAD
    + """
# Kept.
#, c-format
msgctxt "menu"
msgid ""
"Press <b>%s</b>\\n"
msgstr "Нажмите <b>%s</b>\\n"

#: a.c:1
#, fuzzy
#| msgid "The miner came to the meeting of 25 people."
msgid "The miner came to the meeting of 35 people."
msgstr "Шахтёр пришёл на собрание 35 человек."

#, c-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

#, fuzzy, c-format
#| msgid "Say \\"yes\\" to the old miners and norms"
msgid "Say \\"yes\\" to the old miner and norms"
msgstr "Скажите «да» старым шахтёрам и нормам"

msgid "Nothing of the kind is known here."
msgstr ""

msgid "Done"
msgstr "Готово"
"""
)
XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
  <trans-unit id="1">
    <source>Press <x id="7" ctype="image"/> and <g id="2">wait</g> &amp; see</source>{}
    <note>Kept.</note>
  </trans-unit>
  <trans-unit id="2"><source>The miner came to the meeting of 35 people.</source>{}</trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">
<file id="f">
  <unit id="1">{}
    <segment{}><source>The miner came to the meeting of 35 people.</source>{}</segment>
    <segment id="b"{}><source>Press <ph id="7"/></source>{}</segment>
  </unit>
</file></xliff>
"""


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    (tmp_path / "known.en-ru.po").write_text(KNOWN, "utf-8")
    one, two = "<target>Нажмите <x id='7'/> и <g id='2'>ждите</g></target>", ""
    (tmp_path / "known.xlf").write_text(XLIFF_1.format(one, two), "utf-8")
    target = "<target>Нажмите <ph id='7'/></target>"
    (tmp_path / "known2.xlf").write_text(XLIFF_2.format("", "", "", ' state="final"', target), "utf-8")
    paths = [str(tmp_path / name) for name in ("known.en-ru.po", "known.xlf", "known2.xlf")]
    assert main(["tm", "add", "--work", "w", *paths]) == 0
    return tmp_path


def pretranslated(memory: Path, name: str, content: str, *options: str) -> str:
    (memory / name).write_text(content, "utf-8")
    assert main(["--base", BASE, "tm", "pretranslate", str(memory / name), "-o", str(memory / "out"), *options]) == 0
    assert (memory / name).read_text("utf-8") == content
    return (memory / "out" / name).read_text("utf-8")


def test_po(memory: Path) -> None:
    assert pretranslated(memory, "a.en-ru.po", EMPTY) == FILLED
    assert len(polib.pofile(str(memory / "out" / "a.en-ru.po")).fuzzy_entries()) == 2
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", memory / "out" / "a.en-ru.po"], check=True)


def test_po_with_crlf_and_in_place(memory: Path) -> None:
    path = memory / "a.en-ru.po"
    path.write_bytes(EMPTY.replace("\n", "\r\n").encode())
    assert main(["--base", BASE, "tm", "pretranslate", "--in-place", str(path)]) == 0
    assert path.read_bytes() == FILLED.replace("\n", "\r\n").encode()
    assert main(["--base", BASE, "tm", "pretranslate", "--in-place", str(path)]) == 1
    assert path.read_bytes() == FILLED.replace("\n", "\r\n").encode()


def test_po_for_review(memory: Path) -> None:
    pretranslated(memory, "a.en-ru.po", EMPTY, "--review")
    assert len(polib.pofile(str(memory / "out" / "a.en-ru.po")).fuzzy_entries()) == 4


def test_what_the_encoding_lacks_is_left_out(memory: Path) -> None:
    content = EMPTY.replace("UTF-8", "ISO-8859-1").replace("Готово", "Done")
    path = memory / "a.en-ru.po"
    path.write_bytes(content.replace("# Kept.", "# Gehört.").encode("latin-1"))
    assert main(["--base", BASE, "tm", "pretranslate", str(path), "-o", str(memory / "out")]) == 1
    assert (memory / "out" / path.name).read_bytes() == path.read_bytes()


def test_xliff_1(memory: Path) -> None:
    written = pretranslated(memory, "a.xlf", XLIFF_1.format("", "<target/>"), "--limit", "1")
    first = (
        '\n    <target state="translated" state-qualifier="exact-match">Нажмите <x id="7" ctype="image"/> и '
        '<g id="2">ждите</g></target><alt-trans match-quality="100%" origin="main: w/known.xlf"><source xml:lang="en">Press '
        '<x id="7" ctype="image"/> and <g id="2">wait</g> &amp; see</source><target xml:lang="ru">Нажмите '
        '<x id="7" ctype="image"/> и <g id="2">ждите</g></target></alt-trans>'
    )
    second = (
        '<target state="needs-review-translation" state-qualifier="fuzzy-match">Шахтёр пришёл на собрание 35 человек.</target>'
        '<alt-trans match-quality="99%" origin="main: w/known.en-ru.po"><source xml:lang="en">The miner came to the meeting '
        'of 25 people.</source><target xml:lang="ru">Шахтёр пришёл на собрание 35 человек.</target></alt-trans>'
    )
    assert written == XLIFF_1.format(first, second)
    assert [unit.state for unit in read(memory / "out" / "a.xlf").units] == ["translated", "fuzzy"]


def test_codes_that_the_source_lacks_are_not_written(memory: Path) -> None:
    content = XLIFF_1.format("", "").replace('<x id="7" ctype="image"/>', '<x id="8"/>')
    written = pretranslated(memory, "a.xlf", content)
    assert [unit.state for unit in read(memory / "out" / "a.xlf").units] == ["untranslated", "fuzzy"]
    assert '<x id="8"/> and <g id="2">wait</g> &amp; see</source>\n    <note>' in written


def test_xliff_2(memory: Path) -> None:
    written = pretranslated(memory, "b.xlf", XLIFF_2.format("", "", "", "", "<target></target>"), "--limit", "1")
    root = etree.fromstring(written.encode())
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0", "m": "urn:oasis:names:tc:xliff:matches:2.0"}
    (unit,) = root.iterfind(".//x:unit", space)
    assert unit[0].tag == f"{{{space['m']}}}matches"
    segments = unit.findall("x:segment", space)
    assert [segment.get("state") for segment in segments] == ["initial", "translated"]
    found = [(one.get("ref"), one.get("similarity"), one.get("origin")) for one in unit[0]]
    assert found == [
        (f"#{segments[0].get('id')}", "99.0", "main: w/known.en-ru.po"),
        ("#b", "100.0", "main: w/known2.xlf"),
    ]
    assert [unit.state for unit in read(memory / "out" / "b.xlf").units] == ["fuzzy", "translated"]
    assert '<target>Нажмите <ph id="7"/></target>' in written


def test_what_cannot_be_pretranslated(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (memory / "a.csv").write_text("en,ru\nDone,\n", "utf-8")
    assert main(["tm", "pretranslate", str(memory / "a.csv"), "-o", str(memory / "out")]) == 2
    assert "translations are written into" in capsys.readouterr().err
    assert main(["tm", "pretranslate", str(memory / "a.csv")]) == 2


@pytest.mark.parametrize(
    ("score", "name"), [(100, "100 %"), (99, "95–99 %"), (95, "95–99 %"), (94, "85–94 %"), (50, "50–74 %"), (0, "none")]
)
def test_bands(score: int, name: str) -> None:
    assert band(score) == name


def test_stats(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = memory / "a.en-ru.po"
    twice = '\nmsgctxt "again"\nmsgid "The miner came to the meeting of 35 people."\nmsgstr ""\n'
    path.write_text(EMPTY + twice, "utf-8")
    assert main(["--base", BASE, "tm", "stats", "--json", str(path)]) == 0
    rows = [Amount(**json.loads(line)) for line in capsys.readouterr().out.splitlines()]
    # %d files stands twice, for the second and the third form.
    assert {row.band: (row.units, row.words) for row in rows} == {
        "repetitions": (2, 10),
        "100 %": (3, 3),
        "95–99 %": (2, 17),
        "85–94 %": (0, 0),
        "75–84 %": (0, 0),
        "50–74 %": (0, 0),
        "none": (1, 7),
        "total": (8, 37),
    }
    assert main(["--base", BASE, "tm", "stats", "--format", "csv", str(path)]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["percent_of_words"] for row in table if row["band"] == "95–99 %"] == ["45.9"]
    assert main(["--base", BASE, "tm", "stats", "--html", str(memory / "a.html"), str(path)]) == 0
    assert "Words by likeness" in (memory / "a.html").read_text("utf-8")
    capsys.readouterr()
    assert main(["--base", BASE, "tm", "stats", "--all", str(path)]) == 0
    assert "total           38" in capsys.readouterr().out


def test_several_processes_say_the_same(
    memory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = memory / "a.en-ru.po"
    path.write_text(EMPTY, "utf-8")
    assert main(["--base", BASE, "tm", "stats", "--json", str(path)]) == 0
    one = capsys.readouterr().out
    monkeypatch.setattr(tm_work, "_MANY", 1)
    monkeypatch.setattr(tm_work, "_CHUNK", 2)
    assert main(["--base", BASE, "tm", "stats", "--json", str(path)]) == 0
    assert capsys.readouterr().out == one
    assert pretranslated(memory, "a.en-ru.po", EMPTY) == FILLED
