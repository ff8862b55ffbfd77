"""How documents romanise, as one HTML page that needs nothing else: bars, deciding and doubtful words, a heat map.

All is there without script; with it, a click on a Cyrillic word copies it and shows it in the place of the other.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from termbase.romanisation.portrait import Doubt, Portrait, Row, Share
from termbase.text import one_line

_ROWS = 100
"""Rows of a heat map; in longer documents some paragraphs together are one."""


class Sitter(NamedTuple):
    """A document with its portrait."""

    path: str
    portrait: Portrait
    where: Mapping[Doubt, Sequence[str]]
    """Where the doubtful words stand, as a reader is told."""
    lines: Mapping[int, str]
    """Where the paragraphs begin, by their numbers."""


def render(sitters: Sequence[Sitter]) -> str:
    """The page."""
    here = Path(__file__)
    script = here.with_name("romanisation.js").read_text(encoding="utf-8")
    parts = {
        "hash": b64encode(sha256(script.encode()).digest()).decode(),
        "script": script,
        "documents": "".join(map(_document, sitters)),
    }
    # In one pass: a text that looks like the name of a part stays a text.
    page = here.with_name("romanisation.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], page)


def _document(sitter: Sitter) -> str:
    found = sitter.portrait
    parts = [f"<section><h1>{_written(sitter.path)}</h1>\n<p>{_summary(found)}</p>\n"]
    if found.shares:
        parts += [_bars(found), _deciding(found)]
    parts += [_doubts(sitter)] if found.doubts else []
    parts += [_heat(sitter)] if found.rows else []
    return "".join((*parts, "</section>\n"))


def _summary(found: Portrait) -> str:
    said = [f"{found.profile.words:,} different Russian words"]
    said += [f"titles and quotations in {found.scheme}"] if found.scheme else ["no scheme can be told"]
    if found.signs:
        said.append("signs: " + ", ".join(f"{sign} {count:,} times" for sign, count in found.signs.items()))
    return _written("; ".join(said))


def _bars(found: Portrait) -> str:
    every = max(found.profile.words, 1)
    rows = "".join(
        f'<tr class="layer-{share.layer}"><th scope="row">{_schemes(share)}</th>'
        f'<td class="bar"><span style="width:{100 * min(share.words / every, 1):.1f}%"></span></td>'
        f"<td>{share.words:,}</td><td>{100 * share.words / every:.0f} %</td></tr>\n"
        for share in found.shares
    )
    return _table(
        "Schemes, and the share of the words that each gives", ("scheme", "", "words", "share"), rows, "shares"
    )


def _deciding(found: Portrait) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_written(layer.schemes[0])}</th><td>{len(layer.words):,}</td>'
        f"<td>{_written(', '.join(layer.telling))}</td></tr>\n"
        for layer in found.profile.layers
    )
    head = ("layer", "words", "which other schemes lack")
    return _table("The words that decide", head, rows, "deciding") if rows else ""


def _heat(sitter: Sitter) -> str:
    found = sitter.portrait
    size = max(-(-len(found.rows) // _ROWS), 1)
    starts = range(0, len(found.rows), size)
    rows = "".join(_heat_row(found.rows[start : start + size], sitter.lines) for start in starts)
    head = ("line", "words", *(share.schemes[0] for share in found.shares))
    return _table("Where which scheme gives how many of the words that tell them apart, per cent", head, rows, "heat")


def _heat_row(rows: Sequence[Row], lines: Mapping[int, str]) -> str:
    first, last = (lines[row.number] for row in (rows[0], rows[-1]))
    words = sum(row.words for row in rows)
    shares = [sum(given) / words for given in zip(*(row.given for row in rows), strict=True)]
    cells = "".join(
        f'<td style="--share:{share:.2f}" title="{100 * share:.0f} %"><span>{100 * share:.0f}</span></td>'
        for share in shares
    )
    name = first if first == last else f"{first} – {last}"
    return f'<tr><th scope="row">{_written(name)}</th><td>{words:,}</td>{cells}</tr>\n'


def _doubts(sitter: Sitter) -> str:
    rows = "".join(
        f'<tr><th scope="row" class="word">{_written(doubt.word)}</th><td>{len(doubt.places):,}</td>'
        f"<td>{doubt.kind}</td><td>{_written(', '.join(doubt.expected))}</td>"
        f'<td lang="ru">{_cyrillic(doubt.cyrillic)}</td><td>{_written(", ".join(sitter.where[doubt]))}</td></tr>\n'
        for doubt in sitter.portrait.doubts
    )
    head = ("word", "times", "kind", "the scheme would write", "Cyrillic", "where")
    return _table("Doubtful words", head, rows, "doubts")


def _cyrillic(words: Iterable[str]) -> str:
    return ", ".join(f'<span class="cyrillic">{_written(word)}</span>' for word in words)


def _schemes(share: Share) -> str:
    first, *others = map(_written, share.schemes)
    return first + (f"<small>and {', '.join(others)}</small>" if others else "")


def _table(caption: str, head: Iterable[str], rows: str, kind: str) -> str:
    cells = "".join(f'<th scope="col"><span>{_written(name)}</span></th>' for name in head)
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table class="{kind}">'
        f"<caption>{caption}</caption>\n<thead><tr>{cells}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )


def _written(text: str) -> str:
    """As markup; characters that HTML does not take, and lone surrogates of odd file names, as escapes."""
    return escape(one_line(text))
