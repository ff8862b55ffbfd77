"""The checks of prose, and of documents against each other: the hard cases."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from termbase.api import load
from termbase.canon import canonical
from termbase.checks import CHECKS, run_checks
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.files import BUNDLED
from termbase.match import Finder
from termbase.model import Concept, Term
from termbase.units import Position, Segment, Unit
from tests.conftest import ROOT

BASE = Path(__file__).parent / "data" / "base"
BY_CODE = {check.code: check for check in CHECKS}


class Flat:
    """Anchors of a text that is one line."""

    def at(self, offset: int) -> Position:
        return Position(1, offset + 1)

    def after(self, offset: int) -> Position:
        return Position(1, offset + 2)


def prose(*paragraphs: str, path: str = "x.md", lang: str = "") -> list[Unit]:
    return [Unit(path, str(n), None, Segment(text, lang, Flat())) for n, text in enumerate(paragraphs)]


@cache
def finder(root: Path) -> Finder:
    return Finder(load(root).index)


def run(code: str, units: Sequence[Unit]) -> list[Finding]:
    return run_checks(units, Context(finder(BASE)), [BY_CODE[code]])


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


def base(code: str, *paragraphs: str, lang: str = "") -> list[str]:
    """Texts and suggestions of the findings of a check over one document, with the base that comes with the package."""
    found = run_checks(prose(*paragraphs, lang=lang), Context(finder(BUNDLED)), [BY_CODE[code]])
    return [f"{finding.text} → {'|'.join(finding.suggestions)}" for finding in found]


@pytest.mark.parametrize(
    ("paragraphs", "reported"),
    [
        (("The norm. The quotas.",), ["quotas → norm"]),
        (("The quota, a quota, the norm.",), ["norm → "]),
        (("The norm is Norms.",), []),
        (("The norm (quota). The quota (norm).",), []),  # glosses
        (("The norm, норма, 노르마.",), []),  # other languages
        (("A shock worker (udarnik), udarniki. A keen worker.",), []),  # keen worker is broad
        (("Aleksei Stakhanov, Stakhanov, A. Stakhanov.",), []),
        (("Aleksei Stakhanov met Alexei Stakhanov.",), ["Alexei Stakhanov → Aleksei Stakhanov"]),
        (("VTsSPS, the All-Union Central Council of Trade Unions.",), []),
        ((), []),
    ],
)
def test_two_terms(paragraphs: tuple[str, ...], reported: list[str]) -> None:
    found = run("TB502", prose(*paragraphs))
    assert [f"{finding.text} → {''.join(finding.suggestions)}" for finding in found] == reported


def test_two_terms_are_counted() -> None:
    (finding,) = run("TB502", prose("Norms and norms,", "and quotas."))
    assert "“norm” 2 ×, “quota” 1 ×; “norm” is preferred" in finding.message


def test_two_documents_may_differ() -> None:
    assert run("TB502", [*prose("A norm."), *prose("A quota.", path="y.md")]) == []


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Marxism-Leninism and its Marxist-Leninist spirit", []),  # the adjective
        ("V. M. Molotov, Vyacheslav Molotov and Molotov", []),  # initials
        ("wages and a wage", []),
        ("«За индустриализацию» и газета «За индустриализацию»", []),
        ("socialist competition, then socialist emulation", ["socialist emulation → socialist competition"]),
        ("Maria Demchenko and Mariia Demchenko", ["Maria Demchenko → Mariia Demchenko"]),
    ],
)
def test_two_terms_of_the_base(text: str, reported: list[str]) -> None:
    assert base("TB502", text) == reported


@pytest.mark.parametrize(
    ("paragraphs", "reported"),
    [
        (("The VTsSPS voted. The VTsSPS met.",), ["VTsSPS"]),
        (("ВЦСПС голосовал.",), []),  # this base has no full form in Russian
        (("VTsSPS: the highest body", "The VTsSPS met."), []),
        (("- VTsSPS — the highest body",), []),
        (("The VTsSPS (the trade-union council) met.",), []),
        (("The VTsSPS (1935) met.",), ["VTsSPS"]),
        (("The union council (VTsSPS) met.",), []),
        (("See “O plenume VTsSPS” of 1935.",), []),  # in a title
        (("All-Union Central Council of Trade Unions", "VTsSPS"), []),
    ],
)
def test_acronym(paragraphs: tuple[str, ...], reported: list[str]) -> None:
    assert [finding.text for finding in run("TB504", prose(*paragraphs))] == reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("The USSR and the NKVD.", []),  # known to all
        ("Komsomol and Politburo", []),  # read as words
        ("В Ростове-на-Дону, в Алма-Ате, в Нью-Йорке", []),  # two capitals and no acronym
        ("на съезде РСДРП", ["РСДРП → Российская социал-демократическая рабочая партия (РСДРП)"]),
        ("GARF, f. 5451", ["GARF → State Archive of the Russian Federation (GARF)"]),
    ],
)
def test_acronyms_of_the_base(text: str, reported: list[str]) -> None:
    assert base("TB504", text) == reported


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("stakhanovites and a stakhanovite", ["stakhanovites → Stakhanovites", "stakhanovite → Stakhanovite"]),
        ("stakhanovite’s pay", ["stakhanovite → Stakhanovite"]),
        ("Stakhanovites. STAKHANOVITES", []),
        ("stakhanovite-movement, stakhanovite.txt, @stakhanovite, x/stakhanovite", []),
        ("leninism, marxism", ["leninism → Leninism", "marxism → Marxism"]),
        ("Komsomolskaia pravda, *Tribuna stakhanovtsa*, *Put' bolshevika*, bolshevik", []),
        ("the orthodoxy of the scripture, the commissariats, accomplishments, spark, the truth", []),
    ],
)
def test_capitals(text: str, reported: list[str]) -> None:
    assert base("TB505", text, lang="en") == reported


def test_capitals_of_other_languages_are_not_judged() -> None:
    assert base("TB505", "По-русски: стахановец, ленинизм; stakhanovite.") == []


@pytest.mark.parametrize(
    ("paragraphs", "reported"),
    [
        (("돌격 노동자는", "돌격노동자가", "돌격 노동자도"), ["돌격노동자 → 돌격 노동자"]),
        (("돌격노동자는", "돌격노동자가", "돌격 노동자도"), ["돌격 노동자 → 돌격노동자"]),
        (("돌격노동자는", "돌격 노동자도"), ["돌격노동자 → 돌격 노동자"]),  # as the base has it
        (("돌격\n노동자는", "돌격 노동자도"), []),
        (("돌격 노동자는 shock worker, shock-worker",), []),
    ],
)
def test_spacing(paragraphs: tuple[str, ...], reported: list[str]) -> None:
    found = run("TB506", prose(*paragraphs))
    assert [f"{finding.text} → {finding.suggestions[0]}" for finding in found] == reported


@pytest.mark.parametrize(
    ("paragraphs", "reported"),
    [
        (("A norm (норма), miner (шахтёр), shock worker (ударник). A behest.",), ["behest"]),
        (("A norm (норма), miner (шахтёр). A behest.",), []),  # two are no habit
        (("A norm (норма), miner (шахтёр), shock worker (ударник).", "Stakhanov."), []),  # another domain
        (
            ("A Stakhanov. A norm (норма), miner (шахтёр), shock worker (ударник).", "Stakhanov (Стаханов)."),
            ["Stakhanov; it comes in line 1"],
        ),
        (("A norm (in 1935), miner (норма), shock worker (him). A behest.",), []),
    ],
)
def test_first_mention(paragraphs: tuple[str, ...], reported: list[str]) -> None:
    found = run("TB503", prose(*paragraphs))
    assert [finding.text + "".join(finding.message.partition("; ")[1:]) for finding in found] == reported


def test_headings_are_no_first_mention() -> None:
    heading = Unit("x.md", "0", None, Segment("A behest", "", Flat()), role="heading")
    assert run("TB503", [heading, *prose("A norm (норма), miner (шахтёр), shock worker (ударник).")]) == []


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("노르마(норма), 돌격 노동자(突擊勞動者), 광부(шахтёр), 유훈.", ["유훈"]),
        ("노르마(норма), 돌격 노동자(ударник), 광부(갱부), 유훈.", []),  # a Korean word is no original
        ("노르마(1935), 돌격 노동자(ударник), 광부(шахтёр), 유훈.", []),
        ("노르마(норма), 돌격 노동자(ударник), 광부(шахтёр). 알렉세이 스타하노프는", []),  # of another domain
        ("유훈과 노르마(норма), 돌격 노동자(突擊勞動者), 광부(鑛夫), 유훈(завет).", ["유훈"]),
        ("Norm (норма), shock worker (ударник), miner (шахтёр), behest: 유훈.", []),  # English prose
    ],
)
def test_originals(text: str, reported: list[str]) -> None:
    assert [finding.text for finding in run("TB508", prose(text))] == reported


@pytest.mark.parametrize(
    ("documents", "reported"),
    [
        (("A norm. A norm.", "A quota."), ["quota → norm"]),
        (("A norm, a quota.", "A quota."), []),  # the second has nothing that the first has not
        (("A norm.", "Норма и 노르마."), []),
        (("Stakhanov", "Aleksei Stakhanov", "A. Stakhanov"), []),
        (("Stahanov", "Stakhanov and Stakhanov"), ["Stahanov → Stakhanov"]),
        (("Stahanov Stachanov", "Stakhanov and Stakhanova"), ["Stachanov → Stakhanov"]),
        (("The VTsSPS.", "The All-Union Central Council of Trade Unions."), []),
        (("A norm (quota).", "A norm."), []),
        (("A norm.",), []),
    ],
)
def test_documents_differ(documents: tuple[str, ...], reported: list[str]) -> None:
    units = [unit for n, text in enumerate(documents) for unit in prose(text, path=f"{n}.md", lang="")]
    found = run("TB701", units)
    assert [f"{finding.text} → {finding.suggestions[0]}" for finding in found] == reported


def test_documents_differ_in_counts() -> None:
    units = [*prose("Norms, norms.", path="a.md"), *prose("A quota.", path="b.md"), *prose("A norm.", path="c.md")]
    (finding,) = run("TB701", units)
    assert finding.message == "the documents differ: “norm” 2 × in a.md, 1 × in c.md; “quota” 1 × in b.md"
    assert (finding.path, finding.concept) == ("b.md", "norm")


def test_translations_are_compared_with_texts() -> None:
    translation = Unit("x.po", "1", Segment("Норма.", "ru", Flat()), Segment("The quota.", "en", Flat()))
    assert len(run("TB701", [translation, *prose("The norm.")])) == 1
    assert run("TB701", [translation, *prose("Норма.")]) == []


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_check_takes_any_text(code: str) -> None:
    strange = [
        "",
        " ",
        "\u00ad",
        "\ufffc\ufffc",
        "(",
        "노르마(",
        "노르마(노르마)(",
        "A\u0301Б",
        "norm (" * 50,
        "\ud800",
    ]
    assert all(finding.code == code for finding in run(code, prose(*strange)))


def check(folder: Path, *arguments: str) -> list[str]:
    """The codes that the command line reports in a folder."""
    command = [sys.executable, "-m", "termbase", "check", "--no-config", "--format", "oneline", *arguments, "."]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert result.returncode in (0, 1), result.stderr
    return re.findall(r"TB\d{3}", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ((), []),
        (("--across",), ["TB701"]),
        (("--select", "TB701"), ["TB701"]),
        (("--select", "TB502", "--across"), ["TB701"]),
        (("--select", "TB5"), []),
        (("--select", "TB503"), ["TB503"]),
        (("--across", "--ignore", "TB7"), []),
    ],
)
def test_some_run_only_when_asked_for(arguments: tuple[str, ...], codes: list[str], tmp_path: Path) -> None:
    glossed = "Stakhanov (Стаханов), Molotov (Молотов) and Kirov (Киров). Krivonos. Krivonos (Кривонос)."
    (tmp_path / "a.md").write_text(f"{glossed}\n\nThe Second World War.\n", "utf-8")
    (tmp_path / "b.md").write_text("World War II.\n", "utf-8")
    assert check(tmp_path, *arguments) == codes


def test_fixes_are_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("**노르마**을 「프라우다」은 콤소몰(Комсомол)는 노동자은 Cмена\n", "utf-8")
    assert check(tmp_path, "--select", "TB507,TB509", "--fix") == []
    assert path.read_text("utf-8") == "**노르마**를 「프라우다」는 콤소몰(Комсомол)은 노동자는 Смена\n"


@pytest.mark.parametrize(
    ("bad", "text", "better"),
    [
        ("filename", "The filename is long.", "file name"),
        ("filename", "Two filenames are long.", "file names"),
        ("file-name", "The file-name is long.", "file name"),
        ("file-name", "The filename is long.", ""),
    ],
)
def test_a_variant_that_the_base_deprecates_is_reported(bad: str, text: str, better: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "mini", tmp_path / "base")
    terms = (Term("en", "file name", grammar="noun"), Term("en", bad, "deprecated", grammar="noun"))
    concept = Concept("file-name", "approved", ("titles",), {"en": "What a file is called."}, terms)
    (tmp_path / "base" / "concepts" / "file-name.toml").write_text(canonical(concept), encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "termbase", "--base", f"{tmp_path}/base", "check", f"{tmp_path}/a.txt", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    found = [json.loads(line)["suggestions"] for line in done.stdout.splitlines()]
    assert found == ([[better]] if better else [])
