"""The index follows the base, and survives what happens to a cache: races, kills, broken files, no permission."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from termbase.index import cache
from termbase.index.lookup import look_up

BASE = Path(__file__).parent / "data" / "base"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "base"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def concepts(base: Path, query: str) -> list[str]:
    index = cache.open_index(base)
    try:
        return [answer.concept for answer in look_up(index, query, fuzzy=False)]
    finally:
        index.close()


def indexes(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.sqlite"))


def test_built_once(base: Path, folder: Path) -> None:
    assert concepts(base, "ударника") == ["shock-worker"]
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert concepts(base, "ударника") == ["shock-worker"]
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_changed_concept_is_seen(base: Path, folder: Path) -> None:
    assert concepts(base, "пайка") == []
    path = base / "concepts" / "norm.toml"
    path.write_text(path.read_text("utf-8").replace('"норма"', '"пайка"'), "utf-8")
    assert concepts(base, "пайки") == ["norm"]
    assert concepts(base, "нормы") == []
    assert len(indexes(folder)) == 2


def test_a_touched_file_builds_nothing(base: Path, folder: Path) -> None:
    concepts(base, "норма")
    built = indexes(folder)
    os.utime(base / "concepts" / "norm.toml", (1, 1))
    assert concepts(base, "норма") == ["norm"]
    assert indexes(folder) == built


def test_a_deleted_concept_is_gone(base: Path, folder: Path) -> None:
    assert concepts(base, "шахтёру") == ["miner"]
    (base / "concepts" / "miner.toml").unlink()
    assert concepts(base, "шахтёру") == []
    assert len(indexes(folder)) == 2


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_a_damaged_index_is_built_again(damage: bytes | None, base: Path, folder: Path) -> None:
    concepts(base, "норма")
    (name,) = indexes(folder)
    if damage is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(damage)
    assert concepts(base, "норма") == ["norm"]


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"nowhere.sqlite\n"])
def test_a_damaged_pointer_is_written_again(damage: bytes, base: Path, folder: Path) -> None:
    concepts(base, "норма")
    (pointer,) = folder.glob("*.pointer")
    pointer.write_bytes(damage)
    assert concepts(base, "норма") == ["norm"]
    assert pointer.read_bytes() != damage


def test_a_cache_that_cannot_be_written(base: Path, folder: Path) -> None:
    folder.write_bytes(b"a file where the folder should be")
    assert concepts(base, "нормы") == ["norm"]
    assert folder.read_bytes() == b"a file where the folder should be"


def test_processes_that_build_at_once(base: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "termbase", "--base", str(base), "lookup", "--json", "ударников"]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    results = [process.communicate(timeout=120) for process in processes]
    assert {process.returncode for process in processes} == {0}
    assert len({out for out, _ in results}) == 1
    assert [error for _, error in results] == [b""] * 4
    assert len(indexes(folder)) == 1
    assert not list(folder.glob(".building-*"))


def test_old_indexes_are_forgotten(base: Path, folder: Path) -> None:
    path = base / "concepts" / "norm.toml"
    text = path.read_text("utf-8")
    for number in range(12):
        path.write_text(text.replace("quota", "quota" + "s" * number), "utf-8")
        concepts(base, "норма")
    assert len(indexes(folder)) == 8


def test_what_a_killed_process_left_is_removed(base: Path, folder: Path) -> None:
    folder.mkdir()
    old, new = folder / ".building-old.sqlite", folder / ".building-new.sqlite"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1, 1))
    concepts(base, "норма")
    assert (old.exists(), new.exists()) == (False, True)


def test_the_index_is_the_same_every_time(base: Path, folder: Path) -> None:
    seen = set()
    for seed in ("1", "2"):
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "termbase", "--base", str(base), "lookup", "норма"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        (name,) = indexes(folder)
        seen.add((folder / name).read_bytes())
    assert len(seen) == 1
