"""The edits that put an allowed term in the place of one that is not to be used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from termbase.forms.korean import is_syllable
from termbase.index.store import Index, TermEntry
from termbase.match import Finder, Hit
from termbase.model import ALLOWED_STATUSES
from termbase.replace import korean
from termbase.replace.english import English
from termbase.replace.russian import Russian
from termbase.replace.russian import number as russian_number
from termbase.replace.wording import Listed, View, apostrophes_like, edits_between, like, written
from termbase.text import main_script
from termbase.units import Edit, Segment

_OBJECT = "\ufffc"


class Replacer:
    """Replaces terms in segments; the analyser is loaded when the first Russian one needs it."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._index: Index = finder.index

    @cached_property
    def _english(self) -> English:
        return English(self._index.rules("en"))

    @cached_property
    def _russian(self) -> Russian:
        return Russian(self._index.rules("ru"))

    def edits(self, segment: Segment, hits: Iterable[Hit]) -> tuple[Edit, ...]:
        """What is to be changed in a segment; nothing when that is not certain.

        Args:
            segment: the text.
            hits: all readings, at one place of it, as terms that are not to be used.
        """
        found = {tuple(self._put_right(segment, hit) or ()) for hit in hits}
        edits = found.pop() if len(found) == 1 else ()
        return edits if edits and self._is_right(segment, edits, hits) else ()

    def exchanged(self, segment: Segment, hit: Hit, new: TermEntry) -> tuple[Edit, ...]:
        """What puts a term of another concept in the place of one; nothing when that is not certain.

        Args:
            segment: the text.
            hit: the term that stands there.
            new: a term in the same language.
        """
        edits = tuple(self._edits(segment, hit, new.text, new) or ())
        return edits if edits and self._is_right(segment, edits, (hit,)) else ()

    def number(self, text: str, lang: str, place: tuple[int, int], new: str) -> list[Edit] | None:
        """What puts a number in the place of another, with what is read with it; None where that is not certain.

        Args:
            text: any text.
            lang: its primary language.
            place: where the number stands in it.
            new: digits.
        """
        around: list[Edit] | None = []
        if lang == "ko":
            ordinal: Any = self._index.rules("ko").get("memory", {})
            if not text[: place[0]].endswith(tuple(ordinal.get("ordinal", ()))):
                around = korean.number(self._index.particles, text, *place, new)
        elif lang == "en":
            around = self._english.number(text, *place, new)
        elif lang == "ru":
            around = russian_number(self._index.rules("ru"), text, *place, new)
        return None if around is None else sorted((*around, Edit(*place, new)))

    def labels(self, term: TermEntry, found: str) -> frozenset[str]:
        """Which grammatical forms of a term (“gen sing”, “plur”; empty: the listed one) its letters may be.

        None where that is not known, and of Korean terms, which have one form.
        """
        if term.lang == "ru":
            return self._russian.labels(found, self._listed(term))
        return self._english.labels(found, self._listed(term)) if term.lang == "en" else frozenset()

    def agree_alike(self, one: str, other: str) -> bool:
        """Whether two Russian words are forms of one adjective."""
        return self._russian.is_one_adjective(one, other)

    def _put_right(self, segment: Segment, hit: Hit) -> list[Edit] | None:
        if len(set(hit.term.instead)) != 1:
            return None
        (wanted,) = set(hit.term.instead)
        return self._edits(segment, hit, wanted, self._sibling(hit.term, wanted))

    def _edits(self, segment: Segment, hit: Hit, wanted: str, new: TermEntry | None) -> list[Edit] | None:
        view = View(segment.text)
        text = view.text
        start, end = view.place(hit.start), view.place(hit.end - 1) + 1
        found = text[start:end]
        if _OBJECT in found:
            return None
        form, around = self._form(text, start, end, hit, wanted, new)
        if form is None or around is None or main_script(form) != main_script(found):
            return None
        listed = hit.term.text if hit.via == "spelling" else self._as_listed(found, hit)
        better = like(found, listed, form, text[:start])
        if better is None:
            return None
        better = apostrophes_like(found, better)
        if main_script(better) == "Latn" and better[:1].lower() != found[:1].lower():
            article = self._english.article(text, start, better)
            if article is None:
                return None
            around += article
        if is_syllable(text[end - 1]) or is_syllable(text[end : end + 1]) or text[end : end + 1] in ("(", "["):
            tail = korean.particle(self._index.particles, text, start, end, better)
            if tail is None:
                return None
            around += tail
        return view.back(sorted((*around, *edits_between(text, start, end, better))))

    def _form(
        self, text: str, start: int, end: int, hit: Hit, wanted: str, new: TermEntry | None
    ) -> tuple[str | None, list[Edit] | None]:
        """The form of the new term, and what has to change around it."""
        if hit.via == "spelling" or new is None or hit.term.lang.startswith("ko"):
            return wanted, []
        old = self._listed(hit.term)
        if hit.term.lang == "ru":
            return self._russian.form(text, start, end, old, self._listed(new))
        if hit.term.lang == "en":
            return self._english.form(text[start:end], old, self._listed(new)), []
        return None, None

    def _sibling(self, term: TermEntry, text: str) -> TermEntry | None:
        siblings = self._index.terms_of(term.concept)
        return next((other for other in siblings if (other.lang, other.text) == (term.lang, text)), None)

    def _listed(self, term: TermEntry) -> Listed:
        return Listed(term, tuple(self._index.forms_of(term.n)))

    def _as_listed(self, found: str, hit: Hit) -> str:
        """The form that was found, with the capitals of the base."""
        forms = (entry.text for entry in self._index.forms_of(hit.term.n) if written(entry.text) == written(found))
        return next(forms, hit.term.text)

    def _is_right(self, segment: Segment, edits: Iterable[Edit], hits: Iterable[Hit]) -> bool:
        """Whether the base, asked about the new text, has nothing against it and finds the term it wants."""
        text, places = applied(segment.text, edits)
        new = self._finder.longest(hit for hit in self._finder.all_hits(text, segment.lang) if hit.via != "compound")
        there = [hit for hit in new if any(hit.start < last and first < hit.end for first, last in places)]
        allowed = [hit for hit in there if hit.term.status in ALLOWED_STATUSES]
        good = {(hit.start, hit.end) for hit in allowed}
        if any((hit.start, hit.end) not in good for hit in there):
            return False
        return all(hit.via == "spelling" for hit in hits) or bool(allowed)


def applied(text: str, edits: Iterable[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """A text with edits, and where what they wrote stands in it.

    Args:
        text: any text.
        edits: in its order, none overlapping another.
    """
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    done = length = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.text)
        length += edit.start - done
        places.append((length, length + len(edit.text)))
        length += len(edit.text)
        done = edit.end
    parts.append(text[done:])
    return "".join(parts), places
