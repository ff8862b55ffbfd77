"""Anki's own library imports the notes: every usable term is on its card, and a second import changes nothing."""

from html import unescape
from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.formats.anki import write_anki
from termbase.formats.order import Order
from termbase.formats.selection import usable
from termbase.model import Base
from termbase.parse import load_base
from tests.judged import anki

MINI = Path(__file__).parent / "data" / "mini"


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.mark.parametrize("langs", [("ru", "en", "ko"), ("ko", "ru", "en")])
def test_every_usable_term_is_on_its_card(base: Base, langs: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    with path.open("wb") as file:
        count = write_anki(Order(base, langs), file)
    found = anki(path, tmp_path)
    assert found["counts"] == [[count, *[0] * 6], [0, 0, count, *[0] * 4]]
    assert found["cards"] == count
    notes = {guid: (kind, fields, tags) for guid, kind, fields, tags in found["notes"]}
    assert len(notes) == count
    for concept in base.concepts:
        texts = [
            ", ".join(term.stress or term.text for term in terms) for lang in langs if (terms := usable(concept, lang))
        ]
        if concept.status == "retired" or len(texts) < 2:
            assert concept.id not in notes
            continue
        kind, fields, tags = notes.pop(concept.id)
        assert (kind, list(fields)) == ("Basic", ["Front", "Back"])
        definitions = [concept.definition[lang] for lang in langs if lang in concept.definition]
        lines = [unescape(line) for field in fields.values() for line in field.split("<br>")]
        assert lines == [*texts, *definitions]
        assert sorted(tags) == sorted(concept.domains)
    assert not notes
