"""Any spelling of a term to its concepts, best first. Standard library only.

1. exact: the query is a listed term (letter case, stress marks and the glyph of an apostrophe aside).
2. form: it is an inflected form, or a Korean term with particles.
3. spelling: it is a romanisation of a form by a scheme, or a listed spelling.
4. The same, form before spelling, where spaces, hyphens, apostrophes, diacritics or the dots of ё were left out.
5. fuzzy: nothing of these, but a form of a term lies within a few edits.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    for via, loose, distance, entry in _candidates(index, query, fuzzy):
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


def _candidates(index: Index, query: str, fuzzy: bool) -> Iterator[tuple[str, bool, int, FormEntry]]:
    """What the query may be: how it was found, whether its bare key was needed, distance, form."""
    folded = key(query)
    if not folded:
        return
    found = False
    for entry in index.forms(folded):
        found = True
        yield entry.via, False, 0, entry
    for entry in _without_particles(index, folded):
        found = True
        yield "spelling" if entry.via == "spelling" else "form", False, 0, entry
    core = bare(folded)
    number = index.bare_number(core) if core else None
    if number is not None:
        for entry in index.bare_forms(number):
            found = True
            # A scheme gives exactly one spelling; here diacritics, primes or spaces were left out.
            yield "form" if entry.via == "exact" else entry.via, True, 0, entry._replace(schemes=0)
    if found or not fuzzy:
        return
    from termbase.index.grams import nearest  # noqa: PLC0415  (most look-ups do not come here)

    for distance, near in nearest(core, index.postings, index.bare_text):
        for entry in index.bare_forms(near):
            yield "fuzzy", True, distance, entry._replace(schemes=0)


def _without_particles(index: Index, folded: str) -> Iterator[FormEntry]:
    if main_script(folded) != "Hang":
        return
    from termbase.forms.korean import Particles  # noqa: PLC0415  (for Hangul only)

    particles = Particles.from_dict(index.particles())
    for stem, chain in particles.strip(folded):
        entries = index.forms(stem)
        for entry in entries:
            yield entry._replace(features=" ".join(chain))
        if entries:
            return
