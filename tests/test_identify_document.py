"""Which scheme a document uses, on which words, and what is outside: one layer, two layers, none."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.identify import Identifier, load_homographs, load_identifier, profile
from termbase.translit import Converter, load_schemes
from tests.conftest import ROOT

SCHEMES = load_schemes(Path(BUNDLED, "schemes"))
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]
ALA, BGN = "ala-lc-rus-cyrl-latn-1997-plain", "bgn-pcgn-rus-cyrl-latn-1947-plain"


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return load_identifier(BUNDLED)


def titles(words: list[str], scheme: str) -> list[str]:
    """Words in cited titles of four, as an English text has them."""
    converter = Converter(SCHEMES[scheme])
    runs = [" ".join(map(converter.convert, words[start : start + 4])) for start in range(0, len(words), 4)]
    return [f"The author, in his book of 1936 (see {run}, p. 10), says little about it." for run in runs]


@pytest.mark.parametrize("scheme", [ALA, BGN, "ala-lc-rus-cyrl-latn-1997", "iso-9-rus-cyrl-latn-1995"])
@pytest.mark.parametrize("seed", range(5))
def test_one_scheme(scheme: str, seed: int, identifier: Identifier) -> None:
    words = random.Random(seed).sample(WORDS, 40)
    found = profile(titles(words, scheme), identifier, load_homographs(BUNDLED))
    (layer,) = found.layers
    assert scheme in layer.schemes


@pytest.mark.parametrize("seed", range(5))
def test_two_layers(seed: int, identifier: Identifier) -> None:
    words = random.Random(seed).sample(WORDS, 60)
    texts = titles(words[:40], ALA) + titles([*words[40:], "пятилетка", "юность", "яблоня", "вещая"], BGN)
    layers = profile(texts, identifier, load_homographs(BUNDLED)).layers
    assert [sum(name in layer.schemes for layer in layers) for name in (ALA, BGN)] == [1, 1]


def test_what_no_layer_gives_is_outside(identifier: Identifier) -> None:
    texts = [*titles(WORDS[:40], ALA), "See vsesojuznoye soveshchanie and zhizn moikh družei."]
    found = profile(texts, identifier, load_homographs(BUNDLED))
    assert {"vsesojuznoye", "družei"} <= set(found.outside)


def test_english_uses_no_scheme(identifier: Identifier) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert profile([text], identifier, load_homographs(BUNDLED)).layers == ()


def test_a_thesis_has_two_layers(identifier: Identifier, shared: Path) -> None:
    texts = (shared / "texts" / "003-thesis.txt").read_text("utf-8").split("\n")
    found = profile(texts, identifier, load_homographs(BUNDLED))
    first, second = found.layers
    assert ALA in first.schemes
    assert "Lunacharsky" in second.words
    assert {"družei", "detskoj", "usloviakh", "kol'khoznoi"} <= set(found.outside)


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join(titles(WORDS[:40], ALA)), "utf-8")
    command = [sys.executable, "-m", "termbase", "identify", "--document", str(path), "--json"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300)
    record = json.loads(result.stdout)
    assert result.returncode == 0
    assert list(record) == ["path", "words", "layers", "outside"]
    assert ALA in record["layers"][0]["schemes"]
