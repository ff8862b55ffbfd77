"""DOCX (ISO/IEC 29500, transitional and strict): body, tables, text boxes, footnotes, endnotes, headers, footers.

Runs are joined; inserted text is text. Deleted and moved-away text, hidden text, codes of fields, comments and
phonetic guides are left out. Pictures, formulae, signs of notes and text in a style for code become U+FFFC.

The parts are read with lxml: python-docx gives neither notes nor the runs of insertions, hyperlinks and fields, and
unpacks whatever it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termbase.files import InputError
from termbase.formats import language
from termbase.formats.archive import Package
from termbase.formats.paragraphs import Line, Paragraphs, Table, WrittenLines
from termbase.formats.xml_texts import Origin
from termbase.units import Document

_W = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_CODE_STYLES = re.compile(
    "(?:html)?(?:source)?(?:code|keyboard|preformatted|sample|typewriter|variable)(?:char)?|verbatimchar|plaintextcode",
    re.IGNORECASE,
)
"""Ids of the styles of Word for HTML, and of pandoc."""
_SPACES = re.compile("[\t\n\r]")


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """The paragraphs of a document; line and column are those of `termbase.formats.paragraphs`.

    Footnotes and endnotes are numbered in the order in which the body refers to them, whatever their signs are.

    Raises:
        InputError: see `termbase.formats.archive`; no document of Word.
    """
    return paragraphs(Package(path, data), target_lang).document()


def written(path: Path, data: bytes, _: Document) -> WrittenLines:
    """A document as texts that can be changed; see `termbase.formats.written`."""
    package = Package(path, data)
    lines: list[Line] = []
    paragraphs(package, "", lines)
    return WrittenLines(package, lines)


def main_part(package: Package) -> str:
    """The name of the part that is the document."""
    return next(iter(package.related("", "officeDocument").values()), "word/document.xml")


def relationship(kind: str, namespace: str) -> str:
    """The type of a relation (ISO/IEC 29500-1, 9.2): of strict documents in another namespace than of others."""
    return f"{_RELATIONSHIPS[_W.index(namespace)]}/{kind}"


def paragraphs(package: Package, lang: str, kept: list[Line] | None = None) -> Paragraphs:
    """The paragraphs of a package.

    Args:
        package: with a document in it.
        lang: BCP 47, of what does not say; empty when unknown.
        kept: gets the lines of the document.

    Raises:
        InputError: as `read`.
    """
    path = package.path
    name = main_part(package)
    root = package.xml(name)
    body = root.find("{*}body")
    if body is None or body.tag not in _names("body"):
        raise InputError(path, "is not a document of Word")
    markup = _Markup()
    found = Paragraphs(str(path), lang, markup, kept)
    found.add(body)
    for kind, ids in (("footnote", markup.footnotes), ("endnote", markup.endnotes)):
        if ids:
            for part in package.related(name, f"{kind}s").values():
                notes = {_attribute(note, "id"): note for note in package.xml(part).iterchildren(*_names(kind))}
                for number, note in enumerate(tuple(ids), 1):
                    if note in notes:
                        found.add(notes[note], f"{kind} {number}")
    for kind in ("header", "footer"):
        parts = package.related(name, kind)
        used = [parts.get(_related_id(element), "") for element in root.iter(*_names(f"{kind}Reference"))]
        for number, part in enumerate(filter(None, dict.fromkeys(used)), 1):
            found.add(package.xml(part), f"{kind} {number}")
    return found


def _names(*local: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{name}" for space in _W for name in local)


def _local(element: etree._Element) -> str:
    """The name of an element of WordprocessingML, of others with a colon before it."""
    space, _, name = str(element.tag)[1:].rpartition("}")
    if space in _W:
        return name
    return f"m:{name}" if space in _MATHS else f"mc:{name}" if space == _COMPATIBILITY else ""


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key in _names(name) if (value := element.get(key)) is not None), "")


def _related_id(element: etree._Element) -> str:
    return next((str(value) for space in _RELATIONSHIPS if (value := element.get(f"{{{space}}}id"))), "")


class _Markup:
    def __init__(self) -> None:
        self.footnotes: dict[str, None] = {}
        """Ids, in the order of the first reference to each."""
        self.endnotes: dict[str, None] = {}
        self._fields: list[bool] = []
        """Of each field that is open in the paragraph: whether it is its code that is being read."""

    def blocks(self, container: etree._Element) -> Iterator[etree._Element | Table]:
        """See `termbase.formats.paragraphs.Markup`."""
        for element in container:
            name = _local(element)
            if name == "p":
                yield element
            elif name == "tbl":
                yield Table([list(_descend(row, "tc")) for row in _descend(element, "tr")])
            elif name in _WRAPPERS:
                yield from self.blocks(element)

    def line(self, paragraph: etree._Element) -> Line:
        """See `termbase.formats.paragraphs.Markup`."""
        line = Line()
        self._fields = []
        style = paragraph.find("{*}pPr/{*}pStyle")
        self._inline(paragraph, line, "", code=style is not None and _is_code(style))
        return line

    def _inline(self, parent: etree._Element, line: Line, lang: str, *, code: bool) -> None:
        for element in parent:
            name = _local(element)
            if name == "r":
                self._run(element, line, code=code)
            elif name == "t":
                if not any(self._fields):
                    text, origin = _text(element)
                    line.add(text, lang, code=code, origin=origin)
            elif name in _CHARACTERS:
                if not any(self._fields):
                    line.add(_CHARACTERS[name], lang, code=code)
            elif name in _OBJECTS:
                line.add_object()
                self._note(name, element)
                line.boxes += _boxes(element)
            elif name == "fldChar":
                self._field(_attribute(element, "fldCharType"))
            elif name in _WRAPPERS:
                self._inline(element, line, lang, code=code)
            elif name == "mc:AlternateContent":
                for choice in element[:1]:
                    self._inline(choice, line, lang, code=code)

    def _run(self, run: etree._Element, line: Line, *, code: bool) -> None:
        lang = ""
        for properties in run.iterchildren(*_RUN_PROPERTIES):
            for element in properties:
                name = _local(element)
                if name == "vanish" and _attribute(element, "val") not in {"0", "false", "off"}:
                    return
                if name == "lang":
                    lang = language.tag(_attribute(element, "val"))
                elif name == "rStyle":
                    code = code or _is_code(element)
        self._inline(run, line, lang, code=code)

    def _note(self, name: str, element: etree._Element) -> None:
        if name == "footnoteReference":
            self.footnotes[_attribute(element, "id")] = None
        elif name == "endnoteReference":
            self.endnotes[_attribute(element, "id")] = None

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


_RUN_PROPERTIES = _names("rPr")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OBJECTS = frozenset(["drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "m:oMath"])
_WRAPPERS = frozenset(
    [
        *("ins", "moveTo", "hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml", "bdo", "dir"),
        *("ruby", "rubyBase", "m:oMathPara"),
    ]
)


def _is_code(style: etree._Element) -> bool:
    return _CODE_STYLES.fullmatch(_attribute(style, "val")) is not None


def _descend(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, also those in what wraps them."""
    for element in parent:
        name = _local(element)
        if name == wanted:
            yield element
        elif name in _WRAPPERS:
            yield from _descend(element, wanted)


def _text(element: etree._Element) -> tuple[str, Origin]:
    text = _SPACES.sub(" ", element.text or "")
    if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve":
        return text, Origin(element, False, 0)
    stripped = text.lstrip(" ")
    return stripped.rstrip(" "), Origin(element, False, len(text) - len(stripped))


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes of a drawing, each once: programs write them a second time for older ones; not those inside others."""
    for child in element:
        name = _local(child)
        if name == "txbxContent":
            yield child
        elif name != "mc:Fallback":
            yield from _boxes(child)
