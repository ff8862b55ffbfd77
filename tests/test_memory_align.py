"""Alignment of parallel documents: which sentences are found to translate each other, and the table that is written."""

import csv
import io
from pathlib import Path
from random import Random

import polib
import pytest

from termbase.cli.main import main
from termbase.memory.align import Sentence, aligned, sentences
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"


def plain(*texts: str) -> list[Sentence]:
    return [Sentence(text, ()) for text in texts]


def test_sentences_are_cut_by_language() -> None:
    found = list(
        sentences("В 1935 г. было 14 норм.  Он пришёл.\nИ ушёл!", "ru", lambda text: ["he"] if "Он" in text else [])
    )
    assert [one.text for one in found][-2:] == ["Он пришёл.", "И ушёл!"]
    assert found[0].anchors[0] == "1935"
    assert found[-2].anchors == ("he",)
    assert list(sentences(" … ", "ru", lambda _: [])) == []


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
