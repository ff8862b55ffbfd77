"""Term candidates: what is proposed for small texts, kind by kind, what is not, and how much of the gold list."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.extract import Candidate, Extractor, load_extractor
from termbase.extract.rank import c_values
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.text import key
from tests.conftest import ROOT

Find = Callable[..., list[Candidate]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor(BUNDLED)


@pytest.fixture(scope="module")
def find(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Find:
    """Write a text to a file, read it and extract; everything that occurs once too, unless asked."""

    def found(text: str, least: int = 1, name: str = "a.txt") -> list[Candidate]:
        path = tmp_path_factory.mktemp("text") / name
        path.write_text(text, "utf-8")
        return extractor.extract([extractor.passage(unit.target, name) for unit in read(path).units], least)

    return found


def shown(found: list[Candidate]) -> list[tuple[str, str, str, str]]:
    return [(candidate.kind, candidate.lang, candidate.text, candidate.lemma) for candidate in found]


@pytest.mark.parametrize(
    ("text", "text_found", "lemma"),
    [
        ("They surpassed the old technical norms of the mine.", "technical norms", "technical norm"),
        ("It led to a rise in productivity of labour.", "productivity of labour", "productivity of labour"),
        ("the cultural and technical level", "cultural and technical level", "cultural and technical level"),
        ("He operated a milling machine.", "milling machine", "milling machine"),
        ("the designed capacities were", "designed capacities", "designed capacity"),
        ("the Stakhanov movement’s leaders", "Stakhanov movement", "Stakhanov movement"),
        ("## The Record Shift", "Record Shift", "record shift"),
    ],
)
def test_english_phrases(text: str, text_found: str, lemma: str, find: Find) -> None:
    found = find(text)
    assert ("phrase", "en", text_found, lemma) in [
        (*row[:3], row[3].lower() if text.startswith("#") else row[3])
        for row, candidate in zip(shown(found), found, strict=True)
    ] or lemma in [candidate.lemma for candidate in found if candidate.concept]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("They plan to achieve records.", ["plan to achieve", "achieve records"]),
        ("The miner achieved records.", ["miner achieved records", "achieved records"]),
        ("It happened at the same time.", ["same time", "time"]),
        ("Workers beat norms, brigades won.", ["norms brigades"]),
        ("the miner Ivan Artyukhov", ["miner Ivan Artyukhov"]),
    ],
)
def test_what_is_no_english_phrase(text: str, absent: list[str], find: Find) -> None:
    assert not {key(word) for word in absent} & {key(candidate.text) for candidate in find(text)}


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("о стахановском движении", "стахановское движение"),
        ("роста производительности труда", "рост производительности труда"),
        ("в культуре рабочего класса", "культура рабочего класса"),
        ("объединённых пленумов", "объединённый пленум"),
        ("детской литературой", "детская литература"),
    ],
)
def test_russian_phrases(text: str, lemma: str, find: Find) -> None:
    assert lemma in [candidate.lemma for candidate in find(text) if candidate.lang == "ru"]


def test_russian_counts_all_forms_as_one(find: Find) -> None:
    (candidate,) = [c for c in find("Трудовой подвиг. О трудовом подвиге. Трудовых подвигов!") if " " in c.lemma]
    assert (candidate.lemma, candidate.count) == ("трудовой подвиг", 3)


@pytest.mark.parametrize(
    ("text", "lemma", "count"),
    [
        ("광부의 기록은 광부가 세웠다. 광부를 보라.", "광부", 3),
        ("국가가 있다. 국가의 국가를 국가로", "국가", 4),
        ("사회주의 경쟁을 했다. 사회주의 경쟁의 결과", "사회주의 경쟁", 2),
    ],
)
def test_korean_nouns_lose_their_particles(text: str, lemma: str, count: int, find: Find) -> None:
    assert count in [candidate.count for candidate in find(text) if lemma in (candidate.lemma, candidate.text)]


def test_korean_verbs_are_no_nouns(find: Find) -> None:
    assert not {"되었다", "있는데", "하는"} & {c.text for c in find("되었다 있는데 하는 되었다고 있는데도")}


@pytest.mark.parametrize(
    ("text", "lang", "lemma", "gloss"),
    [
        ("It was a miracle (chudo) of labour.", "ru", "чудо", "miracle"),
        ("“Faith” [*vera*] moves them.", "ru", "вера", "faith"),
        ("They had the desire [*zhelanie*] to win.", "ru", "желание", "desire"),
        ("the Orthodox creed [*simvol very*]", "ru", "символ веры", "Orthodox creed"),
        ("the miners (Russian: шахтёры) came", "ru", "шахтёр", "miner"),
        ("his *zavety* were kept", "ru", "завет", ""),
        ("an *izba* (a log house) stood", "ru", "изба", "a log house"),
        ("стахановец (Stakhanovite) работал", "en", "Stakhanovite", "стахановец"),
        ("국제 통화 기금(International Monetary Fund)은", "en", "International Monetary Fund", "국제 통화 기금"),
    ],
)
def test_glosses(text: str, lang: str, lemma: str, gloss: str, find: Find) -> None:
    found = [c for c in find(text) if c.kind == "gloss" and c.lang == lang]
    assert [(candidate.lemma.lower(), candidate.gloss) for candidate in found] == [(lemma.lower(), gloss)]


@pytest.mark.parametrize(
    "text",
    [
        "the plan (most of it) failed",
        "as item (b) says",
        "the miner [Soviet] said",
        "a book (Rostov na Donu: Izdatelstvo, 1906)",
        "They were [we’re told] here",
    ],
)
def test_what_is_no_gloss(text: str, find: Find) -> None:
    assert [c for c in find(text) if c.kind == "gloss"] == []


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("the role of stakhanovtsev in it", "стахановец"),
        ("It says stakhanovskim dvizheniem there.", "стахановское движение"),
        ("*Zadachi tiazheloi promyshlennosti i narkomata*, 1936", "задача тяжёлой промышленности"),
    ],
)
def test_romanised_words_have_a_lemma_in_cyrillic(text: str, lemma: str, find: Find) -> None:
    assert lemma in [c.lemma.lower() for c in find(text) if c.lang == "ru"]


@pytest.mark.parametrize("text", ["The most professional master plan", "a pot on an old road", "such as they said"])
def test_english_words_are_no_romanised_ones(text: str, find: Find) -> None:
    assert [c for c in find(text) if c.lang == "ru"] == []


@pytest.mark.parametrize(
    ("text", "lemma", "gloss"),
    [
        ("the Council of Trade Unions (VTsSPS) met", "ВЦСПС", "Council of Trade Unions"),
        ("the World Health Organization (WHO)", "WHO", "World Health Organization"),
        ("the VKP(b) decided", "VKP(b)", ""),
        ("in the U.S.S.R. now", "USSR", ""),
        ("трактор МТС", "МТС", ""),
    ],
)
def test_acronyms(text: str, lemma: str, gloss: str, find: Find) -> None:
    assert (lemma, gloss) in [
        (c.text.replace(".", "") if c.concept and c.lang == "en" else c.lemma, c.gloss)
        for c in find(text)
        if c.kind == "acronym"
    ]


@pytest.mark.parametrize("text", ["CHAPTER ONE OF IT", "Part XIV", "It is VERY good", "ПЕРВАЯ глава"])
def test_what_is_no_acronym(text: str, find: Find) -> None:
    assert [c for c in find(text) if c.kind == "acronym"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("then A. A. Andreev spoke", "A. A. Andreev"),
        ("at the Gorky Automobile Factory now", "Gorky Automobile Factory"),
        ("the Chairman of the Council of People’s Commissars said", "Council of People’s Commissars"),
        ("as Comrade Mussinsky told", "Mussinsky"),
        ("в городе Свердловске", "Свердловск"),
        ("говорил Иван Гудов вчера", "Иван Гудов"),
    ],
)
def test_names(text: str, name: str, find: Find) -> None:
    assert name in [value for c in find(text) if c.kind == "name" for value in (c.text, c.lemma)]


def test_a_capital_at_the_beginning_says_nothing(find: Find) -> None:
    found = find("Miners work. Then miners rest. Engels wrote; so did Engels.")
    assert [(c.text, c.count) for c in found if c.kind == "name"] == [("Engels", 2)]


@pytest.mark.parametrize(
    ("text", "lang", "lemma"),
    [
        ("in *Pravda* today", "ru", "Правда"),
        ("his book *Put’ stakhanovtisa* (1938)", "ru", "Путь стахановца"),
        ("see “Magnetic Mountain: Stalinism” there", "en", "Magnetic Mountain: Stalinism"),
        ("<i>The House of Government</i>, p. 3", "en", "The House of Government"),
        ("роман «Как закалялась сталь» вышел", "ru", "Как закалялась сталь"),
        ("소설 『강철은 어떻게 단련되었는가』를 읽다", "ko", "강철은 어떻게 단련되었는가"),
    ],
)
def test_titles(text: str, lang: str, lemma: str, find: Find) -> None:
    assert (lang, lemma) in [(c.lang, c.lemma) for c in find(text) if c.kind == "title"]


def test_a_quotation_is_no_title(find: Find) -> None:
    assert [c for c in find("“every day brings fresh miracles,” he said") if c.kind == "title"] == []


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text", ["`coal mine`", "https://coal.example/mine-shaft", "<https://coal.example/>", "[x](coal-mine.html)"]
)
def test_nothing_in_code_and_addresses(text: str, name: str, find: Find) -> None:
    assert find(f"{text}\n", name=name) == []


def test_italics_of_markdown(find: Find) -> None:
    assert ("gloss", "ru", "zavety", "завет") in shown(find("his *zavety* were **kept**", name="a.md"))


def test_places_and_counts(find: Find) -> None:
    (candidate,) = [c for c in find("a rolling mill\n\nthe rolling mills and\nrolling mill") if " " in c.text]
    assert (candidate.count, candidate.places) == (3, ("a.txt:1", "a.txt:3", "a.txt:4"))
    assert candidate.forms == ("rolling mill", "rolling mills")


def test_a_phrase_counts_from_two_on(find: Find) -> None:
    assert "rolling mill" not in [c.lemma for c in find("a rolling mill", least=0)]
    assert "rolling mill" in [c.lemma for c in find("a rolling mill, the rolling mills", least=0)]


def test_the_base_is_asked(find: Find) -> None:
    found = {c.lemma: c.concept for c in find("*udarniki*, udarnikov; the technical standards; a rolling mill")}
    assert found["ударник"] == "udarnik"
    assert found["technical standard"] == "technical-norm"
    assert found["rolling mill"] == ""


def test_what_stands_only_in_a_longer_phrase_is_worth_nothing() -> None:
    values = c_values({"soviet civil paradigm": 4, "civil paradigm": 4, "paradigm": 9})
    assert values["civil paradigm"] == 0
    assert values["paradigm"] > 0


WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(" ".join)


@given(st.dictionaries(WORDS, st.integers(1, 9), max_size=8))
def test_a_value_is_at_most_that_of_the_phrase_alone(counts: dict[str, int]) -> None:
    values = c_values(counts)
    alone = {phrase: c_values({phrase: count})[phrase] for phrase, count in counts.items()}
    assert values.keys() == counts.keys()
    assert all(values[phrase] <= alone[phrase] for phrase in counts)


def test_an_empty_text(find: Find) -> None:
    assert find("") == find("1935 — 102, 14.") == []


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "termbase", "extract", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=300, encoding="utf-8")


class TestCommand:
    def test_record(self) -> None:
        result = run("docs/sample.md", "--json")
        records = [json.loads(line) for line in result.stdout.splitlines()]
        names = ["candidate", "lemma", "lang", "kind", "count", "places", "concept", "gloss", "forms"]
        assert result.returncode == 0
        assert all(list(record) == names for record in records)
        assert ["docs/sample.md:6"] in [r["places"] for r in records if r["concept"] == "rabotnitsa"]

    def test_table(self) -> None:
        head, *rows = run("docs/sample.md", "--format", "tsv").stdout.splitlines()
        assert {len(row.split("\t")) for row in rows} == {len(head.split("\t"))}

    def test_missing(self) -> None:
        records = [json.loads(line) for line in run("docs/sample.md", "--json", "--missing").stdout.splitlines()]
        assert records
        assert {record["concept"] for record in records} == {""}

    def test_language(self) -> None:
        result = run("docs/sample.md", "--json", "--lang", "ru")
        assert {json.loads(line)["lang"] for line in result.stdout.splitlines()} == {"ru"}

    def test_both_sides_of_a_translation(self, tmp_path: Path) -> None:
        path = tmp_path / "en-ru.po"
        path.write_text('msgid "rolling mill"\nmsgstr "прокатный стан"\n', "utf-8")
        records = [json.loads(line) for line in run(str(path), "--json", "--min", "1").stdout.splitlines()]
        assert {"rolling mill", "прокатный стан"} <= {record["lemma"] for record in records}

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["no-such-file.txt"], 2),
            (["docs/sample.md", "--min", "-1"], 2),
            (["docs/sample.md", "--format", "xml"], 2),
            (["Makefile"], 2),
        ],
    )
    def test_bad_input_gives_one_line(self, arguments: list[str], code: int) -> None:
        result = run(*arguments)
        assert (result.returncode, result.stdout, result.stderr.count("\n")) == (code, "", 1)

    def test_nothing_found(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("1935", "utf-8")
        assert run(str(path)).returncode == 1


def spelled(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", key(text.replace("-", " "))))


def test_most_of_the_gold_list_is_proposed(extractor: Extractor, shared: Path) -> None:
    """Rows with a spelling in Latin letters that stands in the texts; the archive's abbreviations are none."""
    paths = sorted((shared / "texts").glob("*.txt"))
    units = [(path.name, unit) for path in paths for unit in read(path).units]
    candidates = extractor.extract([extractor.passage(unit.target, name) for name, unit in units])
    proposed = {spelled(form) for candidate in candidates for form in (candidate.lemma, *candidate.forms)}
    with (shared / "gold" / "term_candidates.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["category"] not in ("archive", "slogan")]
    wanted = [{spelled(re.sub(r"\[.*", "", form)) for form in row["romanisations_in_texts"].split(";")} for row in rows]
    wanted = [forms - {""} for forms in wanted if forms - {""}]
    found = [forms for forms in wanted if forms & proposed]
    assert len(wanted) > 150
    assert len(found) >= 0.75 * len(wanted)
