"""What an export is asked for: a base, languages, a tool's layout, and how terms are written in running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from termbase.model import Base, Concept, Term


class Forms(Protocol):
    """How terms are written in running text."""

    def inflected(self, concept: Concept, term: Term) -> Iterable[str]:
        """A term in all its inflected forms, in its own script."""

    def with_particles(self, concept: Concept, term: Term) -> Iterable[str]:
        """A Korean term with particles written on to it."""

    def romanised(self, concept: Concept, term: Term) -> Iterable[str]:
        """The spellings of a term and its forms in other scripts, those of the dictionary form first."""


class ListedForms:
    """The forms that a concept file lists itself; `termbase.index.written` knows all of them."""

    def inflected(self, concept: Concept, term: Term) -> Iterable[str]:  # noqa: ARG002 - the interface
        """See `Forms`."""
        return (form.partition("=")[0] for form in term.forms)

    def with_particles(self, concept: Concept, term: Term) -> Iterable[str]:  # noqa: ARG002 - the interface
        """See `Forms`."""
        return ()

    def romanised(self, concept: Concept, term: Term) -> Iterable[str]:  # noqa: ARG002 - the interface
        """See `Forms`."""
        return ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and how."""

    base: Base
    langs: Sequence[str] = ()
    """Language tags, in order; empty: the format's own choice."""
    tool: str = ""
    """The program whose layout is wanted; empty: the usual one."""
    forms: Forms = field(default_factory=ListedForms)
    most: int = 500
    """At most so many other spellings of a term are written, where a format has a place for them."""

    def spellings(self, concept: Concept, term: Term) -> list[str]:
        """How else a term is written: inflected, as listed, in other scripts, with particles; at most `most`."""
        listed = (spelling.text for spelling in concept.spellings if spelling.of == term.text)
        return list(islice(self._spellings(concept, term, listed), self.most))

    def _spellings(self, concept: Concept, term: Term, listed: Iterable[str]) -> Iterator[str]:
        seen = {term.text, term.stress, ""}
        written = (self.forms.romanised(concept, term), self.forms.with_particles(concept, term))
        for source in (self.forms.inflected(concept, term), listed, *written):
            for text in source:
                if text not in seen:
                    seen.add(text)
                    yield text
