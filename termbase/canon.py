"""The one canonical form of a concept file: keys in a fixed order, one value a line, lists sorted.

A file in this form is byte-identical after load and write, so a change in a concept is a change of
just those lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from termbase.files import InputError, read_bytes
from termbase.model import (
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Concept,
    Extension,
    Matching,
    Relation,
    Spelling,
    Term,
    language_rank,
)

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_LANGUAGES = ("omissible", "pronoun")
"""The keys of ``[match]`` that hold languages, of which the order says nothing."""
_DEFAULTS = {
    kind: [(field.name, field.default) for field in fields(kind)]
    for kind in (Term, Spelling, Attestation, Relation, Extension)
}
"""The fields of each kind of record; `dataclasses.fields` would take a third of the time."""
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')


def quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    return f'"{text.translate(_ESCAPES)}"'


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return quoted(value) if isinstance(value, str) else str(value)


def _table(name: str, record: Term | Spelling | Attestation | Relation | Extension) -> Iterator[str]:
    yield ""
    yield f"[[{name}]]"
    for key, default in _DEFAULTS[type(record)]:
        value = getattr(record, key)
        if (value != default and value not in ("", ())) or key == "status":
            yield f"{key} = {_value(value)}"


def _term_order(term: Term) -> tuple[tuple[int, str], int]:
    return (language_rank(term.lang), TERM_STATUSES.index(term.status))


def _lines(concept: Concept) -> Iterator[str]:
    yield f"id = {quoted(concept.id)}"
    yield f"status = {quoted(concept.status)}"
    yield f"domains = {_value(concept.domains)}"
    if concept.note:
        yield f"note = {quoted(concept.note)}"
    yield ""
    yield "[definition]"
    for lang in sorted(concept.definition, key=language_rank):
        yield f"{lang} = {quoted(concept.definition[lang])}"
    order = {term.text: number for number, term in enumerate(sorted(concept.terms, key=_term_order))}
    for term in sorted(concept.terms, key=_term_order):
        yield from _table("term", term)
    for spelling in sorted(concept.spellings, key=lambda item: (order.get(item.of, 0), item.text)):
        yield from _table("spelling", spelling)
    for found in sorted(concept.attestations, key=lambda item: (order.get(item.term, 0), item.source, item.spelling)):
        yield from _table("attestation", found)
    for relation in sorted(concept.related, key=lambda item: (RELATION_KINDS.index(item.kind), item.to)):
        yield from _table("related", relation)
    for one in sorted(concept.extensions, key=lambda it: (bool(it.lang), language_rank(it.lang), it.term, it.content)):
        yield from _table("extension", one)
    if concept.matching != Matching():
        yield ""
        yield "[match]"
        for field in fields(Matching):
            if texts := getattr(concept.matching, field.name):
                if field.name in _LANGUAGES:
                    texts = tuple(sorted(texts, key=language_rank))
                yield f"{field.name} = {_value(texts)}"


def canonical(concept: Concept) -> str:
    """The TOML text of a concept in canonical form, with a final line feed."""
    return "\n".join(_lines(concept)) + "\n"


def outdated(concept: Concept) -> str | None:
    """The canonical text of a concept whose file has another; None when the file is as it should be.

    Raises:
        InputError: the file cannot be read, or a comment in it would be lost.
    """
    data, wanted = read_bytes(concept.path), canonical(concept)
    if data == wanted.encode("utf-8"):
        return None
    if line := comment_line(data.decode("utf-8-sig")):
        raise InputError(concept.path, "a comment would be lost; put it into `note` or `reason`", line)
    return wanted


def comment_line(toml: str) -> int:
    """Number of the first line with a TOML comment, which the canonical form cannot keep; 0: none."""
    for number, line in enumerate(toml.split("\n"), 1):
        if "#" in _STRING.sub("", line):
            return number
    return 0
