"""Russian terms in Latin letters and in Hangul, and gapped terms, in running text."""

import pytest

from termbase.files import BUNDLED
from termbase.index.cache import open_index
from termbase.match import Finder
from termbase.match.gapped import GappedFinder

FINDER = Finder(open_index(BUNDLED))
GAPPED = GappedFinder(FINDER.index, "ru")


def places(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    return [
        (text[hit.start : hit.end], FINDER.index.concept(hit.term.concept).id, hit.features)
        for hit in FINDER.romanised(text, lang)
    ]


@pytest.mark.parametrize(
    ("text", "found", "concept"),
    [
        ("the role of stakhanovtsev in production", "stakhanovtsev", "stakhanovets"),
        ("Die Stachanowzy im Donbass", "Stachanowzy", "stakhanovets"),
        ("l’équipe des stakhanovtsy", "stakhanovtsy", "stakhanovets"),
        ("*O stakhanovskom dvizhenii*", "stakhanovskom dvizhenii", "stakhanovite-movement"),
        ("so-called kul’turnost’ was", "kul’turnost’", "kulturnost"),
        ("kul\u02b9turnost\u02b9", "kul\u02b9turnost\u02b9", "kulturnost"),
        ("the trade unions (VTsSPS)", "VTsSPS", "vtssps"),
        ("a miracle (chudo) happened", "chudo", "miracle"),
        ("his *zavety* were", "zavety", "behest"),
        ("Petr Krivonos drove", "Petr Krivonos", "krivonos"),
    ],
)
def test_found_in_latin_letters(text: str, found: str, concept: str) -> None:
    assert (found, concept) in [place[:2] for place in places(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a professional plan for the very most master and record holders",
        "they were in a norm of vera cruz",
        "kulturnostics",
        "Nakazan",
        "vtssps",
        "krivonos",
        "",
    ],
)
def test_words_of_the_text_s_own_language(text: str) -> None:
    assert places(text) == []


def test_transcriptions_take_korean_particles() -> None:
    assert places("스따하노베쯔들의 운동, 쓰따하노브는", "ko")[0][:2] == ("스따하노베쯔", "stakhanovets")
    assert places("стахановцев", "ru") == []


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "the s\u00adtakhano\u00advtsev\u0301 and"
    assert [place[0] for place in places(text.replace("\u0301", ""))] == ["s\u00adtakhano\u00advtsev"]


def test_a_term_that_is_listed_there_is_not_reported_twice() -> None:
    hits = FINDER.find("Stakhanov and the udarniki", "en")
    spans = [(hit.start, hit.end, hit.term.concept) for hit in hits]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    ("text", "found", "term", "features"),
    [
        ("движение стахановское росло", "движение стахановское", "стахановское движение", ""),
        ("о движении стахановском", "движении стахановском", "стахановское движение", "loc sing"),
        (
            "социалистическое, по сути, соревнование",
            "социалистическое, по сути, соревнование",
            "социалистическое соревнование",
            "",
        ),
        ("труда низкая производительность", "труда низкая производительность", "производительность труда", ""),
    ],
)
def test_gapped(text: str, found: str, term: str, features: str) -> None:
    (hit,) = GAPPED.find(text)
    assert (text[hit.start : hit.end], hit.term.text, hit.features) == (found, term, features)


@pytest.mark.parametrize(
    "text",
    [
        "стахановское движение",
        "Это движение. Стахановское растёт",
        "движением стахановское",
        "стахановское и очень, очень большое, растущее движение",
        "движение",
        "",
    ],
)
def test_not_gapped(text: str) -> None:
    assert GAPPED.find(text) == []


def test_gapped_terms_are_told_when_asked_for() -> None:
    text = "стахановское движение и движение стахановское"
    assert "gapped" not in {hit.via for hit in FINDER.find(text, "ru")}
    found = [(hit.start, hit.via) for hit in Finder(FINDER.index, gapped=True).find(text, "ru")]
    assert (0, "exact") in found
    assert (24, "gapped") in found
