"""`termbase convert`: romanised Russian from one scheme to another and back; English stays, byte for byte."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.romanisation.conversion import CYRILLIC, Conversion, Place, places
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Converter
from tests.conftest import ROOT

ALA, PLAIN = "ala-lc-rus-cyrl-latn-1997", "ala-lc-rus-cyrl-latn-1997-plain"
ISO, GOST_B = "iso-9-rus-cyrl-latn-1995", "gost-779-b-rus-cyrl-latn-2000"
BGN, SCIENTIFIC = "bgn-pcgn-rus-cyrl-latn-1947", "scientific-rus-cyrl-latn"
POPULAR = "english-popular-rus-cyrl-latn-bare"
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]
ENGLISH = (ROOT / "tests/data/pages/en.txt").read_text("utf-8").split("\n\n")
CITED = "The author, in “{}” (see p. 10), says little about it."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(BUNDLED)


def converted(
    texts: Sequence[str], tools: Tools, old: str, new: str, *, names: bool = False
) -> tuple[list[str], list[Place]]:
    """The texts in the new scheme, and what is told of their words."""
    found = list(places(Writing(texts, tools, old), Conversion(tools, old, new), names=names))
    written = list(texts)
    for place in sorted(found, key=lambda place: -place.start):
        if place.respelling:
            text = written[place.number]
            assert text[place.start : place.end] == place.written
            written[place.number] = text[: place.start] + place.respelling.text + text[place.end :]
    return written, found


def titles(words: Sequence[str], scheme: str, tools: Tools, form: Callable[[str], str] = str.capitalize) -> list[str]:
    """Words in cited titles of four between English paragraphs."""
    convert = Converter(tools.schemes[scheme]).convert
    runs = [convert(form(" ".join(words[start : start + 4]))) for start in range(0, len(words), 4)]
    return [text for number, run in enumerate(runs) for text in (CITED.format(run), ENGLISH[number % len(ENGLISH)])]


SAMPLES = st.lists(st.sampled_from(WORDS), min_size=16, max_size=40, unique=True)
SETTINGS = settings(max_examples=15, deadline=None)


@SETTINGS
@given(
    words=SAMPLES,
    schemes=st.permutations([ALA, ISO, GOST_B, SCIENTIFIC]),
    form=st.sampled_from([str.capitalize, str.title, str.upper]),
)
def test_there_and_back(words: list[str], schemes: list[str], form: Callable[[str], str], tools: Tools) -> None:
    old, new, *_ = schemes
    texts = titles(words, old, tools, form)
    there, told = converted(texts, tools, old, new)
    back, _ = converted(there, tools, new, old)
    listed = {place.written for place in told if place.reason}
    assert _without(back, texts, listed) == []
    if form is str.capitalize:
        assert not listed


@SETTINGS
@given(
    words=SAMPLES, schemes=st.permutations([PLAIN, POPULAR, BGN, "duden-rus-cyrl-latn", "icao-9303-rus-cyrl-latn-2013"])
)
def test_there_and_back_but_for_what_is_told(words: list[str], schemes: list[str], tools: Tools) -> None:
    old, new, *_ = schemes
    texts = titles(words, old, tools)
    there, told = converted(texts, tools, old, new)
    back, _ = converted(there, tools, new, old)
    assert _without(back, texts, {place.written for place in told if place.reason}) == []


def _without(back: Sequence[str], texts: Sequence[str], told: set[str]) -> list[tuple[str, str]]:
    """Pairs of words that differ and were not told of."""
    pairs = [(a, b) for x, y in zip(back, texts, strict=True) for a, b in zip(x.split(), y.split(), strict=True)]
    return [(a, b) for a, b in pairs if a != b and b.strip("“”") not in told]


@pytest.mark.parametrize("new", [ISO, GOST_B, CYRILLIC])
def test_english_stays(new: str, tools: Tools) -> None:
    there, found = converted(ENGLISH, tools, PLAIN, new, names=True)
    assert there == ENGLISH
    assert not [place for place in found if place.respelling]
