"""Work on many items by several processes, results in order. Standard library only.

Processes are forked: a worker then has what the program has read, and the work need not be sent to it. A process with
threads cannot be forked safely, and other ways of starting one would run the program's main module again; where either
is so the work is done here, one item after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from termbase.files import InputError

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Items a worker may be ahead of the one that is waited for: results that nobody took yet cost memory."""


def spread(work: Callable[[], Callable[[T], R]], items: Sequence[T], *, worth: bool) -> Generator[R, None, None]:
    """The results for items, in their order, each as soon as it and those before it are there.

    Who may stop before the last one closes the generator (`contextlib.closing`): that ends the processes. When this
    process is killed, they end after the item that they are at.

    Args:
        work: is called once in each process, with nothing, and gives what is then called with each item. There it
            opens what processes cannot share: an index, a file.
        items: what to work on.
        worth: whether it is so much that starting processes takes less time than it saves.

    Raises:
        InputError: a worker was killed, or failed; what it raised stands on standard error. What may go wrong with
            one item belongs into its result: then the others are still done.
    """
    count = min(len(items), _processors())
    if not worth or count < 2 or threading.active_count() > 1:
        return _serial(work, items)
    pipes: list[Connection] = []
    return _parallel(items, [_Worker(work, items, pipes) for _ in range(count)])


def _processors() -> int:
    """Those this process may use; 1 where it cannot be forked."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _serial(work: Callable[[], Callable[[T], R]], items: Sequence[T]) -> Generator[R, None, None]:
    do = work()
    yield from map(do, items)


class _Worker:
    """A process that does the items whose numbers it is sent."""

    def __init__(self, work: Callable[[], Callable[[T], R]], items: Sequence[T], pipes: list[Connection]) -> None:
        """`pipes`: this process's ends of the pipes to all workers."""
        self.pipe, there = multiprocessing.Pipe()
        pipes.append(self.pipe)
        fork = multiprocessing.get_context("fork")
        self._process = fork.Process(target=_serve, args=(work, items, there, pipes), daemon=True)
        self._process.start()
        there.close()

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


def _serve(
    work: Callable[[], Callable[[T], R]], items: Sequence[T], there: Connection, pipes: Sequence[Connection]
) -> None:
    # The other ends are closed, so that this process notices when the one that started it is gone.
    for pipe in pipes:
        pipe.close()
    # Ctrl-C goes to all processes of a terminal: the first one ends the others, without a traceback from each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        do = work()
        while True:
            there.send(do(items[there.recv()]))
    except (EOFError, ConnectionError):
        return


def _parallel(items: Sequence[object], workers: Sequence[_Worker]) -> Generator[R, None, None]:
    idle = [worker.pipe for worker in workers]
    doing: dict[object, int] = {}
    done: dict[int, R] = {}
    given = 0
    try:
        for number in range(len(items)):
            while number not in done:
                while idle and given < min(len(items), number + _AHEAD * len(workers)):
                    pipe = idle.pop()
                    pipe.send(given)
                    doing[pipe] = given
                    given += 1
                for ready in wait([worker.pipe for worker in workers if worker.pipe in doing]):
                    if isinstance(ready, Connection):
                        done[doing.pop(ready)] = ready.recv()
                        idle.append(ready)
            yield done.pop(number)
    except (EOFError, ConnectionError):
        raise InputError("a worker process", "ended before its work was done (killed, or out of memory?)") from None
    finally:
        for worker in workers:
            worker.end()
