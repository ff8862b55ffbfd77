"""The CSV file: every term in a row, in alphabetical order, and no cell that a spreadsheet would run."""

import csv
import io
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.files import BUNDLED
from termbase.formats.csv_export import COLUMNS, guarded, write_csv
from termbase.formats.order import Order
from termbase.model import Base, Concept, Term, Vocabulary
from termbase.parse import load_base

MINI = Path(__file__).parent / "data" / "mini"


def rows(base: Base, *langs: str) -> list[dict[str, str]]:
    file = io.BytesIO()
    count = write_csv(Order(base, langs), file)
    found = list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8"), newline=""), strict=True))
    assert len(found) == count
    return found


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def mini() -> Base:
    return load_base(MINI)


def test_every_term_has_its_row(base: Base) -> None:
    found = rows(base)
    assert Counter(
        (row["concept"], row["lang"], row["term"].removeprefix("'"), row["term status"]) for row in found
    ) == Counter((concept.id, term.lang, term.text, term.status) for concept in base.concepts for term in concept.terms)


def test_a_row_in_full(mini: Base) -> None:
    row = next(row for row in rows(mini) if row["term"] == "стахановец")
    assert row == {
        "concept": "stakhanovets",
        "concept status": "approved",
        "domains": "titles",
        "lang": "ru",
        "term": "стахановец",
        "term status": "preferred",
        "type": "fullForm",
        "grammar": "noun masculine animate",
        "stress": "стаха́новец",
        "definition": "Участник движения.",
        "reason": "",
        "use": "",
        "source": "dictionary",
        "note": "",
    }
    assert tuple(row) == COLUMNS


def test_languages_stand_together_and_in_order(mini: Base) -> None:
    assert [lang for lang, _ in groupby(row["lang"] for row in rows(mini))] == ["en", "ru", "ko", "ko-KP"]
    assert [lang for lang, _ in groupby(row["lang"] for row in rows(mini, "ko", "ru"))] == ["ko", "ru"]


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        # By code point ё would come after я, and all capitals before all small letters.
        ("ru", ["Евангелие", "ёлка", "жизнь", "Яма", "ясли"]),
        ("en", ["all-Union", "stakhanovite", "Stakhanovite", "Zeal", "zebra"]),
        ("ko", ["가", "각", "까", "나", "하"]),
    ],
)
def test_rows_are_in_alphabetical_order(lang: str, ordered: list[str]) -> None:
    terms = tuple(Term(lang, text) for text in reversed(ordered))
    base = Base("base", (Concept("a", "approved", (), {}, terms),), {}, Vocabulary({}, {}, {}), {})
    assert [row["term"] for row in rows(base)] == ordered


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-изм", "@a", "\tx", "\rx", "＝1", "'a"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "стахановец", "1-й", "«а»", "(a)"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_one_leading_apostrophe_off_is_the_text(cell: str) -> None:
    assert guarded(cell).removeprefix("'") == cell
    assert guarded(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
