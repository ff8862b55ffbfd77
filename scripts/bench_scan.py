"""Scan text for many terms: ours against the way of Weblate, with the same forms, on the same text, in the same run.

    .venv/bin/python scripts/bench_scan.py [FORMS]...

Weblate's way: the text in small letters through one Aho-Corasick automaton of ahocorasick_rs; a match between
characters that are of no word is a term. Ours is folding and the patterns of the index (`termbase.index.patterns`),
which give the same places; `termbase.match.Finder.all_hits` adds to each its term, form, case and number, and looks at
the capitals.

The forms are words of the corpus that comes with the analyser, which are frequent ones, so half of the text is found;
from 40,000 on words of its dictionary.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import polib
from ahocorasick_rs import AhoCorasick, Implementation
from pymorphy3 import MorphAnalyzer

from termbase.files import BUNDLED
from termbase.identify.dictionary import Dictionary
from termbase.index.build import build_index
from termbase.index.expand import Expander, Expansion
from termbase.index.patterns import Words
from termbase.index.store import Index
from termbase.match import Finder
from termbase.parse import read_toml
from termbase.text import fold

READER = Path(__file__).resolve().parent.parent / "translations" / "stakhanovite-reader" / "en-ru.po"
FORMS = (100_000, 1_000_000)
TIMES = 40
"""How often the reader is read."""
_DICTIONARY = 4_000_000
"""Words that the dictionary of the analyser has at least; the ends of the alphabet are to be among those taken."""
_NO_WORD = re.compile(r"\W")


class Scan(NamedTuple):
    """One comparison."""

    forms: int
    ours: float
    """Seconds."""
    hits: float
    """With term and form."""
    peer: float
    found: int
    """Places of ours."""
    by_peer: int
    load: float
    """Seconds to read the automaton from the index."""


def scan(size: int) -> Scan:
    """Compare with so many forms."""
    lines = [entry.msgstr for entry in polib.pofile(str(READER))] * TIMES
    forms = some_forms(size)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "index.sqlite")
        rules = Expander(Path(BUNDLED, "schemes"), Path(BUNDLED, "languages"))
        expansions = (expansion(number, forms[number : number + 10]) for number in range(0, size, 10))
        build_index(rules, expansions, rules.spell, path)
        begin = time.perf_counter()
        finder = Finder(Index(str(path)))
        finder.all_hits("", "ru")
        load = time.perf_counter() - begin
        automaton = AhoCorasick(forms, implementation=Implementation.ContiguousNFA)
        found = sum(len(finder.all_hits(line, "ru")) for line in lines)
        by_peer = sum(len(weblate(automaton, line)) for line in lines)
        patterns = Words(*finder.index.words("ru") or ("",) * 4)
        ours, hits, peer = fastest(
            lambda: sum(len(list(patterns.find(fold(line).text))) for line in lines),
            lambda: sum(len(finder.all_hits(line, "ru")) for line in lines),
            lambda: sum(len(weblate(automaton, line)) for line in lines),
        )
        finder.index.close()
    return Scan(size, ours, hits, peer, found, by_peer, load)


def weblate(automaton: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """The places of terms, by its rule."""
    lowered = text.lower()
    return [
        (pattern, start, end)
        for pattern, start, end in automaton.find_matches_as_indexes(lowered, overlapping=True)
        if (start == 0 or _NO_WORD.match(lowered[start - 1])) and (end == len(lowered) or _NO_WORD.match(lowered[end]))
    ]


def fastest(*runs: Callable[[], object]) -> list[float]:
    """Seconds of the fastest of three alternating runs of each."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(3):
        for run, taken in zip(runs, times, strict=True):
            begin = time.perf_counter()
            run()
            taken.append(time.perf_counter() - begin)
    return [min(taken) for taken in times]


def some_forms(size: int) -> list[str]:
    """Different words in small letters."""
    dictionary = Dictionary(read_toml(Path(BUNDLED, "languages", "ru.toml"))["features"])
    chance = Random(1)  # noqa: S311 - the same words in every run
    words = sorted(word for word in dictionary.usual_words() if word.isalpha())
    found = dict.fromkeys(chance.sample(words, min(len(words), size)))
    every = islice(MorphAnalyzer().dictionary.iter_known_words(), 0, None, _DICTIONARY // FORMS[-1])
    more = (word for word, *_ in every if len(word) > 3 and word.isalpha())
    while len(found) < size:
        found[next(more)] = None
    return list(found)


def expansion(number: int, forms: list[str]) -> Expansion:
    """A concept with one Russian term that is written so."""
    term = ("ru", forms[0], "preferred", "", "", False, False, None, "", "", "")
    rows = [(0, "form", form, "", "preferred") for form in forms]
    patterns = [("ru", form, place) for place, form in enumerate(forms)]
    head = (f"c{number}", "approved", "", f"ru\t{forms[0]}", "", "", "", "")
    return Expansion(head, [term], rows, [], [], patterns, [])


def main() -> int:
    """Print a line for each size."""
    for size in [int(argument) for argument in sys.argv[1:]] or FORMS:
        done = scan(size)
        print(
            f"scan for {done.forms:9,} forms / Weblate's way{done.ours * 1000:7.0f} ms{done.peer * 1000:8.0f} ms"
            f"{done.peer / done.ours:8.1f} × faster, target ≥ {2.5 if size < 1_000_000 else 2}; "
            f"{done.found:,} places, by peer {done.by_peer:,}; with term and form {done.peer / done.hits:.1f} ×; "
            f"read in {done.load:.2f} s"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
