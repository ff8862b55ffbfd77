"""A damaged file of any format is read, or refused in one clear line; nothing else is raised, and nothing hangs.

A format joins by a line in `SAMPLES`: suffix → the bytes of a valid file. In ZIP archives the parts are damaged too.
"""

import io
import random
import signal
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from termbase import formats
from termbase.api import Termbase, load
from termbase.files import InputError
from termbase.fix import settled
from termbase.units import Document
from tests.test_formats_documents import book, open_document, p, word

BASE = Path(__file__).parent / "data" / "base"
MUTATIONS = 1000
BLOCK = 250
"""Mutations of one test."""
SECONDS = 5
"""What takes longer counts as hung."""
SNIFFED = 5
"""Every so many mutations the folder is searched, which looks into the file."""
CHECKED = 25
"""Every so many mutations the checks look at what was read, and what they are certain of is put right."""


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [
        ["Key", "en", "ru", "Status"],
        ["a", "A norm of 5", "Норма", "new"],
        [None, "Shock workers", "шок-рабочие"],
    ]:
        book.active.append(row)
    book.create_sheet("Notes").append(["date", 7])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


SAMPLES: dict[str, bytes] = {
    ".csv": ('Key;Source (en);ru;Status\r\n1;"Norms of\r\nshock workers""";шок-рабочих;\r\n;a %s;"б"\r\n'.encode()),
    ".md": (
        "---\ntitle: x\n---\n# Norms\n\n> - **shock** [workers *d*](e 'f') `g` &amp; \\* ![i](j)\n>   k <b>l</b>\n\n"
        "| a | b \\| |\n|---|---|\n| c | d |\n\n<div>\nx &lt; <!-- y -->\n</div>\n\n1. Нормы шок-рабочих www.a.org\n"
    ).encode(),
    ".po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n\n#: a.c:1\n#, fuzzy\n#| msgid "x"\n'
        'msgctxt "c"\nmsgid "a \\"norm\\" %d"\nmsgid_plural ""\n"norms"\nmsgstr[0] "норма"\nmsgstr[1] "нормы\\n"\n"в"\n\n'
        'msgid "shock worker"\nmsgstr "шок-рабочий"\n\n#~ msgid "o"\n#~ msgstr "о"\n'
    ).encode(),
    ".tmx": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header srclang="en"/><body>'
        '<tu tuid="1"><tuv xml:lang="en"><seg>Norms &amp; <ph>b</ph> shock workers</seg></tuv>'
        '<tuv xml:lang="ru"><seg>&#x41d;ормы шок-<hi>рабочих</hi></seg></tuv></tu></body></tmx>\n'
    ).encode(),
    ".ts": (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="ru"><context><name>A</name>'
        '<message numerus="yes"><source>%n shock worker(s)</source><comment>c</comment><translation type="unfinished">'
        "<numerusform>%n шок-рабочий</numerusform><numerusform>&amp;б</numerusform></translation></message>"
        '<message><source>Shock workers<byte value="x1b"/></source><translation>Нормы шок-рабочих</translation></message></context></TS>\n'
    ).encode(),
    ".tsv": 'id\ten\tru\n1\tShock workers\tшок-рабочие\n2\t"a ""b"""\t"в\nг"\n'.encode(),
    ".txt": "Shock workers\r\nand norms\r\n\r\nНормы шок-рабочих http://c.d\n".encode(),
    ".xlf": (
        '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en"'
        ' target-language="ru" datatype="po"><body><group><trans-unit id="1" approved="no"><source>a <g id="1">norm</g></source>'
        '<target state="new"><![CDATA[б]]><x id="2"/></target></trans-unit></group><trans-unit id="2"><source>Shock workers.</source>'
        '<seg-source><mrk mtype="seg" mid="0">Shock workers.</mrk></seg-source><target><mrk mtype="seg" mid="0">шок-рабочие</mrk>'
        "</target><alt-trans><target>я</target></alt-trans></trans-unit></body></file></xliff>\n"
    ).encode(),
    ".xliff": (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ru"><file id="f"><notes><note>n</note>'
        '</notes><unit id="u"><segment id="a" state="initial"><source>Shock <pc id="1">workers</pc></source><target>шок-рабочие'
        '<ph id="2"/></target></segment><ignorable><source> </source></ignorable><segment><source>Norms of shock workers<cp hex="001b"/></source>'
        "<target>&quot;Нормы шок-рабочих</target></segment></unit></file></xliff>\n"
    ).encode(),
    ".xlsx": workbook(),
}


def packed() -> Iterator[tuple[str, bytes]]:
    """Documents of word processors, and a book."""
    with tempfile.TemporaryDirectory() as scratch:
        note = p("шок-рабочих")
        yield ".docx", word(Path(scratch, "a.docx"), p("Нормы ") + p("О шок", "-рабочих") + note).read_bytes()
        body = "<text:p>Нормы <text:span>шок-рабочих</text:span></text:p>"
        yield ".odt", open_document(Path(scratch, "a.odt"), body).read_bytes()
        yield ".epub", book(Path(scratch, "a.epub")).read_bytes()


SAMPLES |= dict(packed())
SAMPLES[".html"] = (
    "<!DOCTYPE html>\n<html lang=ru><title>a</title><p>Нормы <b>шок</b>-рабочих &amp; <code>x</code>\n<ul><li>a<li>b</ul></html>\n"
).encode()
ALIASES = {".htm": ".html", ".markdown": ".md", ".text": ".txt", ".xhtml": ".html"}
"""Suffixes that another one stands for."""
FRAGMENTS = [
    b"\xff",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\n\n",
    b'"',
    b"'",
    b"<",
    b">",
    b"&",
    b"&x;",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
]
FRAGMENTS += [
    b"<!DOCTYPE x [<!ENTITY y 'z'>]>",
    b"-1",
    b"99999999999",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"#~ ",
    b"msgid ",
    b"\\",
    b"*",
    b"[",
    b"|",
]


def flip(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def duplicate(rng: random.Random, data: bytes) -> bytes:
    start, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:end] * rng.choice([1, 1, 1, 50]) + data[end:]


def delete(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice([1, 1, 2, 10, 100]) :]


def insert(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    return data[:start] + rng.choice(FRAGMENTS) + data[start:]


MUTATORS = [flip, truncate, duplicate, delete, insert]


def mutated(rng: random.Random, data: bytes) -> bytes:
    """The file with a fault; of an archive every second time with a fault in one of its parts."""
    mutate = rng.choice(MUTATORS)
    if not data.startswith(b"PK") or rng.random() < 0.5:
        return mutate(rng, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = rng.choice([name for name, part in parts.items() if part])
    parts[name] = mutate(rng, parts[name])
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_STORED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return changed.getvalue()


@contextmanager
def deadline(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"hangs: over {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _read(path: Path, data: bytes) -> Document:
    return formats.read(path, data, target_lang="ru")


def touch(document: Document) -> None:
    """Ask for every place."""
    for unit in document.units:
        for segment in filter(None, [unit.source, unit.target]):
            for offset in range(len(segment.text)):
                start, end = segment.anchors.at(offset), segment.anchors.after(offset)
                assert (1, 1) <= start <= end
            assert segment.anchors.at(len(segment.text)) >= (1, 1)
        assert all(note.anchors.at(0) >= (1, 1) for note in unit.notes)


@pytest.fixture(scope="module")
def base() -> Termbase:
    return load(BASE)


def test_every_format_has_a_sample() -> None:
    assert set(formats.READERS) == set(SAMPLES) | set(ALIASES)
    for alias, suffix in ALIASES.items():
        assert formats.READERS[alias] == formats.READERS[suffix]


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
def test_the_sample_is_read_and_has_findings(suffix: str, tmp_path: Path, base: Termbase) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(SAMPLES[suffix])
    document = formats.read(path, target_lang="ru")
    touch(document)
    assert base.check(document.units)
    assert list(formats.find_files([tmp_path])) == [path]


@pytest.mark.parametrize("block", range(MUTATIONS // BLOCK))
@pytest.mark.parametrize("suffix", sorted(SAMPLES))
def test_damaged_files_are_read_or_refused(suffix: str, block: int, tmp_path: Path, base: Termbase) -> None:
    rng = random.Random(f"{suffix} {block}")
    sample = SAMPLES[suffix]
    path = tmp_path / f"a{suffix}"
    refusals: list[str] = []
    for number in range(BLOCK):
        path.write_bytes(mutated(rng, sample))
        try:
            with deadline(SECONDS):
                if number % SNIFFED == 0:
                    list(formats.find_files([tmp_path]))
                document = formats.read(path, target_lang="ru")
                touch(document)
                if number % CHECKED == 0:
                    settled(path, path.read_bytes(), partial(_read, path), base.check)
        except InputError as error:
            refusals.append(str(error))
        except Exception as error:
            error.add_note(f"mutation {number} of block {block}: {path.read_bytes()!r}")
            raise
    assert 0 < len(refusals) < BLOCK
    assert all(len(reason.splitlines()) == 1 for reason in refusals)
