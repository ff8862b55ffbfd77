"""The way back from a spelling: the word, its form, its concept, and the schemes that give exactly this spelling."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from random import Random

import pytest

from termbase.files import BUNDLED
from termbase.identify import Identifier
from termbase.identify.dictionary import Dictionary
from termbase.identify.lattice import Lattice
from termbase.index.cache import open_index
from termbase.translit import Converter, Scheme, load_schemes
from tests.conftest import ROOT

SCHEMES = {
    name: scheme
    for name, scheme in load_schemes(Path(BUNDLED, "schemes")).items()
    if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
}
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary(tomllib.loads(Path(BUNDLED, "languages", "ru.toml").read_text("utf-8"))["features"])


@pytest.fixture(scope="module")
def identifier(dictionary: Dictionary) -> Identifier:
    return Identifier(open_index(BUNDLED), load_schemes(Path(BUNDLED, "schemes")), dictionary)


@pytest.mark.parametrize(
    ("word", "source", "lemma", "concept"),
    [
        ("stakhanovtsev", "стахановцев", "стахановец", "stakhanovets"),
        ("stakhanovskom dvizhenii", "стахановском движении", "стахановское движение", "stakhanovite-movement"),
        ("kul’turnost’", "культурность", "культурность", "kulturnost"),
        ("Ordzhonikidze", "Орджоникидзе", "Орджоникидзе", "ordzhonikidze"),
        ("VTsSPS", "ВЦСПС", "ВЦСПС", "vtssps"),
        ("rabotnits", "работниц", "работница", "rabotnitsa"),
        ("vsesoiuznoe", "всесоюзное", "всесоюзный", ""),
        ("zhizn’", "жизнь", "жизнь", ""),
        ("žizn'", "жизнь", "жизнь", ""),
        ("obʺi͡avlenie", "объявление", "объявление", ""),
        ("Shchyolkovo", "Щёлково", "Щёлково", ""),
        ("Krivonoss", "Кривонос", "Кривонос", "krivonos"),
        ("stakhanovtza", "стахановца", "стахановец", "stakhanovets"),
        ("Stachanowzy", "стахановцы", "стахановец", "stakhanovets"),
        ("vsesoyuznoe", "всесоюзное", "всесоюзный", ""),
        ("스타하노베츠", "стахановец", "стахановец", "stakhanovets"),
        ("스따하노베쯔", "стахановец", "стахановец", "stakhanovets"),
        ("Zinoviev", "Зиновьев", "Зиновьев", "zinovev"),
        ("까가노비치는", "Каганович", "Каганович", "kaganovich"),
    ],
)
def test_exact(identifier: Identifier, word: str, source: str, lemma: str, concept: str) -> None:
    best = identifier.identify(word)[0]
    assert (best.source, best.lemma, best.concept, best.distance) == (source, lemma, concept, 0)
    assert best.schemes


@pytest.mark.parametrize(
    ("word", "source", "distance"),
    [
        ("robotnits", "работниц", 1),
        ("rabocheho", "рабочего", 1),
        ("stakhanovtisa", "стахановца", 1),
        ("verditel’stvo", "вредительство", 2),
        ("vsesojuznoye", "всесоюзное", 0),
        ("kultur’nost’", "культурность", 0),
        ("wultura", "культура", 1),
        # Lax, tense and aspirated consonants are alike, with particles too.
        ("쏩호쯔", "совхоз", 0),
        ("스타하노브에게", "Стаханов", 0),
        ("스딸하노프에게", "Стаханов", 1),
    ],
)
def test_no_scheme_gives_it(identifier: Identifier, word: str, source: str, distance: int) -> None:
    best = identifier.identify(word)[0]
    assert (best.source, best.schemes, best.distance) == (source, (), distance)


@pytest.mark.parametrize("word", ["", " ", "the", "qqq", "1935", "жизнь", "😀", "\ud800", "a" * 10_000, "x" * 59])
def test_nothing(identifier: Identifier, word: str) -> None:
    assert identifier.identify(word) == []


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.id)
def test_there_and_back(scheme: Scheme, identifier: Identifier, dictionary: Dictionary) -> None:
    converter = Converter(scheme)
    known = [word for word in WORDS if word in dictionary and "ё" not in word]
    assert len(known) > 100
    for word in known:
        spelling = converter.convert(word)
        found = {candidate.source.lower(): candidate.schemes for candidate in identifier.identify(spelling)}
        assert scheme.id in found.get(word, ()), spelling


def test_the_lattice_reads_no_more_than_words(dictionary: Dictionary) -> None:
    lattice = Lattice(SCHEMES, dictionary)
    for word in ("stakhanovtsev", "rabotnits", "moikh", "shchuka", "obyavlenie"):
        readings = lattice.readings(word)
        assert readings
        assert all(reading.word in dictionary for reading in readings)
        assert {reading.edits for reading in readings} == {0}


def test_hangul_that_sounds_like_several_words(identifier: Identifier) -> None:
    assert {"pushkin", "busygin"} <= {candidate.concept for candidate in identifier.identify("부쉬긴")}


def test_spellings_in_books(identifier: Identifier) -> None:
    """English, German, French and Korean spellings of people and terms: the lemma first, and among five."""
    rows = [line.split("\t") for line in (ROOT / "tests/data/book-spellings.tsv").read_text("utf-8").splitlines()]
    first = few = 0
    for spelling, lemma in rows:
        found = [
            {candidate.source, candidate.lemma.split()[-1], candidate.lemma}
            for candidate in identifier.identify(spelling)
        ]
        first += lemma in set().union(*found[:1])
        few += lemma in set().union(*found[:5])
    assert first >= 0.97 * len(rows)
    assert few >= 0.99 * len(rows)


def test_english_words_are_not_terms(identifier: Identifier) -> None:
    """Of 20,000 words of the system's list, at most one in a hundred is a form of a term."""
    words = [
        word for word in Path("/usr/share/dict/words").read_text("utf-8").split() if word.isalpha() and word.islower()
    ]
    sample = Random(1).sample(words, 20_000)
    taken = [word for word in sample if any(candidate.concept for candidate in identifier.identify(word, edits=0))]
    assert len(taken) <= 200, taken


def test_command() -> None:
    command = [sys.executable, "-m", "termbase", "identify", "--json", "stakhanovtsev", "qqq"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300)
    first, second = (json.loads(line) for line in result.stdout.decode().splitlines())
    assert result.returncode == 0
    assert list(first) == ["word", "candidates"]
    assert {"source", "lemma", "concept", "schemes", "distance"} < set(first["candidates"][0])
    assert second == {"word": "qqq", "candidates": []}
