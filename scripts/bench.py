"""Measure what the README claims, each figure as a ratio to a peer or a floor in the same run.

    make bench

Runs alternate between the two sides, so that a noisy machine is noisy for both; medians are printed.
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
from statistics import median

import icu
import iuliia
import polib

from scripts.bench_documents import documents, own_text
from termbase.files import BUNDLED
from termbase.identify import load_identifier
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
        documents(own_text())
    return 0


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
    """Words a second, each word once: exact spellings, and spellings with a letter taken out."""
    identifier = load_identifier(BUNDLED)
    converter = Converter(load_schemes(Path(BUNDLED, "schemes"))["ala-lc-rus-cyrl-latn-1997-plain"])
    text = "\n".join(entry.msgstr for entry in polib.pofile(str(READER)))
    words = list(dict.fromkeys(converter.convert(word) for word in re.findall("[\u0430-\u0451]{5,}", text)))
    for title, given in (("exact", words), ("one letter short", [word[:2] + word[3:] for word in words[:500]])):
        begin = time.perf_counter()
        found = sum(bool(identifier.identify(word)) for word in given)
        rate = len(given) / (time.perf_counter() - begin)
        print(f"identify, {title:<30}{rate:8,.0f} words a second, {found / len(given):.1%} of {len(given):,} found")


def report(title: str, ours: float, peer: float, ratio: float, unit: str) -> None:
    """One line of the table; times in milliseconds."""
    print(f"{title:<40}{ours * 1000:7.0f} ms{peer * 1000:8.0f} ms{ratio:8.1f} {unit}")


if __name__ == "__main__":
    sys.exit(main())
