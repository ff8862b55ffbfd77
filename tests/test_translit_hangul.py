"""Transliteration from and to Hangul: the schemes, what the norms print, and what another implementation says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import koroman
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.translit import Converter, Rule, Scheme, SchemeError, load_schemes
from termbase.translit.scheme import spelled
from tests.conftest import ROOT

ALL = load_schemes(ROOT / "termbase" / "data" / "schemes")
SCHEMES = {name: scheme for name, scheme in ALL.items() if "Hang" in (scheme.source_script, scheme.target_script)}
CONVERTERS = {name: Converter(scheme) for name, scheme in SCHEMES.items()}
FROM_HANGUL = {name: scheme for name, scheme in SCHEMES.items() if scheme.source_script == "Hang"}
TO_HANGUL = {name: scheme for name, scheme in SCHEMES.items() if scheme.source_script == "Cyrl"}
RUSSIAN = [
    line for line in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]
ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]
LETTERS = {"Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Hang": ("HANGUL SYLLABLE",)}

NIKL = "nikl-rus-cyrl-hang-2005"
USAGE_1986 = "rok-rus-cyrl-hang-1986"
PUBLISHERS = "publishers-rus-cyrl-hang-2013"
NORTH = "dprk-rus-cyrl-hang"
NORTH_2001 = "dprk-rus-cyrl-hang-2001"
RR = "rr-kor-hang-latn-2000"
RR_NAMES = "rr-kor-hang-latn-2000-names"
RR_LETTERS = "rr-kor-hang-latn-2000-letters"
MR = "mr-kor-hang-latn-1939"
LC = "ala-lc-kor-hang-latn-2009"
LC_NAMES = "ala-lc-kor-hang-latn-2009-names"
YALE = "yale-kor-hang-latn-1942"
ISO_1 = "iso-11941-kor-hang-latn-1996-method1"
ISO_2 = "iso-11941-kor-hang-latn-1996-method2"
DPRK = "dprk-kor-hang-latn-2012"
DPRK_NAMES = "dprk-kor-hang-latn-2012-names"
KONTSEVICH = "kontsevich-kor-hang-cyrl"
KONTSEVICH_NAMES = "kontsevich-kor-hang-cyrl-names"
KHOLODOVICH = "kholodovich-kor-hang-cyrl"
KHOLODOVICH_SCIENTIFIC = "kholodovich-kor-hang-cyrl-scientific"
DPRK_CYRILLIC = "dprk-kor-hang-cyrl-1959"
OF_ANOTHER_SCRIPT = {KHOLODOVICH_SCIENTIFIC: "ɔ"}  # the scheme has it, and Cyrillic has no such letter

every_scheme = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
from_hangul = pytest.mark.parametrize("scheme", FROM_HANGUL.values(), ids=list(FROM_HANGUL))
to_hangul = pytest.mark.parametrize("scheme", TO_HANGUL.values(), ids=list(TO_HANGUL))
korean_text = st.text(
    alphabet=st.sampled_from([*"가각밖넋많닫닭값있꽃앞좋의예위뭐류리녀한강\u1100\u1161\u11a8 aé-,\u0301", "🚩"])
)
any_text = st.one_of(korean_text, st.text(alphabet=st.sampled_from(ALPHABET + ALPHABET.upper() + " ѣіѳѵ-ї가\u0301")))


def strange(scheme: Scheme, result: str) -> list[str]:
    """Letters of a result that are not of the target script; half a syllable is none either."""
    letters = [char for char in result if char.isalpha() and char not in OF_ANOTHER_SCRIPT.get(scheme.id, "")]
    return [char for char in letters if not unicodedata.name(char).startswith(LETTERS[scheme.target_script])]


# --- the scheme files ---------------------------------------------------------------------------


def test_the_schemes_that_are_promised_are_there() -> None:
    assert set(TO_HANGUL) == {NIKL, USAGE_1986, PUBLISHERS, NORTH, NORTH_2001}
    romanisations = {RR, RR_NAMES, RR_LETTERS, MR, LC, LC_NAMES, YALE, ISO_1, ISO_2, DPRK, DPRK_NAMES}
    cyrillisations = {KONTSEVICH, KONTSEVICH_NAMES, KHOLODOVICH, KHOLODOVICH_SCIENTIFIC, DPRK_CYRILLIC}
    assert {name for name in FROM_HANGUL if "-hang-latn-" in name} == romanisations
    assert {name for name in FROM_HANGUL if "-hang-cyrl" in name} == cyrillisations


@every_scheme
def test_samples(scheme: Scheme) -> None:
    convert = CONVERTERS[scheme.id].convert
    assert {s.source: convert(s.source) for s in scheme.samples} == {s.source: s.result for s in scheme.samples}


@every_scheme
def test_every_rule_is_hit_by_a_sample(scheme: Scheme) -> None:
    # A derived scheme proves the rules that it adds; those of its base are proved there.
    hit: set[Rule | None] = {
        step.rule for sample in scheme.samples for step in CONVERTERS[scheme.id].trace(sample.source)
    }
    known = ALL[scheme.base].rules if scheme.base else ()
    assert [str(rule) for rule in scheme.rules if rule not in hit and rule not in known] == []


@every_scheme
def test_texts_of_the_file_are_in_nfc(scheme: Scheme) -> None:
    path = ROOT / "termbase/data/schemes" / f"{scheme.id}.toml"
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@from_hangul
def test_every_syllable_of_korean_is_written_in_the_target_script(scheme: Scheme) -> None:
    results = CONVERTERS[scheme.id].convert(" ".join(SYLLABLES)).split(" ")
    assert [(char, result) for char, result in zip(SYLLABLES, results, strict=True) if strange(scheme, result)] == []


@to_hangul
def test_russian_words_become_whole_syllables(scheme: Scheme) -> None:
    results = {word: CONVERTERS[scheme.id].convert(word) for word in [*RUSSIAN, *ALPHABET]}
    assert {word: result for word, result in results.items() if strange(scheme, result)} == {}


@pytest.mark.parametrize("ending", ["", "а", "ь", "ья", "ъ", "ъя", "й", "б", "к", "л", "м", "н", "р", "с", "ш"])
@to_hangul
def test_two_consonants_in_any_place_are_whole_syllables(scheme: Scheme, ending: str) -> None:
    consonants = "бвгджзклмнпрстфхцчшщ"
    words = [start + a + b + ending for start in ("", "а", "ка") for a in consonants for b in consonants]
    results = CONVERTERS[scheme.id].convert(" ".join(words)).split(" ")
    assert [pair for pair in zip(words, results, strict=True) if strange(scheme, pair[1])] == []


# --- examples that the norms print ----------------------------------------------------------------


def published() -> dict[str, list[tuple[str, str]]]:
    rows: dict[str, list[tuple[str, str]]] = {}
    for line in (ROOT / "tests/data/hangul-examples.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            scheme, source, result = line.split("\t")
            rows.setdefault(scheme, []).append((source, result))
    return rows


PUBLISHED = published()
FIGURES = [
    (NIKL, NIKL, "", 99),
    (RR_NAMES, RR_NAMES, "", 75),
    (RR, RR_NAMES, "-", 95),
    (RR_LETTERS, RR_LETTERS, "-", 95),
    (MR, MR, "", 95),
    (LC, LC, "", 90),
    (LC_NAMES, LC_NAMES, "", 90),
    (ISO_1, ISO_1, "", 95),
    (ISO_2, ISO_2, "", 95),
    (DPRK, DPRK_NAMES, "-", 95),
    (KONTSEVICH_NAMES, KONTSEVICH_NAMES, "", 95),
]


@pytest.mark.parametrize(("scheme", "rows", "folded", "share"), FIGURES, ids=[row[0] for row in FIGURES])
def test_published_examples(scheme: str, rows: str, folded: str, share: int) -> None:
    def fold(text: str) -> str:
        return re.sub(r"[- ]", "", text.lower()) if folded else text

    pairs = [(source, result) for source, result in PUBLISHED[rows] if not (folded and "(" in result)]
    results = [(source, CONVERTERS[scheme].convert(source), result) for source, result in pairs]
    wrong = [row for row in results if fold(row[1]) not in map(fold, row[2].split("|"))]
    right = len(pairs) - len(wrong)
    figure = f"{right} of {len(pairs)}, {100 * right / len(pairs):.1f} %"
    print(f"{scheme}: {figure}; wrong: {wrong}")  # noqa: T201 - the figures are read with pytest -rP
    assert 100 * right / len(pairs) >= share


@pytest.mark.parametrize(
    ("source", "nikl", "usage", "publishers", "north"),
    [
        ("Хрущёв", "흐루쇼프", "흐루시초프", "흐루쇼브", "흐루쑈브"),
        ("Стаханов", "스타하노프", "스타하노프", "스따하노브", "쓰따하노브"),
        ("Сталин", "스탈린", "스탈린", "스딸린", "쓰딸린"),
        ("Чайковский", "차이콥스키", "차이코프스키", "차이꼬프스끼", "차이꼽스끼"),
        ("Правда", "프라우다", "프라우다", "쁘라브다", "쁘라우다"),
        ("СОВЕТ", "소비에트", "소비에트", "소비에트", "쏘베트"),
        ("НЭП и ЦК", "네프 이 츠크", "네프 이 츠크", "네쁘 이 쯔끄", "네프 이 쯔크"),
        ("Ста\u0301линский", "스탈린스키", "스탈린스키", "스딸린스끼", "쓰딸린스끼"),
    ],
)
def test_russian_in_hangul(source: str, nikl: str, usage: str, publishers: str, north: str) -> None:
    results = [CONVERTERS[name].convert(source) for name in (NIKL, USAGE_1986, PUBLISHERS, NORTH)]
    assert results == [nikl, usage, publishers, north]


@pytest.mark.parametrize(
    ("scheme", "source", "result"),
    [
        (RR, "%(count)d명의 노동자, 1,5 <b>독립문</b> é", "%(count)dmyeongui nodongja, 1,5 <b>dongnimmun</b> é"),
        (RR_NAMES, "서울 삼죽면", "Seoul Samjuk-myeon"),
        (LC_NAMES, "김일성 Lenin", "Kim Il-sŏng Lenin"),
        (RR, "ㅋㅋ 🚩 \ud800", "ㅋㅋ 🚩 \ud800"),
        (NIKL, "50 тонн 석탄", "50 톤 석탄"),
        (RR, "", ""),
    ],
)
def test_only_the_source_script_is_touched(scheme: str, source: str, result: str) -> None:
    assert CONVERTERS[scheme].convert(source) == result


# --- any text -------------------------------------------------------------------------------------


@every_scheme
@given(text=any_text)
def test_any_text(scheme: Scheme, text: str) -> None:
    converter = CONVERTERS[scheme.id]
    result = converter.convert(text)
    assert unicodedata.is_normalized("NFC", result)
    assert converter.convert(unicodedata.normalize("NFD", text)) == result


@pytest.mark.parametrize("scheme", [s for s in SCHEMES.values() if not s.first], ids=lambda scheme: scheme.id)
@given(text=any_text)
def test_trace_and_convert_agree(scheme: Scheme, text: str) -> None:
    converter = CONVERTERS[scheme.id]
    letters = spelled(text) if scheme.source_script == "Hang" else unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for step in converter.trace(text):
        pieces += [letters[end : step.offset], step.result]
        end = step.offset + len(step.source)
        assert letters[step.offset : end] == step.source
    assert unicodedata.normalize("NFC", "".join([*pieces, letters[end:]])) == converter.convert(text)


def test_trace_shows_the_scheme_that_comes_first() -> None:
    steps = CONVERTERS[RR_NAMES].trace("왕림면")
    assert [str(step.rule) for step in steps if step.result == "-면"] == [
        unicodedata.normalize("NFD", "면") + " → -면 (after rime onset vowel, rime onset vowel coda; before end)"
    ]
    assert "".join(step.result for step in steps[-9:]) == "Wangnimmyeon"


@pytest.mark.parametrize(("scheme", "word"), [(MR, "각" * 300_000), (NIKL, "ща" * 500_000), (LC_NAMES, "김" * 200_000)])
def test_a_very_long_word(scheme: str, word: str) -> None:
    assert len(CONVERTERS[scheme].convert(word)) >= 200_000


# --- the second witness ---------------------------------------------------------------------------

KOROMAN_FAULTS = {
    "묵호": "a noun keeps its h",
    "집현전": "a noun keeps its h",
}


def test_koroman_agrees() -> None:
    words = [sample.source for sample in SCHEMES[RR].samples]
    wrong = {word for word in words if koroman.romanize(word) != CONVERTERS[RR].convert(word)}
    assert wrong == set(KOROMAN_FAULTS)


# --- wrong scheme files ---------------------------------------------------------------------------

SOUND = """
id = "{id}"
title = "t"
source = "s"
verified = "v"
language = "kor"
source_script = "Hang"
target_script = "{script}"
period = {{ from = 1900 }}
used_by = ["nobody"]
capitals = "letter"
{more}
[classes]
vowel = "ᅡ"
[letters]
"가" = "{letter}"
[[samples]]
origin = "own"
[samples.words]
"가" = "{letter}"
"""


def write(folder: Path, id_: str, script: str, letter: str, more: str = "") -> None:
    content = SOUND.format(id=id_, script=script, letter=letter, more=more)
    (folder / f"{id_}.toml").write_text(content, encoding="utf-8")


def test_schemes_run_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, "b", "Hang", "나")
    write(tmp_path, "a", "Latn", "ga", 'first = ["b"]')
    write(tmp_path, "c", "Latn", "ga", 'first = ["b"]\n[terms]\n"나" = "la"')
    schemes = load_schemes(tmp_path)
    assert [Converter(schemes[name]).convert("가") for name in "abc"] == ["나", "나", "la"]


@pytest.mark.parametrize("first", ["absent", "a", "latin"])
def test_what_comes_first_is_another_scheme_within_the_script(tmp_path: Path, first: str) -> None:
    write(tmp_path, "latin", "Latn", "ga")
    write(tmp_path, "a", "Latn", "ga", f'first = ["{first}"]')
    with pytest.raises(SchemeError) as caught:
        load_schemes(tmp_path)
    assert [problem.key for problem in caught.value.problems] == ["first"]


def test_a_derived_scheme_puts_rules_and_words_first(tmp_path: Path) -> None:
    write(tmp_path, "a", "Latn", "ga")
    (tmp_path / "b.toml").write_text(
        """
id = "b"
base = "a"
title = "t"
used_by = ["nobody"]
capitals = "name"
[terms]
"가가" = "gaga"
[[rules]]
from = "가"
to = "ka"
after = ["start"]
[[samples]]
origin = "own"
[samples.words]
"가" = "Ka"
""",
        encoding="utf-8",
    )
    converter = Converter(load_schemes(tmp_path)["b"])
    assert converter.convert("가 가가 가가가 -가") == "Ka Gaga Kagaga -ka"
