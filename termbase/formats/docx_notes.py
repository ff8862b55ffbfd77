"""Notes in DOCX: comments of Word at the very words; the runs that hold these are split and keep their formatting.

ISO/IEC 29500-1 (17.13.4.4) allows comments in notes, text boxes, headers and footers, but Word does not show them there
([MS-OI29500], 2.1.315). So what is to be said of a note stands at its sign, of a text box at its place, and of a header
or a footer at the end of the first paragraph; the comment then says which it is.

Of the package only the document, its comments, and what says that it has any are written anew. They keep their elements
and attributes, whose tags may be written in another way.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from termbase.files import InputError
from termbase.formats import docx
from termbase.formats.archive import Package
from termbase.formats.paragraphs import Line
from termbase.formats.xml_texts import Origin

if TYPE_CHECKING:
    from termbase.formats.notes import Note

_AUTHOR = "termbase"
_INITIALS = "tb"
_MOST = 32767
"""Word opens no document with more comments ([MS-OI29500], 2.1.315)."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANK = " \t\r\n"
_CONTENT_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class _Cut(NamedTuple):
    """A place in a run."""

    number: int
    """Of an element in it, in the document: a text, a picture, the sign of a note."""
    offset: int
    """In its text; of other elements 0 is before them and 1 after them."""


def annotated(path: Path, data: bytes, notes: Sequence[Note]) -> bytes:
    """The document with a comment for each note; comments of others stay. See `termbase.formats.notes.annotated`.

    Raises:
        InputError: see `termbase.formats.docx.read`; more comments than Word takes; no paragraph; no content types.
    """
    package = Package(path, data)
    lines: list[Line] = []
    document = docx.paragraphs(package, "", lines).document()
    places = {unit.target.anchors.at(0).line: unit.place for unit in document.units}
    commented = _Commented(package)
    for note in dict.fromkeys(notes):
        commented.add(note, lines[note.place.line - 1], places.get(note.place.line, ""))
    return package.with_parts(commented.parts())


class _Commented:
    """A document that gets comments."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = docx.main_part(package)
        self._read = package.xml(self._main)
        """As it was read; its elements have the numbers that those of the copy have, which is changed."""
        self._numbers = {element: number for number, element in enumerate(self._read.iter())}
        self._w = str(etree.QName(self._read).namespace)
        signs = self._read.iter(self._name("footnoteReference"), self._name("endnoteReference"))
        self._signs = {(sign.tag, sign.get(self._name("id"))): sign for sign in signs}
        self._tree = _whole(package, self._main)
        self._elements = list(self._tree.iter("*"))
        self._ends: dict[_Cut, list[etree._Element]] = {}
        self._starts: dict[_Cut, list[etree._Element]] = {}
        self._part = next(iter(package.related(self._main, "comments").values()), "")
        empty = etree.ElementTree(etree.Element(self._name("comments"), nsmap={"w": self._w}))
        self._comments = _whole(package, self._part) if self._part else empty
        self._is_changed = self._forget()
        ids = [comment.get(self._name("id"), "") for comment in self._comments.getroot().iterchildren("*")]
        self._next = max((int(number) for number in ids if number.isdecimal()), default=-1) + 1

    def add(self, note: Note, line: Line, place: str) -> None:
        """Comment on a part of a line.

        Args:
            note: what is to be said, and of what.
            line: in which that stands.
            place: what a reader calls it.
        """
        begin = note.place.column - 1
        end = note.end.column - 1 if note.end and note.end.line == note.place.line else 0
        origins = _origins(line, begin, max(end, begin + 1)) or _origins(line, 0, sum(map(len, line.seen)))[:1]
        there = [origin for origin in origins if self._shown(origin.element) is origin.element]
        start, ending = self._marks(note.text if there or not place else f"{place}: {note.text}")
        if there:
            first, last = there[0], there[-1]
            opening = _Cut(self._numbers[first.element], first.offset)
            closing = _Cut(self._numbers[last.element], last.offset + 1)
        elif origins and (shown := self._shown(origins[0].element)) is not None:
            opening, closing = _Cut(self._numbers[shown], 0), _Cut(self._numbers[shown], 1)
        else:
            self._first_paragraph().extend([start, *ending])
            return
        self._starts.setdefault(opening, []).append(start)
        self._ends.setdefault(closing, []).extend(ending)

    def parts(self) -> dict[str, bytes]:
        """The parts that differ from those of the package."""
        if not self._is_changed:
            return {}
        count = sum(1 for _ in self._comments.getroot().iterchildren("*"))
        if count > _MOST:
            raise InputError(self._package.path, f"would have {count:,} comments; Word takes {_MOST:,} at most")
        begun: set[etree._Element] = set()
        for cut in sorted({*self._starts, *self._ends}, reverse=True):  # what is cut off is not cut again
            self._cut(cut, [*self._ends.get(cut, ()), *self._starts.get(cut, ())], begun)
        for text in begun:
            text.text = (text.text or "").lstrip(_BLANK)
            text.set(_SPACE, "preserve")
        new = {} if self._part else self._registered()
        return {**new, self._main: _bytes(self._tree), self._part: _bytes(self._comments)}

    def _name(self, local: str) -> str:
        return f"{{{self._w}}}{local}"

    def _forget(self) -> bool:
        """Take away the comments that were written before; whether there were any."""
        root = self._comments.getroot()
        ours = [comment for comment in root.iterchildren("*") if comment.get(self._name("author")) == _AUTHOR]
        ids = {comment.get(self._name("id")) for comment in ours}
        for comment in ours:
            root.remove(comment)
        marks = self._tree.iter(*(self._name(f"comment{kind}") for kind in ("RangeStart", "RangeEnd", "Reference")))
        for mark in [mark for mark in marks if mark.get(self._name("id")) in ids]:
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == self._name("r") and not [child for child in parent if child.tag != self._name("rPr")]:
                parent.getparent().remove(parent)
        return bool(ours)

    def _shown(self, element: etree._Element) -> etree._Element | None:
        """What stands for an element in the runs of the body: itself, or a sign, or a box; None: nothing does."""
        if element.getroottree().getroot() is not self._read:
            notes = element.iterancestors(self._name("footnote"), self._name("endnote"))
            signs = (self._signs.get((f"{note.tag}Reference", note.get(self._name("id")))) for note in notes)
            sign = next(signs, None)
            return None if sign is None else self._shown(sign)
        boxes = list(element.iterancestors(self._name("txbxContent")))
        shown = boxes[-1] if boxes else element
        while boxes and shown.getparent() is not None and shown.getparent().tag != self._name("r"):
            shown = shown.getparent()
        parent = shown.getparent()
        return shown if parent is not None and parent.tag == self._name("r") else None

    def _marks(self, text: str) -> tuple[etree._Element, list[etree._Element]]:
        """What stands before and what after the words of a new comment."""
        self._is_changed = True
        number = {self._name("id"): str(self._next)}
        self._next += 1
        author = {self._name("author"): _AUTHOR, self._name("initials"): _INITIALS}
        comment = etree.SubElement(self._comments.getroot(), self._name("comment"), number | author)
        run = etree.SubElement(etree.SubElement(comment, self._name("p")), self._name("r"))
        etree.SubElement(run, self._name("t"), {_SPACE: "preserve"}).text = text
        start, end = (etree.Element(self._name(f"commentRange{kind}"), number) for kind in ("Start", "End"))
        reference = etree.Element(self._name("r"))
        etree.SubElement(reference, self._name("commentReference"), number)
        return start, [end, reference]

    def _first_paragraph(self) -> etree._Element:
        paragraph = next(self._tree.iter(self._name("p")), None)
        if paragraph is None:
            raise InputError(self._package.path, "has no paragraph that could have a comment")
        return paragraph

    def _cut(self, cut: _Cut, marks: list[etree._Element], begun: set[etree._Element]) -> None:
        """Put marks into a place, and split the run around it if they stand in its midst.

        Args:
            cut: the place.
            marks: elements to stand there.
            begun: gets the texts whose spaces at the ends did not count, and of which the end was cut off.
        """
        child = self._elements[cut.number]
        run = child.getparent()
        is_text = child.tag == self._name("t")
        text = child.text or "" if is_text else ""
        at_end = cut.offset >= (len(text) if is_text else 1)
        moved = list(child.itersiblings())
        if not at_end and not cut.offset:
            moved.insert(0, child)
        elif not at_end:
            right = etree.Element(child.tag, {_SPACE: "preserve"})
            right.text = text[cut.offset :]
            if child.get(_SPACE) != "preserve" and child not in begun:
                right.text = right.text.rstrip(_BLANK)
                begun.add(child)
            child.text = text[: cut.offset]
            moved.insert(0, right)
        before = [one for one in run if one.tag != self._name("rPr") and one not in moved]
        if not before:
            for mark in marks:
                run.addprevious(mark)
            return
        place = run.getparent()
        index = place.index(run) + 1
        place[index:index] = marks
        if moved:
            rest = etree.Element(run.tag, run.attrib, nsmap=run.nsmap)
            rest.extend(deepcopy(one) for one in run.iterchildren(self._name("rPr")))
            rest.extend(moved)
            place.insert(index + len(marks), rest)

    def _registered(self) -> dict[str, bytes]:
        """Give the comments a part; the parts that say so."""
        folder, name = posixpath.split(self._main)
        self._part = posixpath.join(folder, "comments.xml")
        types = _whole(self._package, _CONTENT_TYPES)
        override = f"{{{etree.QName(types.getroot()).namespace}}}Override"
        etree.SubElement(types.getroot(), override, PartName=f"/{self._part}", ContentType=_COMMENTS_TYPE)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        empty = etree.ElementTree(etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS}))
        relations = _whole(self._package, part) if part in self._package else empty
        ids = {relation.get("Id") for relation in relations.getroot()}
        free = next(f"rId{number}" for number in range(1, len(ids) + 2) if f"rId{number}" not in ids)
        kind = docx.relationship("comments", self._w)
        element = f"{{{etree.QName(relations.getroot()).namespace}}}Relationship"
        etree.SubElement(relations.getroot(), element, Id=free, Type=kind, Target="comments.xml")
        return {_CONTENT_TYPES: _bytes(types), part: _bytes(relations)}


def _origins(line: Line, start: int, end: int) -> list[Origin]:
    """What of a part of a line stands in elements for text."""
    return [origin for offset in range(start, end) if (origin := line.origin(offset))]


def _whole(package: Package, part: str) -> etree._ElementTree:
    """A part with comments and instructions, to be changed."""
    package.xml(part)  # refuses what is dangerous
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(package.read(part), parser).getroottree()


def _bytes(tree: etree._ElementTree) -> bytes:
    standalone = tree.docinfo.standalone
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=standalone))
