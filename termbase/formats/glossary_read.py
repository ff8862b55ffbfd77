"""TMX, PO and XLIFF glossaries as concepts: each unit is one, its texts are its preferred terms.

Read is what `termbase export` writes; of XLIFF 2.x with the glossary module its entries. Translation memories and
translations of programs are no glossaries, and a sentence in one would become a term: so a text over
`termbase.formats.imported.LONGEST` characters is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from lxml import etree

from termbase.files import InputError, read_text
from termbase.formats import xliff, xml
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, is_term, slug
from termbase.formats.language import from_name, of_texts
from termbase.formats.xliff_export import GLOSSARY
from termbase.formats.xml_stream import LANG
from termbase.model import Concept, ConceptStatus, Term, TermStatus, Vocabulary


class _Unit(NamedTuple):
    """What becomes a concept."""

    id: str
    """That the file gives it; may be empty."""
    terms: list[Term]
    definition: Mapping[str, str] = {}


_TEXT = etree.XPath(
    "descendant::text()[not(ancestor::*[contains(' bpt ept it ph ut ', concat(' ', local-name(), ' '))])]"
)
"""Of a segment of TMX, without the codes in it."""


def read_tmx(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read a TMX file; ``tuid`` is the id of the concept.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out units with an unknown language, an empty or a long text, instead of refusing them.

    Raises:
        InputError: see `termbase.formats.xml.read`; what `skip` would leave out; no unit.
    """
    faults = Faults(path, skip)
    units = []
    for unit in _translations(path):
        units.append(_Unit(unit.get("tuid", ""), list(_variants(unit, faults))))
        faults.lost["notes and properties"] += sum(1 for _ in unit.iter("{*}note", "{*}prop"))
    return _imported("TMX", units, vocabulary, faults)


def _translations(path: Path) -> Iterator[etree._Element]:
    """The ``tu`` elements of a TMX file, each only until the next is asked for."""
    markup = xml.read(path, "tmx")
    try:
        for _, unit in etree.iterparse(BytesIO(markup.portable), tag="{*}tu", resolve_entities=False, no_network=True):
            yield unit
            unit.clear()
            while unit.getprevious() is not None:
                del unit.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise xml.refused(path, error) from None


def _variants(unit: etree._Element, faults: Faults) -> Iterator[Term]:
    for variant in unit.iterfind("{*}tuv"):
        segment = variant.find("{*}seg")
        lang = faults.language(variant.get(LANG) or variant.get("lang"), variant.sourceline)
        text = "" if segment is None else clean("".join(_TEXT(segment) if len(segment) else segment.itertext()))
        yield from _term(lang, text, variant.sourceline, faults)


def read_po(path: Path, vocabulary: Vocabulary, *, skip: bool = False, langs: Sequence[str] = ()) -> Imported:
    """Read a PO glossary; ``msgctxt`` is the id of the concept.

    Args:
        path: of the file; its name says the languages, ``en-ru.po``.
        vocabulary: of the base.
        skip: leave out empty and long texts, instead of refusing them.
        langs: the two languages, where the name does not say them.

    Raises:
        InputError: not PO; the name says no languages; what `skip` would leave out; no entry.
    """
    faults = Faults(path, skip)
    pair = langs or from_name(path)
    if len(pair) != 2 or not all(pair):
        raise InputError(path, "its name must say the languages, as in en-ru.po, or “--lang en,ru”")
    source, target = (faults.language(code, 0) for code in pair)
    try:
        entries = polib.pofile(read_text(path))
    except (OSError, ValueError) as error:
        raise InputError(path, f"not PO: {error}") from None
    units = [
        _Unit(
            entry.msgctxt or "",
            [
                *_term(source, clean(entry.msgid), entry.linenum, faults),
                *_term(target, clean(entry.msgstr), entry.linenum, faults),
            ],
        )
        for entry in entries
        if not entry.obsolete
    ]
    told = sum(1 for entry in entries if not entry.obsolete and (entry.comment or entry.tcomment))
    faults.lost["entries' comments"] += told
    return _imported("PO", units, vocabulary, faults)


def read_xliff(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read XLIFF: the entries of its glossaries (module ``gls`` of 2.x), else its units; their ids are the concepts'.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out empty and long texts and unknown languages, instead of refusing them.

    Raises:
        InputError: see `termbase.formats.xliff.read`; what `skip` would leave out; no term.
    """
    faults = Faults(path, skip)
    units = xliff.read(path).units
    entries = list(_entries(path, faults))
    if entries:
        return _imported("XLIFF", entries, vocabulary, faults)
    pairs = []
    for unit in units:
        terms: list[Term] = []
        for segment in (unit.source, unit.target):
            if segment:
                line = segment.anchors.at(0).line
                terms += _term(faults.language(segment.lang, line), clean(segment.text), line, faults)
        pairs.append(_Unit(unit.id, terms))
        faults.lost["notes"] += len(unit.notes)
    return _imported("XLIFF", pairs, vocabulary, faults)


def _entries(path: Path, faults: Faults) -> Iterator[_Unit]:
    """The glossary entries of XLIFF 2.x (2.1, part 5.2)."""
    root = etree.fromstring(xml.read(path, "xliff").portable)
    langs = [root.get(name, "") for name in ("srcLang", "trgLang")]
    for entry in root.iter(f"{{{GLOSSARY}}}glossEntry"):
        line = entry.sourceline
        source, target = (faults.language(lang, line) for lang in langs)
        terms: list[Term] = []
        for element in (*entry.iterfind("{*}term"), *entry.iterfind("{*}translation")):
            lang = source if element.tag.endswith("}term") else target
            found = _term(lang, clean("".join(element.itertext())), line, faults)
            status: TermStatus = "admitted" if any(term.lang == lang for term in terms) else "preferred"
            terms += (replace(term, status=status, source=element.get("source", "")) for term in found)
        unit = next(entry.iterancestors("{*}unit"), None)
        alone = unit is not None and sum(1 for _ in unit.iter(entry.tag)) == 1
        name = entry.get("id", "") or (unit.get("id", "") if unit is not None and alone else "")
        definition = clean("".join(it for told in entry.iterfind("{*}definition") for it in told.itertext()))
        lang = of_texts([definition])
        told = {lang if lang in (source, target) else source: definition} if definition else {}
        yield _Unit(name, terms, told)


def _term(lang: str, text: str, line: int, faults: Faults) -> list[Term]:
    if lang and not text:
        faults.refuse(line, "a term is empty", "empty terms")
    elif lang and is_term(text, line, faults):
        return [Term(lang, text)]
    return []


def _imported(kind: str, units: Iterable[_Unit], vocabulary: Vocabulary, faults: Faults) -> Imported:
    concepts: dict[str, Concept] = {}
    named = set()
    for given, terms, definition in units:
        if not terms:
            continue
        english = sorted(terms, key=lambda term: term.lang != "en")
        own = free_id([given, *(term.text for term in english)], concepts, len(concepts) + 1)
        status: ConceptStatus = "review" if definition else "draft"
        concepts[own] = Concept(own, status, (), definition, tuple(dict.fromkeys(terms)))
        if slug(given):
            named.add(own)
    return replace(gathered(kind, concepts, (), named, vocabulary, faults), ranks=False)
