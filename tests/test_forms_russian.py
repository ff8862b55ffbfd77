"""Russian forms: agreement, names, compounds, and what the grammar string decides."""

import tomllib
from pathlib import Path

import pytest

from termbase.forms import Form
from termbase.forms.russian import Russian

LANGUAGE = Path(__file__).parent.parent / "termbase/data/languages/ru.toml"
RUSSIAN = Russian(tomllib.loads(LANGUAGE.read_text(encoding="utf-8")))


def cells(term: str, grammar: str = "") -> dict[str, list[str]]:
    """{features of one cell: the forms in it}"""
    table: dict[str, list[str]] = {}
    for form in RUSSIAN.expand(term, grammar):
        for cell in form.features.split(", "):
            table.setdefault(cell, []).append(form.text)
    return table


@pytest.mark.parametrize(
    ("term", "grammar", "cell", "form"),
    [
        ("стахановец", "noun masculine animate", "gen plur", "стахановцев"),
        ("стахановец", "noun masculine animate", "acc sing", "стахановца"),
        ("Стахановец", "noun masculine inanimate name", "ins sing", "Стахановцем"),
        ("движение", "noun neuter inanimate", "loc sing", "движении"),
        ("цех", "noun masculine inanimate", "loc2 sing", "цеху"),
        ("новый советский человек", "noun masculine animate", "acc sing", "нового советского человека"),
        ("новый советский человек", "noun masculine animate", "nom plur", "новые советские люди"),
        ("новый советский человек", "noun masculine animate", "paucal", "новых советских человека"),
        ("социалистическое соревнование", "", "ins sing", "социалистическим соревнованием"),
        ("культ личности", "noun masculine inanimate", "dat sing", "культу личности"),
        ("начальник цеха", "noun masculine animate", "gen plur", "начальников цеха"),
        ("орден Ленина", "noun masculine inanimate", "ins sing", "орденом Ленина"),
        ("брат Карла", "", "dat sing", "брату Карла"),
        ("товарищ Сталин", "noun masculine animate", "dat sing", "товарищу Сталину"),
        ("рабочий класс", "noun masculine inanimate", "gen sing", "рабочего класса"),
        ("рабочий", "noun masculine animate", "gen plur", "рабочих"),
        ("служащий", "noun masculine animate", "dat sing", "служащему"),
        ("верующая", "noun feminine animate", "acc sing", "верующую"),
        ("кадры", "noun plural inanimate", "gen plur", "кадров"),
        ("тиски", "noun plural inanimate", "ins plur", "тисками"),
        ("узкие места", "noun plural inanimate", "gen plur", "узких мест"),
        ("стахановцы фронта", "noun plural animate", "dat plur", "стахановцам фронта"),
        ("Северный полюс", "noun masculine inanimate name", "loc sing", "Северном полюсе"),
        ("«Молодая гвардия»", "noun feminine inanimate name", "loc sing", "«Молодой гвардии»"),
        ("шахта «Центральная-Ирмино»", "noun feminine inanimate", "loc sing", "шахте «Центральная-Ирмино»"),
        ("Центральная-Ирмино", "noun feminine inanimate name", "acc sing", "Центральную-Ирмино"),
        ("Ростов-на-Дону", "noun masculine inanimate name", "loc sing", "Ростове-на-Дону"),
        ("стахановско-бусыгинское движение", "", "gen sing", "стахановско-бусыгинского движения"),
        ("машинно-тракторная станция", "", "gen plur", "машинно-тракторных станций"),
        ("хата-лаборатория", "noun feminine inanimate", "gen sing", "хаты-лаборатории"),
        ("XX съезд КПСС", "noun masculine inanimate name", "loc sing", "XX съезде КПСС"),
        ("фабрично-заводские и местные комитеты", "", "dat plur", "фабрично-заводским и местным комитетам"),
        ("Стаханов и стахановцы", "noun masculine animate", "ins sing", "Стахановым и стахановцами"),
        ("учеба", "noun feminine inanimate", "gen sing", "учёбы"),
        ("стахановский", "adjective", "ins sing fem", "стахановской"),
        ("верить", "verb", "past plur", "верили"),
        ("поднять на щит", "verb", "fut 3 plur", "поднимут на щит"),
        ("транскрипт", "noun masculine inanimate", "gen plur", "транскриптов"),
        ("двухсотник", "noun masculine animate", "acc plur", "двухсотников"),
        ("судно", "noun neuter inanimate", "gen plur", "судов"),
    ],
)
def test_form_of_a_cell(term: str, grammar: str, cell: str, form: str) -> None:
    assert form in cells(term, grammar)[cell]


@pytest.mark.parametrize(
    ("term", "gender", "genitive", "instrumental"),
    [
        ("Алексей Стаханов", "masculine", "Алексея Стаханова", "Алексеем Стахановым"),
        (
            "Алексей Григорьевич Стаханов",
            "masculine",
            "Алексея Григорьевича Стаханова",
            "Алексеем Григорьевичем Стахановым",
        ),
        ("А. Г. Стаханов", "masculine", "А. Г. Стаханова", "А. Г. Стахановым"),
        ("Мария Демченко", "feminine", "Марии Демченко", "Марией Демченко"),
        ("Мария Гершберг", "feminine", "Марии Гершберг", "Марией Гершберг"),
        ("Семён Гершберг", "masculine", "Семёна Гершберга", "Семёном Гершбергом"),
        ("Иван Гудов", "masculine", "Ивана Гудова", "Иваном Гудовым"),
        ("Дмитрий Концедалов", "masculine", "Дмитрия Концедалова", "Дмитрием Концедаловым"),
        ("Николай Сметанин", "masculine", "Николая Сметанина", "Николаем Сметаниным"),
        ("Пётр Кривонос", "masculine", "Петра Кривоноса", "Петром Кривоносом"),
        ("Максим Горький", "masculine", "Максима Горького", "Максимом Горьким"),
        ("Прасковья Ангелина", "feminine", "Прасковьи Ангелины", "Прасковьей Ангелиной"),
        ("Стаханов", "masculine", "Стаханова", "Стахановым"),
    ],
)
def test_names(term: str, gender: str, genitive: str, instrumental: str) -> None:
    table = cells(term, f"noun {gender} animate name")
    assert table["gen sing"][0] == genitive
    assert table["ins sing"][0] == instrumental
    assert any("plur" in cell for cell in table) == (" " not in term)
    assert cells(term)["gen sing"][0] == genitive, "first name and ending tell the gender without the grammar string"


@pytest.mark.parametrize(
    ("term", "grammar"),
    [
        ("ВЦСПС", "noun masculine inanimate indeclinable name"),
        ("МТС", "noun feminine inanimate"),
        ("ГАРФ", "noun masculine inanimate name"),
        ("НЭП", "noun masculine inanimate"),
        ("ЦК", ""),
        ("Серго Орджоникидзе", "noun masculine animate name"),
        ("Сталино", "noun neuter inanimate indeclinable name"),
        ("по-стахановски", "adverb"),
        ("За индустриализацию", "phrase"),
        ("стахановец", "phrase"),
    ],
)
def test_terms_without_forms(term: str, grammar: str) -> None:
    assert RUSSIAN.expand(term, grammar) == [Form(term, "")]


def test_animacy_decides_the_accusative() -> None:
    table = cells("Стахановец", "noun masculine inanimate name")
    assert "acc sing" not in table, "like the term itself"
    assert cells("стахановец", "noun masculine animate")["acc plur"] == ["стахановцев"]


@pytest.mark.parametrize("grammar", ["noun masculine animate singular", "noun masculine inanimate name"])
def test_singular_only(grammar: str) -> None:
    assert not any("plur" in form.features for form in RUSSIAN.expand("новый рабочий", grammar))


def test_short_forms_comparatives_and_informal_forms_are_left_out() -> None:
    adjective = {form.text for form in RUSSIAN.expand("новый", "adjective")}
    assert not adjective & {"нов", "новее", "новейший"}
    assert "человеков" not in {form.text for form in RUSSIAN.expand("человек", "noun masculine animate")}


def test_explicit_forms_replace_the_analyser() -> None:
    assert RUSSIAN.expand("хата-лаборатория", "noun feminine", ["хаты-лаборатории=gen sing", "хату-лабораторию"]) == [
        Form("хата-лаборатория", ""),
        Form("хаты-лаборатории", "gen sing"),
        Form("хату-лабораторию", ""),
    ]


def test_initials_set_together_are_variants() -> None:
    forms = RUSSIAN.expand("А. Г. Стаханов", "noun masculine animate name")
    assert Form("А.Г. Стаханову", "dat sing variant") in forms


@pytest.mark.parametrize(
    ("term", "grammar", "part"),
    [
        ("двухсотник", "noun masculine animate", "not in the dictionary"),
        ("хата-лаборатория", "noun feminine inanimate", "both parts"),
        ("Центральная-Ирмино", "noun feminine inanimate name", "only the first part"),
        ("судно", "noun neuter inanimate", "more than one paradigm"),
        ("о самом главном", "noun", "no nominative noun"),
    ],
)
def test_doubtful(term: str, grammar: str, part: str) -> None:
    assert part in (RUSSIAN.doubtful(term, grammar) or "")
    assert RUSSIAN.doubtful(term, grammar, ["форма"]) is None


@pytest.mark.parametrize(
    ("term", "grammar"),
    [
        ("стахановец", "noun masculine animate"),
        ("Иван Гудов", "noun masculine animate name"),
        ("МТС", "noun"),
        ("ВКП", ""),
        ("в забое", "phrase"),
    ],
)
def test_not_doubtful(term: str, grammar: str) -> None:
    assert RUSSIAN.doubtful(term, grammar) is None


@pytest.mark.parametrize("term", ["", "—", "№ 5", "«»", "Stakhanov", "1935", "и", "не", "А.", "бело-", "-то", "Ъ"])
def test_any_text_has_itself_as_a_form(term: str) -> None:
    forms = RUSSIAN.expand(term)
    assert forms[0] == Form(term, "")
    assert len({form.text for form in forms}) == len(forms)


@pytest.mark.parametrize(
    ("term", "grammar", "form", "features"),
    [
        ("Стаханов", "name masculine animate", "Стахановых", "gen plur, acc plur, loc plur"),
        ("Алексей Стаханов", "name masculine animate", "Алексеи Стахановы", None),
        ("А. Г. Стаханов", "name masculine animate", "А.Г.Стахановым", "ins sing variant"),
        ("А. Г. Стаханов", "name masculine animate", "А.Г. Стахановым", "ins sing variant"),
        ("ВКП(б)", "noun feminine inanimate indeclinable name", "ВКП (б)", "nom sing variant"),
    ],
)
def test_families_and_spaces(term: str, grammar: str, form: str, features: str | None) -> None:
    found = {entry.text: entry.features for entry in RUSSIAN.expand(term, grammar)}
    assert (form in found) == (features is not None)
    assert features is None or found[form].startswith(features)


def test_a_thing_with_a_person_in_it() -> None:
    found = {entry.text for entry in RUSSIAN.expand("убийство С. М. Кирова", "noun neuter inanimate")}
    assert {"убийства С. М. Кирова", "убийством С. М. Кирова", "убийство С.М. Кирова"} <= found
    assert not any("Кировой" in form for form in found)
