"""The index follows the base, and survives what happens to a cache: races, kills, broken files, no permission."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
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
    (made,) = folder.glob("made-*.db")
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("SELECT count(*) FROM concept").fetchone() == (len(list(base.glob("concepts/*.toml"))),)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.usefixtures("folder")
def test_a_process_killed_at_any_point(base: Path) -> None:
    """Whatever it leaves is of use to the next one, or none; what the next one says is right."""
    command = [sys.executable, "-m", "termbase", "--base", str(base), "lookup", "--json", "ударников"]
    killed = 0
    for tenths in range(1, 100):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with suppress(subprocess.TimeoutExpired):
            process.wait(tenths / 10)
        process.kill()
        out, error = process.communicate()
        if process.returncode == 0:
            break
        killed += 1
        assert (process.returncode, error) == (-signal.SIGKILL, b"")
    assert killed
    assert json.loads(out)["concept"] == "shock-worker"
    assert concepts(base, "ударников") == ["shock-worker"]


def test_a_disk_that_is_full(base: Path, folder: Path, tmp_path: Path) -> None:
    """Files can grow to a page or so only (RLIMIT_FSIZE): nowhere is room for an index, which takes a hundred."""
    program = (
        "import resource, signal, sys; from termbase.cli.main import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)); sys.exit(main(sys.argv[1:]))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path / "scratch")}
    (tmp_path / "scratch").mkdir()
    command = [sys.executable, "-c", program, "--base", str(base), "lookup", "ударников"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "the index cannot be written" in result.stderr
    assert indexes(folder) == []
    assert not list(folder.glob(".building-*"))
    assert not list((tmp_path / "scratch").iterdir())
    assert concepts(base, "ударников") == ["shock-worker"]


@pytest.mark.skipif(sys.platform != "linux", reason="there is no folder elsewhere that nobody can write to")
def test_a_folder_that_nobody_can_write_to(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMBASE_CACHE", "/proc/self/fdinfo")
    assert concepts(base, "нормы") == ["norm"]


def test_a_cache_that_became_read_only(base: Path, folder: Path) -> None:
    concepts(base, "норма")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    folder.chmod(0o555)
    for path in before:
        path.chmod(0o444)
    try:
        assert concepts(base, "нормы") == ["norm"]
    finally:
        folder.chmod(0o755)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


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
