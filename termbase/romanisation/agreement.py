"""Phrases in which no reading of the words agrees: a case that a preposition does not govern, an adjective by a noun.

All that a word may be counts, and all that a phrase may be: an adjective may stand for a noun, before its noun or
behind it, with a complement between them, and a word that is not known may be anything. What is left is certain:

1. What follows a preposition has a case that the preposition governs (o stakhanovskim: no prepositional).
2. The adjectives between a preposition and a noun agree with the noun (vo vse strane).
3. Without a preposition, an adjective agrees with some noun beside it.
4. In a list after a preposition, a noun between two that have the case has it too (ko vsem rabochim, tekhnikom i …).
5. Of two nouns in a row without a verb, the second is no nominative (izdanie gazeta), unless it is a name or a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termbase.romanisation.phrases import Token
from termbase.romanisation.syntax import Option, Syntax

_REACH = 6
"""Words in which the noun of an adjective is looked for, over its complements (postroennyi rabochimi zavod)."""
_LIST = 3
"""Nouns from which on a list says which case it has."""


class Odd(NamedTuple):
    """What cannot be right."""

    phrase: Sequence[Token]
    cases: tuple[str, ...]
    """Those in which it would be right, the likeliest first."""
    after: Token | None
    """What it depends on: a preposition, a noun."""
    others: Sequence[Token] = ()
    """Nouns of the same list, whose number it has."""


class Agreement:
    """Looks for what cannot be right in the phrases of a passage."""

    def __init__(self, tokens: Sequence[Token], syntax: Syntax, *, counted: bool = False) -> None:
        """Set it up.

        Args:
            tokens: the words of the passage.
            syntax: knows what governs what.
            counted: whether a figure stands before the passage.
        """
        self._counted = counted
        self._tokens = tokens
        self._syntax = syntax

    def odd(self) -> Iterator[Odd]:
        """What cannot be right, in the order of the passage."""
        tokens = self._tokens
        for place, token in enumerate(tokens[:-1]):
            if token.governed:
                found = self._governed(place)
            elif place and tokens[place - 1].governed:
                found = None
            else:
                found = self._unmatched(place) or self._unattached(place)
            if found:
                yield found

    # 1, 2 and 4: after a preposition

    def _governed(self, place: int) -> Odd | None:
        preposition, first = self._tokens[place], self._tokens[place + 1]
        if not first.beside:
            return None
        usual = self._syntax.usual(preposition.preposition)
        cases = preposition.governed
        if place:
            cases = (*cases, *self._syntax.asked(preposition.preposition))
        if self._syntax.is_adverb(preposition.preposition) or (place and self._is_idiom(place)):
            cases = (*cases, "nomn")
        if not self._possible(place + 1, cases):
            return Odd(self._phrase(place + 1), usual, preposition)
        if items := self._odd_one(place + 1, cases):
            return Odd(items[:1], usual, preposition, items[1:])
        return None

    def _is_idiom(self, place: int) -> bool:
        before, after = (
            [candidate.source.lower() for candidate in token.word.readings]
            for token in self._tokens[place - 1 : place + 1]
        )
        return any(self._syntax.is_idiom(f"{first} {second}") for first in before for second in after)

    def _possible(self, place: int, cases: tuple[str, ...]) -> bool:
        """Whether what begins at a place may follow a preposition."""
        token = self._tokens[place]
        after = self._tokens[place + 1 : place + 2]
        if token.is_possessive and after and after[0].beside:
            # «посредством его мы знаем»: few prepositions stand before «его» itself.
            alone = any(option.part == "NPRO" for option in token.having(*cases)) and any(after[0].having("nomn"))
            return alone or self._possible(place + 1, cases)
        if token.open or token.is_title:
            return True
        for option in token.having(*cases):
            if not option.adjectival or self._has_head(place, option):
                return True
        # «в ещё большей степени», «о партией поставленных задачах»: what belongs to an adjective may precede it.
        adverb = any(not option.case for option in token.options)
        return any(
            any(option.part == "PRTF" or (adverb and not option.nominal) for option in other.having(*cases))
            or (other.open and other.word.small)
            for other in self._run(place + 1)
        )

    def _odd_one(self, place: int, cases: tuple[str, ...]) -> list[Token]:
        """The one noun of a list that has none of the cases that the others share, and those; nothing if none is."""
        while (
            place < len(self._tokens)
            and self._tokens[place].beside
            and not self._tokens[place].nouns
            and self._tokens[place].adjectives
        ):
            place += 1
        items: list[Token] = []
        linked = True
        for token in self._tokens[place:]:
            if not token.joins:
                if token.open or token.preposition or not token.nouns or not (linked or token.listed):
                    break
                items.append(token)
            linked = token.joins
        if len(items) < _LIST:
            return []
        for case in cases:
            odd = [item for item in items if not any(item.having(case))]
            if len(odd) == 1 and odd[0] not in (items[0], items[-1]):
                return [*odd, *(item for item in items if item is not odd[0])]
        return []

    # 2, 3 and 5: adjective and noun, noun and noun

    def _unmatched(self, place: int) -> Odd | None:
        """The phrase that begins with an adjective to which no noun belongs."""
        token = self._tokens[place]
        if token.open or not token.options or any(not option.adjectival for option in token.options):
            return None
        if any(option.part == "PRTF" or option.has("Apro", "Anum", "Subx") for option in token.options):
            return None
        after = self._tokens[place + 1]
        if (
            not after.beside
            or after.open
            or not after.word.small
            or not all(option.nominal for option in after.options)
        ):
            return None
        # «враждебный партии»: what a definition or a predicate may be.
        if any(token.having("nomn")) and any(after.having("gent", "datv", "ablt")):
            return None
        if any(self._has_head(place, option) for option in token.options):
            return None
        if self._belongs_before(place):
            return None
        cases = dict.fromkeys(option.case for one in (token, after) for option in one.options)
        return Odd([token, after], tuple(cases), None)

    def _unattached(self, place: int) -> Odd | None:
        """The phrase behind a noun, both in the nominative, which must be in the genitive: «izdanie gazeta»."""
        token, phrase = self._tokens[place], self._phrase(place + 1)
        head = phrase[-1]
        if not phrase[0].beside or any(one.open or not one.word.small for one in (*phrase, token)[:-1]) or token.open:
            return None
        if not _is_thing(token, "nomn", "accs") or not _is_thing(head, "nomn") or not any(token.having("nomn")):
            return None
        if any(one.governed or any(option.has("VERB") for option in one.options) for one in self._tokens[:place]):
            return None
        if any(option.has("VERB") for one in self._tokens[place:] for option in one.options):
            return None
        return Odd(phrase, ("gent",), token)

    def _has_head(self, place: int, adjective: Option, *, listed: bool = False) -> bool:
        """Whether a noun may stand behind an adjective, or none has to.

        Args:
            listed: another adjective of a list stood before: «в старом и новом заводах».
        """
        if place + 1 == len(self._tokens):
            return True
        after = self._tokens[place + 1]
        if after.open or after.is_title or not after.beside or after.joins:
            return True
        # «в старом и новом заводах», «новые завод и фабрика»
        in_list = listed or self._is_listed(place) or (adjective.number == "plur" and self._begins_list(place + 1))
        if any(adjective.agrees(option, number=not in_list) for option in after.nouns):
            return True
        # «с новыми каменным домом и садом»
        several = adjective.number == "plur" and self._has_list(place + 2)
        for option in after.adjectives:
            if adjective.agrees(option, number=not several) and self._has_head(place + 1, option, listed=listed):
                return True
        if after.governed or self._stands_alone(adjective, after):
            return True
        if self._is_counted(place) and adjective.number == "plur" and any(after.having("gent")):
            return True
        return self._has_complement(place, adjective)

    def _is_counted(self, place: int) -> bool:
        """Whether a number stands before a word: «два новых завода», «3 новых завода»."""
        if not place:
            return self._counted
        return any(option.part == "NUMR" or option.has("Anum") for option in self._tokens[place - 1].options)

    def _has_complement(self, place: int, adjective: Option) -> bool:
        """Whether what follows an adjective may belong to it, and its noun stand behind that: «полный людей зал»."""
        if adjective.has("Apro", "Anum", "Subx"):
            return False
        cases = ("gent", "datv", "ablt", *(["accs"] if adjective.part == "PRTF" else []))
        complement = self._tokens[place + 1]
        if not any(complement.having(*cases)):
            return False
        skipped: list[Token] = []
        for later in self._run(place + 1):
            if skipped and ((later.open and later.word.small) or any(map(adjective.agrees, later.nouns))):
                # An adjective between them belongs to a noun that stands there too.
                return all(
                    any(one.agrees(other) for one in token.options for noun in skipped for other in noun.nouns)
                    for token in skipped
                    if token.adjectives and not token.nouns
                )
            skipped.append(later)
        return False

    def _stands_alone(self, adjective: Option, after: Token) -> bool:
        """Whether an adjective may have no noun behind it, by what follows."""
        if self._syntax.is_relative(adjective) or any(option.part == "NPRO" for option in after.options):
            return True
        if self._syntax.is_substantive(adjective):
            return any(option.case not in ("loct", "ablt") for option in after.options)
        # «среди которых были», «у последней неудобное управление»; no other adjective stands before a verb so.
        if self._syntax.is_elliptic(adjective):
            return any(not option.case or option.case == "nomn" for option in after.options)
        return any(not option.case and not option.has("VERB", "INTJ") for option in after.options)

    def _phrase(self, place: int) -> list[Token]:
        """The words from a place to the noun, or the first only."""
        for end in range(place, len(self._tokens)):
            token = self._tokens[end]
            if end > place and not token.beside:
                break
            if token.nouns and not token.is_possessive and not self._precedes(end):
                return list(self._tokens[place : end + 1])
            if not token.adjectives:
                break
        return [self._tokens[place]]

    def _belongs_before(self, place: int) -> bool:
        """Whether an adjective may belong to a word before it: «завод тракторный рабочие», «завод, большой и новый»."""
        listed = False
        adjective = self._tokens[place]
        for number in range(place - 1, max(place - 1 - _REACH, -1), -1):
            later, before = self._tokens[number + 1], self._tokens[number]
            if not (later.beside or later.listed):
                return False
            if before.open and number == place - 1:
                return True
            listed = listed or later.listed or before.joins
            if any(one.agrees(other, number=not listed) for one in adjective.options for other in before.options):
                return True
        return False

    def _has_list(self, place: int) -> bool:
        """Whether a list may begin near a place."""
        return any(token.joins or token.listed for token in self._tokens[place : place + _REACH])

    def _precedes(self, place: int) -> bool:
        """Whether a word may be an adjective and agrees as one with the noun behind it: «рабочих классах»."""
        after = [token for token in self._tokens[place + 1 : place + 2] if token.beside and not token.joins]
        return any(
            one.agrees(noun) for token in after for one in self._tokens[place].adjectives for noun in token.nouns
        )

    def _run(self, place: int) -> Iterator[Token]:
        """The words from a place on that nothing but spaces divide."""
        for token in self._tokens[place : place + _REACH]:
            if not token.beside or token.joins:
                return
            yield token

    def _is_listed(self, place: int) -> bool:
        """Whether an adjective stands in a list: «московской и ленинградской областях»."""
        return self._tokens[place].listed or (place > 0 and self._tokens[place - 1].joins)

    def _begins_list(self, place: int) -> bool:
        """Whether a noun begins a list: «новые завод и фабрика»."""
        after = self._tokens[place + 1 : place + 2]
        return bool(after) and (after[0].joins or after[0].listed)


def _is_thing(token: Token, *cases: str) -> bool:
    """Whether a word is a noun in the singular, no person's, and can have no other than some cases."""
    return all(
        option.part == "NOUN" and option.number == "sing" and option.case in cases and option.animacy == "inan"
        for option in token.options
    )
