"""English forms: plural, possessive, verbs, spacing, British and American spelling."""

import tomllib
from pathlib import Path

import pytest

from termbase.forms import Form
from termbase.forms.english import English

LANGUAGE = Path(__file__).parent.parent / "termbase/data/languages/en.toml"
ENGLISH = English(tomllib.loads(LANGUAGE.read_text(encoding="utf-8")))


def texts(term: str, grammar: str, features: str) -> set[str]:
    return {form.text for form in ENGLISH.expand(term, grammar) if form.features == features}


@pytest.mark.parametrize(
    ("term", "plurals"),
    [
        ("Stakhanovite", {"Stakhanovites"}),
        ("shock worker", {"shock workers"}),
        ("woman worker", {"women workers"}),
        ("New Soviet Man", {"New Soviet Men"}),
        ("German", {"Germans"}),
        ("culture of the worker", {"cultures of the worker"}),
        ("Stakhanovite of the front", {"Stakhanovites of the front"}),
        ("brother-in-law", {"brothers-in-law"}),
        ("five-year plan", {"five-year plans"}),
        ("person", {"people", "persons"}),
        ("analysis", {"analyses"}),
        ("kolkhoz", {"kolkhozes"}),
        ("factory", {"factories"}),
        ("holiday", {"holidays"}),
        ("labour hero", {"labour heroes"}),
        ("MTS", {"MTSs"}),
        ("politics", set()),
    ],
)
def test_plural_of_the_head(term: str, plurals: set[str]) -> None:
    assert texts(term, "noun", "plur") == plurals


@pytest.mark.parametrize(
    ("term", "grammar", "features", "expected"),
    [
        ("worker", "noun", "poss", {"worker's", "worker’s"}),
        ("worker", "noun", "plur poss", {"workers'", "workers’"}),
        ("woman", "noun", "plur poss", {"women's", "women’s"}),
        ("Engels", "noun name", "poss", {"Engels'", "Engels’", "Engels's", "Engels’s"}),
        ("the Vinogradovas", "noun plural name", "poss", {"Vinogradovas'", "Vinogradovas’"}),
        ("the Kremlin", "noun name", "variant", {"Kremlin"}),
        ("Alexei Stakhanov", "noun name", "plur", set()),
        ("labour", "noun uncountable", "plur", set()),
        ("notable people", "noun plural", "plur", set()),
    ],
)
def test_possessives_and_names(term: str, grammar: str, features: str, expected: set[str]) -> None:
    assert texts(term, grammar, features) == expected


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("to believe", {"believes", "believing", "believed"}),
        ("plan", {"plans", "planning", "planned"}),
        ("overfulfil", {"overfulfils", "overfulfilling", "overfulfilled"}),
        ("raise on a shield", {"raises on a shield", "raising on a shield", "raised on a shield"}),
        ("overcome", {"overcomes", "overcoming", "overcame", "overcome"}),
        ("study", {"studies", "studying", "studied"}),
        ("man", {"mans", "manning", "manned"}),
    ],
)
def test_verbs(term: str, forms: set[str]) -> None:
    made = {form.text for form in ENGLISH.expand(term, "verb") if form.features in {"pres 3", "ger", "past"}}
    assert made | {term.removeprefix("to ")} == forms | {term.removeprefix("to ")}


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("labour", "labor"),
        ("labor", "labour"),
        ("labourer", "laborer"),
        ("industrialisation", "industrialization"),
        ("collectivized", "collectivised"),
        ("Labour Day", "Labor Day"),
        ("overfulfilment", "overfulfillment"),
        ("levelling", "leveling"),
        ("centre", "center"),
        ("organizer", "organiser"),
        ("minimise", "minimize"),
    ],
)
def test_spelling_goes_both_ways(term: str, other: str) -> None:
    assert texts(term, "phrase", "spelling") == {other}
    assert texts(other, "phrase", "spelling") == {term}


@pytest.mark.parametrize(
    "word",
    [
        "advertise",
        "advise",
        "arise",
        "chastise",
        "circumcise",
        "comprise",
        "compromise",
        "concise",
        "demise",
        "despise",
        "devise",
        "disguise",
        "enfranchise",
        "enterprise",
        "excise",
        "exercise",
        "expertise",
        "franchise",
        "improvise",
        "likewise",
        "marquise",
        "merchandise",
        "otherwise",
        "paradise",
        "practise",
        "praise",
        "precise",
        "premise",
        "promise",
        "raise",
        "revise",
        "rise",
        "sunrise",
        "supervise",
        "surmise",
        "surprise",
        "televise",
        "treatise",
        "valise",
        "wise",
        "size",
        "seize",
        "prize",
        "capsize",
        "citizen",
        "horizon",
        "laboratory",
        "laborious",
        "vigorous",
        "honorary",
        "humorist",
        "bourgeoisie",
    ],
)
def test_words_with_one_spelling(word: str) -> None:
    assert texts(word, "phrase", "spelling") == set()


@pytest.mark.parametrize(
    ("term", "variants"),
    [
        ("five-year plan", {"five year plan", "fiveyear plan", "five–year plan"}),
        ("Stakhanov–Busygin movement", {"Stakhanov-Busygin movement", "Stakhanov Busygin movement"}),
        ("shock worker", {"shock-worker", "shockworker"}),
        ("Red Army", set()),
        ("order of Lenin", set()),
    ],
)
def test_spacing_variants(term: str, variants: set[str]) -> None:
    assert texts(term, "phrase", "variant") == variants


def test_phrases_are_left_alone_and_explicit_forms_replace_rules() -> None:
    assert ENGLISH.expand("from below", "phrase") == [Form("from below", "")]
    assert ENGLISH.expand("in the Stakhanovite way", "adverb") == [Form("in the Stakhanovite way", "")]
    assert ENGLISH.expand("opus", "noun", ["opera=plur", "opuses"]) == [
        Form("opus", ""),
        Form("opera", "plur"),
        Form("opuses", "plur"),  # by the rules
    ]
    assert ENGLISH.expand("opus", "noun", ["operae"]) == [Form("opus", ""), Form("operae", "")]


@pytest.mark.parametrize("grammar", ["", "noun", "verb", "noun plural", "phrase"])
@pytest.mark.parametrize("term", ["shock worker", "the five-year plan", "labour", "to organise", "by-product"])
def test_the_term_comes_first_and_no_text_twice(term: str, grammar: str) -> None:
    forms = ENGLISH.expand(term, grammar)
    assert forms[0] == Form(term, "")
    assert len({form.text for form in forms}) == len(forms)
