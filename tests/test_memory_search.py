"""Matches: what is found, at which percentage, what they lack, and what becomes of them."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termbase.cli.main import main
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.formats.mask import codes, messages
from termbase.index.cache import open_index
from termbase.index.grams import distance, grams
from termbase.index.store import Index
from termbase.match import Finder
from termbase.memory import blocks, bulk
from termbase.memory.concordance import as_written, in_all_forms, occurrences, of_concept
from termbase.memory.difference import Comparer, Difference, ranked
from termbase.memory.entry import Origin, Pair, Text
from termbase.memory.key import endings, light, search_key
from termbase.memory.named import Namer
from termbase.memory.repair import Repairer
from termbase.memory.search import Match, Searcher, open_searcher
from termbase.memory.store import Store
from tests.conftest import ROOT

BASE = ROOT / "tests" / "data" / "base"
ENDINGS = endings(open_index(BUNDLED))
PAIRS = [
    ("The miner came to the meeting of 25 people.", "Шахтёр пришёл на собрание 25 человек."),
    ("It was written about shock workers in Pravda.", "Об ударниках писали в «Правде»."),
    ("Save %d files to <b>%s</b>", "Сохранить %d файлов в <b>%s</b>"),
    ("Old norms were broken everywhere.", "Старые нормы были сломаны повсюду."),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index(BASE)


def text(lang: str, words: str) -> Text:
    return Text(lang, words, search_key(messages(words)))


def pairs(rows: Sequence[tuple[str, str]], langs: tuple[str, str] = ("en", "ru")) -> list[Pair]:
    return [
        Pair(text(langs[0], source), text(langs[1], target), Origin("/a.po", str(number)))
        for number, (source, target) in enumerate(rows)
    ]


def filled(
    path: Path, rows: Sequence[tuple[str, str]], langs: tuple[str, str] = ("en", "ru"), memory: str = "main"
) -> Path:
    with closing(Store(str(path), write=True)) as store:
        store.add(pairs(rows, langs), memory)
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = filled(tmp_path / "main.sqlite", PAIRS)
    monkeypatch.setenv("TERMBASE_MEMORY", str(path))
    return path


def best(store: Path, lang: str, words: str, least: int = 50) -> tuple[int, str] | None:
    found = open_searcher(str(store), ENDINGS).matches(text(lang, words), least=least)
    return (found[0].score, found[0].target.text) if found else None


@pytest.mark.parametrize(
    ("masked", "key"),
    [
        ("The  Norm’s «limit»", 'the norm\'s "limit"'),
        ("\ufffc\ufffc of \ufffc \ufffc\ufffc", "\ufffc of \ufffc"),
        ("12 of 1,500", "0 of 0,0"),
        ("ста́рые\u00ad нормы", "старые нормы"),
    ],
)
def test_keys(masked: str, key: str) -> None:
    assert search_key(masked) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("старая норма рабочего", "старые нормы рабочих"),
        ("스타하노프 운동 참가자", "스타하노프운동 참가자"),
        ("о стахановцах, ударниках.", "о стахановцев, ударники."),
        ("ёлка зелёная", "елка зеленая"),
    ],
)
def test_what_is_light(one: str, other: str) -> None:
    assert one != other
    assert light(one, ENDINGS) == light(other, ENDINGS)


@pytest.mark.parametrize(
    ("lang", "words", "score", "target"),
    [
        ("en", PAIRS[0][0], 100, PAIRS[0][1]),
        ("en", "the miner came to the meeting of 30 people.", 99, PAIRS[0][1]),
        ("en", "Save %d files to <i>%s</i>", 99, PAIRS[2][1]),
        # Two letters of 33 differ.
        ("en", "Odd norms were broken everywhere?", 93, PAIRS[3][1]),
        ("ru", PAIRS[3][1], 100, PAIRS[3][0]),
        # Four letters of 34, but in endings only: they count as one.
        ("ru", "Старых норм была сломано повсюду.", 97, PAIRS[3][0]),
        ("en", "Something else altogether.", None, None),
        ("ko", PAIRS[0][0], None, None),
    ],
)
def test_scores(store: Path, lang: str, words: str, score: int | None, target: str | None) -> None:
    assert best(store, lang, words) == (None if score is None else (score, target))


def test_spaces_of_korean_cost_little(tmp_path: Path) -> None:
    store = filled(
        tmp_path / "a.sqlite", [("스타하노프 운동은 1935년에 시작되었다.", "It began in 1935.")], ("ko", "en")
    )
    # One character of 24.
    assert best(store, "ko", "스타하노프운동은 1935년에 시작되었다.") == (98, "It began in 1935.")


@pytest.mark.parametrize(
    ("lang", "stored", "asked", "score"),
    [("ko", "스타하노프 운동", "스타하노프운동", 96), ("ru", "завода", "завод", 95), ("ru", "ёлка", "елка", 93)],
)
def test_what_is_light_costs_little_both_ways(tmp_path: Path, lang: str, stored: str, asked: str, score: int) -> None:
    for name, one, other in (("a", stored, asked), ("b", asked, stored)):
        path = filled(tmp_path / f"{name}.sqlite", [(one, "x")], (lang, "en"))
        assert best(path, lang, other) == (score, "x")


def test_priority_and_penalty(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    for memory, word in (("one", "первый"), ("two", "второй")):
        filled(path, [("The same text", word)], memory=memory)
    searcher = open_searcher(str(path))
    assert [match.target.text for match in searcher.matches(text("en", "The same text"))] == ["второй", "первый"]
    with closing(Store(str(path), write=True)) as store:
        store.set_memory("one", priority=1)
    searcher = open_searcher(str(path))
    assert [match.target.text for match in searcher.matches(text("en", "The same text"))] == ["первый", "второй"]
    with closing(Store(str(path), write=True)) as store:
        store.set_memory("one", penalty=10)
    searcher = open_searcher(str(path))
    found = searcher.matches(text("en", "The same text"))
    assert [(match.score, match.target.text) for match in found] == [(100, "второй"), (90, "первый")]
    assert searcher.matches(text("en", "The same text"), to="ko") == []


def test_what_was_added_is_found_at_once(store: Path) -> None:
    searcher = open_searcher(str(store))
    assert searcher.matches(text("en", "A quite new sentence of words")) == []
    filled(store, [("A quite new sentence of words.", "Новое")])
    assert [match.score for match in searcher.matches(text("en", "A quite new sentence of words"))] == [96]


def test_matches_that_do_not_count_hide_no_others(tmp_path: Path) -> None:
    """Better ones that were deleted, or are in another language, or whose memory has a penalty."""
    path = tmp_path / "a.sqlite"
    filled(path, [(f"The old miner came to the meeting of the {name}s", name) for name in ("shop", "mine", "club")])
    filled(
        path,
        [(f"The old miner came to the meeting of our {name}", name) for name in ("shop", "mine")],
        ("en", "ko"),
        "ko",
    )
    filled(path, [("The old worker came to a meeting of the plant", "target")], memory="other")
    with closing(Store(str(path), write=True)) as store:
        store.delete([pair.n for pair in store.every() if pair.target.text == "club"])
        store.set_memory("main", penalty=30)
    query = text("en", "The old miner came to the meeting of the shops")
    found = open_searcher(str(path)).matches(query, to="ru", least=60, most=1)
    assert [match.target.text for match in found] == ["target"]
    filled(path, [("The old miner came to the meeting of the shops!", "newest")], memory="newest")
    searcher = open_searcher(str(path))
    filled(path, [("The old miner came to the meeting of these shops", "later")], memory="later")
    assert {match.target.text for match in searcher.matches(query, to="ru", most=2)} == {"newest", "later"}


WORDS = st.sampled_from(["норма", "работа", "завод", "norm", "plan", "steel", "일", "강철", "вдруг", "of", "the"])
SENTENCES = st.lists(WORDS, min_size=2, max_size=9).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=40, unique=True), SENTENCES)
def test_the_best_is_found(tmp_path_factory: pytest.TempPathFactory, sentences: list[str], query: str) -> None:
    """Against a comparison with every segment; with and without numpy and rapidfuzz."""
    path = tmp_path_factory.mktemp("memory") / "a.sqlite"
    filled(path, [(sentence, f"x{number}") for number, sentence in enumerate(sentences)], ("xx", "yy"))
    scores = []
    for sentence in sentences:
        longest = max(len(sentence), len(query))
        score = 100 * (longest - distance(query, sentence, longest)) // longest
        scores.append(100 if sentence == query else min(score, 99))
    expected = sorted((score for score in scores if score >= 70), reverse=True)[:5]
    for many in (False, True):
        found = open_searcher(str(path), many=many).matches(Text("xx", query, query))
        # Spaces between Hangul cost less than they do here.
        assert [match.score for match in found if not any(char >= "가" for char in query)] == (
            expected if not any(char >= "가" for char in query) else []
        )


@given(
    st.lists(
        st.tuples(st.integers(1, 500), st.lists(st.integers(0, 60), max_size=40)),
        max_size=4,
        unique_by=lambda part: part[0],
    )
)
def test_both_ways_to_count_agree(parts: list[tuple[int, list[int]]]) -> None:
    packed = [(first * 100, b"".join(place.to_bytes(2, "little") for place in places)) for first, places in parts]
    assert sorted(blocks.most_frequent(packed, 10_000)) == sorted(bulk.most_frequent(packed, 10_000))
    few = [count for _, count in bulk.most_frequent(packed, 3)]
    assert few == sorted(few, reverse=True)


def test_a_large_addition_makes_blocks_by_language_and_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 64)
    monkeypatch.setattr(blocks, "_MIXED", 32)
    letters = ["abcdefgh"[n % 8] + "ijklmnop"[n // 8 % 8] + "qrstuvwx"[n // 64] for n in range(200)]
    rows = [(f"{name} " * (1 + n % 7) + "end", f"отрезок {name}") for n, name in enumerate(letters)]
    path = filled(tmp_path / "a.sqlite", rows)
    filled(path, [("one more segment of few words", "ещё один")])
    with closing(Store(str(path))) as store:
        places = {source: n for source, _ in rows for n, _ in store.equal(search_key(source))}
        assert len(places) == 200
        for source, _ in rows[::17]:
            key = search_key(source)
            found = [key for _, _, key in store.candidates(grams(key), (len(key), len(key)), "en", 20)]
            assert key in found
    searcher = open_searcher(str(path))
    assert searcher.matches(text("en", "one more segment of two words"))[0].target.text == "ещё один"


@pytest.mark.parametrize(
    ("lang", "words", "terms"),
    [
        ("en", "The shock workers broke every quota.", ["shock workers→shock worker", "quota→quota"]),
        (
            "ru",
            "О стахановцах и технических нормах",
            ["стахановцах→стахановец", "технических нормах→техническая норма"],
        ),
        ("ko", "돌격노동자들은 노르마를 넘었다", ["돌격노동자→돌격 노동자", "노르마→노르마"]),
        ("en", "pravda is a word", []),
        ("ru", "behest", []),
        ("en", "  norms  and  ", ["norms→norm"]),
        ("en", " ", []),
        (
            "en",
            "The udarniki and a 'stakhanovets' norm it",
            ["udarniki→ударник", "stakhanovets→стахановец", "norm→norm"],
        ),
        ("ko", "노르마초과를 위한 돌격노동자증", ["노르마→노르마", "돌격노동자→돌격 노동자"]),
    ],
)
def test_terms_of_a_short_text(index: Index, lang: str, words: str, terms: list[str]) -> None:
    assert [f"{words[one.start : one.end]}→{one.term.text}" for one in Namer(index).terms_in(words, lang)] == terms


READER = ROOT / "translations" / "stakhanovite-reader"


@pytest.mark.parametrize(("name", "side"), [("en-ru.po", "source"), ("en-ru.po", "target"), ("en-ko.po", "target")])
def test_terms_are_those_that_find_gives(name: str, side: str) -> None:
    """Of all units of the reader: what is found in one way only are titles with signs in them, and transcriptions."""
    index = open_index(str(ROOT / "termbase" / "data"))
    finder, namer = Finder(index), Namer(index)
    segments = [segment for unit in read(READER / name).units if (segment := getattr(unit, side))]
    told: list[set[tuple[int, int, int, int]]] = [set(), set()]
    for number, segment in enumerate(segments):
        hits = finder.find(segment.text, segment.lang)
        told[0] |= {(number, hit.start, hit.end, hit.term.concept) for hit in hits}
        named = namer.terms_in(segment.text, segment.lang)
        told[1] |= {(number, one.start, one.end, one.term.concept) for one in named}
    assert len(told[0]) > 1500
    assert len(told[0] & told[1]) / len(told[0] | told[1]) > 0.96


def compared(index: Index, store: Path, lang: str, words: str) -> tuple[Match, Difference, str]:
    query = text(lang, words)
    comparer = Comparer(Namer(index), query, codes)
    matches = open_searcher(str(store), ENDINGS).matches(query, least=40)
    match, difference = ranked([(match, comparer.difference(match)) for match in matches])[0]
    return match, difference, Repairer(index).repaired(query, match, difference, comparer)


@pytest.mark.parametrize(
    ("words", "missing", "repair"),
    [
        (
            "The shock worker came to the meeting of 25 people.",
            ["shock-worker"],
            "Ударник пришёл на собрание 25 человек.",
        ),
        ("It was written about miners in Pravda.", ["miner"], "О шахтёрах писали в «Правде»."),
        ("Old quotas were broken everywhere.", [], ""),
        ("The miner came to the meeting of 35 people.", [], "Шахтёр пришёл на собрание 35 человек."),
        # 21 человек, but 21 норма: the words that follow agree with other numbers otherwise.
        ("The miner came to the meeting of 21 people.", [], ""),
        ("Save %d files to <i>%s</i>", [], ""),
        ("It was written about the behest in Pravda.", ["behest"], ""),
    ],
)
def test_terms_and_repairs(index: Index, store: Path, words: str, missing: list[str], repair: str) -> None:
    _, difference, repaired = compared(index, store, "en", words)
    assert [one.concept for one in difference.terms] == missing
    assert repaired == repair


def test_a_repair_with_particles(index: Index, tmp_path: Path) -> None:
    store = filled(
        tmp_path / "a.sqlite", [("Мы видели нормы вчера вечером.", "우리는 어제 저녁에 노르마를 보았다.")], ("ru", "ko")
    )
    _, difference, repaired = compared(index, store, "ru", "Мы видели заветы вчера вечером.")
    assert [one.concept for one in difference.terms] == ["behest"]
    assert repaired in ("우리는 어제 저녁에 유훈을 보았다.", "")
    store = filled(tmp_path / "b.sqlite", [("노르마를 어제 저녁에 보았다.", "Норму видели вчера.")], ("ko", "ru"))
    _, difference, repaired = compared(index, store, "ko", "유훈을 어제 저녁에 보았다.")
    assert (difference.terms[0].concept, repaired) == ("behest", "Завет видели вчера.")


def test_numbers_and_codes_are_compared_apart(index: Index, store: Path) -> None:
    _, difference, _ = compared(index, store, "en", "The miner came to the meeting of 35 people.")
    assert (difference.numbers, difference.codes) == ([("25", "35")], [])
    _, difference, _ = compared(index, store, "en", "Save %d files to <i>%s</i>")
    assert (difference.numbers, difference.codes) == ([], ["<i>", "</i>", "<b>", "</b>"])
    _, difference, _ = compared(index, store, "en", "Save %d of %d files to <b>%s</b>")
    assert (difference.numbers, difference.codes) == ([], ["%d"])


def test_numbers_in_another_order_are_the_same(index: Index, tmp_path: Path) -> None:
    store = filled(tmp_path / "a.sqlite", [("He made 14 of them in 1935.", "x"), ("Page 5 of 10 pages", "x")])
    for words, numbers in (("In 1935 he made 14 of them.", []), ("Page 10 of 5 pages", [("5", "10"), ("10", "5")])):
        _, difference, _ = compared(index, store, "en", words)
        assert difference.numbers == numbers


def test_a_match_with_the_terms_comes_first(index: Index, tmp_path: Path) -> None:
    rows = [("The norms of our mines", "Новости наших шахт"), ("The norm of our mine", "Норма нашей шахты")]
    store = filled(tmp_path / "a.sqlite", rows)
    match, _, _ = compared(index, store, "en", "The norms of our mine")
    assert match.target.text == "Норма нашей шахты"


@pytest.mark.parametrize(
    ("query", "lang", "found"),
    [
        ("шахтёров", "", [0]),
        ("miners", "", [0]),
        ("shock worker", "en", [1]),
        ("сломан", "ru", [3]),
        ("собрания", "ru", [0]),
        ("quota", "", []),
        ("файл", "ru", [2]),
        ("break", "", [3]),  # broken
        ("saving", "en", [2]),
        ("people", "", [0]),
        ("пишу", "", [1]),  # of писать
        ("придёт", "", [0]),
        ("сохраним", "ru", [2]),
        ("старой норме", "", [3]),
        ("старой сломанной норме", "", []),
        # Latin letters find what they are a romanisation of.
        ("udarnika", "", [1]),
        ("shakhtërami", "", [0]),
        ("udarnika", "en", []),
        ("ударничек", "", []),
        (" ", "", []),
        # Signs around the query, placeholders and digits in it.
        ("«Собрание»,", "", [0]),
        ("%d files", "", [2]),
        ("25", "", [0]),
        ("(", "", []),
    ],
)
def test_concordance_finds_all_forms(index: Index, store: Path, query: str, lang: str, found: list[int]) -> None:
    with closing(Store(str(store))) as opened:
        hits = occurrences(opened, in_all_forms(index, query, lang), 10)
    assert [hit.pair.source.text for hit in hits] == [PAIRS[number][0] for number in found]


def test_concordance_of_korean(index: Index, tmp_path: Path) -> None:
    rows = [
        ("Люди читали газету.", "사람들이 신문을 읽었다."),
        ("Они встретили ударника.", "그들은 돌격노동자를 만났다."),
    ]
    path = filled(tmp_path / "a.sqlite", rows, ("ru", "ko"))
    with closing(Store(str(path))) as opened:
        for query, number in (
            ("신문에서는", 0),
            ("사람을", 0),
            ("돌격 노동자", 1),
            ("돌격노동자들", 1),
            ("udarniki", 1),
        ):
            hits = occurrences(opened, in_all_forms(index, query), 10)
            assert [hit.pair.source.text for hit in hits] == [rows[number][0]]


def test_concordance_of_letters_and_concepts(index: Index, store: Path) -> None:
    with closing(Store(str(store))) as opened:
        (hit,) = occurrences(opened, as_written("ERE bro"), 10)
        assert (hit.backwards, hit.pair.source.text[hit.start : hit.end]) == (False, "ere bro")
        for query, source in (("%d файл", 2), ("ve %d", 2), ("<b>%s", 2), ("g of 25 p", 0)):
            assert occurrences(opened, as_written(query), 1)[0].pair.source.text == PAIRS[source][0]
        hits = occurrences(opened, of_concept(index, "shock-worker"), 10)
        assert [hit.pair.source.text for hit in hits] == [PAIRS[1][0]]
        assert of_concept(index, "nothing") == []
        assert len(occurrences(opened, as_written("е"), 2)) == 2


@pytest.mark.usefixtures("store")
def test_records(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--base", str(BASE), "tm", "search", "--json", "It was written about miners in Pravda."]
    assert main(arguments) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["source"], record["target"], record["score"]) == (*PAIRS[1], 77)
    assert record["missing_terms"] == [{"concept": "miner", "term": "miners", "translations": ["шахтёр"]}]
    assert record["repair"] == "О шахтёрах писали в «Правде»."
    assert record["origin"]["memory"] == "main"
    assert main(["--base", str(BASE), "tm", "concordance", "--json", "ударник"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["side"], record["target"][record["start"] : record["end"]]) == ("target", "ударниках")
    assert main(["--base", str(BASE), "tm", "search", "Nothing of the kind"]) == 1
    assert main(["--base", str(BASE), "tm", "concordance", "nothing"]) == 1
    assert main(["--base", str(BASE), "tm", "concordance", "--concept", "nothing"]) == 2


@pytest.mark.usefixtures("store")
def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--base", str(BASE), "tm", "search", "It was written about miners in Pravda."])
    assert capsys.readouterr().out.split("\n")[:4] == [
        " 77 %  It was written about shock workers in Pravda.",
        "       Об ударниках писали в «Правде».",
        "       → О шахтёрах писали в «Правде».",
        "       without miners: шахтёр",
    ]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "arguments",
    [
        ["Older norms were broken everywhere, by miners."],
        ["--source-lang=ru", "--min", "40", "--limit", "3", "Старые нормы — на 10 % – «сломаны» и/или забыты!"],
    ],
)
def test_a_search_loads_the_standard_library_only(arguments: list[str]) -> None:
    program = """
import sys
before = set(sys.modules)
from termbase.cli.main import main
code = main(["--base", sys.argv[1], "tm", "search", *sys.argv[2:]])
print(code, *sorted(set(sys.modules) - before))
"""
    command = [sys.executable, "-c", program, str(BASE), *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    code, *modules = run.stdout.splitlines()[-1].split()
    assert code == "0"
    assert {name.split(".")[0] for name in modules} - sys.stdlib_module_names == {"termbase"}
    assert not {"argparse", "dataclasses", "json", "pathlib", "re", "typing"} & set(modules)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Old norms were broken.", "--min", "40"], 0),
        (["--min=40", "--limit=1", "Old norms were broken."], 0),
        (["Old norms were broken.", "--min", "100"], 1),
        (["--target-lang", "ko", "Old norms were broken everywhere."], 1),
        (["--", "--json"], 1),
        (["--min", "0", "norms"], 2),
        (["--min", "many", "norms"], 2),
        (["--limit", "0", "norms"], 2),
        (["--limit"], 2),
        (["--jso", "norms"], 2),
        (["--source_lang", "en", "norms"], 2),
        (["--json=yes", "norms"], 2),
        (["-x", "norms"], 2),
        (["--store", "nowhere.sqlite", "norms"], 2),
    ],
)
def test_options(arguments: list[str], code: int) -> None:
    assert main(["--base", str(BASE), "tm", "search", *arguments]) == code


@pytest.mark.parametrize(
    "words",
    ["10 % of %d", "and/or 50%", "a@b.example", "at www.example.org", "a < b", "<b>a</b>", "{0}", "100%d", "a&nbsp;b"],
)
def test_a_query_is_masked_as_what_is_stored(store: Path, words: str) -> None:
    filled(store, [(f"It is {words}", "да")])
    assert main(["--base", str(BASE), "tm", "search", "--min", "100", f"It is {words}"]) == 0


def test_a_searcher_takes_any_storage(store: Path) -> None:
    assert Searcher(Store(str(store))).matches(text("en", PAIRS[0][0]))[0].score == 100


@given(st.text(alphabet=" .-'aнорма노르마를ё́­ﬁİ1", max_size=20), st.sampled_from(["en", "ru", "ko"]))
def test_terms_of_any_text(words: str, lang: str) -> None:
    for one in Namer(open_index(BASE)).terms_in(words, lang):
        assert 0 <= one.start < one.end <= len(words)
