"""``termbase convert``: the romanised Russian of documents from one scheme to another, or to Cyrillic."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from termbase.checks.finding import Finding, Fix
from termbase.cli.fixing import differences
from termbase.cli.options import Parser
from termbase.cli.paths import complain, expand
from termbase.cli.progress import track
from termbase.cli.wording import count
from termbase.files import InputError, read_bytes, replacing
from termbase.fix import Edited, kept, rewritten
from termbase.formats import read
from termbase.romanisation.conversion import CYRILLIC, Conversion, Place, Reason, places
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Scheme
from termbase.units import Document, Edit, Segment, Unit, told

_COUNTED: Mapping[Reason, str] = {
    "several": "that may be other words too",
    "one-way": "that the way back would not restore",
    "not given": "that it does not spell so and stay",
    "name": "in prose that stay as they are usual there (--names converts them)",
}
_STAYS: Mapping[Reason, str] = {
    "not given": "stays: {old} spells no Russian word so",
    "one-way": "stays, and the way back would change it",
    "name": "stays: a name in prose, or English as well",
}
_NEAR = 4


def run(arguments: list[str], root: str) -> int:
    """Write the documents anew; exit 2 when one of them could not be."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.output is not None and not options.output:
        parser.error("--output names no file")
    tools = load_tools(root)
    if options.old is not None:
        _check(parser, options.old, tools.schemes)
    if options.new != CYRILLIC:
        _check(parser, options.new, tools.schemes)
    paths, broken = expand(options.path)
    if options.output and len(paths) + len(broken) != 1:
        parser.error("--output is for one file")
    differ = False
    for path in track(paths, "converting"):
        try:
            data = read_bytes(path)
            converted = _converted(path, data, tools, options)
            _write(path, data, converted, options)
        except InputError as error:
            broken.append(error)
            continue
        _tell(path, converted, options)
        differ = differ or converted.result.data != data
    for problem in broken:
        complain(problem)
    return 2 if broken else int(options.diff and differ)


def _parser() -> Parser:
    parser = Parser(
        "convert",
        "Rewrite the romanised Russian of documents from one scheme to another, or to Cyrillic; all else stays.",
    )
    parser.add_argument("path", nargs="+", help="files in any format of “check”, or folders with such")
    about = "scheme of the documents, one of “termbase schemes” (default: the one that each follows)"
    parser.add_argument("--from", dest="old", metavar="SCHEME", help=about)
    parser.add_argument("--to", dest="new", metavar="SCHEME", required=True, help=f"the new scheme, or “{CYRILLIC}”")
    parser.add_argument("--names", action="store_true", help="convert names in prose too, not only in titles")
    parser.add_argument("--report", action="store_true", help="list what stays and what is to be looked at")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("-o", "--output", metavar="FILE", help="file to write (default: standard output)")
    where.add_argument("--in-place", action="store_true", help="rewrite the files themselves")
    where.add_argument("--diff", action="store_true", help="show what would change, and write nothing")
    return parser


def _check(parser: Parser, name: str, schemes: Mapping[str, Scheme]) -> None:
    fitting = [
        scheme.id for scheme in schemes.values() if (scheme.source_script, scheme.target_script) == ("Cyrl", "Latn")
    ]
    if name in schemes and name not in fitting:
        parser.error(f"{name} does not write Russian in Latin letters")
    if name not in schemes:
        near = _near(name, fitting)
        hint = f"near are {', '.join(near)}" if near else "“termbase schemes” lists them"
        parser.error(f"there is no scheme {name}; {hint}")


def _near(name: str, schemes: Iterable[str]) -> list[str]:
    """The schemes whose ids have the letters and digits of a name (iso9), else those that are spelt much like it."""
    letters = {scheme: scheme.replace("-", "") for scheme in schemes}
    wanted = re.sub(r"[\W_]", "", name.lower())
    within = [scheme for scheme, plain in letters.items() if wanted and wanted in plain]
    return within[:_NEAR] or get_close_matches(name.lower(), letters, _NEAR)


class _Found(NamedTuple):
    """A romanised word of a document."""

    unit: Unit
    segment: Segment
    place: Place


class _Converted(NamedTuple):
    """A document in the new scheme."""

    before: Document
    result: Edited
    old: str
    words: Sequence[_Found]


def _converted(path: Path, data: bytes, tools: Tools, options: Namespace) -> _Converted:
    """A document in the new scheme.

    Raises:
        InputError: it cannot be read, or it follows no scheme.
    """
    reread = partial(read, path)
    before = kept(reread(data))
    spots = [(unit, segment) for unit in before.units for segment in (unit.source, unit.target) if segment]
    writing = Writing([segment.text for _, segment in spots], tools, options.old or "")
    if not writing.scheme:
        raise InputError(path, "has too little romanised Russian to tell by which scheme it is; --from names it")
    conversion = Conversion(tools, writing.scheme, options.new)
    words = [_Found(*spots[place.number], place) for place in places(writing, conversion, names=options.names)]
    result = rewritten(path, data, before, reread, list(_findings(words)))
    return _Converted(before, result, writing.scheme, words)


def _findings(words: Iterable[_Found]) -> Iterator[Finding]:
    """The changes, one finding for each segment."""
    for _, alike in groupby(words, lambda word: id(word.segment)):
        changes = sorted(
            (Edit(place.start, place.end, place.respelling.text), word)
            for word in alike
            if (place := word.place).respelling and place.respelling.text != place.written
        )
        if changes:
            first = changes[0][1]
            yield _finding(first, Fix(first.segment, tuple(edit for edit, _ in changes)))


def _finding(word: _Found, fix: Fix | None = None, message: str = "") -> Finding:
    """A place as a finding: by these, files are written and places are told."""
    unit, segment, place = word
    return Finding(
        path=unit.path,
        start=segment.anchors.at(place.start),
        end=segment.anchors.after(place.end - 1),
        unit=unit.id,
        code="",
        name="convert",
        severity="info",
        message=message,
        text=place.written,
        suggestions=(),
        concept="",
        fix=fix,
        place=unit.place,
    )


def _write(path: Path, data: bytes, converted: _Converted, options: Namespace) -> None:
    result = converted.result
    if options.diff:
        sys.stdout.writelines(differences(converted.before, result.document))
    elif options.in_place or options.output:
        if options.output or result.data != data:
            with replacing(options.output or path) as file:
                file.write(result.data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(result.data)


def _tell(path: Path, converted: _Converted, options: Namespace) -> None:
    """What was done, on standard error, and with ``--report`` each word that a person should look at."""
    old, words = converted.old, converted.words
    refused = {(id(fix.segment), edit.start) for fix, edit in _refused(converted.result)}
    done = sum(word.place.respelling is not None for word in words) - len(refused)
    reasons = Counter(word.place.reason for word in words)
    counts = [f"{count(done, 'word')} from {old}{'' if options.old else ' (detected)'} to {options.new}"]
    counts += [f"{reasons[reason]:,} {title}" for reason, title in _COUNTED.items() if reasons[reason]]
    counts += [f"{len(refused):,} that cannot be written"] if refused else []
    print(f"{path}: {'; '.join(counts)}", file=sys.stderr)
    if options.report:
        lines = [(_finding(word), _told(word.place, old)) for word in words if word.place.reason]
        lines += [(finding, f"stays: {reason}") for finding, reason in converted.result.refusals]
        for finding, message in lines:
            complain(f"{told(finding.path, finding.place, finding.start)}: {finding.text}: {message}")


def _refused(result: Edited) -> Iterator[tuple[Fix, Edit]]:
    for refusal in result.refusals:
        if refusal.finding.fix:
            for edit in refusal.finding.fix.edits:
                yield refusal.finding.fix, edit


def _told(place: Place, old: str) -> str:
    if place.respelling is None:
        return _STAYS[place.reason].format(old=old)
    text, source, others = place.respelling
    if others:
        return f"becomes {text}, as {source}; it may be {', '.join(others)} as well"
    return f"becomes {text}, from which the way back does not lead here"
