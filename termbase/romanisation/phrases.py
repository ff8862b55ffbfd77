"""The words of a passage as parts of a phrase: what each may be, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termbase.romanisation.passages import HYPHENS, Passage, Word
from termbase.romanisation.syntax import Option, Syntax

_JOINING = ("o", "e")
"""In these the first halves of compounds end, in every scheme."""


class Token(NamedTuple):
    """A word of a passage in its phrase."""

    place: int
    """Its number in the passage."""
    word: Word
    options: tuple[Option, ...]
    open: bool
    """Whether it may be anything: a word that is not known, an abbreviation, the part of a compound."""
    preposition: str
    """In Cyrillic, if it is one."""
    governed: tuple[str, ...]
    """The cases that follow the preposition: “loct”, “nomn plur”."""
    joins: bool
    """A conjunction between words of a list."""
    listed: bool
    """Whether a comma stands before it."""
    beside: bool
    """Whether nothing but a space stands before it."""

    def having(self, *cases: str) -> Iterator[Option]:
        """What it may be in some cases (“loct”, “nomn plur”)."""
        return (option for option in self.options if option.is_in(cases))

    @property
    def is_title(self) -> bool:
        """Whether it may be a title or a foreign name, which stays in the nominative: «v Pravda»."""
        return not self.word.small and any(option.case == "nomn" for option in self.nouns)

    @property
    def adjectives(self) -> list[Option]:
        """What it may be as an adjective or participle."""
        return [option for option in self.options if option.adjectival]

    @property
    def nouns(self) -> list[Option]:
        """What it may be as a noun or pronoun."""
        return [option for option in self.options if option.nominal]

    @property
    def is_possessive(self) -> bool:
        """Whether it is a pronoun that stays as it is beside any noun: его, её, их."""
        return any(option.has("Fixd") and option.has("Apro") for option in self.options)


def tokens_of(passage: Passage, scheme: str, syntax: Syntax) -> list[Token]:
    """The words of a passage; the first part of a compound adjective (рабоче-) counts with the second.

    Args:
        passage: the words.
        scheme: that of the document; other readings of a word count if it has none in this scheme.
        syntax: knows the words.
    """
    found = []
    first = 0
    for place in range(len(passage.words)):
        if place == len(passage.joints) or passage.joints[place] not in HYPHENS:
            joint = passage.joints[first - 1] if first else ""
            found.append(_token(place, passage.words[first : place + 1], joint, scheme, syntax))
            first = place + 1
    return found


def _token(place: int, words: tuple[Word, ...], joint: str, scheme: str, syntax: Syntax) -> Token:
    *parts, word = words
    exact = [candidate for candidate in word.readings if scheme in candidate.schemes]
    sources = dict.fromkeys(candidate.source.lower() for candidate in exact or word.readings)
    joins = not parts and word.small and syntax.joins(sources)
    before = [f"{candidate.source.lower()}-" for part in parts for candidate in part.readings] or [""]
    preposition = syntax.preposition(first + source for first in before for source in sources)
    read = [option for source in sources for option in syntax.options(source)]
    # A name is not written small: «в советском» is no «Советск».
    options = tuple(option for option in read if not (word.small and option.is_name)) or tuple(read)
    known = options and all(map(syntax.options, sources))
    compound = any(not part.text.endswith(_JOINING) for part in parts)
    fixed = any(option.has("Fixd", "Abbr", "Init") for option in options)
    capitals = word.text[1:] != word.text[1:].lower()
    return Token(
        place,
        word,
        options,
        not (joins or preposition) and (not known or compound or fixed or capitals),
        preposition,
        syntax.governed(preposition),
        joins,
        "," in joint,
        joint.isspace(),
    )
