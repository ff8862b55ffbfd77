"""What not to write, and what to write instead: the terms that style checkers look for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from termbase.formats.holds import ALL, PREFERRED, USABLE, Entry, Holds
from termbase.formats.order import Order
from termbase.model import ALLOWED_STATUSES, Concept, Term

_TAKEN = Holds(
    ALL - USABLE,
    held=frozenset({"terms to use instead", "reasons", "listed forms"}),
    told_statuses=PREFERRED,
)
UNRULY = "terms without another to use", "terms written like one that may be used"
"""Why a term gets no rule."""


class Replacement(NamedTuple):
    """A term that is not to be used."""

    concept: str
    """Id of its concept."""
    term: Term
    instead: str
    """The term to use."""
    forms: list[str]
    """The term in all its inflected forms, the dictionary form first."""
    inside: list[str]
    """What contains one of these forms and may be written, or is replaced as a whole: there the form is left alone."""


SPACELESS = "ko"
"""The language in which particles, and other words, are written on to a term."""


def replacements(order: Order) -> Iterator[tuple[str, list[Replacement]]]:
    """Each language of the order, with its terms that are not to be used.

    A term without another to use is left out, and so is a form that is written like one of a term that may be used, of
    whatever concept: where it stands, a checker cannot tell which is meant.
    """
    allowed = _allowed(order)
    found: dict[str, list[Replacement]] = {lang: [] for lang in HOLDS.languages(order)}
    for concept, term, instead in _judged(HOLDS.entries(order)):
        if instead and term.text.casefold() not in allowed[term.lang]:
            forms = dict.fromkeys((term.text, *order.forms.inflected(concept, term)))
            kept = [form for form in forms if form.casefold() not in allowed[term.lang]]
            found[term.lang].append(Replacement(concept.id, term, instead, kept, []))
    for lang, those in found.items():
        for one in those:
            others = {form.casefold(): form for other in those if other is not one for form in other.forms}
            for form in one.forms:
                others.pop(form.casefold(), None)
            one.inside.extend(_containing(one.forms, {**allowed[lang], **others}, lang))
    return ((lang, those) for lang, those in found.items() if those)


def _judged(entries: Iterable[Entry]) -> Iterator[tuple[Concept, Term, str]]:
    """Terms that are not to be used, with their concepts and what is to be used; empty: nothing is known."""
    for entry in entries:
        for lang, terms in entry.terms.items():
            preferred = entry.concept.preferred(lang)
            for term in terms:
                yield entry.concept, term, term.use or (preferred.text if preferred else "")


def _unruly(order: Order) -> Counter[str]:
    """The terms that get no rule, by the reason."""
    tags = _TAKEN.languages(order)
    entries = (_TAKEN.entry(concept, tags) for concept in order.base.concepts)
    allowed = _allowed(order)
    found: Counter[str] = Counter()
    for _, term, instead in _judged(filter(None, entries)):
        if not instead:
            found[UNRULY[0]] += 1
        elif term.text.casefold() in allowed[term.lang]:
            found[UNRULY[1]] += 1
    return found


HOLDS = replace(_TAKEN, unruly=_unruly)


def _allowed(order: Order) -> dict[str, dict[str, str]]:
    """All that may be written, by language: without regard to case, and as it is."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for concept in order.base.concepts:
        for term in concept.terms:
            if concept.status != "retired" and term.status in ALLOWED_STATUSES:
                for form in (term.text, *order.forms.inflected(concept, term)):
                    found[term.lang].setdefault(form.casefold(), form)
    return found


def _containing(forms: list[str], texts: dict[str, str], lang: str) -> list[str]:
    """Those of the texts in which one of the forms stands, as whole words where words are divided."""
    folded = shortest(form.casefold() for form in forms)
    either = "|".join(map(re.escape, folded))
    whole = re.compile(either if lang.startswith(SPACELESS) else rf"(?<!\w)(?:{either})(?!\w)")
    return [text for key, text in texts.items() if any(form in key for form in folded) and whole.search(key)]


def shortest(forms: Iterable[str]) -> list[str]:
    """The forms, longest first, without those that begin with the whole words of another: what follows then stays."""
    kept: list[str] = []
    for form in sorted(forms, key=len):
        if not any(form.startswith(short) and not form[len(short) :][:1].isalnum() for short in kept):
            kept.append(form)
    return kept[::-1]


def message(replacement: Replacement, quoted: str) -> str:
    """What a checker says, in English.

    Args:
        replacement: what is wrong.
        quoted: the term to use, as the checker writes it.
    """
    reason = f" ({replacement.term.reason})" if replacement.term.reason else ""
    return f"Use {quoted} instead of “{replacement.term.text}”{reason}."
