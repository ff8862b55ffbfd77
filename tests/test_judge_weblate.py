"""Weblate's own classes read the glossaries: every term of the base is in its row, and only bad ones are forbidden."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from termbase.files import BUNDLED
from termbase.formats.order import Order
from termbase.formats.po_glossary import write_po_glossaries
from termbase.formats.selection import by_status, domain_titles
from termbase.formats.tbx2 import write_tbx2
from termbase.formats.xliff_export import write_xliff1
from termbase.model import ALLOWED_STATUSES, Base, Concept, Term
from termbase.parse import load_base
from tests.judged import weblate

MINI = Path(__file__).parent / "data" / "mini"
PAIRS = list(permutations(("en", "ru", "ko"), 2))

Units = dict[tuple[str, str, str], list[dict[str, Any]]]


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def units(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Units:
    """All that Weblate reads, by format and languages, in one start of it."""
    folder = tmp_path_factory.mktemp("weblate")
    write_po_glossaries(Order(base), folder)
    write_xliff1(Order(base), folder)
    readings = []
    for source, target in PAIRS:
        tbx = folder / f"{source}-{target}.tbx"
        with tbx.open("wb") as file:
            write_tbx2(Order(base, (source, target), "weblate"), file)
        readings.append(("tbx", source, target, tbx))
        readings.append(("po", source, target, tbx.with_suffix(".po")))
        readings.append(("xliff", source, target, tbx.with_suffix(".xlf")))
    return {reading[:3]: found for reading, found in zip(readings, weblate(*readings), strict=True)}


def avoided(term: Term) -> bool:
    return term.status not in ALLOWED_STATUSES


def rows(concept: Concept, source: str, target: str) -> dict[tuple[str, str], bool]:
    """The pairs that a concept gives, and whether the translation of each is forbidden."""
    firsts = [terms[0] for lang in (source, target) if (terms := by_status(concept, lang))]
    return {
        (one.text, other.text): avoided(other)
        for one in concept.in_language(source)
        for other in concept.in_language(target)
        if one in firsts or other in firsts
    }


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_every_term_is_in_its_row_and_bad_ones_are_forbidden(
    base: Base, units: Units, source: str, target: str
) -> None:
    found = units["tbx", source, target]
    assert len({unit["context"] for unit in found}) == len(found)
    read: dict[str, dict[tuple[str, str], bool]] = {}
    for unit in found:
        concept = unit["context"].lstrip("_").partition(".")[0]
        assert set(unit["flags"]) <= {"forbidden"}
        read.setdefault(concept, {})[unit["source"], unit["target"]] = "forbidden" in unit["flags"]
        assert (unit["translated"], unit["fuzzy"], unit["readonly"]) == (True, False, False)
    living = [concept for concept in base.concepts if concept.status != "retired"]
    expected = {concept.id: those for concept in living if (those := rows(concept, source, target))}
    assert read == expected
    # No term is missing that has one to stand beside.
    for concept in living:
        for own, other in ((source, target), (target, source)):
            texts = {pair[own == target] for pair in read.get(concept.id, ())}
            assert texts >= {term.text for term in concept.in_language(own) if any(concept.in_language(other))}


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_explanations_and_remarks_are_shown(base: Base, units: Units, source: str, target: str) -> None:
    seen = 0
    for unit in units["tbx", source, target]:
        concept = base.concept(unit["context"].lstrip("_").partition(".")[0])
        assert concept
        definitions = [text for lang in (source, target) if (text := concept.definition.get(lang))]
        told = [*domain_titles(base, concept, source), *definitions]
        assert unit["explanation"].split("\n") == list(dict.fromkeys(told))
        notes = unit["notes"].split("\n")
        assert (concept.note in notes) or not concept.note
        assert (f"concept status: {concept.status}" in notes) == (concept.status != "approved")
        for lang, text in ((source, unit["source"]), (target, unit["target"])):
            term = next(term for term in concept.in_language(lang) if term.text == text)
            remark = "; ".join(filter(None, (term.reason, term.note)))
            if avoided(term):
                assert f"{term.status} ({lang}): {text}" + (f" ({remark})" if remark else "") in notes
            elif remark:
                seen += 1
                assert f"{text}: {remark}" in notes
    assert seen or base.root != BUNDLED


@pytest.mark.parametrize("name", ["po", "xliff"])
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_every_preferred_pair_is_read(base: Base, units: Units, name: str, source: str, target: str) -> None:
    found = units[name, source, target]
    expected = [
        (concept.id, one.text, other.text)
        for concept in base.concepts
        if concept.status != "retired" and (one := concept.preferred(source)) and (other := concept.preferred(target))
    ]
    read = [(unit["context"].removeprefix("termbase///"), unit["source"], unit["target"]) for unit in found]
    assert read == expected
    for unit, (identity, _, _) in zip(found, expected, strict=True):
        concept = base.concept(identity)
        assert concept
        assert (unit["translated"], unit["fuzzy"], unit["readonly"]) == (True, False, False)
        assert name == "po" or unit["approved"] == (concept.status == "approved")
        notes = unit["notes"].split("\n")
        for lang in (source, target):
            assert concept.definition.get(lang, "") in [*notes, ""]
            for term in concept.in_language(lang):
                told = f"{term.status} ({lang}): {term.text}"
                assert term.status == "preferred" or any(line.startswith(told) for line in notes)
