"""What ``termbase check`` does with ``--fix`` and ``--diff``."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from termbase.cli.paths import complain
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.files import InputError, read_bytes, replacing
from termbase.fix import Edited, settled
from termbase.fix.rounds import Judge
from termbase.formats import read
from termbase.units import Document, told

Spoken = Callable[[Path], Mapping[str, str]]
"""The languages of a file, where it does not say, as arguments for `read`."""


def fix_files(paths: Iterable[Path], spoken: Spoken, judge: Judge) -> None:
    """Write the fixes into their files; tell on standard error how many there were, and which are not written.

    A file that cannot be read is left to the check, which reads it again.
    """
    fixed = files = 0
    for path, _, result in _results(paths, spoken, judge, []):
        if result.fixed:
            with replacing(path) as file:
                file.write(result.data)
            fixed += result.fixed
            files += 1
    print(f"{count(fixed, 'finding')} fixed in {count(files, 'file')}", file=sys.stderr)


def show_fixes(paths: Iterable[Path], spoken: Spoken, judge: Judge, broken: list[InputError]) -> int:
    """Print what `fix_files` would change, as a unified diff; exit 1 when that is something, 2 after an error."""
    changed = 0
    for _, before, result in _results(paths, spoken, judge, broken):
        if result.fixed:
            changed += 1
            sys.stdout.writelines(differences(before, result.document))
    sys.stdout.flush()
    for problem in broken:
        complain(problem)
    return 2 if broken else 1 if changed else 0


def _results(
    paths: Iterable[Path], spoken: Spoken, judge: Judge, broken: list[InputError]
) -> Iterator[tuple[Path, Document, Edited]]:
    """Each file, the document in it as it was, and what becomes of it."""
    for path in track(list(paths), "fixing"):
        try:
            data = read_bytes(path)
            reread = partial(_read, path, spoken)
            before = reread(data)
            result = settled(path, data, reread, judge)
        except InputError as error:
            broken.append(error)
            continue
        for finding, reason in result.refusals:
            complain(f"{told(finding.path, finding.place, finding.start)}: not fixed: {reason}")
        yield path, before, result


def _read(path: Path, spoken: Spoken, data: bytes) -> Document:
    return read(path, data, **spoken(path))


def differences(before: Document, after: Document) -> Iterator[str]:
    """The lines of a unified diff of what a reader sees of a document, part by part."""
    for old, new in zip(_texts(before), _texts(after), strict=True):
        yield from _diff(*old, new[1])


def _texts(document: Document) -> list[tuple[str, str]]:
    """What a reader sees of a document, under the names of its parts: of a workbook its cells."""
    if document.parts:
        return [(part.path, part.text) for part in document.parts]
    cells = "".join(f"{unit.id}: {unit.target.text}\n" for unit in document.units)
    return [(document.path, document.text or cells)]


def _diff(name: str, before: str, after: str) -> Iterator[str]:
    for line in difflib.unified_diff(_lines(before), _lines(after), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines that end with LF, as `patch` knows them; `str.splitlines` cuts at other characters too."""
    *lines, last = text.split("\n")
    return [*(line + "\n" for line in lines), *filter(None, [last])]
