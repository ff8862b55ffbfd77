"""``termbase extract``: term candidates of texts, with counts and places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.wording import few
from termbase.extract import Candidate, Extractor, Passage, load_extractor
from termbase.files import InputError
from termbase.formats import read
from termbase.text import one_line

_COLUMNS = ("candidate", "lemma", "lang", "kind", "count", "places", "concept", "gloss", "forms")


def run(arguments: list[str], root: str) -> int:
    """Print one line or record a candidate, the most useful first; exit 0 when there is any."""
    parser = Parser("extract", "Term candidates of texts: phrases, glosses, romanised words, acronyms, names, titles.")
    parser.add_argument("path", nargs="+", help="files, or folders with files in them")
    parser.add_argument("--lang", choices=("en", "ru", "ko"), help="only candidates in this language")
    parser.add_argument(
        "--min",
        type=int,
        default=0,
        metavar="N",
        help="occurrences that a candidate needs (default: 2 for phrases, 1 for what the text sets off and for names)",
    )
    parser.add_argument("--missing", action="store_true", help="leave out what the base has")
    parser.add_argument("--format", choices=("text", "tsv", "json"), default="text", help="(default text)")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    options = parser.parse_args(arguments)
    if options.min < 0:
        parser.error("--min must be at least 1")
    extractor = load_extractor(root)
    paths, broken = expand(options.path)
    passages = list(_passages(extractor, paths, broken))
    found = [
        candidate
        for candidate in extractor.extract(passages, options.min, partial(track, title="extracting"))
        if options.lang in (None, candidate.lang) and not (options.missing and candidate.concept)
    ]
    for line in _lines(found, options.format):
        print(line)
    for problem in broken:
        complain(problem)
    return 2 if broken else 0 if found else 1


def _passages(extractor: Extractor, paths: Sequence[Path], broken: list[InputError]) -> Iterator[Passage]:
    """The paragraphs of some files; of bilingual ones both sides."""
    for path in track(paths, "reading"):
        try:
            units = read(path).units
        except InputError as error:
            broken.append(error)
            continue
        for unit in units:
            for segment in (unit.source, unit.target):
                if segment and segment.text:
                    yield extractor.passage(segment, unit.path)


def _lines(found: Sequence[Candidate], style: str) -> Iterator[str]:
    if style == "tsv":
        yield "\t".join(_COLUMNS)
    for candidate in found:
        record = _record(candidate)
        if style == "json":
            yield json.dumps(record, ensure_ascii=False)
        elif style == "tsv":
            cells = (" | ".join(value) if isinstance(value, list) else value for value in record.values())
            yield "\t".join(one_line(str(cell)) for cell in cells)
        else:
            yield one_line(_text(candidate))


def _record(candidate: Candidate) -> dict[str, object]:
    """The record of the command line's contract."""
    return {
        "candidate": candidate.text,
        "lemma": candidate.lemma,
        "lang": candidate.lang,
        "kind": candidate.kind,
        "count": candidate.count,
        "places": list(candidate.places),
        "concept": candidate.concept,
        "gloss": candidate.gloss,
        "forms": list(candidate.forms),
    }


def _text(candidate: Candidate) -> str:
    lemma = f" → {candidate.lemma}" if candidate.lemma != candidate.text else ""
    gloss = f" = {candidate.gloss}" if candidate.gloss else ""
    concept = f" [{candidate.concept}]" if candidate.concept else ""
    head = f"{candidate.count:>5} {candidate.kind:<9} {candidate.lang} {candidate.text}{lemma}{gloss}{concept}"
    return f"{head}  {few(candidate.places)}"
