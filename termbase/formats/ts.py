"""TS, the translations of Qt Linguist (Qt 4 to 6). The suffix .ts is also that of TypeScript and of MPEG video.

Source: the schema in the manual of Qt Linguist, "TS file format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termbase import files
from termbase.files import InputError
from termbase.formats import language, mask, xml
from termbase.formats.language import Pair
from termbase.units import Document, Note, Segment, State, Unit

_HEAD = 8192
"""Bytes in which the root element or the DOCTYPE begins; before it stands at most a licence."""
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:.*<)??(?:!DOCTYPE\s+)?TS[\s>]", re.DOTALL)
_IN_NAME = re.compile(r"(?:.*[_.-])?([a-z]{2}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?)")
_COMMENTS = ("comment", "extracomment", "translatorcomment")
_PLACED = ("source", "translation", "numerusform", "lengthvariant", *_COMMENTS)
_STATES: dict[str, State] = {"unfinished": "fuzzy", "vanished": "obsolete", "obsolete": "obsolete"}
"""``translation/@type``; obsolete is what Qt wrote before 5.2 for vanished."""
_PLACEHOLDER = re.compile(r"%(?:L?[1-9][0-9]?|L?n(?![A-Za-z]))")
"""QString::arg and tr: %1 to %99 and %n, with L for digits of the locale; a letter may follow a number."""
_ACCELERATOR = re.compile(r"&&|&(?=\w)")


def sniff(path: Path) -> bool:
    """Whether a file begins as a TS file does; what cannot be opened is left to `read`."""
    try:
        with path.open("rb") as file:
            return _begins(file.read(_HEAD))
    except OSError:
        return True


def _begins(head: bytes) -> bool:
    return bool(_BEGINS.match(head.replace(b"\0", b"")))


def read(path: Path, data: bytes | None = None, /, *, source_lang: str = "", target_lang: str = "") -> Document:
    """The messages; each plural form, and each translation of another length, is a unit.

    A unit's context is the name of its context in the file, with ``|`` and the comment that tells equal sources
    apart; its id is that of the message, else context, ``|`` and source; a plural form adds ``[n]``. Messages
    that the program no longer has are obsolete. Languages: those of the file, else the arguments; the source
    else English, the target else as in the file name (``app_ko_KR.ts``), else what the script suggests.

    Raises:
        InputError: TypeScript or video; see `termbase.formats.xml.read`; no messages.
    """
    data = files.read_bytes(path) if data is None else data
    if data.strip() and not _begins(data[:_HEAD]):
        raise InputError(path, "is no translation of Qt Linguist, although its suffix is .ts")
    markup = xml.read(path, "TS", data)
    try:
        root = etree.fromstring(markup.portable, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise xml.refused(path, error) from None
    messages = list(root.iter("message"))
    if not messages:
        raise InputError(path, "has no messages")
    reader = _Reader(path, markup, root, Pair(source_lang or language.DEFAULT_SOURCE, target_lang), messages)
    units = [unit for message in messages for unit in reader.units(message)]
    if not units:
        raise InputError(path, "has no messages with a source or a translation")
    return Document(str(path), "bilingual", units, markup.text, markup.encoding)


def masked(text: str) -> str:
    """A message with placeholders, tags and links masked as in PO, and the signs of access keys; same length."""
    if "%" in text:  # before printf, for which «%1%» is one
        text = _PLACEHOLDER.sub(lambda match: mask.OBJECT * len(match[0]), text)
    text = mask.messages(text)
    if "&" in text:
        text = _ACCELERATOR.sub(lambda match: mask.MARK if len(match[0]) == 1 else "&" + mask.MARK, text)
    return text


def codes(text: str) -> tuple[str, ...]:
    """The placeholders and tags of a message, those of Qt first."""
    return *_PLACEHOLDER.findall(text), *mask.codes(_PLACEHOLDER.sub("", text))


class _Reader:
    """What the messages of one file have in common."""

    def __init__(
        self, path: Path, markup: xml.Markup, root: etree._Element, default: Pair, messages: list[etree._Element]
    ) -> None:
        self._path = str(path)
        self._places = xml.Places(markup, _PLACED)
        self._numbers = self._places.numbers(root)
        source, target = (language.tag(root.get(name, "")) for name in ("sourcelanguage", "language"))
        if not (target := target or default.target):
            name = _IN_NAME.fullmatch(path.stem)
            translations = (_text(message.find("translation")) for message in messages)
            target = language.tag(name[1]) if name else language.of_texts(translations)
        self._contexts: dict[etree._Element, str] = {}
        self._languages = Pair(source or default.source, target)

    def units(self, message: etree._Element) -> Iterator[Unit]:
        """One for each form of the translation; none for a message without any text."""
        source, translation = message.find("source"), message.find("translation")
        if source is None and translation is None:
            return
        context = "|".join(filter(None, (self._context(message.getparent()), _text(message.find("comment")))))
        name = message.get("id") or "|".join(filter(None, (context, _text(source))))
        original = self._segment(source, self._languages.source, translation)
        notes = tuple(
            Note(_text(note), xml.ElementAnchors(self._places, self._numbers[note]))
            for note in message.iterchildren(*_COMMENTS)
        )
        forms = translation.findall("numerusform") if translation is not None else []
        for plural, form in enumerate(forms or [translation]):
            number = f"[{plural}]" if forms else ""
            variants = form.findall("lengthvariant") if form is not None else []
            for length, variant in enumerate(variants or [form]):
                # Other lengths of one translation differ on purpose: the context keeps them apart.
                place = f"{context}|length {length + 1}" if length else context
                target = self._segment(variant, self._languages.target, source)
                state = _state(translation, target.text)
                yield Unit(self._path, name + number, original, target, state, place, plural, notes=notes)

    def _context(self, parent: etree._Element) -> str:
        if parent not in self._contexts:  # where there is no name, finding that out takes all its messages
            self._contexts[parent] = _text(parent.find("name"))
        return self._contexts[parent]

    def _segment(self, element: etree._Element | None, lang: str, beside: etree._Element) -> Segment:
        if element is None:  # its place is that of the one it belongs to
            return Segment("", lang, xml.ElementAnchors(self._places, self._numbers[beside]))
        anchors = xml.ElementAnchors(self._places, self._numbers[element])
        text = xml.flatten(element)
        return Segment(masked(text), lang, anchors, codes=codes(text), raw=text)


def _state(translation: etree._Element | None, text: str) -> State:
    state = _STATES.get(translation.get("type", "") if translation is not None else "", "translated")
    return state if text.strip() or state == "obsolete" else "untranslated"


def _text(element: etree._Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""
