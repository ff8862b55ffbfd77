"""Translations in PO: an unfinished one is ``fuzzy`` and has the msgid that it translates as ``#| msgid``.

(GNU gettext, The Format of PO Files.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from termbase.files import InputError
from termbase.formats.po import ESCAPED
from termbase.formats.pretranslated import Proposal, Suggestion
from termbase.units import Document, Lines

_ESCAPES = str.maketrans({char: escape for escape, char in ESCAPED.items()})
_MSGID = re.compile(r"[ \t]*msgid[ \t\"]")
_VALUE = re.compile(r"[ \t]*(?:\"|msgctxt|msgid)")
_FLAGS = re.compile(r"[ \t]*#,")
_COMMENT = re.compile(r"[ \t]*#(?!~)")
_PREVIOUS = re.compile(r"[ \t]*#\|")
_Edit = tuple[int, str]
"""An offset in the text, and what is written there."""


def pretranslated(path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> tuple[bytes, int]:
    """See `termbase.formats.pretranslated.pretranslated`."""
    text, encoding = document.text, document.encoding
    head = data[: len(data) - len(text.encode(encoding, "replace"))]
    if head + text.encode(encoding, "replace") != data:
        raise InputError(path, f"cannot be written as it was: its {encoding} has several ways to write a text")
    lines = Lines(text)
    end = "\r\n" if "\r\n" in text else "\n"
    edits: list[_Edit] = []
    done = 0
    marked: set[int] = set()
    for unit, (best, *_) in proposals:
        if not unit.source or not _fits(best, encoding):
            continue
        done += 1
        target = _with_line_ends(unit.source.whole, best.target)
        edits.append((lines.offset(unit.target.anchors.at(0)), _escaped(target)))
        top = _top(lines, unit.source.anchors.at(0).line)
        if not best.finished and top not in marked:
            marked.add(top)
            edits += _unfinished(lines, top, _escaped(best.source), end)
    parts: list[str] = []
    before = 0
    for offset, new in sorted(edits, key=lambda edit: edit[0]):
        parts += (text[before:offset], new)
        before = offset
    return head + "".join((*parts, text[before:])).encode(encoding), done


def _fits(suggestion: Suggestion, encoding: str) -> bool:
    try:
        (suggestion.target + suggestion.source).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _with_line_ends(source: str, target: str) -> str:
    """A translation that begins and ends with a line end where its source does: msgfmt asks for that."""
    target = target.strip("\n")
    return "\n" * source.startswith("\n") + target + "\n" * (source.endswith("\n") and source != "\n")


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _line(lines: Lines, number: int) -> str:
    """A line by its number from 1."""
    ends = lines.starts[number] if number < len(lines.starts) else len(lines.text)
    return lines.text[lines.starts[number - 1] : ends]


def _top(lines: Lines, number: int) -> int:
    """The first line of an entry after its comments, from any line of its msgid or msgid_plural."""
    while not _MSGID.match(_line(lines, number)):
        number -= 1
    while number > 1 and _VALUE.match(_line(lines, number - 1)):
        number -= 1
    return number


def _unfinished(lines: Lines, top: int, source: str, end: str) -> list[_Edit]:
    edits: list[_Edit] = []
    number = top
    previous = flagged = False
    while number > 1 and _COMMENT.match(line := _line(lines, number - 1)):
        number -= 1
        previous = previous or bool(_PREVIOUS.match(line))
        if flags := _FLAGS.match(line):
            flagged = True
            if "fuzzy" not in line:
                edits.append((lines.starts[number - 1] + flags.end(), " fuzzy,"))
    place = lines.starts[top - 1]
    new = "" if flagged else f"#, fuzzy{end}"
    if not previous:
        new += f'#| msgid "{source}"{end}'
    return [*edits, (place, new)] if new else edits
