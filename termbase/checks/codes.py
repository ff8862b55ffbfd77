"""The placeholders and tags of a segment, sorted by what a translation may do with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_PRINTF = re.compile(
    r"%(?:\((?P<name>\w+)\)|(?P<index>\d+)\$)?[-+#0']*(?P<width>\*|\d+)?(?:\.\S*?)?\w*?(?P<type>[A-Za-z@])"
)
_QT = re.compile(r"%\d+")
_QT_JOINED = re.compile(r"(%\d+)[A-Za-z%]")
"""Beside other fields of Qt a letter behind the number is text: %1x%2."""
_BOOST = re.compile(r"(%\d+)%")
"""%1% of Boost; in KDE it is the first field with a percent sign."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>[^>]*)>")
_INTEGERS = str.maketrans("iuI", "ddd")
_INLINE = re.compile(r" [^\s=]+/")
"""What follows the name of an inline element of XML: its id (`termbase.units.Segment.codes`)."""
_SIZED = "PRI"
"""How the macros of C99 (inttypes.h) begin; gettext writes %<PRIu64>, or %2$<PRIu64>."""
_NO_ARGUMENTS = "aA"
"""Hexadecimal fractions, which nobody prints: %0A is a line end in an address."""
_ANONYMOUS = "{}"
VOID = frozenset(["br", "hr", "img", "li", "p", "wbr"])
"""HTML elements whose end may be left out; not base, link, source …, which are words of many usage messages."""


@dataclass
class Codes:
    """The codes of one side."""

    arguments: dict[str, str] = field(default_factory=dict)
    """printf: place or name of an argument, to the kind of value that is asked for."""
    fields: Counter[str] = field(default_factory=Counter)
    """``{name}``, ``${name}``, ``%1``, inline elements: by their name, wherever they stand."""
    tags: Counter[str] = field(default_factory=Counter)
    sized: bool = False
    """Some argument is written with a macro, which stands between two parts of a placeholder."""
    elements: set[str] = field(default_factory=set)
    """Names of elements that are closed, or known to have no end: `<file>` may be a word of a usage message."""


def is_qt(codes: Iterable[str]) -> bool:
    """Whether fields of Qt (%1) are among the codes."""
    return any(map(_QT.fullmatch, codes))


def sorted_codes(codes: Iterable[str], *, qt: bool = False) -> Codes:
    """The codes of a segment (`termbase.units.Segment.codes`); with `qt` in a message that has fields of Qt."""
    found = Codes()
    for code in codes:
        if code.startswith("<"):
            _add_tag(found, code)
        elif numbered := (_QT_JOINED if qt else _BOOST).fullmatch(code):
            found.fields[numbered[1]] += 1
        elif code.startswith("%") and not code.startswith("%{") and not code[-1].isdigit():
            _add_argument(found, code)
        else:
            name = re.split("[!:]", code.strip("${}% ") if code[0] != "%" or code[1] == "{" else code)[0].strip()
            found.fields[name or _ANONYMOUS] += 1
    return found


def _add_tag(found: Codes, code: str) -> None:
    match = _TAG.match(code)
    if match is None:
        return
    name, rest = match["name"], match["rest"]
    if name.startswith(_SIZED):
        found.sized = True
        return
    if _INLINE.fullmatch(rest):
        found.fields[code] += 1
        return
    if match["end"] or rest.rstrip().endswith("/") or "=" in rest or name.lower() in VOID:
        found.elements.add(name)
    found.tags[f"<{match['end']}{name}>"] += 1


def _add_argument(found: Codes, code: str) -> None:
    match = _PRINTF.fullmatch(code)
    if match is None or match["type"] in _NO_ARGUMENTS:  # %%
        return
    place = match["name"] or match["index"] or str(len(found.arguments) + 1)
    found.arguments[place] = match["type"].translate(_INTEGERS)
