"""Which concept of the base an imported one is: by its id, then by its terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from termbase.model import Concept


class Match(NamedTuple):
    """What was found for an imported concept."""

    concept: Concept | None
    """The one it is; None: it is new, or in doubt."""
    by: str
    """Why it is that one, for people; empty: it is new."""
    doubt: str = ""
    """Why it cannot be said."""


class Matcher:
    """Looks concepts up; ids first, then terms without regard to capitals."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.by_id: dict[str, Concept] = {}
        self._by_term: dict[str, dict[str, list[str]]] = {}
        """Language and text in small letters to the ids of the concepts."""
        for concept in concepts:
            self.by_id[concept.id] = concept
            for term in concept.terms:
                self._by_term.setdefault(term.lang, {}).setdefault(term.text.casefold(), []).append(concept.id)

    def match(self, concept: Concept, *, is_named: bool) -> Match:
        """The concept of the base that an imported one is.

        By its terms it is the one concept that has a term of it in two languages, or in all languages that both have;
        of several, the one that has all of them.

        Args:
            concept: the imported one.
            is_named: its file gives it its id; else the id was made of a term, and says nothing.
        """
        shared = self._shared(concept)
        if is_named and (known := self.by_id.get(concept.id)):
            if concept.id in shared or not _languages(known) & _languages(concept):
                return Match(known, "id")
            return Match(None, "", f"{known.id} in the base has none of its terms: {_terms(concept)}")
        if not shared:
            return Match(None, "")
        most = max(map(len, shared.values()))
        best = [concept_id for concept_id, terms in shared.items() if len(terms) == most]
        if len(best) > 1:
            whole = [concept_id for concept_id in best if _holds(self.by_id[concept_id], concept)]
            best = whole if len(whole) == 1 else best
        if len(best) > 1:
            return Match(None, "", f"may be {' or '.join(best)}: {_terms(concept)}")
        known = self.by_id[best[0]]
        terms = shared[known.id]
        told = ", ".join(f"{lang} {text}" for lang, text in terms.items())
        if most > 1 or set(terms) == _languages(known) & _languages(concept):
            return Match(known, told)
        return Match(None, "", f"has {told} with {known.id}, but no term in the other languages: {_terms(concept)}")

    def _shared(self, concept: Concept) -> dict[str, dict[str, str]]:
        """Id to the terms that both have, one a language."""
        found: dict[str, dict[str, str]] = {}
        for term in concept.terms:
            for concept_id in self._by_term.get(term.lang, {}).get(term.text.casefold(), ()):
                found.setdefault(concept_id, {}).setdefault(term.lang, term.text)
        return found


def _holds(known: Concept, concept: Concept) -> bool:
    """Whether a concept has all terms of another one."""
    own = {(term.lang, term.text.casefold()) for term in known.terms}
    return all((term.lang, term.text.casefold()) in own for term in concept.terms)


def _languages(concept: Concept) -> set[str]:
    return {term.lang for term in concept.terms}


def _terms(concept: Concept) -> str:
    return ", ".join(f"{term.lang} {term.text}" for term in concept.terms)
