"""Measure what the README claims, each figure as a ratio to a peer or a floor in the same run.

    make bench [TREEBANKS="ru_….conllu en_….conllu ko_….conllu"]

Runs alternate between the two sides, so that a noisy machine is noisy for both; medians are printed. Recognition of
terms is measured on the treebanks that are named, or that lie in a folder `corpora` next to this repository; see
bench_recognition.py.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median

import icu
import iuliia
import polib

from termbase.files import BUNDLED
from termbase.identify import Identifier, load_identifier
from termbase.translit import Converter, load_schemes

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
READER = ROOT / "translations" / "stakhanovite-reader" / "en-ru.po"
MESSAGES = 10_000


def seconds(command: Sequence[str | Path]) -> float:
    """Wall time of a whole process."""
    begin = time.perf_counter()
    subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def compare(ours: Sequence[str | Path], peer: Sequence[str | Path], runs: int) -> tuple[float, float]:
    """Medians of both sides over alternating runs, after one of each that does not count."""
    seconds(ours), seconds(peer)
    pairs = [(seconds(ours), seconds(peer)) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def large_po(path: Path) -> None:
    """The reader's segments again and again, each with a number of its own, until there are enough."""
    reader = polib.pofile(str(READER))
    big = polib.POFile(wrapwidth=0)
    big.metadata = reader.metadata
    entries = [entry for entry in reader if entry.msgstr]
    for number in range(MESSAGES):
        entry = entries[number % len(entries)]
        big.append(polib.POEntry(msgid=f"{number}. {entry.msgid}", msgstr=f"{number}. {entry.msgstr}"))
    big.save(str(path))


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERMBASE_CACHE"] = str(Path(scratch, "cache"))
        print("cold, whole process                        ours       peer      ratio")
        for query in ("стахановец", "stakhanovtsy", "스타하노프 노동자의", "stakhanovtzy"):
            ours, floor = compare([BIN / "termbase", "lookup", query], [sys.executable, "-c", "pass"], 15)
            report(f"lookup {query} / python -c pass", ours, floor, ours / floor, "× the floor, target ≤ 4")
        po = Path(scratch, "en-ru.po")
        large_po(po)
        ours, peer = compare([BIN / "termbase", "check", po], [BIN / "pofilter", po, Path(scratch, "out.po")], 3)
        report(f"check {MESSAGES:,} messages / pofilter", ours, peer, peer / ours, "× faster, target ≥ 3")
        transliteration()
        identification()
    sys.stdout.flush()
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_scan.py"], check=True)
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_check.py"], check=True)
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_index.py"], check=True)
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_export.py"], check=True)
    for name in ("bench_documents.py", "bench_romanisation.py"):
        subprocess.run([sys.executable, ROOT / "scripts" / name], check=True)
    memory(ROOT / "build" / "catalogues")
    recognition([Path(name) for name in sys.argv[1:]] or sorted(ROOT.parent.glob("*/corpora/*.conllu")))
    return 0


def memory(folder: Path) -> None:
    """Alignment, and the translation memory, small; larger sizes are asked for by hand."""
    catalogues = [folder] if folder.is_dir() else []
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_align.py", *catalogues], check=True)
    if not catalogues:
        print(f"memory: not measured without catalogues; scripts/fetch_catalogues.py {folder.relative_to(ROOT)}")
        return
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_memory.py", folder], check=True)


def recognition(treebanks: Sequence[Path]) -> None:
    """Recall and precision on treebanks, where there are any."""
    if not treebanks:
        print('recognition: not measured without treebanks; make bench TREEBANKS="ru_….conllu en_….conllu ko_….conllu"')
        return
    sys.stdout.flush()
    subprocess.run([sys.executable, ROOT / "scripts" / "bench_recognition.py", "--analyser", *treebanks], check=True)


def best(run: Callable[[], object]) -> float:
    """Seconds of the fastest of three runs in this process."""
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times)


def transliteration() -> None:
    """Running Russian text (the reader, twenty times) by one scheme, against the two other implementations."""
    text = "\n".join(entry.msgstr for entry in polib.pofile(str(READER))) * 20
    schemes = load_schemes(Path(BUNDLED, "schemes"))
    icu_bgn = icu.Transliterator.createInstance("Russian-Latin/BGN")
    for name, peer_scheme in (
        ("ala-lc-rus-cyrl-latn-1997-plain", iuliia.ALA_LC_ALT),
        ("bgn-pcgn-rus-cyrl-latn-1947", iuliia.BGN_PCGN),
    ):
        scheme = schemes[name]
        ours = best(lambda scheme=scheme: Converter(scheme).convert(text))  # type: ignore[misc]  # mypy 2.4: defaults
        peer = best(lambda peer_scheme=peer_scheme: peer_scheme.translate(text))  # type: ignore[misc]
        report(f"{name[:22]} / iuliia", ours, peer, peer / ours, "× faster, target ≥ 4")
        peer = best(lambda: icu_bgn.transliterate(text))
        report(f"{name[:22]} / ICU", ours, peer, peer / ours, "× faster, target ≥ 1")


def identification() -> None:
    """Words a second, each word once, and how often the right one stands first: exact spellings, and one letter off."""
    identifier = load_identifier(BUNDLED)
    converter = Converter(load_schemes(Path(BUNDLED, "schemes"))["ala-lc-rus-cyrl-latn-1997-plain"])
    text = "\n".join(entry.msgstr for entry in polib.pofile(str(READER)))
    words = list(dict.fromkeys(re.findall(r"\b[\u0430-\u0451]{5,}\b", text)))
    rows = [(word, converter.convert(word)) for word in words]
    chance = Random(1)  # noqa: S311 - a sample that is the same in every run
    slips = [(word, slip(spelling, chance)) for word, spelling in rows if len(spelling) > 6]
    slips = [row for row in slips if not identifier.identify(row[1], edits=0)]
    for title, given, target in (("exact", rows, 20_000), ("one letter wrong, lost or added", slips, 3_000)):
        begin = time.perf_counter()
        found = [(word, [candidate.source.lower() for candidate in identifier.identify(form)]) for word, form in given]
        rate = len(given) / (time.perf_counter() - begin)
        first = sum(word in candidates[:1] for word, candidates in found) / len(found)
        few = sum(word in candidates[:5] for word, candidates in found) / len(found)
        print(
            f"identify, {title:<32}{rate:7,.0f} words a second (target {target:,}); {len(given):,} words: "
            f"{first:.1%} first, {few:.1%} among five"
        )
    book_spellings(identifier)


def book_spellings(identifier: Identifier) -> None:
    """The list of the tests: spellings as books print them."""
    rows = [line.split("\t") for line in (ROOT / "tests/data/book-spellings.tsv").read_text("utf-8").splitlines()]
    found = [
        (lemma, [{c.source, c.lemma, c.lemma.split()[-1]} for c in identifier.identify(spelling)])
        for spelling, lemma in rows
    ]
    first = sum(lemma in set().union(*candidates[:1]) for lemma, candidates in found) / len(rows)
    few = sum(lemma in set().union(*candidates[:5]) for lemma, candidates in found) / len(rows)
    print(f"identify, spellings in books: {len(rows)}, {first:.1%} first (target 97 %), {few:.1%} among five (99 %)")


def slip(spelling: str, chance: Random) -> str:
    """A spelling with one letter lost, changed or added, not the first or the last."""
    place, letter = chance.randrange(1, len(spelling) - 1), chance.choice("aeiostrnkl")
    return spelling[:place] + chance.choice(("", letter, letter + spelling[place])) + spelling[place + 1 :]


def report(title: str, ours: float, peer: float, ratio: float, unit: str) -> None:
    """One line of the table; times in milliseconds."""
    print(f"{title:<40}{ours * 1000:7.0f} ms{peer * 1000:8.0f} ms{ratio:8.1f} {unit}")


if __name__ == "__main__":
    sys.exit(main())
