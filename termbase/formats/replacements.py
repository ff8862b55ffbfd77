"""What not to write, and what to write instead: the terms that style checkers look for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termbase.formats.holds import ALL, PREFERRED, USABLE, Holds
from termbase.formats.order import Order
from termbase.model import ALLOWED_STATUSES, Term

HOLDS = Holds(
    ALL - USABLE,
    held=frozenset({"terms to use instead", "reasons", "listed forms"}),
    told_statuses=PREFERRED,
)


class Replacement(NamedTuple):
    """A term that is not to be used."""

    concept: str
    """Id of its concept."""
    term: Term
    instead: str
    """The term to use."""
    forms: list[str]
    """The term in all its inflected forms, the dictionary form first."""


def replacements(order: Order) -> Iterator[tuple[str, list[Replacement]]]:
    """Each language of the order, with its terms that are not to be used.

    A term without another to use is left out, and so is one that is written like a term that may be used, of whatever
    concept: where it stands, a checker cannot tell which is meant.
    """
    langs = HOLDS.languages(order)
    allowed = {
        (term.lang, term.text.casefold())
        for concept in order.base.concepts
        if concept.status != "retired"
        for term in concept.terms
        if term.status in ALLOWED_STATUSES
    }
    found: dict[str, list[Replacement]] = {lang: [] for lang in langs}
    for entry in HOLDS.entries(order):
        for lang, terms in entry.terms.items():
            preferred = entry.concept.preferred(lang)
            for term in terms:
                instead = term.use or (preferred.text if preferred else "")
                if instead and (lang, term.text.casefold()) not in allowed:
                    forms = list(dict.fromkeys((term.text, *order.forms.inflected(entry.concept, term))))
                    found[lang].append(Replacement(entry.concept.id, term, instead, forms))
    return ((lang, those) for lang, those in found.items() if those)


def message(replacement: Replacement, quoted: str) -> str:
    """What a checker says, in English.

    Args:
        replacement: what is wrong.
        quoted: the term to use, as the checker writes it.
    """
    reason = f" ({replacement.term.reason})" if replacement.term.reason else ""
    return f"Use {quoted} instead of “{replacement.term.text}”{reason}."
