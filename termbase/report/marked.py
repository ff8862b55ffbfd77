"""A text with its terms marked: for a terminal, and as an HTML page that needs nothing else.

Whoever takes the marks out again has the text, to the character (on a terminal, control characters are shown as
escapes, so that a text cannot steer it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from termbase.text import one_line

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Terms</title>
<meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: #fe8; color: #000; border-radius: .2em; cursor: help }
mark.not-allowed { background: #fbb }
</style></head><body>
"""
"""How the page begins; sections follow, then `PAGE_END`."""
PAGE_END = "</body></html>\n"

_ALLOWED, _NOT_ALLOWED, _PLAIN = "\x1b[1;32m", "\x1b[1;31m", "\x1b[0m"
_LEFT_ALONE = "\t\n\r"


class Mark(NamedTuple):
    """A place of a text that is marked."""

    start: int
    end: int
    allowed: bool
    """Whether a translator may use the term."""
    title: str
    """What is told of it; may have several lines."""


def section(name: str, text: str, marks: Iterable[Mark], lang: str = "") -> str:
    """A heading with the name of the text, and the text.

    Args:
        name: of the file.
        text: the text.
        marks: in its order; what begins inside another mark is left out.
        lang: BCP 47; empty when unknown.
    """
    parts = []
    for part, mark in _parts(text, marks):
        # A browser would take CR LF for LF.
        written = escape(part).replace("\r", "&#13;")
        if mark:
            kind = "" if mark.allowed else ' class="not-allowed"'
            written = f'<mark{kind} title="{escape(mark.title)}">{written}</mark>'
        parts.append(written)
    attribute = f' lang="{escape(lang)}"' if lang else ""
    # The first line feed in a <pre> is dropped (HTML, 13.2.6.4.7).
    return f"<h2>{escape(name)}</h2>\n<pre{attribute}>\n{''.join(parts)}</pre>\n"


def coloured(text: str, marks: Iterable[Mark]) -> str:
    """The text for a terminal, its terms in colour: green, and red for those that are not to be used."""
    parts = []
    for part, mark in _parts(text, marks):
        shown = _shown(part)
        if mark:
            # Pagers forget the colour at the end of a line.
            colour = _ALLOWED if mark.allowed else _NOT_ALLOWED
            shown = "\n".join(f"{colour}{line}{_PLAIN}" if line else "" for line in shown.split("\n"))
        parts.append(shown)
    return "".join(parts)


def _shown(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char in _LEFT_ALONE or not _is_control(char) else one_line(char) for char in text)


def _is_control(char: str) -> bool:
    return char < " " or "\x7f" <= char <= "\x9f"


def _parts(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, Mark | None]]:
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield text[end : mark.start], None
            yield text[mark.start : mark.end], mark
            end = mark.end
    yield text[end:], None


def merged(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of the same place as one, with the titles of all."""
    found: dict[tuple[int, int], Mark] = {}
    for mark in marks:
        span = (mark.start, mark.end)
        known = found.get(span)
        found[span] = mark
        if known:
            found[span] = known._replace(allowed=known.allowed or mark.allowed, title=f"{known.title}\n{mark.title}")
    return list(found.values())
