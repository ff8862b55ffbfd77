"""``termbase tm pretranslate``: write translations into the untranslated units of PO and XLIFF files."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from termbase.cli.paths import complain, copies, expand
from termbase.cli.tm_add import side
from termbase.cli.tm_options import parser
from termbase.cli.tm_work import asked
from termbase.cli.wording import count
from termbase.files import InputError, read_bytes, replacing
from termbase.formats import read
from termbase.formats.pretranslated import WRITERS, Proposal, Suggestion, pretranslated
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.entry import origin_text
from termbase.memory.search import open_searcher
from termbase.memory.suggest import Suggested, Suggester
from termbase.memory.variety import variety
from termbase.units import Unit

_SEVERAL = 5
"""Translations of the same text, of which one may be in the very variety of a language."""


def run(arguments: list[str], root: str) -> int:
    """Write the files; exit 1 when nothing was translated, 2 when a file could not be read or written."""
    command = parser("pretranslate", "Write translations into the untranslated units of PO and XLIFF files.")
    command.add_argument("path", nargs="+", help="files, or folders with files in them")
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--output", metavar="FOLDER", default="", help="folder for the translated copies")
    where.add_argument("--in-place", action="store_true", help="write the files themselves")
    command.add_argument("--min", type=int, default=75, metavar="PERCENT", help="least likeness (default 75)")
    command.add_argument("--limit", type=int, default=3, metavar="N", help="suggestions in XLIFF (default 3)")
    command.add_argument("--review", action="store_true", help="mark what is the same, too, as unfinished")
    command.add_argument("--source-lang", default="", help="where a file does not say it")
    command.add_argument("--target-lang", default="", help="where a file does not say it")
    options = command.parse_args(arguments)
    if options.limit < 1 or not 1 <= options.min <= 100:
        command.error("--limit must be at least 1, --min from 1 to 100")
    paths, broken = expand(options.path)
    index = open_index(root)
    open_searcher(options.store)  # says now what is wrong with it
    langs = (options.source_lang, options.target_lang)
    total = 0
    paths = [path for path in paths if path.suffix.lower() in WRITERS or str(path) in options.path]
    inputs = {os.path.realpath(path) for path in paths}
    for path, copy in copies(paths, Path(options.output)).items():
        output = path if options.in_place else copy
        if path.suffix.lower() not in WRITERS:
            broken.append(InputError(path, f"translations are written into {', '.join(WRITERS)} only"))
            continue
        if not options.in_place and os.path.realpath(copy) in inputs:
            broken.append(InputError(copy, "is to be translated itself: -o names another folder, or --in-place"))
            continue
        try:
            alone = path.suffix.lower() == ".po" or options.limit == 1
            ask = partial(_suggestions, least=options.min, most=options.limit, alone=alone, review=options.review)
            total += _translate(path, output, langs, options.store, index, ask)
        except InputError as error:
            broken.append(error)
    for problem in broken:
        complain(problem)
    return 2 if broken else 0 if total else 1


def _translate(
    path: Path, output: Path, langs: tuple[str, str], store: str, index: Index, ask: partial[list[Suggestion]]
) -> int:
    data = read_bytes(path)
    document = read(path, data, source_lang=langs[0], target_lang=langs[1])
    units = [
        unit for unit in document.units if unit.state == "untranslated" and unit.source and unit.source.text.strip()
    ]
    if not all(unit.target.lang for unit in units):
        raise InputError(path, "does not say the language of its translations: --target-lang")
    found = zip(units, asked(units, store, index, ask), strict=True)
    proposals = [Proposal(unit, suggestions) for unit, suggestions in found if suggestions]
    filled = pretranslated(path, data, document, proposals)
    if filled.data != data or output != path:
        with replacing(output) as file:
            file.write(filled.data)
    empty, done = count(len(units), "unit"), filled.finished + filled.unfinished
    print(
        f"{path}: {empty} without translation, {done} filled, {filled.unfinished} of them to be reviewed",
        file=sys.stderr,
    )
    return done


def _suggestions(
    suggester: Suggester, unit: Unit, least: int, most: int, *, alone: bool, review: bool
) -> list[Suggestion]:
    """What the memory suggests for a unit; `alone`: only one of them will be written."""
    assert unit.source  # noqa: S101 - _translate
    # A plural form is translated by the same form only.
    form = f"[{unit.plural}]"
    counted = unit.id.endswith(form) and not unit.id.endswith(unit.source.whole)
    text, to = side(unit.source), unit.target.lang
    own = variety(to)
    if not counted and alone:
        # The very text: neither terms nor anything else of it can be others.
        same = suggester.in_context(text, unit.context, to)
        found = [same] if same else suggester.matches(text, to=to, least=100, most=_SEVERAL)
        for match in sorted(found, key=lambda one: variety(one.target.lang) != own)[:1]:
            finished = not review and variety(match.target.lang) == own
            return [Suggestion(match.source.text, match.target.text, match.score, origin_text(match.pair), finished)]
    many = 3 * (1 if alone else most)
    suggested = suggester.suggestions(text, to=to, least=least, most=many, context=unit.context)
    fitting = [one for one in suggested if not counted or one.match.pair.origin.unit.endswith(form)]
    # Of equal ones the first in the very variety.
    alike = (one for one in fitting if one.match.score == fitting[0].match.score)
    first = next((one for one in alike if variety(one.match.target.lang) == own), None)
    fitting.sort(key=lambda one: one is not first)
    return [_suggestion(one, review=review or variety(one.match.target.lang) != own) for one in fitting[:most]]


def _suggestion(one: Suggested, *, review: bool) -> Suggestion:
    match = one.match
    finished = match.score == 100 and not review and not one.difference.codes
    return Suggestion(
        match.source.text, one.repair or match.target.text, match.score, origin_text(match.pair), finished
    )
