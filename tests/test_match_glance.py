"""What the words of a text tell at a glance is what a search tells."""

from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.checks.context import Context
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.index.cache import open_index
from termbase.match import Finder, Hit
from termbase.model import ALLOWED_STATUSES
from termbase.units import Segment, Unit
from tests.conftest import ROOT
from tests.test_checks import Flat

MINIATURE = str(Path(__file__).parent / "data" / "base")
LANGS = ["ru", "ko", "en", "en-GB", "ko-KP", "de", ""]
BESIDE = [
    *" -.,!?«»\"'()_*2ё",
    "\u0301",
    "\u0308",
    "\u00ad",
    "\ufffc",
    "\n",
    "  ",
    "를",
    "은",
    "에게는",
    "광",
    "\u3099",
    "的",
]


@cache
def opened(root: str) -> Context:
    return Context(Finder(open_index(root)))


@cache
def concepts(root: str) -> range:
    return range(1, len(opened(root).index.domains()) + 1)


@cache
def forms(root: str) -> list[str]:
    index = opened(root).index
    terms = chain.from_iterable(map(index.terms_of, concepts(root)))
    return sorted({text for term in terms for text in (term.text, *(form.text for form in index.forms_of(term.n)))})


def changed(form: str) -> st.SearchStrategy[str]:
    words = form.split()
    small = [form, form.lower(), form.upper(), form.capitalize(), form.replace("ё", "е"), form.replace("-", " ")]
    return st.sampled_from([*small, words[0], words[-1], form + words[0], form.replace(" ", "-")])


def texts(root: str) -> st.SearchStrategy[str]:
    part = st.sampled_from(forms(root)).flatmap(changed) | st.sampled_from(BESIDE) | st.text(max_size=3)
    return st.lists(part | st.just(" "), max_size=9).map("".join)


def misused(context: Context, segment: Segment) -> list[Hit]:
    """By the search: the first hit of each place at which none is allowed."""
    places: dict[tuple[int, int], list[Hit]] = {}
    for hit in context.terms_in(segment):
        places.setdefault((hit.start, hit.end), []).append(hit)
    return [hits[0] for hits in places.values() if not any(hit.term.status in ALLOWED_STATUSES for hit in hits)]


def agree(root: str, segment: Segment) -> None:
    context = opened(root)
    assert context.misused(segment) == misused(context, segment)
    if glance := context.glance(segment.lang):
        named = context.concepts_named(segment)
        told = {n: glance.renders(segment.text, n) for n in concepts(root)}
        assert {n: n in named for n in told if told[n] is not None} == {n: t for n, t in told.items() if t is not None}


@pytest.mark.parametrize("root", [MINIATURE, BUNDLED], ids=["miniature", "bundled"])
def test_generated_texts(root: str) -> None:
    @settings(deadline=None, max_examples=300)
    @given(texts(root), st.sampled_from(LANGS))
    def hold(text: str, lang: str) -> None:
        agree(root, Segment(text, lang, Flat()))

    hold()


def units() -> list[Unit]:
    files = sorted((ROOT / "translations").rglob("*.po"))
    return [unit for path in files for unit in read(path).units]


@pytest.mark.parametrize("root", [MINIATURE, BUNDLED], ids=["miniature", "bundled"])
def test_units_of_translations(root: str) -> None:
    for unit in units():
        for segment in (unit.target, *([unit.source] if unit.source else [])):
            agree(root, segment)


@pytest.mark.parametrize(
    ("text", "lang", "glance"),
    [
        ("Пришли все ударники.", "ru", True),
        ("Пришли все рабочие.", "ru", False),
        ("Пришли ударники와 все.", "ru", None),
        ("Это рабочие-ударники.", "ru", True),
    ],
)
def test_most_texts_take_no_search(text: str, lang: str, glance: bool | None) -> None:
    context, segment = opened(MINIATURE), Segment(text, lang, Flat())
    (worker,) = context.concepts_named(Segment("ударник", "ru", Flat()))
    found = context.glance(lang)
    assert found is not None
    assert found.renders(text, worker) is glance
    assert context.renders(segment, worker) is (worker in context.concepts_named(segment))
