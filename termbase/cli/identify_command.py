"""``termbase identify``: the Cyrillic or Hangul behind a spelling, and the schemes that give it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.wording import few
from termbase.formats import read
from termbase.identify import Candidate, Profile, WordsAndNames, load_homographs, load_identifier, profile

_NOTHING = "  no Russian word and no Korean name is near"


def run(arguments: list[str], root: str) -> int:
    """Print the candidates for each word, or the schemes of a document; exit 0 when there is any."""
    about = "The Cyrillic behind a romanised word, in any form, or the Hangul behind a Korean name, and the schemes."
    parser = Parser("identify", about)
    parser.add_argument("word", nargs="*", help="a word or a name; none or “-”: one a line from standard input")
    parser.add_argument("--document", metavar="FILE", help="which schemes a text or Markdown file uses, on which words")
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record a word, or one for the document")
    parser.add_argument("--limit", type=int, default=5, metavar="N", help="candidates for a word (default 5)")
    options = parser.parse_args(arguments)
    if options.limit < 1:
        parser.error("--limit must be at least 1")
    if options.document and options.word:
        parser.error("either words or --document")
    if options.document:
        units = read(Path(options.document)).units
        found = profile((unit.target.text for unit in units), load_identifier(root), load_homographs(root))
        print(_record(options.document, found) if options.json else "\n".join(_page(options.document, found)))
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


def _record(path: str, found: Profile) -> str:
    layers = [layer._asdict() for layer in found.layers]
    record = {"path": path, "words": found.words, "layers": layers, "outside": found.outside}
    return json.dumps(record, ensure_ascii=False)


def _page(path: str, found: Profile) -> Iterable[str]:
    yield f"{path}: {found.words} different Russian words"
    for title, layer in zip(("first layer", "second layer"), found.layers, strict=False):
        yield f"{title}: {few(layer.schemes)}"
        yield f"  on {len(layer.words)} words: {', '.join(layer.words)}"
    if not found.layers:
        yield "no word decides between the schemes"
    if found.outside:
        yield f"outside: {', '.join(found.outside)}"


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
