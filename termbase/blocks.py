"""Concept files in the form that `termbase.canon` writes, read by regular expressions: in a sixth of the time.

Most files have that form, which ``fmt`` and ``import`` make. The expressions are made from the fields of the model, as
the form is. They take only what is right: a file with a fault, or in another of the forms that TOML allows, is left to
`termbase.parse`, which says what is wrong. A test compares the two over files with all kinds of faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from sys import intern
from typing import Any, Generic, TypeVar, cast
from unicodedata import is_normalized

from termbase.model import (
    CASE_POLICIES,
    CONCEPT_STATUSES,
    EXTENSION_FORMATS,
    RELATION_KINDS,
    TERM_STATUSES,
    Attestation,
    Concept,
    ConceptStatus,
    Extension,
    Matching,
    Relation,
    Spelling,
    Term,
    Vocabulary,
)

ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
LANGUAGE = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"
_TEXT = r"(?=\S)[^\"\\\x00-\x1f\x7f-\x9f]+(?<=\S)"
"""Without spaces around it, control characters (Cc) and what needs an escape, which is rare."""
_TEXTS = re.compile(f'"({_TEXT})"')
_LANGUAGE = re.compile(LANGUAGE)
Record = TypeVar("Record")


def _one_of(values: Sequence[str]) -> str:
    return f'"({"|".join(values)})"'


@lru_cache(1024)
def _texts(listed: str) -> tuple[str, ...]:
    return tuple(map(str, _TEXTS.findall(listed)))


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(map(int, listed.split(", ")))


_LIST = rf'\[((?:"{_TEXT}"(?:, "{_TEXT}")*)?)\]'
_VALUES: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "str": (f'"({_TEXT})"', str),
    "bool": ("(true|false)", "true".__eq__),
    "bool | None": ("(true|false)", "true".__eq__),
    "tuple[str, ...]": (_LIST, _texts),
    "tuple[int, ...]": (r"\[([1-9][0-9]{0,8}(?:, [1-9][0-9]{0,8})*)\]", _numbers),
    "TermStatus": (_one_of(TERM_STATUSES), intern),
    "RelationKind": (_one_of(RELATION_KINDS), intern),
    "CasePolicy | None": (_one_of(CASE_POLICIES), intern),
}
"""The type of a field to what stands in the file, and how its value is made of it."""
_SHARED = {"lang", "type", "grammar", "source"}
"""Fields whose texts many records have: they are kept once."""


class _Blocks(Generic[Record]):
    """The blocks of one kind: a heading, then the keys that differ from the default, in the order of the fields."""

    def __init__(self, kind: Callable[..., Record], heading: str, required: Sequence[str] = ()) -> None:
        self._kind = kind
        pattern = "\n" + re.escape(heading) + "\n"
        self._fields = []
        for field in fields(cast("Any", kind)):
            value, make = _VALUES[str(field.type)]
            if field.name == "lang":
                value = f'"({LANGUAGE})"'
            line = f"{field.name} = {value}\n"
            pattern += line if field.name in required else f"(?:{line})?"
            self._fields.append((field.default, intern if field.name in _SHARED else make))
        self._match = re.compile(pattern).match

    def read(self, text: str, start: int) -> tuple[tuple[Record, ...], int]:
        """The blocks from an offset on, and where they end."""
        found = []
        while match := self._match(text, start):
            start = match.end()
            values = [
                default if value is None else make(value)
                for value, (default, make) in zip(match.groups(), self._fields, strict=True)
            ]
            found.append(self._kind(*values))
        return tuple(found), start


_HEAD = re.compile(
    rf'id = "({ID})"\nstatus = {_one_of(CONCEPT_STATUSES)}\ndomains = {_LIST}\n(?:note = "({_TEXT})"\n)?'
    rf'\n\[definition\]\n((?:{LANGUAGE} = "{_TEXT}"\n)*)'
)
_DEFINITION = re.compile(rf'({LANGUAGE}) = "({_TEXT})"\n')
_TERMS = _Blocks(Term, "[[term]]", ("lang", "text", "status"))
_SPELLINGS = _Blocks(Spelling, "[[spelling]]", ("of", "text", "status"))
_ATTESTATIONS = _Blocks(Attestation, "[[attestation]]", ("term", "spelling", "source", "lines"))
_RELATIONS = _Blocks(Relation, "[[related]]", ("to", "kind"))
_EXTENSIONS = _Blocks(Extension, "[[extension]]", ("format", "content"))
_MATCHING = _Blocks(Matching, "[match]")
_NONE = Matching()


def read_blocks(path: str, text: str, vocabulary: Vocabulary) -> Concept | None:
    """The concept of a file in canonical form.

    Whether its spellings, attestations and ``use`` name terms that it has is not looked at.

    Args:
        path: of the file.
        text: its content.
        vocabulary: of the base.

    Returns:
        None for a file in another form or with any fault.
    """
    head = _HEAD.match(text)
    # All parts of a text in normalisation form C are in it too (UAX 15).
    if head is None or not is_normalized("NFC", text):
        return None
    concept_id, status, listed, note, defined = head.groups()
    domains, definition = _texts(listed), {intern(lang): told for lang, told in _DEFINITION.findall(defined)}
    terms, end = _TERMS.read(text, head.end())
    spellings, end = _SPELLINGS.read(text, end)
    attestations, end = _ATTESTATIONS.read(text, end)
    related, end = _RELATIONS.read(text, end)
    extensions, end = _EXTENSIONS.read(text, end)
    matching, end = _MATCHING.read(text, end)
    if (
        end < len(text)
        or not terms
        or len(matching) > 1
        or len(definition) < defined.count("\n")
        or not all(map(vocabulary.domains.__contains__, domains))
        or not all(_is_known(term, vocabulary) for term in terms)
        or not all(one.format in EXTENSION_FORMATS for one in extensions)
        or not all(place.lines == tuple(sorted(set(place.lines))) for place in attestations)
        or (matching and not all(map(_are_languages, (matching[0].omissible, matching[0].pronoun))))
    ):
        return None
    return Concept(
        id=concept_id,
        status=cast("ConceptStatus", intern(status)),
        domains=domains,
        definition=definition,
        terms=terms,
        spellings=spellings,
        attestations=attestations,
        related=related,
        matching=matching[0] if matching else _NONE,
        note=note or "",
        extensions=extensions,
        path=path,
    )


def _is_known(term: Term, vocabulary: Vocabulary) -> bool:
    return term.type in vocabulary.types and all(map(vocabulary.grammar.__contains__, term.grammar.split()))


def _are_languages(tags: Sequence[str]) -> bool:
    return len(set(tags)) == len(tags) and all(map(_LANGUAGE.fullmatch, tags))
