"""Look-up by any spelling: exact first, then form, then spelling, then fuzzy; it says which."""

from pathlib import Path

import pytest

from termbase.api import load

BASE = Path(__file__).parent / "data" / "base"


@pytest.mark.parametrize(
    ("query", "concept", "via", "matched"),
    [
        ("ударник", "shock-worker", "exact", "ударник"),
        ("Уда́рник", "shock-worker", "exact", "ударник"),
        ("shock worker", "shock-worker", "exact", "shock worker"),
        ("돌격 노동자", "shock-worker", "exact", "돌격 노동자"),
        ("ударниками", "shock-worker", "form", "ударниками"),
        ("технических норм", "technical-norm", "form", "технических норм"),
        ("техническую норму", "technical-norm", "form", "техническую норму"),
        ("shock workers’", "shock-worker", "form", None),
        ("norm's", "norm", "form", None),
        ("the norm", "norm", "form", "norm"),
        ("돌격노동자들에게서도", "shock-worker", "form", None),
        ("프라우다의", "pravda", "form", None),
        ("шахтер", "miner", "form", "шахтёр"),
        ("шахтеров", "miner", "form", "шахтёров"),
        ("udarnikov", "shock-worker", "spelling", "ударников"),
        ("shakhtera", "miner", "spelling", "шахтёра"),
        ("shakhtyora", "miner", "spelling", "шахтёра"),
        ("šahtëra", "miner", "spelling", "шахтёра"),
        ("sahtera", "miner", "spelling", "шахтёра"),
        ("tekhnicheskikh norm", "technical-norm", "spelling", "технических норм"),
        ("udarnick", "shock-worker", "spelling", "ударник"),
        ("udarnikqv", "shock-worker", "fuzzy", None),
        ("ударнек", "shock-worker", "fuzzy", "ударник"),
        ("돌격 로동자", "shock-worker", "fuzzy", None),
    ],
)
def test_first_answer(query: str, concept: str, via: str, matched: str | None) -> None:
    answer = load(BASE).lookup(query)[0]
    assert (answer.concept, answer.via) == (concept, via)
    assert matched is None or answer.matched == matched


@pytest.mark.parametrize("query", ["", "   ", "'", "стол", "qqq", "1935", "\ud800", "😀", "ы" * 5000])
def test_nothing(query: str) -> None:
    assert load(BASE).lookup(query) == []


def test_a_listed_spelling_is_what_it_is_listed_as() -> None:
    (answer,) = load(BASE).lookup("udarnick")
    assert (answer.status, answer.schemes) == ("deprecated", [])


def test_homonyms_are_both_answers() -> None:
    assert [answer.concept for answer in load(BASE).lookup("заветы")] == ["behest", "covenant"]


def test_fuzzy_can_be_switched_off() -> None:
    assert load(BASE).lookup("ударнек", fuzzy=False) == []


def test_the_schemes_that_give_a_spelling() -> None:
    (answer,) = load(BASE).lookup("šahtër")
    assert "iso-9-rus-cyrl-latn-1995" in answer.schemes
    assert "ala-lc-rus-cyrl-latn-1997" not in answer.schemes
    (answer,) = load(BASE).lookup("udarnik")
    assert len(answer.schemes) > 5


def test_terms_of_an_answer_are_the_allowed_ones_preferred_first() -> None:
    (answer,) = load(BASE).lookup("technical standards")
    assert answer.status == "deprecated"
    assert answer.terms == {"ru": ["техническая норма"], "en": ["technical norm"], "ko": ["기술 노르마"]}
    (answer,) = load(BASE).lookup("quota")
    assert answer.terms["en"] == ["norm", "quota"]
