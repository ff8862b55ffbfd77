"""TMX and PO glossaries as concepts: each unit is one, its texts are its preferred terms.

Read is what `termbase export` writes. Translation memories and translations of programs are no glossaries, and a
sentence in one would become a term: so a text over `LONGEST` characters is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polib
from lxml import etree

from termbase.files import InputError, read_text
from termbase.formats import xml
from termbase.formats.holds import Losses
from termbase.formats.imported import Faults, Imported, clean, free_id, slug
from termbase.formats.language import from_name
from termbase.formats.xml_stream import LANG
from termbase.model import Concept, Term, Vocabulary

LONGEST = 200
"""Characters of a term; the longest slogans have half of that."""


def read_tmx(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:  # noqa: ARG001 - as all readers
    """Read a TMX file; ``tuid`` is the id of the concept.

    Args:
        path: of the file.
        vocabulary: not needed, as TMX holds terms only.
        skip: leave out units with an unknown language, an empty or a long text, instead of refusing them.

    Raises:
        InputError: see `termbase.formats.xml.read`; what `skip` would leave out; no unit.
    """
    faults = Faults(path, skip)
    markup = xml.read(path, "tmx")
    try:
        root = etree.fromstring(markup.portable)
    except etree.XMLSyntaxError as error:
        raise xml.refused(path, error) from None
    units = []
    for unit in root.iterfind(".//{*}tu"):
        terms = []
        for variant in unit.iterfind("{*}tuv"):
            segment = variant.find("{*}seg")
            lang = faults.language(variant.get(LANG) or variant.get("lang"), variant.sourceline)
            text = "" if segment is None else clean("".join(segment.itertext()))
            terms += _term(lang, text, variant.sourceline, faults)
        units.append((unit.get("tuid", ""), terms))
    return _imported(path, "TMX", units, faults)


def read_po(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:  # noqa: ARG001 - as all readers
    """Read a PO glossary; ``msgctxt`` is the id of the concept.

    Args:
        path: of the file; its name says the languages, ``en-ru.po``.
        vocabulary: not needed.
        skip: leave out empty and long texts, instead of refusing them.

    Raises:
        InputError: not PO; the name says no languages; what `skip` would leave out; no entry.
    """
    faults = Faults(path, skip)
    pair = from_name(path)
    if not pair.source or not pair.target:
        raise InputError(path, "its name must say the languages, as in en-ru.po")
    source, target = (faults.language(code, 0) for code in pair)
    try:
        entries = polib.pofile(read_text(path))
    except (OSError, ValueError) as error:
        raise InputError(path, f"not PO: {error}") from None
    units = [
        (
            entry.msgctxt or "",
            [
                *_term(source, clean(entry.msgid), entry.linenum, faults),
                *_term(target, clean(entry.msgstr), entry.linenum, faults),
            ],
        )
        for entry in entries
        if not entry.obsolete
    ]
    return _imported(path, "PO", units, faults)


def _term(lang: str, text: str, line: int, faults: Faults) -> list[Term]:
    if lang and not text:
        faults.refuse(line, "a term is empty", "empty terms")
    elif len(text) > LONGEST:
        faults.refuse(line, f"a text of {len(text)} characters is no term", "texts that are no terms")
    elif lang:
        return [Term(lang, text)]
    return []


def _imported(path: Path, kind: str, units: Iterable[tuple[str, list[Term]]], faults: Faults) -> Imported:
    concepts: dict[str, Concept] = {}
    named = set()
    for given, terms in units:
        if not terms:
            continue
        english = sorted(terms, key=lambda term: term.lang != "en")
        own = free_id([given, *(term.text for term in english)], concepts, len(concepts) + 1)
        concepts[own] = Concept(own, "draft", (), {}, tuple(dict.fromkeys(terms)))
        if slug(given):
            named.add(own)
    if not concepts:
        raise InputError(path, "has no term")
    return Imported(
        path=path,
        kind=kind,
        concepts=tuple(concepts.values()),
        stated=frozenset(),
        named=frozenset(named),
        sources={},
        domains={},
        losses=Losses(faults.lost, faults.told),
        languages={code: lang for code, lang in faults.languages.items() if lang and lang != code},
    )
