"""The checks of prose, and of documents against each other: the hard cases."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from termbase.api import load
from termbase.checks import CHECKS, run_checks
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.match import Finder
from termbase.units import Position, Segment, Unit

BASE = Path(__file__).parent / "data" / "base"
BY_CODE = {check.code: check for check in CHECKS}


class Flat:
    """Anchors of a text that is one line."""

    def at(self, offset: int) -> Position:
        return Position(1, offset + 1)


def prose(*paragraphs: str, path: str = "x.md", lang: str = "") -> list[Unit]:
    return [Unit(path, str(n), None, Segment(text, lang, Flat())) for n, text in enumerate(paragraphs)]


def run(code: str, units: Sequence[Unit]) -> list[Finding]:
    return run_checks(units, Context(Finder(load(BASE).index)), [BY_CODE[code]])


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("노르마을", ["노르마를"]),
        ("노르마를", []),
        ("노르마으로서는", ["노르마로서는"]),
        ("노르마으로", ["노르마로"]),
        ("노르마은 노르마이 노르마과", ["노르마는", "노르마가", "노르마와"]),
        ("노르마들를", ["노르마들을"]),
        ("노르마들로", []),  # ㄹ takes 로
        ("노르마들으로", ["노르마들로"]),
        ("돌격 노동자은, 돌격노동자이", ["돌격 노동자는", "돌격노동자가"]),
        ("「프라우다」은", ["프라우다」는"]),
        ("노르마(norm)은 노르마 (норма)은", ["노르마(norm)는"]),
        ("\u00ad노르마\u00ad을", ["노르마\u00ad를"]),
        ("유훈가 유훈과 유훈로", []),  # two syllables: 가, 로 may make another word of it
        ("유훈를 유훈는 유훈와", ["유훈을", "유훈은", "유훈과"]),
        ("노르마이며 노르마이라는 노르마이다", []),  # copula
        ("노르마마을 마노르마을", []),  # longer words
        ("기술 노르마을", ["기술 노르마를"]),  # of 기술 노르마 and 노르마 the longer
        ("VTsSPS을 VTsSPS를", []),  # read letter by letter or as a word
        ("전연방 노동조합 중앙평의회이", ["전연방 노동조합 중앙평의회가"]),
    ],
)
def test_wrong_particle(text: str, suggested: list[str]) -> None:
    found = run("TB507", prose(text))
    assert [finding.suggestions[0] for finding in found] == [one.replace("\u00ad", "") for one in suggested]


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Cмена", ["Смена"]),  # Latin C
        ("смeна", ["смена"]),  # Latin e
        ("Stakhanоvite", ["Stakhanovite"]),  # Cyrillic о
        ("Ёлкa ёлкa", ["Ёлка", "ёлка"]),
        ("CCCP and СССР", []),  # each of one script
        ("ССCР", ["СССР"]),
        ("Stakhanoвets", [None]),
        ("3D-модель, IT-шник, PDF-файл, Wi‑Fi-сеть, веб-site", []),
        ("PDFы, VIPа, SMSка, неHTML", []),
        ("10 μм, ΔT, Ωм, αβγ", []),
        ("[а-яa-z], [A-Za-zА-Яа-я]", []),
        ("O’Нил, д'Artagnan, T-34, Т34a", []),
        ("한국СССР ТАССa", ["ТАССа"]),
        ("ЯндексGPT", []),
        ("", []),
    ],
)
def test_mixed_script(text: str, suggested: list[str | None]) -> None:
    found = run("TB509", prose(text))
    assert [finding.suggestions[0] if finding.suggestions else None for finding in found] == suggested


def test_mixed_script_names_the_letters() -> None:
    (finding,) = run("TB509", prose("Слово Cмeна."))
    assert "C is U+0043 LATIN CAPITAL LETTER C, e is U+0065 LATIN SMALL LETTER E" in finding.message
    assert (finding.text, finding.start) == ("Cмeна", Position(1, 7))


@pytest.mark.parametrize("code", ["TB507", "TB509"])
def test_targets_are_read_and_work_in_progress_is_not(code: str) -> None:
    target = Segment("노르마을 Cмена", "ko", Flat())
    source = Segment("노르마을 Cмена", "en", Flat())
    assert len(run(code, [Unit("x.po", "1", source, target)])) == 1
    assert run(code, [Unit("x.po", "1", source, target, "fuzzy")]) == []
