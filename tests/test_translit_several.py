"""Several schemes asked at once say what each says alone."""

from pathlib import Path

import pytest

from termbase.files import BUNDLED
from termbase.text import bare, key
from termbase.translit import Converter, Several, load_schemes
from tests.conftest import ROOT

ALL = load_schemes(Path(BUNDLED, "schemes"))
SCHEMES = [scheme for scheme in ALL.values() if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")]
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").lower().split() if word.isalpha()]
SPELLINGS = {
    scheme.id: [key(line) for line in Converter(scheme).convert("\n".join(WORDS)).split("\n")] for scheme in SCHEMES
}


def test_each_scheme_is_among_those_that_give_its_spelling() -> None:
    several = Several(SCHEMES)
    for bit, scheme in enumerate(SCHEMES):
        for word, spelling in zip(WORDS, SPELLINGS[scheme.id], strict=True):
            assert several.spelling(word, spelling, several.all) >> bit & 1, (scheme.id, word)
            assert several.spelling(word, spelling, several.all & ~(1 << bit)) >> bit & 1 == 0


def test_no_other_scheme_is() -> None:
    several = Several(SCHEMES)
    for place, word in enumerate(WORDS):
        for spelling in {SPELLINGS[scheme.id][place] for scheme in SCHEMES}:
            mask = several.spelling(word, spelling, several.all)
            named = [scheme.id for bit, scheme in enumerate(SCHEMES) if mask >> bit & 1]
            assert named == [scheme.id for scheme in SCHEMES if SPELLINGS[scheme.id][place] == spelling]


def test_all_spellings() -> None:
    several = Several(SCHEMES)
    for place, word in enumerate(WORDS):
        found = several.spellings(word)
        assert set(found) == {bare(SPELLINGS[scheme.id][place]) for scheme in SCHEMES}
        assert sum(found.values()) == several.all


@pytest.mark.parametrize("word", ["", "x", "жx", "я" * 500])
def test_odd_words(word: str) -> None:
    several = Several(SCHEMES[:3])
    assert set(several.spellings(word)) == {bare(key(Converter(scheme).convert(word))) for scheme in SCHEMES[:3]}


def test_schemes_with_others_before_them_are_refused() -> None:
    (scheme,) = [scheme for scheme in ALL.values() if scheme.id == "rr-kor-hang-latn-2000"]
    with pytest.raises(ValueError, match="before it"):
        Several([scheme])
