"""``check --annotate``: copies of files with the findings as notes at their units, or as comments at their words."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from termbase.checks.finding import Finding
from termbase.cli.paths import complain, copies
from termbase.files import InputError, read_bytes, replacing
from termbase.formats.notes import WRITERS, Note, annotated
from termbase.text import one_line


def write_copies(folder: Path, paths: Sequence[Path], findings: Iterable[Finding]) -> list[InputError]:
    """Write a copy of each DOCX, PO and XLIFF file; what is wrong comes back.

    Args:
        folder: where to write (`termbase.cli.paths.copies`); it is made when it is missing.
        paths: files that were checked; those of other formats are told of and left out.
        findings: of these files.
    """
    notes: dict[str, list[Note]] = {}
    for finding in findings:
        text = one_line(f"{finding.code} {finding.severity}: {finding.message}")
        notes.setdefault(finding.path, []).append(Note(finding.start, text, finding.end))
    inputs = {os.path.realpath(path) for path in paths}
    broken = []
    for path, copy in copies(paths, folder).items():
        if path.suffix.lower() not in WRITERS:
            complain(f"{path}: has no notes: --annotate writes DOCX, PO and XLIFF")
            continue
        if os.path.realpath(copy) in inputs:
            broken.append(InputError(copy, "is a file that was checked: --annotate writes copies into another folder"))
            continue
        try:
            content = annotated(path, read_bytes(path), notes.get(str(path), []))
            with replacing(copy) as file:
                file.write(content)
        except InputError as error:
            broken.append(error)
    return broken
