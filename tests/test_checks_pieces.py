"""Checks over pieces of many units, in several processes: what is found is what one process finds, in its order."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

import polib
import pytest

from termbase.checks import CHECKS, run_checks
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.pieces import Piece, divided, findings, ordered
from termbase.formats import read
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.match import Finder
from termbase.units import Unit
from tests.conftest import ROOT

BASE = ROOT / "tests" / "data" / "base"
PAIRS = [
    pair for check in CHECKS for example in check.examples if example.target_lang == "ru" for pair in example.pairs
]


def opened() -> Callable[[], Context]:
    path = open_index(str(BASE)).path
    return lambda: Context(Finder(Index(path)))


def catalogue(path: Path, count: int) -> Path:
    """The examples of all checks again and again, some with plural forms, some fuzzy."""
    chance = Random(1)
    made = polib.POFile()
    made.metadata = {"Language": "ru", "X-Source-Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    for number in range(count):
        (source, target), (_, other) = chance.choice(PAIRS), chance.choice(PAIRS)
        entry = polib.POEntry(msgid=source or "A text.", msgctxt=str(number) if number % 3 else None)
        if number % 5:
            entry.msgstr = target
        else:
            entry.msgid_plural = f"{source} 2"
            entry.msgstr_plural = {0: target, 1: other, 2: f"{other} %d"}
        entry.flags = ["fuzzy"] if number % 11 == 0 else []
        made.append(entry)
    made.save(str(path))
    return path


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> list[Unit]:
    return list(read(catalogue(tmp_path_factory.mktemp("pieces") / "en-ru.po", 1_000)).units)


def test_pieces_cover_all_units_and_part_no_plural_forms(units: list[Unit]) -> None:
    pieces = divided(units, CHECKS, 200)
    alone = [piece for piece in pieces if all(check.alone for check in piece.checks)]
    assert [unit for piece in alone for unit in units[piece.start : piece.stop]] == units
    assert len(alone) > 1
    assert not any(units[piece.start].plural for piece in alone)
    others = [check for piece in pieces[:1] for check in piece.checks]
    assert others == [check for check in CHECKS if not check.alone]


def test_a_small_file_is_one_piece(units: list[Unit]) -> None:
    assert divided(units[:4_000], CHECKS) == [Piece(list(CHECKS), 0, len(units[:4_000]))]


@pytest.mark.parametrize("lazy", [False, True])
def test_several_processes_find_the_same(lazy: bool, tmp_path: Path) -> None:
    document = read(catalogue(tmp_path / "en-ru.po", 1_000))
    one = run_checks(document.units, opened()(), CHECKS)
    checks = [check for check in CHECKS if check.alone or not lazy]
    pieces = divided(document.units, checks, 100)
    found = [finding for piece in findings(document.units, pieces, opened()) for finding in piece]
    expected = [finding for finding in one if finding.code in {check.code for check in checks}]
    assert {finding.code for finding in expected} >= {"TB401", "TB402", "TB408", "TB411"}
    assert any(finding.fix for finding in expected)
    assert ordered(found, document.units, checks) == expected


@pytest.mark.parametrize("check", [check for check in CHECKS if check.alone], ids=lambda check: check.code)
def test_a_check_of_single_units_needs_no_others(check: Check, units: list[Unit]) -> None:
    """However the units are divided, as long as plural forms stay together."""
    some = units[:1_000]
    context = opened()()
    cuts = [0, *(n for n in sorted(Random(2).sample(range(1, len(some)), 300)) if not some[n].plural), len(some)]
    found = [finding for start, stop in pairwise(cuts) for finding in check.run(check, some[start:stop], context)]
    assert found == list(check.run(check, some, context))


def test_lazy_units_are_those_that_are_made_one_after_the_other(tmp_path: Path) -> None:
    lazy = read(catalogue(tmp_path / "en-ru.po", 40)).units
    every = list(lazy)
    assert len(lazy) == len(every)
    for start in range(len(every) + 2):
        for stop in range(start, len(every) + 2):
            assert list(lazy[start:stop]) == every[start:stop]
    assert [lazy[n] for n in range(len(lazy))] == every
    assert lazy[-1] == every[-1]
    with pytest.raises(IndexError):
        _ = lazy[len(every)]


@pytest.mark.parametrize(("units_without_names", "severity"), [(19, "warning"), (20, "info")])
def test_the_subject_of_a_file_is_told_by_all_its_pieces(
    units_without_names: int, severity: str, tmp_path: Path
) -> None:
    path = tmp_path / "en-ru.po"
    made = polib.POFile()
    made.metadata = {"Language": "ru", "X-Source-Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    made.append(polib.POEntry(msgid="Pravda came.", msgstr="«Правда» пришла."))
    for number in range(units_without_names):
        made.append(polib.POEntry(msgid="The miner came.", msgctxt=str(number), msgstr="Пришёл забойщик."))
    made.save(str(path))
    units = read(path).units
    checks = [check for check in CHECKS if check.by_subject]
    found = [finding for piece in findings(units, divided(units, checks, 4), opened()) for finding in piece]
    assert [finding.severity for finding in found] == [severity] * units_without_names
