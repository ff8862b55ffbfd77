"""XLIFF 1.2 and 2.1: translate-toolkit and this program's own reader find every preferred term in its unit."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from termbase.files import BUNDLED
from termbase.formats import xliff
from termbase.formats.order import Order
from termbase.formats.xliff_export import write_xliff1, write_xliff2
from termbase.model import ALLOWED_STATUSES, Base
from termbase.parse import load_base

MINI = Path(__file__).parent / "data" / "mini"
LANGUAGES = ("en", "ru", "ko")
GLOSSARY = "{urn:oasis:names:tc:xliff:glossary:2.0}"
NAMESPACES = {"x": "urn:oasis:names:tc:xliff:document:2.0", "g": GLOSSARY.strip("{}")}
WRITERS: dict[str, tuple[Any, Any]] = {"1.2": (write_xliff1, xlifffile), "2.1": (write_xliff2, Xliff2File)}


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


def expected(base: Base, source: str, target: str) -> list[tuple[str, str, str]]:
    found = []
    for concept in base.concepts:
        original, translation = concept.preferred(source), concept.preferred(target)
        if concept.status != "retired" and original and translation:
            found.append((concept.id, original.text, translation.text))
    return found


@pytest.mark.parametrize("version", WRITERS)
def test_every_pair_arrives(base: Base, version: str, tmp_path: Path) -> None:
    write, judge = WRITERS[version]
    pairs = list(permutations(LANGUAGES, 2))
    paths = write(Order(base), tmp_path)
    assert [path.name for path in paths] == [f"{source}-{target}.xlf" for source, target in pairs]
    for path, (source, target) in zip(paths, pairs, strict=True):
        wanted = expected(base, source, target)
        units = xliff.read(path).units
        sides = [[side for side in (unit.source, unit.target) if side is not None] for unit in units]
        assert [(unit.id, *(side.text for side in both)) for unit, both in zip(units, sides, strict=True)] == wanted
        assert {tuple(side.lang for side in both) for both in sides} == {(source, target)}
        with path.open("rb") as file:
            judged = judge(file)
        assert [(unit.source, unit.target) for unit in judged.units] == [row[1:] for row in wanted]


def test_the_glossary_holds_all_usable_terms_with_their_sources(base: Base, tmp_path: Path) -> None:
    write_xliff2(Order(base, ("en", "ko")), tmp_path)
    units = {unit.get("id"): unit for unit in etree.parse(tmp_path / "en-ko.xlf").iter(f"{{{NAMESPACES['x']}}}unit")}
    for concept, original, _ in expected(base, "en", "ko"):
        found = next(it for it in base.concepts if it.id == concept)
        usable = [term for term in found.in_language("ko") if term.status in ALLOWED_STATUSES]
        entry = units[concept].find("g:glossary/g:glossEntry", NAMESPACES)
        assert entry.findtext("g:term", namespaces=NAMESPACES) == original
        translations = entry.findall("g:translation", NAMESPACES)
        assert sorted((it.text, it.get("source", "")) for it in translations) == sorted(
            (term.text, term.source) for term in usable
        )
        definition = found.definition.get("en") or found.definition.get("ko")
        assert entry.findtext("g:definition", namespaces=NAMESPACES) == definition


# The content model of a unit and of the module, in order (XLIFF 2.1, 4.2.2.5 and 5.2.2).
ORDER = {
    "unit": ["glossary", "notes", "segment"],
    "glossary": ["glossEntry"],
    "glossEntry": ["term", "translation", "definition"],
    "notes": ["note"],
    "segment": ["source", "target"],
}
ATTRIBUTES = {"unit": {"id"}, "segment": {"state"}, "term": {"source"}, "translation": {"source"}}


def test_elements_stand_where_the_norm_has_them(base: Base, tmp_path: Path) -> None:
    for path in write_xliff2(Order(base), tmp_path):
        root = etree.parse(path).getroot()
        assert (root.get("version"), len(root)) == ("2.1", 1)
        for element in root[0].iter():
            name = etree.QName(element).localname
            children = [etree.QName(child).localname for child in element]
            places = [ORDER.get(name, ["unit"]).index(child) for child in children]
            assert places == sorted(places), name
            assert set(element.attrib) <= ATTRIBUTES.get(name, {"id"})
        assert {it.get("state") for it in root.iter(f"{{{NAMESPACES['x']}}}segment")} <= {"final", "translated"}


@pytest.mark.parametrize("version", WRITERS)
def test_what_not_to_use_is_told(version: str, tmp_path: Path) -> None:
    WRITERS[version][0](Order(load_base(MINI), ("en", "ru")), tmp_path)
    root = etree.parse(tmp_path / "en-ru.xlf").getroot()
    notes = [note.text for note in root.iter("{*}note")]
    assert "deprecated (en): Stakhanovist (a Gallicism)" in notes
    assert "admitted (ru): передовик" in notes
    assert "concept status: review" in notes
