"""Faults are put into copies of the reader and of texts like it: each is found, with its code, at its unit, and alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

import polib
import pytest

from termbase.api import Termbase, load
from termbase.formats import read
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"
TEXTS = ROOT / "tests" / "data" / "seeded"
LANGUAGES = {"en-ru.po": "en ru", "en-ko.po": "en ko", "ru-ko.po": "ru ko", "table.csv": "ru en"} | {
    "messages.xlf": "en ru",
    "messages.ts": "en ko",
    "essay-en.md": "en en",
    "essay-ru.txt": "ru ru",
    "essay-ko.md": "ko ko",
    "page-ko.html": "ko ko",
}
"""Source and target of each file."""
AROUND = 12
"""Units of a catalogue before and behind that show what it is about."""


class Fault(NamedTuple):
    file: str
    unit: str
    """How the msgid begins; empty where the line of the fault tells the place."""
    old: str
    """What is replaced, and stands there once. Empty: the whole translation; ``+``: nothing, but a unit with the same
    msgid and the msgctxt “again” is appended."""
    new: str
    """What comes in its place; ``=`` for a whole translation is a copy of the source."""
    code: str
    concept: str


def faults() -> list[Fault]:
    with (ROOT / "tests/data/faults.tsv").open(encoding="utf-8", newline="") as file:
        return [Fault(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0][:1] != "#"]


FAULTS = faults()


@pytest.fixture(scope="module")
def base() -> Termbase:
    return load()


def found(base: Termbase, path: Path) -> set[tuple[str, str, str]]:
    """Unit (in a catalogue) or line, code and concept of each finding."""
    source, target = LANGUAGES[path.name].split()
    units = read(path, source_lang=source, target_lang=target).units
    is_catalogue = path.suffix == ".po"
    findings = base.check(units)
    places = [(one.unit if is_catalogue else str(one.start.line), one.code, one.concept) for one in findings]
    assert len(places) == len(set(places))
    return set(places)


def catalogue(name: str) -> Any:
    return polib.pofile(str(READER / name), wrapwidth=79)


def entry_of(fault: Fault, entries: Any) -> Any:
    (entry,) = (entry for entry in entries if entry.msgid.startswith(fault.unit) and not entry.msgctxt)
    return entry


def changed(fault: Fault, entries: Any) -> tuple[str, str, str]:
    """Put a fault into a catalogue; returns what a check must find."""
    entry = entry_of(fault, entries)
    unit = entry.msgid
    if fault.old == "+":
        entries.append(polib.POEntry(msgctxt="again", msgid=entry.msgid, msgstr=fault.new))
        unit = f"again|{unit}"
    elif fault.old:
        assert entry.msgstr.count(fault.old) == 1
        entry.msgstr = entry.msgstr.replace(fault.old, fault.new)
    else:
        entry.msgstr = entry.msgid if fault.new == "=" else fault.new
    return unit, fault.code, fault.concept


def test_there_are_faults_of_all_kinds() -> None:
    assert len(FAULTS) >= 230
    codes = {fault.code for fault in FAULTS}
    assert {f"TB{number}" for number in range(401, 414)} - codes == {"TB405", "TB407"}
    assert {"TB501", "TB505", "TB506", "TB507", "TB509"} <= codes
    assert {fault.file for fault in FAULTS} == set(LANGUAGES)


@pytest.mark.parametrize("path", sorted(TEXTS.iterdir()), ids=lambda path: path.name)
def test_nothing_is_reported_without_faults(path: Path, base: Termbase) -> None:
    assert found(base, path) == set()


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name.endswith(".po")])
def test_all_faults_of_a_catalogue(name: str, base: Termbase, tmp_path: Path) -> None:
    entries = catalogue(name)
    expected = [changed(fault, entries) for fault in FAULTS if fault.file == name]
    entries.save(str(tmp_path / name))
    assert found(base, tmp_path / name) == set(expected)
    assert len(expected) == len(set(expected))


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
def test_each_fault_alone(fault: Fault, base: Termbase, tmp_path: Path) -> None:
    path = tmp_path / fault.file
    if path.suffix == ".po":
        entries = catalogue(fault.file)
        place = entries.index(entry_of(fault, entries))
        entries[:] = entries[max(0, place - AROUND) : place + AROUND]
        expected = changed(fault, entries)
        entries.save(str(path))
    else:
        text = (TEXTS / fault.file).read_text("utf-8")
        assert text.count(fault.old) == 1
        path.write_text(text.replace(fault.old, fault.new), "utf-8")
        expected = (str(text[: text.index(fault.old)].count("\n") + 1), fault.code, fault.concept)
    assert found(base, path) == {expected}
