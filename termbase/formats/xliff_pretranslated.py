"""Translations in XLIFF, with all suggestions: ``alt-trans`` in 1.2, ``match`` of the candidates module in 2.x.

A unit of 1.2 in segments (``mrk``) is translated segment by segment; what stands between them stands between their
translations too. An unfinished translation has the state ``needs-review-translation`` with ``fuzzy-match`` in 1.2,
where the unit is not ``approved``, and ``initial`` with a ``subState`` in 2.x.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from termbase.files import InputError
from termbase.formats import mask, xml
from termbase.formats.pretranslated import Filled, Proposal, Suggestion
from termbase.formats.xliff import UNTOUCHED
from termbase.formats.xliff_places import Element, Place, Scan, Text
from termbase.units import Document, Lines, Unit

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_INDENT = re.compile(rb"\r?\n[ \t]*\Z")
_DEEP = 200
"""Characters of an indentation; to look for one through all that is before takes quadratic time."""
_FUZZY = "termbase:fuzzy"
"""``subState`` of a translation that a person has to look at; XLIFF 2.1 wants a prefix."""


class _Filled(NamedTuple):
    """A unit of the document with what is written for it."""

    unit: Unit
    suggestions: Sequence[Suggestion]
    best: Suggestion | None
    """What becomes the translation; none: there are suggestions only."""
    target: str
    """The same as XML."""
    segment: Text | None
    """The segment of a unit of 1.2."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def pretranslated(path: Path, data: bytes, document: Document, proposals: Sequence[Proposal]) -> Filled:
    """See `termbase.formats.pretranslated.pretranslated`."""
    encoding, bom = xml.encoding_of(path, data)
    text = data[len(bom) :].decode(encoding)
    if bom + text.encode(encoding) != data:
        raise InputError(path, f"cannot be written as it was: its {encoding} has several ways to write a text")
    writer = _Writer(text.encode())
    ordered = sorted(proposals, key=lambda one: one.unit.source.anchors.at(0) if one.unit.source else (0, 0))
    lines = Lines(document.text)
    offset = byte = 0
    for unit, suggestions in ordered:
        if unit.source:
            at = lines.offset(unit.source.anchors.at(0))
            byte += len(text[offset:at].encode())
            offset = at
            writer.take(byte, unit, suggestions)
    return Filled(bom + writer.written().encode(encoding, "xmlcharrefreplace"), writer.finished, writer.unfinished)


class _Writer:
    """Gathers the edits of one document."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._places = Scan(data).places
        self._starts = [place.start for place in self._places]
        self._filled: dict[int, list[_Filled]] = {}
        self._edits: list[_Edit] = []
        self._matches: dict[int, tuple[Place, list[str]]] = {}
        """By their units."""
        self.finished = self.unfinished = 0

    def take(self, byte: int, unit: Unit, suggestions: Sequence[Suggestion]) -> None:
        """Write suggestions for the unit whose source begins at a byte; the first that fits becomes the translation."""
        number = bisect_right(self._starts, byte) - 1
        place = self._places[number]
        segment = next((one for one in place.segments if one.opened <= byte <= one.end), None)
        source = segment or place.source
        if not source or not unit.source:
            return
        best = next((one for one in suggestions if _fits(one, unit.source.whole, source.codes)), None)
        target = (_inline(best.target, source.codes) if best else "") or ""
        self._filled.setdefault(number, []).append(_Filled(unit, suggestions, best, target, segment))
        self.finished += bool(best and best.finished)
        self.unfinished += bool(best and not best.finished)

    def written(self) -> str:
        """The document with all that was taken."""
        for number, filled in self._filled.items():
            place = self._places[number]
            self._language(place, filled[0].unit.target.lang)
            if place.version == 1:
                self._unit(place, filled)
            else:
                self._segment(place, filled[0])
        for place, found in self._matches.values():
            self._candidates(place, found)
        parts: list[bytes] = []
        before = 0
        for start, end, new in sorted(dict.fromkeys(self._edits), key=lambda edit: edit[:2]):
            parts += (self._data[before:start], new.encode())
            before = end
        return b"".join((*parts, self._data[before:])).decode()

    def _raw(self, start: int, end: int) -> str:
        return self._data[start:end].decode()

    def _insert(self, at: int, text: str) -> None:
        self._edits.append(_Edit(at, at, text))

    def _change(self, element: Element, **attributes: str) -> None:
        """Write the start tag of an element with other attributes."""
        tag = self._raw(element.start, element.opened)
        changed = _with_attributes(tag, attributes)
        if changed != tag:
            self._edits.append(_Edit(element.start, element.opened, changed))

    def _language(self, place: Place, lang: str) -> None:
        """A document with translations says in which language they are."""
        name = "target-language" if place.version == 1 else "trgLang"
        if lang and place.root and name not in place.root.attributes:
            self._change(place.root, **{name: lang})

    def _target(self, place: Place, content: str, behind: str = "", **attributes: str) -> None:
        """Write the target of a place, and what follows it."""
        name = f"{place.prefix}target"
        old = place.target
        tag = _opening(self._raw(old.start, old.opened)) if old else f"<{name}>"
        target = f"{_with_attributes(tag, attributes)}{content}</{name}>{behind}"
        if old:
            self._edits.append(_Edit(old.start, old.end, target))
        else:
            end = place.source.start if place.source else 0
            indent = _INDENT.search(self._data, max(0, end - _DEEP), end)
            self._insert(place.after, (indent[0].decode() if indent else "") + target)

    # XLIFF 1.2

    def _unit(self, place: Place, filled: Sequence[_Filled]) -> None:
        here = self._raw(place.start, place.end)
        found = [_alternative(place.prefix, suggestion, one, place) for one in filled for suggestion in one.suggestions]
        behind = "".join(one for one in found if one not in here)
        best = [one.best for one in filled if one.best]
        if not best:
            self._insert(place.target.end if place.target else place.after, behind)
            return
        finished = all(one.finished for one in best)
        if finished:
            state = {"state": "translated", "state_qualifier": "exact-match"}
        else:
            state = {"state": "needs-review-translation", "state_qualifier": "fuzzy-match"}
            if place.attributes.get("approved") == "yes":
                self._change(place, approved="no")
        segments = {one.segment.start: one for one in filled if one.segment and one.best}
        if not segments:
            self._target(place, filled[0].target, behind, **state)
            return
        if finished and any(self._is_empty(place, one) for one in place.segments if one.start not in segments):
            state = {"state": "needs-translation", "state_qualifier": ""}
        if place.target and place.translated:
            self._change(place.target, **state)
            self._fill(place, segments)
            self._insert(place.target.end, behind)
        else:
            self._target(place, "".join(self._skeleton(place, segments)), behind, **state)

    def _is_empty(self, place: Place, segment: Text) -> bool:
        there = place.translated.get(segment.attributes.get("mid", ""))
        content = self._raw(there.opened, there.closed) if there and there.closed < there.end else ""
        touched = place.target is None or place.target.attributes.get("state") not in UNTOUCHED
        return content in ("", "" if touched else self._raw(segment.opened, segment.closed))

    def _skeleton(self, place: Place, filled: dict[int, _Filled]) -> Iterator[str]:
        """The source in segments with translations in the place of texts."""
        assert place.cut  # noqa: S101 - it has segments
        before = place.cut.opened
        for segment in place.segments:
            yield self._raw(before, segment.start)
            yield self._translation(segment, filled)
            before = segment.end
        yield self._raw(before, place.cut.closed)

    def _translation(self, segment: Text, filled: dict[int, _Filled]) -> str:
        tag = self._raw(segment.start, segment.opened)
        name = tag[1:].split()[0]
        return f"{tag}{filled[segment.start].target if segment.start in filled else ''}</{name}>"

    def _fill(self, place: Place, filled: dict[int, _Filled]) -> None:
        """Write into the segments that the target has, and beside them those that it has not."""
        assert place.target  # noqa: S101 - the caller's condition
        end = place.target.opened
        between = place.cut.opened if place.cut else 0
        for segment in place.segments:
            there = place.translated.get(segment.attributes.get("mid", ""))
            if there is None:
                space = self._raw(between, segment.start)
                self._insert(end, ("" if space.startswith("<") else space) + self._translation(segment, filled))
            else:
                if segment.start in filled:
                    tag = _opening(self._raw(there.start, there.opened))
                    new = f"{tag}{filled[segment.start].target}</{tag[1:].split()[0]}>"
                    self._edits.append(_Edit(there.start, there.end, new))
                end = there.end
            between = segment.end

    # XLIFF 2.x

    def _segment(self, place: Place, filled: _Filled) -> None:
        here = place.attributes.get("id") or f"tm-{place.start}"
        state = {}
        if filled.best:
            finished = {"state": "translated", "subState": ""}
            state = finished if filled.best.finished else {"state": "initial", "subState": _FUZZY}
            self._target(place, filled.target)
        self._change(place, id=here, **state)
        if place.unit:
            found = self._matches.setdefault(place.unit.start, (place, []))[1]
            found += (self._candidate(place, one, here) for one in filled.suggestions)

    def _candidates(self, place: Place, found: Sequence[str]) -> None:
        """Write the candidates of a unit, beside those that it has."""
        old = place.matches
        if old is None:
            if place.unit:
                content = "".join(f"<mtc:match {one}" for one in found)
                self._insert(place.unit.opened, f'<mtc:matches xmlns:mtc="{_MATCHES}">{content}</mtc:matches>')
            return
        # Its names may be declared in another way.
        core = place.root.attributes.get("xmlns", "") if place.root and not place.prefix else ""
        spaces = f'xmlns:mtc="{_MATCHES}"' + (f' xmlns="{core}"' if core else "")
        there = self._raw(old.start, old.end)
        content = "".join(f"<mtc:match {spaces} {one}" for one in found if one not in there)
        if content and there.endswith("/>"):
            name = there[1:].split()[0].rstrip("/>")
            self._edits.append(_Edit(old.start, old.end, f"{_opening(there)}{content}</{name}>"))
        else:
            self._insert(old.closed, content)

    def _candidate(self, place: Place, one: Suggestion, segment: str) -> str:
        """A candidate after the name of its element."""
        name = place.prefix
        source = place.source.codes if place.source else {}
        content = (
            f"<{name}source>{_either(one.source, source)}</{name}source>"
            f"<{name}target>{_either(one.target, source)}</{name}target>"
        )
        # What codes refer to has to stand in the match too (XLIFF 2.1, dataRef).
        data = self._raw(*place.data) if "dataRef" in content else ""
        return (
            f'ref="#{escape(segment)}" type="tm" similarity="{one.score}.0" origin="{escape(xml.clean(one.origin))}">'
            f"{data}{content}</mtc:match>"
        )


def _opening(tag: str) -> str:
    """A tag, which may be that of an empty element, as a start tag."""
    return tag.removesuffix(">").removesuffix("/").rstrip() + ">"


def _with_attributes(tag: str, attributes: Mapping[str, str]) -> str:
    """A start tag in which attributes have these values, or are missing where empty; ``_`` in a name is a hyphen."""
    for name, value in attributes.items():
        written = name.replace("_", "-")
        new = f' {written}="{escape(value)}"' if value else ""
        if there := re.search(rf"""\s+{written}\s*=\s*(?:"[^"]*"|'[^']*')""", tag):
            tag = tag[: there.start()] + new + tag[there.end() :]
        elif new:
            end = "/>" if tag.endswith("/>") else ">"
            tag = tag.removesuffix(end).rstrip() + new + end
    return tag


def _fits(one: Suggestion, source: str, codes: Mapping[str, str]) -> bool:
    """Whether a suggestion can be the translation of a text: codes of another text would have to be put right first.

    Args:
        one: the suggestion.
        source: the text as written.
        codes: of the text.
    """
    if _inline(one.target, codes) is None or xml.clean(one.target) != one.target:
        return False
    return one.source == source or sorted(mask.codes(one.target)) == sorted(mask.codes(source))


def _inline(text: str, codes: Mapping[str, str]) -> str | None:
    """A text as XML, its codes as the source has them; None: that has not all of them, or they do not fit together."""
    parts: list[str] = []
    done = 0
    for match in xml.INLINE.finditer(text):
        if match[0] not in codes:
            return None
        parts += (_escaped(text[done : match.start()]), codes[match[0]])
        done = match.end()
    written = "".join((*parts, _escaped(text[done:])))
    if not parts:
        return written
    try:
        expat.ParserCreate().Parse(f"<text>{written}</text>", True)
    except expat.ExpatError:  # tags in a text of another format
        return None
    return written


def _escaped(text: str) -> str:
    """A text in XML; a carriage return as a reference, as it would be taken for the end of a line."""
    return escape(xml.clean(text), quote=False).replace("\r", "&#13;")


def _either(text: str, codes: Mapping[str, str]) -> str:
    """A text with the codes of the source, or, where it has others, with none of them as codes."""
    written = _inline(text, codes)
    return _escaped(text) if written is None else written


def _alternative(name: str, one: Suggestion, filled: _Filled, place: Place) -> str:
    unit, segment = filled.unit, filled.segment
    source = segment or place.source
    codes = source.codes if source else {}
    langs = [unit.source.lang if unit.source else "", unit.target.lang]
    mine, theirs = (f' xml:lang="{escape(lang)}"' if lang else "" for lang in langs)
    mid = f' mid="{escape(segment.attributes["mid"])}"' if segment and segment.attributes.get("mid") else ""
    return (
        f'<{name}alt-trans{mid} match-quality="{one.score}%" origin="{escape(xml.clean(one.origin))}">'
        f"<{name}source{mine}>{_either(one.source, codes)}</{name}source>"
        f"<{name}target{theirs}>{_either(one.target, codes)}</{name}target></{name}alt-trans>"
    )
