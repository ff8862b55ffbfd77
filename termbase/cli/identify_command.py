"""``termbase identify``: the Cyrillic behind a spelling, and the schemes that give it."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from termbase.cli.options import Parser
from termbase.files import read_text
from termbase.identify import Candidate, Identifier
from termbase.identify.dictionary import Dictionary
from termbase.index.cache import open_index
from termbase.index.location import part
from termbase.translit import load_schemes


def run(arguments: list[str], root: str) -> int:
    """Print the candidates for each word; exit 0 when any word has one."""
    parser = Parser("identify", "The Cyrillic behind a romanised word, in any form, and the schemes that give it.")
    parser.add_argument("word", nargs="*", help="a word; none or “-”: one a line from standard input")
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record a word")
    parser.add_argument("--limit", type=int, default=5, metavar="N", help="candidates for a word (default 5)")
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    languages = Path(part(root, "languages"))
    dictionary = Dictionary(tomllib.loads(read_text(languages / "ru.toml"))["features"])
    identifier = Identifier(open_index(root), load_schemes(Path(part(root, "schemes"))), dictionary)
    found = False
    for word in _words(options.word):
        candidates = identifier.identify(word)[: options.limit]
        found = found or bool(candidates)
        if options.json:
            record = {"word": word, "candidates": [candidate._asdict() for candidate in candidates]}
            print(json.dumps(record, ensure_ascii=False))
        else:
            print("\n".join([word, *map(_line, candidates)]) if candidates else f"{word}\n  no Russian word is near")
    return 0 if found else 1


def _words(given: list[str]) -> Iterable[str]:
    for word in given or ["-"]:
        if word == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield word


def _line(candidate: Candidate) -> str:
    if candidate.schemes:
        how = ", ".join(candidate.schemes)
    elif candidate.distance:
        how = "1 letter differs" if candidate.distance == 1 else f"{candidate.distance} letters differ"
    else:
        how = "letters of several schemes, or marks left out"
    concept = f" [{candidate.concept}]" if candidate.concept else ""
    features = f", {candidate.features}" if candidate.features else ""
    return f"  {candidate.source}: {candidate.lemma}{features}{concept}; {how}"
