"""The TMX file: valid by its DTD, and every preferred term in its unit."""

import io
from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tmx import tmxfile

from termbase.files import BUNDLED
from termbase.formats.order import Order
from termbase.formats.tmx_export import write_tmx
from termbase.model import Base
from termbase.parse import load_base

HERE = Path(__file__).parent
MINI = HERE / "data" / "mini"
LANGUAGES = ("en", "ru", "ko")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def exported(base: Base, *langs: str) -> bytes:
    file = io.BytesIO()
    write_tmx(Order(base, langs), file)
    return file.getvalue()


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


def expected(base: Base) -> list[tuple[str, dict[str, str]]]:
    found = []
    for concept in base.concepts:
        texts = {lang: term.text for lang in LANGUAGES if (term := concept.preferred(lang))}
        if concept.status != "retired" and len(texts) > 1:
            found.append((concept.id, texts))
    return found


def test_the_dtd_accepts_it(base: Base) -> None:
    dtd = etree.DTD(HERE / "schemas" / "tmx14.dtd")
    assert dtd.validate(etree.fromstring(exported(base))), dtd.error_log


def test_every_preferred_term_is_in_its_unit(base: Base) -> None:
    found = [
        (unit.get("tuid"), {variant.get(XML_LANG): variant.findtext("seg") for variant in unit.iter("tuv")})
        for unit in etree.fromstring(exported(base)).iter("tu")
    ]
    assert found == expected(base)


@pytest.mark.parametrize(("source", "target"), list(permutations(LANGUAGES, 2)))
def test_translate_toolkit_reads_every_pair(base: Base, source: str, target: str) -> None:
    units = tmxfile(io.BytesIO(exported(base)), sourcelanguage=source, targetlanguage=target).units
    pairs = [(texts[source], texts[target]) for _, texts in expected(base) if {source, target} <= set(texts)]
    assert [(unit.source, unit.target) for unit in units if unit.source and unit.target] == pairs


def test_northern_korean_only_when_wanted() -> None:
    mini = load_base(MINI)
    assert b"ko-KP" not in exported(mini)
    variants = etree.fromstring(exported(mini, "en", "ko-KP")).iter("tuv")
    assert [variant.get(XML_LANG) for variant in variants] == ["en", "ko-KP"]
