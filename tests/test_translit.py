"""Transliteration: the engine, the bundled schemes, and what other implementations say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import icu
import iuliia
import pytest
from hypothesis import given
from hypothesis import strategies as st
from transliterate import translit as package_translit

from termbase.translit import Converter, Scheme, SchemeError, load_schemes

ROOT = Path(__file__).resolve().parent.parent
SCHEMES = {
    name: scheme
    for name, scheme in load_schemes(ROOT / "termbase" / "data" / "schemes").items()
    if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
}
CONVERTERS = {name: Converter(scheme) for name, scheme in SCHEMES.items()}
WORDS = [
    line
    for line in (ROOT / "tests/data/russian-words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
BEFORE_1918 = "ѣіѳѵ"
CYRILLIC = [
    char
    for char in map(chr, range(0x400, 0xA6A0))
    if "CYRILLIC" in unicodedata.name(char, "") and unicodedata.category(char).startswith("L")
]

ALA_LC = "ala-lc-rus-cyrl-latn-1997"
ALA_LC_PLAIN = "ala-lc-rus-cyrl-latn-1997-plain"
ALA_LC_BARE = "ala-lc-rus-cyrl-latn-1997-bare"
BGN = "bgn-pcgn-rus-cyrl-latn-1947"
BGN_DOTS = "bgn-pcgn-rus-cyrl-latn-1947-dots"
BGN_PLAIN = "bgn-pcgn-rus-cyrl-latn-1947-plain"
ISO_9 = "iso-9-rus-cyrl-latn-1995"
WIKIPEDIA = "wikipedia-rus-cyrl-latn"
PACKAGE = "transliterate-rus-cyrl-latn-2018"
GOST_779_B = "gost-779-b-rus-cyrl-latn-2000"
ISO_R_9 = "iso-r-9-rus-cyrl-latn-1968"
ISO_R_9_VARIANT = "iso-r-9-rus-cyrl-latn-1968-variant"
SCIENTIFIC = "scientific-rus-cyrl-latn"
GOST_16876_1 = "gost-16876-rus-cyrl-latn-1971-table-1"
GOST_16876_2 = "gost-16876-rus-cyrl-latn-1971-table-2"
UNGEGN = "ungegn-rus-cyrl-latn-1987"
GOST_7034 = "gost-r-7034-rus-cyrl-latn-2014"
GOST_52535 = "gost-r-52535-rus-cyrl-latn-2006"
ICAO = "icao-9303-rus-cyrl-latn-2013"
MVD_310 = "mvd-310-rus-cyrl-latn-1997"
MVD_782 = "mvd-782-rus-cyrl-latn-2000"
SOVIET_PASSPORT = "soviet-passport-rus-cyrl-latn"
BS_2979 = "bs-2979-rus-cyrl-latn-1958"
BS_2979_PLAIN = "bs-2979-rus-cyrl-latn-1958-plain"
YANDEX_MAPS = "yandex-maps-rus-cyrl-latn-2018"
METRO = "moscow-metro-rus-cyrl-latn-2013"
NORMS = {ALA_LC, ALA_LC_PLAIN, ALA_LC_BARE, BGN, BGN_DOTS, BGN_PLAIN, ISO_9, WIKIPEDIA, PACKAGE, GOST_779_B}
NORMS |= {ISO_R_9, ISO_R_9_VARIANT, SCIENTIFIC, GOST_16876_1, GOST_16876_2, UNGEGN, GOST_7034, GOST_52535, ICAO}
NORMS |= {MVD_310, MVD_782, SOVIET_PASSPORT, BS_2979, BS_2979_PLAIN, YANDEX_MAPS, METRO}
NORMS |= {"din-1460-rus-cyrl-latn-1982", "bas-rus-cyrl-latn-2017-bss", "pwn-rus-cyrl-latn", "pwn-rus-cyrl-latn-names"}
HABITS = {
    "english-popular-rus-cyrl-latn",
    "english-popular-rus-cyrl-latn-bare",
    "english-popular-rus-cyrl-latn-ye",
    "english-old-rus-cyrl-latn",
    "duden-rus-cyrl-latn",
    "duden-rus-cyrl-latn-sh",
    "french-popular-rus-cyrl-latn",
    "italian-popular-rus-cyrl-latn",
    "spanish-popular-rus-cyrl-latn",
}

every_scheme = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=list(SCHEMES))
cyrillic_text = st.text(alphabet=st.sampled_from(ALPHABET + ALPHABET.upper() + BEFORE_1918))
any_text = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(ALPHABET + ALPHABET.upper() + BEFORE_1918 + "\u0301\u0306\u0308-’ "),
    )
)


# --- the scheme files ---------------------------------------------------------------------------


def test_the_schemes_that_are_promised_are_there() -> None:
    assert set(SCHEMES) >= NORMS | HABITS


@pytest.mark.parametrize("scheme", sorted(HABITS))
def test_a_habit_is_proved_by_known_spellings(scheme: str) -> None:
    assert sum(sample.origin != "own sample" for sample in SCHEMES[scheme].samples) >= 12


@every_scheme
def test_samples(scheme: Scheme) -> None:
    convert = CONVERTERS[scheme.id].convert
    assert {s.source: convert(s.source) for s in scheme.samples} == {s.source: s.result for s in scheme.samples}


@every_scheme
def test_every_rule_is_hit_by_a_sample(scheme: Scheme) -> None:
    # The samples of a derived scheme prove what it changes; the letters were proved by its base.
    family = [scheme] if not scheme.base else [scheme, SCHEMES[scheme.base]]
    hit = {
        step.rule
        for sample in {sample for member in family for sample in member.samples}
        for step in CONVERTERS[scheme.id].trace(sample.source)
    }
    active = {r for r in scheme.rules if not r.option or r.option in scheme.enabled}
    assert [str(rule) for rule in active - hit] == []


@every_scheme
def test_a_scheme_has_every_letter_of_russian(scheme: Scheme) -> None:
    sources = {rule.source for rule in scheme.rules}
    assert set(ALPHABET) <= sources
    assert set(BEFORE_1918) <= sources or scheme.id == PACKAGE


@every_scheme
def test_texts_of_the_file_are_in_nfc(scheme: Scheme) -> None:
    path = ROOT / "termbase/data/schemes" / f"{scheme.id}.toml"
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@every_scheme
def test_output_is_in_the_target_script(scheme: Scheme) -> None:
    known = {rule.source for rule in scheme.rules}
    for char in CYRILLIC:
        result = CONVERTERS[scheme.id].convert(char)
        parts = unicodedata.normalize("NFD", char.lower())
        if char.lower() in known or (parts[0] in known and set(parts[1:]) <= set("\u0300\u0301")):
            names = [unicodedata.name(part) for part in result if part.isalpha()]
            assert all(name.startswith(("LATIN", "MODIFIER LETTER")) for name in names), char
        else:
            # A norm that has no such letter says nothing about it: it is left, never guessed.
            assert result == char


@every_scheme
def test_yo_is_never_left_in_cyrillic(scheme: Scheme) -> None:
    # iuliia 0.13.0 writes U+0451 into its Latin output in eight of its schemes.
    result = CONVERTERS[scheme.id].convert("ё Ё ещё ЁЖ Щёлоков")
    assert not re.search("[\u0400-\u04ff]", result)
    assert "\u0451" in iuliia.ALA_LC.translate("ещё")


@pytest.mark.parametrize(
    ("derived", "unwanted"),
    [
        (ALA_LC_PLAIN, r"[\u0300-\u036fʹʺ]"),
        (ALA_LC_BARE, r"[\u0300-\u036fʹʺ]"),
        (BGN_PLAIN, r"[\u0300-\u036f’”]"),
    ],
)
def test_a_plain_scheme_is_its_base_without_marks(derived: str, unwanted: str) -> None:
    signs = str.maketrans("ʹʺ", "’”") if derived == ALA_LC_PLAIN else {}
    base = CONVERTERS[SCHEMES[derived].base]
    # Capitals joined by a tie come apart without it: I͡Uliia, but Iuliia.
    for word in map(str.lower, WORDS):
        full = unicodedata.normalize("NFD", base.convert(word)).translate(signs)
        assert CONVERTERS[derived].convert(word) == re.sub(unwanted, "", full)


def test_options_are_switched_on_by_name() -> None:
    assert Converter(SCHEMES[BGN].enabling("dots")).convert("Вяртсиля") == "Vyart·silya"
    with pytest.raises(ValueError, match="has no option 'ligatures'"):
        SCHEMES[BGN].enabling("ligatures")


# --- capitals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "source", "acronym", "result"),
    [
        (ALA_LC_PLAIN, "ВЦСПС", None, "VTsSPS"),
        (ALA_LC_PLAIN, "ВЦСПС", True, "VTsSPS"),
        (ALA_LC_PLAIN, "ВЦСПС", False, "VTSSPS"),
        (ALA_LC_PLAIN, "ЦИК", None, "TSIK"),
        (ALA_LC_PLAIN, "ЦИК", True, "TsIK"),
        (ALA_LC_PLAIN, "ЦК ВКП(б)", None, "TsK VKP(b)"),
        (ALA_LC_PLAIN, "ЦКовский", None, "TsKovskii"),
        (ALA_LC_PLAIN, "Щёлоков", None, "Shchelokov"),
        (ALA_LC_PLAIN, "ЩЁЛОКОВ", None, "SHCHELOKOV"),
        (ALA_LC_PLAIN, "Я", None, "Ia"),
        (ALA_LC, "Юлия", None, "I͡Ulii͡a"),
        (ALA_LC, "ЮЛИЯ", None, "I͡ULII͡A"),
        (ALA_LC, "ВЦСПС", None, "VT͡SSPS"),
        (BGN_DOTS, "НЭП", True, "N·EP"),
        (BGN, "ЕЛЬЦИН", None, "YEL’TSIN"),
        (BGN, "Её", None, "Yeyë"),
        (WIKIPEDIA, "ВЕЛИКИЙ", None, "VELIKY"),
        (PACKAGE, "ЩИТ", None, "SchIT"),
    ],
)
def test_capitals(scheme: str, source: str, acronym: bool | None, result: str) -> None:
    assert CONVERTERS[scheme].convert(source, acronym=acronym) == result


# --- running text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("%(count)d стахановцев из 1,5 млн", "%(count)d stakhanovtsev iz 1,5 mln"),
        ("Put’ к <b>Правде</b>, 스타하노프!", "Put’ k <b>Pravde</b>, 스타하노프!"),
        ("стаха\u0301новец", "stakha\u0301novets"),
        ("пе\u0301ние, ѐ, Ѝ, маяка\u0301", "pe\u0301nie, e\u0300, I\u0300, maiaka\u0301"),
        ("письмо\u0301 сья\u0301", "pis’mo\u0301 s’ia\u0301"),
        ("", ""),
        ("🚩 победа 🚩", "🚩 pobeda 🚩"),
        ("\ud800мир\udfff", "\ud800mir\udfff"),
    ],
)
def test_only_the_source_script_is_touched(source: str, result: str) -> None:
    assert CONVERTERS[ALA_LC_PLAIN].convert(source) == unicodedata.normalize("NFC", result)


@pytest.mark.parametrize("scheme", [ALA_LC, BGN, WIKIPEDIA])
def test_a_stress_mark_does_not_hide_the_neighbour(scheme: str) -> None:
    convert = CONVERTERS[scheme].convert
    plain = convert("раздольное объявление ильинский")
    stressed = convert("раздо\u0301льно\u0301е объявле\u0301ние ильи\u0301нский")
    assert unicodedata.normalize("NFD", stressed).replace("\u0301", "") == unicodedata.normalize("NFD", plain)


@pytest.mark.parametrize("word", ["щ" * 5_000_000, "Щё" * 100_000, "ЁщЪ" * 50_000])
def test_a_very_long_word(word: str) -> None:
    assert len(CONVERTERS[BGN].convert(word)) >= len(word)


def test_trace_names_the_rules_and_places() -> None:
    steps = CONVERTERS[WIKIPEDIA].trace("— Ильинский съезд")
    assert "".join(step.result for step in steps) == "Ilyinskysyezd"
    soft = next(step for step in steps if step.source == "ь")
    assert (soft.offset, soft.result) == (4, "y")
    assert str(soft.rule).startswith("ь → y (before а, и, о")
    assert [step.source for step in steps if step.result == "y"] == ["ь", "ий"]


def test_trace_shows_a_letter_that_the_scheme_does_not_have() -> None:
    assert [step.rule for step in CONVERTERS[ALA_LC].trace("ї")] == [None]


@every_scheme
@given(text=any_text)
def test_any_text(scheme: Scheme, text: str) -> None:
    converter = CONVERTERS[scheme.id]
    result = converter.convert(text)
    assert unicodedata.is_normalized("NFC", result)
    assert converter.convert(unicodedata.normalize("NFD", text)) == result
    rest = re.sub("[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]+", "", text)
    assert converter.convert(rest) == unicodedata.normalize("NFC", rest)


@every_scheme
@given(text=any_text, acronym=st.sampled_from([None, True, False]))
def test_trace_and_convert_agree(scheme: Scheme, text: str, acronym: bool | None) -> None:
    converter = CONVERTERS[scheme.id]
    composed = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for step in converter.trace(text, acronym=acronym):
        pieces += [composed[end : step.offset], step.result]
        end = step.offset + len(step.source)
        assert composed[step.offset : end] == step.source
    traced = unicodedata.normalize("NFC", "".join([*pieces, composed[end:]]))
    assert traced == converter.convert(text, acronym=acronym)


@given(text=cyrillic_text.map(str.lower))
def test_iso_9_can_be_read_back(text: str) -> None:
    back = {rule.target: rule.source for rule in SCHEMES[ISO_9].rules}
    assert len(back) == len(SCHEMES[ISO_9].rules)
    letters = re.compile("|".join(sorted(map(re.escape, back), key=len, reverse=True)))
    assert letters.sub(lambda m: back[m[0]], CONVERTERS[ISO_9].convert(text)) == text


@pytest.mark.parametrize("word", sorted({word.lower() for word in WORDS}))
def test_gost_7_79_b_can_be_read_back(word: str) -> None:
    back = {rule.target: rule.source for rule in SCHEMES[GOST_779_B].rules if rule.source in ALPHABET and rule.target}
    letters = re.compile("|".join(sorted(map(re.escape, back), key=len, reverse=True)))
    assert letters.sub(lambda m: back[m[0]], CONVERTERS[GOST_779_B].convert(word)) == word


# --- the second witness -------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """A known fault or another habit of an oracle: which words it spoils, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class Oracle:
    """Another implementation of a scheme, with its glyphs folded to ours."""

    scheme: str
    name: str
    convert: Callable[[str], str]
    faults: tuple[Fault, ...]


def by_iuliia(schema: iuliia.Schema, glyphs: str = "", ours: str = "") -> Callable[[str], str]:
    table = str.maketrans(glyphs, ours)
    return lambda word: unicodedata.normalize("NFC", schema.translate(word).translate(table))


def by_icu(name: str, glyphs: str = "", ours: str = "") -> Callable[[str], str]:
    transform = icu.Transliterator.createInstance(name)
    table = str.maketrans(glyphs, ours)
    return lambda word: str(transform.transliterate(word)).translate(table)


def letter_by_letter(digraphs: str) -> Fault:
    """Say of words in capitals with one of these letters that iuliia takes every capital by itself."""
    return Fault(
        f"(?=.*[АЕЁИОУЫЭЮЯ])[А-ЯЁ]*[{digraphs}][А-ЯЁ]+$|^[А-ЯЁ]+[{digraphs}]$",
        "iuliia capitalises only the first letter, also inside a word in capitals: IuNOST’",
    )


YO = Fault("[ёЁ]", "iuliia writes the Cyrillic letter")
LETTERS = letter_by_letter("ЖХЦЧШЩЮЯ")
TIES = Fault("[ЦЮЯ]", "the table capitalises both letters of a ligature: I͡Ulii͡a, T͡Svetaeva")
ACRONYM = Fault("^(ВЦСПС|ЦК|ДШК)$", "ICU does not know acronyms: VTSSPS")
DOT = Fault("^НЭП$", "iuliia capitalises the dot instead of the letter: N·eP")
ORACLES = [
    Oracle(ALA_LC, "iuliia", by_iuliia(iuliia.ALA_LC), (YO, LETTERS, TIES)),
    Oracle(ALA_LC_PLAIN, "iuliia", by_iuliia(iuliia.ALA_LC_ALT, "'\"", "’”"), (LETTERS,)),
    Oracle(BGN, "iuliia", by_iuliia(iuliia.BGN_PCGN_ALT), (YO, LETTERS)),
    Oracle(BGN_DOTS, "iuliia", by_iuliia(iuliia.BGN_PCGN), (YO, LETTERS, DOT)),
    Oracle(BGN_DOTS, "icu", by_icu("Russian-Latin/BGN", "ʹʺ", "’”"), (ACRONYM,)),
    Oracle(ISO_9, "iuliia", by_iuliia(iuliia.GOST_779), (YO,)),
    Oracle(
        ISO_9,
        "icu",
        by_icu("Cyrillic-Latin"),
        (
            Fault("[эЭ]", "ICU has é; ISO 9:1995 has è"),
            Fault("Ь", "ICU tells Ь from ь by a macron below, which ISO 9 does not have"),
        ),
    ),
    Oracle(
        WIKIPEDIA,
        "iuliia",
        by_iuliia(iuliia.WIKIPEDIA),
        (
            LETTERS,
            Fault("[еёы]е(?!$)|[еёы]е$(?<!ые)", "iuliia forgets е, ё and ы among the vowels"),
        ),
    ),
    Oracle(GOST_779_B, "iuliia", by_iuliia(iuliia.GOST_779_ALT), (letter_by_letter("ЁЖЧШЩЮЯ"),)),
    Oracle(ISO_R_9, "iuliia", by_iuliia(iuliia.ISO_9_1968), (letter_by_letter("ЩЮЯ"),)),
    Oracle(
        ISO_R_9_VARIANT,
        "iuliia",
        by_iuliia(iuliia.ISO_9_1968_ALT),
        (LETTERS, Fault("[иИ]", "iuliia has y for и, which is the Ukrainian letter's")),
    ),
    Oracle(SCIENTIFIC, "iuliia", by_iuliia(iuliia.SCIENTIFIC), (YO, letter_by_letter("ЩЮЯ"))),
    Oracle(GOST_16876_1, "iuliia", by_iuliia(iuliia.GOST_16876), (YO,)),
    Oracle(GOST_16876_2, "iuliia", by_iuliia(iuliia.GOST_16876_ALT), (letter_by_letter("ЁЖХЧШЩЭЮЯ"),)),
    Oracle(UNGEGN, "iuliia", by_iuliia(iuliia.UNGEGN_1987, "ʹʺ", "’”"), (YO, letter_by_letter("ЩЮЯ"))),
    Oracle(GOST_7034, "iuliia", by_iuliia(iuliia.GOST_7034), (letter_by_letter("ЁЖЧШЩЮЯ"),)),
    Oracle(GOST_52535, "iuliia", by_iuliia(iuliia.GOST_52535), (LETTERS,)),
    Oracle(ICAO, "iuliia", by_iuliia(iuliia.ICAO_DOC_9303), (LETTERS,)),
    Oracle(
        MVD_310,
        "iuliia",
        by_iuliia(iuliia.MVD_310),
        (LETTERS, Fault("[ьъ]ё", "iuliia drops the sign before е, but not before ё, which it writes as е")),
    ),
    Oracle(
        SOVIET_PASSPORT,
        "iuliia",
        by_iuliia(iuliia.MVD_310_FR),
        (
            letter_by_letter("УХЦЧШЩЮЯ"),
            Fault("(?i)[аеёиоуыэюя]с[аеёиоуыэюя]", "iuliia leaves out ss between vowels, as its table says"),
            Fault("ьё", "iuliia has ie for ье, but not for ьё, which it writes as е"),
        ),
    ),
    Oracle(
        MVD_782,
        "iuliia",
        by_iuliia(iuliia.MVD_782),
        (LETTERS, Fault("^[еЕ]", "iuliia forgets е at the start of a word, where the order has ye")),
    ),
    Oracle(
        BS_2979,
        "iuliia",
        by_iuliia(iuliia.BS_2979),
        (
            YO,
            LETTERS,
            Fault("[иы]й$", "iuliia always simplifies these endings, which the standard permits for names"),
            Fault("тс", "iuliia does not part т from с"),
        ),
    ),
    Oracle(BS_2979_PLAIN, "iuliia", by_iuliia(iuliia.BS_2979_ALT), (LETTERS,)),
    Oracle(
        YANDEX_MAPS,
        "iuliia",
        by_iuliia(iuliia.YANDEX_MAPS),
        (
            LETTERS,
            Fault("[еыь]е", "iuliia forgets е after these letters, where the rules have ye"),
            Fault("ь[ио]", "iuliia forgets y for ь before a vowel"),
        ),
    ),
    Oracle(METRO, "iuliia", by_iuliia(iuliia.MOSMETRO), (LETTERS,)),
    Oracle(PACKAGE, "transliterate", lambda w: package_translit(w, "ru", reversed=True), ()),
]


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: f"{oracle.scheme}-{oracle.name}")
def test_oracle(oracle: Oracle) -> None:
    wrong = []
    for word in WORDS:
        spoilt = any(re.search(fault.words, word) for fault in oracle.faults)
        ours, theirs = CONVERTERS[oracle.scheme].convert(word), oracle.convert(word)
        # A fault that is mended, or that is described too widely, shows up here as well.
        if (ours == theirs) is spoilt:
            wrong.append((word, ours, theirs))
    assert wrong == []


def test_the_word_list_is_wide_enough() -> None:
    assert len(WORDS) == len(set(WORDS)) >= 150
    assert set(ALPHABET) <= set("".join(WORDS))


@given(text=st.text(alphabet=ALPHABET + ALPHABET.upper() + BEFORE_1918 + " aZ9-’ї"))
def test_the_package_scheme_is_the_package(text: str) -> None:
    assert CONVERTERS[PACKAGE].convert(text) == package_translit(text, "ru", reversed=True)


# --- wrong scheme files -------------------------------------------------------------------------

SOUND = """
id = "sound"
title = "t"
source = "s"
verified = "v"
language = "rus"
source_script = "Cyrl"
target_script = "Latn"
period = { from = 1900 }
used_by = ["nobody"]
[options]
dots = "d"
[classes]
vowel = "ае"
[[rules]]
from = "е"
to = "ye"
after = ["start", "vowel"]
[letters]
"а" = "a"
"е" = "e"
[[samples]]
origin = "own"
[samples.words]
"ае" = "aye"
"""


def write(folder: Path, **files: str) -> Path:
    for stem, content in files.items():
        (folder / f"{stem}.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_sound_file_loads(tmp_path: Path) -> None:
    (scheme,) = load_schemes(write(tmp_path, sound=SOUND)).values()
    assert Converter(scheme).convert("ае Ае бае") == "aye Aye бaye"


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('id = "sound"', 'id = "other"', "id", "the file is sound.toml"),
        ('title = "t"', "", "title", "missing"),
        ('title = "t"', "title = 3", "title", "must be a text"),
        ('title = "t"', 'titel = "t"', "titel", "unknown key"),
        ('"Cyrl"', '"Cyril"', "source_script", "must be one of Cyrl"),
        ("{ from = 1900 }", "{ to = 1900 }", "period", "needs the year"),
        ('["nobody"]', '"nobody"', "used_by", "list of texts"),
        ('vowel = "ае"', 'stem = "бв"', "classes.vowel", "missing"),
        ('vowel = "ае"', 'vowel = "ае"\nv = "бв"', "classes.v", "a name of its own"),
        ('vowel = "ае"', 'stem = "бв"', "rules[0].after", "'vowel' is no edge"),
        ('after = ["start", "vowel"]', "", "rules[0]", "needs `after` or `before`"),
        ('"start", "vowel"', '"end"', "rules[0].after", "'end' is no edge here"),
        ('to = "ye"', "", "rules[0].to", "missing"),
        ('to = "ye"', 'to = "ye"\noption = "dot"', "rules[0].option", "not in [options]"),
        ('"а" = "a"', '"А" = "a"', "letters", "lower case"),
        ('"а" = "a"', '"а" = "a\\n"', "letters", "line break"),
        ('"а" = "a"', '"а" = 1', "letters.а", "must be a text"),
        ('"ае" = "aye"', "", "samples", "proves itself"),
        ('used_by = ["nobody"]', 'used_by = ["nobody"]\ncapitals = "all"', "capitals", "one of"),
    ],
)
def test_a_shape_error_names_file_key_and_reason(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    assert old in SOUND
    with pytest.raises(SchemeError) as caught:
        load_schemes(write(tmp_path, sound=SOUND.replace(old, new)))
    found = [problem for problem in caught.value.problems if problem.key == key]
    assert [problem.file.name for problem in found] == ["sound.toml"]
    assert reason in found[0].reason


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ('base = "absent"', "base"),
        ('base = "sound"\ndrop = ["hats"]', "drop"),
        ('base = "sound"\nenable = ["lines"]', "enable"),
        ('base = "sound"\n[letters]\n"а" = "o"', "letters"),
    ],
)
def test_a_derived_scheme_is_checked(tmp_path: Path, lines: str, key: str) -> None:
    rest = '[[samples]]\norigin = "own"\n[samples.words]\n"а" = "a"'
    head = 'id = "derived"\ntitle = "t"\nused_by = ["nobody"]\n'
    with pytest.raises(SchemeError) as caught:
        load_schemes(write(tmp_path, sound=SOUND, derived=head + lines + "\n" + rest))
    assert [problem.key for problem in caught.value.problems] == [key]


def test_all_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    broken = SOUND.replace('title = "t"', "").replace('source = "s"', "source = 1")
    write(tmp_path, sound=broken, other=SOUND, syntax="id = ")
    (tmp_path / "latin1.toml").write_bytes(b'id = "\xe9"')
    with pytest.raises(SchemeError) as caught:
        load_schemes(tmp_path)
    assert [(problem.file.stem, problem.key) for problem in caught.value.problems] == [
        ("latin1", ""),
        ("syntax", ""),
        ("other", "id"),
        ("sound", "title"),
        ("sound", "source"),
    ]
    assert len(str(caught.value).splitlines()) == 5
