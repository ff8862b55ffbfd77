"""Measure the translation memory against an exhaustive rapidfuzz scan of the same segments, in the same run.

    scripts/fetch_catalogues.py FOLDER
    scripts/bench_memory.py FOLDER [--sizes 10000,100000,1000000] [--queries 100] [--pretranslate] [--consistency]

Segments are translations out of message catalogues, each once, in all languages of FOLDER as if they were one; their
sources are the other side. Half of the queries are segments that were left out, half are segments with words lost,
added, changed or exchanged, with mistaken letters, or without their beginning or end. What is true is what the scan
finds from 70 % on: of its five best, recall counts how many that are as good the memory gives. For --consistency each
segment is a translation into its own language; beside it the same is counted by a dictionary of the texts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median, quantiles

import polib
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from termbase.formats.mask import messages
from termbase.memory.consistency import divergences
from termbase.memory.entry import Origin, Pair, Text
from termbase.memory.key import search_key
from termbase.memory.search import open_searcher
from termbase.memory.store import Store

LEAST = 70
BEST = 5
COLD = 25
ADDED = 200
PRETRANSLATED = 100_000
TERMBASE = Path(sys.executable).parent / "termbase"
Row = tuple[str, str, str]
"""A translation, its source, its language."""
_LONGEST = 1200
_SHORTEST = 5


def catalogues(folder: Path) -> Iterator[Row]:
    """Translations, each once."""
    seen: set[str] = set()
    # Some are links into packages that are not there.
    for path in sorted(path for path in folder.glob("*/*.mo") if path.is_file()):
        lang = path.parent.name.replace("_", "-")
        for entry in polib.mofile(str(path)):
            forms = entry.msgstr_plural.values() if entry.msgstr_plural else [entry.msgstr]
            for text in forms:
                if text.strip() and entry.msgid.strip() and text != entry.msgid and text not in seen:
                    seen.add(text)
                    yield text, entry.msgid, lang


def side(lang: str, text: str) -> Text:
    """A text as a memory has it."""
    return Text(lang, text, search_key(messages(text)))


def edited(text: str, others: Sequence[str], chance: Random) -> str:
    """A text in which about every sixth word is lost, changed or added."""
    words = text.split(" ")
    for _ in range(max(1, len(words) // 6)):
        place = chance.randrange(len(words))
        other = chance.choice(chance.choice(others).split(" "))
        kind = chance.random()
        words[place : place + (kind < 0.7)] = [] if kind < 0.35 and len(words) > 1 else [other]
    return " ".join(words)


def altered(text: str, others: Sequence[str], chance: Random) -> str:
    """A text as a translator meets it again: edited, with words exchanged, mistaken, or a part of it."""
    words = text.split(" ")
    kind = chance.randrange(6)
    if kind == 0 and len(words) > 1:
        one, other = chance.sample(range(len(words)), 2)
        words[one], words[other] = words[other], words[one]
        return " ".join(words)
    if kind == 1:
        for _ in range(1 + len(text) // 10):
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice(chance.choice(others)) + text[place + chance.randrange(2) :]
        return text
    kept = max(1, len(words) * 4 // 5)
    if kind in (2, 3):
        return " ".join(words[:kept] if kind == 2 else words[-kept:])
    return edited(text, others, chance)


def seconds(command: Sequence[str | Path]) -> float:
    """Wall time of a whole process."""
    return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False))


def spread(times: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return f"p50 {median(times) * 1000:6.2f} ms  p95 {quantiles(times, n=20)[-1] * 1000:6.2f} ms"


def timed(run: Callable[[], object]) -> float:
    """Seconds."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def measure(rows: Sequence[Row], held: Sequence[str], count: int, scratch: Path) -> Path:
    """Build a memory of some rows, and search in it; its file."""
    chance = Random(7)  # noqa: S311 - the same queries in every run
    path = scratch / f"{len(rows)}.sqlite"
    pairs = [
        Pair(side("mul", text), side("en", source), Origin("/catalogue", str(number)))
        for number, (text, source, _) in enumerate(rows)
    ]
    print(f"load {os.getloadavg()[0]:.1f}")
    with closing(Store(str(path), write=True)) as store:
        begin = time.perf_counter()
        store.add(pairs, "main")
        build = time.perf_counter() - begin
    size = path.stat().st_size / 1_000_000
    print(f"{len(rows):,} pairs: built in {build:.1f} s (1M: target ≤ 90), {size:.0f} MB (1M: target ≤ 300)")
    keys = [pair.source.key for pair in pairs]
    del pairs
    usable = [key for key in keys if _SHORTEST <= len(key) <= _LONGEST]
    queries = [key for text in held if _SHORTEST <= len(key := search_key(messages(text))) <= _LONGEST][: count // 2]
    queries += [altered(chance.choice(usable), usable, chance) for _ in range(count - len(queries))]
    warm(path, keys, queries)
    cold(path, queries[-COLD:])
    add_one(path)
    return path


def warm(path: Path, keys: Sequence[str], queries: Sequence[str]) -> None:
    """Many searches in one process, each beside a scan."""
    searcher = open_searcher(str(path), many=True)
    plain = open_searcher(str(path))
    for query in queries:
        searcher.matches(Text("mul", query, query), least=LEAST, most=BEST)
    ours, scans, without, found = [], [], [], []
    for query in queries:
        text = Text("mul", query, query)
        begin = time.perf_counter()
        matches = searcher.matches(text, least=LEAST, most=BEST)
        middle = time.perf_counter()
        truth = process.extract(
            query, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=LEAST / 100, limit=BEST
        )
        end = time.perf_counter()
        ours.append(middle - begin)
        scans.append(end - middle)
        without.append(timed(lambda text=text: plain.matches(text, least=LEAST, most=BEST)))  # type: ignore[misc]
        if truth:
            scores = [match.score for match in matches]
            wanted = [min(int(similarity * 100 + 1e-9), 99) for _, similarity, _ in truth]
            there = sum(mine >= min(score, 99) for mine, score in zip(scores, wanted, strict=False))
            found.append(there / len(wanted))
    ratio = median(scans) / median(ours)
    print(f"  warm    {spread(ours)}  (1M: target ≤ 3, ≤ 6)")
    print(f"  scan    {spread(scans)}  {ratio:.0f} × ours (1M: target ≥ 50)")
    print(f"  standard library only  {spread(without)}")
    print(f"  recall@{BEST} {sum(found) / max(len(found), 1):.3f} (target ≥ .98), {len(found)} queries with a match")


def cold(path: Path, queries: Sequence[str]) -> None:
    """Whole processes, beside empty ones."""
    os.environ["TERMBASE_MEMORY"] = str(path)
    command: list[str | Path] = [TERMBASE, "tm", "search", "--source-lang", "mul"]
    seconds([*command, queries[0]])
    pairs = [(seconds([*command, query]), seconds([sys.executable, "-c", "pass"])) for query in queries]
    ours, floor = ([pair[n] for pair in pairs] for n in (0, 1))
    ratio = median(ours) / median(floor)
    print(f"  cold    {spread(ours)}  (target p95 ≤ 100), {ratio:.1f} × python -c pass (target ≤ 5)")


def add_one(path: Path) -> None:
    """One pair at a time, and a search for it."""
    times = []
    searcher = open_searcher(str(path), many=True)
    with closing(Store(str(path), write=True)) as store:
        for number in range(ADDED):
            letters = chr(97 + number % 26) * (1 + number // 26)
            text = f"a quite new sentence about {'xyzzy' * (number % 5)} {letters} and nothing else"
            pair = Pair(side("mul", text), side("en", "new"), Origin("/new", str(number)))
            times.append(timed(lambda pair=pair: store.add([pair], "main")))  # type: ignore[misc]
            assert searcher.matches(pair.source)[0].score == 100  # noqa: S101 - found at once
    print(f"  add one {spread(times)}  (target ≤ 5), found at once")


def pretranslate(path: Path, rows: Sequence[Row], scratch: Path) -> None:
    """A PO of many messages: a third as they are, a third edited, a third with words in another order."""
    chance = Random(7)  # noqa: S311 - the same messages in every run
    texts = [text for text, *_ in rows]
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en", "X-Source-Language": "mul"}
    for number in range(PRETRANSLATED):
        text = chance.choice(texts)
        if number % 3 == 1:
            text = edited(text, texts, chance)
        elif number % 3 == 2:
            words = text.split(" ")
            chance.shuffle(words)
            text = " ".join(words)
        catalogue.append(polib.POEntry(msgid=text, msgctxt=str(number)))
    source = scratch / "many.po"
    catalogue.save(str(source))
    command: list[str | Path] = [TERMBASE, "tm", "pretranslate", "--store", path, source, "-o", scratch / "out"]
    before = os.times()
    took = seconds(command)
    after = os.times()
    work = sum(after[2:4]) - sum(before[2:4])
    print(f"  pretranslate {PRETRANSLATED:,} messages: {took:.0f} s, CPU {work:.0f} s (270,000 pairs: target ≤ 60)")


def consistency(rows: Sequence[Row], scratch: Path) -> None:
    """Which sources have several translations, beside the same by a dictionary."""
    path = scratch / "languages.sqlite"
    with closing(Store(str(path), write=True)) as store:
        pairs = (
            Pair(side("en", source), side(lang, text), Origin("/catalogue", str(number)))
            for number, (text, source, lang) in enumerate(rows)
        )
        store.add(pairs, "main")
    took = seconds([TERMBASE, "tm", "consistency", "--store", path, "--json"])
    with closing(Store(str(path))) as store:
        found = sum(1 for _ in divergences(store))
    texts: dict[tuple[str, str], set[str]] = {}
    begin = time.perf_counter()
    for text, source, lang in rows:
        texts.setdefault((source, lang), set()).add(text)
    several = sum(len(some) > 1 for some in texts.values())
    peer = time.perf_counter() - begin
    print(f"  consistency  {took:.1f} s (1M: target ≤ 4), {found:,} sources; by a dictionary of what is")
    print(f"               in memory, letter by letter, {peer:.1f} s, {several:,} sources")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--pretranslate", action="store_true")
    parser.add_argument("--consistency", action="store_true")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has byte code
    rows = list(catalogues(options.folder))
    Random(1).shuffle(rows)  # noqa: S311 - the same in every run
    held = [text for text, *_ in rows[: options.queries]]
    rows = rows[options.queries :]
    for size in map(int, options.sizes.split(",")):
        if size > len(rows):
            print(f"{size:,}: the catalogues have {len(rows):,}, so many are taken")
        with tempfile.TemporaryDirectory() as scratch:
            path = measure(rows[:size], held, options.queries, Path(scratch))
            if options.pretranslate:
                pretranslate(path, rows[:size], Path(scratch))
            if options.consistency:
                consistency(rows[:size], Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main())
