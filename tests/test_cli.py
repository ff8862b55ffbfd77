"""The contract of the command line: records on standard output, the rest on standard error, exit codes 0, 1, 2."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from termbase.report import REPORTS

BASE = Path(__file__).parent / "data" / "base"
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

msgid "The norms of shock workers."
msgstr "Нормы шок-рабочих."
"""


def run(*arguments: str | Path, base: Path | None = BASE, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    options = ["--base", str(base)] if base else []
    command = [sys.executable, "-m", "termbase", *options, *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=300)


def records(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_lookup_record() -> None:
    result = run("lookup", "--json", "ударников")
    assert result.returncode == 0
    (record,) = records(result)
    assert list(record) == [
        "query", "concept", "lang", "term", "status", "via", "matched", "schemes", "distance", "terms",
    ]  # fmt: skip
    assert record["concept"] == "shock-worker"
    assert result.stderr == b""


def test_lookup_from_standard_input() -> None:
    result = run("lookup", "--json", given="ударник\n\nqqq\n프라우다\n".encode())
    assert [record["concept"] for record in records(result)] == ["shock-worker", "pravda"]
    assert result.returncode == 0
    assert "qqq" in result.stderr.decode()


def test_lookup_finds_nothing() -> None:
    result = run("lookup", "qqq")
    assert (result.returncode, result.stdout) == (1, b"")


def test_find_record(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Один.\r\n\r\nО нормах\nи ударниках.\n"
    path.write_bytes(text.encode())
    result = run("find", path, "--lang", "ru", "--json")
    assert result.returncode == 0
    found = records(result)
    assert list(found[0]) == [
        "path", "line", "column", "start", "end", "text", "concept", "term", "lang", "status", "via",
    ]  # fmt: skip
    assert [(record["line"], record["column"], record["text"]) for record in found] == [
        (3, 3, "нормах"),
        (4, 3, "ударниках"),
    ]
    assert [text[int(str(record["start"])) : int(str(record["end"]))] for record in found] == ["нормах", "ударниках"]


def test_find_prints_one_line_a_term(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("о технической\nнорме\n", "utf-8")
    (line,) = run("find", path).stdout.decode().splitlines()
    assert line.endswith(":1:3: технической\\nнорме\ttechnical-norm\tru техническая норма\tpreferred\tform")


def test_check_record(tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    path.write_text(PO, "utf-8")
    result = run("check", "--format", "json", path)
    assert result.returncode == 1
    (record,) = records(result)
    assert list(record) == [
        "path", "line", "column", "end_line", "end_column", "unit", "code", "name", "severity", "message", "text",
        "suggestions", "concept", "fix",
    ]  # fmt: skip
    assert (record["code"], record["line"], record["column"], record["text"]) == ("TB402", 7, 15, "шок-рабочих")
    assert record["suggestions"] == ["ударников"]


@pytest.mark.parametrize("form", REPORTS)
def test_check_clean(tmp_path: Path, form: str) -> None:
    path = tmp_path / "en-ru.po"
    path.write_text(PO.replace("шок-рабочих", "ударников"), "utf-8")
    result = run("check", "--format", form, path)
    assert result.returncode == 0
    assert "TB4" not in result.stdout.decode()


def test_github(tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    path.write_text(PO, "utf-8")
    line = run("check", "--format", "github", path).stdout.decode()
    assert re.fullmatch(r"::error file=.*en-ru\.po,line=7,endLine=7,col=15,endColumn=26,title=TB402 .*::.*\n", line)


def test_select_and_ignore(tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    path.write_text(PO, "utf-8")
    assert run("check", "--select", "TB401,TB403", path).returncode == 0
    assert run("check", "--ignore", "TB402", path).returncode == 0
    assert run("check", "--select", "TB4", path).returncode == 1
    assert run("check", "--select", "TB401", "--select", "TB402", path).returncode == 1


USAGE = [
    [],
    ["nonsense"],
    ["--nonsense"],
    ["--base"],
    ["lookup", "--limit", "0", "x"],
    ["lookup", "--limit", "x", "x"],
    ["check"],
    ["check", "--format", "pdf", "x"],
    ["check", "--select", "TB999", "x"],
    ["export", "docx", "-o", "x"],
    ["export", "tbx"],
    ["export", "tbx", "-o", "x", "--lang", "fr"],
    ["check", ""],
    ["check", "--select", ",", "--ignore", "TB", "x"],
    ["export", "tbx", "-o", ""],
    ["export", "tbx", "-o", "x", "--lang", ","],
    ["explain", "TB999"],
    ["translit", "слово"],
    ["translit", "--scheme", "none", "слово"],
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_is_one_line(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one_line_and_exit_2(run(*arguments))
    assert list(tmp_path.iterdir()) == []


def one_line_and_exit_2(result: subprocess.CompletedProcess[bytes]) -> str:
    message = result.stderr.decode()
    assert result.returncode == 2, message
    assert message.startswith("termbase: ")
    assert message.count("\n") == 1
    return message


BOMB = b'<?xml version="1.0"?>\n<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<tmx version="1.4"><body>&b;</body></tmx>'
OUTSIDE = b'<?xml version="1.0"?>\n<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tmx version="1.4"><body>&a;</body></tmx>'
BAD_FILES = {
    "empty.po": b"",
    "broken.po": b'msgid "a\nmsgstr "b"\n',
    "latin.po": 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"),
    "utf16.po": PO.encode("utf-16"),
    "long.po": b'msgid "a"\nmsgstr "' + b"a" * 50_000_000 + b'"\n',
    "empty.tmx": b"",
    "broken.tmx": b'<?xml version="1.0"?>\n<tmx version="1.4">\n<body>',
    "bomb.tmx": BOMB,
    "outside.tmx": OUTSIDE,
    "other.tmx": b"<html/>",
    "long.tmx": b"<tmx>" + b"a" * 50_000_000 + b"</tmx>",
    "empty.xlf": b"",
    "broken.xlf": b"<xliff><file></xliff>",
    "bomb.xliff": BOMB.replace(b"tmx", b"xliff"),
    "outside.xliff": OUTSIDE.replace(b"tmx", b"xliff"),
    "latin.txt": "naïve é".encode("latin-1"),
    "utf16.txt": "Ударник".encode("utf-16"),
    "utf16.md": "Worker".encode("utf-16-le"),
    "long.txt": b"a" * 50_000_000,
    "nul.md": b"a\0b",
    "picture.png": b"\x89PNG",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD_FILES[name])
    assert str(path) in one_line_and_exit_2(run("check", path))


@pytest.mark.parametrize("command", ["check", "find"])
def test_missing_file(command: str, tmp_path: Path) -> None:
    assert "no such file" in one_line_and_exit_2(run(command, tmp_path / "missing.txt"))


def test_a_bad_file_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(PO, "utf-8")
    (tmp_path / "b.po").write_bytes(b"")
    result = run("check", tmp_path)
    assert result.returncode == 2
    assert "TB402" in result.stdout.decode()
    assert "b.po" in result.stderr.decode()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_are_no_fault(mark: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / "en-ru.po"
    path.write_bytes((mark + PO.replace("\n", ending)).encode())
    (record,) = records(run("check", "--json", path))
    assert (record["line"], record["column"]) == (7, 15)
    prose = tmp_path / "a.md"
    prose.write_bytes((mark + "One.\n\nAn udarnick.\n".replace("\n", ending)).encode())
    (record,) = records(run("check", "--json", prose))
    assert (record["line"], record["column"]) == (3, 4)


BAD_BASES = {
    "concepts/broken.toml": b"id = \n",
    "concepts/latin.toml": 'id = "é"'.encode("latin-1"),
    "concepts/utf16.toml": 'id = "x"'.encode("utf-16"),
    "concepts/empty.toml": b"",
    "concepts/deep.toml": b"a = " + b"[" * 100_000,
    "vocabulary.toml": b"[",
    "sources.toml": b"x = 1",
}


@pytest.mark.parametrize(
    "command", [["lookup", "норма"], ["lint"], ["fmt"], ["export", "tbx", "-o", "OUT"]], ids=" ".join
)
@pytest.mark.parametrize("name", BAD_BASES)
def test_bad_bases(name: str, command: list[str], tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(BASE, base)
    (base / name).write_bytes(BAD_BASES[name])
    output = tmp_path / "out.tbx"
    output.write_bytes(b"precious")
    result = run(*(str(output) if word == "OUT" else word for word in command), base=base)
    message = result.stderr.decode()
    assert result.returncode == 2, message
    assert all(line.startswith(f"termbase: {base / name}") for line in message.splitlines())
    assert message
    assert output.read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base", "out.tbx"]


def test_an_export_through_a_link_and_to_a_device(tmp_path: Path) -> None:
    target, link = tmp_path / "out.tbx", tmp_path / "link.tbx"
    target.write_bytes(b"old")
    link.symlink_to(target)
    assert run("export", "tbx", "-o", link).returncode == 0
    assert link.is_symlink()
    assert b"martif" in target.read_bytes()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert run("export", "csv", "-o", pipe).returncode == 0
        assert b"shock-worker" in reader.communicate()[0]
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", [["lookup", "норма"], ["check", "a.txt"]], ids=" ".join)
def test_a_full_disk_behind_standard_output(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An udarnick.\n", "utf-8")
    full = Path("/dev/full")
    arguments = [sys.executable, "-m", "termbase", "--base", str(BASE), *command]
    with full.open("wb") as out:
        result = subprocess.run(arguments, stdout=out, stderr=subprocess.PIPE, cwd=tmp_path, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (2, b"termbase: standard output: no space left on device\n")


def test_standard_streams_that_are_closed() -> None:
    shell = f"{sys.executable} -m termbase --base {BASE} lookup"
    assert subprocess.run(f"{shell} норма >&-", shell=True, check=False, timeout=60).returncode == 0  # noqa: S602
    result = subprocess.run(f"{shell} <&-", shell=True, check=False, timeout=60, capture_output=True)  # noqa: S602
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"")


@pytest.mark.parametrize(
    ("name", "text"),
    [("schemes/x.toml", 'id = "x"\n'), ("languages/ru.toml", "a = 1\n"), ("languages/ru.toml", "a =\n")],
)
def test_a_base_with_bad_schemes_or_languages(name: str, text: str, tmp_path: Path) -> None:
    base = Path(shutil.copytree(BASE, tmp_path / "base"))
    (base / name).parent.mkdir()
    (base / name).write_text(text, "utf-8")
    result = run("lookup", "норма", base=base)
    assert result.returncode == 2
    assert all(line.startswith(f"termbase: {base}") for line in result.stderr.decode().splitlines())


@pytest.mark.parametrize("target", ["folder", "folder/out.tbx"])
def test_an_export_that_cannot_be_written(target: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    if target == "folder":
        folder.mkdir()
    else:
        folder.write_bytes(b"precious")
    one_line_and_exit_2(run("export", "tbx", "-o", tmp_path / target))
    assert folder.is_dir() or folder.read_bytes() == b"precious"


def test_fmt(tmp_path: Path) -> None:
    base = Path(shutil.copytree(BASE, tmp_path / "base"))
    assert run("fmt", "--check", base=base).returncode == 0
    path = base / "concepts" / "norm.toml"
    wanted = path.read_bytes()
    path.write_bytes(wanted.replace(b" = ", b"  =  "))
    result = run("fmt", "--check", base=base)
    assert (result.returncode, result.stdout.decode().strip()) == (1, str(path))
    assert run("fmt", base=base).returncode == 0
    assert path.read_bytes() == wanted
    path.write_bytes(b"# a remark\n" + wanted)
    assert "a comment would be lost" in one_line_and_exit_2(run("fmt", base=base))
    assert path.read_bytes().startswith(b"# a remark")


def test_explain() -> None:
    assert b"term-not-used" in run("explain", "tb401").stdout


def test_translit() -> None:
    result = run("translit", "--scheme", "iso-9-rus-cyrl-latn-1995", "--json", "Щёлоков")
    assert records(result) == [{"scheme": "iso-9-rus-cyrl-latn-1995", "source": "Щёлоков", "result": "Ŝëlokov"}]
    listed = records(run("schemes", "--json"))
    assert {"id", "title", "from", "to", "source"} == set(listed[0])


@pytest.mark.parametrize(
    "arguments", [["--help"], ["lookup", "--help"], ["check", "--help"], ["--version"]], ids=" ".join
)
def test_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout
