"""TBX of ISO 30042:2019 in each of its public dialects and both styles: valid, every term with its status, the same again."""

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from termbase.canon import canonical
from termbase.files import BUNDLED
from termbase.formats.imported import Imported
from termbase.formats.order import Order
from termbase.formats.tbx3 import write_tbx3
from termbase.formats.tbx_dialect import DIALECTS
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.model import Base
from termbase.parse import load_base
from tests.bases import bases

MINI = Path(__file__).parent / "data" / "mini"
NAMESPACE = "{urn:iso:std:iso:30042:ed-2}"
MODULES = "{http://www.tbxinfo.net/ns/"


def exported(base: Base, tool: str) -> bytes:
    file = io.BytesIO()
    write_tbx3(Order(base, (), tool), file)
    return file.getvalue()


def read(data: bytes, base: Base, folder: Path) -> Imported:
    path = folder / "a.tbx"
    path.write_bytes(data)
    return read_tbx(path, base.vocabulary)


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.mark.parametrize("tool", DIALECTS)
def test_the_rules_of_the_dialect_hold_and_every_term_arrives(tool: str, base: Base) -> None:
    data = exported(base, tool)
    assert list(problems(io.BytesIO(data))) == []
    root = etree.fromstring(data)
    assert (root.get("type"), root.get("style")) == DIALECTS[tool]
    terms = Counter(element.text for element in root.iter(f"{NAMESPACE}term"))
    wanted = Counter(term.text for concept in base.concepts for term in concept.terms)
    assert not wanted - terms
    # Where the dialect has statuses, each term has one; as an element of a module in DCT style, else as an attribute.
    count = sum(wanted.values()) + sum(len(concept.spellings) for concept in base.concepts)
    by_element = len(list(root.iter(f"{MODULES}min}}administrativeStatus")))
    by_type = len(root.findall(f".//{NAMESPACE}termNote[@type='administrativeStatus']"))
    has, is_dct = DIALECTS[tool].type != "TBX-Core", DIALECTS[tool].style == "dct"
    assert (by_element, by_type) == (count if has and is_dct else 0, count if has and not is_dct else 0)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(base=bases())
def test_any_base_is_valid_in_any_dialect(base: Base) -> None:
    for tool in DIALECTS:
        assert list(problems(io.BytesIO(exported(base, tool)))) == []


@pytest.mark.parametrize("tool", ["", "linguist", "min"])
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(base=bases())
def test_both_styles_say_the_same(tool: str, base: Base, tmp_path: Path) -> None:
    one = read(exported(base, tool), base, tmp_path)
    other = read(exported(base, f"{tool}-dct" if tool else "dct"), base, tmp_path)
    assert list(map(canonical, one.concepts)) == list(map(canonical, other.concepts))
    assert one.sources == other.sources
