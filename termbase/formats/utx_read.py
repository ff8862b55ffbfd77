"""UTX (AAMT) as concepts: each line is a pair of terms, and lines with one concept ID are one concept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from termbase import files
from termbase.formats.imported import Faults, Imported, clean, free_id, gathered, slug
from termbase.formats.tbx_names import key, reading
from termbase.formats.utx import COLUMNS, PROVISIONAL, STATUSES
from termbase.model import Concept, Term, TermStatus, Vocabulary

_HEAD = re.compile(r"#UTX[^;]*;\s*([\w-]+)\s*/\s*([\w-]+)", re.IGNORECASE)
_READ: Mapping[str, TermStatus] = {word: status for status, word in STATUSES.items()}  # the last one: deprecated


def read_utx(path: Path, vocabulary: Vocabulary, *, skip: bool = False) -> Imported:
    """Read a UTX glossary; see `termbase.formats.utx` for what its statuses mean.

    Args:
        path: of the file.
        vocabulary: of the base.
        skip: leave out lines without a term, instead of refusing them.

    Raises:
        InputError: not UTF-8; the first line names no version and languages, or the second no columns; what
            `skip` would leave out; no term.
    """
    faults = Faults(path, skip)
    first, _, rest = files.read_text(path).partition("\n")
    head = _HEAD.match(first)
    if not head:
        raise files.InputError(path, "its first line must be as: #UTX 1.20; en/ru", 1)
    langs = faults.language(head[1], 1), faults.language(head[2], 1)
    columns: Sequence[str] = COLUMNS
    concepts: dict[str, Concept] = {}
    ids: dict[str, str] = {}
    for number, line in enumerate(rest.splitlines(), 2):
        if line.startswith("#"):
            if "src" in line and "\t" in line:
                columns = [name.strip() for name in line[1:].split("\t")]
            continue
        cells = dict(zip(columns, map(clean, line.split("\t")), strict=False))
        pair = cells.get("src", ""), cells.get("tgt", "")
        if not all(pair):
            if line.strip():
                faults.refuse(number, "a term is empty", "empty terms")
            continue
        given = cells.get("concept ID", "")
        own = ids.get(given) or free_id([given, *pair], concepts, len(concepts) + 1)
        if given:
            ids[given] = own
        grammar = reading()["grammar"].get(key(cells.get("src:pos", "")), "")
        grammar = grammar if grammar in vocabulary.grammar else ""
        status = cells.get("term status", "")
        concepts[own] = _with(concepts.get(own), own, pair, langs, status, grammar)
        known = {"src:pos": grammar, "term status": status in _READ or status == PROVISIONAL}
        for name, cell in cells.items():
            if cell and not known.get(name, name in COLUMNS):
                faults.lost[f"cells in the column “{name}”"] += 1
    return gathered("UTX", concepts, (), {own for given, own in ids.items() if slug(given)}, vocabulary, faults)


def _with(
    known: Concept | None, concept_id: str, pair: Sequence[str], langs: Sequence[str], status: str, grammar: str
) -> Concept:
    """A concept with one more pair of terms: the status is that of the one that is new, else of the translation."""
    concept = known or Concept(concept_id, "draft", (), {}, ())
    terms = {(term.lang, term.text): term for term in concept.terms}
    led = {term.lang for term in concept.terms}
    new = [(lang, text) for lang, text in zip(langs, pair, strict=True) if lang and (lang, text) not in terms]
    for lang, text in new:
        usual: TermStatus = "admitted" if lang in led else "preferred"
        terms[lang, text] = Term(
            lang,
            text,
            _READ.get(status, usual) if (lang, text) == new[-1] else usual,
            grammar=grammar if lang == langs[0] else "",
        )
    return replace(concept, terms=tuple(terms.values()))
