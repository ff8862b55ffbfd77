"""A TBX file of either edition part by part, for import and validation: memory holds one entry at a time.

Nothing outside the file is opened: a DOCTYPE is tolerated and its DTD not read. Entities are not replaced. An entry
over `MOST` bytes is refused before it is read in full, and so is a text over 10 million bytes (libxml2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

from lxml import etree

from termbase.files import InputError
from termbase.formats import xml
from termbase.formats.tbx_categories import rules
from termbase.formats.xml_stream import LANG

MOST = 20_000_000
"""Bytes of one entry; the largest of published files have some hundred thousand."""
_ROOTS = {"martif": "2008", "tbx": "2019"}
_ENTRIES = {"2008": "termEntry", "2019": "conceptEntry"}
_SHELL = ("martif", "tbx", "martifHeader", "tbxHeader", "text", "body", "back")
_EVENTS = [f"{{*}}{name}" for name in (*_SHELL, *_ENTRIES.values(), "refObject")]
_DRAFTS = ("urn:iso:std:iso:30042:ed:3.0", "urn:iso:std:iso:30042:ed-3")
"""The namespaces of drafts of TBX 2019 that are in use."""
Event = Literal["root", "start", "part", "gone", "end"]


class _Bounded:
    """A file that refuses to go on when too much of it belongs to one entry."""

    def __init__(self, file: BinaryIO, path: Path | str) -> None:
        self.file = file
        self.path = path
        self.read_so_far = 0
        self.mark = 0
        self.line = 1
        """Where the last entry ended."""

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        if not data and not self.read_so_far:
            raise InputError(self.path, "is empty")
        self.read_so_far += len(data)
        if self.read_so_far - self.mark > MOST:
            raise InputError(self.path, f"an entry is over {MOST:,} bytes long", self.line)
        return data

    def passed(self, line: int) -> None:
        self.mark, self.line = self.read_so_far, line


def parts(file: BinaryIO, path: Path | str) -> Iterator[tuple[Event, etree._Element]]:
    """The elements of a file as they are read.

    - ``root``, before anything else is known of the file than its beginning;
    - ``start`` of what frames the entries: header, body …;
    - ``part``: an entry, or a ``refObject`` of the back matter, whole;
    - ``gone``: what is left of a part, its name and the text after it, before it is taken out of the tree;
    - ``end``: the root again, when all is read.

    Raises:
        InputError: it cannot be read; empty; not XML; too long an entry.
    """
    try:
        yield from _parts(_Bounded(file, path))
    except etree.XMLSyntaxError as error:
        raise _broken(path, error) from None
    except OSError as error:
        raise InputError(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from None


def split(element: etree._Element) -> tuple[str, str]:
    """The namespace of an element, empty where it has none, and its name.

    `lxml.etree.QName` refuses a name with a prefix that is not declared, which libxml2 tells at the end of the file.
    """
    space, _, name = str(element.tag).rpartition("}")
    return space[1:], name


def _parts(file: _Bounded) -> Iterator[tuple[Event, etree._Element]]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        tag=_EVENTS,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    begun = False
    depth = 0
    for event, element in events:
        if not begun:
            begun = True
            yield "root", element.getroottree().getroot()
        if split(element)[1] in _SHELL:
            file.passed(element.sourceline)
            if event == "start":
                yield "start", element
            continue
        depth += 1 if event == "start" else -1
        if event == "start" or depth:
            continue
        yield "part", element
        file.passed(element.sourceline)
        element.clear(keep_tail=True)
        while (before := element.getprevious()) is not None:
            yield "gone", before
            element.getparent().remove(before)
    if not begun:
        yield "root", events.root
    yield "end", events.root


class TbxFile:
    """A TBX file; the fields are known when its first element has been given."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.edition = ""
        """``2008`` or ``2019``."""
        self.dialect = ""
        """As the file says, such as ``TBX-Basic``."""
        self.lang = ""
        """The working language, as the file says."""
        self.strays: Counter[str] = Counter()
        """Names of elements between the entries, known at the end."""
        self._namespace = ""

    def __iter__(self) -> Iterator[etree._Element]:
        """The entries and the ``refObject`` of the back matter.

        Raises:
            InputError: see `parts`; another root; elements of both editions; entities; no body.
        """
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise InputError(self.path, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
        with file:
            yield from self._elements(file)

    def _elements(self, file: BinaryIO) -> Iterator[etree._Element]:
        body = False
        for event, element in parts(file, self.path):
            if event == "root":
                self._begin(element)
            elif event == "start":
                body |= split(element)[1] == "body"
            elif event == "part":
                self._check(element)
                yield element
            elif event == "gone":
                self._stray(element)
            elif event == "end":
                for last in element.iterfind(".//{*}body/*"):
                    self._stray(last)
        if not body:
            raise InputError(self.path, "has no body", 1)

    def _stray(self, element: etree._Element) -> None:
        name = split(element)[1]
        if split(element.getparent())[1] == "body" and name not in _ENTRIES.values():
            self.strays[name] += 1

    def _begin(self, root: etree._Element) -> None:
        self._namespace, name = split(root)
        if name not in _ROOTS:
            raise InputError(self.path, f"the root element is <{name}>, not <martif> or <tbx>", root.sourceline)
        self.edition = _ROOTS[name]
        new = {rules()["2019"]["namespace"], *_DRAFTS}
        if (self.edition == "2019") != (self._namespace in new):
            said = f"in the namespace {self._namespace}" if self._namespace else "in no namespace"
            raise InputError(self.path, f"<{name}> {said}: neither TBX 2008 nor 2019", root.sourceline)
        self.dialect = root.get("type", "")
        self.lang = root.get(LANG, "")
        dtd = root.getroottree().docinfo.internalDTD
        if dtd is not None and (entity := next(iter(dtd.iterentities()), None)) is not None:
            raise InputError(self.path, f"declares an entity ({entity.name}): refused", 1)

    def _check(self, entry: etree._Element) -> None:
        """Whether an entry is all of one edition and without entities."""
        name = split(entry)[1]
        known = {self._namespace}
        if self.edition == "2019":
            known.update(*rules()["modules"].values())
        if name in _ENTRIES.values() and name != _ENTRIES[self.edition]:
            raise InputError(self.path, f"<{name}> in a file of TBX {self.edition}", entry.sourceline)
        for element in entry.iter():
            if element.tag is etree.Entity:
                raise InputError(self.path, f"uses an entity: {element.text}", element.sourceline)
            namespace, tag = split(element)
            if namespace not in known:
                found = namespace or "no namespace"
                reason = f"<{tag}> is in {found}, not in that of TBX {self.edition}"
                raise InputError(self.path, reason, element.sourceline)
            if element is not entry and tag == name:
                raise InputError(self.path, f"<{name}> in <{name}>", element.sourceline)


def _broken(path: Path | str, error: etree.XMLSyntaxError) -> InputError:
    line, column = error.position
    told = xml.refused(Path(path), error).reason
    if not line and len(error.error_log):  # «no element found»: what went wrong stands in the log
        last = error.error_log[-1]
        told, line, column = last.message, last.line, 0
    return InputError(path, f"not well-formed XML: {told}", line, column)
