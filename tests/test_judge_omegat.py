"""OmegaT's own readers: every usable term is in its row with its status, and a term to avoid is in none."""

import subprocess
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.formats.csv_export import write_tsv
from termbase.formats.order import Order
from termbase.formats.selection import avoided, domain_titles, usable
from termbase.formats.tbx2 import write_tbx2
from termbase.model import Base, Concept
from termbase.parse import load_base
from tests.judged import omegat

MINI = Path(__file__).parent / "data" / "mini"
LANGUAGES = ("en", "ru", "ko")
PAIRS = list(permutations(LANGUAGES, 2))

Rows = list[tuple[str, str, str]]
Panes = dict[tuple[str, str, str], Rows]


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def panes(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Panes:
    """What OmegaT reads of each file for each pair, in one start of Java: the usual TBX, that for OmegaT, and TSV."""
    folder = tmp_path_factory.mktemp("omegat")
    readings: dict[tuple[str, str, str], Path] = {}
    for name, tool in (("usual", ""), ("tbx", "omegat")):
        path = folder / f"{name}.tbx"
        with path.open("wb") as file:
            write_tbx2(Order(base, tool=tool), file)
        readings.update({(name, *pair): path for pair in PAIRS})
    for pair in PAIRS:
        path = folder / f"{'-'.join(pair)}.utf8"
        with path.open("wb") as file:
            write_tsv(Order(base, pair, "omegat"), file)
        readings["tsv", *pair] = path
    found = omegat(folder, *((source, target, path) for (_, source, target), path in readings.items()))
    return dict(zip(readings, found, strict=True))


def entries(base: Base) -> Iterator[Concept]:
    """The concepts that a translator can use: living, and named in two of the languages."""
    for concept in base.concepts:
        if concept.status != "retired" and sum(bool(usable(concept, lang)) for lang in LANGUAGES) > 1:
            yield concept


@pytest.mark.parametrize(("source", "target"), PAIRS)
@pytest.mark.parametrize("name", ["usual", "tbx"])
def test_tbx(base: Base, panes: Panes, name: str, source: str, target: str) -> None:
    rows = iter(panes[name, source, target])
    seen = 0
    for concept in entries(base):
        pairs = [
            (one.text, other)
            for one in usable(concept, source)
            # OmegaT shows a row without translation where the target language has no term.
            for other in [term.text for term in usable(concept, target)] or [""]
        ]
        found = [next(rows) for _ in pairs]
        assert sorted(row[:2] for row in found) == sorted(pairs)
        for _, _, comment in found:
            lines = comment.split("\n")
            assert {f"subjectField: {title}" for title in domain_titles(base, concept, "en")} <= set(lines)
            assert {
                f"definition: {concept.definition[lang]}" for lang in LANGUAGES if lang in concept.definition
            } <= set(lines)
            for lang in LANGUAGES:
                for term in avoided(concept, lang):
                    assert any(line.startswith(f"{term.status} ({lang}): {term.text}") for line in lines)
            if name == "tbx":
                assert not any("-admn-sts" in line or line == "noun" for line in lines)
                terms = usable(concept, target)
                said = [line.partition(": preferred")[0] for line in lines if ": preferred" in line]
                assert len(terms) < 2 or terms[0].status != "preferred" or terms[0].text in said
                first = {
                    term.text for lang in LANGUAGES for term in usable(concept, lang) if term.status == "preferred"
                }
                assert set(said) <= first
        seen += len(found)
    assert not list(rows)
    assert seen


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_tables(base: Base, panes: Panes, source: str, target: str) -> None:
    expected = [
        (one.text, other.text, f"{one.status} → {other.status}", concept)
        for concept in entries(base)
        for one in usable(concept, source)
        for other in usable(concept, target)
    ]
    found = panes["tsv", source, target]
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (_, _, comment), (_, _, statuses, concept) in zip(found, expected, strict=True):
        definitions = (concept.definition.get(lang, "") for lang in (source, target))
        titles = "; ".join(domain_titles(base, concept, source))
        status = "" if concept.status == "approved" else f"concept status: {concept.status}"
        assert comment == "; ".join(filter(None, (statuses, titles, *definitions, status)))


def test_what_is_not_tbx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_bytes(b'<tbx xmlns="urn:iso:std:iso:30042:ed-2"/>')
    with pytest.raises(subprocess.CalledProcessError):
        omegat(tmp_path, ("en", "ru", path))
