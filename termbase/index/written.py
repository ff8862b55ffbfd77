"""Terms as they are written in running text: inflected, and in other scripts, as an export lists them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from termbase.index.cache import open_index
from termbase.index.location import part
from termbase.index.spelt import all_spellings
from termbase.index.store import Index, TermEntry
from termbase.model import Concept, Term
from termbase.text import key
from termbase.translit import Converter, load_schemes


class WrittenForms:
    """Reads the index of a base, which is opened when it is first asked."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self._root = root

    @cached_property
    def _index(self) -> Index:
        return open_index(self._root)

    @cached_property
    def _from_hangul(self) -> list[Converter]:
        schemes = load_schemes(Path(part(self._root, "schemes"))).values()
        return [Converter(scheme) for scheme in schemes if scheme.source_script == "Hang" != scheme.target_script]

    def inflected(self, concept: Concept, term: Term) -> Iterator[str]:
        """A term in all its inflected forms, in its own script, the dictionary form first.

        Of a Korean term these are its spacings.
        """
        if entry := self._entry(concept, term):
            yield from dict.fromkeys(form.text for form in self._index.forms_of(entry.n))

    def with_particles(self, concept: Concept, term: Term) -> Iterator[str]:  # noqa: ARG002 - as the others
        """A Korean term with each of the usual particles; nothing of a term of another language."""
        if term.lang.startswith("ko"):
            yield from self._index.particles.with_one(term.text)

    def romanised(self, concept: Concept, term: Term) -> Iterator[str]:
        """A term in other scripts by all schemes, in small letters: first the dictionary form, then the others.

        A Korean term only in its dictionary form. A term of another language has no such spellings.
        """
        if term.lang.startswith("ko"):
            yield from dict.fromkeys(converter.convert(term.text) for converter in self._from_hangul)
        if term.lang.startswith("ru"):
            seen: set[str] = set()
            for form in self.inflected(concept, term):
                own = key(form)
                for spelling in all_spellings(self._index, own):
                    if spelling != own and spelling not in seen:
                        seen.add(spelling)
                        yield spelling

    def _entry(self, concept: Concept, term: Term) -> TermEntry | None:
        number = self._index.number(concept.id)
        entries = self._index.terms_of(number) if number else []
        same = (entry for entry in entries if (entry.lang, entry.text) == (term.lang, term.text))
        return next(same, None)
