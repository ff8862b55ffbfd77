"""The schemas of OASIS accept all XLIFF that is written: exports, pretranslated files, findings as notes.

The schemas are those that Debian has with Symfony, which holds the files it reads against them: 1.2 strict (in Debian 13
transitional), and the core of 2.0, which 2.1 kept. The modules have schemas of their own, which no package brings: their elements are looked at by hand.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.formats.notes import Note, annotated
from termbase.formats.order import Order
from termbase.formats.xliff_export import write_xliff1, write_xliff2
from termbase.parse import load_base

FOLDER = Path(os.environ.get("XLIFF_SCHEMAS", "/usr/share/php/Symfony/Component/Translation/Resources/schemas"))
WRITERS: dict[str, Callable[[Order, Path], tuple[Path, ...]]] = {"1.2": write_xliff1, "2.0": write_xliff2}
NAMES = {"1.2": "xliff-core-1.2-*.xsd", "2.0": "xliff-core-2.0.xsd"}
SMALL = str(Path(__file__).parent / "data" / "base")
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"


@cache
def schema(version: str) -> etree.XMLSchema:
    if not FOLDER.is_dir():
        pytest.fail(f"{FOLDER} is missing: install the Debian package php-symfony-translation, or set XLIFF_SCHEMAS")
    text = min(FOLDER.glob(NAMES[version])).read_text("utf-8")
    # The schema of xml:lang, which these import from the web or from another place, stands beside them.
    text = re.sub(r'schemaLocation="[^"]*xml\.xsd"', f'schemaLocation="{(FOLDER / "xml.xsd").as_uri()}"', text)
    return etree.XMLSchema(etree.fromstring(text.encode()))


@pytest.fixture(scope="module", params=WRITERS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def exports(version: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return WRITERS[version](Order(load_base(BUNDLED)), tmp_path_factory.mktemp("xliff"))


def test_exports_are_valid(version: str, exports: tuple[Path, ...]) -> None:
    assert len(exports) == 6
    for path in exports:
        schema(version).assertValid(etree.parse(path))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [(" id=", " name="), ("<source>", "<target>"), ("</source>", "</source><source/>")],
)
def test_the_schemas_are_really_asked(version: str, exports: tuple[Path, ...], wrong: str, right: str) -> None:
    text = exports[0].read_text("utf-8")
    assert wrong in text
    broken = text.replace(wrong, right).replace("</source>", "</target>" if right == "<target>" else "</source>")
    assert not schema(version).validate(etree.fromstring(broken.encode()))


def test_pretranslated_files_are_valid(version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    base = load_base(BUNDLED)
    known = WRITERS[version](Order(replace(base, concepts=base.concepts[:100]), ("en", "ru")), tmp_path)[0]
    assert main(["--base", SMALL, "tm", "add", "--work", "w", str(known)]) == 0
    # Some texts are known as they stand, others nearly.
    text = re.sub(r"\s*<target>.*?</target>", "", known.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r' (approved|state)="\w+"', "", text)
    empty, filled = tmp_path / "a.xlf", tmp_path / "out" / "a.xlf"
    empty.write_text(re.sub(r"(?<=<source>)((?:\w+ ){2,}\w+)(?=</source>)", r"\1 of 1935", text), "utf-8")
    schema(version).assertValid(etree.parse(empty))
    assert main(["--base", SMALL, "tm", "pretranslate", str(empty), "-o", str(tmp_path / "out"), "--limit", "3"]) == 0
    document = etree.parse(filled)
    schema(version).assertValid(document)
    states = [unit.state for unit in read(filled).units]
    assert states.count("translated") > 50
    assert states.count("fuzzy") > 5
    candidates = list(document.iter(f"{MATCHES}match" if version == "2.0" else "{*}alt-trans"))
    assert len(candidates) > 50
    if version == "2.0":  # XLIFF 2.1, 5.1: what a candidate has to have, in order, and numbers from 0 to 100
        for one in candidates:
            ids = {segment.get("id") for segment in one.getparent().getparent().iter("{*}segment")}
            assert one.get("ref", "").removeprefix("#") in ids
            assert [etree.QName(child).localname for child in one] == ["source", "target"]
            assert {etree.QName(child).namespace for child in one} == {"urn:oasis:names:tc:xliff:document:2.0"}
            assert set(one.attrib) <= {"id", "ref", "matchQuality", "matchSuitability", "similarity", "origin", "type"}
            assert all(
                0 <= float(one.get(name, "0")) <= 100 for name in ("matchQuality", "matchSuitability", "similarity")
            )


def test_notes_about_findings_leave_a_file_valid(version: str, exports: tuple[Path, ...]) -> None:
    for path in exports:
        sides = [side for unit in read(path).units for side in (unit.source, unit.target) if side]
        notes = [Note(side.anchors.at(0), "<TB402> a & b") for side in sides]
        written = etree.fromstring(annotated(path, path.read_bytes(), notes))
        schema(version).assertValid(written)
        assert sum((note.text or "").endswith("<TB402> a & b") for note in written.iter("{*}note")) > 300
