"""Shape errors: file, key and reason, all at once. Canonical form: byte-identical."""

import shutil
from pathlib import Path

import pytest

from termbase.canon import canonical, comment_line
from termbase.files import BUNDLED, InputError
from termbase.parse import ShapeError, concept_paths, load_base

BASE = Path(__file__).parent / "data" / "base"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the small base that a test may spoil."""
    return Path(shutil.copytree(BASE, tmp_path / "base"))


def spoil(base: Path, old: str, new: str, name: str = "concepts/norm.toml") -> None:
    path = base / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


SHAPES = [
    ('status = "review"', 'status = "good"', "status: 'good' is not one of draft, review, approved, retired"),
    ('status = "review"', "status = 3", "status: must be a string"),
    ('status = "review"\n', "", "status: is missing"),
    ('id = "norm"', 'id = "Norm"', "id: 'Norm' is not a slug of a-z, 0-9 and single hyphens"),
    ('domains = ["titles"]', 'domains = ["ships"]', "domains: 'ships' is not in vocabulary.toml"),
    ('domains = ["titles"]', 'domains = "titles"', "domains: must be a list"),
    ('domains = ["titles"]', "domains = [1]", "domains[1]: must be a string"),
    ('text = "quota"', 'text = ""', "term[3].text: is empty"),
    ('text = "quota"', 'text = " quota"', "term[3].text: starts or ends with a space"),
    ('text = "quota"', 'text = "quota\\u0007"', "term[3].text: contains a control character"),
    ('text = "quota"', 'text = "e\\u0301"', "term[3].text: is not in Unicode normalisation form C"),
    ('text = "quota"', 'texts = "quota"', "term[3].text: is missing\nterm[3].texts: is not a known key"),
    ('lang = "ru"', 'lang = "Russian"', "term[1].lang: 'Russian' is not a language tag such as ru, en, ko, ko-KP"),
    (
        'grammar = "noun feminine inanimate"',
        'grammar = "noun female"',
        "term[1].grammar: 'female' is not a word of vocabulary.toml",
    ),
    (
        'status = "admitted"',
        'status = "ok"',
        "term[3].status: 'ok' is not one of preferred, admitted, superseded, deprecated",
    ),
    (
        'kind = "narrower"',
        'kind = "part"',
        "related[1].kind: 'part' is not one of broader, narrower, associative, contrast",
    ),
    ('text = "quota"', 'text = "quota"\ncompound = "no"', "term[3].compound: must be true or false"),
    ('text = "quota"', 'text = "quota"\ncase = "loose"', "term[3].case: 'loose' is not one of exact, free"),
    ("[match]", '[match]\nomissible = "ko"', "match.omissible: must be a list"),
    (
        "[match]",
        '[match]\npronoun = ["ru", "Korean", "ru"]',
        "match.pronoun[2]: 'Korean' is not a language tag such as ru, en, ko, ko-KP\nmatch.pronoun[3]: 'ru' stands there twice",
    ),
    ("[definition]", "[definitions]", "definitions: is not a known key"),
    (
        "[match]",
        '[[extension]]\nformat = "doc"\nat = "x"\n\n[match]',
        "extension[1].format: 'doc' is not one of tbx\nextension[1].content: is missing\nextension[1].at: is not a known key",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), SHAPES, ids=range(len(SHAPES)))
def test_shape(base: Path, old: str, new: str, expected: str) -> None:
    spoil(base, old, new)
    with pytest.raises(ShapeError) as raised:
        load_base(base)
    path = str(base / "concepts" / "norm.toml")
    assert [str(problem) for problem in raised.value.problems] == [f"{path}: {line}" for line in expected.split("\n")]


def test_all_errors_at_once(base: Path) -> None:
    spoil(base, 'status = "review"', 'status = "good"')
    spoil(base, 'id = "miner"', "id = 1", "concepts/miner.toml")
    (base / "concepts" / "broken.toml").write_text('id = "broken"\nstatus = [\n', "utf-8")
    with pytest.raises(ShapeError) as raised:
        load_base(base)
    assert {Path(problem.path).name for problem in raised.value.problems} == {"norm.toml", "miner.toml", "broken.toml"}


@pytest.mark.parametrize(
    ("addition", "reason"),
    [
        (
            '[[spelling]]\nof = "стандарт"\ntext = "standart"\nstatus = "admitted"\n',
            "spelling[1].of: 'стандарт' is not a term of this concept",
        ),
        (
            '[[attestation]]\nterm = "x"\nspelling = "x"\nsource = "003"\nlines = [1]\n',
            "attestation[1].term: 'x' is not a term of this concept",
        ),
        (
            '[[attestation]]\nterm = "quota"\nspelling = "quota"\nsource = "003"\nlines = [2, 1]\n',
            "attestation[1].lines: must be in ascending order, each once",
        ),
        (
            '[[attestation]]\nterm = "quota"\nspelling = "quota"\nsource = "003"\nlines = [0]\n',
            "attestation[1].lines: must be a list of line numbers from 1",
        ),
        (
            '[[term]]\nlang = "en"\ntext = "rate"\nstatus = "deprecated"\nuse = "pace"\n',
            "term[5].use: 'pace' is not another en term of this concept",
        ),
    ],
)
def test_references_inside_a_concept(base: Path, addition: str, reason: str) -> None:
    path = base / "concepts" / "norm.toml"
    path.write_text(path.read_text("utf-8") + "\n" + addition, "utf-8")
    with pytest.raises(ShapeError) as raised:
        load_base(base)
    assert [problem.reason for problem in raised.value.problems] == [reason]


def test_two_files_with_one_id(base: Path) -> None:
    shutil.copy(base / "concepts" / "norm.toml", base / "concepts" / "quota.toml")
    with pytest.raises(ShapeError, match="is also the id of"):
        load_base(base)


@pytest.mark.parametrize(("folder", "reason"), [("", "is not a termbase"), ("missing", "no such folder")])
def test_not_a_base(tmp_path: Path, folder: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        load_base(tmp_path / folder)


def test_no_folder_of_concepts(tmp_path: Path) -> None:
    (tmp_path / "concepts").write_text("no folder")
    with pytest.raises(InputError, match="concepts: cannot be read: not a directory"):
        concept_paths(tmp_path)


def test_the_bundled_base_is_canonical() -> None:
    for concept in load_base(BUNDLED).concepts:
        assert Path(concept.path).read_bytes() == canonical(concept).encode("utf-8"), concept.id


def test_canonical_form_is_stable(base: Path) -> None:
    spoil(base, 'text = "quota"', 'case = "exact"\ntext = "quota"\ncompound = false\nconfirmed = true\nbroad = false')
    extension = '[[extension]]\ncontent = "<note>{}</note>"\nlang = "en"\nformat = "tbx"\n\n'
    spoil(
        base,
        "[match]",
        extension.format("b")
        + extension.format("a")
        + '[match]\nmust_not = ["x"]\npronoun = ["en", "ru"]\nomissible = ["ko-KP", "ko"]',
    )
    spoil(base, 'spelling = "Pravda"', 'chosen = true\nspelling = "Pravda"', "concepts/pravda.toml")
    for concept in load_base(base).concepts:
        path = Path(concept.path)
        path.write_text(canonical(concept), "utf-8")
    for concept in load_base(base).concepts:
        assert canonical(concept) == Path(concept.path).read_text("utf-8")
    norm, pravda = ((base / "concepts" / name).read_text("utf-8") for name in ("norm.toml", "pravda.toml"))
    assert 'confirmed = true\nreason = "in general histories"\ncompound = false\ncase = "exact"\n' in norm
    assert '[match]\nomissible = ["ko", "ko-KP"]\npronoun = ["ru", "en"]\nmust = ' in norm
    lines = 'format = "tbx"\nlang = "en"\ncontent = "<note>{}</note>"\n\n'
    assert f"[[extension]]\n{lines.format('a')}[[extension]]\n{lines.format('b')}[match]\n" in norm
    assert 'source = "003"\nlines = [1]\nchosen = true\n' in pravda


@pytest.mark.parametrize(
    ("toml", "line"),
    [('a = "x # y"\n', 0), ("a = 'x # y'\n", 0), ('a = "\\" # y"\n', 0), ('a = 1\nb = "x" # y\n', 2), ("# y\n", 1)],
)
def test_comments_are_noticed(toml: str, line: int) -> None:
    assert comment_line(toml) == line
