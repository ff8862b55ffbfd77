"""``termbase tm align``: pairs of sentences from two parallel documents, as a table to be reviewed and added."""

from __future__ import annotations

import csv
import io
import sys
from functools import partial
from pathlib import Path

from termbase.cli.documents import open_document
from termbase.cli.tm_options import parser
from termbase.cli.wording import count
from termbase.files import InputError, write_text
from termbase.formats.language import of_texts, tag
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.align import Bead, Sentence, aligned, sentences
from termbase.memory.blocks import primary
from termbase.memory.named import Namer

_REVIEW = "needs review"
"""What readers of tables take for an unfinished translation (``data/tables.toml``)."""


def run(arguments: list[str], root: str) -> int:
    """Write the table; exit 1 when nothing is aligned."""
    command = parser("align", "Pairs of sentences from two parallel documents: a table to review, then for “tm add”.")
    command.add_argument("source", help="a document: text, Markdown, HTML, DOCX, ODT, EPUB")
    command.add_argument("target", help="its translation")
    command.add_argument("-o", "--output", metavar="FILE", default="", help="CSV file (default: standard output)")
    command.add_argument("--source-lang", default="", help="(default: what the script suggests)")
    command.add_argument("--target-lang", default="", help="(default: what the script suggests)")
    command.add_argument(
        "--sure", type=int, default=50, metavar="PERCENT", help="below: marked for review (default 50)"
    )
    options = command.parse_args(arguments)
    index = open_index(root)
    source_lang, mine = _sentences(Path(options.source), tag(options.source_lang), index)
    target_lang, theirs = _sentences(Path(options.target), tag(options.target_lang), index)
    if primary(source_lang) == primary(target_lang):
        command.error(f"both documents are in {source_lang}; --source-lang, --target-lang")
    beads = aligned(mine, theirs)
    table = _table(beads, source_lang, target_lang, options.sure)
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
    concepts = partial(_concepts, Namer(index), primary(lang))
    return lang, [one for unit in units for one in sentences(unit.target.text, lang, concepts)]


def _concepts(namer: Namer, lang: str, text: str) -> list[str]:
    """The concepts that a text names; words that are terms of several name none for certain."""
    places: dict[int, set[str]] = {}
    for named in namer.terms_in(text, lang):
        places.setdefault(named.start, set()).add(namer.index.concept(named.term.concept).id)
    return [found.pop() for found in places.values() if len(found) == 1]


def _table(beads: list[Bead], source_lang: str, target_lang: str, sure: int) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow([source_lang, target_lang, "status", "comment"])
    for bead in beads:
        status = "" if bead.confidence >= sure else _REVIEW
        rows.writerow([bead.source, bead.target, status, f"confidence {bead.confidence}"])
    return out.getvalue()
