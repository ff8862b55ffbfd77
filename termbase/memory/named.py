"""The terms of a short text, straight from the index of the base. Standard library only.

`termbase.match` finds terms in running text, but takes longer to load than a search may; here each run of words is
looked up as `termbase lookup` does it. What only running text tells (Korean compounds, romanised Russian) is not found.
"""

from __future__ import annotations

from termbase.index.spelt import words
from termbase.text import bare, fold, key, without_diaeresis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import NamedTuple

    from termbase.index.store import FormEntry, Index, TermEntry
else:
    from termbase.tuples import NamedTuple

_MOST_WORDS = 5
"""Of a term."""


class Named(NamedTuple):
    """A term in a text."""

    start: int
    end: int
    """Offsets in the text; Korean particles are not part of the term."""
    term: TermEntry
    form: FormEntry


class Namer:
    """Finds the terms of one index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def terms_in(self, text: str, lang: str) -> list[Named]:
        """The terms of a text, of overlapping ones the longest, in their order; all readings of the same words.

        Args:
            text: with placeholders or without.
            lang: primary language of the text.
        """
        folded = fold(text)
        places = [place for place in words(folded.text) if place[0] < place[1]]  # an outer space makes an empty word
        found: list[Named] = []
        place = 0
        while place < len(places):
            for length in range(min(_MOST_WORDS, len(places) - place), 0, -1):
                start, end = places[place][0], places[place + length - 1][1]
                first = folded.start(start)
                here = [
                    Named(first, folded.end(start + size), term, form)
                    for size, term, form in self._readings(folded.text[start:end], lang)
                    if _letters_agree(form.text, text[first : folded.end(start + size)], term.case)
                ]
                if here:
                    found += here
                    place += length - 1
                    break
            place += 1
        return found

    def _readings(self, phrase: str, lang: str) -> Iterator[tuple[int, TermEntry, FormEntry]]:
        """What a phrase may be, and how many characters of it are the term."""
        stems = [stem for stem, _ in self.index.particles.strip(phrase)] if lang == "ko" else [phrase]
        for stem in stems:
            seen: set[int] = set()
            for spelling, form in self.index.spelled(bare(stem)):
                term = self.index.term(form.term)
                if (
                    _is_written(spelling, stem, lang)
                    and term.lang.split("-", 1)[0] == lang
                    and form.via != "spelling"
                    and term.n not in seen
                ):
                    seen.add(term.n)
                    yield len(stem), term, form
            if seen:
                return


def _is_written(spelling: str, found: str, lang: str) -> bool:
    """Whether two spellings with one bare key are one: ё may be written е, and Korean words together; hyphens stay."""
    if lang == "ko":
        return spelling.replace(" ", "") == found.replace(" ", "")
    return spelling == found or without_diaeresis(spelling) == without_diaeresis(found)


def _letters_agree(form: str, found: str, case: str) -> bool:
    """Whether capitals are as a term asks; see `termbase.model.Term.case`."""
    if case == "free" or (not case and form.islower()) or len(form) != len(found):
        return True
    return all(letter.isupper() for wanted, letter in zip(form, found, strict=True) if wanted.isupper())


def names(index: Index, concept: int, text: str, named: Iterable[Named], lang: str) -> bool:
    """Whether a translation renders a concept: by an allowed term, or by a word derived from one.

    Args:
        index: of the base.
        concept: its number.
        text: the translation.
        named: the terms in it.
        lang: its primary language.
    """
    entry = index.concept(concept)
    allowed = entry.terms.get(lang, [])
    if any(one.term.concept == concept and one.term.text in allowed for one in named):
        return True
    whole = key(text)
    # A Korean term inside a longer word, and derived words, stand in their letters.
    inside = (*entry.derived, *(allowed if lang == "ko" else ()))
    return any(key(word) in whole for word in inside)
