"""Each check holds to its own examples; the registry is the folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from termbase import checks
from termbase.api import load
from termbase.checks import CHECKS, omission, run_checks
from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.formats import mask
from termbase.match import Finder
from termbase.units import Position, Segment, Unit

BASE = Path(__file__).parent / "data" / "base"


class Flat:
    """Anchors of a text that is one line."""

    def after(self, offset: int) -> Position:
        return Position(1, offset + 2)

    def at(self, offset: int) -> Position:
        return Position(1, offset + 1)


def segment(text: str, lang: str) -> Segment:
    """As the reader of PO gives it."""
    return Segment(mask.messages(text), lang, Flat(), codes=mask.codes(text))


def units(pairs: Sequence[tuple[str, str]], source_lang: str = "en", target_lang: str = "ru") -> list[Unit]:
    return [
        Unit(
            path="x.po",
            id=str(number),
            source=segment(source, source_lang) if source else None,
            target=segment(target, target_lang),
        )
        for number, (source, target) in enumerate(pairs)
    ]


def run(check: Check, given: Sequence[Unit]) -> list[Finding]:
    return run_checks(given, Context(Finder(load(BASE).index)), [check])


def test_the_registry_is_the_folder() -> None:
    stems = sorted(path.stem for path in Path(checks.__file__).parent.glob("tb*.py"))
    assert [check.code.lower() for check in CHECKS] == [stem.partition("_")[0] for stem in stems]


@pytest.mark.parametrize(
    ("check", "example"),
    [
        pytest.param(check, example, id=f"{check.code}-{n}")
        for check in CHECKS
        for n, example in enumerate(check.examples)
    ],
)
def test_examples(check: Check, example: Example) -> None:
    given = units(example.pairs, example.source_lang, example.target_lang)
    each = len(given) // example.documents
    found = run(check, [replace(unit, path=f"{n // each}.md") for n, unit in enumerate(given)])
    assert len(found) == example.findings
    assert all(finding.code == check.code for finding in found)
    assert {finding.severity for finding in found} <= {check.severity if example.certain else "info"}


@pytest.mark.parametrize(
    "change",
    [
        {"examples": ()},
        {"examples": tuple(example for example in CHECKS[0].examples if example.findings)},
        {"examples": tuple(example for example in CHECKS[0].examples if not example.findings)},
        {"code": "TB41"},
        {"code": "XX401"},
        {"summary": ""},
    ],
)
def test_an_incomplete_check_does_not_load(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"TB|XX"):
        replace(CHECKS[0], **change)


@pytest.mark.parametrize(
    ("source", "target", "lang", "concepts"),
    [
        ("The norms of shock workers.", "Нормы ударников.", "ru", []),
        ("The norms of shock workers.", "Задания ударников.", "ru", ["norm"]),
        ("The norms of shock workers.", "Задания рабочих.", "ru", ["norm", "shock-worker"]),
        ("A technical norm.", "Норма.", "ru", ["technical-norm"]),
        ("A norm.", "Техническая норма.", "ru", []),
        ("Behests and covenants.", "Заветы.", "ru", []),
        ("The quota.", "노르마를", "ko", []),
        ("The quota.", "노르마제를", "ko", []),
        ("The shock workers' shift.", "Ударная смена.", "ru", []),
        ("The shock workers' shift.", "Удар смены.", "ru", ["shock-worker"]),
        ("The shock worker.", "돌격대원은", "ko-KP", []),
        ("The shock worker.", "돌격 노동자는", "ko-KP", ["shock-worker"]),
        ("The norm.", "노르마는", "ko-KP", []),
        ("The norm.", "die Norm", "de", []),
        ("Shock workers.", "Шок-рабочие.", "ru", []),
        # `pronoun = ["ru"]`, `omissible = ["ko"]`
        ("The miners.", "О них.", "ru", []),
        ("The miners.", "Они-то.", "ru", []),
        ("The miners.", "Онисим.", "ru", ["miner"]),
        ("The norm.", "О ней.", "ru", ["norm"]),
        ("The miners.", "갔다.", "ko", []),
        ("The miners.", "갔다.", "ko-KP", []),
    ],
)
def test_term_not_used(source: str, target: str, lang: str, concepts: list[str]) -> None:
    check = next(check for check in CHECKS if check.code == "TB401")
    found = run(check, units([(source, target)], target_lang=lang))
    assert sorted(finding.concept for finding in found) == concepts


@pytest.mark.parametrize(
    ("lang", "target", "keys", "permitted"),
    [
        ("ko", "그들은 갔다", {"pronoun": ["ko"]}, "pronoun"),
        ("ko-KP", "그것을", {"pronoun": ["ko"]}, "pronoun"),
        ("ko", "그건", {"pronoun": ["ko-KP"]}, ""),
        ("ko", "그림을", {"pronoun": ["ko"]}, ""),
        ("ko", "갔다", {"pronoun": ["ko"], "omissible": ["ko-KP"]}, ""),
        ("ko-KP", "갔다", {"pronoun": ["ko"], "omissible": ["ko-KP"]}, "omissible"),
        ("en", "It’s done.", {"pronoun": ["en"]}, "pronoun"),
        ("en", "An item.", {"pronoun": ["en"]}, ""),
        ("ru", "О нём и её", {"pronoun": ["ru"]}, "pronoun"),
        ("de", "er", {"pronoun": ["de"]}, ""),
    ],
)
def test_what_may_stand_for_a_term(lang: str, target: str, keys: dict[str, list[str]], permitted: str) -> None:
    index = load(BASE).index
    entry = index.concept(1)._replace(omissible=keys.get("omissible", []), pronoun=keys.get("pronoun", []))
    assert omission.permitted(entry, segment(target, lang), index.particles) == permitted


def test_deprecated_term_says_what_to_use() -> None:
    check = next(check for check in CHECKS if check.code == "TB402")
    (finding,) = run(check, units([("Norms.", "Шок-рабочие и нормы.")]))
    assert (finding.text, finding.suggestions, finding.start) == ("Шок-рабочие", ("Ударники",), Position(1, 1))
    assert "calque" in finding.message


def test_deprecated_spelling_is_written_right() -> None:
    check = next(check for check in CHECKS if check.code == "TB501")
    (finding,) = run(check, units([("", "An udarnick came.")], target_lang=""))
    assert (finding.text, finding.suggestions, finding.concept) == ("udarnick", ("udarnik",), "shock-worker")


@pytest.mark.parametrize(
    ("contexts", "plurals", "reported"),
    [
        (("", ""), (0, 0), 1),
        (("verb", "noun"), (0, 0), 0),
        (("verb", "verb"), (0, 0), 1),
        (("", "noun"), (0, 0), 1),
        (("", ""), (0, 1), 0),
    ],
)
def test_what_is_compared(contexts: tuple[str, str], plurals: tuple[int, int], reported: int) -> None:
    given = [
        replace(unit, context=context, plural=plural)
        for unit, context, plural in zip(
            units([("Open.", "Открыть."), ("Open.", "Открыто.")]), contexts, plurals, strict=True
        )
    ]
    check = next(check for check in CHECKS if check.code == "TB403")
    assert len(run(check, given)) == reported


@pytest.mark.parametrize(
    ("source", "target", "languages", "told"),
    [
        ("1,500 tons", "1500 тонн", "en ru", ""),
        ("1,500 tons", "1 500 т", "en ru", ""),
        ("1.5 tons", "1,5 т", "en ru", ""),
        ("1.5 tons", "2,5 т", "en ru", "“1.5” of the source is not here; “2,5” is not in the source"),
        ("1,234,567.89", "1 234 567,89", "en ru", ""),
        ("version 7.22.0", "версия 7.44.0", "en ru", "“22” of the source is not here; “44” is not in the source"),
        ("TLSv1.3", "TLSv1.3을", "en ko", ""),
        ("TLS 1.3", "TLSv1.3을", "en ko", ""),
        ("two hundred tons", "200 тонн", "en ru", ""),
        ("a hundred and two tons", "102 тонны", "en ru", ""),
        ("twenty-five", "25", "en ru", ""),
        ("twenty-five", "26", "en ru", "“26” is not in the source"),
        ("in ’36", "в 1936-м", "en ru", ""),
        ("3 million", "300만", "en ko", ""),
        ("3.2 million", "320만", "en ko", ""),
        ("12,345", "1만 2345명", "en ko", ""),
        ("12,345", "1만 2346명", "en ko", "“12,345” of the source is not here; “1만 2346” is not in the source"),
        ("in the XX century", "в ХХ веке", "en ru", ""),
        ("the 20th century", "ХХ век", "en ru", ""),
        ("at 3 p.m. on 1 May", "1 мая в 15:00", "en ru", ""),
        ("в мае", "5월에", "ru ko", ""),
        ("hex", "16진수", "en ko", ""),
        ("50 %", "50 процентов", "en ru", ""),
        ("50 % more", "50 тонн", "en ru", "the source says percent"),
        ("8 hours", "8 минут", "en ru", "“8” is counted in another unit in the source"),
        ("8 hours a day, 5 days", "по 8 часов 5 дней", "en ru", ""),
        ("an 8-hour day", "8-часовой день", "en ru", ""),
        ("5-year plan", "5개년 계획", "en ko", ""),
        ("5 and 6", "6 и 5", "en ru", ""),
        ("0 files, 1 line", "нет файлов, строка", "en ru", ""),
        ("no. 85", "фонд", "en de", ""),
        (
            "9" * 5000,
            "8" * 5000,
            "en ru",
            f"“{'9' * 5000}” of the source is not here; “{'8' * 5000}” is not in the source",
        ),
    ],
)
def test_numbers(source: str, target: str, languages: str, told: str) -> None:
    check = next(check for check in CHECKS if check.code == "TB408")
    found = run(check, units([(source, target)], *languages.split()))
    assert [finding.message for finding in found] == [told] * bool(told)


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("%sed lines", "%s строк", ""),
        ("100%", "100 %", ""),
        ("100% sure", "на 100% уверен", ""),
        ("%5.2f %", "%f %", ""),
        ("%(name)s: %(n)d", "%(n)d — %(name)s", ""),
        ("%(name)s: %(n)d", "%(имя)s: %(n)d", "“%(name)s” of the source is missing"),
        ("%d in %s", "%s в %d", "“%s” stands for “%d” of the source; “%d” stands for “%s” of the source"),
        ("{0} and {1:>10}", "{1} и {0}, {0}", ""),
        ("{} and {}", "{}", ""),
        ("${HOME}/x", "в /x", "“HOME” of the source is missing"),
        ("<file> is missing", "нет <файла>", ""),
        ("<cycle %d>", "<цикл %d>", ""),
        ('<a href="a">x</a>', '<a href="b">y</a>', ""),
        ("one<br>two", "один<br/>два", ""),
        ("<i>one</i> &amp; two", "<i>один</i> и два", ""),
        ("<i>one</i>", "один", "“<i>”, “</i>” of the source is missing"),
        ("on %d %B %Y", "%Y-%m-%d", ""),
        ("%<PRIuMAX> bytes", "%<PRIuMAX> байт", ""),
        ("50%% off", "скидка вполовину", ""),
        ("Done", "Готово: %s", "“%s” is not in the source"),
    ],
)
def test_placeholders(source: str, target: str, told: str) -> None:
    check = next(check for check in CHECKS if check.code == "TB409")
    assert [finding.message for finding in run(check, units([(source, target)]))] == [told] * bool(told)


@pytest.mark.parametrize(
    ("code", "source", "target", "languages", "found"),
    [
        ("TB406", "x", "노동과 로동", "en ko", ["로동"]),
        ("TB406", "x", "노동과 “로동”", "en ko", []),
        ("TB406", "x", "노동자와 과로동", "en ko", []),
        ("TB410", "x", "Он сказал: “да”.", "en ru", ["“"]),
        ("TB410", "x", "«Он сказал: „да“»", "en ru", []),
        ("TB410", "x", "слово «shock» и “norm”", "en ru", []),
        ("TB410", "x", "“네”라고 ‘네’라고 《네》라고", "en ko", []),
        ("TB410", "x", "„네“라고", "en ko", ["„"]),
        ("TB410", "x", "„ja“", "en de", []),
        ("TB410", "x", "He said “yes”.", "ru en", []),
        ("TB410", "x", "He said „yes“.", "ru en", ["„"]),
        ("TB411", "x", "с С. Орловым", "en ru", []),
        ("TB411", "x", "ИМЯ имя файла", "en ru", []),
        ("TB411", "x", "на\n  на строку", "en ru", ["на\n  на"]),
        ("TB411", "x", "В в в цехе", "en ru", ["В в", "в в"]),
        ("TB411", "learn, learn", "учиться учиться", "en ru", []),
        ("TB411", "x", "5 5 и 1935 1935", "en ru", []),
        ("TB411", "x", "то-то то, кто кто-то", "en ru", []),
        ("TB412", "x", "да\u00a0, нет", "en ru", []),
        ("TB412", "x", "да — нет – да", "en ru", []),
        ("TB412", "x", "Да.  Нет.", "en ru", []),
        ("TB412", "x", "да ,нет", "en ru", []),
        ("TB412", "x", "1,5 и а,б, один,два", "en ru", [","]),
        ("TB412", "x", "да ...", "en ru", []),
        ("TB412", "x ", "да", "en ru", [""]),
        ("TB412", "x\n", "да\n\n", "en ru", []),
        ("TB412", "a , b", "а , б", "en ru", []),
        ("TB412", "x", "노동, 계획", "en ko", []),
        ("TB413", "x", "1) а; б) в", "en ru", []),
        ("TB413", "x", "(а [б) в]", "en ru", [")"]),
        ("TB413", "(x", "(а", "en ru", []),
        ("TB413", "don't", "«нет", "en ru", ["«"]),
        ("TB413", "the workers' x", "«нет", "en ru", []),
        ("TB413", "x", "скобка «(»", "en ru", []),
    ],
)
def test_marks(code: str, source: str, target: str, languages: str, found: list[str]) -> None:
    check = next(check for check in CHECKS if check.code == code)
    findings = run(check, units([(source, target)], *languages.split()))
    assert [target[finding.start.column - 1 : finding.end.column - 1] for finding in findings] == found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "(", "« ", "로동 ", "%s ", "<b>", "1,", "X", "  ", "“", "не не ", "만1 "]
)
def test_long_texts_take_no_longer_than_they_must(check: Check, piece: str) -> None:
    """Quadratic, this would take minutes."""
    for source in (piece * 20_000, "노동"):
        assert len(run(check, units([(source, piece * 20_001)], target_lang="ko"))) < 100_000


def test_a_plural_form_may_follow_any_source() -> None:
    one, many = units([("One file of 20", "%d файл"), ("15 files of 20", "15 файлов из 20")])
    given = [replace(one, id="x[0]"), replace(many, id="x[1]", plural=1)]
    check = next(check for check in CHECKS if check.code == "TB408")
    assert run(check, given)
    given[0] = replace(given[0], target=replace(one.target, text="15 файл из 20"))
    assert run(check, given) == []


def test_fuzzy_units_are_work_in_progress() -> None:
    given = [Unit("x.po", "1", Segment("Norms.", "en", Flat()), Segment("Шок.", "ru", Flat()), "fuzzy")]
    assert [finding for check in CHECKS for finding in run(check, given)] == []
