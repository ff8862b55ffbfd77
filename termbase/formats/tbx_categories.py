"""The names that TBX-Basic has for the model's values, ``data/tbx.toml``, and the rules, ``data/tbx-rules.toml``."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from typing import Any

from termbase.files import BUNDLED, read_text
from termbase.model import Term


@cache
def tables() -> dict[str, Any]:
    """The content of ``data/tbx.toml``."""
    return tomllib.loads(read_text(f"{BUNDLED}/tbx.toml"))


@cache
def rules() -> dict[str, Any]:
    """The content of ``data/tbx-rules.toml``."""
    return tomllib.loads(read_text(f"{BUNDLED}/tbx-rules.toml"))


def status(value: str) -> str:
    """The ``administrativeStatus`` of a term status."""
    return str(tables()["status"][value])


def term_type(value: str) -> str:
    """The ``termType``; empty for a type that TBX-Basic does not list."""
    return value if value in rules()["categories"]["termType"]["values"] else ""


def part_of_speech(term: Term, edition: str) -> str:
    """The ``partOfSpeech`` in the edition 2008 or 2019; empty when the grammar does not say."""
    return _first("part_of_speech", edition, term.grammar)


def gender(term: Term) -> str:
    """The ``grammaticalGender``; empty when the grammar does not say."""
    return _first("gender", "", term.grammar)


@lru_cache(1024)
def further_grammar(grammar: str) -> bool:
    """Whether the words of a grammar say more than part of speech and gender: number, aspect, animacy."""
    speech = tables()["part_of_speech"]
    return not {*speech["2008"], *speech["2019"], *tables()["gender"]} >= set(grammar.split())


@lru_cache(1024)
def _first(table: str, edition: str, grammar: str) -> str:
    names: dict[str, str] = tables()[table][edition] if edition else tables()[table]
    words = grammar.split()
    return next((name for word, name in names.items() if word in words), "")


def xml_id(concept_id: str) -> str:
    """The id as an XML name, ASCII: one that begins with a digit gets a ``_``, which no concept id contains.

    XML names do not begin with a digit (XML 1.0, section 2.3), concept ids may.
    """
    return f"_{concept_id}" if concept_id[:1].isdigit() else concept_id
