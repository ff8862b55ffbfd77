"""The translation of a match made that of the text, where the only difference is one term or numbers.

Only what is certain: where two writings are possible, there is no repair.
"""

from __future__ import annotations

import re
from typing import Any

import icu

from termbase.index.store import Index, TermEntry
from termbase.match import Finder, Hit
from termbase.memory.blocks import primary
from termbase.memory.difference import Comparer, Difference
from termbase.memory.entry import Text
from termbase.memory.key import OBJECT
from termbase.memory.named import Named
from termbase.memory.search import Match
from termbase.replace import Replacer
from termbase.replace.replacer import applied
from termbase.text import key
from termbase.units import Nowhere, Segment

_DIGITS = re.compile(r"\d+")
_NAMES = {"name", "proper"}
_RULES = ("en", "ru", "ko")
"""Languages of which something is known."""
_NEAR = 4
"""Words before a term among which a preposition may be that it depends on."""


class Repairer:
    """Repairs matches; loads the grammar of a language when a term is to be put in."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._finder = Finder(index)
        self._replacer = Replacer(self._finder)

    def repaired(self, text: Text, match: Match, difference: Difference, comparer: Comparer) -> str:
        """The translation of the text by that of a match; empty when that is not certain.

        Args:
            text: what is to be translated.
            match: a translation of something like it.
            difference: how they differ.
            comparer: that found it.
        """
        if difference.codes:
            return ""
        if difference.numbers:
            return self._with_numbers(text, match, difference.numbers) if comparer.counted_alike(match) else ""
        if text.key == match.source.key or len(difference.terms) > 1:
            return ""
        return self._with_term(text, match, comparer)

    def _with_numbers(self, text: Text, match: Match, changes: list[tuple[str, str]]) -> str:
        """Numbers in the place of others, where the translation has the same digits and the words agree with both."""
        wanted = dict(changes)
        if len(wanted) != len(set(changes)) or not all(old and new for old, new in changes):
            return ""
        lang, target = primary(match.target.lang), match.target.text
        there = _DIGITS.findall(target)
        before, after = _DIGITS.findall(match.source.text), _DIGITS.findall(text.text)
        kept = [old for old, new in zip(before, after, strict=True) if old == new]
        rules = icu.PluralRules.forLocale(icu.Locale(lang))
        for old, new in wanted.items():
            if there.count(old) != before.count(old) or old in kept:
                return ""
            if rules.select(int(old)) != rules.select(int(new)):
                return ""
        edits = [
            self._replacer.number(target, lang, found.span(), wanted[found[0]])
            for found in _DIGITS.finditer(target)
            if found[0] in wanted
        ]
        return "" if None in edits else applied(target, [edit for some in edits for edit in some or ()])[0]

    def _with_term(self, text: Text, match: Match, comparer: Comparer) -> str:
        lang = primary(match.target.lang)
        results = {
            self._exchanged(match.target, old.term.concept, new.term.concept, lang)
            for new, old in comparer.exchanges(match)
            if new.term.grammar.split()[:1] == old.term.grammar.split()[:1]  # the noun Stakhanovite, not the adjective
            and self._is_in_the_same_form(text.text, new, match.source.text, old)
        } - {None}
        return (results.pop() or "") if len(results) == 1 else ""

    def _is_in_the_same_form(self, text: str, new: Named, source: str, old: Named) -> bool:
        """Whether the terms stand in the same form, and Korean ones before the same particles."""
        if not new.term.lang.startswith("ko"):
            # Endings of words before Russian terms may differ (`Comparer.exchanges`): of such as agree with them.
            before = zip(key(text[: new.start]).split(), key(source[: old.start]).split(), strict=True)
            if not all(
                one == other or _is_short(one, other) or self._replacer.agree_alike(one, other) for one, other in before
            ):
                return False
            labels = (
                self._replacer.labels(one.term, side[one.start : one.end]) for side, one in ((text, new), (source, old))
            )
            return bool(next(labels) & next(labels))
        particles = self._finder.index.particles
        mine, theirs = (particles.tail(side, named.end, named.start) for side, named in ((text, new), (source, old)))
        if mine is None or theirs is None:
            return False
        words = (source[old.start : old.end], text[new.start : new.end])
        same = particles.refit(theirs.chain, *words) == mine.chain
        return same and key(text[new.end + mine.length :]) == key(source[old.end + theirs.length :])

    def _exchanged(self, target: Text, old: int, new: int, lang: str) -> str | None:
        """A translation with the preferred term of a concept in the place of one of another.

        Empty: it is not certain; None: the translation has no term of that other.
        """
        segment = Segment(target.text, lang, Nowhere())
        hits = [hit for hit in self._finder.find(target.text, lang) if hit.term.concept == old]
        places = {(hit.start, hit.end) for hit in hits}
        if not places:
            return None
        allowed = self._index.concept(new).terms.get(lang)
        if len(places) != 1 or not allowed:
            return ""
        term = next((one for one in self._index.terms_of(new) if one.lang == lang and one.text == allowed[0]), None)
        if term is None or any(self._is_bound(target.text, hit, term, lang) for hit in hits):
            return ""
        edits = {self._replacer.exchanged(segment, hit, term) for hit in hits}
        if len(edits) != 1 or not (changes := edits.pop()):
            return ""
        return applied(target.text, changes)[0]

    def _is_bound(self, text: str, hit: Hit, new: TermEntry, lang: str) -> bool:
        """Whether the text may have something that goes with the one term and not with the other."""
        kinds = [self._kind(term.concept) for term in (hit.term, new)]
        alike = {"animacy": kinds[0][:1] == kinds[1][:1] != (), "gender": kinds[0] == kinds[1] != ()}
        rules: Any = self._index.rules(lang).get("memory", {}) if lang in _RULES else {}
        words = {*hit.term.grammar.split(), *new.grammar.split()}
        # Of a name a part may stand here: “Stalin”.
        if words & _NAMES and hit.term.text != self._index.concept(hit.term.concept).terms[lang][0]:
            return True
        if words.intersection(rules.get("articled", ())):
            return True
        there = text[: hit.start] + OBJECT + text[hit.end :]
        if any(not alike.get(about) and re.search(sign, there) for about, sign in rules.get("bound", {}).items()):
            return True
        return "place" in rules and self._changes_place(rules["place"], text, hit, new)

    def _kind(self, concept: int) -> tuple[str, ...]:
        """Whether a concept is a person, then of which gender; by its Russian term, empty where it has none."""
        for term in self._index.terms_of(concept):
            if term.lang == "ru" and (words := {*term.grammar.split()}) & {"animate", "inanimate"}:
                return ("animate", *sorted(words & {"masculine", "feminine"})) if "animate" in words else ("inanimate",)
        return ()

    def _changes_place(self, place: Any, text: str, hit: Hit, new: TermEntry) -> bool:
        """Whether a Russian preposition of place may be another with the new term: на завод, в бригаду."""
        labels = self._replacer.labels(hit.term, text[hit.start : hit.end])
        others = () if any(label.startswith("gen") for label in labels) else place["genitive"]
        before = [word for word in key(text[: hit.start]).split()[-_NEAR:] if word not in others]
        kinds = [
            {name for name in ("on", "in") if any(word in place[name] for word in key(term.text).split())}
            for term in (hit.term, new)
        ]
        return any(
            not (name in kinds[1] or not (kinds[0] or kinds[1]))
            for word in before
            for name in ("on", "in")
            if word in place[f"{name}_prepositions"]
        )


def _is_short(one: str, other: str) -> bool:
    """Whether words are two forms of a preposition: о, об."""
    return max(len(one), len(other)) == 2 and one[0] == other[0]
