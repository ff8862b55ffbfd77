"""Build the index of a large base: all of it, then again with one concept changed; a look-up in it.

    .venv/bin/python scripts/bench_index.py [CONCEPTS]

The concepts are made up: nouns of the analyser's dictionary, half of them with an adjective, some with a noun in the
genitive, and syllables for the English and Korean terms. The floor is to read the files with `tomllib` by one process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pymorphy3 import MorphAnalyzer

from termbase.files import BUNDLED
from termbase.identify.dictionary import Dictionary
from termbase.parse import read_toml

CONCEPTS = 50_000
_GENDERS = {"masc": "masculine", "femn": "feminine", "neut": "neuter"}
_CONCEPT = """\
id = "{id}"
status = "review"
domains = ["ideology"]

[definition]
ru = "Понятие {id}."
en = "The concept {id}."
ko = "개념 {id}."

[[term]]
lang = "ru"
text = "{russian}"
status = "preferred"
grammar = "noun {gender} inanimate"

[[term]]
lang = "en"
text = "{english}"
status = "preferred"
grammar = "noun"

[[term]]
lang = "ko"
text = "{korean}"
status = "preferred"
grammar = "noun"
"""


def russian_terms(chance: Random) -> Iterator[tuple[str, str]]:
    """Terms and their genders, without end; no term twice."""
    analyser = MorphAnalyzer()
    dictionary = Dictionary(read_toml(Path(BUNDLED, "languages", "ru.toml"))["features"])
    parses = [analyser.parse(word)[0] for word in sorted(dictionary.usual_words()) if word.isalpha()]
    nouns = list(
        {parse.normal_form: parse for parse in parses if parse.tag.POS == "NOUN" and parse.tag.gender}.values()
    )
    adjectives = list({parse.normal_form: parse for parse in parses if parse.tag.POS == "ADJF"}.values())
    seen: set[str] = set()
    while True:
        noun, adjective, other = chance.choice(nouns), chance.choice(adjectives), chance.choice(nouns)
        agreeing, genitive = adjective.inflect({"nomn", "sing", noun.tag.gender}), other.inflect({"gent"})
        before = f"{agreeing.word} " if agreeing and chance.random() < 0.5 else ""
        after = f" {genitive.word}" if genitive and chance.random() < 0.2 else ""
        term = f"{before}{noun.normal_form}{after}"
        if term not in seen:
            seen.add(term)
            yield term, _GENDERS.get(noun.tag.gender, "masculine")


def write_base(folder: Path, size: int) -> None:
    """A base of so many concepts."""
    chance = Random(1)  # noqa: S311 - the same base in every run
    (folder / "concepts").mkdir(parents=True)
    for name in ("sources.toml", "vocabulary.toml", "retired.tsv"):
        shutil.copy(Path(BUNDLED, name), folder)
    latin = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    hangul = [chr(code) for code in range(0xAC00, 0xD7A4, 28)]
    terms = russian_terms(chance)
    for number in range(size):
        russian, gender = next(terms)
        english, korean = ("".join(chance.choices(syllables, k=4)) for syllables in (latin, hangul))
        text = _CONCEPT.format(id=f"c{number}", russian=russian, gender=gender, english=english, korean=korean)
        (folder / "concepts" / f"c{number}.toml").write_text(text, "utf-8")


def seconds(*command: str) -> float:
    """How long a command takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begin


def main() -> int:
    """Print the figures."""
    size = int(sys.argv[1]) if sys.argv[1:] else CONCEPTS
    with tempfile.TemporaryDirectory() as scratch:
        base, cache = Path(scratch, "base"), Path(scratch, "cache")
        write_base(base, size)
        os.environ["TERMBASE_CACHE"] = str(cache)
        begin = time.perf_counter()
        paths = sorted((base / "concepts").iterdir())
        for path in paths:
            tomllib.loads(path.read_text("utf-8"))
        floor = time.perf_counter() - begin
        look_up = (sys.executable, "-m", "termbase", "--base", str(base), "lookup", "socialisticheskaia")
        whole = seconds(*look_up)
        paths[0].write_text(paths[0].read_text("utf-8").replace("The concept", "A concept"), "utf-8")
        again = seconds(*look_up)
        cold = min(seconds(*look_up) for _ in range(5)) / min(seconds(sys.executable, "-c", "pass") for _ in range(5))
        megabytes = max(path.stat().st_size for path in cache.glob("*.sqlite")) // 1_000_000
    print(
        f"index of {size:,} concepts{whole:26.1f} s   {whole / floor:.1f} × reading the files by tomllib, "
        f"target ≤ 60 s; one changed {again:.1f} s; {megabytes} MB; look-up {cold:.1f} × python -c pass"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
