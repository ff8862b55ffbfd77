"""Alignment of parallel documents: which sentences are found to translate each other, and the table that is written."""

import csv
import io
import json
from pathlib import Path
from random import Random

import docx
import polib
import pytest

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.index.cache import open_index
from termbase.memory.align import aligned
from termbase.memory.sentences import Cutter, Sentence, sentences
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"


def plain(*texts: str) -> list[Sentence]:
    return [Sentence(text, ()) for text in texts]


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            ["Mr. Smith came on Monday.", "He saw Dr. Brown, i.e. the director, at 5 p.m. on Jan. 5.", "It was so."],
        ),
        (
            "en",
            ["See pp. 5 and p. 7, vol. 2.", "J. V. Stalin and Ia. M. Iusim spoke.", "“Is it so?” he asked.", "Yes!"],
        ),
        ("ru", ["В 1935 г. Стаханов приехал в г. Москву.", "Завод им. Ленина работал, т. е. давал план.", "Вот так."]),
        ("ru", ["А. Г. Стаханов и др. рабочие пришли.", "См. стр. 5 и рис. 3.", "Ударники, бригадиры и т. д.", "Да."]),
        (
            "ru",
            ["Это было в тридцатых годах XX в.", "Он дал 102 т угля.", "«Так ли это?» — спросил он.", "На ул. Мира."],
        ),
        (
            "ru",
            ["Он приехал в Москву.", "12 декабря там открылся слёт.", "О нём см. рис. 3 и табл. 4."],
        ),
        ("ru", ["Шахта была открыта в 1930 г.", "Потом пришли новые люди."]),
        (
            "ko",
            [
                "1935년 8월 31일, 그는 102톤을 캤다.",
                "그는 A. G. 스타하노프였다.",
                "“정말인가?”라고 물었다.",
                "3.5배였다.",
            ],
        ),
    ],
)
def test_sentences_are_cut_by_language(lang: str, sentences: list[str]) -> None:
    """Abbreviations and quotations do not end them."""
    index = open_index(BUNDLED)
    rules = index.rules(lang)["sentence"] if lang != "ko" else {}
    assert list(Cutter(lang, rules).sentences("  ".join(sentences))) == sentences  # type: ignore[arg-type]


def test_what_a_sentence_is_recognised_by() -> None:
    cutter = Cutter("ru", {})
    found = list(sentences("Было 14 норм.  Он пришёл.\nИ ушёл! … ", cutter, lambda text: ["he"] * ("Он" in text), 7))
    assert found == [
        Sentence("Было 14 норм.", ("14",), 7),
        Sentence("Он пришёл.", ("he",), 7),
        Sentence("И ушёл!", (), 7),
    ]
    assert list(sentences(" … ", cutter, lambda _: [], 1)) == []


@pytest.mark.parametrize(
    ("source", "target", "beads"),
    [
        ([], ["a"], []),
        (["One sentence here."], ["Одно предложение."], [(0, 0)]),
        # Two sentences have become one.
        (
            ["A short sentence stands here.", "And another one stands there.", "The third one is the last of them."],
            ["Тут короткая фраза, а там ещё одна фраза, и она подлиннее.", "Третья из них последняя из всех."],
            ["0+1 0", "2 1"],
        ),
    ],
)
def test_lengths(source: list[str], target: list[str], beads: list[object]) -> None:
    found = aligned(plain(*source), plain(*target))
    expected = [
        bead if isinstance(bead, str) else " ".join(map(str, bead))  # type: ignore[call-overload]
        for bead in beads
    ]
    told = []
    for one in found:
        mine = "+".join(str(n) for n, text in enumerate(source) if text in one.source)
        theirs = "+".join(str(n) for n, text in enumerate(target) if text in one.target)
        told.append(f"{mine} {theirs}")
    assert told == expected


def test_anchors_decide_where_lengths_do_not() -> None:
    before = [Sentence("s" * 40, ()) for _ in range(10)]
    source = [Sentence("x" * 40, ("1935",)), Sentence("y" * 40, ("1936",)), Sentence("z" * 40, ("1937",))]
    target = [Sentence("b" * 40, ("1936",)), Sentence("c" * 40, ("1937",))]
    found = [(one.source[:1], one.target[:1]) for one in aligned([*before, *source], [*before, *target])]
    assert found[10:] == [("x", ""), ("y", "b"), ("z", "c")]


def entries(lang: str) -> list[tuple[str, str]]:
    catalogue = polib.pofile(str(READER / f"en-{lang}.po"))
    ends = (".", "!", "?")
    rows = [(entry.msgid, entry.msgstr) for entry in catalogue if entry.msgid.endswith(ends)]
    return [row for row in rows if row[1].endswith(ends) and "\n" not in row[0] + row[1]][:150]


@pytest.mark.parametrize("lang", ["ru", "ko"])
def test_the_reader_with_gaps(tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Some sentences are missing on one side; what is left is found, and what is found sure is right."""
    chance = Random(5)
    kept = [(row, chance.random()) for row in entries(lang)]
    sides: tuple[list[str], list[str]] = ([], [])
    for (source, target), number in kept:
        sides[0].extend([source] if number > 0.03 else [])
        sides[1].extend([target] if number < 0.97 else [])
    for name, side in zip(("en.txt", f"{lang}.txt"), sides, strict=True):
        (tmp_path / name).write_text("\n\n".join(side), "utf-8")
    assert main(["tm", "align", str(tmp_path / "en.txt"), str(tmp_path / f"{lang}.txt")]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    gold = {row for row, number in kept if 0.03 < number < 0.97}
    found = {(row["en"], row[lang]) for row in rows}
    sure = {(row["en"], row[lang]) for row in rows if not row["status"]}
    assert len(gold & found) / len(gold) > 0.93
    assert len(gold & sure) / len(sure) > 0.93


def paragraphs(path: Path, texts: list[str]) -> Path:
    """A document of a kind that its name tells."""
    if path.suffix == ".docx":
        document = docx.Document()
        for one in texts:
            document.add_paragraph(one)
        document.save(str(path))
    elif path.suffix == ".html":
        path.write_text("<html><body>" + "".join(f"<p>{one}</p>" for one in texts) + "</body></html>", "utf-8")
    else:
        path.write_text("\n\n".join(texts) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(("suffix", "output"), [(".md", "out.csv"), (".html", "out.tsv"), (".docx", "out.xlf")])
def test_documents_and_what_is_reviewed(
    tmp_path: Path, suffix: str, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paragraphs of several sentences, one of which is missing, and two of which are one in the translation."""
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    rows = entries("ru")[:60]
    sides = [[row[side] for row in rows] for side in (0, 1)]
    del sides[1][17]
    sides[1][30:32] = [sides[1][30].rstrip(".") + "; " + sides[1][31]]
    texts = [[" ".join(side[start : start + 5]) for start in range(0, len(side), 5)] for side in sides]
    names = [
        str(paragraphs(tmp_path / f"{lang}{suffix}", side)) for lang, side in zip(("en", "ru"), texts, strict=True)
    ]
    out = tmp_path / output
    assert main(["tm", "align", *names, "-o", str(out)]) == 0
    units = read(out, source_lang="en", target_lang="ru").units
    found = {(unit.source.text, unit.target.text): unit.state for unit in units if unit.source}
    assert found[sides[0][17], ""] == "untranslated"
    assert found[f"{sides[0][31]} {sides[0][32]}", sides[1][30]] == "translated"
    whole = [(one, other) for one, other in rows if other in sides[1]]
    assert sum(found.get(row) == "translated" for row in whole) > 0.9 * len(whole)
    capsys.readouterr()
    assert main(["tm", "add", "--json", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == list(found.values()).count("translated")


def test_a_reviewed_table_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    rows = [
        (f"The sentence of the year {year} stands here.", f"Здесь стоит фраза {year} года, вот она.")
        for year in range(10, 20)
    ]
    alone = "But this one, which is much longer than all others in the text, has no partner whatever on the other side of it."
    (tmp_path / "a.txt").write_text("\n\n".join([*(source for source, _ in rows), alone]), "utf-8")
    (tmp_path / "b.txt").write_text("\n\n".join(target for _, target in rows), "utf-8")
    table = str(tmp_path / "a.csv")
    assert main(["tm", "align", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", table]) == 0
    assert "11 pairs, 1 to be reviewed" in capsys.readouterr().err
    assert main(["tm", "add", table]) == 0
    assert "10 added" in capsys.readouterr().err
    assert main(["tm", "search", rows[3][0]]) == 0


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [("One.", "Two.", "both documents are in en"), ("1935", "Две.", "does not say its language")],
)
def test_what_cannot_be_aligned(
    tmp_path: Path, source: str, target: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(source, "utf-8")
    (tmp_path / "b.txt").write_text(target, "utf-8")
    assert main(["tm", "align", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 2
    assert reason in capsys.readouterr().err
    assert main(["tm", "align", str(READER / "en-ru.po"), str(tmp_path / "b.txt")]) == 2
    assert "bilingual already" in capsys.readouterr().err
