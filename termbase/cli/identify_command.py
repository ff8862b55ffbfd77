"""``termbase identify``: the Cyrillic or Hangul behind a spelling, and the schemes that give it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.romanised_page import profile_lines, profile_record
from termbase.cli.wording import few
from termbase.formats import read
from termbase.identify import Candidate, WordsAndNames, instead
from termbase.identify.documents import profile_of
from termbase.identify.romanised import romanised
from termbase.romanisation.tools import load_tools

_NOTHING = "  no Russian word and no Korean name is near"


def run(arguments: list[str], root: str) -> int:
    """Print the candidates for each word, or the schemes of a document; exit 0 when there is any."""
    about = "The Cyrillic behind a romanised word, in any form, or the Hangul behind a Korean name, and the schemes."
    parser = Parser("identify", about)
    parser.add_argument("word", nargs="*", help="a word or a name; none or “-”: one a line from standard input")
    parser.add_argument(
        "--document", metavar="FILE", help="which schemes a text uses, in any format of prose, on which words"
    )
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record a word, or one for the document")
    parser.add_argument("--limit", type=int, default=5, metavar="N", help="candidates for a word (default 5)")
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    if options.document and options.word:
        parser.error("either words or --document")
    if options.document:
        units = read(Path(options.document)).units
        tools = load_tools(root)
        words = [found.word for found in romanised((unit.target.text for unit in units), tools.reader)]
        found = profile_of(words, tools.reader)
        spellings = instead(found, tools.identifier, tools.schemes)
        if options.json:
            print(json.dumps(profile_record(options.document, found, spellings), ensure_ascii=False))
        else:
            print("\n".join(profile_lines(options.document, found, spellings)))
        return 0 if found.layers else 1
    return _identify(WordsAndNames(root), _words(options.word), limit=options.limit, as_json=options.json)


def _identify(identifier: WordsAndNames, words: Iterable[str], *, limit: int, as_json: bool) -> int:
    found = False
    for word in words:
        candidates = identifier.identify(word)[:limit]
        found = found or bool(candidates)
        if as_json:
            record = {"word": word, "candidates": [candidate._asdict() for candidate in candidates]}
            print(json.dumps(record, ensure_ascii=False))
        else:
            print("\n".join([word, *map(_line, candidates)] if candidates else [word, _NOTHING]))
    return 0 if found else 1


def _words(given: list[str]) -> Iterable[str]:
    for word in given or ["-"]:
        if word == "-":
            yield from (line.strip() for line in sys.stdin or () if line.strip())
        else:
            yield word


def _line(candidate: Candidate) -> str:
    if candidate.schemes:
        how = few(candidate.schemes)
    elif candidate.distance:
        how = "1 letter differs" if candidate.distance == 1 else f"{candidate.distance} letters differ"
    else:
        how = "letters of several schemes, or marks left out"
    concept = f" [{candidate.concept}]" if candidate.concept else ""
    features = f", {candidate.features}" if candidate.features else ""
    return f"  {candidate.source}: {candidate.lemma}{features}{concept}; {how}"
