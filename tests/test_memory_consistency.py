"""Consistency of a memory: which sources have several translations, and what counts as one."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.cli.main import main
from termbase.memory.consistency import divergences
from termbase.memory.entry import Origin, Pair, Text
from termbase.memory.key import hashed, packed, search_key, unpacked
from termbase.memory.store import Store

Row = tuple[str, str, str, str]
"""Source, language and text of the translation, name of the unit with its context before a bar."""


def text(lang: str, words: str) -> Text:
    return Text(lang, words, search_key(words))


def pairs(rows: Sequence[Row]) -> list[Pair]:
    return [
        Pair(text("en", source), text(lang, target), Origin(f"/{number}.po", unit, unit.rpartition("|")[0]))
        for number, (source, lang, target, unit) in enumerate(rows)
    ]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "main.sqlite"
    monkeypatch.setenv("TERMBASE_MEMORY", str(path))
    with closing(Store(str(path), write=True)) as made:
        made.set_memory("main")
    return path


def add(path: Path, rows: Sequence[Row], memory: str = "main") -> None:
    with closing(Store(str(path), write=True)) as store:
        store.add(pairs(rows), memory)


def told(path: Path, *, memory: str = "", backwards: bool = False) -> list[tuple[str, str, list[tuple[int, str]]]]:
    with closing(Store(str(path))) as store:
        found = list(divergences(store, memory=memory, backwards=backwards))
    return [
        (one.source.text, one.lang, [(len(wording.pairs), wording.text) for wording in one.wordings]) for one in found
    ]


@pytest.mark.parametrize(
    ("rows", "wordings"),
    [
        ([("Save file", "ru", "Сохранить файл", ""), ("Save file", "ru", "Записать файл", "")], [1, 1]),
        ([("Save file", "ru", "Сохранить файл", ""), ("save  file", "ru", "Записать файл", "")], [1, 1]),
        ([("Save", "ru", "Сохранить", ""), ("Save", "ru", "Записать", ""), ("Save", "ru", "Записать", "")], [2, 1]),
        ([("Save file", "ru", "Сохранить файл", ""), ("Save file", "ru", "Сохранить  файл.", "")], []),
        ([("Quote", "ru", "«Да»", ""), ("Quote", "ru", '"Да"', "")], []),
        ([("Hedgehog", "ru", "Ёж", ""), ("Hedgehog", "ru", "еж", "")], []),
        ([("Case", "de", "Fälle", ""), ("Case", "de", "Falle", "")], [1, 1]),
        ([("Save", "ru", "Сохранить", ""), ("Save", "ru-RU", "Записать", "")], [1, 1]),
        ([("Labour", "ko", "노동", ""), ("Labour", "ko-KP", "로동", "")], []),
        ([("File", "pt-BR", "Arquivo", ""), ("File", "pt-PT", "Ficheiro", "")], []),
        ([("Worker", "ko", "돌격 노동자", ""), ("Worker", "ko", "돌격노동자", "")], []),
        ([("Open &tab", "ru", "В&кладка", ""), ("Open &tab", "ru", "Вкладка", "")], []),
        ([("File", "ko", "파일(&F)", ""), ("File", "ko", "파일", "")], []),
        ([("Save file", "ru", "Сохранить файл", ""), ("Save file", "ko", "파일 저장", "")], []),
        ([("Save file", "ru", "Сохранить файл", ""), ("Save files", "ru", "Записать файл", "")], []),
        ([("Line 1", "ru", "Строка 1", ""), ("Line 2", "ru", "Линия 2", "")], []),
        ([("Line 1", "ru", "Строка 1", ""), ("Line 1", "ru", "Строка 2", "")], []),
        ([("Open", "ru", "Открыть", "verb|Open"), ("Open", "ru", "Открыт", "state|Open")], []),
        ([("Open", "ru", "Открыть", "verb|Open"), ("Open", "ru", "Открыт", "Open")], [1, 1]),
        ([("%d files", "ru", "%d файла", "x[1]"), ("%d files", "ru", "%d файлов", "x[2]")], []),
        ([("%d files", "ru", "%d файла", "x[1]"), ("%d files", "ru", "%d папки", "x[1]")], [1, 1]),
    ],
)
def test_what_differs(store: Path, rows: Sequence[Row], wordings: list[int]) -> None:
    add(store, rows)
    assert [[count for count, _ in found] for _, _, found in told(store)] == ([wordings] if wordings else [])


def test_what_counts(store: Path) -> None:
    add(store, [("Save", "ru", "Сохранить", ""), ("Quit", "ru", "Выйти", "")])
    add(store, [("Save", "ru", "Записать", "other"), ("Exit", "ru", "Выйти", "other")], "second")
    assert told(store) == [("Save", "ru", [(1, "Сохранить"), (1, "Записать")])]
    assert told(store, memory="main") == told(store, memory="second") == told(store, memory="none") == []
    assert told(store, backwards=True) == [("Выйти", "en", [(1, "Quit"), (1, "Exit")])]
    with closing(Store(str(store), write=True)) as opened:
        opened.delete([3])
    assert told(store) == []


def test_the_most_frequent_writing_stands_for_a_wording(store: Path) -> None:
    targets = ["Да", "да.", "да.", "Так"]
    add(store, [("Yes", "ru", target, str(number)) for number, target in enumerate(targets)])
    assert told(store) == [("Yes", "ru", [(3, "да."), (1, "Так")])]


def test_the_command(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tm", "consistency"]) == 0
    add(store, [("Save", "ru", "Сохранить", ""), ("Save", "ru", "Записать", ""), ("Put", "ru", "Записать", "")])
    capsys.readouterr()
    assert main(["tm", "consistency", "--json"]) == 1
    out, err = capsys.readouterr()
    record = json.loads(out)
    assert (record["source"], record["source_lang"], record["target_lang"]) == ("Save", "en", "ru")
    assert [(one["text"], one["count"]) for one in record["targets"]] == [("Сохранить", 1), ("Записать", 1)]
    assert record["targets"][1]["origins"][0]["file"] == "/1.po"
    assert err == "1 source with more than one translation\n"
    assert main(["tm", "consistency", "--reused", "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert (record["name"], record["target"]) == ("reused-translation", "Записать")
    assert [one["text"] for one in record["sources"]] == ["Save", "Put"]
    assert main(["tm", "consistency"]) == 1
    assert capsys.readouterr().out == (
        "en    Save\n  1 ×  Сохранить\n       main: /0.po\n  1 ×  Записать\n       main: /1.po\n\n"
    )


def test_sources_of_several_regions(store: Path) -> None:
    with closing(Store(str(store), write=True)) as opened:
        for lang, target in (("en", "Норма"), ("en-GB", "Норматив")):
            opened.add([Pair(text(lang, "Norm"), text("ru", target), Origin(f"/{lang}.po", "Norm"))], "main")
    assert told(store) == [("Norm", "ru", [(1, "Норма"), (1, "Норматив")])]


@pytest.mark.parametrize("command", [["consistency"], ["export", "tmx", "-o", "/dev/null"]])
def test_a_memory_that_is_not_there(store: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    add(store, [("Save", "ru", "Сохранить", "")])
    assert main(["tm", *command, "--memory", "mian"]) == 2
    assert "there is no memory 'mian'; there are: main" in capsys.readouterr().err


def test_an_export_of_nothing_replaces_nothing(store: Path, tmp_path: Path) -> None:
    add(store, [("Save", "ru", "Сохранить", "")])
    command = ["tm", "export", "tmx", "-o", str(tmp_path / "a.tmx")]
    assert main(command) == 0
    before = (tmp_path / "a.tmx").read_bytes()
    assert main([*command, "--target-lang", "rus"]) == 1
    assert (tmp_path / "a.tmx").read_bytes() == before


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["ru", "ko"]), st.sampled_from("xyz")), max_size=8))
def test_as_a_plain_count_tells(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]) -> None:
    path = tmp_path_factory.mktemp("memory") / "main.sqlite"
    add(path, [(source, lang, target, "") for source, lang, target in rows])
    targets: dict[tuple[str, str], set[str]] = {}
    for source, lang, target in rows:
        targets.setdefault((source, lang), set()).add(target)
    assert {(source, lang) for source, lang, _ in told(path)} == {
        place for place, several in targets.items() if len(several) > 1
    }


@given(st.text(), st.text())
def test_keys_are_kept(words: str, key: str) -> None:
    for one in (key, words.lower(), search_key(words), ""):
        assert unpacked(words, packed(words, one)) == one
    assert -(2**31) <= hashed(search_key(words)) < 2**31
