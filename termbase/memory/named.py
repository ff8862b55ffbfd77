"""The terms of a short text, straight from the index of the base. Standard library only.

`termbase.match` finds terms in running text, but takes longer to load than a search may; here each run of words is
looked up as `termbase lookup` does it. What only running text tells (Korean compounds, romanised Russian) is not found.
"""

from __future__ import annotations

from termbase.index.lookup import known_forms
from termbase.index.spelt import words
from termbase.text import bare, fold, key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
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


def terms_in(index: Index, text: str, lang: str) -> list[Named]:
    """The terms of a text, of overlapping ones the longest, in their order; all readings of the same words.

    Args:
        index: of the base.
        text: with placeholders or without.
        lang: primary language of the text.
    """
    folded = fold(text)
    places = words(folded.text)
    found: list[Named] = []
    place = 0
    while place < len(places):
        for length in range(min(_MOST_WORDS, len(places) - place), 0, -1):
            start, end = places[place][0], places[place + length - 1][1]
            first = folded.start(start)
            readings = list(_readings(index, folded.text[start:end], lang))
            here = [
                Named(first, folded.end(start + size), term, form)
                for size, term, form in readings
                if _letters_agree(form.text, text[first : folded.end(start + size)], term.case)
            ]
            if here:
                found += here
                place += length - 1
                break
        place += 1
    return found


def _readings(index: Index, phrase: str, lang: str) -> Iterator[tuple[int, TermEntry, FormEntry]]:
    """What a phrase may be, and how many characters of it are the term."""
    if not index.spelled(bare(phrase)) and lang != "ko":
        return
    seen = set()
    for loose, form, stem in known_forms(index, phrase):
        term = index.term(form.term)
        # ё written е is the same word; a hyphen left out is not.
        if loose and len(stem) != len(phrase):
            continue
        if term.lang.split("-", 1)[0] == lang and form.via != "spelling" and term.n not in seen:
            seen.add(term.n)
            yield len(stem), term, form


def _letters_agree(form: str, found: str, case: str) -> bool:
    """Whether capitals are as a term asks; see `termbase.model.Term.case`."""
    if case == "free" or (not case and form.islower()) or len(form) != len(found):
        return True
    return all(letter.isupper() for wanted, letter in zip(form, found, strict=True) if wanted.isupper())


def names(index: Index, concept: int, text: str, lang: str) -> bool:
    """Whether a translation renders a concept: by an allowed term, or by a word derived from one.

    Args:
        index: of the base.
        concept: its number.
        text: the translation.
        lang: its primary language.
    """
    entry = index.concept(concept)
    allowed = entry.terms.get(lang, [])
    if any(named.term.concept == concept and named.term.text in allowed for named in terms_in(index, text, lang)):
        return True
    whole = key(text)
    # A Korean term inside a longer word, and derived words, stand in their letters.
    inside = (*entry.derived, *(allowed if lang == "ko" else ()))
    return any(key(word) in whole for word in inside)
