"""What the checks of one run share: the terms found in each text, found once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import Path

from termbase.checks.omission import permitted
from termbase.files import BUNDLED
from termbase.index.location import part
from termbase.index.store import ConceptEntry, Index, TermEntry
from termbase.match import Finder, Hit
from termbase.match.finder import Misfit
from termbase.match.glance import Glance
from termbase.model import ALLOWED_STATUSES
from termbase.replace import Replacer
from termbase.romanisation.fault import Fault
from termbase.romanisation.proof import faults
from termbase.romanisation.tools import Tools, load_tools
from termbase.romanisation.writing import Writing
from termbase.translit import Scheme, load_schemes
from termbase.units import Edit, Segment

_ENGLISH = "en"
_REMEMBERED = 20_000
"""Texts; twice as many as the units of a piece have (`termbase.checks.pieces`)."""


class Context:
    """Finds terms for the checks and answers what the base allows."""

    def __init__(
        self, finder: Finder, root: str | os.PathLike[str] = BUNDLED, scheme: str = "", *, fixes: bool = True
    ) -> None:
        """Take the tools.

        Args:
            finder: finds terms.
            root: folder of the base, in which the schemes of romanisation stand.
            scheme: that which texts are meant to follow; empty: each that which it follows.
            fixes: whether `edits` are wanted: the first in Russian loads the analyser.
        """
        self._finder = finder
        self._root = root
        self._scheme = scheme
        self._proofs: dict[tuple[str, str], tuple[Writing, list[Fault]]] = {}
        self._fixes = fixes
        self._replacer = Replacer(finder)
        self._found: dict[tuple[str, str], list[Hit]] = {}
        self._all: dict[tuple[str, str], list[Hit]] = {}
        self._named: dict[tuple[str, str], Counter[int]] = {}
        self._romanised: dict[int, bool] = {}
        self._special: dict[int, bool] = {}
        self._glances: dict[str, Glance | None] = {}

    @cached_property
    def tools(self) -> Tools:
        """What romanised Russian is read with; loaded when first asked for (0.5 s)."""
        return _tools(os.fspath(self._root))

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """The schemes of the base, where they are wanted without the dictionary that `tools` load (0.1 s)."""
        return load_schemes(Path(part(self._root, "schemes")))

    def proof(self, path: str, lang: str, texts: Sequence[str]) -> tuple[Writing, list[Fault]]:
        """The romanised Russian of a document, and what is wrong with it; both found once."""
        if (path, lang) not in self._proofs:
            writing = Writing(texts, self.tools, self._scheme)
            self._proofs[path, lang] = (writing, faults(writing))
        return self._proofs[path, lang]

    @property
    def index(self) -> Index:
        """The compiled base."""
        return self._finder.index

    def terms_in(self, segment: Segment) -> list[Hit]:
        """The terms of a segment; of overlapping ones the longest.

        Not those inside longer Korean words: nobody is told how a compound is to be translated.
        """
        key = (segment.lang, segment.text)
        if key not in self._found:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            self._found[key] = self._finder.longest(_own(self._finder.all_hits(segment.text, segment.lang)))
        return self._found[key]

    def all_terms_in(self, segment: Segment) -> list[Hit]:
        """The terms of a segment as `Finder.find` tells them: Russian ones romanised by any scheme too."""
        key = (segment.lang, segment.text)
        if key not in self._all:
            self._all[key] = self._finder.find(segment.text, segment.lang)
        return self._all[key]

    def is_romanised(self, term: TermEntry) -> bool:
        """Whether a term in Latin letters is the romanisation of a Russian one of its concept."""
        if term.n not in self._romanised:
            hits = self._finder.romanised(term.text, term.lang)
            whole = (hit for hit in hits if hit.end - hit.start == len(term.text))
            self._romanised[term.n] = any(hit.term.concept == term.concept for hit in whole)
        return self._romanised[term.n]

    def is_special(self, term: TermEntry) -> bool:
        """Whether a term is a name or a phrase, or its concept is called by one in English, which marks them best.

        Such a term is meant wherever it stands; see `termbase.checks.subject`.
        """
        if term.n not in self._special:
            texts = (term.text, *self.concept(term.concept).terms.get(_ENGLISH, [])[:1])
            self._special[term.n] = not term.broad and any(" " in text or text[:1].isupper() for text in texts)
        return self._special[term.n]

    def misfits(self, segment: Segment) -> Iterator[Misfit]:
        """Korean terms with the particle for another sound."""
        return self._finder.misfits(segment.text) if segment.lang[:2] in ("", "ko") else iter(())

    def miscased(self, segment: Segment, lang: str) -> Iterator[tuple[Hit, str]]:
        """Words that would be terms of a language but for their capitals, each with the right form."""
        return self._finder.miscased(segment.text, lang)

    def concepts_named(self, segment: Segment) -> Counter[int]:
        """The concepts that a translation renders, and at how many places.

        By an allowed term, also inside a longer one, or by a derived word.
        """
        key = (segment.lang, segment.text)
        if key not in self._named:
            if len(self._named) > _REMEMBERED:
                self._named.clear()
            terms, others = self._finder.translation(segment.text, segment.lang)
            self._found.setdefault(key, self._finder.longest(_own(terms)))
            hits = (hit for hit in (*terms, *others) if self._renders(hit.term, segment.lang))
            self._named[key] = Counter(concept for concept, _ in {(hit.term.concept, hit.start) for hit in hits})
        return self._named[key]

    def renders(self, segment: Segment, concept: int) -> bool:
        """Whether a translation renders a concept: what `concepts_named` tells, most often for less."""
        glance = self.glance(segment.lang)
        told = glance.renders(segment.text, concept) if glance else None
        return concept in self.concepts_named(segment) if told is None else told

    def _renders(self, term: TermEntry, lang: str) -> bool:
        concept = self.concept(term.concept)
        return term.text in self.allowed(term.concept, lang) or term.text in concept.derived

    def glance(self, lang: str) -> Glance | None:
        """What answers for translations into a language without a search; none for Korean."""
        if lang not in self._glances:
            is_cut = self._finder.is_cut(lang)
            self._glances[lang] = Glance(self.index, lang, partial(self._renders, lang=lang)) if is_cut else None
        return self._glances[lang]

    def terms_in_both_koreas(self, segment: Segment) -> list[Hit]:
        """The terms of a Korean segment, southern and northern ones; `terms_in` leaves northern ones out of ``ko``."""
        return self._finder.longest(_own(self._finder.all_hits(segment.text, "ko-KP")))

    def concept(self, n: int) -> ConceptEntry:
        """The concept with a number."""
        return self._finder.index.concept(n)

    def allowed(self, concept: int, lang: str) -> list[str]:
        """The terms of a concept that may be used in a language, preferred first.

        Northern Korean (``ko-KP``) falls back to ``ko`` where the concept has no northern term of its own.
        """
        terms = self.concept(concept).terms
        return terms.get(lang) or terms.get(lang.split("-", maxsplit=1)[0], [])

    def permitted(self, concept: int, target: Segment) -> str:
        """By which key of a concept a translation need not name it; see `termbase.checks.omission`."""
        return permitted(self.concept(concept), target, self.index.particles)

    def misused(self, segment: Segment) -> list[Hit]:
        """The terms in a segment that are not to be used, unless the same words are an allowed term as well."""
        glance = self.glance(segment.lang)
        if glance and glance.is_free_of_misuse(segment.text):
            return []
        hits = self.terms_in(segment)
        good = {(hit.start, hit.end) for hit in hits if hit.term.status in ALLOWED_STATUSES}
        seen: set[tuple[int, int]] = set()
        bad = []
        for hit in hits:
            span = (hit.start, hit.end)
            if span not in good and span not in seen:
                seen.add(span)
                bad.append(hit)
        return bad

    def instead(self, hit: Hit, found: str) -> list[str]:
        """What to write instead of a term: in the same case and number, with a capital where the text has one."""
        siblings = self._finder.index.terms_of(hit.term.concept)
        terms = {term.text: term for term in siblings if term.lang == hit.term.lang}
        features = ", ".join(filter(None, map(_grammatical, hit.features.split(", "))))
        better = [
            self._finder.index.inflected(terms[text], features) if text in terms and features else text
            for text in hit.term.instead
        ]
        return [_like(found, text) for text in better]

    def edits(self, segment: Segment, hit: Hit) -> tuple[Edit, ...]:
        """What puts a term right that is not to be used (`misused`), when that is certain and wanted; else nothing."""
        if not self._fixes:
            return ()
        span = (hit.start, hit.end)
        return self._replacer.edits(segment, [one for one in self.terms_in(segment) if (one.start, one.end) == span])


def _own(hits: Iterable[Hit]) -> Iterator[Hit]:
    return (hit for hit in hits if hit.via != "compound")


@cache
def _tools(root: str) -> Tools:
    """Also for several runs in one process."""
    return load_tools(root)


def _grammatical(features: str) -> str:
    """Without what says how a form is written."""
    return features.removesuffix("spelling").removesuffix("variant").strip()


def quoted(texts: Iterable[str]) -> str:
    """Alternatives for a message."""
    return ", ".join(f"“{text}”" for text in texts)


def _like(found: str, text: str) -> str:
    return text[:1].upper() + text[1:] if found[:1].isupper() else text
