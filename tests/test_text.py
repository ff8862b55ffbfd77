"""Folding: what is no difference to a reader is none to a look-up, and offsets lead back to the text."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.text import bare, fold, key, main_script


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Стаха́новец", "стахановец"),
        ("СТАХА́НОВЕЦ", "стахановец"),
        ("стаха\u00adновец", "стахановец"),
        ("  пять   лет\n", "пять лет"),
        ("kultur’nost’", "kultur'nost'"),
        ("kulturʹnostʹ", "kultur'nost'"),
        ("s″ezd", 's"ezd'),
        ("пятилетка\u2010ударница", "пятилетка-ударница"),
        ("шахтёр", "шахтёр"),
        ("шахте\u0308р", "шахтёр"),
        ("и\u0306", "й"),
        ("스타하노프", "스타하노프"),
        (unicodedata.normalize("NFD", "스타하노프"), "스타하노프"),
        ("stakhánovtsy", "stakhánovtsy"),
    ],
)
def test_key(spelling: str, expected: str) -> None:
    assert key(spelling) == expected


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("шахтёр", "шахтер"),
        ("Центральная-Ирмино", "центральнаяирмино"),
        ("kultur’nost’", "kulturnost"),
        ("T͡Sentralʹnai͡a", "tsentralnaia"),
        ("stakhánovtsy", "stakhanovtsy"),
        ("ВКП(б)", "вкпб"),
        # Hangul: the sounds in which transcriptions of one word agree.
        ("남", "\u1102\u1161\u1106"),
        ("으", "\u110b\u1173"),
    ],
)
def test_bare(spelling: str, expected: str) -> None:
    assert bare(key(spelling)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("스타하노프", "스따하노브"),
        ("스탈린", "쓰딸린"),
        ("차이코프스키", "차이콥스끼"),
        ("카가노비치", "까가노비찌"),
        ("블라디미르", "블라지미르"),
        ("콜호즈", "꼴호쯔"),
    ],
)
def test_transcriptions_of_one_word_are_bare_alike(one: str, other: str) -> None:
    assert bare(key(one)) == bare(key(other))


def test_bare_keeps_other_sounds_apart() -> None:
    """Over all syllables of Unicode."""
    alike: dict[str, set[str]] = {}
    for code in range(0xAC00, 0xD7A4):
        alike.setdefault(bare(chr(code)), set()).add(chr(code))
    assert alike[bare("가")] == {"가", "까", "카"}
    assert alike[bare("난")] == {"난"}
    assert alike[bare("강")] == {"강", "깡", "캉"}
    assert alike[bare("지")] == {"디", "띠", "티", "지", "찌", "치"}


@pytest.mark.parametrize(
    ("text", "script"), [("Правда 1935", "Cyrl"), ("Pravda", "Latn"), ("광부는", "Hang"), ("102 %", "Zyyy")]
)
def test_main_script(text: str, script: str) -> None:
    assert main_script(text) == script


texts = st.text(st.sampled_from("аеёйи́\u0300\u0308́\u0306 \t\n\u00adAéÉİ’ʹ—스ㅅ\u1109\u1173\u200b1"), max_size=30)


@given(texts)
def test_composition_does_not_matter(text: str) -> None:
    assert key(unicodedata.normalize("NFC", text)) == key(unicodedata.normalize("NFD", text))


@given(st.text(st.sampled_from("aЯё’«»–`  \t\u00a0\u00ad\u0301\u0483\u0308İßŉǆ№…漢가\u1100\u1161ά\u212b")))
def test_a_text_folds_as_its_letters_do(text: str) -> None:
    """What is done at once, and what is done letter by letter, is the same."""
    assert fold(f"{text}x").text == fold(f"{text}x\u00ad").text  # a soft hyphen: letter by letter


@given(st.text() | texts)
def test_a_text_folds_the_same_without_patterns(text: str) -> None:
    folded = fold(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "re")
        assert fold(text) == folded


@given(st.text())
def test_offsets_ascend_within_the_text(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(index) for index in range(len(folded.text))]
    assert starts == sorted(starts)
    ends = [folded.end(index + 1) for index in range(len(folded.text))]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in zip(starts, ends, strict=True))


around = st.text(st.sampled_from("бвBV\u0308\u00ad1— \n나"), max_size=10)


@given(around, st.sampled_from(["стаха́новец", "ша\u00adхтёр", "광부", "é"]), around)
def test_a_word_is_found_where_it_stands(before: str, word: str, after: str) -> None:
    text = f"{before} {word} {after}"
    folded = fold(text)
    index = folded.text.index(key(word))
    assert text[folded.start(index) : folded.end(index + len(key(word)))] == word
