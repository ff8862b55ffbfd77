"""The entries of a PO file: those of a usual file by one regular expression, those of any other by polib.

polib passes over some faults that would give wrong text (a line without its closing quotation mark, a msgid
without msgstr): `_check` refuses them first. The regular expression takes only what GNU gettext itself writes, all of
which means the same to polib (a test compares them over files with all kinds of faults), in a tenth of the time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import polib

from termbase.files import InputError
from termbase.units import Lines

STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_VALUE = rf"{STRING}(?:\n{STRING})*+"
_COMMENTS = rf"""
    (?: \#(?:[ ][^\n]*+)?\n
      | \#[.:,][ ]\S[^\n]*+\n
      | \#\|[ ]msg(?:ctxt|id|id_plural)[ ]{STRING}\n(?:\#\|[ ]{STRING}\n)*+
    )*+"""
_HEAD = re.compile(rf'\n*+{_COMMENTS} msgid[ ]""\n msgstr[ ]{_VALUE}\n', re.VERBOSE)
_ENTRY = re.compile(
    rf"""
    \n*+ ()({_COMMENTS})
    (?: msgctxt[ ]({_VALUE})\n )?+
    msgid[ ]({_VALUE})\n
    (?: msgstr[ ]({_VALUE})\n
      | msgid_plural[ ]({_VALUE})\n (msgstr\[0\][ ]{_VALUE}\n (?: msgstr\[[1-9]\][ ]{_VALUE}\n)*+)
    )
    """,
    re.VERBOSE,
)
"""The empty group is where the entry begins."""
_FORM = re.compile(rf"msgstr\[([0-9])\] ({_VALUE})\n")
_REST = re.compile(r"\n*+|(?=(?:.*\n)*?\#~ msgid )(?:(?:\#.*)?\n)*+")
"""What may follow the last entry: nothing, or obsolete ones."""
_FAULTY_LINE = re.compile(
    rf"^(?![ \t]*+(?:#|\r?$|(?:msg(?:ctxt|id|id_plural|str|str\[\d\])[ \t]*)?{STRING}[ \t]*\r?$))", re.MULTILINE
)
_KEYWORD = re.compile(
    r"""
    ^[ \t]*(?P<mark>\#~)?[ \t]*(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?P<further>\[[1-9]\])?(?:\[0\])?[ \t"]
  | ^[ \t]*(?P<comment>\#[~|])[ \t]*"
    """,
    re.MULTILINE | re.VERBOSE,
)
"""The keywords of live and of obsolete entries; further strings of obsolete entries and of previous texts."""
_MAY_FOLLOW = {
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgstr[n]", "msgctxt", "msgid"},
    "msgstr[n]": {"msgstr[n]", "msgctxt", "msgid"},
}
_TIGHT = re.compile(r"^([ \t]*+#[.:,])(?=[^\s])", re.MULTILINE)
"""A comment without the space that polib wants; gettext does not."""
_STICKY = re.compile(r"^([ \t]*+#)=", re.MULTILINE)
"""Flags in a second way to write them (GNU gettext, PO File Format Evolution), which polib does not know."""
_AT_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")


class _Content(str):
    """Content of a file that polib cuts at line feeds only: `str.splitlines` also cuts inside strings, at U+2028."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - as in str
        return self.split("\n")


class Entry(NamedTuple):
    """One entry that is neither the header nor obsolete, its strings as they are meant."""

    start: int
    """Offset in the content of its first line, with its comments."""
    fuzzy: bool
    context: str | None
    source: str
    target: str
    plural: str
    targets: Mapping[int, str]
    """The forms, by their numbers; empty: there is `target` only."""


class Entries(NamedTuple):
    """What is in a file."""

    header: Mapping[str, str]
    """The fields of the header."""
    entries: list[Entry]


def entries(path: Path, content: str, lines: Lines) -> Entries:
    """The entries of a decoded file; `lines` are its own.

    Raises:
        InputError: not PO; with the line.
    """
    return usual(content) or by_polib(path, content, lines)


def usual(content: str) -> Entries | None:
    """The entries of a file that is written as GNU gettext writes it; None: it is not, or not wholly."""
    head = _HEAD.match(content)
    if head is None or "\r" in content:
        return None
    found: list[Entry] = []
    end = head.end()
    while match := _ENTRY.match(content, end):
        end = match.end()
        _, comments, context, source, target, plural, targets = match.groups()
        if source == '""':
            return None
        found.append(
            Entry(
                match.start(1),
                "fuzzy" in comments and _is_fuzzy(comments),
                None if context is None else _meant(context),
                _meant(source),
                _meant(target) if target else "",
                _meant(plural) if plural else "",
                {int(form[1]): _meant(form[2]) for form in _FORM.finditer(targets)} if targets else {},
            )
        )
    rest = content[end:]
    if not _REST.fullmatch(rest):
        return None
    try:
        if rest.strip():
            _check(Path(), rest)
            _parse(Path(), rest)
        catalogue = _parse(Path(), head[0])
    except InputError:  # told with the right line by `by_polib`
        return None
    return Entries(catalogue.metadata, found)


def _is_fuzzy(comments: str) -> bool:
    flags = (line[3:].split(",") for line in comments.split("\n") if line.startswith("#, "))
    return any(flag.strip() == "fuzzy" for line in flags for flag in line)


def _meant(value: str) -> str:
    """What the strings of a value say."""
    text = value[1:-1].replace('"\n"', "")
    meant: str = polib.unescape(text) if "\\" in text else text
    return meant


def by_polib(path: Path, content: str, lines: Lines) -> Entries:
    """The entries of any file; arguments and errors as of `entries`."""
    _check(path, content)
    catalogue = _parse(path, content)
    found = [
        Entry(
            # polib counts the first line as 0.
            lines.starts[max(entry.linenum - 1, 0)],
            "fuzzy" in entry.flags,
            entry.msgctxt,
            entry.msgid,
            entry.msgstr,
            entry.msgid_plural,
            entry.msgstr_plural,
        )
        for entry in catalogue
        if not entry.obsolete
    ]
    return Entries(catalogue.metadata, found)


def _check(path: Path, content: str) -> None:
    if match := _FAULTY_LINE.search(content):
        raise InputError(path, "is not a line of a PO file", _line_number(content, match.start()))
    before, obsolete, start = "msgstr[n]", False, 0
    for match in _KEYWORD.finditer(content):
        mark, keyword, further, comment = match.groups()
        if comment:
            in_order = obsolete if comment == "#~" else _line_before(content, match.start()).startswith("#|")
        else:
            keyword = "msgstr[n]" if further else keyword
            begins = keyword in {"msgctxt", "msgid"} and before != "msgctxt"
            in_order = keyword in _MAY_FOLLOW[before] and (begins or obsolete == bool(mark))
            before, obsolete, start = keyword, bool(mark), match.start()
        if not in_order:
            name = keyword or "a string"
            raise InputError(path, f"{name} is out of order", _line_number(content, match.start()))
    if not before.startswith("msgstr"):
        raise InputError(path, f"ends after a {before}: cut off?", _line_number(content, start))


def _line_before(content: str, start: int) -> str:
    end = max(start - 1, 0)
    return content[content.rfind("\n", 0, end) + 1 : end].lstrip()


def _line_number(content: str, offset: int) -> int:
    return content.count("\n", 0, offset) + 1


def _parse(path: Path, content: str) -> polib.POFile:
    try:
        return polib.pofile(_Content(_TIGHT.sub(r"\1 ", _STICKY.sub(r"\1,", content))), encoding="utf-8")
    except OSError as error:  # what polib raises for a syntax error
        match = _AT_LINE.search(str(error))
        reason = match[2] if match and match[2] else "not in the order of a PO file"
        raise InputError(path, reason, int(match[1]) if match else 0) from None
