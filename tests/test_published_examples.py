"""What others have published for a norm, outside its scheme file: which pairs the scheme gives, and which it does not."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field

import pytest

from termbase.translit import Converter, load_schemes
from tests.conftest import ROOT

SCHEMES = load_schemes(ROOT / "termbase" / "data" / "schemes")
ASIDE = str.maketrans(dict.fromkeys("-. "))


@dataclass(frozen=True)
class Published:
    """One list of `published_examples.toml`."""

    scheme: str
    origin: str
    words: dict[str, str]
    glyphs: dict[str, str] = field(default_factory=dict)
    letters: bool = False
    misses: dict[str, str] = field(default_factory=dict)
    used: str = ""

    def expected(self, word: str) -> str:
        """What the list has, in our glyphs."""
        text = self.words[word]
        for theirs, ours in self.glyphs.items():
            text = text.replace(theirs, ours)
        return self.compared(text)

    def compared(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        return text.lower().translate(ASIDE) if self.letters else text


DATA = tomllib.loads((ROOT / "tests/data/published_examples.toml").read_text("utf-8"))["lists"]
LISTS = [Published(**entry) for entry in DATA]


@pytest.mark.parametrize("published", LISTS, ids=lambda published: f"{published.scheme}-{len(published.words)}")
def test_published_examples(published: Published) -> None:
    convert = Converter(SCHEMES[published.scheme]).convert
    results = {word: published.compared(convert(word)) for word in published.words}
    wrong = {word: result for word, result in results.items() if result != published.expected(word)}
    right = len(results) - len(wrong)
    print(f"{published.scheme}: {right} of {len(results)}, {100 * right / len(results):.1f} %; wrong: {wrong}")  # noqa: T201 - the figures are read with pytest -rP
    # A miss that is mended shows up here as well as a new one.
    assert set(wrong) == set(published.misses)


def test_a_list_says_where_it_is_from() -> None:
    assert all(published.origin and published.words for published in LISTS)
    assert all(set(published.misses) <= set(published.words) for published in LISTS)


def test_a_list_is_not_taken_from_the_samples_of_its_scheme() -> None:
    for published in LISTS:
        if not published.used:
            own = {sample.source for sample in SCHEMES[published.scheme].samples if sample.origin != "own sample"}
            assert len(own & set(published.words)) <= len(published.words) / 2, published.origin
