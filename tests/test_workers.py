"""Several processes: results in order, and nothing is left running whatever happens."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from termbase.files import InputError
from termbase.workers import spread
from tests.conftest import ROOT

SEVERAL = len(os.sched_getaffinity(0)) > 1 if sys.platform == "linux" else False


def squares() -> Callable[[int], tuple[int, int]]:
    opened = os.getpid()
    return lambda number: (number * number, opened)


@pytest.mark.parametrize("worth", [True, False])
@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_results_are_in_order(count: int, worth: bool) -> None:
    found = list(spread(squares, range(count), worth=worth))
    assert [square for square, _ in found] == [number * number for number in range(count)]
    here = {process for _, process in found} <= {os.getpid()}
    assert here == (not worth or count < 2 or not SEVERAL)


def test_slow_items_do_not_change_the_order() -> None:
    def work(number: int) -> int:
        time.sleep(0.02 if number % 5 == 0 else 0)
        return number

    assert list(spread(lambda: work, range(40), worth=True)) == list(range(40))


def test_large_items_and_results_pass() -> None:
    texts = [char * 2_000_000 for char in "abcdef"]
    assert list(spread(lambda: str.upper, texts, worth=True)) == [text.upper() for text in texts]


def test_a_process_with_threads_is_not_forked() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert {process for _, process in spread(squares, range(10), worth=True)} == {os.getpid()}
    finally:
        done.set()
        thread.join()


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_who_stops_early_leaves_no_process() -> None:
    with closing(spread(squares, range(1000), worth=True)) as results:
        processes = {process for _, process in (next(results), next(results))} - {os.getpid()}
    assert not any(map(is_running, processes))


def test_broken_input_is_told_by_a_worker() -> None:
    def work(number: int) -> InputError:
        return InputError("a.txt", "is broken", number)

    assert [str(error) for error in spread(lambda: work, [1, 2], worth=True)] == [
        "a.txt:1: is broken",
        "a.txt:2: is broken",
    ]
    error = pickle.loads(pickle.dumps(InputError("a", "b", 1, 2)))  # noqa: S301 - made in this line
    assert (error.path, error.reason, error.line, error.column) == ("a", "b", 1, 2)


def test_a_killed_worker_is_one_error() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 7 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    told = []
    try:
        list(spread(lambda: work, range(1000), worth=True))
    except InputError as error:
        told.append(str(error).partition(" (")[0])
    assert told == ["a worker process: ended before its work was done"] * SEVERAL


PROGRAM = """
import os, sys, time
from termbase.workers import spread
def work(number):
    if number == 3:  # long enough for the signal to come first
        time.sleep(5)
    return os.getpid()
for process in spread(lambda: work, range(100), worth=True):
    print(process, flush=True)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_workers_end_with_the_program(end: signal.Signals, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as running:
        assert running.stdout
        processes = {int(running.stdout.readline()) for _ in range(3)}
        running.send_signal(end)
        running.wait(60)
    until = time.monotonic() + 60
    while any(map(is_running, processes)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(is_running, processes))
