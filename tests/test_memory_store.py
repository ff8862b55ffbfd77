"""The store of translations: what it keeps, and that nothing harms it: several writers, kills, a full disk."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from termbase.cli.main import main
from termbase.files import InputError
from termbase.formats import read
from termbase.memory.entry import Counts, Origin, Pair, Stored, Text
from termbase.memory.key import search_key
from termbase.memory.store import Store
from tests.conftest import ROOT

SCHEMAS = ROOT / "tests" / "schemas"
READER = ROOT / "translations" / "stakhanovite-reader"
PO = 'msgid ""\nmsgstr "Language: ru\\nLast-Translator: A. B. <a@b.c>\\nPO-Revision-Date: 2026-01-31 15:00+0300\\n"\n'
ENTRY = '\nmsgid "{}"\nmsgstr "{}"\n'
XLIFF = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="ru"'
    ' original="a" datatype="plaintext"><body><trans-unit id="1"><source>Press <x id="7"/> and <g id="2">wait</g></source>'
    '<target>Нажмите <x id="7"/> и <g id="2">ждите</g></target></trans-unit></body></file></xliff>'
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "memory" / "main.sqlite"
    monkeypatch.setenv("TERMBASE_MEMORY", str(path))
    return path


def text(lang: str, words: str) -> Text:
    return Text(lang, words, search_key(words))


def pair(source: str, target: str, unit: str = "", file: str = "/a.po") -> Pair:
    return Pair(text("en", source), text("ru", target), Origin(file, unit or source))


def every(path: Path, *, history: bool = False) -> list[Stored]:
    with closing(Store(str(path))) as store:
        return list(store.every(history=history))


def targets(path: Path, *, history: bool = False) -> list[str]:
    return [one.target.text for one in every(path, history=history)]


def added(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, int, int]:
    assert main(["tm", "add", "--json", *map(str, arguments)]) == 0
    record = json.loads(capsys.readouterr().out)
    return record["added"], record["unchanged"], record["superseded"]


def test_files_are_added_once(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = added(capsys, READER)
    assert first[0] > 500
    assert first[1:] == (0, 0)
    before = every(store)
    assert added(capsys, READER) == (0, first[0], 0)
    assert every(store) == before
    assert {one.origin.work for one in before} == {"stakhanovite-reader"}


def test_what_a_file_says_of_a_pair_is_kept(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "works" / "app.po"
    path.parent.mkdir()
    path.write_text(PO + ENTRY.format("%d files in <b>%s</b>", "%d файлов в <b>%s</b>"), "utf-8")
    assert added(capsys, path) == (1, 0, 0)
    (one,) = every(store)
    assert (one.source.text, one.target.text) == ("%d files in <b>%s</b>", "%d файлов в <b>%s</b>")
    assert one.source.key == "\ufffc files in \ufffc"
    assert one.origin == Origin(
        str(path), "%d files in <b>%s</b>", "", "A. B. <a@b.c>", "2026-01-31T12:00:00Z", "works"
    )


def test_inline_elements_are_kept(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF, "utf-8")
    added(capsys, path)
    (one,) = every(store)
    assert one.target.text == "Нажмите <x 7/> и <g 2>ждите</g 2>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "en,ru\nnorm,норма\n"),
        ("a.tsv", "en\tru\nnorm\tнорма\n"),
        ("a.po", PO + ENTRY.format("norm", "норма")),
        (
            "a.ts",
            (
                '<TS version="2.1" language="ru"><context><name>a</name><message><source>norm</source>'
                "<translation>норма</translation></message></context></TS>"
            ),
        ),
        (
            "a.tmx",
            (
                '<tmx version="1.4"><header srclang="en"/><body><tu changeid="x" changedate="20260131T120000Z">'
                '<tuv xml:lang="en"><seg>norm</seg></tuv><tuv xml:lang="ru"><seg>норма</seg></tuv></tu></body></tmx>'
            ),
        ),
    ],
)
def test_formats(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert added(capsys, tmp_path / name) == (1, 0, 0)
    (one,) = every(store)
    assert (one.source[:2], one.target[:2]) == (("en", "norm"), ("ru", "норма"))
    assert (one.origin.author, one.origin.date) == (
        ("x", "2026-01-31T12:00:00Z")
        if name == "a.tmx"
        else ("A. B. <a@b.c>", "2026-01-31T12:00:00Z")
        if name == "a.po"
        else ("", "")
    )


def test_unfinished_translations_are_left_out(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.po"
    entries = ENTRY.format("one", "один") + "\n#, fuzzy" + ENTRY.format("two", "дву") + ENTRY.format("three", "")
    path.write_text(PO + entries, "utf-8")
    assert added(capsys, path) == (1, 0, 0)
    assert added(capsys, "--fuzzy", path) == (1, 1, 0)
    assert targets(store) == ["один", "дву"]


def test_a_changed_translation_supersedes(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.po"
    for word, counts in (("норма", (1, 0, 0)), ("квота", (1, 0, 1)), ("норма", (1, 0, 1))):
        path.write_text(PO + ENTRY.format("quota", word), "utf-8")
        assert added(capsys, path) == counts
    assert targets(store) == ["норма"]
    assert targets(store, history=True) == ["норма", "квота", "норма"]
    assert [bool(one.until) for one in every(store, history=True)] == [True, True, False]


def test_a_file_of_three_languages_is_read_from_each(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is read from one language does not take the place of what was read from another."""
    path = tmp_path / "three.tmx"
    words = [("en", "quota"), ("ru", "норма"), ("ko", "작업량")]
    variants = "".join(f'<tuv xml:lang="{lang}"><seg>{word}</seg></tuv>' for lang, word in words)
    header = '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="*all*" datatype="plaintext"/>'
    path.write_text(f'<tmx version="1.4">{header}<body><tu tuid="1">{variants}</tu></body></tmx>', "utf-8")
    for expected in ((2, 0, 0), (0, 2, 0)):
        for lang in ("en", "ru"):
            assert added(capsys, path, "--source-lang", lang) == expected
    assert {(one.source.lang, one.target.lang) for one in every(store)} == {
        ("en", "ru"),
        ("en", "ko"),
        ("ru", "en"),
        ("ru", "ko"),
    }


def test_what_was_superseded_can_be_taken_back(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = tmp_path / "a.po"
    for word in ("Норма", "Норматив"):
        first.write_text(PO + ENTRY.format("quota", word), "utf-8")
        main(["tm", "add", str(first)])
    assert main(["tm", "delete", "--work", "nothing"]) == 1
    capsys.readouterr()
    assert main(["tm", "history", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["target"], record["now"]["target"]) == ("Норма", "Норматив")
    assert record["until"] >= record["added"]
    assert main(["tm", "restore", str(record["origin"]["pair"])]) == 0
    assert targets(store) == ["Норма"]
    # Restored twice is restored once; what took its place can be restored in turn, and what was deleted too.
    assert main(["tm", "restore", str(record["origin"]["pair"])]) == 1
    main(["tm", "delete", "--file", str(first)])
    capsys.readouterr()
    assert main(["tm", "history", "норма", "--file", str(first)]) == 0
    told = capsys.readouterr().out
    assert told.count("deleted") == 2
    assert main(["tm", "restore", str(record["now"]["pair"])]) == 0
    assert targets(store) == ["Норматив"]
    assert main(["tm", "history", "nothing of the kind"]) == 1
    assert main(["tm", "history", "--file", "/nowhere.po"]) == 1


def test_units_with_one_id_are_told_apart(store: Path) -> None:
    pairs = [pair("one", "один", "1"), pair("two", "два", "1")]
    with closing(Store(str(store), write=True)) as opened:
        assert opened.add(pairs, "main") == Counts(2, 0, 0)
        assert opened.add(pairs, "main") == Counts(0, 2, 0)


def test_memories_are_separate(store: Path) -> None:
    with closing(Store(str(store), write=True)) as opened:
        opened.set_memory("client", priority=5, penalty=3)
        assert opened.add([pair("norm", "норма")], "client") == Counts(1)
        assert opened.add([pair("norm", "норматив")], "main") == Counts(1)
        assert [(memory.name, memory.priority, memory.penalty) for memory in opened.memories()] == [
            ("client", 5, 3),
            ("main", 0, 0),
        ]
        assert [one.target.text for one in opened.every(memory="client")] == ["норма"]


def test_memories_are_shown_and_changed(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Store(str(store), write=True)) as opened:
        opened.add([pair("one", "один"), pair("two", "два")], "client")
        opened.add([pair("one", "раз"), pair("two", "два")], "client")
        opened.add([pair("norm", "норма")], "main")
    assert main(["tm", "memories", "--memory", "main", "--priority", "2", "--penalty", "3"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "main  priority 2, penalty 3 %",
        "    en → ru  1",
        "client  priority 0, penalty 0 %",
        "    en → ru  2, 1 out of force",
    ]
    assert main(["tm", "memories", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["memory"], one["pairs"], one["history"]) for one in records] == [("main", 1, 0), ("client", 2, 1)]
    for wrong in (["--memory", "none", "--penalty", "1"], ["--penalty", "1"], ["--memory", "main", "--penalty", "101"]):
        assert main(["tm", "memories", *wrong]) == 2


def test_delete(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(Store(str(store), write=True)) as opened:
        opened.add([pair("one", "один"), pair("two", "два"), pair("three", "три", file="/b.po")], "main")
    numbers = [one.n for one in every(store)]
    assert main(["tm", "delete", str(numbers[0])]) == 0
    assert targets(store) == ["два", "три"]
    assert main(["tm", "delete", str(numbers[0])]) == 1
    assert main(["tm", "delete", "--file", "/b.po"]) == 0
    assert targets(store) == ["два"]
    assert targets(store, history=True) == ["один", "два", "три"]
    assert main(["tm", "delete"]) == 2
    assert "0 translations deleted" in capsys.readouterr().err


def test_export_is_read_again(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF, "utf-8")
    added(capsys, READER / "en-ru.po", path)
    assert main(["tm", "export", "tmx", "-o", str(tmp_path / "out.tmx")]) == 0
    units = read(tmp_path / "out.tmx").units
    assert [unit.target.text.replace("\u00ad", "") for unit in units[:-1]] == targets(store)[:-1]
    assert units[-1].target.codes == ("<ph 1/>", "<ph 2/>", "<ph 3/>")
    assert etree.DTD(SCHEMAS / "tmx14.dtd").validate(etree.parse(tmp_path / "out.tmx"))
    with (tmp_path / "out.tmx").open("rb") as file:
        others = tmxfile(file, "en", "ru").units
    assert [str(unit.target) for unit in others[:-1]] == targets(store)[:-1]
    # It is known, wherever it comes from; another memory gets it as it was, and nothing of what is out of force.
    assert added(capsys, tmp_path / "out.tmx") == (0, len(units), 0)
    assert main(["tm", "delete", "--file", str(path)]) == 0
    assert main(["tm", "export", "tmx", "--history", "-o", str(tmp_path / "all.tmx")]) == 0
    other = str(tmp_path / "other.sqlite")
    assert added(capsys, "--store", other, tmp_path / "out.tmx") == (len(units), 0, 0)
    told = [(one.source, one.target, one.origin) for one in every(Path(other))]
    assert told == [(one.source, one.target, one.origin) for one in every(store, history=True)]
    assert added(capsys, "--store", other, tmp_path / "all.tmx") == (0, len(units) - 1, 0)
    assert main(["tm", "export", "tmx", "--target-lang", "ko", "-o", str(tmp_path / "none.tmx")]) == 1


def test_placeholders_are_the_same_in_all_formats(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a program fills in is no text, whether the format knows that or not."""
    tmx = '<tmx version="1.4"><header srclang="en"/><body><tu>{}</tu></body></tmx>'
    variant = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
    content = tmx.format(variant.format("en", "Save %d files") + variant.format("ru", "Сохранить %d файлов"))
    (tmp_path / "a.tmx").write_text(content, "utf-8")
    (tmp_path / "b.po").write_text(PO + ENTRY.format("Save %s files", "Сохранить %s файлов"), "utf-8")
    assert added(capsys, tmp_path / "a.tmx", tmp_path / "b.po") == (2, 0, 0)
    assert len({one.source.key for one in every(store)}) == 1


def test_a_file_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE a (b)")
    (tmp_path / "text.sqlite").write_text("not a database, but long enough to be read as one" * 30, "utf-8")
    for name, reason in (
        ("other.sqlite", "no translation memory"),
        ("text.sqlite", "not a database"),
        ("missing.sqlite", "tm add"),
    ):
        assert main(["tm", "search", "--store", str(tmp_path / name), "x"]) == 2
        assert reason in capsys.readouterr().err
    before = other.read_bytes()
    for command in (
        ["add", str(READER / "en-ru.po")],
        ["delete", "1"],
        ["memories", "--memory", "a", "--penalty", "1"],
    ):
        assert main(["tm", *command, "--store", str(other)]) == 2
        assert "no translation memory" in capsys.readouterr().err
        assert other.read_bytes() == before


def test_what_a_name_means_to_sqlite_it_does_not_mean_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:a?mode=memory", "а б%20.sqlite", "-a"):
        with closing(Store(name, write=True)) as opened:
            opened.add([pair("one", "один")], "main")
        assert targets(tmp_path / name) == ["один"]


def test_a_damaged_file_changes_nothing(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(capsys, READER / "en-ru.po")
    with closing(sqlite3.connect(store)) as db:
        before = list(db.iterdump())
    (tmp_path / "a.xlf").write_text(XLIFF[:-20], "utf-8")
    (tmp_path / "a.po").write_text(PO + ENTRY.format("one", "один") + 'msgid "two"', "utf-8")
    (tmp_path / "a.csv").write_bytes("en,ru\none,один\n".encode("utf-16"))
    for path in sorted(tmp_path.glob("a.*")):
        assert main(["tm", "add", "--memory", "other", "--penalty", "5", str(path)]) == 2
    with closing(sqlite3.connect(store)) as db:
        assert list(db.iterdump()) == before


def test_prose_has_no_translations(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Only words.", "utf-8")
    assert main(["tm", "add", str(tmp_path)]) == 0
    assert main(["tm", "add", str(tmp_path / "a.txt")]) == 2
    assert "it is prose" in capsys.readouterr().err
    assert every(store) == []


def python(program: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)


WRITER = """
import sys
from termbase.memory.entry import Origin, Pair, Text
from termbase.memory.store import Store
store = Store(sys.argv[1], write=True)
for step in range(int(sys.argv[3])):
    words = [f"{sys.argv[2]} {step} {number} of several words" for number in range(int(sys.argv[4]))]
    pairs = [Pair(Text("en", word, word), Text("ru", "слово", "слово"), Origin("/" + sys.argv[2], word)) for word in words]
    store.add(pairs, "main")
    print(step, flush=True)
"""


def sound(path: Path) -> int:
    """Check a store from end to end; how many pairs are in force."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        segments = db.execute("SELECT count(*), coalesce(max(n), 0) FROM segment").fetchone()
        assert db.execute("SELECT coalesce(sum(count), 0) FROM block").fetchone()[0] == segments[0] == segments[1]
        postings = db.execute("SELECT coalesce(sum(length(slots)), 0) / 2 FROM posting").fetchone()
        assert db.execute("SELECT coalesce(sum(count), 0) FROM gram").fetchone() == postings
        return int(db.execute("SELECT count(*) FROM pair WHERE until IS NULL").fetchone()[0])


def test_several_processes_write_at_once(store: Path) -> None:
    writers = [python(WRITER, store, name, "5", "40") for name in "abcd"]
    for writer in writers:
        _, error = writer.communicate(timeout=120)
        assert (writer.returncode, error) == (0, b"")
    assert sound(store) == 4 * 5 * 40


def test_several_processes_make_one_store(tmp_path: Path) -> None:
    for attempt in range(6):
        path = tmp_path / f"{attempt}.sqlite"
        writers = [python(WRITER, path, name, "1", "5") for name in "abcdef"]
        for writer in writers:
            assert writer.communicate(timeout=120) == (b"0\n", b"")
        assert sound(path) == 6 * 5


def test_a_reader_beside_a_writer(store: Path) -> None:
    with closing(Store(str(store), write=True)) as writer:
        writer.add([pair("one", "один")], "main")
        with closing(Store(str(store))) as reader:
            assert [row[1].text for row in reader.equal("one")] == ["one"]
            writer.add([pair("two", "два")], "main")
            assert [row[1].text for row in reader.equal("two")] == ["two"]


def test_a_process_killed_at_any_point(store: Path) -> None:
    """What was told to be stored is there, of what was not told all or nothing; the next one goes on."""
    killed = 0
    for delay in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        writer = python(WRITER, store, f"w{delay}", "1000", "300")
        time.sleep(delay)
        writer.kill()
        out, error = writer.communicate()
        assert (writer.returncode, error) == (-signal.SIGKILL, b"")
        told = len(out.split())
        killed += 1
        if not store.exists():
            continue
        with closing(Store(str(store), write=True)) as opened:
            there = sum(one.origin.file == f"/w{delay}" for one in opened.every())
            assert there in (told * 300, (told + 1) * 300)
        sound(store)
    assert killed
    writer = python(WRITER, store, "last", "1", "300")
    assert writer.communicate(timeout=60) == (b"0\n", b"")
    assert sound(store) >= 300


def test_a_disk_that_is_full(store: Path) -> None:
    """Files cannot grow beyond a limit (RLIMIT_FSIZE): one line, and the store is as it was."""
    with closing(Store(str(store), write=True)) as opened:
        opened.add([pair("one", "один")], "main")
    program = (
        "import resource, signal, sys; from termbase.cli.main import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150000, 150000)); sys.exit(main(sys.argv[1:]))"
    )
    full = python(program, "tm", "add", READER)
    out, error = full.communicate(timeout=120)
    assert (full.returncode, out, len(error.splitlines())) == (2, b"", 1)
    assert b"cannot be used" in error
    assert sound(store) == 1
    assert targets(store) == ["один"]


@pytest.mark.parametrize("command", [["add", str(READER / "en-ru.po")], ["delete", "1"]])
def test_a_place_that_cannot_be_written(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tm", *command, "--store", "/proc/self/fdinfo/memory.sqlite"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_store_that_is_read_only(store: Path) -> None:
    with closing(Store(str(store), write=True)) as opened:
        opened.add([pair("one", "один")], "main")
    store.chmod(0o444)
    store.parent.chmod(0o555)
    try:
        assert targets(store) == ["один"]
    finally:
        store.parent.chmod(0o755)


def test_nothing_is_stored_of_a_group_with_a_fault(store: Path) -> None:
    def pairs() -> "list[Pair]":
        return [pair("one", "один"), pair("two", None)]  # type: ignore[arg-type]

    with closing(Store(str(store), write=True)) as opened:
        opened.add([pair("zero", "ноль")], "main")
        with pytest.raises((InputError, TypeError, AttributeError)):
            opened.add(pairs(), "main")
        assert [one.target.text for one in opened.every()] == ["ноль"]
    assert sound(store) == 1


def test_many_small_additions_are_one_block(store: Path) -> None:
    with closing(Store(str(store), write=True)) as opened:
        for number in range(30):
            opened.add([pair(f"segment number {number} " + "x" * number, "да")], "main")
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("SELECT count, lang FROM block").fetchall() == [(31, "")]
    assert sound(store) == 30


def test_the_default_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from termbase.memory.store import default_path  # noqa: PLC0415

    monkeypatch.delenv("TERMBASE_MEMORY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == os.path.join(tmp_path, "termbase", "memory.sqlite")  # noqa: PTH118
