"""``termbase tm align``: pairs of sentences from two parallel documents, to be reviewed and added."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from termbase.cli.documents import open_document
from termbase.cli.progress import track
from termbase.cli.tm_options import parser
from termbase.cli.wording import count
from termbase.files import InputError, write_text
from termbase.formats.aligned import FORMATS, Reviewed, written
from termbase.formats.language import of_texts, tag
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.align import aligned
from termbase.memory.blocks import primary
from termbase.memory.named import Namer
from termbase.memory.running import RunningNamer
from termbase.memory.sentences import Cutter, Sentence, sentences


def run(arguments: list[str], root: str) -> int:
    """Write the table; exit 1 when nothing is aligned."""
    command = parser("align", "Pairs of sentences from two parallel documents: to review, then for “tm add”.")
    command.add_argument("source", help="a document: text, Markdown, HTML, DOCX, ODT, EPUB")
    command.add_argument("target", help="its translation")
    command.add_argument(
        "-o", "--output", metavar="FILE", default="", help="CSV, TSV or XLIFF (default: CSV on the screen)"
    )
    command.add_argument("--source-lang", default="", help="(default: what the script suggests)")
    command.add_argument("--target-lang", default="", help="(default: what the script suggests)")
    command.add_argument(
        "--sure", type=int, default=50, metavar="PERCENT", help="below: marked for review (default 50)"
    )
    options = command.parse_args(arguments)
    suffix = Path(options.output).suffix.lower() if options.output else FORMATS[0]
    if suffix not in FORMATS:
        command.error(f"-o: what is written is {', '.join(FORMATS)}")
    index = open_index(root)
    source_lang, mine = _sentences(Path(options.source), tag(options.source_lang), index)
    target_lang, theirs = _sentences(Path(options.target), tag(options.target_lang), index)
    if primary(source_lang) == primary(target_lang):
        command.error(f"both documents are in {source_lang}; --source-lang, --target-lang")
    beads = aligned(mine, theirs, partial(track, title="aligning"))
    pairs = [Reviewed(*bead, bead.confidence >= options.sure) for bead in beads]
    table = written(pairs, (source_lang, target_lang), suffix, Path(options.source).name)
    if options.output:
        write_text(options.output, table)
    else:
        sys.stdout.write(table)
    unsure = sum(bead.confidence < options.sure for bead in beads)
    print(f"{count(len(beads), 'pair')}, {unsure} to be reviewed", file=sys.stderr)
    return 0 if beads else 1


def _sentences(path: Path, lang: str, index: Index) -> tuple[str, list[Sentence]]:
    units = open_document(path).units
    if any(unit.source is not None for unit in units):
        raise InputError(path, "is bilingual already: “termbase tm add” takes it")
    lang = lang or of_texts(unit.target.text for unit in units)
    if not lang:
        raise InputError(path, "does not say its language: --source-lang, --target-lang")
    concepts = partial(concepts_of, RunningNamer(index), primary(lang))
    known = index.rules(primary(lang)) if primary(lang) in ("ru", "en") else {}
    rules: Any = known.get("sentence", {})
    cutter = Cutter(lang, rules)
    numbered = enumerate(unit.target.text for unit in units)
    return lang, [one for number, text in numbered for one in sentences(text, cutter, concepts, number)]


def concepts_of(namer: Namer, lang: str, text: str) -> list[str]:
    """The concepts that a text names; words that are terms of several name none for certain."""
    places: dict[int, set[str]] = {}
    for named in namer.terms_in(text, lang):
        places.setdefault(named.start, set()).add(namer.index.concept(named.term.concept).id)
    return [found.pop() for found in places.values() if len(found) == 1]
