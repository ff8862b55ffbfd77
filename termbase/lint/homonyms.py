"""Terms that are there twice: what the rules about homonyms have in common."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.model import ALLOWED_STATUSES, Base, Concept
from termbase.text import key


def homonyms(base: Base) -> Iterator[tuple[Concept, int, Concept]]:
    """Each allowed term that an earlier one of its language is written like.

    Yields:
        Its concept, its number there from 1, and the concept of the earlier one, which may be the same.
    """
    owners: dict[tuple[str, str], list[Concept]] = {}
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            if term.status in ALLOWED_STATUSES:
                others = owners.setdefault((term.lang, key(term.text)), [])
                for other in others:
                    yield concept, number, other
                others.append(concept)
