"""What is written as TBX is read back: all of it from TBX-Linguist, the rest as the losses say."""

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings

from termbase.canon import canonical
from termbase.files import BUNDLED, InputError
from termbase.formats.export import EXPORTS
from termbase.formats.holds import losses
from termbase.formats.imported import Imported
from termbase.formats.order import Order
from termbase.formats.selection import primary
from termbase.formats.tbx_read import read_tbx
from termbase.formats.tbx_rules import problems
from termbase.model import Base, Concept, Matching, Spelling
from termbase.parse import load_base
from tests.bases import bases

MINI = Path(__file__).parent / "data" / "mini"


def there_and_back(base: Base, name: str, tool: str = "") -> Imported:
    file = io.BytesIO()
    write = EXPORTS[name].write
    assert write
    write(Order(base, (), tool), file)
    if name == "tbx3":
        assert list(problems(io.BytesIO(file.getvalue()))) == []
    with TemporaryDirectory() as folder:
        path = Path(folder, "base.tbx")
        path.write_bytes(file.getvalue())
        return read_tbx(path, base.vocabulary)


def texts(concepts: Iterable[Concept]) -> dict[str, str]:
    return {concept.id: canonical(concept) for concept in concepts}


def without_direction(concept: Concept) -> Concept:
    """Without what only directs this program, which TBX-Basic does not hold."""
    terms = (replace(term, broad=False, confirmed=False, compound=None, case=None) for term in concept.terms)
    return replace(concept, terms=tuple(terms), matching=Matching())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_linguist_is_the_identity(base: Base) -> None:
    back = there_and_back(base, "tbx3", "linguist")
    assert texts(back.concepts) == texts(base.concepts)
    assert back.sources == base.sources
    assert not back.losses.lost
    assert not back.losses.told
    assert back.stated == back.named == {concept.id for concept in base.concepts}


def test_spellings_alike_stay_apart() -> None:
    """Genitive and accusative of one word are spelt alike."""
    base = load_base(MINI)
    term = next(term for term in base.concepts[0].terms if term.lang == "ru")
    spellings = tuple(Spelling(term.text, "udarnika", form, "admitted", "") for form in ("first", "second", "second"))
    concept = replace(base.concepts[0], spellings=spellings)
    back = there_and_back(replace(base, concepts=(concept,)), "tbx3", "linguist")
    assert back.concepts[0].spellings == spellings


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_basic_is_the_identity_minus_the_losses(base: Base) -> None:
    back = there_and_back(base, "tbx3")
    plain = [replace(concept, extensions=()) for concept in back.concepts]
    assert texts(plain) == texts([without_direction(replace(concept, extensions=())) for concept in base.concepts])
    lost = losses(Order(base), EXPORTS["tbx3"].layouts[""]).lost["extensions"]
    before, after = (
        {(concept.id, extension) for concept in concepts for extension in concept.extensions}
        for concepts in (base.concepts, back.concepts)
    )
    assert after <= before
    assert len(after) == len(before) - lost


@pytest.mark.parametrize("root", [MINI, BUNDLED], ids=["mini", "bundled"])
def test_real_bases_come_back(root: str) -> None:
    base = load_base(root)
    assert texts(there_and_back(base, "tbx3", "linguist").concepts) == texts(base.concepts)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bases())
def test_2008_is_the_identity_minus_the_losses(base: Base) -> None:
    export = EXPORTS["tbx"]
    holds = export.layouts[""]
    order = Order(base)
    try:
        entries = {entry.concept.id: entry for entry in holds.entries(order)}
    except InputError:
        assume(False)
    back = {concept.id: concept for concept in there_and_back(base, "tbx").concepts}
    assert set(back) == set(entries)
    for concept_id, (concept, terms) in entries.items():
        expected = Counter(
            (primary(term.lang), term.text, term.status, term.source) for those in terms.values() for term in those
        )
        found = back[concept_id]
        assert Counter((term.lang, term.text, term.status, term.source) for term in found.terms) == expected
        assert found.domains == concept.domains
        tags = holds.languages(order)
        kept = {primary(lang): concept.definition.get(lang) or concept.definition.get(primary(lang)) for lang in tags}
        assert found.definition == {lang: text for lang, text in kept.items() if text}
