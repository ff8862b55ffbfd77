"""``termbase find``: every occurrence of every term in running text."""

from __future__ import annotations

import json
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.files import InputError, read_text
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.match import Finder
from termbase.match.kiwi import Kiwi
from termbase.text import one_line


def run(arguments: list[str], root: str) -> int:
    """Print one line or record a term found; exit 0 when any was."""
    parser = Parser("find", "Every occurrence of every term of the base in text files.")
    parser.add_argument("path", nargs="+", help="text files, or folders with text files in them")
    parser.add_argument("--lang", default="", help="language of the text (default: look for terms of all)")
    parser.add_argument(
        "--analyser",
        action="store_true",
        help="ask kiwipiepy about Korean words that contain a term (termbase[korean])",
    )
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record an occurrence")
    options = parser.parse_args(arguments)
    finder = Finder(open_index(root), Kiwi() if options.analyser else None)
    paths, broken = expand(options.path)
    found = False
    for path in track(paths, "reading"):
        try:
            text = read_text(path)
        except InputError as error:
            broken.append(error)
            continue
        for record in _records(finder, path, text, tag(options.lang)):
            found = True
            if options.json:
                print(json.dumps(record, ensure_ascii=False))
            else:
                shown = {key: one_line(str(value)) for key, value in record.items()}
                print("{path}:{line}:{column}: {text}\t{concept}\t{lang} {term}\t{status}\t{via}".format(**shown))
    for problem in broken:
        complain(problem)
    return 2 if broken else 0 if found else 1


def _records(finder: Finder, path: Path, text: str, lang: str) -> list[dict[str, object]]:
    """The records of a file, as the command line's contract has them; offsets are in characters."""
    records = []
    line, line_start = 1, 0
    for hit in finder.find(text, lang):
        line += text.count("\n", line_start, hit.start)
        line_start = text.rfind("\n", 0, hit.start) + 1
        records.append(
            {
                "path": str(path),
                "line": line,
                "column": hit.start - line_start + 1,
                "start": hit.start,
                "end": hit.end,
                "text": text[hit.start : hit.end],
                "concept": finder.index.concept(hit.term.concept).id,
                "term": hit.term.text,
                "lang": hit.term.lang,
                "status": hit.term.status,
                "via": hit.via,
            }
        )
    return records
