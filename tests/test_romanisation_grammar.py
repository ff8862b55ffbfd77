"""Phrases of romanised Russian that cannot be right, and above all those that can."""

import pytest

from termbase.files import BUNDLED
from termbase.romanisation.grammar import clashes, fit
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Converter

SCHEME = "ala-lc-rus-cyrl-latn-1997-plain"


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(BUNDLED)


def written(text: str, tools: Tools) -> Writing:
    """A document in which a Russian text stands romanised."""
    return Writing([Converter(tools.schemes[SCHEME]).convert(text)], tools, SCHEME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 1. what a preposition governs
        ("о стахановским движением и культурности класса", "o stakhanovskom dvizhenii"),
        ("к советских победах", "k sovetskim pobedam"),
        ("для рабочими завода", "dlia rabochikh"),
        ("на заводом построены цехи", "na zavode"),
        ("из-за плохим качеством работы", "za plokhogo kachestva"),
        ("ранняя по его мотивами игра", "po ego motivam"),
        ("После смертью отца", "Posle smerti"),
        # 2. adjective and noun behind a preposition
        ("ширится во все стране", "vo vsei strane"),
        ("Ко всем рабочих и работницам", "Ko vsem rabochim"),
        ("в советской заводе", "v sovetskom zavode"),
        ("в детском фантастический фильме", "v detskom fantasticheskom fil’me"),
        ("над полноценным советским альбоме", "nad polnotsennym sovetskim al’bomom"),
        # 3. without one
        ("жизнь колхозном молодёжи", "kolkhoznoi molodezhi"),
        ("отвоевали небольшие плацдарм", "nebol’shoi platsdarm"),
        # 4. lists
        ("ко всем рабочим и работницам, инженерам, техником и хозяйственникам", "tekhnikam"),
        # 6. compound adjectives
        ("Литературный-художественный сборник", "Literaturno-khudozhestvennyi"),
        # 5. nouns in a row
        ("Издание газета", "Izdanie gazety"),
        ("Издательство художественная литература", "Izdatel’stvo khudozhestvennoi literatury"),
    ],
)
def test_what_cannot_be_right(tools: Tools, text: str, expected: str) -> None:
    found = list(clashes(written(text, tools)))
    assert [clash.expected[0] for clash in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "безграничное желание работать",
        "в колхозе имени Сталина",
        "о товарище Сталине и о Сталине",
        "Письмо тов. Сталину от рабочих завода",
        "рабочие и работницы города Москва",
        "в газете Правда и в журнале Стахановец",
        "статья в Правда",
        "о рабочих и работницах",
        "в московской и ленинградской областях",
        "на новые завод и фабрику",
        "построили 3 новых завода и два новых цеха",
        "1000 рабочих завода",
        "из двух больших заводов",
        "в ещё большей степени",
        "о поставленных партией задачах",
        "о партией поставленных задачах",
        "в полный людей зал",
        "с достойным награды рабочим",
        "при этом рабочие работали",
        "человек, о котором пишут газеты",
        "среди которых были рабочие",
        "у последней неудобное управление",
        "в рабочие пошли все",
        "что за люди",
        "по его мнению",
        "посредством его мы знаем",
        "движение стахановское и ударное",
        "в стахановском движении на заводе",
        "в лесу и в лесе",
        "после рабочие пошли домой",
        "работа лучше работы",
        "из всей страны ко всем рабочим",
        "моей стране и нашей молодёжи",
        "в пальто и в кино",
        "за всё время",
        "в пионерской Артек",
        "на фабрично-заводском предприятии",
        "на заводе тракторном",
        "мать рабочая женщина",
        "Горький рабочим завода",
        "из года в год",
        "литературно-художественный сборник рабочих",
        "белый-белый снег на заводе",
        "положение, при котором людям не хватает работы",
        "враждебный партии",
        "с новыми каменным домом и садом",
        "в настоящее время архитектура",
    ],
)
def test_what_may_be_right(tools: Tools, text: str) -> None:
    assert [(clash.expected, clash.reason) for clash in clashes(written(text, tools))] == []


def test_the_reason_names_what_is_governed_and_what_stands_there(tools: Tools) -> None:
    (clash,) = clashes(written("о стахановским движением", tools))
    assert clash.reason == "“o” governs the prepositional; “stakhanovskim” is instrumental sing, dative plur"
    assert [word.text for word in clash.wrong] == ["stakhanovskim", "dvizheniem"]
    assert clash.meant[0] == "стахановском движении"


def test_of_equal_changes_that_comes_first_which_stands_elsewhere(tools: Tools) -> None:
    convert = Converter(tools.schemes[SCHEME]).convert
    wrong, other = "рабочие вошли в советском завод", "рабочие в советском заводе"
    (alone,) = clashes(Writing([convert(wrong)], tools, SCHEME))
    (beside,) = clashes(Writing([convert(wrong), convert(other)], tools, SCHEME))
    assert (alone.expected[0], beside.expected[0]) == ("v sovetskii zavod", "v sovetskom zavode")


def test_a_misspelt_word_is_not_told_of_again(tools: Tools) -> None:
    writing = Writing(["o stakhanovskim dvizheniem", "o stakhanovskimm dvizheniem"], tools, SCHEME)
    assert [clash.passage.number for clash in clashes(writing)] == [0]


@pytest.mark.parametrize(
    ("text", "word", "best", "others"),
    [
        ("kul’turnosti rabocheho klassa", "rabocheho", "рабочего", ["рабочих", "рабочем"]),
        ("trudovykh podvigo na fronte", "podvigo", "подвигов", ["подвиг", "подвиги", "подвига"]),
        ("zhizn’ kolkhoznai molodezhi v stakhanovskom dvizhenii", "kolkhoznai", "колхозной", ["колхозная", "колхозна"]),
        ("v nogu so stakhanovskai dvizheniem", "stakhanovskai", "стахановским", ["стахановская", "стахановском"]),
    ],
)
def test_a_word_that_is_near_fits_or_does_not(tools: Tools, text: str, word: str, best: str, others: list[str]) -> None:
    writing = Writing([text], tools, SCHEME)
    (passage,) = writing.passages
    measure = fit(writing, passage, [one.text for one in passage.words].index(word))
    assert measure(best) > max(map(measure, others))
