"""PO glossaries: one file for each ordered pair of languages, ``en-ru.po``, for Poedit, Lokalize, Weblate and gettext.

An entry is a concept: ``msgid`` and ``msgstr`` are the preferred terms. ``msgctxt`` is the concept id, always:
two concepts may share a term, and an entry's key must not change when a homonym is added. Domains and
definitions are extracted comments (``#.``), the other terms with their status are translator's comments (``#``).

Left out: retired concepts, and those without a preferred term in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polib
from translate.lang import data as language_data

from termbase.formats.holds import PREFERRED, Holds
from termbase.formats.order import Order
from termbase.formats.pairs import write_pairs
from termbase.formats.selection import by_status, domain_titles, primary
from termbase.model import Base, Concept, Term

HOLDS = Holds(
    PREFERRED,
    told=frozenset({"definitions", "domains", "concept statuses"}),
    told_statuses=frozenset({"admitted", "deprecated", "superseded"}),
    together=2,
)
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\"})


def write_po_glossaries(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write a glossary for each ordered pair of languages into a folder, UTF-8.

    Args:
        order: its languages; without any all, but for those of a region.
        folder: see `termbase.formats.folder.files_in`.

    Returns:
        The files, one for each pair that has an entry.

    Raises:
        InputError: unknown or too few languages, nothing to write, or the folder cannot be written.
    """
    return write_pairs(order, folder, HOLDS, ".po", write_glossary)


def write_glossary(order: Order, file: BinaryIO, source: str, target: str) -> None:
    """Write the glossary from one language into another, UTF-8. Texts have been looked at (`write_pairs`)."""
    # No line is wrapped: a changed term changes one line.
    head = polib.POFile(wrapwidth=0)
    head.header = f"Glossary, {source} to {target}"
    head.metadata = _header(target)
    file.write(str(head).encode())
    for concept, original, translation in _pairs(order.base, source, target):
        entry = po_entry(
            context=concept.id,
            original=original.text,
            translation=translation.text,
            facts=_lines(_facts(order.base, concept, source, target)),
            remarks=_lines(_other_terms(concept, source, target)),
        )
        file.write(f"\n{entry}".encode())


def po_entry(*, context: str, original: str, translation: str, facts: str, remarks: str) -> str:
    """An entry of a PO file, as polib writes it.

    Args:
        context: msgctxt.
        original: msgid.
        translation: msgstr.
        facts: lines of the comment that is extracted.
        remarks: lines of the translator's comment.
    """
    if not f"{original}{translation}".isprintable():  # with line ends, or what polib takes for some
        entry = polib.POEntry(msgctxt=context, msgid=original, msgstr=translation, comment=facts, tcomment=remarks)
        return str(entry.__unicode__(wrapwidth=0))
    lines = [
        *(f"# {line}" for line in remarks.split("\n") if remarks),
        *(f"#. {line}" for line in facts.split("\n") if facts),
        f'msgctxt "{context}"',
        f'msgid "{original.translate(_ESCAPES)}"',
        f'msgstr "{translation.translate(_ESCAPES)}"',
    ]
    return "\n".join(lines) + "\n"


def _pairs(base: Base, source: str, target: str) -> Iterator[tuple[Concept, Term, Term]]:
    for concept in base.concepts:
        if concept.status == "retired":
            continue
        original, translation = concept.preferred(source), concept.preferred(target)
        if original and translation:
            yield concept, original, translation


def _lines(remarks: Iterator[str]) -> str:
    """One line a remark: readers take U+2028 and its like for a line end, after which no ``#`` would stand."""
    return "\n".join(" ".join(remark.split()) for remark in remarks)


def _header(lang: str) -> dict[str, str]:
    header = {
        "Project-Id-Version": "termbase",
        # Empty, as the same base must give the same bytes; `msgfmt -c` warns when the field is missing.
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "none",
        "Language": lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if known := language_data.languages.get(primary(lang)):
        _, number, formula = known
        header["Plural-Forms"] = f"nplurals={number}; plural={formula};"
    return header


def _facts(base: Base, concept: Concept, source: str, target: str) -> Iterator[str]:
    if concept.status != "approved":
        yield f"concept status: {concept.status}"
    if titles := domain_titles(base, concept, source):
        yield "; ".join(titles)
    for lang in (source, target):
        if definition := concept.definition.get(lang) or concept.definition.get(primary(lang)):
            yield definition


def _other_terms(concept: Concept, source: str, target: str) -> Iterator[str]:
    for lang in (source, target):
        for term in by_status(concept, lang):
            if term.status != "preferred":
                reason = f" ({term.reason})" if term.reason else ""
                yield f"{term.status} ({lang}): {term.text}{reason}"
