"""What a match lacks: terms, numbers and placeholders of the text that are others in it. Standard library only."""

from __future__ import annotations

from collections import Counter

from termbase.memory.blocks import primary
from termbase.memory.key import endings, light
from termbase.text import key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, NamedTuple

    from termbase.memory.entry import Text
    from termbase.memory.named import Named, Namer
    from termbase.memory.search import Match
else:
    from termbase.tuples import NamedTuple

_AGREEING = 3
"""Words before a term that may agree with it, and a preposition before them."""
_MARKS = '.,:;!?)»”"'
_WEIGHT = 3
"""Percent by which a match comes later for each term that it lacks; its score stays."""


class Missing(NamedTuple):
    """A term of the text that the translation of a match does not render."""

    concept: str
    term: str
    """As the text has it."""
    translations: list[str]
    """The terms of the concept in the language of the translation, preferred first."""


class Difference(NamedTuple):
    """How a match differs from the text in what is compared apart."""

    terms: list[Missing]
    numbers: list[tuple[str, str]]
    """Numbers of the match with those of the text in their place; all with an empty partner if it has more or fewer."""
    codes: list[str]
    """Placeholders and tags that only one of the two has."""


class Comparer:
    """Compares matches with the text they were found for."""

    def __init__(self, namer: Namer, text: Text, codes: Callable[[str], Sequence[str]]) -> None:
        """A comparer for one text.

        Args:
            namer: finds the terms of the base.
            text: the text.
            codes: gives the placeholders of a text as written (`termbase.formats.mask.codes`).
        """
        self._namer = namer
        self._index = namer.index
        self._text = text
        self._codes = codes
        self._named: dict[Text, list[Named]] = {}

    def named(self, text: Text) -> list[Named]:
        """The terms of a text; a capital at its beginning makes no name (Стахановец, the worker or the magazine)."""
        if text not in self._named:
            found = self._namer.terms_in(text.text, primary(text.lang))
            is_common = any(not named.start and not _is_name(named) for named in found)
            self._named[text] = [named for named in found if named.start or not (is_common and _is_name(named))]
        return self._named[text]

    def exchanges(self, match: Match) -> list[tuple[Named, Named]]:
        """Terms of the text with terms of other concepts that stand in the match in their place, all else being alike.

        Behind Korean ones the texts may differ: their particles do. So may, before Russian ones, the endings of words
        that may agree with them, and prepositions that have two forms (о, об), before English ones “a” and “an”.
        """
        mine, theirs = self._text.text, match.source.text
        return [
            (new, old)
            for old in self.named(match.source)
            for new in self.named(self._text)
            if new.term.concept != old.term.concept
            and self._leads_alike(mine[: new.start], theirs[: old.start], new.term.lang)
            and (new.term.lang.startswith("ko") or key(mine[new.end :]) == key(theirs[old.end :]))
        ]

    def _leads_alike(self, mine: str, theirs: str, lang: str) -> bool:
        one, other = key(mine).split(), key(theirs).split()
        if one == other or len(one) != len(other):
            return one == other
        if lang == "en":
            rules: Any = self._index.rules("en").get("memory", {})
            return one[:-1] == other[:-1] and {one[-1], other[-1]} <= {*rules.get("alike", ())}
        if lang != "ru":
            return False
        first = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        listed: Any = self._index.rules("ru")["variants"]
        prepositions = {frozenset((pair["short"], pair["long"])) for pair in listed}
        return len(one) - first <= _AGREEING and all(
            word == there
            or frozenset((word, there)) in prepositions
            or light(word, endings(self._index)) == light(there, endings(self._index))
            for word, there in zip(one[first:], other[first:], strict=True)
        )

    def counted_alike(self, match: Match) -> bool:
        """Whether the texts differ only in numbers and in the forms of the words that follow them (2 тонны, 5 тонн)."""
        mine, theirs = self._text.key.split(), match.source.key.split()
        return len(mine) == len(theirs) and all(
            word == there or (place > 0 and mine[place - 1] == "0" == theirs[place - 1] and self._is_form(word, there))
            for place, (word, there) in enumerate(zip(mine, theirs, strict=True))
        )

    def _is_form(self, one: str, other: str) -> bool:
        """Whether words differ in their endings only."""
        one, other = one.strip(_MARKS), other.strip(_MARKS)
        if light(one, endings(self._index)) == light(other, endings(self._index)):
            return True
        rules: Any = self._index.rules("en").get("memory", {"endings": {}})
        shorter, longer = sorted((one, other), key=len)
        return any(
            longer.endswith(ending) and shorter in {longer.removesuffix(ending) + base for base in bases}
            for ending, bases in rules["endings"].items()
        )

    def difference(self, match: Match) -> Difference:
        """How a match differs."""
        mine, theirs = self._codes(self._text.text), self._codes(match.source.text)
        ours, others = Counter(mine), Counter(theirs)
        only = sorted(((ours - others) + (others - ours)).elements(), key=(*mine, *theirs).index)
        return Difference(self._missing(match), self._numbers(match, mine, theirs), only)

    def _missing(self, match: Match) -> list[Missing]:
        lang = primary(match.target.lang)
        by_place: dict[tuple[int, int], list[Named]] = {}
        for named in self.named(self._text):
            by_place.setdefault((named.start, named.end), []).append(named)
        found: dict[str, Missing] = {}
        for readings in by_place.values():
            concepts = [self._index.concept(named.term.concept) for named in readings]
            # A broad term names other things too; what the base has no term for cannot be missing.
            if any(named.term.broad for named in readings) or not concepts[0].terms.get(lang):
                continue
            if not any(self._namer.renders(concept.n, match.target.text, lang) for concept in concepts):
                written = self._text.text[readings[0].start : readings[0].end]
                found.setdefault(concepts[0].id, Missing(concepts[0].id, written, concepts[0].terms[lang]))
        return list(found.values())

    def _numbers(self, match: Match, mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[str, str]]:
        ours, others = numbers(self._text.text, mine), numbers(match.source.text, theirs)
        if self._text.key != match.source.key and sorted(ours) == sorted(others):
            return []
        if len(ours) != len(others):
            return [(number, "") for number in others if number not in ours] + [
                ("", number) for number in ours if number not in others
            ]
        return [(other, own) for own, other in zip(ours, others, strict=True) if own != other]


def _is_name(named: Named) -> bool:
    return not {"name", "proper"}.isdisjoint(named.term.grammar.split())


def numbers(text: str, codes: Sequence[str]) -> list[str]:
    """The runs of digits of a text, those of its placeholders left out."""
    for code in codes:
        text = text.replace(code, " ", 1)
    return "".join(char if char.isdecimal() else " " for char in text).split()


def ranked(found: Sequence[tuple[Match, Difference]]) -> list[tuple[Match, Difference]]:
    """Matches with their differences, best first: each missing term costs a little."""
    return sorted(found, key=lambda one: -one[0].score + _WEIGHT * len(one[1].terms))
