"""``termbase check`` over many real messages: against `msgfmt -c` and pofilter, and over a long document.

    .venv/bin/python scripts/bench_check.py [--messages N] [--terms N] [--packages FOLDER]

The messages are the English and Russian ones of programs, out of the compiled catalogues in packages of Debian, which
`apt-get download` fetches. The terms are mined from them: short messages whose Russian is a noun, alone or with an
adjective, and is found in half or more of the messages that have the English words. So terms and their translations
meet as often as in a project that keeps to its glossary, and what is reported is what differs from it. Another
translation of the same words, where there is one, is deprecated.

Whole processes are timed, alternating; memory is the proportional set size (what is shared counts once) of the
process and its children, looked at every 20 ms in a run of its own. pofilter reads a part of the messages.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import polib
from pymorphy3 import MorphAnalyzer

from termbase.files import BUNDLED

BIN = Path(sys.executable).parent
READER = Path(__file__).resolve().parent.parent / "translations" / "stakhanovite-reader" / "en-ru.po"
PACKAGES = (
    *("audacity-data", "binutils-common", "darktable", "digikam-data", "evolution-common", "gcc-12-locales"),
    *("gnucash-common", "krita-l10n", "libkf5kdelibs4support-data", "libreoffice-l10n-ru"),
)
MORE_PACKAGES = ("gimp-data", "inkscape", "kdenlive-data", "kmymoney-common", "plasma-workspace-data", "iso-codes")
_ENOUGH = 60_000
"""Messages that the first packages have at least."""
MESSAGES = 20_000
TERMS = 5_000
_FOR_POFILTER = 5_000
_PROSE = 3_700_000
"""Bytes of the text in a document of about a thousand pages."""
_HEADER = {"Language": "ru", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
_PLURALS = "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;"
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
"""Letters of a Russian word that its forms have in common, most often."""
_GENDERS = {"masc": "masculine", "femn": "feminine", "neut": "neuter"}
_CONCEPT = """\
id = "{id}"
status = "review"
domains = ["ideology"]

[definition]
ru = "Понятие {id}."
en = "The concept {id}."

[[term]]
lang = "ru"
text = "{russian}"
status = "preferred"
grammar = "noun {gender} inanimate"

[[term]]
lang = "en"
text = "{english}"
status = "preferred"
grammar = "noun"
"""
_RIVAL = """
[[term]]
lang = "ru"
text = "{rival}"
status = "deprecated"
"""


def fetch(folder: Path, count: int) -> None:
    """Put the Russian catalogues of some packages into a folder.

    Raises:
        CalledProcessError: a package cannot be fetched.
    """
    download = ["apt-get", "download", "-qq", *PACKAGES, *(MORE_PACKAGES if count > _ENOUGH else ())]
    subprocess.run(download, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    for package in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", package, folder / package.stem], check=True)  # noqa: S607


def messages(folder: Path) -> list[polib.POEntry]:
    """The translated messages of the Russian catalogues in a folder, each once; four plural forms are cut to three."""
    found: dict[tuple[str | None, str], polib.POEntry] = {}
    # Some are links into packages that are not there.
    for path in sorted(path for path in folder.rglob("*.mo") if path.is_file()):
        if "ru" in path.parts:
            for entry in polib.mofile(str(path)):
                forms = dict(list(entry.msgstr_plural.items())[:3])
                if entry.msgid and (entry.msgstr or len(forms) == 3):
                    entry.msgstr_plural = forms
                    found.setdefault((entry.msgctxt, entry.msgid), entry)
    return list(found.values())


def write_catalogue(path: Path, entries: Sequence[polib.POEntry]) -> None:
    """A catalogue of messages."""
    catalogue = polib.POFile()
    catalogue.metadata = {**_HEADER, "Plural-Forms": _PLURALS}
    for entry in entries:
        plural = {"msgid_plural": entry.msgid_plural, "msgstr_plural": entry.msgstr_plural}
        catalogue.append(
            polib.POEntry(
                msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=entry.msgstr, **(plural if entry.msgstr_plural else {})
            )
        )
    catalogue.save(str(path))


class Term(NamedTuple):
    """A term of the base."""

    english: str
    russian: str
    gender: str
    rival: str = ""
    """Another translation, which is found less often: it is deprecated."""


def terms(entries: Sequence[polib.POEntry], count: int) -> list[Term]:
    """Terms, the most frequent ones first."""
    analyser = MorphAnalyzer()
    english = [" ".join(_WORD.findall(entry.msgid.lower())) for entry in entries]
    russian = [" ".join(_WORD.findall(entry.msgstr.lower())) for entry in entries]
    at: dict[str, list[int]] = {}
    for number, text in enumerate(english):
        for word in set(text.split()):
            at.setdefault(word, []).append(number)
    ranked: Counter[tuple[str, str, str]] = Counter()
    rivals: dict[str, str] = {}
    for one, other in dict.fromkeys(zip(english, russian, strict=True)):
        gender = _gender(analyser, other) if 0 < len(one.split()) < 3 and len(one) > 3 else ""
        if not gender:
            continue
        rarest = min((at[word] for word in one.split()), key=len)
        places = [number for number in rarest if f" {one} " in f" {english[number]} "]
        stems = [f" {word[:_STEM]}" for word in other.split()]
        kept = sum(all(stem in f" {russian[number]}" for stem in stems) for number in places)
        if kept >= len(places) / 2:
            ranked[one, other, gender] = kept
        else:
            rivals[one] = other
    chosen: dict[str, Term] = {}
    taken: set[str] = set()
    for (one, other, gender), _ in ranked.most_common():
        if one not in chosen and other not in taken and len(chosen) < count:
            chosen[one] = Term(one, other, gender)
            taken.add(other)
    return [term._replace(rival=_free(rivals.get(one, ""), taken)) for one, term in chosen.items()]


def _free(rival: str, taken: set[str]) -> str:
    """A rival that is no term itself, and of no other term."""
    if rival in taken:
        return ""
    taken.add(rival)
    return rival


def _gender(analyser: MorphAnalyzer, text: str) -> str:
    """Of a Russian term that is a noun, perhaps with an adjective or a noun in the genitive; else nothing."""
    tags = [analyser.parse(word)[0].tag for word in text.split()]
    head = next((tag for tag in tags if tag.POS == "NOUN"), None)
    if head is None or head.case != "nomn" or head.number != "sing":
        return ""
    shape = [f"{tag.POS} {tag.gender if tag.POS == 'ADJF' else ''}{tag.case}" for tag in tags if tag is not head]
    return _GENDERS.get(head.gender or "", "") if shape in ([], [f"ADJF {head.gender}nomn"], ["NOUN gent"]) else ""


def write_base(folder: Path, chosen: Sequence[Term]) -> None:
    """A base with a concept for each term."""
    (folder / "concepts").mkdir(parents=True)
    for name in ("sources.toml", "vocabulary.toml", "retired.tsv"):
        shutil.copy(Path(BUNDLED, name), folder)
    for number, term in enumerate(chosen):
        text = _CONCEPT.format(id=f"c{number}", **term._asdict())
        text += _RIVAL.format(rival=term.rival) if term.rival else ""
        (folder / "concepts" / f"c{number}.toml").write_text(text, "utf-8")


def write_document(path: Path) -> None:
    """A DOCX with the Russian text of the reader again and again, a paragraph a segment, in runs of eight words."""
    paragraphs = [entry.msgstr for entry in polib.pofile(str(READER)) if entry.msgstr]
    body: list[str] = []
    size = number = 0
    while size < _PROSE:
        words = paragraphs[number % len(paragraphs)].split(" ")
        size += len(" ".join(words).encode())
        number += 1
        pieces = (" ".join(words[start : start + 8]) + " " for start in range(0, len(words), 8))
        body.append(f"<w:p>{''.join(map(_run, pieces))}</w:p>")
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        text = f'<w:document xmlns:w="{name}"><w:body>{"".join(body)}</w:body></w:document>'
        package.writestr("word/document.xml", text)


def _run(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def seconds(command: Sequence[str | Path]) -> float:
    """Wall time of a whole process."""
    begin = time.perf_counter()
    subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def compared(*commands: Sequence[str | Path], runs: int = 3) -> list[float]:
    """The median times of commands that take turns."""
    times = [[seconds(command) for command in commands] for _ in range(runs)]
    return [median(column) for column in zip(*times, strict=True)]


def processor(command: Sequence[str | Path]) -> float:
    """Seconds that processors work for a process and its children: on a busy machine they say more than the wall."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak(command: Sequence[str | Path]) -> int:
    """The most memory that a process and its children have at a time, in bytes; 0 where /proc does not tell."""
    most = 0
    with subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, sum(_memory(process) for process in _family(run.pid)))
            time.sleep(0.02)
    return most


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(process: int) -> int:
    try:
        rolled = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return 1024 * int(rolled.split("Pss:")[1].split()[0])


def report(title: str, figures: str) -> None:
    """One line of the table."""
    print(f"{title:<44}{figures}", flush=True)


def measure(scratch: Path, packages: Path, count: int, size: int) -> None:
    """Print the figures."""
    entries = messages(packages)
    chosen = terms(entries, size)
    part = len(entries) / min(count, len(entries))
    entries = [entries[int(number * part)] for number in range(min(count, len(entries)))]
    catalogue, few, out = scratch / "ru.po", scratch / "few.po", scratch / "out.po"
    write_catalogue(catalogue, entries)
    write_catalogue(few, entries[:: max(1, len(entries) // _FOR_POFILTER)])
    write_catalogue(scratch / "one.po", entries[:1])
    write_base(scratch / "base", chosen)
    check: list[str | Path] = [
        BIN / "termbase",
        "--base",
        scratch / "base",
        "check",
        "--no-config",
        "--fail-on",
        "never",
    ]
    alone = [*check, "--select", "TB401,TB402"]
    seconds([*alone, few])  # builds the index
    msgfmt = ["msgfmt", "-c", "-o", "/dev/null"]
    megabytes = catalogue.stat().st_size / 1e6
    print(f"{len(entries):,} messages, {megabytes:.1f} MB, {len(chosen):,} terms")
    ours, peer = compared([*alone, catalogue], [*msgfmt, catalogue])
    report("check TB401,TB402 / msgfmt -c", f"{ours:6.2f} s {peer:6.2f} s  {peer / ours:.2f} × as fast, target ≥ 0.8")
    ours_busy, peer_busy = processor([*alone, catalogue]), processor([*msgfmt, catalogue])
    report("the same, seconds of processors", f"{ours_busy:6.2f} s {peer_busy:6.2f} s")
    every = seconds([*check, catalogue])
    start = seconds([BIN / "pofilter", scratch / "one.po", out])
    filtered = seconds([BIN / "pofilter", few, out])
    filtered = start + (filtered - start) * len(entries) / len(polib.pofile(str(few)))
    report(
        "check, all checks / pofilter, all tests", f"{every:6.2f} s {filtered:6.1f} s  {filtered / every:.1f} × faster"
    )
    report(
        "check TB401,TB402 / pofilter, all tests",
        f"{ours:6.2f} s {filtered:6.1f} s  {filtered / ours:.1f} × faster, target ≥ 20 (pofilter on "
        f"{min(len(entries), _FOR_POFILTER):,} messages, extrapolated)",
    )
    report("memory, all checks", f"{peak([*check, catalogue]) / 1e6:6.0f} MB, target ≤ 500")
    document = scratch / "book.docx"
    write_document(document)
    seconds([BIN / "termbase", "check", "--no-config", READER])
    book = median(seconds([BIN / "termbase", "check", "--no-config", document]) for _ in range(3))
    report("check of 3.7 MB of prose in a DOCX", f"{book:6.2f} s, target ≤ 10 s")


def main() -> int:
    """Fetch what is missing, and measure."""
    parser = argparse.ArgumentParser(description="Measure termbase check.")
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--terms", type=int, default=TERMS)
    parser.add_argument("--packages", type=Path, help="folder with unpacked packages: nothing is fetched")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        os.environ["TERMBASE_CACHE"] = str(scratch / "cache")
        packages = options.packages
        if packages is None:
            packages = scratch / "packages"
            packages.mkdir()
            try:
                fetch(packages, options.messages)
            except (OSError, subprocess.CalledProcessError):
                print("check of real messages: not measured, its packages cannot be fetched (Debian, apt-get download)")
                return 0
        measure(scratch, packages, options.messages, options.terms)
    return 0


if __name__ == "__main__":
    sys.exit(main())
