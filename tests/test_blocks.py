"""Concept files in canonical form are read by regular expressions: they must find in them what TOML says."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termbase.blocks import read_blocks
from termbase.canon import canonical
from termbase.files import BUNDLED, InputError
from termbase.model import Concept, Vocabulary
from termbase.parse import concept_paths, load_base, read_concept, read_lists, read_tables
from tests.bases import VOCABULARY, concepts
from tests.conftest import ROOT

SMALL = ROOT / "tests" / "data" / "base"
SAMPLE = """id = "norm-2"
status = "review"
domains = ["a", "b-b"]
note = "a ‘note’"

[definition]
ru = "Мера труда."
en = "A measure = of [work]"

[[term]]
lang = "ru"
text = "норма"
status = "preferred"
grammar = "noun masculine animate"
stress = "но́рма"
forms = ["норма", "нормы=plural"]
confirmed = true
source = "003"

[[term]]
lang = "en"
text = "norm"
status = "preferred"
type = "acronym"
reason = "why"
broad = true
compound = false
case = "exact"
note = "in general"

[[term]]
lang = "en"
text = "quota"
status = "deprecated"
use = "norm"

[[spelling]]
of = "норма"
text = "norma"
form = "норма"
status = "admitted"

[[attestation]]
term = "норма"
spelling = "norma"
source = "003"
lines = [1, 5, 12]
chosen = true

[[related]]
to = "work"
kind = "broader"

[match]
derived = ["нормировать"]
omissible = ["ko", "ko-KP"]
must = ["норма, нормы", "x"]
"""
PIECES = (
    *"\"'\\\n\r\t =[]{},.#-_01aZя \u0301\u0085\u00a0\u2028\x00\x1f\x7f",
    "\n\n",
    '""',
    "true",
    "[[term]]",
    "# x",
    '\\"',
)


def by_toml(text: str, vocabulary: Vocabulary = VOCABULARY) -> Concept | None:
    """What the way by TOML makes of a text; None when it finds a fault."""
    problems: list[InputError] = []
    try:
        found = read_tables(Path("a.toml"), text, vocabulary, problems)
    except InputError:
        return None
    return None if problems else found


def mutant(text: str, random: Random) -> str:
    """A text with a piece put in, taken out or put elsewhere, or with lines in another order."""
    lines = text.split("\n")
    one, other = sorted((random.randrange(len(text)), random.randrange(len(text))))
    piece: str = random.choice(PIECES)
    match random.randrange(7):
        case 0:
            return text[:one] + piece + text[one:]
        case 1:
            return text[:one] + piece + text[one + 1 :]
        case 2:
            return text[:one] + text[min(other, one + 4) :]
        case 3:
            random.shuffle(lines)
        case 4:
            lines.insert(random.randrange(len(lines)), random.choice(lines))
        case 5:
            lines.pop(random.randrange(len(lines)))
        case _:
            first, second = random.randrange(len(lines)), random.randrange(len(lines))
            lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def read_as_toml(text: str) -> bool:
    """Whether the expressions take a text; they may then find in it only what TOML says."""
    found = read_blocks("a.toml", text, VOCABULARY)
    if found is None:
        return False
    # References inside the concept are looked at afterwards, by the reader of both ways.
    problems: list[InputError] = []
    expected = read_tables(Path("a.toml"), text, VOCABULARY, problems)
    assert found == expected
    assert found.path == expected.path
    assert not [problem for problem in problems if "of this concept" not in problem.reason]
    return True


def test_a_file_with_everything_is_taken() -> None:
    assert read_as_toml(SAMPLE)
    found = by_toml(SAMPLE)
    assert found
    assert canonical(found) == SAMPLE


@pytest.mark.parametrize("seed", range(40))
def test_mutants(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(150):
        text = SAMPLE
        for _ in range(random.randrange(1, 4)):
            text = mutant(text, random)
        taken += read_as_toml(text)
    assert taken


@given(concepts(), st.randoms(use_true_random=False))
def test_canonical_files(concept: Concept, random: Random) -> None:
    text = canonical(concept)
    assert read_as_toml(text) == ("\\" not in text)
    found = by_toml(text)
    assert found
    assert canonical(found) == text
    read_as_toml(mutant(text, random))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "norm-2"', "id = 'norm-2'"),
        ('status = "review"', 'status = "good"'),
        ('status = "review"', "status = 1"),
        ('domains = ["a", "b-b"]', 'domains = ["a", "b-b"] # both'),
        ('domains = ["a", "b-b"]', 'domains = ["a", "ships"]'),
        ('domains = ["a", "b-b"]', 'domains = ["a", "b-b",]'),
        ('ru = "Мера труда."', 'en = "Мера труда."'),
        ('ru = "Мера труда."', 'ru = "Мера труда. "'),
        ('ru = "Мера труда."', 'ru = "Мера\\nтруда."'),
        ('ru = "Мера труда."', 'ru = ""'),
        ('ru = "Мера труда."', 'ru = "е\u0308"'),
        ('text = "quota"', 'texts = "quota"'),
        ('text = "quota"', "text = \"quota'"),
        ('text = "quota"', 'text = "quo\u0085ta"'),
        ('text = "quota"\nstatus', 'text = "quota"\r\nstatus'),
        ('lang = "ru"', 'lang = "Russian"'),
        ('type = "acronym"', 'type = "unknown"'),
        ("masculine animate", "masculine female"),
        ("confirmed = true", "confirmed = 1"),
        ("lines = [1, 5, 12]", "lines = [1, 12, 5]"),
        ("lines = [1, 5, 12]", "lines = [01]"),
        ("lines = [1, 5, 12]", "lines = []"),
        ('["ko", "ko-KP"]', '["ko", "ko"]'),
        ('["ko", "ko-KP"]', '["Korean"]'),
        ('kind = "broader"', 'kind = "part"'),
        ("[match]\n", "[match]\n\n[match]\n"),
        ('"x"]\n', '"x"]\n\n[[extension]]\nname = "x"\n'),
        ('"x"]\n', '"x"]'),
        ("\n[[related]]", "[[related]]"),
    ],
)
def test_what_is_left_to_toml(old: str, new: str) -> None:
    assert SAMPLE.count(old) == 1
    assert read_blocks("a.toml", SAMPLE.replace(old, new), VOCABULARY) is None


@pytest.mark.parametrize("root", [SMALL, Path(BUNDLED)], ids=["small", "bundled"])
def test_whole_bases(root: Path) -> None:
    vocabulary, *_ = read_lists(root, [])
    texts = {concept.path: Path(concept.path).read_text("utf-8") for concept in load_base(root).concepts}
    assert len(texts) == len(concept_paths(root))
    found = {path: read_blocks(path, text, vocabulary) for path, text in texts.items()}
    assert [path for path, text in texts.items() if "\\" not in text and found[path] is None] == []
    for path, text in texts.items():
        assert found[path] in (None, by_toml(text, vocabulary))


@pytest.mark.parametrize(("old", "new"), [('use = "norm"', 'use = "pace"'), ('of = "норма"', 'of = "нормы"')])
def test_references_are_looked_at(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "norm-2.toml"
    path.write_text(SAMPLE.replace(old, new), "utf-8")
    problems: list[InputError] = []
    assert read_concept(path, VOCABULARY, problems)
    assert [problem.reason.split(": ")[0] for problem in problems] in (["term[3].use"], ["spelling[1].of"])
