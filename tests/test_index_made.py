"""What an index is built of is made once: it is used again, what changed is made anew, by one process or several."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from termbase.files import BUNDLED, InputError
from termbase.index import expansions as module
from termbase.index import kept as kept_module
from termbase.index.expand import Expander
from termbase.index.expansions import Maker
from termbase.parse import ShapeError, concept_paths, read_vocabulary

BASE = Path(__file__).parent / "data" / "base"
RULES = Expander(Path(BUNDLED, "schemes"), Path(BUNDLED, "languages"))
WORDS = ["норма", "нормы", "ударник", "мтс", "200"]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TERMBASE_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(BASE, tmp_path / "base"))


def maker(base: Path) -> Maker:
    return Maker(RULES, "rules", concept_paths(base), read_vocabulary(base / "vocabulary.toml", []))


def made(base: Path) -> list[str]:
    problems: list[InputError] = []
    return [repr(row) for row in maker(base).expansions(problems)]


def kept(base: Path, table: str = "concept") -> dict[str, bytes]:
    with closing(sqlite3.connect(base.parent / "cache" / "made-rules.db")) as db:
        return dict(db.execute(f"SELECT key, data FROM {table}"))  # noqa: S608


def change(base: Path, name: str, old: str, new: str) -> None:
    path = base / "concepts" / f"{name}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_concept_is_made_anew_and_no_other(base: Path) -> None:
    before = made(base)
    first = kept(base)
    change(base, "norm", '"норма"', '"пайка"')
    after = made(base)
    assert len(set(after) - set(before)) == 1
    second = kept(base)
    assert first.items() < second.items()
    assert len(second) == len(first) + 1


def test_what_is_kept_is_used(base: Path) -> None:
    made(base)
    with closing(sqlite3.connect(base.parent / "cache" / "made-rules.db")) as db, db:
        (key,) = db.execute("SELECT key FROM concept LIMIT 1").fetchone()
        other = db.execute("SELECT data FROM concept WHERE key != ? LIMIT 1", (key,)).fetchone()[0]
        db.execute("UPDATE concept SET data = ? WHERE key = ?", (other, key))
    with pytest.raises(ShapeError, match="is also the id of"):
        made(base)  # a look at what is kept, not at the file


def test_words_are_spelt_once(base: Path) -> None:
    before = dict(maker(base).spelt(WORDS))
    assert list(before) == WORDS
    assert ("norma", "", before["норма"].spellings[0][2]) in before["норма"].spellings
    assert set(kept(base, "word")) == set(WORDS)
    assert dict(maker(base).spelt(WORDS)) == before


@pytest.mark.parametrize("damage", ["file", "row"])
def test_a_damaged_store_is_no_harm(base: Path, damage: str) -> None:
    before = made(base)
    path = base.parent / "cache" / "made-rules.db"
    if damage == "file":
        path.write_bytes(b"not a database")
    else:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("UPDATE concept SET data = substr(data, 1, 40)")
    assert made(base) == before
    rows = kept(base)
    assert made(base) == before
    assert kept(base) == rows


def test_what_is_of_no_use_is_forgotten(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "_USELESS", 3)
    made(base)
    number = len(kept(base))
    text = "quota"
    for _ in range(number + 5):
        change(base, "norm", text, text + "s")
        text += "s"
        made(base)
        assert len(kept(base)) <= 2 * number
    before = kept(base)
    made(base)
    assert kept(base) == before


def test_the_files_of_old_rules_are_forgotten(base: Path) -> None:
    for rules in "abcde":
        list(Maker(RULES, rules, [], read_vocabulary(base / "vocabulary.toml", [])).spelt(["норма"]))
    files = {path.name for path in (base.parent / "cache").iterdir()}
    assert files == {"made-c.db", "made-d.db", "made-e.db"}


def test_several_processes_make_the_same(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, words = made(base), dict(maker(base).spelt(WORDS))
    shutil.rmtree(base.parent / "cache")
    monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(module, "_CHUNK", 2)
    assert made(base) == before
    assert dict(maker(base).spelt(WORDS)) == words


def test_what_is_wrong_is_told_from_any_process(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(module, "_CHUNK", 2)
    for name in ("norm", "pravda"):
        change(base, name, 'status = "preferred"', 'status = "best"')
    with pytest.raises(ShapeError) as caught:
        made(base)
    assert {Path(problem.path).stem for problem in caught.value.problems} == {"norm", "pravda"}
