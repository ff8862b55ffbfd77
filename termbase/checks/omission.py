"""What a translation may have in place of a term: nothing, or a pronoun, where the concept says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from termbase.checks.knowledge import general, table
from termbase.forms.korean import Particles
from termbase.index.store import ConceptEntry
from termbase.text import key
from termbase.units import Segment

_WORD = re.compile(r"[^\W\d_]+")


def pronouns(lang: str) -> frozenset[str]:
    """The pronouns of a language, as `termbase.text.key` writes them; none of one that the program does not know."""
    return _pronouns(general(lang))


@cache
def _pronouns(lang: str) -> frozenset[str]:
    return frozenset(map(key, table("checks").get(lang, {}).get("pronouns", ())))


def permitted(concept: ConceptEntry, target: Segment, particles: Particles) -> str:
    """The key of a concept by which a translation need not name it: ``omissible``, ``pronoun``, or empty.

    Args:
        concept: a concept that the source names, and the target does not.
        target: the translation.
        particles: of Korean, which follow pronouns as they follow nouns.
    """
    langs = {target.lang, general(target.lang)}
    if langs.intersection(concept.omissible):
        return "omissible"
    known = pronouns(target.lang) if langs.intersection(concept.pronoun) else frozenset()
    return "pronoun" if known and not known.isdisjoint(_words(target, particles)) else ""


def _words(segment: Segment, particles: Particles) -> Iterator[str]:
    for match in _WORD.finditer(key(segment.text)):
        if general(segment.lang) == "ko":
            yield from (stem for stem, _ in particles.strip(match[0]))
        else:
            yield match[0]
