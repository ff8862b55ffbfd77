"""`check --annotate`: the findings as notes at their units, and nothing else changed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.factory import getobject

from termbase.formats import read
from termbase.formats.notes import Note, annotated
from termbase.units import Position
from tests.conftest import ROOT

BASE = ROOT / "tests/data/base"
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n'
ENTRY = 'msgid "Norms of shock workers."\nmsgstr "Нормы шок-рабочих."\n'
NOTE = "# termbase: TB402 error: “шок-рабочих” is deprecated (calque); use “ударников”\n"
XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="ru" datatype="plaintext"><body>
  <trans-unit id="1" resname="a>b">
    <source>Norms of <g id="1">shock workers</g>.</source>
    <target>Нормы <g id="1">шок-рабочих</g>.</target>{}
    <note from="someone">Kept.</note>
  </trans-unit>
  <trans-unit id="2"><source>A norm.</source><target>Норма.</target></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru">
<file id="f">
  <unit id="1">{}
    <segment><source>Norms of shock workers.</source>
    <target>Нормы шок-рабочих.</target></segment>
  </unit>
</file></xliff>
"""
WORDS = "TB402 error: “шок-рабочих” is deprecated (calque); use “ударников”"


def check(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "termbase", "--base", str(BASE), "check", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, check=False, timeout=300, env=env, cwd=cwd)


FILES = {
    "plain.po": (f"{HEAD}\n{ENTRY}", f"{HEAD}\n{NOTE}{ENTRY}"),
    "comments.po": (
        f"{HEAD}\n# A translator.\n#\n#. Developers.\n#: a.c:1\n{ENTRY}",
        f"{HEAD}\n# A translator.\n#\n{NOTE}#. Developers.\n#: a.c:1\n{ENTRY}",
    ),
    "old.po": (f"{HEAD}\n# termbase: TB401 warning: old\n#: a.c:1\n{ENTRY}", f"{HEAD}\n{NOTE}#: a.c:1\n{ENTRY}"),
    "tight.po": (
        f'{HEAD}{ENTRY}#~ msgid "a"\n#~ msgstr "b"\nmsgctxt "c"\n{ENTRY}',
        f'{HEAD}{NOTE}{ENTRY}#~ msgid "a"\n#~ msgstr "b"\n{NOTE}msgctxt "c"\n{ENTRY}',
    ),
    "lines.po": (
        f'{HEAD}\n#, c-format\nmsgid ""\n"Norms of "\n"shock workers."\nmsgstr ""\n"Нормы "\n\n"шок-рабочих."\n',
        f'{HEAD}\n{NOTE}#, c-format\nmsgid ""\n"Norms of "\n"shock workers."\nmsgstr ""\n"Нормы "\n\n"шок-рабочих."\n',
    ),
    "plural.po": (
        f'{HEAD}\nmsgid "A shock worker"\nmsgid_plural "Shock workers"\nmsgstr[0] "Шок-рабочий"\nmsgstr[1] "Шок-рабочих"\n',
        f"{HEAD}\n{NOTE.replace('шок-рабочих', 'Шок-рабочий').replace('ударников', 'Ударник')}"
        + NOTE.replace("шок-рабочих", "Шок-рабочих").replace("ударников", "Ударников")
        + 'msgid "A shock worker"\nmsgid_plural "Shock workers"\nmsgstr[0] "Шок-рабочий"\nmsgstr[1] "Шок-рабочих"\n',
    ),
    "a.xlf": (XLIFF_1.format(""), XLIFF_1.format(f'\n    <note from="termbase">{WORDS}</note>')),
    "old.xlf": (
        XLIFF_1.format('\n    <note from="termbase">TB401 old</note>'),
        XLIFF_1.format(f'\n    <note from="termbase">{WORDS}</note>'),
    ),
    "untranslated.xlf": (
        XLIFF_1.replace("<target>Норма.</target>", "").format("").replace("шок-рабочих", "ударников"),
        XLIFF_1.replace("<target>Норма.</target>", '<note from="termbase">TB404 warning: has no translation</note>')
        .format("")
        .replace("шок-рабочих", "ударников"),
    ),
    "b.xliff": (
        XLIFF_2.format(""),
        XLIFF_2.format(f'\n    <notes>\n      <note category="termbase">{WORDS}</note>\n    </notes>'),
    ),
    "notes.xliff": (
        XLIFF_2.format('\n    <notes>\n      <note id="n">Kept.</note>\n    </notes>'),
        XLIFF_2.format(f'\n    <notes>\n      <note id="n">Kept.</note>\n      <note category="termbase">{WORDS}</note>\n    </notes>'),
    ),
    "prefix.xliff": (
        re.sub("<(/?)(?=[a-z])", r"<\1x:", XLIFF_2.replace("xmlns=", "xmlns:x=")).format("<!-- c -->"),
        re.sub("<(/?)(?=[a-z])", r"<\1x:", XLIFF_2.replace("xmlns=", "xmlns:x=")).format(
            f'\n    <x:notes>\n      <x:note category="termbase">{WORDS}</x:note>\n    </x:notes><!-- c -->'
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files(name: str, end: str, encoding: str, tmp_path: Path) -> None:
    if encoding == "utf-16" and name.endswith(".po"):
        encoding = "koi8-r"
    before, after = (
        text.replace("\n", end)
        .replace("UTF-8", encoding.removesuffix("-sig"))
        .encode(encoding, "replace" if "koi" in encoding else "strict")
        for text in FILES[name]
    )
    path = tmp_path / name
    path.write_bytes(before)
    result = check("--annotate", "out", name, cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    assert path.read_bytes() == before
    copy = tmp_path / "out" / name
    assert copy.read_bytes() == after
    # Again: the same; and without findings as it was before there were any.
    assert check("--annotate", "again", copy, cwd=tmp_path).returncode == 1
    assert (tmp_path / "again" / name).read_bytes() == after
    bare = annotated(copy, after, [])
    assert b"termbase" not in bare.replace(b"\0", b"")
    if "old" not in name:
        assert bare == before


@pytest.mark.parametrize("name", ["plain.po", "plural.po", "a.xlf", "b.xliff", "notes.xliff"])
def test_other_programs_read_the_notes(name: str) -> None:
    after = FILES[name][1]
    if name.endswith(".po"):
        (entry,) = (entry for entry in polib.pofile(after) if "termbase" in entry.tcomment)
        assert entry.tcomment.startswith("termbase: TB402 error: ")
        return
    notes = etree.fromstring(after.encode()).findall(".//{*}note")
    assert [note.text for note in notes if "termbase" in note.attrib.values()] == [WORDS]


PIECES = ["\n", "# x\n", "#. d\n", "#: a:1\n", "#, c-format\n", '#~ msgid "o"\n#~ msgstr "p"\n']


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=4), st.booleans(), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_po_notes_stand_at_their_entry(entries: list[tuple[list[str], bool, bool]]) -> None:
    text = HEAD + "\n"
    for number, (before, context, long) in enumerate(entries):
        text += "".join(before) + (f'msgctxt "{number}"\n' if context else "")
        text += f'msgid "a{number}"\nmsgstr ""\n"b"\n' if long else f'msgid "a{number}"\nmsgstr "b"\n'
    notes = [
        Note(Position(line, 3), f"TB402 error: {number}")
        for number in range(len(entries))
        for line, written in enumerate(text.split("\n"), 1)
        if written == f'msgid "a{number}"'
    ]
    path = Path("a.po")
    after = annotated(path, text.encode(), notes)
    told = {entry.msgid: entry.tcomment for entry in polib.pofile(after.decode()) if not entry.obsolete}
    for number in range(len(entries)):
        assert f"termbase: TB402 error: {number}" in told[f"a{number}"].split("\n")
    assert "".join(told.values()).count("termbase:") == len(entries)
    assert annotated(path, after, []) == text.encode()


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "\n  ", " ", "<!-- > -->"]), st.booleans(), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_xliff_notes_stand_at_their_unit(units: list[tuple[str, bool, bool]], old: bool) -> None:
    body = ""
    for number, (space, other, target) in enumerate(units):
        texts = f"<source>a{number}</source>" + (f"{space}<target>б <g id='1'>b</g></target>" if target else "")
        if old:
            body += f"{space}<trans-unit id='{number}'>{space}{texts}{'<note>x</note>' if other else ''}{space}</trans-unit>"
        else:
            given = f"{space}<notes>{space}<note>x</note></notes>" if other else ""
            body += f'{space}<unit id="{number}" name=">">{given}{space}<segment>{texts}</segment>{space}</unit>'
    head = (
        "version='1.2'><file source-language='en' target-language='ru'><body>"
        if old
        else "version='2.0' srcLang='en' trgLang='ru'><file id='f'>"
    )
    name = "urn:oasis:names:tc:xliff:document:" + ("1.2" if old else "2.0")
    text = f"<xliff xmlns='{name}' {head}{body}{'</body>' if old else ''}</file></xliff>"

    def notes(text: str) -> list[Note]:
        return [
            Note(Position(line, written.index(f">a{number}<") + 2), f"TB402 error: {number} <&>")
            for number in range(len(units))
            for line, written in enumerate(text.split("\n"), 1)
            if f">a{number}<" in written
        ]

    path = Path("a.xlf")
    after = annotated(path, text.encode(), notes(text))
    for number, unit in enumerate(etree.fromstring(after).iter("{*}trans-unit", "{*}unit")):
        found = [note.text for note in unit.iter("{*}note") if note.text != "x"]
        assert found == [f"TB402 error: {number} <&>"]
        children = [etree.QName(child).localname for child in unit if isinstance(child.tag, str)]
        order = ["source", "target", "note"] if old else ["notes", "segment"]
        assert children == sorted(children, key=order.index)
    assert annotated(path, after, notes(after.decode())) == after
    assert annotated(path, after, []) == text.encode()


def test_folders(tmp_path: Path) -> None:
    for name in ("in/a/x.po", "in/b/x.po"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(f"{HEAD}\n{ENTRY}", "utf-8")
    (tmp_path / "in/b/y.md").write_text("A norm.\n", "utf-8")
    result = check("--annotate", "out", "in", cwd=tmp_path)
    assert result.returncode == 1
    assert (
        result.stderr.decode().splitlines()[0]
        == "termbase: in/b/y.md: has no notes: --annotate writes DOCX, PO and XLIFF"
    )
    copies = sorted(path.relative_to(tmp_path).as_posix() for path in (tmp_path / "out").rglob("*.*"))
    assert copies == ["out/a/x.po", "out/b/x.po"]
    assert read(tmp_path / "out/a/x.po").units[0].target == read(tmp_path / "in/a/x.po").units[0].target


@pytest.mark.parametrize("folder", [".", "../work", "link"])
def test_the_input_is_never_overwritten(folder: str, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "link").symlink_to(work)
    path = work / "x.po"
    path.write_text(f"{HEAD}\n{ENTRY}", "utf-8")
    result = check("--annotate", folder, "x.po", cwd=work)
    assert result.returncode == 2
    assert b"is a file that was checked" in result.stderr
    assert path.read_text("utf-8") == f"{HEAD}\n{ENTRY}"


def test_toolkit_reads_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(FILES["a.xlf"][1], "utf-8")
    notes = [unit.getnotes() for unit in getobject(str(path)).units]
    assert WORDS in notes[0]
    assert notes[1] == ""
