"""The way back for Korean names: the Hangul, its southern and northern form, the schemes that give exactly the spelling."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.files import BUNDLED
from termbase.identify import KoreanNames, WordsAndNames
from termbase.identify.name_table import NameTable
from termbase.text import main_script
from termbase.translit import Converter, load_schemes
from tests.conftest import ROOT

DATA = tomllib.loads(Path(BUNDLED, "languages", "ko-names.toml").read_text("utf-8"))
TABLE = NameTable(DATA)
SCHEMES = load_schemes(Path(BUNDLED, "schemes"))
NAMES = KoreanNames(SCHEMES, TABLE)
UNKNOWN = KoreanNames(SCHEMES, NameTable({**DATA, "known": {"names": []}}))
KONTSEVICH = "kontsevich-kor-hang-cyrl-names"
KHOLODOVICH = "kholodovich-kor-hang-cyrl"
NORTH_1959 = "dprk-kor-hang-cyrl-1959"
SOLID = [KONTSEVICH, KHOLODOVICH, NORTH_1959, "mr-kor-hang-latn-1939", "rr-kor-hang-latn-2000"]


def rows(name: str) -> list[tuple[str, str]]:
    lines = (ROOT / "tests/data" / name).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(spelling, hangul) for spelling, hangul in pairs]


GOLD = rows("korean-names.tsv")
CYRILLIC = [row for row in GOLD if main_script(row[0]) == "Cyrl"]
LATIN = [row for row in GOLD if main_script(row[0]) == "Latn"]
HELD_OUT = rows("korean-names-held-out.tsv")


def places(names: KoreanNames, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Where the right name stands among the candidates, from 1; 0: nowhere."""
    found = []
    for spelling, hangul in pairs:
        lemmas = [candidate.lemma for candidate in names.identify(spelling)]
        found.append((spelling, lemmas.index(hangul) + 1 if hangul in lemmas else 0))
    return found


@pytest.mark.parametrize(
    ("names", "pairs", "first", "five"),
    [
        (NAMES, CYRILLIC, 98, 100),
        (NAMES, LATIN, 100, 100),
        (UNKNOWN, CYRILLIC, 80, 98),
        (UNKNOWN, LATIN, 90, 100),
        (UNKNOWN, HELD_OUT, 74, 97),
    ],
    ids=["cyrillic", "latin", "cyrillic-without-list", "latin-without-list", "held-out"],
)
def test_share_of_names(names: KoreanNames, pairs: list[tuple[str, str]], first: int, five: int) -> None:
    found = places(names, pairs)
    top = 100 * sum(place == 1 for _, place in found) / len(found)
    top_five = 100 * sum(0 < place <= 5 for _, place in found) / len(found)
    figures = f"{len(found)} names: first {top:.1f} %, among five {top_five:.1f} %"
    print(figures, [row for row in found if row[1] != 1])  # noqa: T201 - the figures are read with pytest -rP
    assert len(found) >= 40
    assert top >= first
    assert top_five >= five


def test_gold_is_wide_enough() -> None:
    assert len(dict(GOLD)) == len(GOLD) >= 150


def test_another_program_agrees_on_kontsevich() -> None:
    # It writes ㅢ of a given name as и, ㅖ after a surname's consonant as е, ㄹ after a vowel as л, and no assimilation in 빛나.
    wrong = []
    for spelling, hangul in HELD_OUT:
        best = next((candidate for candidate in UNKNOWN.identify(spelling) if candidate.lemma == hangul), None)
        if best is None or KONTSEVICH not in best.schemes:
            wrong.append(hangul)
    assert set(wrong) == {"홍의진", "양예나", "이루다", "최빛나"}


@pytest.mark.parametrize(
    ("spelling", "source", "lemma", "features", "scheme"),
    [
        ("Ким Ир Сен", "김일성", "김일성", "", NORTH_1959),
        ("Ким Ирсен", "김일성", "김일성", "", NORTH_1959),
        ("Ким Ир-сен", "김일성", "김일성", "", NORTH_1959),
        ("КИМ ИР СЕН", "김일성", "김일성", "", NORTH_1959),
        ("Ким Ильсон", "김일성", "김일성", "", KONTSEVICH),
        ("Пак Чон Хи", "박정희", "박정희", "", KONTSEVICH),
        ("Пак Чонхи", "박정희", "박정희", "", KHOLODOVICH),
        ("Ким Дэджун", "김대중", "김대중", "", KONTSEVICH),
        ("Ким Дэ Чжун", "김대중", "김대중", "", KHOLODOVICH),
        ("Но Му Хён", "노무현", "노무현", "ko-KP 로무현", KONTSEVICH),
        ("Но Му Хен", "노무현", "노무현", "ko-KP 로무현", KONTSEVICH),
        ("Ли Сын Ман", "이승만", "이승만", "ko-KP 리승만", KONTSEVICH),
        ("Ри Сын Ман", "리승만", "이승만", "ko-KP 리승만", KONTSEVICH),
        ("Чхве Рён Хэ", "최룡해", "최용해", "ko-KP 최룡해", KONTSEVICH),
        ("Пхеньян", "평양", "평양", "", KONTSEVICH),
        ("Сеул", "서울", "서울", "", KONTSEVICH),
        ("Gim Ilseong", "김일성", "김일성", "", "rr-kor-hang-latn-2000"),
        ("Pak Chŏng-hŭi", "박정희", "박정희", "", "mr-kor-hang-latn-1939"),
        ("Kim Il-sŏng", "김일성", "김일성", "", "ala-lc-kor-hang-latn-2009-names"),
        ("Park Geun-hye", "박근혜", "박근혜", "", "rr-kor-hang-latn-2000"),
    ],
)
def test_exact(spelling: str, source: str, lemma: str, features: str, scheme: str) -> None:
    best = NAMES.identify(spelling)[0]
    assert (best.source, best.lemma, best.features, best.concept, best.distance) == (source, lemma, features, "", 0)
    assert scheme in best.schemes


@pytest.mark.parametrize(
    ("spelling", "lemma", "distance"),
    [
        ("Kim Il-sung", "김일성", 0),
        ("Цой", "최", 0),
        ("Ро Дэ У", "노태우", 0),
        ("Чемульпо", "인천", None),
        ("Чемульпо", "제물포", 0),
        ("Syngman Rhee", "이승만", 0),
        ("Ким Ир Сэнь", "김일성", 1),
        ("Ким Щир Сен", "김일성", 1),
        ("Kim Il-sunk", "김일성", 1),
    ],
)
def test_no_scheme_gives_it(spelling: str, lemma: str, distance: int | None) -> None:
    found = {candidate.lemma: candidate for candidate in NAMES.identify(spelling)}
    if distance is None:
        assert lemma not in found
    else:
        assert (found[lemma].schemes, found[lemma].distance) == ((), distance)


@pytest.mark.parametrize("case", ["Ким Ир Сена", "Ким Ир Сену", "Ким Ир Сеном", "Ким Ир Сене"])
def test_russian_cases(case: str) -> None:
    best = NAMES.identify(case)[0]
    assert (best.lemma, best.schemes) == ("김일성", (NORTH_1959,))


def test_dots_of_yo_may_be_left_out_but_not_added() -> None:
    with_dots = {candidate.source: candidate.schemes for candidate in NAMES.identify("Ким Ё Чжон")}
    without = {candidate.source: candidate.schemes for candidate in NAMES.identify("Ким Е Чжон")}
    assert KHOLODOVICH in with_dots["김여정"]
    assert KHOLODOVICH in without["김여정"]
    assert with_dots["김예정"] == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        " - ",
        "😀",
        "Ким 😀",
        "1953",
        "\ud800",
        "김일성",
        "жизнь",
        "Москва",
        "Ленин",
        "а" * 10_000,
        "Ким " * 5_000,
        "о" * 30,
        "онон" * 7,
        "Чон Чон Чон Чон Чон",
        "k-k-k-k-k-k",
        "eo" * 15,
        "Ким И. С.",
        "stakhanovets",
        "Ким\nИр\nСен" * 9,
    ],
)
def test_nothing(text: str) -> None:
    assert NAMES.identify(text) == []


@pytest.mark.parametrize("text", ["-Ким-", " Ким ", "Ки\u0301м", "ким", "Kim\u200b"])
def test_signs_around_a_name(text: str) -> None:
    assert NAMES.identify(text)[0].lemma == "김"


@given(text=st.text(alphabet=st.sampled_from("аоеёийнькчмлрс ЧКonKgu-eh’\u0301가😀"), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    for candidate in NAMES.identify(text):
        assert all(main_script(part) == "Hang" for part in (candidate.source, candidate.lemma))
        assert candidate.distance in {0, 1}


surnames = st.sampled_from(sorted(name for name, count in DATA["surnames"].items() if count > 100))
syllables = [
    st.sampled_from([syllable for band in DATA["given"][position][:2] for syllable in band.split()])
    for position in ("first", "second")
]


@pytest.mark.parametrize("scheme", SOLID)
@given(surname=surnames, first=syllables[0], second=syllables[1])
@settings(max_examples=60, deadline=None)
def test_there_and_back(scheme: str, surname: str, first: str, second: str) -> None:
    convert = Converter(SCHEMES[scheme]).convert
    for spelling in (convert(surname) + " " + convert(first + second), convert(surname + first + second)):
        found = {candidate.lemma: candidate for candidate in UNKNOWN.identify(spelling)}
        name = TABLE.southern(surname + first + second, 1)
        assert name in found
        assert scheme in found[name].schemes


@pytest.mark.parametrize("place", [place for row in DATA["places"]["names"] for place in row.split()])
def test_places(place: str) -> None:
    for scheme in (KONTSEVICH, KHOLODOVICH):
        best = NAMES.identify(Converter(SCHEMES[scheme]).convert(place))
        assert place in [candidate.source for candidate in best[:3]]


# --- the table ------------------------------------------------------------------------------------


def test_the_table_repeats_nothing() -> None:
    for position in ("first", "second"):
        every = [syllable for band in DATA["given"][position] for syllable in band.split()]
        assert len(every) == len(set(every))
    for table in (DATA["known"], DATA["places"]):
        every = [name for row in table["names"] for name in row.split()]
        assert len(every) == len(set(every))


def test_the_table_is_about_its_surnames() -> None:
    assert set(DATA["north"]) | set(DATA["spellings"]) <= set(DATA["surnames"])
    assert list(DATA["surnames"].values()) == sorted(DATA["surnames"].values(), reverse=True)
    surnames = TABLE.surnames
    known = [name for row in DATA["known"]["names"] for name in row.split()]
    assert [
        name for name in known if name[0] not in surnames and name[:2] not in surnames and name not in {"궁예", "무정"}
    ] == []


def test_endings_are_cyrillic_and_letters_are_of_their_script() -> None:
    assert all(main_script(ending) == "Cyrl" for ending in DATA["endings"])
    for script, letters in DATA["letters"].items():
        assert all(main_script(text) == script for texts in letters.values() for text in texts)


# --- with Russian words ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def either() -> WordsAndNames:
    return WordsAndNames(BUNDLED)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Ким Ир Сен", "김일성"),
        ("Kim Il-sung", "김일성"),
        ("Park Chung-hee", "박정희"),
        ("Khrouchtchev", "Хрущёв"),
        ("stakhanovtsev", "стахановец"),
        ("스타하노베츠", "стахановец"),
    ],
)
def test_words_and_names(text: str, lemma: str, either: WordsAndNames) -> None:
    assert either.identify(text)[0].lemma == lemma


def test_cyrillic_does_not_load_the_dictionary() -> None:
    both = WordsAndNames(BUNDLED)
    assert both.identify("Сеул")
    assert "words" not in vars(both)


def test_command() -> None:
    command = [sys.executable, "-m", "termbase", "identify", "--json", "--limit", "2", "Ли Сын Ман", "жизнь"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300)
    first, second = (json.loads(line) for line in result.stdout.decode().splitlines())
    assert result.returncode == 0
    assert {"source", "lemma", "concept", "schemes", "distance"} < set(first["candidates"][0])
    assert (first["candidates"][0]["lemma"], first["candidates"][0]["features"]) == ("이승만", "ko-KP 리승만")
    assert second == {"word": "жизнь", "candidates": []}
