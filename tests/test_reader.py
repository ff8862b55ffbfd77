"""The reader is accepted as it is; a copy with seeded faults is reported on at exactly those places."""

import shutil
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import polib
import pytest

from termbase.api import Termbase, load
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.forms.korean import is_syllable
from termbase.index.expand import Expander
from termbase.model import Concept
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"
CATALOGUES = ("en-ru.po", "en-ko.po", "ru-ko.po")
FAULTS: list[dict[str, str]] = tomllib.loads((ROOT / "tests/data/faults.toml").read_text("utf-8"))["fault"]


def check(folder: Path) -> set[tuple[str, str, str, str]]:
    """File, unit, code and concept of each finding in the two PO files of a folder."""
    units = [unit for name in CATALOGUES[:2] for unit in read(folder / name).units]
    found = load().check(units)
    places = [(Path(finding.path).name, finding.unit, finding.code, finding.concept) for finding in found]
    assert len(places) == len(set(places))
    return set(places)


def seed(faults: list[dict[str, str]], folder: Path) -> set[tuple[str, str, str, str]]:
    """Put faults into copies of the PO files; returns what a check must find."""
    expected: set[tuple[str, str, str, str]] = set()
    for name in CATALOGUES[:2]:
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


def catalogue(name: str) -> dict[str, str]:
    entries: Any = polib.pofile(str(READER / name))
    return {entry.msgid: entry.msgstr for entry in entries}


def test_the_files_say_the_same() -> None:
    russian, korean, both = (catalogue(name) for name in CATALOGUES)
    assert len(russian) >= 400
    assert list(russian) == list(korean)
    assert all([*russian.values(), *korean.values()])
    assert both == {russian[source]: korean[source] for source in russian}
    document = read(READER / "memory.tmx")
    pairs = {(unit.source.text, unit.target.lang): unit.target.text for unit in document.units if unit.source}
    assert all(pairs[source, "ru"] == russian[source] and pairs[source, "ko"] == korean[source] for source in russian)


@pytest.fixture(scope="module")
def base() -> Termbase:
    return load()


@pytest.fixture(scope="module")
def named(base: Termbase) -> dict[str, dict[str, set[str]]]:
    """By language, the concepts that the reader names, and how: ``exact``, ``form``, ``particle``."""
    russian, korean, _ = (catalogue(name) for name in CATALOGUES)
    texts = {"en": list(russian), "ru": list(russian.values()), "ko": list(korean.values())}
    found: dict[str, dict[str, set[str]]] = {lang: defaultdict(set) for lang in texts}
    for lang, segments in texts.items():
        for text in segments:
            for hit in base.find(text, lang):
                bound = lang == "ko" and is_syllable(text[hit.end : hit.end + 1])
                found[lang][base.index.concept(hit.term.concept).id].add("particle" if bound else hit.via)
    return found


def approved(base: Termbase) -> list[Concept]:
    return [concept for concept in base.content.concepts if concept.status == "approved"]


@pytest.mark.parametrize("lang", ["en", "ru", "ko"])
def test_every_approved_concept_is_named(lang: str, base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    assert [concept.id for concept in approved(base) if concept.id not in named[lang]] == []


def test_every_approved_concept_is_inflected(base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    """In Russian, unless its preferred term has one form only: acronyms, sentences, some names and titles."""
    rules = Expander(Path(BUNDLED, "schemes"), Path(BUNDLED, "languages"))
    for concept in approved(base):
        preferred = concept.preferred("ru")
        assert preferred
        if len({form.text.replace(" ", "") for form in rules.forms(preferred)}) > 1:
            assert "form" in named["ru"][concept.id], concept.id


def test_every_approved_concept_has_a_particle(base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    """In Korean, unless its terms are adnominals, such as 신성한."""
    without = [concept for concept in approved(base) if "particle" not in named["ko"][concept.id]]
    assert [concept.id for concept in without if "noun" in str(getattr(concept.preferred("ko"), "grammar", ""))] == []


def test_all_seeded_faults(tmp_path: Path) -> None:
    assert len(FAULTS) == 39
    expected = seed(FAULTS, tmp_path)
    assert check(tmp_path) == expected
    assert len(expected) == 39


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
def test_each_fault_alone(fault: dict[str, str], tmp_path: Path) -> None:
    expected = seed([fault], tmp_path)
    assert check(tmp_path) == expected
    assert len(expected) == 1
