"""A concept is expanded once: what is kept is used again, what changed is made anew, by one process or several."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from termbase.files import BUNDLED, InputError
from termbase.index import expansions as module
from termbase.index.expand import Expander
from termbase.index.expansions import expansions
from termbase.parse import ShapeError, concept_paths, read_vocabulary

BASE = Path(__file__).parent / "data" / "base"
RULES = Expander(Path(BUNDLED, "schemes"), Path(BUNDLED, "languages"))


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(BASE, tmp_path / "base"))


def made(base: Path) -> list[str]:
    problems: list[InputError] = []
    vocabulary = read_vocabulary(base / "vocabulary.toml", problems)
    return [repr(row) for row in expansions(RULES, "rules", concept_paths(base), vocabulary, problems)]


def kept(base: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(base.parent / "cache" / "expansions-rules.db")) as db:
        return dict(db.execute("SELECT digest, data FROM made"))


def test_a_changed_concept_is_made_anew_and_no_other(base: Path) -> None:
    before = made(base)
    first = kept(base)
    path = base / "concepts" / "norm.toml"
    path.write_text(path.read_text("utf-8").replace('"норма"', '"пайка"'), "utf-8")
    after = made(base)
    assert len(set(after) - set(before)) == 1
    second = kept(base)
    assert first.items() < second.items()
    assert len(second) == len(first) + 1


def test_what_is_kept_is_used(base: Path) -> None:
    made(base)
    with closing(sqlite3.connect(base.parent / "cache" / "expansions-rules.db")) as db, db:
        (digest,) = db.execute("SELECT digest FROM made LIMIT 1").fetchone()
        other = db.execute("SELECT data FROM made WHERE digest != ? LIMIT 1", (digest,)).fetchone()[0]
        db.execute("UPDATE made SET data = ? WHERE digest = ?", (other, digest))
    with pytest.raises(ShapeError, match="is also the id of"):
        made(base)  # a look at what is kept, not at the file


def test_a_damaged_store_is_no_harm(base: Path) -> None:
    before = made(base)
    (base.parent / "cache" / "expansions-rules.db").write_bytes(b"not a database")
    assert made(base) == before


def test_several_processes_make_the_same(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made(base)
    shutil.rmtree(base.parent / "cache")
    monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(module, "_CHUNK", 2)
    assert made(base) == before


def test_what_is_wrong_is_told_from_any_process(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(module, "_CHUNK", 2)
    for name in ("norm", "pravda"):
        path = base / "concepts" / f"{name}.toml"
        path.write_text(path.read_text("utf-8").replace('status = "preferred"', 'status = "best"', 1), "utf-8")
    with pytest.raises(ShapeError) as caught:
        made(base)
    assert {Path(problem.path).stem for problem in caught.value.problems} == {"norm", "pravda"}
