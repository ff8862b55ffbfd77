"""How well `tm align` finds what translates what: the reader with gaps, and long texts made of message catalogues.

    .venv/bin/python scripts/bench_align.py [CATALOGUES]

The reader's units stand in paragraphs of about four; some are deleted on one side, others joined to the one before on
one side, as translators do. CATALOGUES is the folder of scripts/fetch_catalogues.py: long texts are made of its
messages, shuffled, each a sentence, in which also a whole chapter is missing on either side. A pair counts when both
its sides are exactly right.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import polib

from termbase.cli.tm_align import concepts_of
from termbase.files import BUNDLED
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.align import aligned
from termbase.memory.running import RunningNamer
from termbase.memory.sentences import Cutter, Sentence, sentences

ROOT = Path(__file__).resolve().parent.parent
READER = ROOT / "translations" / "stakhanovite-reader"
SEEDS = range(5)
SURE = 50
"""Percent: the default of the command."""
LONG = 4
"""Units in a paragraph."""
SOURCE, TARGET = 0, 1
SENTENCE = re.compile(r"[^<%\n]{40,399}[.!?]")

Row = tuple[str, str]


def chance(seed: int) -> Random:
    """The same in every run."""
    return Random(seed)  # noqa: S311 - a sample, not a secret


class Texts(NamedTuple):
    """Two parallel texts, and the pairs that are right."""

    source: list[tuple[str, int]]
    """Sentences with their paragraph."""
    target: list[tuple[str, int]]
    right: set[Row]


def texts(rows: Sequence[Row], draw: Random, deleted: float, joined: float, chapters: Sequence[range] = ()) -> Texts:
    """Two texts of these pairs; the first of the chapters is missing in the target, the second in the source."""
    absent = {number: side for side, chapter in zip((TARGET, SOURCE), chapters, strict=False) for number in chapter}
    sides: list[list[tuple[str, int]]] = [[], []]
    right: set[Row] = set()
    paragraph = 0
    rest = list(enumerate(rows))[::-1]
    while rest:
        number, row = rest.pop()
        paragraph += draw.random() < 1 / LONG
        gone = absent.get(number, draw.randrange(2) if draw.random() < deleted else None)
        if gone is not None:
            sides[1 - gone].append((row[1 - gone], paragraph))
            continue
        group = [row]
        if rest and rest[-1][0] not in absent and draw.random() < joined:
            group.append(rest.pop()[1])
        one = draw.randrange(2)
        # What is one sentence has one full stop.
        whole = [
            "; ".join([each[side].rstrip(".!?") for each in group[:-1]] + [group[-1][side]])
            for side in (SOURCE, TARGET)
        ]
        sides[one].append((whole[one], paragraph))
        sides[1 - one] += [(each[1 - one], paragraph) for each in group]
        apart = [whole[side] if side == one else " ".join(each[side] for each in group) for side in (SOURCE, TARGET)]
        right.add((apart[SOURCE], apart[TARGET]))
    return Texts(sides[SOURCE], sides[TARGET], right)


def score(given: Texts, read: Sequence[Callable[[Sequence[tuple[str, int]]], list[Sentence]]]) -> list[int]:
    """Pairs that are right, found, found right, sure, sure and right."""
    found = [
        bead for bead in aligned(read[SOURCE](given.source), read[TARGET](given.target)) if bead.source and bead.target
    ]
    sure = [bead for bead in found if bead.confidence >= SURE]
    hits = [sum((bead.source, bead.target) in given.right for bead in those) for those in (found, sure)]
    return [len(given.right), len(found), hits[0], len(sure), hits[1]]


def report(title: str, counts: Sequence[Sequence[int]], seconds: float) -> None:
    """One line of the table."""
    right, found, hits, sure, sure_hits = (sum(column) for column in zip(*counts, strict=True))
    print(
        f"{title:<44}{hits / found:6.3f} / {hits / right:.3f}{sure_hits / sure:9.3f} / {sure_hits / right:.3f}"
        f"{seconds:8.1f} s"
    )


def in_sentences(lang: str, index: Index) -> Callable[[Sequence[tuple[str, int]]], list[Sentence]]:
    """Cuts paragraphs as the command does."""
    rules: Any = index.rules(lang).get("sentence", {}) if lang != "ko" else {}
    cutter, concepts = Cutter(lang, rules), partial(concepts_of, RunningNamer(index), lang)

    def read(texts: Sequence[tuple[str, int]]) -> list[Sentence]:
        paragraphs = {number: " ".join(text for text, one in texts if one == number) for _, number in texts}
        return [one for number, text in paragraphs.items() for one in sentences(text, cutter, concepts, number)]

    return read


def as_they_are(texts: Sequence[tuple[str, int]]) -> list[Sentence]:
    """Each text a sentence; no terms."""
    return [Sentence(text, tuple(re.findall(r"\d+", text)), paragraph) for text, paragraph in texts]


def plain(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def reader() -> None:
    """The pairs of the reader, in three languages."""
    index = open_index(BUNDLED)
    english = {
        lang: {entry.msgid: entry.msgstr for entry in polib.pofile(str(READER / f"en-{lang}.po"))}
        for lang in ("ru", "ko")
    }
    rows = [[plain(text) for text in (one, english["ru"][one], english["ko"].get(one, ""))] for one in english["ru"]]
    langs = ("en", "ru", "ko")
    read = {lang: in_sentences(lang, index) for lang in langs}
    rows = [
        row
        for row in rows
        if all(
            text[-1:] in tuple(".!?") and len(read[lang]([(text, 0)])) == 1
            for lang, text in zip(langs, row, strict=True)
        )
    ]
    for deleted, joined in ((0.0, 0.0), (0.03, 0.05), (0.08, 0.1)):
        for source, target in ((0, 1), (0, 2), (1, 2)):
            begin = time.perf_counter()
            pairs = [(row[source], row[target]) for row in rows]
            counts = [
                score(texts(pairs, chance(seed), deleted, joined), [read[langs[source]], read[langs[target]]])
                for seed in SEEDS
            ]
            title = f"reader {langs[source]}–{langs[target]}, {deleted:.0%} deleted, {joined:.0%} joined"
            report(title, counts, (time.perf_counter() - begin) / len(SEEDS))


def long_texts(folder: Path) -> None:
    """Messages of catalogues as texts without chapters, and with one missing on either side."""
    for lang in ("ru", "ko"):
        rows = catalogue(folder / lang)
        for size in (1_000, 4_000):
            for title, chapters in (
                ("", ()),
                (
                    ", chapters missing",
                    (range(size // 3, size // 3 + size // 30), range(size // 2, size // 2 + size // 40)),
                ),
                (", begins later", (range(size // 15),)),
            ):
                begin = time.perf_counter()
                given = texts(chance(1).sample(rows, min(size, len(rows))), chance(2), 0.04, 0.06, chapters)
                counts = [score(given, [as_they_are, as_they_are])]
                report(f"{size:,} sentences en–{lang}{title}", counts, time.perf_counter() - begin)


def catalogue(folder: Path) -> list[Row]:
    """Sentences of messages that are long enough for prose."""
    found: dict[str, str] = {}
    for path in sorted(path for path in folder.glob("*.mo") if path.is_file()):
        for entry in polib.mofile(str(path)):
            if SENTENCE.fullmatch(entry.msgid) and entry.msgstr:
                found.setdefault(entry.msgid, " ".join(entry.msgstr.split()))
    return list(found.items())


def main() -> int:
    """Print the table."""
    print(f"{'':<44}precision / recall    of what is sure      each")
    reader()
    if sys.argv[1:]:
        long_texts(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
