"""Repairs: of a translation whose source differs in one term, or in numbers. None is better than a wrong one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import permutations
from random import Random

import pymorphy3
import pytest

from termbase.files import BUNDLED
from termbase.formats.mask import codes, messages
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.difference import Comparer
from termbase.memory.entry import Origin, Stored, Text
from termbase.memory.key import search_key
from termbase.memory.named import Namer
from termbase.memory.repair import Repairer
from termbase.memory.search import Match

Repair = Callable[[tuple[str, str], tuple[str, str], str], str]


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index(BUNDLED)


@pytest.fixture(scope="module")
def repaired(index: Index) -> Repair:
    """The translation of a text by a pair, as languages, texts of the pair, text."""
    repairer, namer = Repairer(index), Namer(index)

    def repair(langs: tuple[str, str], pair: tuple[str, str], words: str) -> str:
        sides = [text(lang, side) for lang, side in zip(langs, pair, strict=True)]
        match = Match(80, Stored(1, "main", sides[0], sides[1], Origin("/a.po", "1"), ""), backwards=False)
        query = text(langs[0], words)
        comparer = Comparer(namer, query, codes)
        return repairer.repaired(query, match, comparer.difference(match), comparer)

    return repair


def text(lang: str, words: str) -> Text:
    return Text(lang, words, search_key(messages(words)))


EN_RU = ("en", "ru")
RU_EN = ("ru", "en")
RU_KO = ("ru", "ko")
KO_RU = ("ko", "ru")
EN_KO = ("en", "ko")
KO_EN = ("ko", "en")


@pytest.mark.parametrize(
    ("langs", "source", "target", "words", "wanted"),
    [
        (
            EN_RU,
            "The engineer spoke to the hewer.",
            "Инженер говорил с забойщиком.",
            "The engineer spoke to the foreman.",
            "Инженер говорил с мастером.",
        ),
        (
            EN_RU,
            "The old brigade was praised.",
            "Старую бригаду хвалили.",
            "The old factory was praised.",
            "Старый завод хвалили.",
        ),
        (
            EN_RU,
            "They wrote about the new kolkhoz.",
            "Писали о новом колхозе.",
            "They wrote about the new brigade.",
            "Писали о новой бригаде.",
        ),
        (
            EN_RU,
            "Five hewers came early.",
            "Пять забойщиков пришли рано.",
            "Five engineers came early.",
            "Пять инженеров пришли рано.",
        ),
        (
            EN_RU,
            "He is proud of his factory.",
            "Он гордится своим заводом.",
            "He is proud of his brigade.",
            "Он гордится своей бригадой.",
        ),
        (
            EN_RU,
            "Without the engineer nothing moved.",
            "Без инженера ничего не двигалось.",
            "Without the brigade nothing moved.",
            "Без бригады ничего не двигалось.",
        ),
        (
            EN_RU,
            "They talked with the engineers of the mine.",
            "Они говорили с инженерами шахты.",
            "They talked with the foremen of the mine.",
            "Они говорили с мастерами шахты.",
        ),
        (
            EN_RU,
            "In the kolkhoz work began at dawn.",
            "В колхозе работа начиналась на рассвете.",
            "In the brigade work began at dawn.",
            "В бригаде работа начиналась на рассвете.",
        ),
        (
            EN_RU,
            "The engineers of this factory went home.",
            "Инженеры этого завода ушли домой.",
            "The engineers of this brigade went home.",
            "Инженеры этой бригады ушли домой.",
        ),
        (
            EN_RU,
            "The Stakhanovite's wife spoke.",
            "Жена стахановца выступила.",
            "The engineer's wife spoke.",
            "Жена инженера выступила.",
        ),
        (
            RU_EN,
            "Инженер говорил с забойщиком.",
            "The engineer spoke to the hewer.",
            "Инженер говорил с мастером.",
            "The engineer spoke to the foreman.",
        ),
        (RU_EN, "Пришёл инженер.", "An engineer came.", "Пришёл забойщик.", "A hewer came."),
        (RU_EN, "Пришёл забойщик.", "A hewer came.", "Пришёл инженер.", "An engineer came."),
        (RU_EN, "Забойщики ушли домой.", "The hewers went home.", "Мастера ушли домой.", "The foremen went home."),
        (
            RU_EN,
            "Газета писала о бригаде.",
            "The newspaper wrote about the brigade.",
            "Газета писала о колхозе.",
            "The newspaper wrote about the kolkhoz.",
        ),
        (RU_EN, "Это труд забойщика.", "This is a hewer's work.", "Это труд инженера.", "This is an engineer's work."),
        (
            RU_EN,
            "Пять бригад работали ночью.",
            "Five brigades worked at night.",
            "Пять заводов работали ночью.",
            "Five factories worked at night.",
        ),
        (
            RU_KO,
            "Газета хвалила завод.",
            "신문은 공장을 칭찬했다.",
            "Газета хвалила бригаду.",
            "신문은 작업반을 칭찬했다.",
        ),
        (
            RU_KO,
            "Газета хвалила инженера.",
            "신문은 엔지니어를 칭찬했다.",
            "Газета хвалила мастера.",
            "신문은 현장 감독자를 칭찬했다.",
        ),
        (
            RU_KO,
            "Газета хвалила машиниста.",
            "신문은 기관사를 칭찬했다.",
            "Газета хвалила бригадира.",
            "신문은 작업반장을 칭찬했다.",
        ),
        (RU_KO, "Бригадир ушёл домой.", "작업반장은 집에 갔다.", "Машинист ушёл домой.", "기관사는 집에 갔다."),
        (RU_KO, "Мы шли к заводу.", "우리는 공장으로 걸어갔다.", "Мы шли к колхозу.", "우리는 콜호스로 걸어갔다."),
        (
            RU_KO,
            "Бригадир и забойщик ушли.",
            "작업반장과 채탄부가 떠났다.",
            "Машинист и забойщик ушли.",
            "기관사와 채탄부가 떠났다.",
        ),
        (RU_KO, "Забойщики пришли рано.", "채탄부들이 일찍 왔다.", "Машинисты пришли рано.", "기관사들이 일찍 왔다."),
        (RU_KO, "Он бывший инженер.", "그는 전직 엔지니어다.", "Он бывший бригадир.", "그는 전직 작업반장이다."),
        (
            KO_RU,
            "신문은 채탄부를 칭찬했다.",
            "Газета хвалила забойщика.",
            "신문은 기관사를 칭찬했다.",
            "Газета хвалила машиниста.",
        ),
        (KO_RU, "엔지니어는 집에 갔다.", "Инженер ушёл домой.", "작업반장은 집에 갔다.", "Бригадир ушёл домой."),
        (KO_RU, "채탄부들이 일찍 왔다.", "Забойщики пришли рано.", "기관사들이 일찍 왔다.", "Машинисты пришли рано."),
        (
            EN_KO,
            "The newspaper praised the engineer.",
            "신문은 엔지니어를 칭찬했다.",
            "The newspaper praised the brigade leader.",
            "신문은 작업반장을 칭찬했다.",
        ),
        (
            EN_KO,
            "The factory works at night.",
            "공장은 밤에 일한다.",
            "The kolkhoz works at night.",
            "콜호스는 밤에 일한다.",
        ),
        (
            EN_KO,
            "The hewers came early.",
            "채탄부들이 일찍 왔다.",
            "The engineers came early.",
            "엔지니어들이 일찍 왔다.",
        ),
        (
            KO_EN,
            "신문은 엔지니어를 칭찬했다.",
            "The newspaper praised the engineer.",
            "신문은 채탄부를 칭찬했다.",
            "The newspaper praised the hewer.",
        ),
        (KO_EN, "엔지니어가 왔다.", "An engineer came.", "채탄부가 왔다.", "A hewer came."),
        (
            EN_RU,
            "Shock workers were invited.",
            "Пригласили ударников.",
            "Stakhanovites were invited.",
            "Пригласили стахановцев.",
        ),
        (
            EN_RU,
            "The best shock workers were invited.",
            "Пригласили лучших ударников.",
            "The best Stakhanovites were invited.",
            "Пригласили лучших стахановцев.",
        ),
        (
            EN_RU,
            "He led socialist competition.",
            "Он руководил социалистическим соревнованием.",
            "He led shock work.",
            "Он руководил ударничеством.",
        ),
        (EN_RU, "It took 25 days.", "На это ушло 25 дней.", "It took 36 days.", "На это ушло 36 дней."),
        (
            EN_RU,
            "In 1935 he made 14 norms.",
            "В 1935 году он дал 14 норм.",
            "In 1936 he made 15 norms.",
            "В 1936 году он дал 15 норм.",
        ),
        (RU_KO, "Он вырубил 102 тонны.", "그는 102톤을 캤다.", "Он вырубил 227 тонн.", "그는 227톤을 캤다."),
        # Before a Russian term, what agrees with it differs too, and prepositions have two forms.
        (
            RU_EN,
            "Говорили о старом заводе.",
            "They talked about the old factory.",
            "Говорили о старой бригаде.",
            "They talked about the old brigade.",
        ),
        (RU_KO, "О бригаде писали.", "작업반에 대해 썼다.", "Об инженере писали.", "엔지니어에 대해 썼다."),
        # But not another word, or another number.
        (
            RU_EN,
            "Мастера хвалила бригада.",
            "The foreman was praised by the brigade.",
            "Мастера хвалило начальство.",
            "",
        ),
        (RU_EN, "Говорили о старых заводах.", "They talked about the old factories.", "Говорили о старой бригаде.", ""),
        (RU_EN, "Хвалила инженера.", "She praised the engineer.", "Хвалили забойщика.", ""),
        # Not certain: the verb or another word agrees, or the case is told by nothing.
        (EN_RU, "Two hewers came early.", "Два забойщика пришли рано.", "Two brigades came early.", ""),
        (EN_RU, "The brigade was late.", "Бригада опоздала.", "The engineer was late.", ""),
        (EN_RU, "The norm was low in 1935.", "Норма в 1935 году была низкой.", "The record was low in 1935.", ""),
        (EN_RU, "Each kolkhoz got a tractor.", "Каждый колхоз получил трактор.", "Each brigade got a tractor.", ""),
        (
            EN_RU,
            "The newspaper praised the hewer.",
            "Газета хвалила забойщика.",
            "The newspaper praised the factory.",
            "",
        ),
        (EN_RU, "The newspaper praised the factory.", "Газета хвалила завод.", "The newspaper praised the hewer.", ""),
        (RU_KO, "Он работал на заводе.", "그는 공장에서 일했다.", "Он работал в колхозе.", ""),
        (KO_RU, "신문은 공장을 칭찬했다.", "Газета хвалила завод.", "신문은 작업반을 칭찬했다.", ""),
        (KO_RU, "우리는 새 공장에 갔다.", "Мы пошли на новый завод.", "우리는 새 작업반에 갔다.", ""),
        (KO_RU, "우리는 새 공장을 보았다.", "Мы видели новый завод.", "우리는 새 작업반을 보았다.", ""),
        (
            EN_RU,
            "The production plan was discussed.",
            "Обсуждали производственный план.",
            "The output norm was discussed.",
            "",
        ),
        (
            EN_RU,
            "Socialist competition began here.",
            "Здесь началось социалистическое соревнование.",
            "The first five-year plan began here.",
            "",
        ),
        # What is read with a number: particles, articles, prepositions; endings that are written on to it.
        (EN_KO, "He chose 3.", "그는 3을 골랐다.", "He chose 2.", "그는 2를 골랐다."),
        (EN_KO, "It fell to 6.", "6으로 줄었다.", "It fell to 7.", "7로 줄었다."),
        (EN_KO, "It was 15.", "그것은 15였다.", "It was 16.", "그것은 16이었다."),
        (EN_KO, "It was 16.", "그것은 16이었다.", "It was 15.", "그것은 15였다."),
        (EN_KO, "It was a brigade.", "그것은 작업반이었다.", "It was a kolkhoz.", "그것은 콜호스였다."),
        (EN_KO, "He wrote “3”.", "그는 “3”을 썼다.", "He wrote “2”.", "그는 “2”를 썼다."),
        (EN_KO, "Lesson 3 and others.", "제3과 등.", "Lesson 4 and others.", "제4과 등."),
        (RU_EN, "Ввели 8-часовой день.", "They had an 8-hour day.", "Ввели 7-часовой день.", "They had a 7-hour day."),
        (RU_EN, "Это 21-й рекорд.", "This is the 21st record.", "Это 22-й рекорд.", ""),
        (RU_EN, "Письмо 1936 года.", "A 1936 letter.", "Письмо 1836 года.", ""),
        (EN_RU, "He spoke of 10 days.", "Говорил о 10 днях.", "He spoke of 11 days.", "Говорил об 11 днях."),
        (EN_RU, "From 10 to 20 tons.", "С 10 до 20 тонн.", "From 100 to 200 tons.", "Со 100 до 200 тонн."),
        (EN_RU, "In 2 shifts.", "Во 2-й смене.", "In 3 shifts.", "В 3-й смене."),
        (EN_RU, "A 5-hour shift.", "5-ти часовая смена.", "A 8-hour shift.", ""),
        # Articles before the term in the text follow it.
        (EN_RU, "He saw an engineer.", "Он видел инженера.", "He saw a hewer.", "Он видел забойщика."),
        (EN_RU, "He saw an engineer.", "Он видел инженера.", "He saw the hewer.", ""),
        # Words that go with a person only, with a man only, with a thing only.
        (
            RU_EN,
            "Ударник горд своей работой.",
            "The shock worker is proud of his work.",
            "Бригада горда своей работой.",
            "",
        ),
        (
            RU_EN,
            "Мастер, который спит, дома.",
            "The foreman who sleeps is at home.",
            "Инженер, который спит, дома.",
            "The engineer who sleeps is at home.",
        ),
        (RU_EN, "Это инженер гордится собой.", "The engineer is proud of himself.", "Это доярка гордится собой.", ""),
        (RU_EN, "Колхоз, который рос, богат.", "The kolkhoz which grew is rich.", "Инженер, который рос, богат.", ""),
        (RU_KO, "Инженеру дали премию.", "엔지니어에게 상을 주었다.", "Заводу дали премию.", ""),
        (RU_KO, "Заводу дали премию.", "공장에 상을 주었다.", "Инженеру дали премию.", ""),
        (RU_KO, "Пять инженеров спали.", "다섯 명의 엔지니어가 잤다.", "Пять заводов спали.", ""),
        (RU_KO, "Пять тракторов стояли.", "트랙터 다섯 대가 서 있었다.", "Пять заводов стояли.", ""),
        (EN_RU, "He met two engineers.", "Он встретил двух инженеров.", "He met two factories.", ""),
        (EN_RU, "He met 2 engineers.", "Он встретил 2 инженеров.", "He met 2 factories.", ""),
        (EN_RU, "He saw two factories.", "Он видел два завода.", "He saw two engineers.", ""),
        (EN_RU, "Two engineers stood.", "Стояли двое инженеров.", "Two milkmaids stood.", ""),
        # Where something is: the preposition goes with the noun.
        (EN_RU, "He was at the kolkhoz.", "Он был в колхозе.", "He was at the loom.", ""),
        (EN_RU, "He was at the kolkhoz.", "Он был в колхозе.", "He was at the sovkhoz.", "Он был в совхозе."),
        (EN_RU, "He was in the mine.", "Он был в шахте.", "He was in the factory.", ""),
        (EN_RU, "He was in the mine.", "Он был в шахте.", "He was in the brigade.", "Он был в бригаде."),
        (EN_RU, "He was at the mine.", "Он был на шахте.", "He was at the factory.", "Он был на заводе."),
        (EN_RU, "He was in Moscow.", "Он был в Москве.", "He was in Leningrad.", "Он был в Ленинграде."),
        # A capital at the beginning makes no name.
        (RU_EN, "Ударник ушёл.", "The shock worker left.", "Стахановец ушёл.", "The Stakhanovite left."),
        # Names: some have an article, and often only a part of one stands there.
        (RU_EN, "Он жил в Донбассе.", "He lived in the Donbass.", "Он жил в Москве.", ""),
        (RU_EN, "Речь комсомола.", "The speech of the Komsomol.", "Речь Сталина.", ""),
        (EN_RU, "Stalin's speech.", "Речь Сталина.", "Kirov's speech.", ""),
        (EN_RU, "Joseph Stalin's speech.", "Речь Иосифа Сталина.", "Sergei Kirov's speech.", "Речь Сергея Кирова."),
        (EN_RU, "It took 25 days.", "На это ушло 25 дней.", "It took 21 days.", ""),
        (EN_RU, "He cut 102 tons in 5 hours.", "Он вырубил 102 тонны за 5 часов.", "He cut 227 tons in 5 hours.", ""),
    ],
)
def test_repairs(repaired: Repair, langs: tuple[str, str], source: str, target: str, words: str, wanted: str) -> None:
    assert repaired(langs, (source, target), words) == wanted


TERMS = {
    "engineer": ("инженер", "엔지니어"),
    "hewer": ("забойщик", "채탄부"),
    "foreman": ("мастер", "현장 감독자"),
    "Stakhanovite": ("стахановец", "스타하노프 노동자"),
    "brigade leader": ("бригадир", "작업반장"),
    "locomotive driver": ("машинист", "기관사"),
    "brigade": ("бригада", "작업반"),
    "factory": ("завод", "공장"),
    "kolkhoz": ("колхоз", "콜호스"),
    "norm": ("норма", "작업 기준량"),
    "record": ("рекорд", "기록"),
}
"""Preferred terms of concepts in three languages."""
PLURALS = {"foreman": "foremen", "factory": "factories", "kolkhoz": "kolkhozes"}
morph = pymorphy3.MorphAnalyzer()
RUSSIAN = [
    # An English sentence with a term, a Russian one with an adjective, if any, and the case of both; number.
    ("They praised the old {}.", "Хвалили {}.", "старый", "accs", "sing"),
    ("They waited for this {} for a long time.", "Долго ждали {}.", "этот", "gent", "sing"),
    ("There was no {} here.", "Здесь не было {}.", "", "gent", "sing"),
    ("He spoke about this {} again.", "Он снова говорил об {}.", "этот", "loct", "sing"),
    ("They were proud of their new {}.", "Они гордились своей судьбой и {}.", "новый", "ablt", "sing"),
    ("He came up to the {} at last.", "Он наконец подошёл к {}.", "", "datv", "sing"),
    ("The work of the {} went on.", "Работа {} продолжалась.", "", "gent", "plur"),
    ("They saw the old {} there.", "Там видели {}.", "старый", "accs", "plur"),
    ("They talked about the {} in the evening.", "Вечером говорили о {}.", "", "loct", "plur"),
    ("The old {} came back.", "{} сделал своё дело.", "старый", "nomn", "sing"),
]
KOREAN = [
    ("{} хвалили.", "사람들은 {}을/를 칭찬했다.", "accs", "sing"),
    ("О {} много писали.", "{}에 대해 많이 썼다.", "loct", "sing"),
    ("Мы шли к {}.", "우리는 {}으로/로 걸어갔다.", "datv", "sing"),
    ("С {} пришёл и директор.", "{}과/와 함께 소장도 왔다.", "ablt", "sing"),
    ("Здесь нет {}.", "여기에는 {}이/가 없다.", "gent", "sing"),
]


def russian(word: str, case: str, number: str, adjective: str = "") -> str:
    """A noun with an adjective in a case, by pymorphy3 itself."""
    noun = next(one for one in morph.parse(word) if "NOUN" in one.tag and "nomn" in one.tag)
    done = noun.inflect({case, number}).word
    if not adjective:
        return str(done)
    about = {case, number} | ({noun.tag.gender} if number == "sing" else set())
    if case == "accs" and (number == "plur" or noun.tag.gender == "masc"):
        about.add(noun.tag.animacy)
    first = next(one for one in morph.parse(adjective) if "nomn" in one.tag and "masc" in one.tag)
    return f"{first.inflect(about).word} {done}"


def sentence(pattern: str, words: str) -> str:
    """A Russian sentence, its preposition in the form that the next word asks for."""
    done = pattern.format(words)
    done = re.sub(r"\b([Оо])б? (?=[аэиоу])", r"\1б ", done)
    done = re.sub(r"\b([Оо])б (?=[^аэиоу])", r"\1 ", done)
    done = re.sub(r"\b([СсКк]) (?=ст)", lambda found: found[1] + ("о " if found[1] in "Сс" else " "), done)
    return done[0].upper() + done[1:]


def with_particle(pattern: str, word: str) -> str:
    """A Korean sentence, each particle in the form for the final sound."""
    last = (ord(word[-1]) - 0xAC00) % 28
    for closed, opened in (("을", "를"), ("과", "와"), ("이", "가")):
        pattern = pattern.replace(f"{{}}{closed}/{opened}", f"{{}}{closed if last else opened}")
    pattern = pattern.replace("{}으로/로", "{}으로" if last not in (0, 8) else "{}로")
    return pattern.format(word)


def cases() -> Iterator[tuple[tuple[str, str], tuple[str, str], tuple[str, str]]]:
    """Sentences with every two of the terms: languages, the pair in the memory, text and its translation."""
    for one, other in permutations(TERMS, 2):
        for english, pattern, adjective, case, number in RUSSIAN:
            pairs = []
            for term in (one, other):
                done = sentence(pattern, russian(TERMS[term][0], case, number, adjective))
                written = PLURALS.get(term, term + "s") if number == "plur" else term
                pairs.append((english.format(written), done))
            if case == "nomn" and TERMS[other][0] in ("бригада", "норма"):
                pairs[1] = (pairs[1][0], pairs[1][1].replace("сделал", "сделала"))
            if case == "nomn" and TERMS[one][0] in ("бригада", "норма"):
                pairs[0] = (pairs[0][0], pairs[0][1].replace("сделал", "сделала"))
            yield EN_RU, pairs[0], pairs[1]
            yield RU_EN, (pairs[0][1], pairs[0][0]), (pairs[1][1], pairs[1][0])
        for pattern, korean, case, number in KOREAN:
            pairs = []
            for term in (one, other):
                done = sentence(pattern, russian(TERMS[term][0], case, number))
                pairs.append((done, with_particle(korean, TERMS[term][1])))
            yield RU_KO, pairs[0], pairs[1]
            yield KO_RU, (pairs[0][1], pairs[0][0]), (pairs[1][1], pairs[1][0])


def test_none_is_wrong(repaired: Repair) -> None:
    """Of a sample, most are repaired, and none is repaired wrongly."""
    told: Counter[tuple[tuple[str, str], str]] = Counter()
    wrong = []
    for langs, pair, (words, wanted) in Random(7).sample(list(cases()), 250):
        done = repaired(langs, pair, words)
        told[langs, "none" if not done else "right" if done == wanted else "wrong"] += 1
        if done not in ("", wanted):
            wrong.append((words, pair[1], done, wanted))
    assert wrong == [], told
    for langs in (EN_RU, RU_EN, RU_KO, KO_RU):
        assert told[langs, "right"] > told[langs, "none"]
