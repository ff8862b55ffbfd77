"""The terms of a short text, straight from the index of the base. Standard library only.

`termbase.match` finds terms in running text, but takes longer to load than a search may. Here all runs of words that
may be a term are looked up together, and of Korean words their parts; what counts as a term is decided as there. Not
found are terms of more than nine words, or with signs before them («Моя жизнь» Изотова), and the transcriptions of
Russian terms in Hangul, which only a set of patterns knows.
"""

from __future__ import annotations

from termbase.index.believed import is_believed
from termbase.index.boundary import ends, in_hangul, letters_agree, starts
from termbase.index.spelt import spelled, words
from termbase.memory.blocks import primary
from termbase.text import bare, fold, key, without_diaeresis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import NamedTuple

    from termbase.forms.homograph import Homographs
    from termbase.forms.korean import Particles
    from termbase.index.store import FormEntry, Index, TermEntry
    from termbase.text import Folded
else:
    from termbase.tuples import NamedTuple

_MOST_WORDS = 9
"""Of a term."""
_MOST_KOREAN = 6
"""Words of a Korean term."""
_MOST_SYLLABLES = 12
"""Of a Korean term that stands in a longer word."""
_CLOSING = "\"'!?)"
"""What a term may end with."""


class Named(NamedTuple):
    """A term in a text."""

    start: int
    end: int
    """Offsets in the text; Korean particles are not part of the term."""
    term: TermEntry


class Namer:
    """Finds the terms of one index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._homographs: Homographs | None = None
        self._english: frozenset[str] | None = None
        self._forms: dict[tuple[int, str], list[tuple[str, str, TermEntry]]] = {}

    def terms_in(self, text: str, lang: str) -> list[Named]:
        """The terms of a text, of overlapping ones the longest, in their order; all readings of the same words.

        Args:
            text: with placeholders or without.
            lang: primary language of the text.
        """
        folded = fold(text)
        inside = folded.text
        places = list(_in_korean(inside, self.index.particles) if lang == "ko" else _between_spaces(inside))
        bares = [bare(inside[start:end]) for start, end in places]
        known = self.index.spelled_so(dict.fromkeys(bares))
        found: list[Named] = []
        for (start, end), letters in zip(places, bares, strict=True):
            for spelling, form in known.get(letters, ()):
                if self._is_term(text, folded, (start, end), spelling, form, lang):
                    term = self.index.term(form.term)
                    found.append(Named(folded.start(start), folded.end(end), term))
        if lang not in ("ko", "ru"):
            found += self._romanised(text, folded)
        return _longest(found)

    def _is_term(
        self, text: str, folded: Folded, place: tuple[int, int], spelling: str, form: FormEntry, lang: str
    ) -> bool:
        """Whether letters with the bare key of a form are that form."""
        term = self.index.term(form.term)
        found = folded.text[place[0] : place[1]]
        return (
            primary(term.lang) == lang
            and _is_written(spelling, found, lang)
            and (form.via == "spelling" or _is_written(key(form.text), spelling, lang))  # “the norm” is norm
            and self._stands(text, folded, place, term, form.text)
        )

    def _stands(self, text: str, folded: Folded, place: tuple[int, int], term: TermEntry, form: str) -> bool:
        """Whether the letters of a form are the term in their place; see `termbase.match.finder`."""
        start, end = place
        inside = folded.text
        if not (starts(inside, start) and ends(self.index, inside, start, end)) and not (
            in_hangul(inside, start, end) and self._compounds(inside, start, end, term)
        ):
            return False
        if term.noun and not self._is_noun(inside, start, end):
            return False
        free = term.case == "free" or (not term.case and form.islower())
        return free or letters_agree(form, text, folded.start(start), folded.end(end), term.case)

    def renders(self, concept: int, text: str, lang: str) -> bool:
        """Whether a translation renders a concept: by an allowed term, also in a longer one, or by a derived word.

        Args:
            concept: its number.
            text: the translation.
            lang: its primary language.
        """
        folded = fold(text)
        for form, entry, term in self._rendering(concept, lang):
            start = folded.text.find(form)
            while start >= 0:
                if self._stands(text, folded, (start, start + len(form)), term, entry):
                    return True
                start = folded.text.find(form, start + 1)
        # Derived words stand in their letters, and so does what begins a longer Korean word.
        about = self.index.concept(concept)
        inside = (*about.derived, *(about.terms.get(lang, ()) if lang == "ko" else ()))
        return any(key(word) in folded.text for word in inside)

    def _rendering(self, concept: int, lang: str) -> list[tuple[str, str, TermEntry]]:
        """The forms of the allowed terms of a concept in a language: folded, as listed, of which term."""
        if (concept, lang) not in self._forms:
            allowed = self.index.concept(concept).terms.get(lang, [])
            self._forms[concept, lang] = [
                (written, form.text, term)
                for term in self.index.terms_of(concept)
                if term.text in allowed and primary(term.lang) == lang
                for form in self.index.forms_of(term.n)
                for written in {key(form.text), without_diaeresis(key(form.text))}
            ]
        return self._forms[concept, lang]

    def _compounds(self, text: str, start: int, end: int, term: TermEntry) -> bool:
        return self.index.particles.compound(text, start, end) if term.compound is None else term.compound

    def _is_noun(self, text: str, start: int, end: int) -> bool:
        if self._homographs is None:
            from termbase.forms.homograph import Homographs  # noqa: PLC0415  (many texts have none)

            self._homographs = Homographs(self.index.homographs())
        return self._homographs.is_noun(text, start, end)

    def _romanised(self, text: str, folded: Folded) -> Iterator[Named]:
        """Russian terms in Latin letters."""
        places = words(folded.text)
        meant = [bool(self.index.spellings(bare(folded.text[start:end]))) for start, end in places]
        for number, (start, _) in enumerate(places):
            for (_, stop), possible in zip(places[number:], meant[number : number + _MOST_WORDS], strict=False):
                if not possible:
                    break
                phrase = folded.text[start:stop]
                for spelling, form in spelled(self.index, phrase):
                    first, last = folded.start(start), folded.end(stop)
                    if form.via != "spelling" or not _is_written(spelling, phrase, "ru"):
                        continue
                    term = self.index.term(form.term)
                    if self._english is None:
                        self._english = frozenset(self.index.meta("english").split("\n"))
                    if term.lang == "ru" and is_believed(text, first, last, form.text, self._english):
                        yield Named(first, last, term)


def _between_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Runs of words, those too that end with a sign."""
    places = [place for place in words(text) if place[0] < place[1]]  # an outer space makes an empty word
    for number, (start, _) in enumerate(places):
        for _, end in places[number : number + _MOST_WORDS]:
            yield start, end
            if text[end : end + 1] and text[end] in _CLOSING:
                yield start, end + 1


def _in_korean(text: str, particles: Particles) -> Iterator[tuple[int, int]]:
    """Parts of words, and runs of words without what may be particles of the last."""
    places = [place for place in words(text) if place[0] < place[1]]
    stems = [[place[0] + len(stem) for stem, _ in particles.strip(text[slice(*place)])] for place in places]
    for number, (start, first) in enumerate(places):
        for begin in range(start, first):
            for end in range(begin + 1, min(first, begin + _MOST_SYLLABLES) + 1):
                yield begin, end
        for stops in stems[number + 1 : number + _MOST_KOREAN]:
            for stop in stops:
                yield start, stop


def _is_written(spelling: str, found: str, lang: str) -> bool:
    """Whether two spellings with one bare key are one: ё may be written е, and Korean words together; hyphens stay."""
    if lang == "ko":
        return spelling.replace(" ", "") == found.replace(" ", "")
    return spelling == found or without_diaeresis(spelling) == without_diaeresis(found)


def _longest(found: Iterable[Named]) -> list[Named]:
    """Of overlapping places the longest, in the order of the text; all readings at one place, each term once."""
    by_place: dict[tuple[int, int], dict[int, Named]] = {}
    for one in found:
        by_place.setdefault((one.start, one.end), {}).setdefault(one.term.n, one)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(by_place, key=lambda place: (place[0] - place[1], place[0])):
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    return [one for place in sorted(kept) for one in by_place[place].values()]
