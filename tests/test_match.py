"""Terms in running text: inflected, with particles, the longest first, at exact places."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.api import load

BASE = Path(__file__).parent / "data" / "base"


def found(text: str, lang: str = "") -> list[tuple[str, str]]:
    base = load(BASE)
    hits = base.find(text, lang)
    return [(text[hit.start : hit.end], base.index.concept(hit.term.concept).id) for hit in hits]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("О нормах и об ударниках.", "ru", [("нормах", "norm"), ("ударниках", "shock-worker")]),
        ("УДАРНИКАМ", "ru", [("УДАРНИКАМ", "shock-worker")]),
        ("технической нормы", "ru", [("технической нормы", "technical-norm")]),
        ("технической\n  нормы", "ru", [("технической\n  нормы", "technical-norm")]),
        ("шахтера и шахтёра", "ru", [("шахтера", "miner"), ("шахтёра", "miner")]),
        ("уда\u0301рника", "ru", [("уда\u0301рника", "shock-worker")]),
        ("ударник-шахтёр", "ru", [("ударник", "shock-worker"), ("шахтёр", "miner")]),
        ("удар нормально", "ru", []),
        ("в «Правде», в правде", "ru", [("Правде", "pravda")]),
        ("Заветы", "ru", [("Заветы", "behest"), ("Заветы", "covenant")]),
        ("shock workers' norms", "en", [("shock workers'", "shock-worker"), ("norms", "norm")]),
        ("normal, enormous", "en", []),
        ("udarnick", "en", [("udarnick", "shock-worker")]),
        ("norm", "ru", []),
        ("광부들에게는 노르마가", "ko", [("광부", "miner"), ("노르마", "norm")]),
        ("「프라우다」는", "ko", [("프라우다", "pravda")]),
        ("돌격노동자의", "ko", [("돌격노동자", "shock-worker")]),
        ("VTsSPS의 norm", "", [("VTsSPS", "vtssps"), ("norm", "norm")]),
        ("신광부", "ko", []),
        ("광부장", "ko", []),
        ("광부은", "ko", []),
        ("돌격 노동자은", "ko", [("돌격 노동자", "shock-worker")]),
        ("돌격대원", "ko", []),
        ("돌격대원", "ko-KP", [("돌격대원", "shock-worker")]),
        ("ударная смена", "ru", []),
    ],
)
def test_found(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, lang) == expected


@pytest.mark.parametrize("composed", [True, False])
@pytest.mark.parametrize(("text", "word"), [("«шахтёра»", "шахтёра"), ("그 광부가", "광부"), ("й шахтёр й", "шахтёр")])
def test_places_are_those_of_the_text_as_given(text: str, word: str, composed: bool) -> None:
    form: Literal["NFC", "NFD"] = "NFC" if composed else "NFD"
    given_text = unicodedata.normalize(form, text)
    assert [place for place, _ in found(given_text)] == [unicodedata.normalize(form, word)]


@given(st.text(max_size=60), st.sampled_from(["ударников", "norms", "노르마를"]), st.text(max_size=60))
def test_any_text_around(before: str, word: str, after: str) -> None:
    text = f"{before} {word}. {after}"
    hits = load(BASE).find(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    start = len(before) + 1
    assert any(hit.start <= start < hit.end for hit in hits)
