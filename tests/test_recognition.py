"""Which occurrences count as the term: sentences with and without it, and the settings of a term."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from termbase.files import BUNDLED
from termbase.index.build import build_index
from termbase.index.expand import PROSE_SCHEME, Expander
from termbase.index.store import Index
from termbase.match import Finder
from termbase.match.kiwi import PACKAGE, Kiwi
from termbase.model import Concept, Term
from tests.conftest import ROOT

Find = Callable[..., list[str]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Places of one term in a text; further arguments are fields of the term."""

    def places(lang: str, term: str, text: str, analyser: Kiwi | None = None, **fields: Any) -> list[str]:
        schemes = tmp_path / "schemes"
        schemes.mkdir(exist_ok=True)
        for name in (PROSE_SCHEME, PROSE_SCHEME.removesuffix("-plain")):
            source = Path(BUNDLED, "schemes", f"{name}.toml")
            (schemes / source.name).write_bytes(source.read_bytes())
        concept = Concept("c", "approved", (), {}, (Term(lang, term, **fields),))
        path = tmp_path / "index.sqlite"
        path.unlink(missing_ok=True)
        rules = Expander(schemes, Path(BUNDLED, "languages"))
        build_index(rules, [rules.expand(concept)], rules.spell, path)
        return [text[hit.start : hit.end] for hit in Finder(Index(str(path)), analyser).find(text, lang)]

    return places


CONTAINING = [
    ("노동자", "노동자는 새 기록을 세웠다."),
    ("노동자", "그는 노동자들에게서도 배웠다."),
    ("노동자", "기록을 세운 것은 평범한 노동자였다."),
    ("노동자", "노동자라는 말의 뜻이 바뀌었다."),
    ("노동자", "여성노동자들의 회의가 열렸다."),
    ("기록", "이 기록은 곧 깨졌다."),
    ("기록", "신문은 날마다 새로 기록되는 수치를 실었다."),
    ("운동", "운동으로부터의 이탈을 경고했다."),
    ("운동", "이것은 위에서 내려온 운동이었다."),
    ("운동", "운동본부가 세워졌다."),
    ("공장", "공장에서까지 학습이 이루어졌다."),
    ("공장", "도시마다 공장뿐만 아니라 학교도 섰다."),
    ("착취", "농민을 착취하던 시대는 끝났다."),
    ("착취", "착취당한 사람들의 이야기이다."),
    ("집단화", "마을은 한 해 만에 집단화되었다."),
    ("합리화", "작업을 합리화하자고 제안했다."),
    ("서울", "대표단은 서울로 떠났다."),
    ("광부", "광부라고 했다가 말을 바꾸었다."),
    ("프라우다", "「프라우다」는 사설을 실었다."),
    ("스타하노프 운동", "스타하노프운동의 시작은 1935년이다."),
    ("스타하노프 운동", "스타하노프 운동이란 무엇인가?"),
    ("작업 기준량", "작업 기준량까지만이라도 채우려 했다."),
    ("번역 기억", "번역기억장치를 새로 들였다."),
    ("용어", "용어집을 새로 엮었다."),
]
LOOKALIKE = [
    ("기사", "운전기사가 문을 열었다."),
    ("이사", "이사회에서 결정했다."),
    ("전기", "자전거와 전기차가 지나갔다."),
    ("사과", "언덕에 사과나무를 심었다."),
    ("수도", "그럴 수도 있다."),
    ("노동", "노동자의 권리를 말했다."),
    ("공장", "공장장이 연설했다."),
    ("운동", "운동장에 모였다."),
    ("계획", "무계획한 사업이었다."),
    ("광부", "관광부에서 발표했다."),
    ("사회", "사회주의를 세우자."),
    ("위", "그를 위해 일했다."),
]


def test_24_korean_sentences_with_the_term_and_12_without(find: Find) -> None:
    assert (len(CONTAINING), len(LOOKALIKE)) == (24, 12)
    assert [row for row in CONTAINING if len(find("ko", *row)) != 1] == []
    assert [row for row in LOOKALIKE if find("ko", *row)] == []


@pytest.mark.parametrize(
    ("compound", "text", "expected"),
    [
        (None, "운동장, 운동본부, 체육운동", ["운동"]),
        (True, "운동장, 운동본부, 체육운동", ["운동", "운동", "운동"]),
        (False, "운동장, 운동본부, 체육운동", []),
        (False, "운동까지만, KBS운동은", ["운동", "운동"]),
        (None, "KBS운동본부, 20세기운동", ["운동"]),
    ],
)
def test_a_term_says_whether_it_stands_in_compounds(
    find: Find, compound: bool | None, text: str, expected: list[str]
) -> None:
    assert find("ko", "운동", text, compound=compound) == expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("당", "당은 당하지 않았다. 당의 길", ["당", "당"]),
        ("수도", "수도가 보인다. 갈 수도 없다. 새 수도", ["수도", "수도"]),
        ("레닌", "레닌그라드, 레닌주의, 레닌의", ["레닌"]),
        ("공산당", "공산당원, 공산당지도부, 소련공산당", ["공산당", "공산당"]),
    ],
)
def test_what_is_another_word(find: Find, term: str, text: str, expected: list[str]) -> None:
    assert find("ko", term, text) == expected


@pytest.mark.parametrize(
    ("case", "term", "text", "expected"),
    [
        (None, "norm", "Norm, NORM, norm", ["Norm", "NORM", "norm"]),
        (None, "Pravda", "pravda, Pravda, PRAVDA", ["Pravda", "PRAVDA"]),
        ("free", "Pravda", "pravda, Pravda", ["pravda", "Pravda"]),
        (
            "exact",
            "polish",
            "We polish. Polish it! The Polish workers polish. POLISH",
            ["polish", "Polish", "polish", "POLISH"],
        ),
        ("exact", "Pravda", "Pravda. pravda", ["Pravda"]),
        ("exact", "совет", "«Совет дан». В Совет и в совет", ["Совет", "совет"]),
    ],
)
def test_the_case_policy_of_a_term(find: Find, case: str | None, term: str, text: str, expected: list[str]) -> None:
    lang = "en" if term.isascii() else "ru"
    assert find(lang, term, text, case=case, grammar="verb" if term == "polish" else "noun") == expected


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("work", "The work is hard, and Stalin’s work too.", ["work", "work"]),
        ("work", "They work; he must work. Works of art. It works.", ["Works"]),
        ("mean", "I mean you. Please mean it. The mean is low.", ["mean"]),
        ("will", "He will go. By his will, and at will.", ["will", "will"]),
        ("plan", "We plan. They will plan. Do plan ahead. Plans change, the plan stays.", ["plan", "Plans", "plan"]),
        ("human", "It is human. A human came. Humans. Human beings.", ["human", "Humans"]),
        (
            "training",
            "He is training. Training the men. The training of men; training’s end.",
            ["training", "training’s"],
        ),
        ("being", "Being there. A human being. While being good.", ["being"]),
        ("record", "The pit’s record; record-holder; they record it; to record", ["record", "record"]),
        ("norm", "they norm, Stage I norms, to norm", ["norm", "norms", "norm"]),
    ],
)
def test_an_english_noun_is_not_the_verb_or_adjective_written_alike(
    find: Find, term: str, text: str, expected: list[str]
) -> None:
    assert find("en", term, text, grammar="noun") == expected


def test_a_verb_and_a_phrase_are_found_anywhere(find: Find) -> None:
    assert find("en", "plan", "They plan a plan.", grammar="verb") == ["plan", "plan"]
    assert find("en", "will", "He will.", grammar="phrase") == ["will"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("brother-in-law", "brothers-in-law brother in law brothers-in-law’s"),
        ("court martial", "courts martial court-martial courts martial’s"),
        ("man teacher", "men teachers men teachers’ man-teacher"),
        ("weapon programme", "weapons programme weapon programs weapons program weapon-programme"),
        ("high norm", "higher norm highest norms higher norms"),
        ("good worker", "best workers better worker"),
        ("early shift", "earlier shifts earliest shift"),
        ("big plan", "bigger plans biggest plan"),
        ("workers' club", "workers’ clubs worker's club workers club"),
        ("five year plan", "five-year plans five year plan’s"),
        ("shock worker", "shock-workers shockworker shock workers'"),
        ("overfulfilment", "over-fulfilment overfulfillment"),
        ("labour theatre", "labor theater labour theaters Labor theatres"),
        ("travelling organiser", "traveling organizers travelling organizer"),
        ("grandchild", "grandchildren grandchildren's grandchild’s"),
        ("aircraft", "aircraft aircraft’s"),
    ],
)
def test_english_forms_are_found(find: Find, term: str, text: str) -> None:
    assert " ".join(find("en", term, text)) == text


@pytest.fixture(scope="module")
def kiwi() -> Kiwi:
    return Kiwi()


@pytest.mark.parametrize(
    ("term", "text", "without", "expected"),
    [
        ("노동", "농업노동을 했다.", [], ["노동"]),
        ("공항", "인천공항까지 간다.", [], ["공항"]),
        ("운동", "운동본부가 섰다.", ["운동"], ["운동"]),
        ("운동", "운동장에 모였다.", [], []),
        ("이사", "사외이사로 뽑혔다. 이사회에서 정했다.", [], ["이사"]),
        ("기사", "운전기사가 문을 열었다.", [], []),
        ("하다", "일하다가 쉬었다.", [], []),
    ],
)
def test_an_analyser_decides_what_the_particles_leave_open(
    find: Find, kiwi: Kiwi, term: str, text: str, without: list[str], expected: list[str]
) -> None:
    assert find("ko", term, text) == without
    assert find("ko", term, text, analyser=kiwi) == expected


def test_the_key_of_a_term_goes_before_the_analyser(find: Find, kiwi: Kiwi) -> None:
    assert find("ko", "노동", "농업노동을", analyser=kiwi, compound=False) == []
    assert find("ko", "운동", "운동장", analyser=kiwi, compound=True) == ["운동"]


@pytest.mark.parametrize(("option", "loaded"), [([], False), (["--analyser"], True)])
def test_the_analyser_is_loaded_only_when_it_is_asked_for(tmp_path: Path, option: list[str], loaded: bool) -> None:
    path = tmp_path / "text.txt"
    path.write_text("육체노동자가 공장장이 되었다. 대공장에서.", encoding="utf-8")
    program = "import sys; from termbase.cli.main import main; main(sys.argv[1:]); print(sys.argv[2], 'kiwipiepy' in sys.modules)"
    command = [sys.executable, "-c", program, "find", str(path), "--lang", "ko", *option]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.splitlines()[-1] == f"{path} {loaded}"


def test_without_the_extra_one_line_says_so(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("공장", encoding="utf-8")
    program = (
        f"import sys; sys.modules['{PACKAGE}'] = None; from termbase.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "find", str(path), "--lang", "ko"]
    without = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (without.returncode, without.stderr) == (0, "")
    asked = subprocess.run([*command, "--analyser"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert asked.returncode == 2
    assert asked.stderr == "termbase: kiwipiepy: is not installed; it comes with the extra termbase[korean]\n"
