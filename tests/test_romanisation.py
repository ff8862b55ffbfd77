"""Romanised Russian in prose: what is found, and what would be right by the scheme of the document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from termbase.files import BUNDLED
from termbase.romanisation.fault import Fault
from termbase.romanisation.proof import faults
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing

ALA = "ala-lc-rus-cyrl-latn-1997-plain"
SOUND = [
    (
        "The speech “O stakhanovskom dvizhenii i kul’turnosti rabochego klassa” stands in *Pervoe vsesoiuznoe soveshchanie"
        " rabochikh i rabotnits – stakhanovtsev* (Moscow: Partizdat, 1935), 12."
    ),
    "The workers met in October; see *Rasskaz o moei zhizni* and *Chudesa nashei strany* for the whole story.",
]
"""Own citations, right by ALA-LC without diacritics, between English words."""


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(BUNDLED)


def proof(tools: Tools, *texts: str, declared: str = "") -> list[Fault]:
    return faults(Writing([*SOUND, *texts], tools, declared))


def told(found: Sequence[Fault]) -> list[tuple[str, str, str]]:
    return [(fault.kind, fault.word.text, fault.expected[0] if fault.expected else "") for fault in found]


def test_what_is_right_is_not_reported(tools: Tools) -> None:
    writing = Writing(SOUND, tools)
    assert writing.scheme == ALA
    assert faults(writing) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("See *Soveshchanie rabochikh i robotnits*.", ("spelling", "robotnits", "rabotnits"), id="letter"),
        pytest.param("His *Kniga rabocheho i mastera* sold.", ("spelling", "rabocheho", "rabochego"), id="ukrainian h"),
        pytest.param("As in *Stroitel’stvo novoi Moskvyy*.", ("spelling", "Moskvyy", "Moskvy"), id="doubled letter"),
        pytest.param("*Kolkhoz i sovkhoz v SSSP* said.", ("spelling", "SSSP", "SSSR"), id="look-alike P"),
        pytest.param(
            "*Gudov’s* book *Put’ stakhanovtisa* sold.", ("spelling", "stakhanovtisa", "stakhanovtsa"), id="ts"
        ),
        pytest.param("*Vtoroe vsesoyuznoe soveshchanie* met.", ("scheme", "vsesoyuznoe", "vsesoiuznoe"), id="bgn yu"),
        pytest.param("*Izdatel’stvo detskoj literatury*.", ("scheme", "detskoj", "detskoi"), id="scholarly j"),
        pytest.param("*Rabota v novykh usloviakh* sold.", ("scheme", "usloviakh", "usloviiakh"), id="-ие, not -ье"),
        pytest.param("*Itogi dekabrskogo plenuma* sold.", ("sign", "dekabrskogo", "dekabr’skogo"), id="no sign"),
        pytest.param(
            "It was *kultur’nost’*, they said.", ("sign", "kultur’nost’", "kul’turnost’"), id="sign misplaced"
        ),
        pytest.param("*Zalog novogo pod’ema* sold.", ("glyph", "pod’ema", "pod”ema"), id="ъ as ь"),
        pytest.param("*Zhizn’ moia i moikh друзей* sold.", ("script", "друзей", "druzei"), id="Cyrillic word"),
        pytest.param("*Chudesna nashei strany* sold.", ("title", "Chudesna", "Chudesa"), id="title"),
        pytest.param("He came from Kadiievka.", ("name", "Kadiievka", "Kadievka"), id="name of the base"),
        pytest.param(
            "*O premii za sptsial’nuiu rabotu molodezhi*.",
            ("spelling", "sptsial’nuiu", "spetsial’nuiu"),
            id="letter left out",
        ),
        pytest.param("*Lesnoi les v vedneii narkomata*.", ("spelling", "vedneii", "vedenii"), id="letters exchanged"),
        pytest.param(
            "*Ispytaniia na zavodskom poligonne*.", ("spelling", "poligonne", "poligone"), id="mixture of schemes"
        ),
        pytest.param(
            "*Zhizn’ derevenskai i gorodskoi molodezhi*.", ("spelling", "derevenskai", "derevenskoi"), id="listed"
        ),
    ],
)
def test_what_is_wrong(text: str, expected: tuple[str, str, str], tools: Tools) -> None:
    more = ["See *Chudesa nashei strany*, 12."] if expected[0] == "title" else []
    found = told(proof(tools, *more, text))
    assert found == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lunacharsky and Vyshinsky were there, and so was Khlevnyuk.", id="popular names in prose"),
        pytest.param("The *Katekhizis rabochago*, of 1905.", id="orthography before 1918"),
        pytest.param("They wish to work *po-stakhanovski* and *po-bol’shevistski*.", id="adverb of two parts"),
        pytest.param("*Fabrichno-zavodskoe i sotsial’no-ekonomicheskoe izdatel’stvo*.", id="first halves of compounds"),
        pytest.param("Francesco Benvenuti, *Fuoco sui sabotatori! Stachanovismo e organizzazione*.", id="Italian"),
        pytest.param("*Stalinismus und Personenkult*, a German title, and Kievan Rus’.", id="German; sign at the end"),
        pytest.param("The presidium met; one exemplary turner spoke of production, a priori.", id="English"),
        pytest.param("Stakhanov’s norm, the miners’ pride, the Stakhanovites’ shifts.", id="possessives"),
        pytest.param("F. Engel’s, *Anti-Diuring*, is a Russian title.", id="Энгельс is no possessive"),
        pytest.param("Slezkine, Gerovitch, Timasheff and Kolakowski wrote of it.", id="authors of other languages"),
        pytest.param(
            "The plan (Russian: Генеральный план, romanized: Generalnyi plan) was new.", id="Cyrillic original"
        ),
        pytest.param("They said “nasha narodnost’ народность” there.", id="the original behind a word"),
        pytest.param("See *Dokolkhoznaia derevnia* and *Neprochitannye stranitsy zhizni*.", id="prefix"),
        pytest.param("They sang *Sviatyi Bozhe, pomilui nas* and *Bezsmertnyi tsar’*.", id="Church Slavonic"),
        pytest.param("Boris Valentinovich Volynov flew twice, and A. Shteinburg wrote of it.", id="another person"),
        pytest.param("They read *Rasshifrovka mRNK i belka* there.", id="capitals within a word"),
        pytest.param(
            "They saw *Muzykanty Stiv Rouch i drugie* there.", id="a name that looks like a word of another scheme"
        ),
        pytest.param("See *Istoriia Ukraïny-Rusy* and *Proletars’ka pravda*.", id="Ukrainian"),
        pytest.param("*Kratkii zhizneopisatel’nyi ocherk o russkom Merrike i Borgato*.", id="foreign names in a title"),
        pytest.param(
            "The Anarcho-communists were reformist; primitivist ideas, a “primitivist” rite.", id="-ist, Anarcho-"
        ),
        pytest.param(
            "A. Lunacharskii, *Religiia i Sotsializm*; Lunacharsky said so, Lunacharsky.", id="title in capitals"
        ),
    ],
)
def test_what_is_not_wrong(text: str, tools: Tools) -> None:
    assert told(proof(tools, text)) == []


def test_names_in_prose_and_before_titles_are_two_layers(tools: Tools) -> None:
    layered = ["Dusya Vinogradova came. Dusya Vinogradova won.", "Dusia Vinogradova, *Rasskaz o moei zhizni*, 5."]
    assert told(proof(tools, *layered)) == []
    assert told(proof(tools, *layered, "Dusia Vinogradova was there.")) == [("name", "Dusia", "Dusya")]


def test_the_rest_of_the_document_is_evidence(tools: Tools) -> None:
    often = ["Lewis Siegelbaum says so; Siegelbaum and Siegelbaum again."]
    (fault,) = proof(tools, *often, "Seigelbaum explains.")
    assert (fault.kind, fault.word.text, fault.expected) == ("name", "Seigelbaum", ("Siegelbaum",))
    assert "3 times" in fault.evidence


def test_a_declared_scheme_is_kept_to(tools: Tools) -> None:
    texts = ["See *Rasskaz o moyey zhizni i nashey sem’ye*."]
    found = faults(Writing([SOUND[1], *texts], tools, "bgn-pcgn-rus-cyrl-latn-1947"))
    assert told(found) == [("scheme", "moei", "moyey"), ("scheme", "nashei", "nashey")]


GERMAN = (
    "Jeder, der den Namen Tolstoj liest, denkt sofort an einen großen Mann; sein Großvater Aleksej Razumovskij war"
    " unter den russischen Kosaken ein oberster Führer, und der letzte Ataman stand in seinem Schatten."
)


def test_a_third_language_is_not_misspelt_russian(tools: Tools) -> None:
    titles = "Siehe Zapiski oxotnika; Istorija gosudarstva rossijskogo; Žitie protopopa."
    assert told(faults(Writing([GERMAN, titles], tools))) == []


def test_a_title_in_a_third_language_is_read(tools: Tools) -> None:
    titles = [
        "Siehe *Vospominanija o russkoj revoljucii i vojne*.",
        "Siehe *Vospominanija russkoj revoluucii i vojne*.",
    ]
    found = told(faults(Writing([GERMAN, *titles], tools)))
    assert found == [("spelling", "revoluucii", "revoljucii")]


def test_korean_particles_are_no_letters_of_a_word(tools: Tools) -> None:
    korean = "그는 *Rasskaz o moei zhizni*와 Chudesa nashei strany를 썼고, Zapiski zhurnalista의 판본도 있다."
    assert told(faults(Writing([*SOUND, korean], tools))) == []


def test_phrases_that_show_no_scheme_are_not_told(tools: Tools) -> None:
    names = "Tolstoy and Kropotkin wrote of it; the *deus* in the machine is reformist, said Tolstoy."
    assert told(faults(Writing([names], tools))) == []


def test_a_sign_shows_a_scheme_with_signs(tools: Tools) -> None:
    title = "See *Put’ stakhanovtsa* and *Pervoe vsesoiuznoe soveshchanie rabochikh i rabotnits*; the workers came."
    assert Writing([title], tools).scheme == ALA


def test_a_document_without_russian_has_no_scheme(tools: Tools) -> None:
    writing = Writing(["The workers met in October and went home.", "Nothing Russian at all, Mr. Smith."], tools)
    assert writing.scheme == ""
    assert faults(writing) == []
