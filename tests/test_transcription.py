"""Russian names in Hangul that neither a norm nor usage spells so."""

from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.romanisation.transcription import Standard, Transcriptions
from termbase.translit import load_schemes

NIKL = "nikl-rus-cyrl-hang-2005"
TERMS = ["Алексей Стаханов", "Изотов", "Орджоникидзе", "Москва", "стахановец", "ВЦСПС", "Ленин", "Чикаго"]
KNOWN = ["모스크바", "레닌 도서관", "시카고"]


@pytest.fixture(scope="module")
def names() -> Transcriptions:
    schemes = load_schemes(Path(BUNDLED, "schemes"))
    return Transcriptions(TERMS, KNOWN, schemes[NIKL], schemes)


@pytest.mark.parametrize(
    ("word", "text", "source"),
    [
        ("스타하노브", "스타하노프", "Стаханов"),
        ("스타카노프", "스타하노프", "Стаханов"),
        ("이조토브", "이조토프", "Изотов"),
        ("모쓰끄바", "모스크바", "Москва"),
        ("스따하노프", "스타하노프", "Стаханов"),
    ],
)
def test_a_name_that_only_sounds_so(names: Transcriptions, word: str, text: str, source: str) -> None:
    assert names.instead(word) == Standard(text, source)


@pytest.mark.parametrize(
    "word",
    [
        "스타하노프",
        "쓰따하노브",
        "모스끄바",
        "이조토프",
        "모스크바",
        "시카고",
        "레닝",
        "노동자",
        "스타하노프운동",
        "알렉세이",
        "기차로",
        "체포되었다",
    ],
)
def test_what_is_right_or_no_name(names: Transcriptions, word: str) -> None:
    assert names.instead(word) is None
