"""TBX that is none, or is meant to hurt: import and validation say it in one line, and read no more than they must."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from termbase.files import InputError
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.model import Vocabulary
from tests.conftest import ROOT

VOCABULARY = Vocabulary({}, {"fullForm": ""}, {})
HEADER = "<martifHeader><fileDesc><sourceDesc><p>demo</p></sourceDesc></fileDesc></martifHeader>"
BEGIN = f'<martif type="TBX-Basic" xml:lang="en">{HEADER}<text>\n<body>'
NEW = 'xmlns="urn:iso:std:iso:30042:ed-2"'


def old(*entries: str) -> str:
    return f"{BEGIN}{''.join(entries)}</body></text></martif>"


def entry(name: str = "c", term: str = "t", lang: str = "en", before: str = "") -> str:
    return f'<termEntry id="{name}">{before}<langSet xml:lang="{lang}"><tig><term>{term}</term></tig></langSet></termEntry>'


def dtd(declared: str, text: str) -> str:
    return f"<!DOCTYPE martif [{declared}]>{text}"


GOOD = old(entry())
LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS = f'<!ENTITY a "{"a" * 10}">{LAUGHS}'
ENTITY = "declares an entity"
Row = tuple[str | bytes, str, str]
"""What is in the file; how import refuses it; how validation does, or the rule of its first finding."""
BAD: dict[str, Row] = {
    "empty": (b"", "is empty", "is empty"),
    "only a mark": (b"\xef\xbb\xbf", "Start tag expected", "Start tag expected"),
    "no XML": ("term;Begriff", ":1:1: not well-formed XML: Start tag expected", "Start tag expected"),
    "truncated": (GOOD[:-9], ":2:1", "Premature end of data"),
    "two roots": (GOOD + GOOD, "Extra content", "Extra content"),
    "another root": ("<html><body/></html>", ":1: the root element is <html>, not <martif> or <tbx>", "root"),
    "namespaces of both": (old(entry(before=f"<note {NEW}>x</note>")), ":2: <note> is in urn:iso", "namespace"),
    "entries of both": (old(entry().replace("termEntry", "conceptEntry")), ":2: <conceptEntry> in a file", "element"),
    "an entry in an entry": (old(entry(before=entry("d"))), ":2: <termEntry> in <termEntry>", "structure"),
    "a bomb": (dtd(LAUGHS, GOOD.replace(">t<", ">&i;<")), f":1: {ENTITY} (a): refused", "entity amplification"),
    "a bomb in an attribute": (
        dtd(LAUGHS, GOOD.replace('"TBX-Basic"', '"&i;"')),
        "entity amplification factor exceeded",
        "entity amplification factor exceeded",
    ),
    "quadratic": (
        dtd(f'<!ENTITY a "{"a" * 100_000}">', GOOD.replace(">t<", f">{'&a;' * 1000}<")),
        ENTITY,
        "entity amplification factor exceeded",
    ),
    "an external entity": (
        dtd('<!ENTITY x SYSTEM "file:///etc/passwd">', GOOD.replace(">t<", ">&x;<")),
        ENTITY,
        "entity",
    ),
    "an external DTD": (dtd('<!ENTITY % x SYSTEM "http://localhost:1/x">%x;', GOOD), ENTITY, ""),
    "an id twice": (old(entry(), entry()), ":2: the id 'c' is there twice", "id"),
    "an empty term": (old(entry(term=" ")), ":2: a term is empty", "empty"),
    "an unknown language": (old(entry(lang="zz")), ":2: 'zz' is no known language", ""),
    "a language that is no tag": (old(entry(lang="C_d")), ":2: 'C_d' is no known language", "language"),
    "no language": (old(entry(lang="")), ":2: a section has no language", "attribute"),
    "deep": (
        GOOD.replace(">t<", f">{'<hi>' * 400}{'</hi>' * 400}<"),
        "nested more than 255 deep",
        "more than 255 deep",
    ),
    "a long attribute": (old(entry("c" * 10_500_000)), "over 10,000,000 bytes", "over 10,000,000 bytes"),
    "a long text": (old(entry(term="t" * 10_500_000)), "over 10,000,000 bytes", "over 10,000,000 bytes"),
    "a prefix of the root": ("<x:martif/>", ":1: the root element is <x:martif>", "prefix x"),
    "a prefix": (
        old(entry(before="<x:note>a</x:note>")),
        ":2:32: not well-formed XML: Namespace prefix x on note is not",
        "prefix x",
    ),
    "a prefix of an attribute": (
        old(entry(before="<note x:a='a'>a</note>")),
        "Namespace prefix x for a on note is not",
        "prefix x",
    ),
    "an attribute twice": (GOOD.replace('id="c"', 'id="c" id="d"'), ":2:", "Attribute id redefined"),
    "NUL": (GOOD.replace(">t<", ">\0t<"), "not well-formed XML", "not well-formed XML"),
    "a reference to NUL": (GOOD.replace(">t<", ">&#0;t<"), "invalid xmlChar value 0", "invalid xmlChar value 0"),
    "nothing but NUL": (b"\0" * 5000, "Start tag expected", "Start tag expected"),
    "a surrogate": (GOOD.encode().replace(b">t<", b">\xed\xa0\x80<"), "Invalid bytes", "Invalid bytes"),
    "no character": (GOOD.replace(">t<", ">\uffff<"), ":2:", "PCDATA invalid Char value 65535"),
    "UTF-32": (f'<?xml version="1.0" encoding="UTF-32"?>{GOOD}'.encode("utf-32"), "Start tag", "Start tag"),
    "UTF-8 that says UTF-16": (f'<?xml version="1.0" encoding="UTF-16"?>{GOOD}', ":1:", "not well-formed XML"),
    "Latin that says UTF-8": (
        f'<?xml version="1.0" encoding="UTF-8"?>{GOOD}'.replace(">t<", ">\xe9<").encode("latin-1"),
        "Invalid bytes",
        "Invalid bytes",
    ),
    "UTF-8 that says ASCII": (
        f'<?xml version="1.0" encoding="US-ASCII"?>{GOOD}'.replace(">t<", ">\xe9<").encode(),
        "Invalid bytes",
        "Invalid bytes",
    ),
    "an encoding that nobody knows": (
        f'<?xml version="1.0" encoding="x-own"?>{GOOD}',
        "Unsupported encoding: x-own",
        "Unsupported encoding: x-own",
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.tbx"


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name: str, path: Path) -> None:
    content, refused, told = BAD[name]
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as error:
        read_tbx(path, VOCABULARY)
    assert str(error.value).startswith(f"{path}:")
    assert refused in str(error.value)
    assert "\n" not in str(error.value)
    with path.open("rb") as file:
        if told in {"", "root", "namespace", "element", "structure", "entity", "id", "empty", "language", "attribute"}:
            found = [problem.rule for problem in problems(file, str(path))]
            assert told in found if told else not found
        else:
            with pytest.raises(InputError) as error:
                list(problems(file, str(path)))
            assert told in str(error.value)
            assert "\n" not in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(encoding: str, path: Path) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    path.write_bytes(f'{mark}<?xml version="1.0" encoding="UTF-16"?>{GOOD}'.replace(">t<", ">норма<").encode(encoding))
    assert read_tbx(path, VOCABULARY).concepts[0].terms[0].text == "норма"
    with path.open("rb") as file:
        assert list(problems(file)) == []


ENDLESS = {
    "children": (b"", b"<note>x</note>"),
    "text": (b"<note>", b"xxxxxxxxx"),
    "an attribute": (b"<note id='", b"xxxxxxxxx"),
    "attributes": (b"<note", b"\na='a'"),
    "a name": (b"<n", b"nnnnnnnnn"),
    "a comment": (b"<!--", b"xxxxxxxxx"),
    "CDATA": (b"<note><![CDATA[", b"xxxxxxxxx"),
    "an instruction": (b"<?a ", b"xxxxxxxxx"),
    "space": (b"", b"\n \n \n \n"),
}


def endless(name: str) -> Iterator[bytes]:
    """An entry of 2 GB."""
    start, again = ENDLESS[name]
    yield f'{BEGIN}{entry()}<termEntry id="d">'.encode() + start
    block = again * (65_536 // len(again))
    yield from (block for _ in range(2_000_000_000 // len(block)))


@pytest.mark.parametrize("command", [["import"], ["validate"]], ids=" ".join)
@pytest.mark.parametrize("name", ENDLESS)
def test_an_element_of_two_gigabytes_is_refused_at_the_beginning(name: str, command: list[str], tmp_path: Path) -> None:
    """Through a pipe, so that it is seen how much was read."""
    pipe, base = tmp_path / "a.tbx", tmp_path / "base"
    os.mkfifo(pipe)
    written = 0

    def feed() -> None:
        nonlocal written
        try:
            with pipe.open("wb", buffering=0) as file:
                for block in endless(name):
                    written += file.write(block)
        except BrokenPipeError:
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    options = ["--into", str(base)] if command == ["import"] else []
    done = subprocess.run(
        [sys.executable, "-m", "termbase", *command, str(pipe), *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    feeder.join()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"termbase: {pipe}:")
    assert done.stderr.count("\n") == 1
    assert "bytes" in done.stderr
    assert written < 30_000_000
    assert not base.exists()
