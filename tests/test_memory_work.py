"""Pretranslation and analysis: what is written into files, and what is counted."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import polib
import pytest
from lxml import etree
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

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
    assert '<x id="8"/> and <g id="2">wait</g> &amp; see</source><alt-trans match-quality="99%"' in written


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


CUT = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en"{} datatype="plaintext"><body>
  <trans-unit id="1"{}>
    <source>Press <x id="7"/> now. The miner came to the meeting of 35 people. Nothing of the kind.</source>
    <seg-source><mrk mtype="seg" mid="a">Press <x id="7"/> now.</mrk> <mrk mtype="seg" mid="b">The miner came to the \
meeting of 35 people.</mrk> <mrk mtype="seg" mid="c">Nothing of the kind is here.</mrk></seg-source>{}
    <note>Kept.</note>
  </trans-unit>
</body></file></xliff>
"""
RU = ' target-language="ru"'
PRESSED = '<mrk mtype="seg" mid="a">Нажмите <x id="7"/> сейчас.</mrk>'
CAME = '<mrk mtype="seg" mid="b">Шахтёр пришёл на собрание 35 человек.</mrk>'
FUZZY = 'state="needs-review-translation" state-qualifier="fuzzy-match"'


@pytest.mark.parametrize(
    ("before", "approved", "after"),
    [
        ("", "", f'<target {FUZZY}>{PRESSED} {CAME} <mrk mtype="seg" mid="c"></mrk></target>'),
        ('<target xml:lang="ru" state="new"/>', ' approved="yes"', f'<target xml:lang="ru" {FUZZY}>{PRESSED} {CAME} '),
        # The target has some segments, in its own words.
        (
            "<target state='translated'><mrk mtype='seg' mid='a'>Жмите <x id='7'/>!</mrk>…</target>",
            "",
            f"<target {FUZZY}><mrk mtype='seg' mid='a'>Жмите <x id='7'/>!</mrk> {CAME} <mrk mtype=\"seg\" mid=\"c\"></mrk>…<",
        ),
        (
            '<target><mrk mtype="seg" mid="c">Ничего.</mrk><mrk mtype="seg" mid="b" /><mrk mtype="seg" mid="a"></mrk></target>',
            "",
            f'<target {FUZZY}><mrk mtype="seg" mid="c">Ничего.</mrk>{CAME}{PRESSED}</target>',
        ),
    ],
)
def test_segments_of_xliff_1(memory: Path, before: str, approved: str, after: str) -> None:
    """A unit in segments is translated segment by segment."""
    whole = f'\n    <target>{PRESSED} <mrk mtype="seg" mid="c">Вот и всё, больше ничего.</mrk></target>'
    (memory / "cut.xlf").write_text(CUT.format(RU, "", whole), "utf-8")
    assert main(["tm", "add", "--work", "w", str(memory / "cut.xlf")]) == 0
    content = CUT.format(RU, approved, before).replace("Nothing of the kind is here.", "Something new is said here.")
    written = pretranslated(memory, "a.xlf", content)
    assert after in written
    etree.fromstring(written.encode())
    assert 'approved="yes"' not in written
    units = read(memory / "out" / "a.xlf").units
    assert [unit.state for unit in units][1:] == ["fuzzy", "fuzzy" if "Ничего" in before else "untranslated"]
    assert units[1].target.text == "Шахтёр пришёл на собрание 35 человек."
    assert '<alt-trans mid="b" match-quality="99%" origin="main: w/known.en-ru.po">' in written
    # What was written is known when it is written again.
    (memory / "again.xlf").write_text(written, "utf-8")
    assert main(["--base", BASE, "tm", "pretranslate", str(memory / "again.xlf"), "-o", str(memory / "out")]) == 1


def test_segments_with_the_same_text(memory: Path) -> None:
    whole = f'\n    <target>{PRESSED} {CAME} <mrk mtype="seg" mid="c">Ничего такого здесь нет.</mrk></target>'
    (memory / "cut.xlf").write_text(CUT.format(RU, "", whole), "utf-8")
    assert main(["tm", "add", "--work", "w", str(memory / "cut.xlf")]) == 0
    written = pretranslated(memory, "a.xlf", CUT.format("", "", ""), "--target-lang", "ru", "--limit", "1")
    assert f'{PRESSED} {CAME} <mrk mtype="seg" mid="c">Ничего такого здесь нет.</mrk>' in written
    assert '<target state="translated" state-qualifier="exact-match">' in written
    assert 'source-language="en" datatype="plaintext" target-language="ru">' in written
    # A segment that the memory does not know keeps the unit from being called translated.
    content = CUT.format(RU, "", "").replace("Nothing of the kind is here.", "Something else is said.")
    assert '<target state="needs-translation">' in pretranslated(memory, "a.xlf", content, "--limit", "1")
    # The x of another segment is none of this one.
    content = CUT.format(RU, "", "").replace('Press <x id="7"/> now.</mrk>', 'Press now.</mrk><x id="7"/>')
    written = pretranslated(memory, "a.xlf", content, "--limit", "1")
    assert '<mrk mtype="seg" mid="a"></mrk><x id="7"/>' in written


CANDIDATES = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en">
<file id="f">
  <unit id="1">{}
    <originalData><data id="d1">%s</data></originalData>
    <segment id="a" state="initial"><source>The miner came to the meeting of 35 people.</source></segment>
    <segment id="b" subState="x:y" state="initial"><source>Press <ph id="7" dataRef="d1"/></source><target xml:lang="ru"/>
    </segment>
  </unit>
</file></xliff>
"""


@pytest.mark.parametrize(
    "there",
    [
        "",
        """<matches xmlns="urn:oasis:names:tc:xliff:matches:2.0" xmlns:x="urn:oasis:names:tc:xliff:document:2.0">
        <match ref="#b"><x:source>Press</x:source><x:target>Жми</x:target></match></matches>""",
    ],
)
def test_candidates_as_the_norm_has_them(memory: Path, there: str) -> None:
    """Elements, attributes and references as XLIFF 2.1 says of the Translation Candidates Module, and of the core."""
    core, mtc = "{urn:oasis:names:tc:xliff:document:2.0}", "{urn:oasis:names:tc:xliff:matches:2.0}"
    written = pretranslated(memory, "c.xlf", CANDIDATES.format(there), "--target-lang", "ru", "--limit", "1")
    root = etree.fromstring(written.encode())
    assert root.get("trgLang") == "ru"  # wanted where there are targets
    (unit,) = root.iter(f"{core}unit")
    assert [child.tag for child in unit] == [f"{mtc}matches", f"{core}originalData", f"{core}segment", f"{core}segment"]
    segments = {one.get("id"): one for one in unit.iter(f"{core}segment")}
    states = [(one.get("state"), one.get("subState")) for one in segments.values()]
    assert states == [("initial", "termbase:fuzzy"), ("translated", None)]
    assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in unit.iter(f"{core}target")][-1] == "ru"
    matches = [one for one in unit[0] if one.get("type")]
    assert [one.get("ref") for one in matches] == ["#a", "#b"]
    for one in matches:
        assert {*one.keys()} <= {"id", "ref", "type", "similarity", "origin"}
        assert one.get("type") == "tm"
        assert 0 <= float(one.get("similarity", "")) <= 100
        data = [core + "originalData"] if one.get("ref") == "#b" else []
        assert [child.tag for child in one] == [*data, f"{core}source", f"{core}target"]
        known = {data.get("id") for data in one.iter(f"{core}data")}
        assert {code.get("dataRef") for code in one.iter(f"{core}ph")} <= known
        ids = {code.get("id") for code in segments[one.get("ref", "")[1:]].iter(f"{core}ph")}
        assert {code.get("id") for code in one.iter(f"{core}ph")} <= ids


def test_other_tools_see_what_is_unfinished(memory: Path) -> None:
    pretranslated(memory, "a.xlf", XLIFF_1.format("", ""))
    store = Xliff1File.parsefile(  # type: ignore[no-untyped-call]
        str(memory / "out" / "a.xlf")
    )
    assert [unit.isfuzzy() for unit in store.units] == [True, True]  # it takes all that nobody approved for unfinished
    assert [len(unit.getalttrans()) for unit in store.units] == [1, 1]
    pretranslated(memory, "b.xlf", XLIFF_2.format("", "", "", "", ""))
    units = Xliff2File.parsefile(  # type: ignore[no-untyped-call]
        str(memory / "out" / "b.xlf")
    ).units
    assert [unit.isfuzzy() for unit in units] == [True, False]
    pretranslated(memory, "a.en-ru.po", EMPTY)
    told = subprocess.run(
        ["msgfmt", "-c", "--statistics", "-o", "/dev/null", memory / "out" / "a.en-ru.po"],
        check=True, capture_output=True, encoding="utf-8", env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert told.stderr.splitlines()[-1] == "3 translated messages, 2 fuzzy translations, 1 untranslated message."
    units = pofile.parsefile(  # type: ignore[no-untyped-call]
        str(memory / "out" / "a.en-ru.po")
    ).units[1:]
    assert [unit.isfuzzy() for unit in units] == [False, True, False, True, False, False]
    assert units[1].prev_msgid == ['"The miner came to the meeting of 25 people."']


def test_what_cannot_be_pretranslated(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (memory / "a.csv").write_text("en,ru\nDone,\n", "utf-8")
    assert main(["tm", "pretranslate", str(memory / "a.csv"), "-o", str(memory / "out")]) == 2
    assert "translations are written into" in capsys.readouterr().err
    assert main(["tm", "pretranslate", str(memory / "a.csv")]) == 2


@pytest.mark.parametrize(
    ("score", "name"),
    [(101, "101 %"), (100, "100 %"), (99, "95–99 %"), (95, "95–99 %"), (94, "85–94 %"), (50, "50–74 %"), (0, "none")],
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
        "translated": (1, 1),
        "repetitions": (2, 10),
        "101 %": (0, 0),
        "100 %": (3, 3),
        "95–99 %": (2, 17),
        "85–94 %": (0, 0),
        "75–84 %": (0, 0),
        "50–74 %": (0, 0),
        "none": (1, 7),
        "total": (9, 38),
    }
    assert main(["--base", BASE, "tm", "stats", "--format", "csv", str(path)]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["percent_of_words"] for row in table if row["band"] == "95–99 %"] == ["44.7"]
    assert main(["--base", BASE, "tm", "stats", "--html", str(memory / "a.html"), str(path)]) == 0
    assert "Words by likeness" in (memory / "a.html").read_text("utf-8")
    capsys.readouterr()
    assert main(["--base", BASE, "tm", "stats", "--all", str(path)]) == 0
    told = capsys.readouterr().out
    assert "translated       0" in told
    assert "total           38" in told


def test_the_same_text_in_its_context(memory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Open is a verb on a button and an adjective in a list of states: its context tells which."""
    entries = '\nmsgctxt "{}"\nmsgid "Open"\nmsgstr "{}"\n'
    known = [("button", "Открыть"), ("state", "Открыто"), ("title", "Открытие")]
    (memory / "contexts.en-ru.po").write_text(HEAD + "".join(entries.format(*one) for one in known), "utf-8")
    assert main(["tm", "add", str(memory / "contexts.en-ru.po")]) == 0
    content = HEAD + "".join(entries.format(name, "") for name in ("state", "button", "nowhere", "title"))
    pretranslated(memory, "c.en-ru.po", content)
    found = polib.pofile(str(memory / "out" / "c.en-ru.po"))
    assert [entry.msgstr for entry in found][:2] == ["Открыто", "Открыть"]
    assert [entry.msgstr for entry in found][3] == "Открытие"
    assert not any(entry.fuzzy for entry in found)
    capsys.readouterr()
    assert main(["--base", BASE, "tm", "stats", "--json", str(memory / "c.en-ru.po")]) == 0
    rows = {row["band"]: row["units"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {name: number for name, number in rows.items() if number} == {"101 %": 3, "repetitions": 1, "total": 4}
    # A memory with a penalty is not believed so much.
    assert main(["tm", "add", "--memory", "main", "--penalty", "5", str(memory / "contexts.en-ru.po")]) == 0
    assert main(["--base", BASE, "tm", "stats", "--json", str(memory / "c.en-ru.po")]) == 0
    rows = {row["band"]: row["units"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {name: number for name, number in rows.items() if number} == {"repetitions": 3, "95–99 %": 1, "total": 4}


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
