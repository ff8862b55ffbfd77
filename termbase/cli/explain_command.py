"""``termbase explain``: the page of a check; why a place was reported or not; why a term was found or not."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from termbase.checks import CHECKS, run_checks
from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.verdict import verdict
from termbase.cli.documents import segments
from termbase.cli.options import Parser
from termbase.cli.paths import complain
from termbase.files import InputError
from termbase.formats import read
from termbase.formats.language import tag
from termbase.ignores import RULES as IGNORE_RULES
from termbase.ignores import apply
from termbase.ignores.rules import IgnoreRule
from termbase.index.cache import open_index
from termbase.index.lookup import look_up
from termbase.lint import RULES
from termbase.lint.rule import Rule
from termbase.match import Finder
from termbase.match.occurrence import Occurrence, occurrences, record
from termbase.match.why import Place, Why, form_of, named, why
from termbase.report import REPORTS
from termbase.report.catalogue import markdown, page
from termbase.report.json_lines import record as finding_record
from termbase.report.setting import Setting
from termbase.text import one_line, shown
from termbase.units import Document, Lines, Segment, Unit

_PLACE = re.compile(r"(.+?):(\d+)(?::\d+)?:?")
_RULES = {"exact": "as listed", "form": "an inflected form", "spelling": "a spelling", "compound": "in a longer word"}


def run(arguments: list[str], root: str) -> int:
    """Print what is asked; exit 0 when there is something to say, 1 when a term or a place has nothing of the base."""
    parser = _parser()
    options = parser.parse_args(arguments)
    asked = [options.what is not None, options.why is not None, options.all]
    if sum(asked) != 1 or (options.why is None) != (options.term is None):
        parser.error("either a code, or a place, or --why TEXT with --term TERM, or --all")
    place = _PLACE.fullmatch(options.what or "")
    if options.json and not place and options.why is None:
        parser.error("--json is for a place or for --why: the page of a check is no record")
    lang = tag(options.lang)
    if options.all:
        sys.stdout.write(markdown([*IGNORE_RULES, *RULES, *CHECKS]))
        return 0
    if options.why is not None:
        return _why(Finder(open_index(root)), options.why, options.term, lang, as_json=options.json)
    if place:
        return _place(Finder(open_index(root)), Path(place[1]), int(place[2]), lang, as_json=options.json)
    pages: dict[str, Check | Rule | IgnoreRule] = {check.code: check for check in CHECKS}
    pages.update({rule.code: rule for rule in IGNORE_RULES})
    pages.update({rule.code: rule for rule in RULES})
    code = options.what.upper()
    if code not in pages:
        parser.error(f"there is no check {code}; there are {', '.join(pages)}")
    print(page(pages[code]))
    return 0


def _parser() -> Parser:
    parser = Parser("explain", "What a check reports and why; why a place was reported; why a term was found.")
    parser.add_argument("what", nargs="?", metavar="CODE|PATH:LINE", help="for instance TB401, or docs/sample.md:6")
    parser.add_argument("--why", metavar="TEXT", help="at which step the term was found in the text, or fell out")
    parser.add_argument("--term", metavar="TERM", help="the term, or a form or spelling of it")
    parser.add_argument("--lang", default="", metavar="LANG", help="language of the text, where its file does not say")
    parser.add_argument("--all", action="store_true", help="the pages of all checks, as Markdown")
    parser.add_argument("--json", action="store_true", help="of a place or --why: JSON Lines")
    return parser


def _place(finder: Finder, path: Path, line: int, lang: str, *, as_json: bool) -> int:
    """What stands in a line of a file, what the checks make of it, and why."""
    document = read(path, target_lang=lang)
    # What is found belongs to the segments of units, which must be the same ones whenever they are looked at.
    document = replace(document, units=list(document.units))
    if document.parts:
        raise InputError(path, "holds several texts, whose lines are not explained: take one of them out of it")
    lines = Lines(document.text)
    if document.text and not 1 <= line <= len(lines.starts):
        raise InputError(path, f"there is no line {line}; it has {len(lines.starts)}")
    context = Context(finder, fixes=as_json)
    terms = [one for one in _occurrences(finder, document) if _covers(lines, one, line)]
    units = [_unit_of(document, one.segment) for one in terms]
    # What is wrong with the translation of a term is told at the translation.
    sources = {unit.id for one, unit in zip(terms, units, strict=True) if one.segment is unit.source}
    everything = run_checks(document.units, context)
    today = datetime.now().astimezone().date()
    left = apply(everything, document.units, [check.code for check in CHECKS], lambda *_: True, today)
    kept = {id(finding) for finding in left}
    findings = [
        finding
        for finding in (*left, *(finding for finding in everything if id(finding) not in kept))
        if finding.start.line <= line <= finding.end.line or finding.unit in sources
    ]
    if as_json:
        for one, unit in zip(terms, units, strict=True):
            print(json.dumps(_term_record(one, unit, context), ensure_ascii=False))
        for finding in findings:
            print(json.dumps(finding_record(finding) | {"ignored": id(finding) not in kept}, ensure_ascii=False))
    else:
        for one, unit in zip(terms, units, strict=True):
            print(_told(one, unit, context))
        sys.stdout.write(REPORTS["oneline"]([finding for finding in findings if id(finding) in kept], Setting()))
        for finding in findings:
            if id(finding) not in kept:
                print(f"{path}:{finding.start.line}:{finding.start.column}: {finding.code} is ignored by a comment")
        for check in (check for check in CHECKS if check.code in {finding.code for finding in findings}):
            print(f"\n{page(check)}")
    if terms or findings:
        return 0
    prose = any(_has_line(segment, line) for segment in segments(document))
    nothing = "nothing of the base stands here" if prose else "nothing of this line is read"
    print(f"{path}:{line}: {nothing}", file=sys.stderr if as_json else sys.stdout)
    return 1


def _term_record(one: Occurrence, unit: Unit, context: Context) -> dict[str, object]:
    """A term as ``find --json`` tells it, its form, and what the checks make of it."""
    form = form_of(context.index, one.hit, one.text)
    return record(unit.path, one, context.index) | {
        "form": form.text if form else "",
        "features": one.hit.features,
        "verdict": verdict(unit, one.segment, one.hit, context),
    }


def _occurrences(finder: Finder, document: Document) -> list[Occurrence]:
    """As the checks find them: each unit in the languages that the reader gave it."""
    both = (segment for unit in document.units for segment in (unit.source, unit.target) if segment)
    return occurrences(finder, both, document.text)


def _covers(lines: Lines, one: Occurrence, line: int) -> bool:
    last = lines.position(one.end - 1) if lines.text else one.place
    return one.place.line <= line <= last.line


def _has_line(segment: Segment, line: int) -> bool:
    last = max(len(segment.text) - 1, 0)
    return bool(segment.text) and segment.anchors.at(0).line <= line <= segment.anchors.at(last).line


def _unit_of(document: Document, segment: Segment) -> Unit:
    return next(unit for unit in document.units if segment is unit.target or segment is unit.source)


def _told(one: Occurrence, unit: Unit, context: Context) -> str:
    term = one.hit.term
    what = f"{term.lang} {term.text} of {context.concept(term.concept).id}, {term.status}"
    form = form_of(context.index, one.hit, one.text)
    rule = _RULES[one.hit.via]
    if form and form.text != term.text:
        rule += f" of “{form.text}”" if one.hit.via == "spelling" else f", “{form.text}”"
    features = f" ({one.hit.features})" if one.hit.features else ""
    judgement = verdict(unit, one.segment, one.hit, context)
    return one_line(f"{one.place.line}:{one.place.column} “{shown(one.text)}”: {what}; {rule}{features}; {judgement}")


def _why(finder: Finder, text: str, query: str, lang: str, *, as_json: bool) -> int:
    terms = named(finder.index, query)
    if not terms:
        near = [f"“{answer.term}” of {answer.concept}" for answer in look_up(finder.index, query)[:3]]
        complain(f"“{query}” is no term of the base" + (f"; near are {', '.join(near)}" if near else ""))
        return 1
    found = False
    for term in terms:
        answer = why(finder, text, term, lang)
        found = found or any(place.found for place in answer.places)
        if as_json:
            for told in _records(finder, text, answer):
                print(json.dumps(told, ensure_ascii=False))
        else:
            print("\n".join(_steps(finder, text, answer)))
    return 0 if found else 1


def _steps(finder: Finder, text: str, answer: Why) -> Iterator[str]:
    term = answer.term
    spellings = f" and {_count(answer.spellings, 'spelling')} in other letters" if answer.spellings else ""
    concept = finder.index.concept(term.concept).id
    yield f"{term.text}: {term.lang}, {term.status}, of {concept}; {_count(answer.forms, 'form')}{spellings}"
    if not answer.places:
        near = f"; nearest is “{answer.near.words}” to “{answer.near.written}”" if answer.near else ""
        yield f"  not found: no form of it stands in the text{near}"
    for place in answer.places:
        seen = one_line(text[place.start : place.end])
        became = f"found, {_RULES[place.via]}" if place.found else "not found"
        yield f"  {place.start}-{place.end} “{seen}”: {became}"
        for step in place.steps:
            yield f"    {'yes' if step.passed else 'no ':<4}{step.name}: {one_line(step.reason)}"


def _records(finder: Finder, text: str, answer: Why) -> Iterable[dict[str, object]]:
    term = answer.term
    head: dict[str, object] = {
        "term": term.text,
        "lang": term.lang,
        "concept": finder.index.concept(term.concept).id,
        "forms": answer.forms,
        "spellings": answer.spellings,
    }
    if not answer.places:
        near = answer.near._asdict() if answer.near else None
        yield head | {"found": False, "step": "form", "reason": "no form of it stands in the text", "near": near}
    for place in answer.places:
        yield head | _place_record(text, place)


def _place_record(text: str, place: Place) -> dict[str, object]:
    last = place.steps[-1]
    return {
        "found": place.found,
        "step": last.name,
        "reason": last.reason,
        "start": place.start,
        "end": place.end,
        "text": text[place.start : place.end],
        "form": place.form.text,
        "features": place.form.features,
        "via": place.via,
        "steps": [step._asdict() for step in place.steps],
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
