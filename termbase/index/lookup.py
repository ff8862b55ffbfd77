"""Any spelling of a term to its concepts, best first. Standard library only.

1. exact: the query is a listed term (letter case, stress marks and the glyph of an apostrophe aside).
2. form: it is an inflected form, or a Korean term with particles.
3. spelling: it is a romanisation of a form by a scheme, or a listed spelling.
4. The same, form before spelling, where spaces, hyphens, apostrophes, diacritics or the dots of ё were left out.
5. fuzzy: nothing of these, but a form of a term lies within a few edits.
"""

from __future__ import annotations

from collections.abc import Iterator

from termbase.index.spelt import near, spelled
from termbase.index.store import FormEntry, Index
from termbase.text import bare, key, main_script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from termbase.tuples import NamedTuple

_VIAS = ("exact", "form", "spelling", "fuzzy")
_STATUSES = ("preferred", "admitted", "superseded", "deprecated")


class Answer(NamedTuple):
    """One concept that a query may mean; the record of ``lookup --json``."""

    query: str
    concept: str
    lang: str
    term: str
    """The term of the concept that was found."""
    status: str
    """Of the term, or of the listed spelling that the query is."""
    via: str
    matched: str
    """The form that the query is, in the script of the term."""
    features: str
    """The grammar of that form, where the rules give it."""
    schemes: list[str]
    """The transliteration schemes that give exactly this spelling."""
    distance: int
    terms: dict[str, list[str]]
    """Language to the concept's preferred and admitted terms, preferred first."""
    definition: dict[str, str]


def look_up(index: Index, query: str, *, fuzzy: bool = True) -> list[Answer]:
    """The concepts behind a spelling, best first, each once.

    Args:
        index: the compiled base.
        query: a word or phrase in Cyrillic, Latin or Hangul letters.
        fuzzy: whether to try approximate spellings when nothing else is found.
    """
    answers: dict[int, tuple[tuple[object, ...], Answer]] = {}
    schemes = index.meta("schemes").split("\n")
    for via, loose, distance, entry in _found(index, key(query), fuzzy):
        term = index.term(entry.term)
        concept = index.concept(term.concept)
        names = [name for bit, name in enumerate(schemes) if entry.schemes >> bit & 1]
        listed = via == "spelling" and not entry.schemes and not loose
        quality = (not listed, entry.text != term.text, _STATUSES.index(entry.status), -len(names))
        rank = (loose, _VIAS.index(via), distance, quality, term.n)
        answer = Answer(
            query=query,
            concept=concept.id,
            lang=term.lang,
            term=term.text,
            status=entry.status,
            via=via,
            matched=entry.text,
            features=entry.features,
            schemes=names,
            distance=distance,
            terms=concept.terms,
            definition=concept.definition,
        )
        known = answers.get(concept.n)
        if known is None or rank < known[0]:
            answers[concept.n] = (rank, answer)
    return [answer for _, answer in sorted(answers.values(), key=lambda pair: pair[0])]


def _found(index: Index, folded: str, fuzzy: bool) -> Iterator[tuple[str, bool, int, FormEntry]]:
    """What the query may be: how it was found, whether its bare key was needed, distance, form."""
    found = False
    for loose, entry, _ in known_forms(index, folded):
        found = True
        yield entry.via, loose, 0, entry
    if fuzzy and not found:
        for distance, entry, _ in near_forms(index, folded):
            yield "fuzzy" if distance else entry.via, True, distance, entry


def known_forms(index: Index, folded: str) -> Iterator[tuple[bool, FormEntry, str]]:
    """The forms of the base that a spelling is, Korean ones with their particles too.

    Args:
        index: the compiled base.
        folded: the key of the spelling (`termbase.text.key`).

    Yields:
        Whether its bare key was needed, the form, and what of the spelling it is (without the particles). A scheme
        gives exactly one spelling, so a form whose bare key was needed (marks were left out) has no schemes.
    """
    found = [(folded, "", spelled(index, folded))]
    for spelling, entry in found[0][2]:
        if spelling == folded:
            yield False, entry, folded
    for stem, chain in _stems(index, folded):
        found.append((stem, chain, spelled(index, stem)))
        entries = [entry for spelling, entry in found[-1][2] if spelling == stem]
        for entry in entries:
            yield False, entry._replace(via=_inflected(entry.via), features=chain), stem
        if entries:
            break
    for stem, chain, rows in found:
        for spelling, entry in rows:
            if spelling != stem:
                yield True, entry._replace(via=_inflected(entry.via), schemes=0, features=chain or entry.features), stem
        if rows:
            break


def near_forms(index: Index, folded: str) -> Iterator[tuple[int, FormEntry, str]]:
    """The forms of the base whose bare keys lie within a few edits of a spelling's.

    Args:
        index: the compiled base.
        folded: the key of the spelling.

    Yields:
        The distance, the form, and what of the spelling was compared with it.
    """
    from termbase.index.grams import allowed_distance, nearest  # noqa: PLC0415  (most look-ups do not come here)

    for stem in [folded, *(stem for stem, _ in _stems(index, folded))]:
        letters = bare(stem)
        limit = allowed_distance(len(letters))
        found = [
            (distance, entry)
            for distance, spelling, term in nearest(letters, index.postings, index.bares, limit)
            for _, entry in index.spelled(spelling)
            if entry.term == term
        ]
        found += [(distance, entry._replace(via="spelling")) for distance, entry in near(index, stem, limit)]
        for distance, entry in sorted(found, key=lambda row: row[0]):
            yield distance, entry, stem


def _inflected(via: str) -> str:
    return "form" if via == "exact" else via


def _stems(index: Index, folded: str) -> list[tuple[str, str]]:
    """What stays of a Korean word without its particles, and the particles."""
    if main_script(folded) != "Hang":
        return []
    return [(stem, " ".join(chain)) for stem, chain in index.particles.strip(folded)]
