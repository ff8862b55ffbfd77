"""Which candidates the base already has, in any form or spelling."""

from __future__ import annotations

from collections.abc import Iterable

from termbase.extract.candidate import Kind
from termbase.index.lookup import Answer, look_up
from termbase.index.store import Index

_SPELT: frozenset[Kind] = frozenset({"gloss", "romanised", "name", "title", "acronym"})
"""Kinds that may be a term of another language; an English phrase that looks like one is none."""

_NAMES: frozenset[Kind] = frozenset({"name", "title", "acronym"})
"""Kinds for which a term with a capital is the likelier of two that are written alike."""


class Known:
    """Asks the base; remembers the answers."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._seen: dict[str, list[Answer]] = {}

    def answer(self, kind: Kind, lang: str, texts: Iterable[str]) -> Answer | None:
        """The best answer for a candidate.

        Args:
            kind: of the candidate.
            lang: its language.
            texts: its dictionary form and the ways it is written.
        """
        for text in texts:
            if text not in self._seen:
                self._seen[text] = look_up(self._index, text, fuzzy=False)
            named = kind in _NAMES
            for answer in sorted(self._seen[text], key=lambda answer: answer.term[:1].isupper() != named):
                if answer.lang.split("-", maxsplit=1)[0] == lang or kind in _SPELT:
                    return answer
        return None
