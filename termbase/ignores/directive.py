"""What a comment says to the checks.

A line of a comment that begins with ``termbase:`` is for the checks::

    termbase: ignore TB402 — the title of a book of 1936
    termbase: ignore TB401, TB402 until 2027-01-31 — the publisher has been asked
    termbase: off TB501 — documents are quoted as they are
    termbase: on

Before the reason stands a dash, a hyphen or a colon. ``ignore`` is for the unit at which the comment stands, ``off``
from there to ``on`` or the end of the file; without codes it is for all checks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from termbase.units import Note, Position

MARK = "termbase:"
"""What a line for the checks begins with."""
_LINE = re.compile(rf"^[^\S\n]*{MARK}(?! TB\d{{3}} (?:error|warning|info): )(.*)$", re.MULTILINE)
"""Not a finding that `termbase.cli.annotated_copies` wrote there."""
_WORDS = re.compile(
    r"""
    \s* (?P<verb>\w*) \s*
    (?P<codes> [A-Za-z]\w*\d\w* (?: \s*,\s* \w+ )* )? \s*
    (?: until \s+ (?P<until>\S+?) (?=\s|:|$) )? \s*
    (?P<rest>.*)
    """,
    re.VERBOSE,
)
_REASON = re.compile(r"(?:[-:\u2013\u2014]+)\s*(.*)")
"""The dashes: hyphen-minus, en dash, em dash."""

Verb = Literal["ignore", "off", "on"]
_VERBS: tuple[Verb, ...] = ("ignore", "off", "on")


@dataclass(frozen=True, slots=True)
class Directive:
    """One line that was understood."""

    verb: Verb
    codes: tuple[str, ...]
    """Empty: all."""
    until: date | None
    """The last day on which it holds."""
    reason: str
    start: Position
    text: str
    """As it stands in the comment."""
    follows: bool
    """See `termbase.units.Note`."""


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """One line that was not, or not wholly."""

    message: str
    start: Position
    text: str


def directives(note: Note, known: Collection[str]) -> Iterator[Directive | Misunderstood]:
    """The directives in a comment; a code that is not known is told apart, and the others hold.

    Args:
        note: the comment.
        known: the codes of all checks.
    """
    for line in _LINE.finditer(note.text):
        text = line[0].strip()
        start = note.anchors.at(line.start() + len(line[0]) - len(line[0].lstrip()))
        match = _WORDS.fullmatch(line[1].rstrip())
        verb = next((verb for verb in _VERBS if match and match["verb"] == verb), None)
        if match is None or verb is None:
            yield Misunderstood(f"after “{MARK}” stands one of: " + ", ".join(_VERBS), start, text)
            continue
        given = [code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()]
        codes = tuple(code for code in given if code in known)
        for code in given:
            if code not in known:
                yield Misunderstood(f"there is no check {code}", start, text)
        if verb == "ignore" and not given:
            yield Misunderstood(
                "it does not say which check is to be ignored: “termbase: ignore TB402 — reason”", start, text
            )
        until = _date(match["until"])
        if match["until"] and until is None:
            yield Misunderstood(f"“{match['until']}” is no date such as 2027-01-31", start, text)
        elif codes or (not given and verb != "ignore"):
            reason = _REASON.fullmatch(match["rest"].strip())
            yield Directive(verb, codes, until, reason[1].strip() if reason else "", start, text, note.follows)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
