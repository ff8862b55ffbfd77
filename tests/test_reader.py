"""The reader is accepted as it is, and it names what the base approves; faults in it: ``test_seeded.py``."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import polib
import pytest

from termbase.api import Termbase, load
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.forms.korean import is_syllable
from termbase.index.expand import Expander
from termbase.model import Concept
from tests.conftest import ROOT

READER = ROOT / "translations" / "stakhanovite-reader"
CATALOGUES = ("en-ru.po", "en-ko.po", "ru-ko.po")


def test_nothing_is_reported() -> None:
    units = [unit for path in sorted(READER.iterdir()) for unit in read(path).units]
    assert [f"{finding.path}: {finding.message}" for finding in load().check(units)] == []


def catalogue(name: str) -> dict[str, str]:
    entries: Any = polib.pofile(str(READER / name))
    return {entry.msgid: entry.msgstr for entry in entries}


def test_the_files_say_the_same() -> None:
    russian, korean, both = (catalogue(name) for name in CATALOGUES)
    assert len(russian) >= 400
    assert list(russian) == list(korean)
    assert all([*russian.values(), *korean.values()])
    assert both == {russian[source]: korean[source] for source in russian}
    document = read(READER / "memory.tmx")
    pairs = {(unit.source.text, unit.target.lang): unit.target.text for unit in document.units if unit.source}
    assert all(pairs[source, "ru"] == russian[source] and pairs[source, "ko"] == korean[source] for source in russian)


@pytest.fixture(scope="module")
def base() -> Termbase:
    return load()


@pytest.fixture(scope="module")
def named(base: Termbase) -> dict[str, dict[str, set[str]]]:
    """By language, the concepts that the reader names, and how: ``exact``, ``form``, ``particle``."""
    russian, korean, _ = (catalogue(name) for name in CATALOGUES)
    texts = {"en": list(russian), "ru": list(russian.values()), "ko": list(korean.values())}
    found: dict[str, dict[str, set[str]]] = {lang: defaultdict(set) for lang in texts}
    for lang, segments in texts.items():
        for text in segments:
            for hit in base.find(text, lang):
                bound = lang == "ko" and is_syllable(text[hit.end : hit.end + 1])
                found[lang][base.index.concept(hit.term.concept).id].add("particle" if bound else hit.via)
    return found


def approved(base: Termbase) -> list[Concept]:
    return [concept for concept in base.content.concepts if concept.status == "approved"]


@pytest.mark.parametrize("lang", ["en", "ru", "ko"])
def test_every_approved_concept_is_named(lang: str, base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    assert [concept.id for concept in approved(base) if concept.id not in named[lang]] == []


def test_every_approved_concept_is_inflected(base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    """In Russian, unless its preferred term has one form only: acronyms, sentences, some names and titles."""
    rules = Expander(Path(BUNDLED, "schemes"), Path(BUNDLED, "languages"))
    for concept in approved(base):
        preferred = concept.preferred("ru")
        assert preferred
        if len({form.text.replace(" ", "") for form in rules.forms(preferred)}) > 1:
            assert "form" in named["ru"][concept.id], concept.id


def test_every_approved_concept_has_a_particle(base: Termbase, named: dict[str, dict[str, set[str]]]) -> None:
    """In Korean, unless its terms are adnominals, such as 신성한."""
    without = [concept for concept in approved(base) if "particle" not in named["ko"][concept.id]]
    assert [concept.id for concept in without if "noun" in str(getattr(concept.preferred("ko"), "grammar", ""))] == []
