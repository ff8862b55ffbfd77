"""Export a base of 120,000 concepts in every form that is written concept by concept, and import it again.

    .venv/bin/python scripts/bench_export.py [CONCEPTS]

Each line is a whole process: wall time, time of the processor (which other work on the machine lengthens less), memory
at most. The floor is to read all concept files by `tomllib`; the peer of TBX is translate-toolkit, which reads and
writes the file that we wrote, that of PO is ``msgfmt -c``. The concepts are those of bench_index.py: a term and a
definition in each of three languages. What needs inflected forms (dictionaries, rules of prose checkers) is not here:
it needs the index, which bench_index.py measures.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CONCEPTS = 120_000
MOST = {"export": 20, "import": 60}
"""Seconds of wall time on two processors with nothing else to do."""
MEMORY = 600
"""Megabytes."""
FORMS = (
    ("tbx", "terms.tbx"),
    *(("tbx", f"{tool}.tbx", "--for", tool) for tool in ("weblate", "multiterm")),
    ("tbx3", "terms3.tbx"),
    ("tbx3", "whole.tbx", "--for", "linguist"),
    ("tmx", "terms.tmx"),
    ("po", "po", "--lang", "en,ru"),
    ("xliff", "xliff", "--lang", "en,ru"),
    ("xliff2", "xliff2", "--lang", "en,ru"),
    ("csv", "terms.csv"),
    ("xlsx", "terms.xlsx"),
    ("utx", "terms.utx", "--lang", "en,ru"),
    ("anki", "anki.txt"),
    ("skos", "terms.ttl"),
    ("skos-json", "terms.jsonld"),
    ("skosxl", "labels.ttl"),
    ("skosxl-json", "labels.jsonld"),
)
"""The arguments of ``export``: the form, the file, options."""
BASE = """
import sys
from pathlib import Path
from scripts.bench_index import write_base
write_base(Path(sys.argv[1]), int(sys.argv[2]))
"""
FLOOR = """
import os, sys, tomllib
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        tomllib.load(file)
"""
TOOLKIT = """
import sys
from translate.storage.tbx import tbxfile
with open(sys.argv[1], "rb") as file:
    store = tbxfile.parsefile(file)
store.savefile(sys.argv[2])
"""


class Cost(NamedTuple):
    """Of a process."""

    wall: float
    processor: float
    megabytes: int
    code: int


def cost(*command: str) -> Cost:
    """Run a command and measure it alone."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begin
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss // 1000, process.returncode)


def report(title: str, found: Cost, floor: Cost, target: int = 0) -> None:
    """One line; what failed says so."""
    aim = f", target ≤ {target} s and {MEMORY} MB" if target else ""
    failed = f"  EXIT {found.code}" if found.code else ""
    print(
        f"{title:<36}{found.wall:7.1f} s {found.processor:7.1f} s of processor {found.megabytes:6,} MB"
        f"{found.processor / floor.processor:6.1f} × the floor{aim}{failed}",
        flush=True,
    )


def main() -> int:
    """Print the table."""
    size = int(sys.argv[1]) if sys.argv[1:] else CONCEPTS
    with tempfile.TemporaryDirectory() as scratch:
        base, out = Path(scratch, "base"), Path(scratch, "out")
        # By another process: the memory of this one would count as that of those that it starts.
        subprocess.run([sys.executable, "-c", BASE, str(base), str(size)], check=True)
        out.mkdir()
        print(f"{size:,} concepts")
        ours = (sys.executable, "-m", "termbase", "--base", str(base))
        floor = cost(sys.executable, "-c", FLOOR, str(base / "concepts"))
        report("floor: all files by tomllib", floor, floor)
        for form, name, *options in FORMS:
            title = " ".join(("export", form, *options))
            found = cost(*ours, "export", form, "-o", str(out / name), *options)
            report(title, found, floor, MOST["export"])
        terms = str(out / "terms.tbx")
        report("validate tbx", cost(*ours, "validate", terms), floor)
        report("validate tbx3", cost(*ours, "validate", str(out / "terms3.tbx")), floor)
        toolkit = cost(sys.executable, "-c", TOOLKIT, terms, str(out / "again.tbx"))
        report("translate-toolkit: tbx read, written", toolkit, floor)
        report("msgfmt -c of one pair", cost("msgfmt", "-c", "-o", os.devnull, str(out / "po" / "en-ru.po")), floor)
        for name in ("terms.tbx", "whole.tbx", "terms.tmx", "terms.csv"):
            into = str(out / f"from-{name}")
            found = cost(*ours, "import", str(out / name), "--into", into)
            report(f"import {name}, a new base", found, floor, MOST["import"])
        found = cost(*ours, "import", terms)
        report("import terms.tbx, the same base", found, floor, MOST["import"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
