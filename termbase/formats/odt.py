"""ODT (OpenDocument 1.0 to 1.4): body, tables, text frames, footnotes, endnotes, headers, footers.

Inserted text is text; deleted text, hidden text, annotations and phonetic guides are left out. Pictures, formulae,
signs of notes and text in a style for code become U+FFFC. White space is what a reader sees (OpenDocument 1.3, part 3,
6.1.2).

The parts are read with lxml, as those of DOCX: odfdo gives texts without their places, and unpacks whatever it is
given. The languages of a document stand in its styles and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termbase.files import InputError
from termbase.formats.archive import Package
from termbase.formats.paragraphs import Line, Paragraphs, Table, WrittenLines
from termbase.formats.xml_texts import Origin
from termbase.units import Document

_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
}
_URIS = {prefix: uri for uri, prefix in _SPACES.items()}
_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_PIECE = re.compile(r"( [\t\r\n ]+|[\t\r\n][\t\r\n ]*| (?=\Z)|\A )|[^\t\r\n ]+(?: [^\t\r\n ]+)*")
"""Of a text: white space that is not one space between words, or all up to it."""
_CODE_STYLES = frozenset(
    ["Preformatted_20_Text", "Source_20_Text", "Source_Text", "Teletype", "User_20_Entry", "Variable"]
)
"""Of LibreOffice, and of pandoc."""
_UNSEEN = frozenset(
    [
        *("office:annotation", "office:annotation-end", "office:event-listeners", "office:forms"),
        *("text:note-citation", "text:tracked-changes", "text:ruby-text", "text:script", "text:hidden-text"),
        *("text:hidden-paragraph", "text:meta-field-content", "table:covered-table-cell"),
    ]
)
_KINDS = ("footnote", "endnote")
_MOST_SPACES = 1000
"""That one element may stand for; a number is quickly written."""


def read(
    path: Path,
    data: bytes | None = None,
    /,
    *,
    source_lang: str = "",  # noqa: ARG001 - the interface of a reader
    target_lang: str = "",
) -> Document:
    """The paragraphs of a document; line and column are those of `termbase.formats.paragraphs`.

    Raises:
        InputError: see `termbase.formats.archive`; encrypted; no text document.
    """
    return _paragraphs(Package(path, data), target_lang).document()


def written(path: Path, data: bytes, _: Document) -> WrittenLines:
    """A document as texts that can be changed; see `termbase.formats.written`."""
    package = Package(path, data)
    lines: list[Line] = []
    _paragraphs(package, "", lines)
    return WrittenLines(package, lines)


def _paragraphs(package: Package, lang: str, kept: list[Line] | None = None) -> Paragraphs:
    path = package.path
    if "mimetype" in package and not package.read("mimetype").decode("ascii", "replace").startswith(_MEDIA_TYPE):
        raise InputError(path, "is not an OpenDocument text")
    manifest = "META-INF/manifest.xml"
    if manifest in package and next(package.xml(manifest).iter("{*}encryption-data"), None) is not None:
        raise InputError(path, "is encrypted: save it without password")
    content = package.xml("content.xml")
    body = content.find(f"{{{_URIS['office']}}}body/{{{_URIS['office']}}}text")
    if body is None:
        raise InputError(path, "is not an OpenDocument text")
    styles = package.xml("styles.xml") if "styles.xml" in package else None
    markup = _Markup(_code_styles(root for root in (content, styles) if root is not None))
    found = Paragraphs(str(path), lang, markup, kept)
    found.add(body)
    for kind in _KINDS:
        for number, note in enumerate(tuple(markup.notes[kind]), 1):
            found.add(note, f"{kind} {number}")
    for kind in ("header", "footer"):
        pages = (
            styles.iter(*(f"{{{_URIS['style']}}}{kind}{which}" for which in ("", "-first", "-left")))
            if styles is not None
            else ()
        )
        for number, part in enumerate(pages, 1):
            found.add(part, f"{kind} {number}")
    return found


def _name(element: etree._Element) -> str:
    space, _, name = str(element.tag)[1:].rpartition("}")
    return f"{_SPACES.get(space, '')}:{name}"


def _attribute(element: etree._Element, prefix: str, name: str) -> str:
    return str(element.get(f"{{{_URIS[prefix]}}}{name}", ""))


def _code_styles(roots: Iterator[etree._Element]) -> frozenset[str]:
    """The styles for code, and those that a program made from one of them."""
    made = {
        _attribute(style, "style", "name")
        for root in roots
        for style in root.iter(f"{{{_URIS['style']}}}style")
        if _attribute(style, "style", "parent-style-name") in _CODE_STYLES
    }
    return _CODE_STYLES | made


class _Markup:
    def __init__(self, code_styles: frozenset[str]) -> None:
        self.notes: dict[str, list[etree._Element]] = {kind: [] for kind in _KINDS}
        """What holds the paragraphs of each note, in the order of the signs."""
        self._code_styles = code_styles

    def blocks(self, container: etree._Element) -> Iterator[etree._Element | Table]:
        """See `termbase.formats.paragraphs.Markup`."""
        for element in container:
            name = _name(element)
            if name in {"text:p", "text:h"}:
                yield element
            elif name == "table:table":
                yield Table([list(_descend(row, "table:table-cell")) for row in _descend(element, "table:table-row")])
            elif name.startswith("draw:"):
                for box in _boxes(element):
                    yield from self.blocks(box)
            elif name not in _UNSEEN and not name.startswith(":"):
                yield from self.blocks(element)

    def line(self, paragraph: etree._Element) -> Line:
        """See `termbase.formats.paragraphs.Markup`."""
        line = _OdtLine()
        self._inline(paragraph, line, code=self._is_code(paragraph))
        line.finish()
        return line

    def _inline(self, parent: etree._Element, line: _OdtLine, *, code: bool) -> None:
        line.add_spaced(Origin(parent, False, 0), code=code)
        for element in parent:
            name = _name(element)
            if name == "text:s":
                count = _attribute(element, "text", "c")
                line.add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES), code=code)
            elif name == "text:tab":
                line.add("\t", code=code)
            elif name == "text:line-break":
                line.add(" ", code=code)
            elif name == "text:note":
                line.add_object()
                self._note(element)
            elif name.startswith("draw:"):
                line.add_object()
                line.boxes += _boxes(element)
            elif name.startswith("text:") and name not in _UNSEEN:
                self._inline(element, line, code=code or self._is_code(element))
            line.add_spaced(Origin(element, True, 0), code=code)

    def _note(self, note: etree._Element) -> None:
        notes = self.notes.get(_attribute(note, "text", "note-class"), self.notes["footnote"])
        notes += note.iterchildren(f"{{{_URIS['text']}}}note-body")

    def _is_code(self, element: etree._Element) -> bool:
        return _attribute(element, "text", "style-name") in self._code_styles


class _OdtLine(Line):
    """Of white space as it is written only one space is seen, and none at the ends."""

    def __init__(self) -> None:
        super().__init__()
        self._after_space = True
        self._at_end = False

    def add_spaced(self, origin: Origin, *, code: bool) -> None:
        """Go on with a text as it is written, from where it begins."""
        text = origin.element.tail if origin.is_tail else origin.element.text
        for match in _PIECE.finditer(text or ""):
            piece = " " if match[1] else match[0]
            if not (piece == " " and self._after_space):
                self.add(piece, code=code, origin=Origin(origin.element, origin.is_tail, match.start()))
                self._after_space = self._at_end = piece == " "

    def add(self, text: str, lang: str = "", *, code: bool = False, origin: Origin | None = None) -> None:
        """Go on with a text as it is seen."""
        super().add(text, lang, code=code, origin=origin)
        self._after_space = self._at_end = False

    def add_object(self) -> None:
        """See `Line`."""
        super().add_object()
        self._after_space = self._at_end = False

    def finish(self) -> None:
        """Take away the last space if it is one that is written and not seen."""
        if self._at_end:
            self.seen[-1] = self.seen[-1][:-1]
            self.masked[-1] = self.masked[-1][:-1]


def _descend(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, also those in what groups them."""
    for element in parent:
        name = _name(element)
        if name == wanted:
            yield element
        elif name.startswith("table:table-") and name not in {"table:table-row", "table:table-cell"}:
            yield from _descend(element, wanted)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text frames, and shapes with text, in a drawing; not those inside others."""
    if _name(element) == "draw:text-box" or element.find(f"{{{_URIS['text']}}}p") is not None:
        yield element
        return
    for child in element:
        if _name(child).startswith("draw:"):
            yield from _boxes(child)
