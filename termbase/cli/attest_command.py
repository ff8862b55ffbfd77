"""``termbase attest``: where the spellings of the base stand in its source texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from termbase.attest import Place, compare, corrected, find_texts, occurrences, propose
from termbase.canon import outdated
from termbase.cli.options import Parser
from termbase.cli.paths import complain
from termbase.cli.progress import track
from termbase.cli.wording import count, few
from termbase.files import read_text, write_text
from termbase.index.cache import open_index
from termbase.match import Finder
from termbase.model import Base, Concept
from termbase.parse import load_base
from termbase.text import one_line


def run(arguments: list[str], root: str) -> int:
    """Print one line or record an attestation; exit 1 when there is none, or with ``--check`` when one has drifted."""
    parser = Parser("attest", "Where the spellings of the base stand in its source texts, in which lines.")
    parser.add_argument("id", nargs="*", help="concepts (default: all)")
    parser.add_argument("--texts", required=True, metavar="FOLDER", help="text files named by source: 003-title.txt")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true", help="print only what has drifted, and then exit 1")
    action.add_argument("--write", action="store_true", help="correct the concept files")
    parser.add_argument("--propose", action="store_true", help="spellings too that no concept lists yet")
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record an attestation")
    options = parser.parse_args(arguments)
    if options.write and options.propose and not options.id:
        parser.error("--write --propose takes every proposal: name the concepts")
    base = load_base(root)
    if unknown := sorted(set(options.id) - {concept.id for concept in base.concepts}):
        parser.error(f"there is no concept {unknown[0]}")
    concepts = [concept for concept in base.concepts if not options.id or concept.id in options.id]
    paths = find_texts(Path(options.texts), base.sources.values())
    texts = {source: read_text(path) for source, path in paths.items()}
    spellings = {attestation.spelling for concept in concepts for attestation in concept.attestations}
    lines = {source: occurrences(texts[source], spellings) for source in track(list(texts), "reading")}
    places = [place for concept in concepts for place in compare(concept, lines)]
    if options.propose:
        places += propose(concepts, texts, Finder(open_index(root)))
    shown = [place for place in places if place.drifted or not options.check]
    for place in shown:
        print(json.dumps(_record(place), ensure_ascii=False) if options.json else _line(place))
    if options.write:
        _write(places)
    unread = _unread(base, concepts, texts)
    for source in unread:
        complain(f"{options.texts} has no text of source {source}: its attestations are left as they are")
    drifted = sum(place.drifted for place in places)
    told = f"{count(len(places), 'place')} of {count(len(concepts), 'concept')}, {drifted} not as listed"
    print(told, file=sys.stderr)
    left = any(place.state == "lost" for place in places)
    if unread:
        return 2
    return int(bool(drifted)) if options.check else int(left) if options.write else int(not shown)


def _unread(base: Base, concepts: Iterable[Concept], texts: Container[str]) -> list[str]:
    """The sources of attestations whose texts are not there."""
    attested = {attestation.source for concept in concepts for attestation in concept.attestations}
    return [s.id for s in base.sources.values() if s.kind == "text" and s.id in attested and s.id not in texts]


def _write(places: Iterable[Place]) -> None:
    of: dict[str, list[Place]] = {}
    for place in places:
        if place.state != "same":
            of.setdefault(place.concept.id, []).append(place)
    for wrong in of.values():
        concept = corrected(wrong[0].concept, wrong)
        if (wanted := outdated(concept)) is not None:
            write_text(concept.path, wanted)


def _record(place: Place) -> dict[str, object]:
    return {
        "concept": place.concept.id,
        "path": place.concept.path,
        "term": place.term,
        "spelling": place.spelling,
        "source": place.source,
        "lines": place.lines,
        "listed": place.listed,
        "state": place.state,
    }


def _line(place: Place) -> str:
    return one_line(f"{place.concept.path}: “{place.spelling}” in {place.source}: {_told(place)}")


def _told(place: Place) -> str:
    stands, listed = _numbers(place.lines), _numbers(place.listed)
    if place.state == "moved":
        more, less = sorted({*place.lines} - {*place.listed}), sorted({*place.listed} - {*place.lines})
        parts = (f"stands in {_numbers(more)} too" if more else "", f"not in {_numbers(less)}" if less else "")
        return ", ".join(filter(None, parts))
    return {
        "same": stands,
        "gone": f"stands nowhere, not in {listed}",
        "lost": f"not in all that a person chose ({listed}): choose again",
        "twice": "is listed twice",
        "new": f"is not listed, and stands in {stands}",
        "proposed": f"proposed for “{place.term}”: {stands}",
    }[place.state]


def _numbers(lines: Sequence[int]) -> str:
    return ("line " if len(lines) == 1 else "lines ") + few([str(line) for line in lines])
