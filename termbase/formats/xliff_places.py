"""Where translations stand, or can stand, in an XLIFF: its tags by their bytes, so that all else can stay as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from termbase.formats.xml import IDENTITIES

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UNITS = ("trans-unit", "segment")


@dataclass
class Element:
    """An element of the document; all numbers are bytes of it in UTF-8."""

    start: int
    opened: int
    """Behind its start tag."""
    attributes: dict[str, str]
    closed: int = 0
    """Before its end tag; of an empty element as `end`."""
    end: int = 0


@dataclass
class Text(Element):
    """A source, a target, or a segment (``mrk``) in one."""

    codes: dict[str, str] = field(default_factory=dict)
    """Of a source: its tags as `termbase.formats.xml.written` writes them, to themselves."""


@dataclass
class Place(Element):
    """A ``trans-unit`` of 1.x or a ``segment`` of 2.x."""

    version: int = 0
    prefix: str = ""
    """Of its name, with the colon."""
    root: Element | None = None
    """The ``xliff`` of 2.x, the ``file`` of 1.x: it says the languages."""
    unit: Element | None = None
    """The ``unit`` of 2.x."""
    data: tuple[int, int] = (0, 0)
    """The ``originalData`` of that unit."""
    matches: Element | None = None
    """The ``matches`` of that unit."""
    source: Text | None = None
    after: int = 0
    """Behind the source, or the source in segments."""
    cut: Text | None = None
    """The source in segments (``seg-source``)."""
    segments: list[Text] = field(default_factory=list)
    """Of `cut`."""
    target: Text | None = None
    translated: dict[str, Text] = field(default_factory=dict)
    """The segments of the target, by their ``mid``."""


class Scan:
    """Reads a document that is well-formed."""

    def __init__(self, data: bytes) -> None:
        """`data`: in UTF-8, without byte order mark."""
        self.places: list[Place] = []
        self._data = data
        self._open: list[tuple[str, Element]] = []
        self._root: Element | None = None
        self._unit: Element | None = None
        self._original = (0, 0)
        self._matches: Element | None = None
        self._place: Place | None = None
        self._source: Text | None = None
        """The one that codes belong to."""
        self._names: list[str] = []
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def _tag(self, start: int) -> int:
        match = _TAG.match(self._data, start)
        return match.end() if match else start

    def _parent(self) -> str:
        return self._open[-1][0] if self._open else ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        at = self._parser.CurrentByteIndex
        behind = self._tag(at)
        place = self._place
        element: Element
        if local in _UNITS:
            version = 1 if local == "trans-unit" else 2
            element = self._place = Place(
                at, behind, attributes, version=version, prefix=prefix + colon, root=self._root, unit=self._unit
            )
            element.data, element.matches = self._original, self._matches
            self.places.append(element)
        elif place and self._parent() in _UNITS and local in ("source", "seg-source", "target"):
            element = self._text(place, local, Text(at, behind, attributes))
        elif place and local == "mrk" and attributes.get("mtype") == "seg":
            element = self._segment(place, Text(at, behind, attributes))
        else:
            element = Element(at, behind, attributes)
            if self._source:
                self._code(self._source, local, element)
            self._surrounding(local, element)
        self._open.append((local, element))

    def _surrounding(self, local: str, element: Element) -> None:
        if local in ("xliff", "file"):
            if local == "xliff" or "srcLang" not in (self._root.attributes if self._root else {}):
                self._root = element
        elif local == "unit":
            self._unit, self._original, self._matches = element, (0, 0), None
        elif local == "matches" and self._parent() == "unit":
            self._matches = element

    def _text(self, place: Place, local: str, text: Text) -> Text:
        if local == "target":
            place.target = text
        elif local == "source":
            place.source = self._source = text
        else:
            place.cut = text
        return text

    def _segment(self, place: Place, text: Text) -> Text:
        names = [name for name, _ in self._open]
        if "seg-source" in names and "alt-trans" not in names:
            place.segments.append(text)
            self._source = text
        elif "target" in names and "alt-trans" not in names:
            place.translated[text.attributes.get("mid", "")] = text
        return text

    def _code(self, source: Text, local: str, element: Element) -> None:
        code = f"{local} {next(filter(None, map(element.attributes.get, IDENTITIES)), '')}"
        self._names.append(code)
        raw = self._data[element.start : element.opened].decode()
        source.codes[f"<{code}>"] = raw
        source.codes[f"<{code}/>"] = raw

    def _end(self, _: str) -> None:
        local, element = self._open.pop()
        here = self._parser.CurrentByteIndex
        # Of an empty element expat tells the end behind its one tag.
        empty = here == element.opened and self._data[here - 2 : here] == b"/>"
        element.closed, element.end = here, here if empty else self._tag(here)
        if element is self._source:
            self._source = None
        elif element is self._place:
            self._place = None
        elif self._source and self._names:
            code = self._names.pop()
            self._source.codes[f"</{code}>"] = self._data[here : element.end].decode()
            if element.opened != here and not empty:  # <ph>…</ph>: with what it contains
                self._source.codes[f"<{code}/>"] = self._data[element.start : element.end].decode()
        elif local == "originalData" and self._parent() == "unit":
            self._original = (element.start, element.end)
        if self._place and self._parent() in _UNITS and local in ("source", "seg-source"):
            self._place.after = element.end
