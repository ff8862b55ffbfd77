"""Translations in PO: an unfinished one is ``fuzzy`` and has the msgid that it translates as ``#| msgid``.

(GNU gettext, The Format of PO Files.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.po import ESCAPED
from termbase.formats.pretranslated import Filled, Proposal, Suggestion
from termbase.units import Document, Lines

_ESCAPES = str.maketrans({char: escape for escape, char in ESCAPED.items()})
_MSGID = re.compile(r"[ \t]*(msgid|msgid_plural)[ \t\"]")
_CONTEXT = re.compile(r"[ \t]*msgctxt[ \t\"]")
_STRING = re.compile(r"[ \t]*\"")
_KEYWORDS = ("msgid", "msgid_plural")
_FLAGS = re.compile(r"[ \t]*#,")
_FUZZY = re.compile(r"[ \t]*#[,=](?:.*,)?[ \t]*fuzzy[ \t]*(?:,|$)", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*#(?!~)")
_PREVIOUS = re.compile(r"[ \t]*#\|")
_NO_CHARSET = re.compile(r'("Content-Type:[^"\n]*\bcharset=)(?:CHARSET|(?:US-)?ASCII)(?![\w-])', re.IGNORECASE)
"""What a template says, or a file without translations: all that it has is UTF-8 too."""


class _Edit(NamedTuple):
    start: int
    end: int
    """What stands from `start` to here goes."""
    text: str


@dataclass
class _Entry:
    """An entry of the file into which something is written."""

    fuzzy: bool = False
    previous: dict[str, str] = field(default_factory=dict)
    """The texts that its translations translate, where those are others than its own, by keyword."""


def pretranslated(path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> Filled:
    """See `termbase.formats.pretranslated.pretranslated`."""
    text, encoding = document.text, document.encoding
    head = data[: len(data) - len(text.encode(encoding, "replace"))]
    if head + text.encode(encoding, "replace") != data:
        raise InputError(path, f"cannot be written as it was: its {encoding} has several ways to write a text")
    lines = Lines(text)
    edits: list[_Edit] = []
    finished: list[bool] = []
    entries: dict[int, _Entry] = {}
    """By their first lines after the comments."""
    for unit, suggestions in proposals:
        best = next((one for one in suggestions if unit.source and _fits(one, unit.source.whole, encoding)), None)
        if not unit.source or not best:
            continue
        finished.append(best.finished)
        place = lines.offset(unit.target.anchors.at(0))
        edits.append(_Edit(place, place, _escaped(_with_line_ends(unit.source.whole, best.target))))
        keyword, top = _top(lines, unit.source.anchors.at(0).line)
        entry = entries.setdefault(top, _Entry())
        if not best.finished:
            entry.fuzzy = True
            entry.previous.setdefault(keyword, best.source)
    if not edits:
        return Filled(data, 0, 0)
    for top in _with_gaps(document, lines, {edit.start for edit in edits}):
        # A program would show nothing for that form.
        entries.setdefault(top, _Entry()).fuzzy = True
    end = "\r\n" if "\r\n" in text else "\n"
    for top, entry in entries.items():
        if entry.fuzzy:
            edits += _unfinished(lines, top, entry.previous, end)
    parts: list[str] = []
    before = 0
    for start, stop, new in sorted(edits):
        parts += (text[before:start], new)
        before = stop
    result = "".join((*parts, text[before:]))
    if not result.isascii():
        result = _NO_CHARSET.sub(r"\1UTF-8", result, count=1)
    return Filled(head + result.encode(encoding), sum(finished), len(finished) - sum(finished))


def _fits(suggestion: Suggestion, source: str, encoding: str) -> bool:
    """Whether it can be written for a text: an element of XML that this does not have is none in PO."""
    try:
        (suggestion.target + suggestion.source).encode(encoding)
    except UnicodeEncodeError:
        return False
    return all(match[0] in source for match in xml.INLINE.finditer(suggestion.target))


def _with_line_ends(source: str, target: str) -> str:
    """A translation that begins and ends with a line end where its source does: msgfmt asks for that."""
    target = target.strip("\n")
    return "\n" * source.startswith("\n") + target + "\n" * (source.endswith("\n") and source != "\n")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _line(lines: Lines, number: int) -> str:
    """A line by its number from 1; there is an empty one before the first."""
    if not number:
        return ""
    ends = lines.starts[number] if number < len(lines.starts) else len(lines.text)
    return lines.text[lines.starts[number - 1] : ends]


def _top(lines: Lines, number: int) -> tuple[str, int]:
    """Which keyword a source stands under that is in a line, and the first line of its entry after the comments."""
    keyword = ""
    while (match := _MSGID.match(_line(lines, number))) is None or match[1] != "msgid":
        keyword = keyword or (match[1] if match else "")
        number -= 1
    above = number - 1
    while _STRING.match(_line(lines, above)):
        above -= 1
    return keyword or "msgid", above if _CONTEXT.match(_line(lines, above)) else number


def _with_gaps(document: Document, lines: Lines, filled: set[int]) -> Iterator[int]:
    """The first lines of entries in which forms of a plural stay empty beside others that were written."""
    tops: dict[int, list[bool]] = {}
    for unit in document.units:
        if unit.source and unit.state == "untranslated" and unit.id.endswith(f"[{unit.plural}]"):
            is_filled = lines.offset(unit.target.anchors.at(0)) in filled
            tops.setdefault(_top(lines, unit.source.anchors.at(0).line)[1], []).append(is_filled)
    return (top for top, forms in tops.items() if any(forms) and not all(forms))


def _unfinished(lines: Lines, top: int, previous: dict[str, str], end: str) -> Iterator[_Edit]:
    """The flag, and before the entry the texts, in the place of those that stood there; flags come before both."""
    first = top
    while _COMMENT.match(_line(lines, first - 1)):
        first -= 1
    comments = {number: _line(lines, number) for number in range(first, top)}
    old = [number for number, line in comments.items() if _PREVIOUS.match(line)]
    new = ""
    if not any(map(_FUZZY.match, comments.values())):
        flags = next((number for number, line in comments.items() if _FLAGS.match(line)), 0)
        if flags:
            place = lines.starts[flags - 1] + comments[flags].index(",") + 1
            yield _Edit(place, place, " fuzzy" + "," * bool(comments[flags].partition(",")[2].strip()))
        else:
            new = f"#, fuzzy{end}"
    if "msgid" in previous:
        new += "".join(f'#| {name} "{_escaped(previous[name])}"{end}' for name in _KEYWORDS if name in previous)
        yield from (_Edit(lines.starts[number - 1], lines.starts[number], "") for number in old)
    place = lines.starts[min([*old, top]) - 1]
    yield _Edit(place, place, new)
