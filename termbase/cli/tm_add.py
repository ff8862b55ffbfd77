"""``termbase tm add``: store the translations of files in a memory."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.tm_options import parser
from termbase.cli.wording import count
from termbase.files import InputError
from termbase.formats import read
from termbase.formats.language import tag
from termbase.formats.mask import messages
from termbase.memory.entry import Counts, Origin, Pair, Text
from termbase.memory.key import search_key
from termbase.memory.store import Store
from termbase.units import Segment, Unit
from termbase.workers import spread

_WORTH = 500_000
"""Bytes; to start processes takes as long as to read about so many."""
_TOGETHER = 250_000
"""Pairs that are stored in one go: all of them, or none."""
_FINISHED = ("translated",)


def run(arguments: list[str], root: str) -> int:  # noqa: ARG001
    """Store what is translated; exit 2 when a file could not be read: what the others have is stored."""
    command = parser("add", "Store the translations of PO, TS, XLIFF, TMX and tables. What is known changes nothing.")
    command.add_argument("path", nargs="+", help="files, or folders with files in them")
    command.add_argument("--memory", default="main", metavar="NAME", help="one of the memories in the store")
    command.add_argument("--priority", type=int, help="of this memory: of equal matches the higher one comes first")
    command.add_argument("--penalty", type=int, help="of this memory: percent that are taken off its matches")
    command.add_argument("--work", default="", help="what they belong to (default: the name of the folder)")
    command.add_argument("--source-lang", default="", help="where a file does not say it")
    command.add_argument("--target-lang", default="", help="where a file does not say it; of a TMX only this one")
    command.add_argument("--fuzzy", action="store_true", help="unfinished translations too")
    command.add_argument("--json", action="store_true", help="one record: what was stored")
    options = command.parse_args(arguments)
    if options.penalty is not None and not 0 <= options.penalty <= 100:
        command.error("--penalty is a percentage")
    paths, broken = expand(options.path)
    states = (*_FINISHED, "fuzzy") if options.fuzzy else _FINISHED
    langs = (tag(options.source_lang), tag(options.target_lang))
    total = Counts()
    store = Store(options.store, write=True)
    with closing(store):
        for pairs in _groups(paths, lambda: _reader(states, options.work, langs, set(options.path)), broken):
            counts = store.add(pairs, options.memory)
            total = Counts(*map(sum, zip(total, counts, strict=True)))
        if sum(total) or not broken:
            store.set_memory(options.memory, options.priority, options.penalty)
    for problem in broken:
        complain(problem)
    if options.json:
        print(json.dumps(total._asdict() | {"files": len(paths)}))
    else:
        done = f"{total.added:,} added ({total.superseded:,} in the place of others), {total.unchanged:,} known"
        print(f"{count(len(paths), 'file')}: {done}", file=sys.stderr)
    return 2 if broken else 0


_Read = tuple[list[Pair], InputError | None]


def _groups(
    paths: list[Path], work: Callable[[], Callable[[Path], _Read]], broken: list[InputError]
) -> Iterator[list[Pair]]:
    """The pairs of all files, in groups that are stored together."""
    group: list[Pair] = []
    worth = sum(path.stat().st_size for path in paths) > _WORTH
    with closing(spread(work, paths, worth=worth)) as results:
        for pairs, problem in track(results, "reading", len(paths)):
            group += pairs
            if problem:
                broken.append(problem)
            if len(group) >= _TOGETHER:
                yield group
                group = []
    if group:
        yield group


def _reader(states: tuple[str, ...], work: str, langs: tuple[str, str], named: set[str]) -> Callable[[Path], _Read]:
    def read_pairs(path: Path) -> _Read:
        try:
            units = read(path, source_lang=langs[0], target_lang=langs[1]).units
            file = os.path.abspath(path)  # noqa: PTH100 - Path.absolute leaves “..” in it
            folder = Path(file).parent.name
            pairs = [_pair(path, unit, file, work or unit.work or folder) for unit in units if _is_wanted(unit, states)]
        except InputError as error:
            return [], error
        if str(path) in named and units and all(unit.source is None for unit in units):
            return [], InputError(path, "has no translations: it is prose")
        return pairs, None

    return read_pairs


def _is_wanted(unit: Unit, states: tuple[str, ...]) -> bool:
    if unit.source is None or unit.state not in states:
        return False
    return bool(unit.source.text.strip() and unit.target.text.strip())


def _pair(path: Path, unit: Unit, file: str, work: str) -> Pair:
    assert unit.source  # noqa: S101 - _is_wanted
    if not unit.source.lang or not unit.target.lang:
        raise InputError(path, "does not say its languages: --source-lang, --target-lang")
    origin = Origin(unit.came_from or file, unit.id, unit.context, unit.author, unit.date, work)
    return Pair(side(unit.source), side(unit.target), origin)


def side(segment: Segment) -> Text:
    """A segment as a memory has it; what is a placeholder in one format is one in each."""
    return Text(segment.lang, segment.whole, search_key(messages(segment.text)))
