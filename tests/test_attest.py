"""Where spellings stand is computed, compared with the concepts, and written back."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.attest import Place, compare, corrected, find_texts, occurrences, propose
from termbase.files import BUNDLED, InputError
from termbase.index.cache import open_index
from termbase.match import Finder
from termbase.model import Attestation, Concept, Source, Term
from termbase.parse import load_base
from tests.conftest import ROOT

BASE = ROOT / "tests" / "data" / "base"
# Line 1 is what the small base attests; an udarnik's norms and a phrase over a line end follow.
TEXT = """Pravda wrote of norms.
The udarniki of the Pravda knew the technical
norm, and an udarnick knew it not; udarniki’s norms. PRAVDA and Pravdas.
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "base"))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "003-a-text.txt").write_text(TEXT, "utf-8")
    return folder


def run(*arguments: str | Path) -> tuple[int, list[str], str]:
    command = [sys.executable, "-m", "termbase", "--base", *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300, cwd=ROOT)
    return result.returncode, result.stdout.decode().splitlines(), result.stderr.decode()


@pytest.mark.parametrize(
    ("text", "spelling", "lines"),
    [
        ("norm\nnorm norm\n", "norm", (1, 2, 2)),
        ("norms, unnorm, norm", "norm", (1,)),
        ("Norm NORM norm", "Norm", (1,)),
        ("_norm_ (norm) “norm” norm’s norm-norm", "norm", (1, 1, 1, 1, 1, 1)),
        ("a\nthe technical\n  norm", "technical norm", (2,)),
        ("the technical\r\nnorm", "technical norm", (1,)),
        ("technical norm", "technical  norm", ()),
        ("норма, нормам, норма\u0301 и норма", "норма", (1, 1)),
        ("стаха\u0301новцы", "новцы", ()),
        ("стаха\u0301новцы", "стаха\u0301новцы", (1,)),
        ("1norm norm2", "norm", ()),
        ("\n\n  norm", "norm", (3,)),
        ("«Правда»", "«Правда»", (1,)),
        ("", "norm", ()),
    ],
)
def test_occurrences(text: str, spelling: str, lines: tuple[int, ...]) -> None:
    assert occurrences(text, [spelling]).get(spelling, ()) == lines


def by_regular_expression(text: str, spelling: str) -> tuple[int, ...]:
    words = r"\s+".join(map(re.escape, spelling.split()))
    found = re.finditer(rf"(?=(?<![^\W_]){words}(?![^\W_]))", text)
    return tuple(text.count("\n", 0, match.start()) + 1 for match in found)


@given(st.text("ab -\n’Ж", max_size=60), st.lists(st.from_regex(r"[abЖ-]+( [abЖ’]+){0,2}", fullmatch=True), max_size=5))
def test_a_second_witness_finds_the_same(text: str, spellings: list[str]) -> None:
    found = occurrences(text, spellings)
    assert found == {s: lines for s in spellings if (lines := by_regular_expression(text, s))}


def concept(*attestations: Attestation) -> Concept:
    return Concept("c", "review", (), {}, (Term("en", "norm"), Term("ru", "норма")), attestations=attestations)


FOUND: dict[str, dict[str, tuple[int, ...]]] = {"1": {"norm": (1, 4, 4)}, "2": {"norm": (2,)}}


@pytest.mark.parametrize(
    ("attestations", "states", "kept"),
    [
        ([("norm", "norm", "1", (1, 4)), ("norm", "norm", "2", (2,))], ["same", "same"], [(1, 4), (2,)]),
        ([("norm", "norm", "1", (1, 3)), ("norm", "norm", "2", (2,))], ["moved", "same"], [(1, 4), (2,)]),
        ([("norm", "norm", "1", (1, 4))], ["same", "new"], [(1, 4), (2,)]),
        ([("norm", "norms", "1", (1,))], ["gone"], []),
        ([("norm", "norm", "3", (9,))], ["new", "new"], [(9,), (1, 4), (2,)]),
        ([("norm", "norm", "1", (1,), True)], ["same"], [(1,)]),
        ([("norm", "norm", "1", (1, 3), True)], ["lost"], [(1, 3)]),
        ([("norm", "norm", "1", (1, 4)), ("норма", "norm", "1", (1, 4)), ("norm", "norm", "2", (2,))],
         ["same", "twice", "same"], [(1, 4), (2,)]),
    ],
)  # fmt: skip
def test_compare_and_correct(
    attestations: list[tuple[str, str, str, tuple[int, ...]]], states: list[str], kept: list[tuple[int, ...]]
) -> None:
    given_concept = concept(*(Attestation(*values) for values in attestations))
    places = list(compare(given_concept, FOUND))
    assert [place.state for place in places] == states
    assert [place.drifted for place in places] == [state != "same" for state in states]
    right = corrected(given_concept, places)
    assert [attestation.lines for attestation in right.attestations] == kept
    assert all(place.state in ("same", "lost") for place in compare(right, FOUND))


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["003.txt"], {"003": "003.txt"}),
        (["003-thesis.txt", "004-x.txt", "notes.txt"], {"003": "003-thesis.txt"}),
        (["003-b.txt", "003-b-1.txt", "003-a.txt"], "is a second text of source 003-b"),
        (["003-b.txt", "003-a.txt"], {"003-b": "003-b.txt", "003": "003-a.txt"}),
        (["0031.txt", "005.txt"], "has no text named by the id of a source"),
        ([], "has no text"),
    ],
)
def test_find_texts(names: list[str], found: dict[str, str] | str, tmp_path: Path) -> None:
    sources = [Source(name, name, kind) for name, kind in (("003", "text"), ("003-b", "text"), ("005", "reference"))]
    for name in names:
        (tmp_path / name).write_text("x", "utf-8")
    if isinstance(found, str):
        with pytest.raises(InputError, match=found):
            find_texts(tmp_path, sources)
    else:
        assert {source: path.name for source, path in find_texts(tmp_path, sources).items()} == found


@pytest.mark.parametrize(("name", "reason"), [("missing", "no such folder"), ("003.txt", "is not a folder")])
def test_not_a_folder(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "003.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match=reason):
        find_texts(tmp_path / name, [])


def proposals(ids: set[str], text: str) -> list[Place]:
    base = load_base(BASE)
    return list(propose([c for c in base.concepts if c.id in ids], {"003": text}, Finder(open_index(BASE))))


@pytest.mark.parametrize(
    ("ids", "proposed"),
    [
        ({"shock-worker"}, [("ударник", "udarnick", (3,)), ("ударник", "udarniki", (2, 3))]),
        ({"norm"}, [("norm", "norms", (1, 3))]),
        ({"technical-norm"}, [("technical norm", "technical norm", (2,))]),
        ({"pravda"}, [("Pravda", "PRAVDA", (3,))]),
        ({"miner"}, []),
    ],
)
def test_proposals(ids: set[str], proposed: list[tuple[str, str, tuple[int, ...]]]) -> None:
    assert [(place.term, place.spelling, place.lines) for place in proposals(ids, TEXT)] == proposed


@pytest.mark.parametrize("possessive", ["Pravda’s", "Pravda's"])
def test_a_possessive_is_attested_with_what_it_is_made_of(possessive: str) -> None:
    assert proposals({"pravda"}, f"{possessive} readers") == []


def test_check_tells_one_line_a_drift(base: Path, texts: Path) -> None:
    code, lines, told = run(base, "attest", "--texts", texts, "--check")
    assert code == 1
    assert lines == [f"{base / 'concepts' / 'pravda.toml'}: “Pravda” in 003: stands in line 2 too"]
    assert "1 place of 10 concepts, 1 not as listed" in told


def test_write_then_check(base: Path, texts: Path) -> None:
    before = {path: path.read_bytes() for path in base.rglob("*.*")}
    assert run(base, "attest", "--texts", texts, "--write")[0] == 0
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert changed == ["pravda.toml"]
    assert "lines = [1, 2]\n" in (base / "concepts" / "pravda.toml").read_text("utf-8")
    assert run(base, "attest", "--texts", texts, "--check")[:2] == (0, [])
    assert run(base, "fmt", "--check")[0] == 0


def test_proposals_are_written_for_named_concepts(base: Path, texts: Path) -> None:
    assert run(base, "attest", "--texts", texts, "--write", "--propose")[0] == 2
    assert run(base, "attest", "--texts", texts, "--write", "--propose", "norm")[0] == 0
    (attestation,) = next(c for c in load_base(base).concepts if c.id == "norm").attestations
    assert attestation == Attestation("norm", "norms", "003", (1, 3))


def test_record(base: Path, texts: Path) -> None:
    code, lines, _ = run(base, "attest", "--texts", texts, "--propose", "--json", "pravda")
    assert code == 0
    records = [json.loads(line) for line in lines]
    assert list(records[0]) == ["concept", "path", "term", "spelling", "source", "lines", "listed", "state"]
    assert [(r["spelling"], r["lines"], r["listed"], r["state"]) for r in records] == [
        ("Pravda", [1, 2], [1], "moved"),
        ("PRAVDA", [3], [], "proposed"),
    ]


def test_chosen_lines_are_left_to_people(base: Path, texts: Path) -> None:
    path = base / "concepts" / "pravda.toml"
    path.write_text(path.read_text("utf-8").replace("lines = [1]", "lines = [1]\nchosen = true"), "utf-8")
    assert run(base, "attest", "--texts", texts, "--check")[0] == 0
    (texts / "003-a-text.txt").write_text("\n" + TEXT, "utf-8")
    before = path.read_bytes()
    code, (line,), _ = run(base, "attest", "--texts", texts, "--write")
    assert (code, path.read_bytes()) == (1, before)
    assert line.endswith("not in all that a person chose (line 1): choose again")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--check", "--write"], "not allowed with"),
        (["nothing"], "there is no concept nothing"),
    ],
)
def test_usage(arguments: list[str], reason: str, base: Path, texts: Path) -> None:
    code, lines, told = run(base, "attest", "--texts", texts, *arguments)
    assert (code, lines) == (2, [])
    assert reason in told


def test_a_text_that_is_missing(base: Path, texts: Path) -> None:
    sources = base / "sources.toml"
    sources.write_text(sources.read_text("utf-8") + '\n[004]\ntitle = "Another"\nkind = "text"\n', "utf-8")
    (texts / "003-a-text.txt").unlink()
    (texts / "004.txt").write_text("Nothing.", "utf-8")
    code, lines, told = run(base, "attest", "--texts", texts, "--check")
    assert (code, lines) == (2, [])
    assert "has no text of source 003" in told


def test_a_comment_is_not_lost(base: Path, texts: Path) -> None:
    path = base / "concepts" / "pravda.toml"
    path.write_text(path.read_text("utf-8") + "# look again\n", "utf-8")
    code, _, told = run(base, "attest", "--texts", texts, "--write")
    assert code == 2
    assert "a comment would be lost" in told


def test_the_texts_of_the_bundled_base(shared: Path) -> None:
    base = load_base(BUNDLED)
    spellings = {attestation.spelling for concept in base.concepts for attestation in concept.attestations}
    for path in find_texts(shared / "texts", base.sources.values()).values():
        text = path.read_text("utf-8")
        found = occurrences(text, spellings)
        # Stress marks are part of a word here, and not to the expression.
        plain = [spelling for spelling in spellings if f"{spelling}\u0301" not in text]
        assert {s: found[s] for s in plain if s in found} == {
            s: lines for s in plain if (lines := by_regular_expression(text, s))
        }


def test_the_bundled_base_has_not_drifted(shared: Path) -> None:
    base = load_base(BUNDLED)
    texts = {
        source: path.read_text("utf-8") for source, path in find_texts(shared / "texts", base.sources.values()).items()
    }
    spellings = {attestation.spelling for concept in base.concepts for attestation in concept.attestations}
    lines = {source: occurrences(text, spellings) for source, text in texts.items()}
    drifted = [place for concept in base.concepts for place in compare(concept, lines) if place.drifted]
    assert [(place.concept.id, place.spelling, place.source) for place in drifted] == []
