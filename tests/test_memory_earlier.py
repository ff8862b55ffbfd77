"""Texts that are like others before them: internal fuzzy matches of an analysis."""

import json
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.cli.main import main
from termbase.memory import earlier
from termbase.memory.entry import Origin, Pair, Text
from termbase.memory.key import search_key
from termbase.memory.search import Searcher
from termbase.memory.store import Store
from tests.conftest import ROOT

BASE = str(ROOT / "tests" / "data" / "base")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ru\\n"\n'
FILES = {
    "a.po": (
        ("", "The old miner came to the big meeting yesterday."),
        ("", "The old miner came to the small meeting yesterday."),
        ("x", "The old miner came to the small meeting yesterday."),
        ("", "There are 2 apples"),
        ("", "There are 3 apples"),
        # The memory has something that is more like this than what stands before it.
        ("", "Somebody put the norms of the brigade up"),
        ("", "Somebody put the norms of the brigades down"),
    ),
    "b.po": (("", "The old miner came to the small meeting yesterday."), ("", "Open"), ("", "Another old miner")),
}
KNOWN = "en,ru\nSomebody puts the norms of the brigades down,Нормы бригад\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_MEMORY", str(tmp_path / "memory.sqlite"))
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    assert main(["tm", "add", str(tmp_path / "known.csv")]) == 0
    (tmp_path / "job").mkdir()
    for name, texts in FILES.items():
        entries = (
            (f'\nmsgctxt "{context}"' if context else "") + f'\nmsgid "{text}"\nmsgstr ""\n' for context, text in texts
        )
        (tmp_path / "job" / name).write_text(HEAD + "".join(entries), "utf-8")
    return tmp_path


def counted(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[int, int, int]]:
    """Units, words and characters of the rows that have any; the total is checked."""
    capsys.readouterr()
    assert main(["--base", BASE, "tm", "stats", "--json", *arguments]) == 0
    records = map(json.loads, capsys.readouterr().out.splitlines())
    rows = {row["band"]: (row["units"], row["words"], row["characters"]) for row in records}
    *parts, total = rows.values()
    assert total == tuple(map(sum, zip(*parts, strict=True)))
    return {name: row for name, row in rows.items() if row[0] and name != "total"}


def test_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job = str(folder / "job")
    assert counted(capsys, job, "--internal") == {
        "repetitions": (2, 18, 84),
        "95–99 %": (1, 8, 36),
        "85–94 %": (1, 8, 33),
        "internal 95–99 %": (1, 4, 15),
        "internal 85–94 %": (1, 9, 42),
        "none": (4, 17, 74),
    }
    assert counted(capsys, job) == {
        "repetitions": (2, 18, 84),
        "95–99 %": (1, 8, 36),
        "85–94 %": (1, 8, 33),
        "none": (6, 30, 131),
    }
    # The order of the files decides what stands before.
    turned = counted(capsys, f"{job}/b.po", f"{job}/a.po", "--internal")
    assert turned["internal 85–94 %"] == (1, 9, 40)
    assert main(["--base", BASE, "tm", "stats", "--internal", "--format", "csv", job]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in lines][-6:-1] == [
        *(f"internal {band} %" for band in ("95–99", "85–94", "75–84", "50–74")),
        "none",
    ]


def test_a_file_without_a_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else matches in any language would be counted."""
    path = folder / "messages.po"
    path.write_text('msgid "Open the file"\nmsgstr ""\n', "utf-8")
    assert main(["--base", BASE, "tm", "stats", str(path)]) == 2
    assert capsys.readouterr().err.endswith("does not say the language of its translations: --target-lang\n")
    assert counted(capsys, str(path), "--target-lang", "ru") == {"none": (1, 3, 11)}


# Without Hangul: what differs in its spaces may be found beyond the lengths that are looked at, or not.
WORDS = st.sampled_from(["miner", "miners", "шахтёр", "шахтёры", "норма", "the", "a", "7", "12"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=2, max_size=12, unique=True))
def test_as_if_the_memory_had_the_texts_before(tmp_path_factory: pytest.TempPathFactory, sources: list[str]) -> None:
    folder = tmp_path_factory.mktemp("earlier")
    texts = [Text("", words, search_key(words)) for words in sources]
    earlier.fill(str(folder / "all.sqlite"), [(text, "ru") for text in texts])
    comparer = earlier.Comparer(str(folder / "all.sqlite"), frozenset())
    found = [comparer.likeness(number, text, "ru", 50) for number, text in enumerate(texts)]
    expected = [0]
    with closing(Store(str(folder / "some.sqlite"), write=True)) as store:
        for before, text in pairwise(texts):
            store.add([Pair(before, Text("ru", "x", "x"), Origin("/a", before.text))], "main")
            matches = Searcher(store).matches(text, to="ru", least=50, most=1)
            expected.append(matches[0].score if matches else 0)
    assert found == expected
