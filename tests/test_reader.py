"""The reader is accepted as it is; a copy with thirty seeded faults is reported on at exactly those places."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import polib
import pytest

from termbase.api import load
from termbase.formats import read
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"
FAULTS: list[dict[str, str]] = tomllib.loads((ROOT / "tests/data/faults.toml").read_text("utf-8"))["fault"]


def check(folder: Path) -> set[tuple[str, str, str, str]]:
    """File, unit, code and concept of each finding in the two PO files of a folder."""
    units = [unit for name in ("en-ru.po", "en-ko.po") for unit in read(folder / name).units]
    found = load().check(units)
    places = [(Path(finding.path).name, finding.unit, finding.code, finding.concept) for finding in found]
    assert len(places) == len(set(places))
    return set(places)


def seed(faults: list[dict[str, str]], folder: Path) -> set[tuple[str, str, str, str]]:
    """Put faults into copies of the PO files; returns what a check must find."""
    expected: set[tuple[str, str, str, str]] = set()
    for name in ("en-ru.po", "en-ko.po"):
        path = Path(shutil.copy(READER / name, folder))
        catalogue: Any = polib.pofile(str(path), wrapwidth=79)
        for fault in faults:
            if fault["file"] != name:
                continue
            (entry,) = (entry for entry in catalogue if entry.msgid.startswith(fault["source"]) and not entry.msgctxt)
            unit = entry.msgid
            match fault["operation"]:
                case "replace":
                    assert entry.msgstr.count(fault["old"]) == 1
                    entry.msgstr = entry.msgstr.replace(fault["old"], fault["new"])
                case "empty":
                    entry.msgstr = ""
                case "copy":
                    entry.msgstr = entry.msgid
                case "duplicate":
                    catalogue.append(polib.POEntry(msgctxt="duplicate", msgid=entry.msgid, msgstr=fault["new"]))
                    unit = f"duplicate|{entry.msgid}"
            expected.add((name, unit, fault["expect"], fault.get("concept", "")))
        catalogue.save(str(path))
    return expected


def test_nothing_is_reported() -> None:
    units = [unit for path in sorted(READER.iterdir()) for unit in read(path).units]
    assert [f"{finding.path}: {finding.message}" for finding in load().check(units)] == []


def test_the_three_files_say_the_same() -> None:
    catalogues: dict[str, Any] = {lang: polib.pofile(str(READER / f"en-{lang}.po")) for lang in ("ru", "ko")}
    russian, korean = ({entry.msgid: entry.msgstr for entry in catalogue} for catalogue in catalogues.values())
    assert len(russian) >= 120
    assert list(russian) == list(korean)
    assert all([*russian.values(), *korean.values()])
    document = read(READER / "memory.tmx")
    pairs = {(unit.source.text, unit.target.lang): unit.target.text for unit in document.units if unit.source}
    assert all(pairs[source, "ru"] == russian[source] and pairs[source, "ko"] == korean[source] for source in russian)


def test_the_reader_names_concepts_of_every_domain() -> None:
    """It was written for the first 158 concepts, and names some of the others; what it names does not get less."""
    base = load()
    named = {
        hit.term.concept
        for unit in read(READER / "en-ru.po").units
        if unit.source
        for hit in base.find(unit.source.text, "en")
    }
    concepts = {concept.id: concept for concept in base.content.concepts if concept.status != "retired"}
    assert len(named) >= 190
    ids = {base.index.concept(number).id for number in named}
    assert {domain for id_ in ids for domain in concepts[id_].domains} == {
        domain for concept in concepts.values() for domain in concept.domains
    }


def test_thirty_seeded_faults(tmp_path: Path) -> None:
    assert len(FAULTS) == 30
    expected = seed(FAULTS, tmp_path)
    assert check(tmp_path) == expected
    assert len(expected) == 30


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
def test_each_fault_alone(fault: dict[str, str], tmp_path: Path) -> None:
    expected = seed([fault], tmp_path)
    assert check(tmp_path) == expected
    assert len(expected) == 1
