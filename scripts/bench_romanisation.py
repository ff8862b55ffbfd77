"""What the reading of romanised Russian costs, and how often it sees faults in English.

    .venv/bin/python scripts/bench_romanisation.py [ENGLISH_FILE…]

A document of 220 KB is made of the English definitions of the base, and of a Russian title of four words in every third
paragraph, one word in ten misspelt: about 1,500 words. Each command reads it in a process of its own. English without
any Russian is the files that are given, each a document, else the licences that Debian has.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import termbase
from scripts.bench_documents import NOISE, own_text, running_words
from termbase.files import BUNDLED
from termbase.identify.romanised import romanised
from termbase.romanisation.proof import faults
from termbase.romanisation.tools import load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Converter, load_schemes

ROOT = Path(__file__).resolve().parent.parent
SCHEME, OTHER = "ala-lc-rus-cyrl-latn-1997-plain", "iso-9-rus-cyrl-latn-1995"
SIZE = 220_000
LICENCES = Path("/usr/share/common-licenses")
COMMANDS = (("identify", "--document"), ("romanisation",), ("convert", "--to", OTHER), ("check", "--select", "TB6"))


def document() -> str:
    """A text with a cited title in each paragraph, about 220 KB."""
    draw = random.Random(1)  # noqa: S311 - the same document in every run
    convert = Converter(load_schemes(Path(BUNDLED, "schemes"))[SCHEME]).convert
    words = running_words(own_text())
    english = [concept.definition["en"] for concept in termbase.load().content.concepts if "en" in concept.definition]
    parts: list[str] = []
    size = 0
    while size < SIZE:
        title = [convert(word) for word in draw.sample(words, 4)]
        title = [slip(word, draw) if draw.random() < NOISE else word for word in title]
        cited = f" The author says so in “{' '.join(title)}” (p. 10)." if len(parts) % 3 == 0 else ""
        parts.append(draw.choice(english) + cited)
        size += len(parts[-1].encode()) + 2
    return "\n\n".join(parts)


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Wall time and processor time of a whole process."""
    begin, before = time.perf_counter(), os.times()
    call = [sys.executable, "-m", "termbase", *arguments]
    subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - begin, cpu


def slip(word: str, draw: random.Random) -> str:
    """A word with one letter doubled."""
    place = draw.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def main() -> int:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "document.txt")
        path.write_text(document(), "utf-8")
        for command in COMMANDS:
            # The first run may have to build the index.
            (_, *runs) = (seconds([*command, str(path)]) for _ in range(4))
            wall, cpu = min(runs)
            title = f"{command[0]} of {SIZE // 1000} KB, whole process"
            print(f"{title:<45}{wall:5.1f} s, {cpu:.1f} s of them on a processor (target ≤ 3)")
    licences = sorted(path for path in LICENCES.glob("*") if not path.is_symlink())
    english([Path(name) for name in sys.argv[1:]] or licences or [ROOT / "LICENSE"])
    return 0


def english(paths: list[Path]) -> None:
    """Speed over English text once everything is loaded, and the faults that are none."""
    tools = load_tools(BUNDLED)
    documents = [path.read_text("utf-8", "replace").split("\n\n") for path in paths]
    size = sum(path.stat().st_size for path in paths) / 1e6
    words = sum(len(re.findall(r"[^\W\d_]+", text)) for document in documents for text in document)
    times = []
    for _ in range(4):
        begin = time.process_time()
        for texts in documents:
            romanised(texts, tools.reader)
        times.append(time.process_time() - begin)
    new, known = size / times[0], size / min(times)
    print(f"English: {size:.1f} MB at {new:.1f} MB/s when its words are new, then {known:.1f} MB/s (target ≥ 5)")
    found = [fault for texts in documents for fault in faults(Writing(texts, tools))]
    print(f"English: {len(found)} faults in {words:,} words (target ≤ 1 in 100,000)")
    for fault in found:
        print(f"  {fault.word.text} ({fault.kind}): {', '.join(fault.expected)}")


if __name__ == "__main__":
    sys.exit(main())
