"""The PO glossaries: gettext accepts them, and polib reads every entry back."""

import errno
import os
import shutil
import subprocess
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import BinaryIO

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.files import BUNDLED, InputError
from termbase.formats import pairs
from termbase.formats.order import Order
from termbase.formats.po_glossary import HOLDS, po_entry, write_po_glossaries
from termbase.model import Base
from termbase.parse import load_base
from tests.bases import LETTERS

MINI = Path(__file__).parent / "data" / "mini"
PAIRS = list(permutations(("en", "ru", "ko"), 2))


@pytest.fixture(scope="module", params=[MINI, BUNDLED], ids=["mini", "bundled"])
def base(request: pytest.FixtureRequest) -> Base:
    return load_base(request.param)


@pytest.fixture(scope="module")
def mini() -> Base:
    return load_base(MINI)


def expected(base: Base, source: str, target: str) -> list[tuple[str, str, str]]:
    found = []
    for concept in base.concepts:
        original, translation = concept.preferred(source), concept.preferred(target)
        if concept.status != "retired" and original and translation:
            found.append((concept.id, original.text, translation.text))
    return found


def test_a_file_for_each_pair_holds_every_entry(base: Base, tmp_path: Path) -> None:
    paths = write_po_glossaries(Order(base), tmp_path)
    assert [path.name for path in paths] == [f"{source}-{target}.po" for source, target in PAIRS]
    for path, (source, target) in zip(paths, PAIRS, strict=True):
        glossary = polib.pofile(str(path))
        assert [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in glossary] == expected(base, source, target)
        assert glossary.metadata["Language"] == target


def test_gettext_accepts_every_file(base: Base, tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.fail("msgfmt is missing: install the Debian package gettext")
    for path, (source, target) in zip(write_po_glossaries(Order(base), tmp_path), PAIRS, strict=True):
        command = ["msgfmt", "-c", "-v", "-o", str(tmp_path / "out.mo"), str(path)]
        run = subprocess.run(
            command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "LC_ALL": "C"}
        )
        count = len(expected(base, source, target))
        messages = f"{count} translated message{'s' if count > 1 else ''}.\n"
        # No warning either: the count is all it says.
        assert (run.returncode, run.stderr) == (0, messages)


@pytest.mark.parametrize(
    ("lang", "plural"),
    [("en", "nplurals=2; "), ("ru", "nplurals=3; "), ("ko", "nplurals=1; plural=0;")],
)
def test_plural_forms_are_those_of_the_target(mini: Base, tmp_path: Path, lang: str, plural: str) -> None:
    write_po_glossaries(Order(mini), tmp_path)
    for path in tmp_path.glob(f"*-{lang}.po"):
        assert polib.pofile(str(path)).metadata["Plural-Forms"].startswith(plural)


def test_comments_tell_the_rest(mini: Base, tmp_path: Path) -> None:
    write_po_glossaries(Order(mini), tmp_path)
    glossary = polib.pofile(str(tmp_path / "en-ru.po"))
    entry = glossary.find("Stakhanovite", msgctxt="stakhanovets")
    assert entry.comment.split("\n") == [
        "Titles & <honours>",
        'A member of the movement, "honoured" for output > norm & plan.',
        "Участник движения.",
    ]
    assert entry.tcomment.split("\n") == [
        "admitted (en): Stakhanovite worker",
        "deprecated (en): Stakhanovist (a Gallicism)",
        "admitted (ru): передовик",
        "superseded (ru): ударник-рекордсмен",
    ]
    plan = glossary.find("five-year plan")
    assert plan.comment.startswith("concept status: review\n")


def test_northern_korean_is_a_language_of_its_own_when_wanted(mini: Base, tmp_path: Path) -> None:
    paths = write_po_glossaries(Order(mini, ("ru", "ko-KP")), tmp_path)
    assert [path.name for path in paths] == ["ru-ko-KP.po", "ko-KP-ru.po"]
    glossary = polib.pofile(str(paths[0]))
    assert glossary.metadata["Language"] == "ko_KP"
    assert [entry.msgstr for entry in glossary] == ["스따하노브운동자"]


def test_what_fails_leaves_the_old_set(mini: Base, tmp_path: Path) -> None:
    write_po_glossaries(Order(mini), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    *rest, last = mini.concepts
    # Only the last concept fails, when most of the files are written.
    broken = replace(last, terms=(*last.terms, replace(last.terms[0], lang="fr", text="a\ufffe")))
    with pytest.raises(InputError, match=r"U\+FFFE"):
        write_po_glossaries(Order(replace(mini, concepts=(*rest, broken))), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_several_processes_write_the_same(base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = [path.read_bytes() for path in write_po_glossaries(Order(base), tmp_path / "one")]
    monkeypatch.setattr(pairs, "_MANY", 0)
    assert [path.read_bytes() for path in write_po_glossaries(Order(base), tmp_path / "several")] == one


@pytest.mark.parametrize("many", [0, 1_000])
def test_a_full_disk_leaves_no_file(many: int, mini: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Order, file: BinaryIO, source: str, target: str) -> None:
        file.write(source.encode())
        if (source, target) == ("ru", "ko"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(pairs, "_MANY", many)
    with pytest.raises(InputError, match="cannot be written: no space left on device"):
        pairs.write_pairs(Order(mini), tmp_path, HOLDS, ".po", full)
    assert list(tmp_path.iterdir()) == []


def test_a_file_cannot_be_the_folder(mini: Base, tmp_path: Path) -> None:
    (tmp_path / "po").write_text("mine")
    with pytest.raises(InputError, match="is a file, and a folder is needed"):
        write_po_glossaries(Order(mini), tmp_path / "po")
    assert (tmp_path / "po").read_text() == "mine"


@given(
    *[st.text(st.sampled_from(LETTERS + "\n\t\r"), max_size=8)] * 2,
    *[st.lists(st.text(st.sampled_from(LETTERS + "\n\t\r"), max_size=4), max_size=3).map("\n".join)] * 2,
)
def test_an_entry_is_as_polib_writes_it(original: str, translation: str, facts: str, remarks: str) -> None:
    entry = polib.POEntry(msgctxt="norm-2", msgid=original, msgstr=translation, comment=facts, tcomment=remarks)
    ours = po_entry(context="norm-2", original=original, translation=translation, facts=facts, remarks=remarks)
    assert ours == entry.__unicode__(wrapwidth=0)
