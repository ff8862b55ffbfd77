"""What a format has a place for, as data: which concepts and terms it takes, and what is lost on the way into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from termbase.files import InputError
from termbase.formats.order import Order
from termbase.formats.selection import by_status, concepts, languages, tool_languages
from termbase.formats.tbx_categories import further_grammar
from termbase.model import ALLOWED_STATUSES, TERM_STATUSES, Concept, Extension, Term, TermStatus
from termbase.text import spelling_tag

PREFERRED: frozenset[TermStatus] = frozenset({"preferred"})
USABLE: frozenset[TermStatus] = frozenset({"preferred", "admitted"})
ALL: frozenset[TermStatus] = frozenset(TERM_STATUSES)


class Entry(NamedTuple):
    """A concept, and the terms of it that a format takes."""

    concept: Concept
    terms: Mapping[str, Sequence[Term]]
    """Language to its terms, preferred first; no language without a term."""

    @property
    def extensions(self) -> list[Extension]:
        """The extensions of the concept, of these languages and of these terms with their spellings."""
        return extensions(self.concept, [term for terms in self.terms.values() for term in terms])


@dataclass(frozen=True, slots=True)
class Holds:
    """What one format, or one layout of it, has a place for."""

    statuses: frozenset[TermStatus]
    """The statuses of the terms that it takes."""
    held: frozenset[str] = frozenset()
    """Of `FIELDS`, those that it has a place of their own for."""
    told: frozenset[str] = frozenset()
    """Those that stand in a remark: a person can read them, a program does not know what they are."""
    told_statuses: frozenset[TermStatus] = frozenset()
    """The statuses of terms that stand in a remark only."""
    regional: Literal["", "told", "held"] = ""
    """Whether the terms of a region's language (``ko-KP``), where ``ko`` is exported, are left out, or the usable ones
    stand in a remark, or all that are taken in a place of their own."""
    beside_terms: bool = False
    """Whether a definition has a place only where there is a term of its language."""
    together: int = 1
    """In how many languages a concept must have such terms; with 2 it is for tools to which ``ko`` and ``ko-KP``
    are one language."""
    first: bool = False
    """Whether one of them must be the first language of the file."""
    most: int | None = None
    """How many languages it takes at most: the first ones."""
    retired: bool = False
    """Whether retired concepts are taken."""
    extended: Callable[[Order], Callable[[Concept], tuple[int, int]]] | None = None
    """For the base as a whole, then for each concept: how many extensions the format leaves out though it holds some,
    and how many stand in a remark; None: all are held, or none."""
    unruly: Callable[[Order], Mapping[str, int]] | None = None
    """How many of the terms that it takes are left out all the same, by the reason; None: none."""

    def languages(self, order: Order) -> tuple[str, ...]:
        """The languages of the file, in order.

        Raises:
            InputError: an unknown language, too few, or two that are one to translators' tools.
        """
        if self.together > 1:
            return tool_languages(order.base, order.langs)[: self.most]
        return languages(order.base, order.langs, regional=True)[: self.most]

    def entry(self, concept: Concept, tags: Sequence[str]) -> Entry | None:
        """What the format takes of a concept; None: nothing."""
        if concept.status == "retired" and not self.retired:
            return None
        terms = {
            tag: those
            for tag in tags
            if (those := [term for term in by_status(concept, tag) if term.status in self.statuses])
        }
        is_entry = len(terms) >= self.together and (tags[0] in terms or not self.first)
        return Entry(concept, terms) if is_entry else None

    def entries(self, order: Order) -> Iterator[Entry]:
        """What the format takes of the base, in its order.

        Raises:
            InputError: it takes nothing, or a text is none (`termbase.formats.selection.concepts`).
        """
        tags = self.languages(order)
        empty = True
        for concept in concepts(order.base):
            if entry := self.entry(concept, tags):
                empty = False
                yield entry
        if empty:
            many = "two" if self.together > 1 else "one"
            reason = f"has no concept with {_kinds(self)} terms in {many} of: {', '.join(tags)}"
            raise InputError(order.base.root, reason)


def _of_terms(test: Callable[[Term], object]) -> Callable[[Concept, Sequence[Term], Sequence[str]], int]:
    return lambda _, terms, __: sum(bool(test(term)) for term in terms)


def _definitions(concept: Concept, _: Sequence[Term], tags: Sequence[str]) -> int:
    return sum(lang in tags for lang in concept.definition)


def _spellings(concept: Concept, terms: Sequence[Term], _: Sequence[str]) -> int:
    texts = {term.text for term in terms}
    return sum(spelling.of in texts for spelling in concept.spellings)


def _attestations(concept: Concept, terms: Sequence[Term], _: Sequence[str]) -> int:
    texts = {term.text for term in terms}
    return sum(place.term in texts for place in concept.attestations)


def extensions(concept: Concept, terms: Sequence[Term]) -> list[Extension]:
    """The extensions of a concept that are said of it, or of some of its terms, their languages and spellings."""
    if not concept.extensions:
        return []
    places = {("", "")} | {place for term in terms for place in ((term.lang, ""), (term.lang, term.text))}
    langs = {term.text: term.lang for term in reversed(terms)}
    for spelling in concept.spellings:
        if spelling.of in langs:
            lang = spelling_tag(langs[spelling.of], spelling.of, spelling.text)
            places |= {(lang, ""), (lang, spelling.text)}
    return [it for it in concept.extensions if (it.lang, it.term) in places]


FIELDS: Mapping[str, Callable[[Concept, Sequence[Term], Sequence[str]], int]] = {
    "definitions": _definitions,
    "domains": lambda concept, *_: len(concept.domains),
    "concept statuses": lambda concept, *_: concept.status != "approved",
    "concept notes": lambda concept, *_: bool(concept.note),
    "relations": lambda concept, *_: len(concept.related),
    "spellings": _spellings,
    "attestations": _attestations,
    "term statuses": lambda _, terms, __: len(terms),
    "term types": _of_terms(lambda term: term.type != "fullForm"),
    "grammar notes": _of_terms(lambda term: term.grammar),
    "further grammar": _of_terms(lambda term: further_grammar(term.grammar)),
    "stress marks": _of_terms(lambda term: term.stress),
    "listed forms": _of_terms(lambda term: term.forms),
    "reasons": _of_terms(lambda term: term.reason),
    "terms to use instead": _of_terms(lambda term: term.use),
    "sources": _of_terms(lambda term: term.source),
    "term notes": _of_terms(lambda term: term.note),
    "extensions": lambda concept, terms, _: len(extensions(concept, terms)),
}
"""What a concept and its terms have beside the terms themselves: how many of it are there, of a concept, those of its
terms that are taken, and the languages of the file. Left out is what only directs this program: ``[match]``, ``broad``,
``compound``, ``case``, ``confirmed``."""


class Losses(NamedTuple):
    """How many of what a file does not hold."""

    lost: Counter[str]
    """What is not in it."""
    told: Counter[str]
    """What stands in remarks only."""

    def lines(self) -> Iterator[str]:
        """One line each, for people."""
        for counts, title in ((self.lost, "left out"), (self.told, "only as remarks")):
            if counts:
                yield f"{title}: {', '.join(f'{count:,} {name}' for name, count in counts.most_common())}"


def losses(order: Order, holds: Holds) -> Losses:
    """What is in the base, in the languages asked for, and not in the file.

    Of a concept that is left out as a whole nothing else is counted.
    """
    tags = holds.languages(order)
    asked = order.langs or languages(order.base, regional=True)
    # Where all terms have one status, the file need not say it.
    held = holds.held | ({"term statuses"} if len(holds.statuses) == 1 else set())
    lost: Counter[str] = Counter()
    told: Counter[str] = Counter()
    extended = holds.extended(order) if holds.extended else None
    for concept in order.base.concepts:
        entry = holds.entry(concept, tags)
        if entry is None:
            if any(term.lang in asked for term in concept.terms):
                lost["retired concepts" if concept.status == "retired" else _incomplete(holds)] += 1
            continue
        for name, is_told in _terms_left(concept, holds, tags, asked):
            (told if is_told else lost)[name] += 1
        terms = [term for tag in tags for term in entry.terms.get(tag, ())]
        if holds.beside_terms and (number := sum(it in tags and it not in entry.terms for it in concept.definition)):
            lost["definitions in languages without terms"] += number
        for name, count in FIELDS.items():
            if name not in held and (number := count(concept, terms, tags)):
                (told if name in holds.told else lost)[name] += number
        if extended and concept.extensions:
            for counts, number in zip((lost, told), extended(concept), strict=True):
                counts["extensions"] += number
    if holds.unruly:
        lost.update(holds.unruly(order))
    for counts in (lost, told):
        counts += Counter()  # drops what is there no times
    return Losses(lost, told)


def _terms_left(
    concept: Concept, holds: Holds, tags: Sequence[str], asked: Sequence[str]
) -> Iterator[tuple[str, bool]]:
    """What the report calls each term that is not taken, and whether it stands in a remark."""
    for term in concept.terms:
        is_there = term.lang in tags or holds.regional == "held"
        if term.lang in asked and not (term.status in holds.statuses and is_there):
            away = not is_there and term.status in ALLOWED_STATUSES
            is_told = holds.regional == "told" if away else term.lang in tags and term.status in holds.told_statuses
            yield f"terms in {term.lang}" if away else f"{term.status} terms", is_told


def _kinds(holds: Holds) -> str:
    kinds = " or ".join(status for status in TERM_STATUSES if status in holds.statuses)
    return "any" if holds.statuses == ALL else kinds


def _incomplete(holds: Holds) -> str:
    where = " in the first language and another" if holds.first else " in two languages" if holds.together > 1 else ""
    return f"concepts without {_kinds(holds)} terms{where}"
