"""What the words of a text tell before any search: that it names a concept, that it has no term of some kind.

A form of one word is found wherever that word stands, if it may be written small; any form is found only where its
first word stands. So sets of words answer for most texts. Where they do not, a search has to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from termbase.index.patterns import WORD
from termbase.index.store import Index, TermEntry
from termbase.text import fold, key, without_diaeresis

_PARTICLES = re.compile("[^\x00-\u10ff\u2000-\u20cf\u2100-\u2bff\ufffc]")
"""Hangul, whose particles may follow any word, and what else is to be looked at in its place."""
_REMEMBERED = 10_000
"""Texts; twice as many as the units of a piece have (`termbase.checks.pieces`)."""


class _Text(NamedTuple):
    folded: str
    words: frozenset[str]


class _Forms(NamedTuple):
    """Written forms of terms, folded."""

    certain: frozenset[str]
    """Each is a word that is always found."""
    others: dict[str, list[str]]
    """The others by their first words."""

    def stand_in(self, text: _Text) -> bool | None:
        """Whether one of them is found in a text."""
        if not text.words.isdisjoint(self.certain):
            return True
        begun = text.words & self.others.keys()
        return None if any(form in text.folded for word in begun for form in self.others[word]) else False


class Glance:
    """Answers for texts in one language, whose terms stand between spaces; None: a search has to tell."""

    def __init__(self, index: Index, lang: str, renders: Callable[[TermEntry], bool]) -> None:
        """Of a base.

        Args:
            index: the compiled base.
            lang: of the texts.
            renders: whether a term, or derived word, of a concept shows that a translation renders it.
        """
        self._index = index
        self._lang = lang
        self._renders = renders
        self._concepts: dict[int, _Forms] = {}
        self._texts: dict[str, _Text | None] = {}

    def renders(self, text: str, concept: int) -> bool | None:
        """Whether a translation renders a concept."""
        read = self._read(text)
        if read is None:
            return None
        if concept not in self._concepts:
            self._concepts[concept] = self._forms_of(concept)
        return self._concepts[concept].stand_in(read)

    def is_free_of_misuse(self, text: str) -> bool:
        """Whether certainly no term stands in a text that is not to be used."""
        read = self._read(text)
        return read is not None and self._misused.stand_in(read) is False

    def _read(self, text: str) -> _Text | None:
        if text not in self._texts:
            if len(self._texts) >= _REMEMBERED:
                self._texts.clear()
            folded = fold(text).text
            strange = _PARTICLES.search(folded)
            self._texts[text] = None if strange else _Text(folded, frozenset(WORD.findall(folded)))
        return self._texts[text]

    @cached_property
    def _misused(self) -> _Forms:
        return _Forms(frozenset(), _by_first_word(map(key, self._index.misused())))

    def _forms_of(self, concept: int) -> _Forms:
        certain: list[str] = []
        others: list[str] = []
        for term in self._index.terms_of(concept):
            if self._renders(term):
                is_certain = self._is_looked_for(term)
                others.append(key(term.text))
                for form in self._index.forms_of(term.n):
                    written = key(form.text)
                    small = term.case == "free" or form.text.islower()
                    (certain if is_certain and small and WORD.fullmatch(written) else others).append(written)
        return _Forms(frozenset(_with_e(certain)), _by_first_word(others))

    def _is_looked_for(self, term: TermEntry) -> bool:
        """Whether its forms are certainly found in texts: the case does not depend on place, no norm excludes it."""
        main = self._lang.split("-", maxsplit=1)[0]
        own = term.lang.split("-", maxsplit=1)[0] == main and not term.lang.startswith(f"{self._lang}-")
        return own and term.case != "exact"


def _with_e(forms: Iterable[str]) -> set[str]:
    """Forms, also with ё written as е."""
    joined = "\n".join(forms)
    return {*joined.split("\n"), *without_diaeresis(joined).split("\n")} - {""}


def _by_first_word(forms: Iterable[str]) -> dict[str, list[str]]:
    sorted_out: dict[str, list[str]] = {}
    for form in _with_e(forms):
        if match := WORD.search(form):
            sorted_out.setdefault(match[0], []).append(form)
    return sorted_out
