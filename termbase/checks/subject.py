"""Whether a text is about the subject of the base, so that its ordinary words are the base's terms.

A name or a phrase is a term wherever it stands. A word such as *archive*, *icon* or *record* is one in a text about the
subject; elsewhere it means folders and pictures, and has other translations.
"""

from __future__ import annotations

from collections.abc import Iterable

from termbase.checks.context import Context
from termbase.match import Hit
from termbase.units import Unit

_ENGLISH = "en"
_SHARE = 20
"""One unit of so many names a concept by a name or phrase in a text about the subject."""


class Subject:
    """Judges the files of one run, each when first asked about."""

    def __init__(self, units: Iterable[Unit], context: Context) -> None:
        self._context = context
        self._files: dict[str, list[Unit]] = {}
        for unit in units:
            self._files.setdefault(unit.path, []).append(unit)
        self._about: dict[str, bool] = {}
        self._special: dict[int, bool] = {}

    def is_term(self, unit: Unit, hit: Hit) -> bool:
        """Whether what was found in the source of a unit is certainly meant as the term."""
        return self._is_special(hit) or self._is_about(unit.path)

    def _is_about(self, path: str) -> bool:
        if path not in self._about:
            sources = [unit.source for unit in self._files[path] if unit.source is not None]
            special = (any(map(self._is_special, self._context.terms_in(source))) for source in sources)
            self._about[path] = sum(special) * _SHARE >= len(sources)
        return self._about[path]

    def _is_special(self, hit: Hit) -> bool:
        """Whether a term is a name or a phrase, or its concept is called by one in English, which marks them best."""
        if hit.term.n not in self._special:
            terms = self._context.concept(hit.term.concept).terms
            texts = (hit.term.text, *terms.get(_ENGLISH, [])[:1])
            self._special[hit.term.n] = not hit.term.broad and any(map(_is_name_or_phrase, texts))
        return self._special[hit.term.n]


def _is_name_or_phrase(term: str) -> bool:
    return " " in term or term[:1].isupper()
