"""Translations in XLIFF, with all suggestions: ``alt-trans`` in 1.2, ``mtc:matches`` of the candidates module in 2.x.

A unit of 1.2 whose source is cut into several segments is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from xml.parsers import expat

from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.pretranslated import Proposal, Suggestion
from termbase.units import Document, Lines, Unit

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_INLINE = re.compile(r"</?(?P<name>[a-z]+) (?P<id>[^\s<>=/]*)/?>")
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_INDENT = re.compile(rb"\r?\n[ \t]*\Z")


@dataclass
class _Place:
    """A ``trans-unit`` of 1.x or a ``segment`` of 2.x; all numbers are bytes of the document in UTF-8."""

    version: int
    prefix: str
    opened: int
    """Behind its start tag."""
    unit_opened: int
    """Behind the start tag of the ``unit`` (2.x)."""
    attributes: dict[str, str]
    source: tuple[int, int] = (0, 0)
    after: int = 0
    """Behind the source, or the source in segments."""
    target: tuple[int, int] | None = None
    cut: bool = False
    matches: bool = False
    """Whether the unit has an element ``matches``."""
    codes: dict[str, str] = field(default_factory=dict)
    """As `termbase.formats.xml.written` writes the tags of the source, to themselves."""


class _Scan:
    """Finds the places where translations can stand."""

    def __init__(self, data: bytes) -> None:
        self.places: list[_Place] = []
        self._data = data
        self._open: list[tuple[str, int]] = []
        self._place: _Place | None = None
        self._unit = (0, False)
        self._names: list[tuple[str, str]] = []
        self._in_source = False
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def _tag(self, start: int) -> int:
        match = _TAG.match(self._data, start)
        return match.end() if match else start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        at = self._parser.CurrentByteIndex
        end = self._tag(at)
        self._open.append((local, at))
        if local == "unit":
            self._unit = (end, False)
        elif local == "matches":
            self._unit = (self._unit[0], True)
        elif local in ("trans-unit", "segment"):
            version = 1 if local == "trans-unit" else 2
            self._place = _Place(version, prefix, end, self._unit[0], attributes, matches=self._unit[1])
            self.places.append(self._place)
        elif self._place and local == "source" and self._open[-2][0] in ("trans-unit", "segment"):
            self._in_source = True
        elif self._place and local == "mrk" and attributes.get("mtype") == "seg":
            self._place.cut = True
        elif self._place and self._in_source:
            self._code(local, attributes, at, end)

    def _code(self, local: str, attributes: dict[str, str], at: int, end: int) -> None:
        code = f"{local} {attributes.get('id') or attributes.get('startRef') or ''}"
        self._names.append((local, code))
        assert self._place  # noqa: S101 - the caller's condition
        raw = self._data[at:end].decode()
        codes = self._place.codes
        codes[f"<{code}>"] = raw
        codes[f"<{code}/>"] = raw

    def _end(self, _: str) -> None:
        local, at = self._open.pop()
        place = self._place
        if place is None:
            return
        here = self._parser.CurrentByteIndex
        # Of an empty element expat tells the end behind its one tag.
        empty = here == self._tag(at) and self._data[here - 2 : here] == b"/>"
        end = here if empty else self._tag(here)
        parent = self._open[-1][0] if self._open else ""
        if local in ("trans-unit", "segment"):
            self._place = None
        elif parent in ("trans-unit", "segment"):
            if local in ("source", "seg-source"):
                place.after = end
            if local == "source":
                place.source, self._in_source = (at, end), False
            elif local == "target":
                place.target = (at, end)
        elif self._in_source and self._names:
            _, code = self._names.pop()
            place.codes[f"</{code}>"] = self._data[here:end].decode()
            if self._tag(at) != here and not empty:  # <ph>…</ph>: with what it contains
                place.codes[f"<{code}/>"] = self._data[at:end].decode()


def pretranslated(path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> tuple[bytes, int]:
    """See `termbase.formats.pretranslated.pretranslated`."""
    encoding, bom = xml.encoding_of(path, data)
    text = data[len(bom) :].decode(encoding)
    if bom + text.encode(encoding) != data:
        raise InputError(path, f"cannot be written as it was: its {encoding} has several ways to write a text")
    whole = text.encode()
    places = _Scan(whole).places
    starts = [place.source[0] for place in places]
    lines = Lines(document.text)
    offset = byte = done = 0
    edits: list[tuple[int, int, str]] = []
    ordered = sorted(proposals, key=lambda one: one.unit.source.anchors.at(0) if one.unit.source else (0, 0))
    matches: dict[int, list[str]] = {}
    for unit, suggestions in ordered:
        if unit.source is None:
            continue
        at = lines.offset(unit.source.anchors.at(0))
        byte += len(text[offset:at].encode())
        offset = at
        place = places[bisect_right(starts, byte) - 1]
        if place.cut or (target := _inline(suggestions[0].target, place)) is None:
            continue
        done += 1
        edits += _written(place, unit, suggestions, target, whole, matches)
    edits += [
        (at, at, f'<mtc:matches xmlns:mtc="{_MATCHES}">{"".join(found)}</mtc:matches>') for at, found in matches.items()
    ]
    parts: list[bytes] = []
    before = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (whole[before:start], new.encode())
        before = end
    written = b"".join((*parts, whole[before:]))
    return bom + written.decode().encode(encoding, "xmlcharrefreplace"), done


def _inline(text: str, place: _Place) -> str | None:
    """A translation as XML, its codes as the source has them; None: one of them is not in the source."""
    parts: list[str] = []
    done = 0
    for match in _INLINE.finditer(text):
        if match[0] not in place.codes:
            if match["name"] in ("x", "g", "ph", "bx", "ex", "bpt", "ept", "it", "pc", "sc", "ec", "ut", "cp"):
                return None
            continue
        parts += (escape(text[done : match.start()], quote=False), place.codes[match[0]])
        done = match.end()
    return "".join((*parts, escape(text[done:], quote=False)))


def _written(
    place: _Place,
    unit: Unit,
    suggestions: Sequence[Suggestion],
    target: str,
    data: bytes,
    matches: dict[int, list[str]],
) -> list[tuple[int, int, str]]:
    name = f"{place.prefix}:" if place.prefix else ""
    start, end = place.target or (place.after, place.after)
    indent = _INDENT.search(data, 0, place.source[0]) if not place.target else None
    space = indent[0].decode() if indent else ""
    finished = suggestions[0].finished
    if place.version == 1:
        state = (
            'state="translated" state-qualifier="exact-match"'
            if finished
            else 'state="needs-review-translation" state-qualifier="fuzzy-match"'
        )
        others = "".join(_alternative(name, one, place, unit) for one in suggestions)
        return [(start, end, f"{space}<{name}target {state}>{target}</{name}target>{others}")]
    known = place.attributes.get("id")
    here = known or f"tm-{place.opened}"
    attributes = "" if known else f' id="{here}"'
    if "state" not in place.attributes:
        attributes += f' state="{"translated" if finished else "initial"}"'
    if not place.matches:
        matches.setdefault(place.unit_opened, []).extend(_candidate(name, one, place, here) for one in suggestions)
    edits = [(start, end, f"{space}<{name}target>{target}</{name}target>")]
    return [(place.opened - 1, place.opened - 1, attributes), *edits] if attributes else edits


def _either(text: str, place: _Place) -> str:
    """A text with the codes of the source, or, where it has others, with none of them as codes."""
    written = _inline(text, place)
    return escape(text, quote=False) if written is None else written


def _alternative(name: str, one: Suggestion, place: _Place, unit: Unit) -> str:
    langs = [unit.source.lang if unit.source else "", unit.target.lang]
    source, target = (f' xml:lang="{escape(lang)}"' if lang else "" for lang in langs)
    return (
        f'<{name}alt-trans match-quality="{one.score}%" origin="{escape(one.origin)}">'
        f"<{name}source{source}>{_either(one.source, place)}</{name}source>"
        f"<{name}target{target}>{_either(one.target, place)}</{name}target></{name}alt-trans>"
    )


def _candidate(name: str, one: Suggestion, place: _Place, segment: str) -> str:
    return (
        f'<mtc:match ref="#{escape(segment)}" similarity="{one.score}.0" origin="{escape(one.origin)}">'
        f"<{name}source>{_either(one.source, place)}</{name}source>"
        f"<{name}target>{_either(one.target, place)}</{name}target></mtc:match>"
    )
