"""The particle grammar of Korean: what is a tail of a term, what is another word."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.forms.korean import Particles, Tail, is_syllable, variants

LANGUAGE = Path(__file__).parent.parent / "termbase/data/languages/ko.toml"
DATA = tomllib.loads(LANGUAGE.read_text(encoding="utf-8"))
PARTICLES = Particles(DATA)


@pytest.mark.parametrize(
    ("term", "tail", "chain"),
    [
        ("운동", "", ()),
        ("운동", "에서는", ("에서", "는")),
        ("노동자", "에게서도", ("에게서", "도")),
        ("노동자", "들로부터의", ("들", "로부터", "의")),
        ("운동", "까지만이라도", ("까지", "만", "이라도")),
        ("운동", "이다", ("이다",)),
        ("운동", "입니다", ("입니다",)),
        ("운동", "이었다", ("이었", "다")),
        ("노동자", "였던", ("였", "던")),
        ("노동자", "이었다", ("이었", "다")),
        ("운동", "인데", ("인", "데")),
        ("운동", "임을", ("임", "을")),
        ("노동자", "라고", ("라고",)),
        ("운동", "하는", ("하는",)),
        ("착취", "했다고", ("했", "다", "고")),
        ("착취", "하기에는", ("하기", "에", "는")),
        ("전개", "되었으며", ("되었", "으며")),
        ("전개", "된", ("된",)),
        ("발전", "시켜야", ("시켜", "야")),
        ("설명", "해주었다", ("해", "주었", "다")),
        ("서울", "로", ("로",)),
        ("1935", "로", ("로",)),
        ("50%", "를", ("를",)),
        ("MTS", "는", ("는",)),
    ],
)
def test_tail_is_a_chain_that_fits(term: str, tail: str, chain: tuple[str, ...]) -> None:
    text = f"{term}{tail} 뒤"
    assert PARTICLES.tail(text, len(term)) == Tail(len(tail), chain, fits=True)


@pytest.mark.parametrize(
    ("term", "tail"),
    [
        ("운동", "를"),
        ("노동자", "을"),
        ("노동자", "이"),
        ("운동", "는"),
        ("운동", "와"),
        ("노동자", "과"),
        ("운동", "로"),
        ("서울", "으로"),
        ("노동자", "으로"),
        ("노동자", "이라"),
        ("운동", "라고"),
        ("1936", "를"),
    ],
)
def test_the_wrong_allomorph_is_a_tail_that_does_not_fit(term: str, tail: str) -> None:
    assert PARTICLES.tail(term + tail, len(term)) == Tail(len(tail), (tail,), fits=False)


@pytest.mark.parametrize(
    ("term", "rest"),
    [
        ("노동", "자"),
        ("운동", "가들"),
        ("사회", "주의"),
        ("스타하노프", "식"),
        ("혁명", "적"),
        ("운동", "다"),
        ("기록", "에도서"),
        ("공업", "하고자"),
    ],
)
def test_a_derivation_or_another_word_is_no_tail(term: str, rest: str) -> None:
    expected = Tail(3, ("하", "고자"), fits=True) if rest == "하고자" else None
    assert PARTICLES.tail(term + rest, len(term)) == expected


@pytest.mark.parametrize(
    ("text", "end", "length", "chain"),
    [
        ("「프라우다」는", 5, 2, ("는",)),
        ("“VTsSPS”가 말했다", 7, 2, ("가",)),
        ("《프라우다》, 그리고", 5, 0, ()),
        ("「프라우다」신문", 5, 0, ()),
        ("노동자, 농민", 3, 0, ()),
        ("기계ㆍ트랙터", 2, 0, ()),
    ],
)
def test_marks_between_term_and_particle(text: str, end: int, length: int, chain: tuple[str, ...]) -> None:
    assert PARTICLES.tail(text, end) == Tail(length, chain, fits=True)


@pytest.mark.parametrize(
    ("term", "some", "none"),
    [
        (
            "운동",
            {"운동을", "운동의", "운동이", "운동으로", "운동에서"},
            {"운동를", "운동로", "운동", "운동이다", "운동들"},
        ),
        ("노동자", {"노동자를", "노동자는", "노동자로"}, {"노동자을", "노동자으로"}),
        ("서울", {"서울을", "서울로"}, {"서울으로"}),
        ("VTsSPS", set(), {"VTsSPS를"}),
    ],
)
def test_a_term_with_one_particle(term: str, some: set[str], none: set[str]) -> None:
    found = PARTICLES.with_one(term)
    assert some <= set(found)
    assert not none & set(found)
    for written in found:
        tail = PARTICLES.tail(written, len(term), 0)
        assert tail is not None
        assert tail.fits


def test_strip_gives_every_stem_longest_first() -> None:
    assert PARTICLES.strip("스타하노프 운동의") == [("스타하노프 운동의", ()), ("스타하노프 운동", ("의",))]
    assert PARTICLES.strip("노동자들에게서도") == [
        ("노동자들에게서도", ()),
        ("노동자들에게서", ("도",)),
        ("노동자들", ("에게서", "도")),
        ("노동자", ("들", "에게서", "도")),
    ]


def test_the_compiled_grammar_survives_json() -> None:
    again = Particles.from_dict(json.loads(json.dumps(PARTICLES.to_dict())))
    assert again.to_dict() == PARTICLES.to_dict()
    assert again.tail("운동에서는", 2) == PARTICLES.tail("운동에서는", 2)


def test_variants() -> None:
    assert variants("사회주의 경쟁") == ["사회주의 경쟁", "사회주의경쟁", "사회 주의 경쟁"]
    assert variants("번역메모리") == ["번역메모리", "번역 메모리", "번역메 모리"]
    assert variants("가 나 다") == ["가 나 다", "가 나다", "가나 다", "가나다"]
    assert len(variants("가 나 다 라 마 바 사")) == 16
    assert variants("운동") == ["운동"]


def test_the_automaton_has_no_dead_ends() -> None:
    """Every state is reached from the start and can end an eojeol; every form is Hangul."""
    arcs = PARTICLES.to_dict()["arcs"]
    starts = [DATA["start"], DATA["short"]]
    reached, edge = set(starts), starts
    while edge:
        for form, _, to, _ in arcs.get(edge.pop(), []):
            assert all(map(is_syllable, form)), form
            if to not in reached:
                reached.add(to)
                edge.append(to)
    assert set(arcs) <= reached
    assert set(DATA["final"]) <= reached
    ends = set(DATA["final"])
    for _ in arcs:
        ends |= {state for state, out in arcs.items() if any(to in ends for _, _, to, _ in out)}
    assert reached <= ends


@given(
    st.text(alphabet="가각갈운동노자을를이가은는의에서들하고다로며", max_size=8),
    st.sampled_from(["운동", "노동자", "서울"]),
)
def test_tail_and_strip_agree(rest: str, term: str) -> None:
    tail = PARTICLES.tail(term + rest, len(term))
    splits = dict(PARTICLES.strip(term + rest))
    assert (splits.get(term) if rest else ()) == (tail.chain if tail else None)
    if tail:
        assert "".join(tail.chain) == rest
