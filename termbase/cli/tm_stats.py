"""``termbase tm stats``: how much of files the memory knows, words by bands of likeness."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence

from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.tm_add import side
from termbase.cli.tm_options import parser
from termbase.cli.tm_work import asked, compared
from termbase.cli.wording import count
from termbase.files import InputError, write_text
from termbase.formats import read
from termbase.index.cache import open_index
from termbase.index.store import Index
from termbase.memory.bands import CONTEXT, INTERNAL, REPETITIONS, TOTAL, TRANSLATED, Amount, amounts, band
from termbase.memory.key import endings
from termbase.memory.search import open_searcher
from termbase.memory.suggest import Suggester
from termbase.report import stats_html, stats_text
from termbase.stats import Row, Table
from termbase.units import Unit

_LEAST = 50


def run(arguments: list[str], root: str) -> int:
    """Print the table; exit 2 when a file could not be read."""
    command = parser("stats", "How much of files the memory knows: units, words and characters by likeness.")
    command.add_argument("path", nargs="+", help="files, or folders with files in them")
    command.add_argument(
        "--all", action="store_true", help="what is translated in bands too (default: in a row of its own)"
    )
    command.add_argument(
        "--internal", action="store_true", help="also compare with what stands before in the same files (homogeneity)"
    )
    command.add_argument("--source-lang", default="", help="where a file does not say it")
    command.add_argument("--target-lang", default="", help="where a file does not say it")
    command.add_argument("--format", choices=("text", "csv", "json"), default="text", help="(default text)")
    command.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    command.add_argument("--html", metavar="FILE", help="write one HTML page with a chart")
    options = command.parse_args(arguments)
    paths, broken = expand(options.path)
    index = open_index(root)
    open_searcher(options.store, endings(index))  # says now what is wrong with it
    units: list[Unit] = []
    for path in track(paths, "reading"):
        try:
            found = read(path, source_lang=options.source_lang, target_lang=options.target_lang).units
        except InputError as error:
            broken.append(error)
            continue
        counted = [unit for unit in found if _is_counted(unit)]
        if not all(unit.target.lang for unit in counted):
            broken.append(InputError(path, "does not say the language of its translations: --target-lang"))
            continue
        units += counted
    known: dict[int, str | int] = {}
    if not options.all:
        known = {id(unit): TRANSLATED for unit in units if unit.state == "translated"}
    new, repeated = _repetitions([unit for unit in units if id(unit) not in known])
    scores: Iterator[int] = asked(new, options.store, index, _score)
    known |= {id(unit): score for unit, score in zip(new, scores, strict=True)}
    if options.internal:
        first = [unit for unit in new if id(unit) not in repeated]
        known |= _internal(first, index, [int(known[id(unit)]) for unit in first])
    known |= {name: REPETITIONS for name in repeated if known.get(name) != CONTEXT}
    table = amounts(((unit, known[id(unit)]) for unit in units), internal=options.internal)
    if options.html:
        write_text(options.html, stats_html.render(f"{count(len(paths), 'file')} and a memory", [_drawn(table)]))
        print(f"{options.html}: {count(len(units), 'unit')}", file=sys.stderr)
    else:
        sys.stdout.write(_written(table, options.format))
    for problem in broken:
        complain(problem)
    return 2 if broken else 0


def _is_counted(unit: Unit) -> bool:
    return unit.source is not None and unit.state != "obsolete" and any(map(str.isalnum, unit.source.text))


def _repetitions(units: Sequence[Unit]) -> tuple[list[Unit], set[int]]:
    """The units that the memory is asked for, and the identities of those whose text stood before.

    A repetition is asked for when it has a context: what the memory knows in its context counts as that.
    """
    seen: set[tuple[str, ...]] = set()
    asked_for: list[Unit] = []
    repeated: set[int] = set()
    for unit in units:
        text = (unit.source.lang, unit.source.whole, unit.target.lang) if unit.source else ()
        if text in seen:
            repeated.add(id(unit))
        if text not in seen or unit.context:
            asked_for.append(unit)
        seen.add(text)
    return asked_for, repeated


def _score(suggester: Suggester, unit: Unit) -> int:
    assert unit.source  # noqa: S101 - _is_counted
    text = side(unit.source)
    if suggester.in_context(text, unit.context, unit.target.lang):
        return CONTEXT
    found = suggester.matches(text, to=unit.target.lang, least=_LEAST, most=1)
    return found[0].score if found else 0


def _internal(units: Sequence[Unit], index: Index, scores: Sequence[int]) -> dict[int, str | int]:
    """The bands of units that are more like one before than like what the memory has."""
    found = compared(units, index, [max(score + 1, _LEAST) for score in scores])
    return {id(unit): INTERNAL + band(score) for unit, score in zip(units, found, strict=True) if score}


def _drawn(table: Sequence[Amount]) -> Table:
    rows = tuple(Row(amount.band, (amount.words, amount.units, amount.characters)) for amount in table)
    note = "By the likeness of the best match; words stand between spaces, characters are counted without them."
    return Table("bands", "Words by likeness", note, ("words", "units", "characters"), rows, sums=True)


def _written(table: Sequence[Amount], form: str) -> str:
    if form == "json":
        return "".join(json.dumps(amount._asdict(), ensure_ascii=False) + "\n" for amount in table)
    if form == "csv":
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow([*Amount._fields, "percent_of_words"])
        words = max(next(amount.words for amount in table if amount.band == TOTAL), 1)
        rows.writerows([*amount, f"{100 * amount.words / words:.1f}"] for amount in table)
        return out.getvalue()
    return stats_text.render([_drawn(table)])
