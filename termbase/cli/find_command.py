"""``termbase find``: every occurrence of every term in running text and in translations."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from termbase.cli import colour
from termbase.cli.documents import open_document, segments
from termbase.cli.options import Parser
from termbase.cli.paths import STDIN, complain, expand
from termbase.cli.progress import track
from termbase.files import InputError
from termbase.formats.language import tag
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.match import Finder
from termbase.match.kiwi import Kiwi
from termbase.match.occurrence import KEYS, Occurrence, occurrences, record
from termbase.model import ALLOWED_STATUSES, language_rank
from termbase.report import marked
from termbase.text import one_line
from termbase.units import Document, told
from termbase.workers import spread

FORMATS = ("text", "tsv", "json", "html", "ansi")
_WORTH = 500_000
"""Bytes; to start processes takes as long as to search about so many."""
_Counts = Counter[tuple[str, str]]
"""Concept and language of the term to how often."""


class _Asked(NamedTuple):
    format: str
    lang: str
    coloured: bool
    several: bool
    """Whether there is more than one file, so that each is named."""


class _Done(NamedTuple):
    """What was found in a file."""

    output: str
    counts: _Counts
    problem: InputError | None = None


def run(arguments: list[str], root: str) -> int:
    """Print what is found, file by file; exit 0 when any was, 2 when a file could not be read."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.count and options.format in {"html", "ansi"}:
        parser.error("--count has no use for html and ansi")
    lang = tag(options.lang)
    paths, broken = expand(options.path or ["-"], stdin=True)
    index = open_index(root)
    analyser = Kiwi() if options.analyser else None
    if lang and lang.split("-", maxsplit=1)[0] not in index.term_languages():
        complain(f"the base has no terms in {lang}: only romanised Russian is looked for")
    asked = _Asked("" if options.count else options.format, lang, colour.is_wanted(options.color), len(paths) > 1)
    # A worker opens the index for itself, and the analyser takes half a gigabyte in each.
    worth = analyser is None and STDIN not in paths and sum(path.stat().st_size for path in paths) > _WORTH
    total: _Counts = Counter()
    sys.stdout.write(_head(asked.format))
    with closing(
        spread(lambda: _searcher(Finder(Index(index.path), analyser, gapped=options.gapped), asked), paths, worth=worth)
    ) as results:
        # A bar would be drawn into what is printed on the same terminal.
        for done in results if sys.stdout.isatty() else track(results, "reading", len(paths)):
            total += done.counts
            if done.problem:
                broken.append(done.problem)
            sys.stdout.write(done.output)
            sys.stdout.flush()
    sys.stdout.write(marked.PAGE_END if asked.format == "html" else "")
    if options.count:
        sys.stdout.writelines(f"{line}\n" for line in _table(total, options.format))
    for problem in broken:
        complain(problem)
    return 2 if broken else 0 if total else 1


def _parser() -> Parser:
    parser = Parser(
        "find", "Every occurrence of every term of the base in prose and translations, as “check” reads them."
    )
    parser.add_argument("path", nargs="*", help="files, or folders with files in them; none or “-”: standard input")
    about = "language of the texts (default: terms of all are looked for); in translations only what is in it"
    parser.add_argument("--lang", default="", help=about)
    parser.add_argument("--format", choices=FORMATS, default="text", help="html and ansi: the text, its terms marked")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    parser.add_argument("--count", action="store_true", help="how often each concept occurs, in which language")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of ansi (default auto)")
    parser.add_argument(
        "--analyser",
        action="store_true",
        help="ask kiwipiepy about Korean words that contain a term (termbase[korean])",
    )
    parser.add_argument(
        "--gapped", action="store_true", help="Russian terms too whose words stand apart or in another order"
    )
    return parser


def _searcher(finder: Finder, asked: _Asked) -> Callable[[Path], _Done]:
    """What searches a file."""

    def search(path: Path) -> _Done:
        try:
            document = open_document(path)
        except InputError as error:
            return _Done("", Counter(), error)
        if asked.format in {"html", "ansi"} and document.units and not document.text:
            reason = f"is no text that could be marked: --format {asked.format} is for text"
            return _Done("", Counter(), InputError(path, reason))
        counts: _Counts = Counter()
        output = []
        several = asked._replace(several=asked.several or bool(document.parts))
        for part in document.parts or [document]:
            found = occurrences(finder, segments(part, asked.lang), part.text)
            counts.update((finder.index.concept(one.hit.term.concept).id, one.hit.term.lang) for one in found)
            output.append(_written(several, part, found, finder.index))
        return _Done("".join(output), counts)

    return search


def _head(form: str) -> str:
    return {"html": marked.PAGE, "tsv": "\t".join(KEYS) + "\n"}.get(form, "")


def _written(asked: _Asked, document: Document, found: Sequence[Occurrence], index: Index) -> str:
    path, text = document.path, document.text
    if asked.format == "html":
        return marked.section(path, text, _marks(found, index), asked.lang)
    if asked.format == "ansi":
        title = (
            f"==> {one_line(path)} <==\n"
            if asked.several or path != str(document.units[0].path if document.units else path)
            else ""
        )
        return title + (marked.coloured(text, _marks(found, index)) if asked.coloured else text)
    records = (record(path, one, index) for one in found)
    if asked.format == "json":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records)
    rows = ({key: one_line(str(value)) for key, value in row.items()} for row in records)
    if asked.format == "tsv":
        return "".join("\t".join(row.values()) + "\n" for row in rows)
    if asked.format == "text":
        places = {unit.target.anchors.at(0).line: unit.place for unit in document.units if unit.place}
        line = "{where}: {text}\t{concept}\t{lang} {term}\t{status}\t{via}\n"
        wheres = (one_line(told(path, places.get(one.place.line, ""), one.place)) for one in found)
        return "".join(line.format(where=where, **row) for where, row in zip(wheres, rows, strict=True))
    return ""


def _marks(found: Iterable[Occurrence], index: Index) -> list[marked.Mark]:
    marks = []
    for one in found:
        term = one.hit.term
        concept = index.concept(term.concept)
        others = "; ".join(f"{lang} {terms[0]}" for lang, terms in concept.terms.items() if lang != term.lang)
        status = "" if term.status == "preferred" else f" ({term.status})"
        title = f"{concept.id}{status}: {others}" if others else concept.id + status
        marks.append(marked.Mark(one.start, one.end, term.status in ALLOWED_STATUSES, title))
    return marked.merged(marks)


def _table(counts: _Counts, form: str) -> Iterator[str]:
    """Concepts with how often each occurs, most frequent first, and then by their names."""
    concepts: Counter[str] = Counter()
    for (concept, _), count in counts.items():
        concepts[concept] += count
    langs = sorted({lang for _, lang in counts}, key=language_rank)
    ranked = sorted(concepts, key=lambda concept: (-concepts[concept], concept))
    if form == "json":
        for concept in ranked:
            by_lang = {lang: counts[concept, lang] for lang in langs if counts[concept, lang]}
            yield json.dumps({"concept": concept, "count": concepts[concept], "langs": by_lang}, ensure_ascii=False)
        return
    if form == "text" and not ranked:
        return
    rows = [["concept", "count", *langs]]
    rows += [
        [concept, *map(str, (concepts[concept], *(counts[concept, lang] for lang in langs)))] for concept in ranked
    ]
    if form == "tsv":
        yield from ("\t".join(row) for row in rows)
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        name, *numbers = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([name.lstrip().ljust(widths[0]), *numbers])
