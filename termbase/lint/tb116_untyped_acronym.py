"""TB116: a shortened term says that it is one, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from termbase.lint.rule import Remark, Rule
from termbase.model import Base, Concept, Term
from termbase.text import key

_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"[^\W\d_]{2,}(\([^\W\d_]+\))?")
_FULL, _ACRONYM = "fullForm", "acronym"
_LEAST = 2
"""Letters; with one, “editors” would be made of “editorial staff”."""


def run(base: Base) -> Iterator[Remark]:
    """Terms of initials (ВЦСПС, VTsSPS) and of the beginnings of the words of another term (ликбез)."""
    if _ACRONYM not in base.vocabulary.types:
        return
    for concept in base.concepts:
        for number, term in enumerate(concept.terms, 1):
            told = ""
            if term.type == _FULL and _is_of_initials(term.text):
                told = "looks like an acronym, but its type does not say so"
            elif term.type == _FULL and (longer := _is_shortened(concept, term)):
                told = f"is made of the beginnings of “{longer}”, but its type does not say so"
            elif term.type == _ACRONYM and " " in term.text and not any(map(_is_of_initials, term.text.split())):
                told = "is typed acronym, but is a phrase of whole words"
            if told:
                yield Remark(concept, f"term[{number}].type", f"“{term.text}” {told}", term.text)


def _is_of_initials(word: str) -> bool:
    """One word, half or more of it capitals (McKay and DiMaggio have fewer)."""
    capitals = sum(char.isupper() for char in word)
    return bool(_INITIALS.fullmatch(word)) and word[0].isupper() and capitals > 1 and 2 * capitals >= len(word)


def _is_shortened(concept: Concept, term: Term) -> str:
    """The other term of which each of several words gave two letters or more, but not all of them; else empty."""
    if " " in term.text:
        return ""
    others = [other.text for other in concept.in_language(term.lang) if other.type == _FULL and " " in other.text]
    return next((text for text in others if _begins(key(term.text), _LETTERS.findall(key(text)))), "")


def _begins(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the beginnings of all words, in their order."""
    if not letters or not words:
        return not letters and not words
    return any(
        letters.startswith(words[0][:count]) and _begins(letters[count:], words[1:])
        for count in range(_LEAST, min(len(words[0]), len(letters) + 1))
    )


RULE = Rule(
    code="TB116",
    name="untyped-acronym",
    severity="warning",
    summary="A shortened term is typed as a full form, or a phrase as an acronym.",
    explanation=(
        "Writers give the full form at the first mention and the acronym afterwards; the type (TBX termType) tells "
        "which is which: acronym, abbreviation or shortForm."
    ),
    run=run,
)
