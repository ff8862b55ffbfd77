"""Which scheme a document uses, on which words, and what is outside: one layer, two layers, none."""

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from scripts.bench_documents import Simulation, own_text, running_words
from termbase.files import BUNDLED
from termbase.identify import Identifier, Profile, instead, load_homographs, load_identifier, profile
from termbase.identify.reader import Reader
from termbase.identify.romanised import romanised
from termbase.translit import Converter, load_schemes
from tests.conftest import ROOT

SCHEMES = load_schemes(Path(BUNDLED, "schemes"))
LATIN = [name for name, scheme in SCHEMES.items() if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")]
ENGLISH = load_homographs(BUNDLED)
WORDS = [word for word in (ROOT / "tests/data/russian-words.txt").read_text("utf-8").split() if word.islower()]
ALA, BGN = "ala-lc-rus-cyrl-latn-1997-plain", "bgn-pcgn-rus-cyrl-latn-1947-plain"
POPULAR = "english-popular-rus-cyrl-latn"
PAGES = ROOT / "tests" / "data" / "pages"

Profiler = Callable[[Iterable[str]], Profile]


@pytest.fixture(scope="module")
def identifier() -> Identifier:
    return load_identifier(BUNDLED)


@pytest.fixture(scope="module")
def profiled(identifier: Identifier) -> Profiler:
    return lambda texts: profile(texts, identifier, ENGLISH, SCHEMES)


CITED = "The author, in his book of 1936 (see {}, p. 10), says little about it."


def titles(words: Sequence[str], scheme: str, cited: str = CITED) -> list[str]:
    """Words in cited titles of four, as an English text has them."""
    converter = Converter(SCHEMES[scheme])
    runs = [" ".join(map(converter.convert, words[start : start + 4])) for start in range(0, len(words), 4)]
    return [cited.format(run) for run in runs]


@pytest.mark.parametrize("scheme", [ALA, BGN, "ala-lc-rus-cyrl-latn-1997", "iso-9-rus-cyrl-latn-1995"])
@pytest.mark.parametrize("seed", range(5))
def test_one_scheme(scheme: str, seed: int, profiled: Profiler) -> None:
    (layer,) = profiled(titles(random.Random(seed).sample(WORDS, 40), scheme)).layers
    assert scheme in layer.schemes


def test_schemes_can_be_left_out(identifier: Identifier) -> None:
    (layer,) = profile(titles([*WORDS[:40], "тяжёлый"], ALA), identifier).layers
    assert ALA in layer.schemes


@pytest.mark.parametrize("seed", range(5))
def test_two_layers(seed: int, profiled: Profiler) -> None:
    words = random.Random(seed).sample(WORDS, 60)
    texts = titles(words[:40], ALA) + titles([*words[40:], "пятилетка", "юность", "яблоня", "вещая"], BGN)
    layers = profiled(texts).layers
    assert [sum(name in layer.schemes for layer in layers) for name in (ALA, BGN)] == [1, 1]


@pytest.mark.parametrize("noise", [0.0, 0.1], ids=["clean", "misspelt"])
def test_figures_of_made_documents(noise: float, identifier: Identifier) -> None:
    # The benchmark makes more of them and has other seeds; below these figures something is broken.
    counts = Simulation(running_words(own_text()), identifier, ENGLISH, SCHEMES).run(100, noise, seed=101)
    assert counts["pure"] == 100
    assert counts["pure, nothing said"] + counts["pure, wrong"] <= 3
    assert counts["pure, as two"] <= 3
    assert counts["mixed"] >= 50
    assert counts["mixed, flagged"] / counts["mixed"] >= 0.92
    assert counts["mixed, right"] / counts["mixed"] >= 0.85
    # Naming half of the schemes would be right as often.
    assert counts["mixed, schemes"] / (2 * counts["mixed, flagged"]) <= 4


@pytest.mark.parametrize("second", [None, BGN, POPULAR])
def test_the_words_prove_the_layers(second: str | None, identifier: Identifier, profiled: Profiler) -> None:
    words = random.Random(3).sample(WORDS, 60)
    found = profiled(titles(words[:40], ALA) + (titles(words[40:], second) if second else []))
    assert len(found.layers) == 1 + (second is not None)
    known = {word: identifier.identify(word, edits=0) for layer in found.layers for word in layer.words}
    gives = {word: {name for candidate in found for name in candidate.schemes} for word, found in known.items()}
    for layer in found.layers:
        assert set(layer.telling) <= set(layer.words)
        assert all(set(layer.schemes) <= gives[word] for word in layer.words)
        for other in set(LATIN) - set(layer.schemes):
            assert any(other not in gives[word] for word in layer.telling)


def test_a_layer_names_all_schemes_that_give_its_words(profiled: Profiler) -> None:
    # Ten words without a sign, a й or an е after a vowel: with and without signs, the table spells them the same.
    words = ["стахановец", "стахановка", "движение", "промышленность", "рационализация", "цеховой", "станица"]
    texts = titles([word for word in words if "ь" not in word] * 2, ALA)
    (layer,) = profiled(texts).layers
    assert {ALA, "ala-lc-rus-cyrl-latn-1997-bare"} <= set(layer.schemes)


@pytest.mark.parametrize("seed", range(3))
def test_prose_and_repetition_change_nothing(seed: int, profiled: Profiler) -> None:
    words = random.Random(seed).sample(WORDS, 60)
    texts = titles(words[:40], ALA) + titles(words[40:], BGN)
    english = (PAGES / "en.txt").read_text("utf-8").split("\n\n")
    schemes = [layer.schemes for layer in profiled(texts).layers]
    for more in ([*texts, *texts[::-1]], [english[0], *texts, *english[1:]]):
        assert [layer.schemes for layer in profiled(more).layers] == schemes


def test_a_title_is_romanised_as_it_is_printed(profiled: Profiler) -> None:
    # Where ё is printed е, the schemes that write them differently seem to change to one that does not.
    words = running_words(own_text())
    printed = [word.replace("ё", "е") for word in words if "ё" in word][:30]
    for scheme in ("bgn-pcgn-rus-cyrl-latn-1947", "yandex-maps-rus-cyrl-latn-2018"):
        (layer,) = profiled(titles(WORDS[:40] + printed, scheme)).layers
        assert scheme in layer.schemes


def test_two_misprints_are_no_layer(profiled: Profiler) -> None:
    texts = titles(WORDS[:40], ALA) + titles(["пятилетка", "юность"], BGN)
    (layer,) = profiled(texts).layers
    assert ALA in layer.schemes
    assert len(profiled(texts + titles(["яблоня", "вещая"], BGN)).layers) == 2


def test_a_second_layer_of_a_long_text_is_no_accident(profiled: Profiler) -> None:
    # Five words of some other scheme are a layer beside forty, and misprints among a thousand.
    others = ["пятилетка", "юность", "яблоня", "вещая", "ясный"]
    long = [word for word in running_words(own_text()) if word.islower()]
    assert len(profiled(titles(long[:60], ALA) + titles(others, BGN)).layers) == 2
    assert len(profiled(titles([word for word in long if word not in others], ALA) + titles(others, BGN)).layers) == 1


def test_what_no_layer_gives_is_outside(profiled: Profiler) -> None:
    texts = [*titles(WORDS[:40], ALA), "See vsesojuznoye soveshchanie and zhizn moikh družei."]
    assert {"vsesojuznoye", "družei"} <= set(profiled(texts).outside)


def test_the_first_layer_would_write(identifier: Identifier, profiled: Profiler) -> None:
    others = ["пятилетка", "юность", "яблоня", "вещая"]
    found = profiled(
        [*titles(WORDS[:40], ALA), *titles(others, POPULAR), "See zhizn’ moikh družei in detskoj literature."]
    )
    spellings = instead(found, identifier, SCHEMES)
    expected = {"pyatiletka": "piatiletka", "yablonya": "iablonia", "družei": "druzei", "detskoj": "detskoi"}
    assert expected.items() <= spellings.items()
    assert not set(spellings) & set(found.layers[0].words)


@pytest.mark.parametrize("page", ["de", "it", "en", "uk", "uk-titles"])
def test_another_language_uses_no_scheme(page: str, profiled: Profiler) -> None:
    found = profiled((PAGES / f"{page}.txt").read_text("utf-8").split("\n\n"))
    assert found.layers == ()


@pytest.mark.parametrize("path", ["CONTRIBUTING.md", "LICENSE", "translations/stakhanovite-reader/en-ru.po"])
def test_our_own_prose_uses_no_scheme(path: str, profiled: Profiler) -> None:
    cyrillic_or_english = (ROOT / path).read_text("utf-8").split("\n\n")
    if path.endswith(".po"):
        cyrillic_or_english = [own_text()]
    assert profiled(cyrillic_or_english).layers == ()


@pytest.mark.parametrize("texts", [[], [""], ["", "\n", "1936 — 17 %"]])
def test_nothing_is_in_nothing(texts: list[str], profiled: Profiler) -> None:
    assert profiled(texts) == Profile((), (), 0)


def test_a_german_page_with_russian_titles(profiled: Profiler) -> None:
    page = (PAGES / "de.txt").read_text("utf-8").split("\n\n")
    cited = "Der Verfasser sagt in seinem Buch von 1936 (siehe {}, S. 10) darüber nur wenig."
    words = random.Random(4).sample(WORDS, 60)
    (layer,) = profiled([*page, *titles(words, "duden-rus-cyrl-latn", cited)]).layers
    assert "duden-rus-cyrl-latn" in layer.schemes


def test_two_deciding_words_are_too_few(profiled: Profiler) -> None:
    words = ["kul’turnost’", "vezhlivost’", "Agrominimum"]
    text = "The word {} stood on every poster of that year. The foreman, a man of few words, called it {} and {}."
    found = profiled([text.format(*words[:2], "left")])
    assert found == Profile((), tuple(words[:2]), 2)
    text += " “Zhizn’” said the third."
    (layer,) = profiled([text.format(*words)]).layers
    assert layer.words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("more", True),
        ("More", True),
        ("MORE", True),
        ("more’s", True),
        ("Vera", True),
        ("VERA", True),
        ("Vera's", True),
        ("vera", False),
        ("stakhanovtsy", False),
    ],
)
def test_english_words(word: str, expected: bool, identifier: Identifier) -> None:
    assert Reader(identifier, ENGLISH).is_english(word) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Stakhanov’s record and Busygin's", ["Stakhanov", "Busygin"]),
        ("Friedrich Engel's Izbrannye proizvedeniia", ["Engel's", "Izbrannye", "proizvedeniia"]),
        ("“Shakhterskaia slava”", ["Shakhterskaia", "slava"]),
        ("‘Rabochaia zhizn’’", ["Rabochaia", "zhizn’"]),
        ("sovet·skaya soyedinyayet·sya", ["sovet·skaya", "soyedinyayet·sya"]),
        ('raz"yasnenie zakonov o trude', ['raz"yasnenie', "zakonov", "trude"]),
        ("We’re here, he’s there, and that’s all of it.", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str], identifier: Identifier) -> None:
    assert [place.word.text for place in romanised([text], Reader(identifier, ENGLISH, SCHEMES))] == words


def test_a_text_that_is_all_romanised(identifier: Identifier) -> None:
    # Nothing foreign stands in it, and every fifth word is misspelt: that is no reason to doubt the others.
    converter = Converter(SCHEMES[ALA])
    words = [converter.convert(word) for word in re.findall("[а-яё]{3,}", own_text())[:1500]]
    draw = random.Random(5)
    texts = [f"qx{word[::-1]}" if draw.random() < 0.2 else word for word in words]
    found = {place.word.text for place in romanised([" ".join(texts)], Reader(identifier, ENGLISH, SCHEMES))}
    assert len(found & {*texts}) > 0.75 * len({*texts} & {*words})


def test_a_misprint_does_not_break_a_title(identifier: Identifier) -> None:
    page = (PAGES / "en.txt").read_text("utf-8")
    text = "See Pervoe vsesoiuznoe sovzxschanie muzei; and the mud of the road to a dolina."
    found = [place.word.text for place in romanised([page, text], Reader(identifier, ENGLISH, SCHEMES))]
    assert found == ["Pervoe", "vsesoiuznoe", "muzei"]


def test_a_thesis_has_two_layers(identifier: Identifier, profiled: Profiler, shared: Path) -> None:
    found = profiled((shared / "texts" / "003-thesis.txt").read_text("utf-8").split("\n"))
    first, second = found.layers
    assert ALA in first.schemes
    assert POPULAR + "-bare" in second.schemes
    assert {"Lunacharsky", "Dyukanov", "Dusya", "plemya", "vsesoyuznoe"} <= set(second.words)
    assert not {"London", "Oxford", "York", "Soviet", "David"} & {*first.words, *second.words}
    assert {"družei", "detskoj", "usloviakh", "kol'khoznoi"} <= set(found.outside)
    spellings = instead(found, identifier, SCHEMES)
    assert {spellings[word] for word in ("Dyukanov", "plemya", "detskoj")} == {"Diukanov", "plemia", "detskoi"}


def run(path: Path, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "termbase", "identify", "--document", str(path), *options]
    result = subprocess.run(command, capture_output=True, check=False, timeout=300, encoding="utf-8")
    assert result.stderr == ""
    return result.returncode, result.stdout


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("\n\n".join(titles(WORDS[:40], ALA) + titles(["пятилетка", "юность", "яблоня"], POPULAR)), "utf-8")
    code, output = run(path, "--json")
    record = json.loads(output)
    assert code == 0
    assert list(record) == ["path", "words", "layers", "outside", "instead"]
    assert list(record["layers"][0]) == ["schemes", "words", "telling"]
    assert ALA in record["layers"][0]["schemes"]
    assert record["instead"]["yunost"] == "iunost’"
    code, output = run(path)
    assert code == 0
    assert "pyatiletka (piatiletka), yablonya (iablonia), yunost (iunost’)" in output


def test_command_on_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert run(path) == (1, f"{path}: 0 different Russian words\nno scheme: no word decides between them\n")
