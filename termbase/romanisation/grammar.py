"""Phrases in which no reading of the words agrees: a case that a preposition does not govern, an adjective by a noun.

All that a word may be counts, and all that a phrase may be: an adjective may stand for a noun, before its noun or
behind it, with a complement between them, and a word that is not known may be anything. What is left is certain:

1. What follows a preposition has a case that the preposition governs (o stakhanovskim: no prepositional).
2. The adjectives between a preposition and a noun agree with the noun (vo vse strane).
3. Without a preposition, an adjective agrees with some noun beside it.
4. In a list after a preposition, a noun between two that have the case has it too (ko vsem rabochim, tekhnikom i …).
5. Of two nouns in a row without a verb, the second is no nominative (izdanie gazeta), unless it is a name or a person.

The phrase is put right with the fewest words changed; of equals, as it stands elsewhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termbase.index.grams import distance
from termbase.romanisation.passages import Passage, Word
from termbase.romanisation.syntax import Option, Syntax, Token
from termbase.romanisation.writing import Writing
from termbase.text import key

_REACH = 6
"""Words in which the noun of an adjective is looked for, over its complements (postroennyi rabochimi zavod)."""
_SHOWN = 3
_LIST = 3
"""Nouns from which on a list says which case it has."""


class Clash(NamedTuple):
    """A phrase that cannot be right."""

    passage: Passage
    words: tuple[Word, ...]
    """The phrase, its words in the order of the text."""
    wrong: tuple[Word, ...]
    """Those that the first proposal changes."""
    expected: tuple[str, ...]
    """The phrase as it could be, best first, spelt as the document spells."""
    meant: tuple[str, ...]
    """The same in Cyrillic."""
    reason: str


class _Proposal(NamedTuple):
    changes: tuple[tuple[Token, str], ...]
    """The words to be changed and what they become, in Cyrillic."""
    rank: tuple[object, ...]


class _Odd(NamedTuple):
    """What cannot be right."""

    phrase: Sequence[Token]
    cases: tuple[str, ...]
    """Those in which it would be right, the likeliest first."""
    after: Token | None
    """What it depends on: a preposition, a noun."""
    others: Sequence[Token] = ()
    """Nouns of the same list, whose number it has."""


class Grammar:
    """Looks at the phrases of one document."""

    def __init__(self, writing: Writing, syntax: Syntax) -> None:
        self._writing = writing
        self._syntax = syntax
        self._pairs = {
            (key(first.text), key(second.text))
            for passage in writing.passages
            for first, second in zip(passage.words, passage.words[1:], strict=False)
        }

    def clashes(self) -> Iterator[Clash]:
        """The clashes of the document in its order."""
        for passage in self._writing.passages:
            if len(passage.words) > 1 and passage.is_phrase:
                yield from self._of_passage(passage)

    def _of_passage(self, passage: Passage) -> Iterator[Clash]:
        tokens = self._syntax.tokens(passage, self._writing.scheme)
        for place, token in enumerate(tokens[:-1]):
            if token.governed:
                found = self._governed(tokens, place)
            elif place and tokens[place - 1].governed:
                found = None
            else:
                found = self._unmatched(tokens, place) or self._unattached(tokens, place)
            # A word that is spelt wrong is told of for that.
            if found and all(self._writing.is_right(one.word) for one in found.phrase):
                yield from self._clash(passage, found)

    # 1, 2 and 4: after a preposition

    def _governed(self, tokens: Sequence[Token], place: int) -> _Odd | None:
        preposition, first = tokens[place], tokens[place + 1]
        if not first.beside:
            return None
        usual = self._syntax.usual(preposition)
        # Rare government needs something that asks for it, which a title that begins with the preposition lacks.
        cases = preposition.governed if place else usual
        if self._syntax.is_adverb(preposition) or (place and self._syntax.is_idiom(tokens[place - 1], preposition)):
            cases = (*cases, "nomn")
        if not self._possible(tokens, place + 1, cases):
            return _Odd(self._phrase(tokens, place + 1), usual, preposition)
        if items := self._odd_one(tokens, place + 1, cases):
            return _Odd(items[:1], usual, preposition, items[1:])
        return None

    def _possible(self, tokens: Sequence[Token], place: int, cases: tuple[str, ...]) -> bool:
        """Whether what begins at a place may follow a preposition."""
        token = tokens[place]
        if self._syntax.is_possessive(token) and place + 1 < len(tokens) and tokens[place + 1].beside:
            return self._possible(tokens, place + 1, cases)
        if token.open or token.is_title:
            return True
        for option in token.having(*cases):
            if not option.adjectival or self._has_head(tokens, place, option):
                return True
        # «в ещё большей степени», «о партией поставленных задачах»: what belongs to an adjective may precede it.
        adverb = any(not option.case for option in token.options)
        return any(
            any(option.part == "PRTF" or (adverb and not option.nominal) for option in other.having(*cases))
            or (other.open and other.word.small)
            for other in _run(tokens, place + 1)
        )

    def _odd_one(self, tokens: Sequence[Token], place: int, cases: tuple[str, ...]) -> list[Token]:
        """The one noun of a list that has none of the cases that the others share, and those; nothing if none is."""
        while place < len(tokens) and tokens[place].beside and not tokens[place].nouns and tokens[place].adjectives:
            place += 1
        items: list[Token] = []
        linked = True
        for token in tokens[place:]:
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

    def _unmatched(self, tokens: Sequence[Token], place: int) -> _Odd | None:
        """The phrase that begins with an adjective to which no noun belongs."""
        token = tokens[place]
        if token.open or not token.options or any(not option.adjectival for option in token.options):
            return None
        if any(option.part == "PRTF" or option.has("Apro", "Anum", "Subx") for option in token.options):
            return None
        after = tokens[place + 1]
        if (
            not after.beside
            or after.open
            or not after.word.small
            or not all(option.nominal for option in after.options)
        ):
            return None
        if any(self._has_head(tokens, place, option) for option in token.options):
            return None
        for before in reversed(tokens[max(place - _REACH, 0) : place]):
            if before.open or any(
                mine.agrees(other, number=False) for mine in token.options for other in before.options
            ):
                return None
        cases = dict.fromkeys(option.case for one in (token, after) for option in one.options)
        return _Odd([token, after], tuple(cases), None)

    def _unattached(self, tokens: Sequence[Token], place: int) -> _Odd | None:
        """The phrase behind a noun, both in the nominative, which must be in the genitive: «izdanie gazeta»."""
        token, phrase = tokens[place], self._phrase(tokens, place + 1)
        head = phrase[-1]
        if not phrase[0].beside or any(one.open or not one.word.small for one in (*phrase, token)[:-1]) or token.open:
            return None
        if not _is_thing(token, "nomn", "accs") or not _is_thing(head, "nomn") or not any(token.having("nomn")):
            return None
        if any(option.has("VERB") for one in tokens for option in one.options):
            return None
        return _Odd(phrase, ("gent",), token)

    def _has_head(self, tokens: Sequence[Token], place: int, adjective: Option, *, listed: bool = False) -> bool:
        """Whether a noun may stand behind an adjective, or none has to.

        Args:
            listed: another adjective of a list stood before: «в старом и новом заводах».
        """
        if place + 1 == len(tokens):
            return True
        after = tokens[place + 1]
        if after.open or after.is_title or not after.beside or after.joins:
            return True
        # «в старом и новом заводах», «новые завод и фабрика»
        in_list = (
            listed or _is_listed(tokens, place) or (adjective.number == "plur" and _begins_list(tokens, place + 1))
        )
        if any(adjective.agrees(option, number=not in_list) for option in after.nouns):
            return True
        for option in after.adjectives:
            if adjective.agrees(option) and self._has_head(tokens, place + 1, option, listed=listed):
                return True
        if after.governed or self._stands_alone(adjective, after):
            return True
        counted = place and any(option.part == "NUMR" or option.has("Anum") for option in tokens[place - 1].options)
        if counted and adjective.number == "plur" and any(option.case == "gent" for option in after.nouns):
            return True
        return self._has_complement(tokens, place, adjective)

    @staticmethod
    def _has_complement(tokens: Sequence[Token], place: int, adjective: Option) -> bool:
        """Whether what follows an adjective may belong to it, and its noun stand behind that: «полный людей зал»."""
        if adjective.has("Apro", "Anum", "Subx"):
            return False
        cases = ("gent", "datv", "ablt", *(["accs"] if adjective.part == "PRTF" else []))
        complement = tokens[place + 1]
        if not any(complement.having(*cases)):
            return False
        skipped: list[Token] = []
        for later in _run(tokens, place + 1):
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
        if any(option.part == "NPRO" for option in after.options):
            return True
        if self._syntax.is_substantive(adjective):
            return any(option.case != "loct" for option in after.options)
        # «среди которых были», «у последней неудобное управление»; no other adjective stands before a verb so.
        if self._syntax.is_elliptic(adjective):
            return any(not option.case or option.case == "nomn" for option in after.options)
        return any(not option.case and not option.has("VERB", "INTJ") for option in after.options)

    # What it would be

    @staticmethod
    def _phrase(tokens: Sequence[Token], place: int) -> list[Token]:
        """The words from a place to the noun, or the first only."""
        for end in range(place, len(tokens)):
            token = tokens[end]
            if end > place and not token.beside:
                break
            if token.nouns:
                return list(tokens[place : end + 1])
            if not token.adjectives:
                break
        return [tokens[place]]

    def _clash(self, passage: Passage, odd: _Odd) -> Iterator[Clash]:
        proposals = sorted(self._proposals(passage, odd), key=lambda proposal: proposal.rank)
        if not proposals:
            return
        first, last = odd.phrase[0].place, odd.phrase[-1].place
        if odd.after and odd.after.place == first - 1:
            first -= 1
        words = passage.words[first : last + 1]
        texts = dict.fromkeys(self._written(passage, words, proposal) for proposal in proposals)
        meant = dict.fromkeys(" ".join(source for _, source in proposal.changes) for proposal in proposals)
        yield Clash(
            passage,
            tuple(words),
            tuple(token.word for token, _ in proposals[0].changes),
            tuple(texts)[:_SHOWN],
            tuple(meant)[:_SHOWN],
            self._reason(odd),
        )

    def _written(self, passage: Passage, words: Sequence[Word], proposal: _Proposal) -> str:
        text = self._writing.texts[passage.number]
        start, end = words[0].start, words[-1].end
        for token, source in reversed(proposal.changes):
            spelt = self._writing.spell(source, token.word.text)
            text = text[: token.word.start] + spelt + text[token.word.end :]
            end += len(spelt) - (token.word.end - token.word.start)
        return text[start:end]

    def _proposals(self, passage: Passage, odd: _Odd) -> Iterator[_Proposal]:
        phrase, head = odd.phrase, odd.phrase[-1]
        numbers = {option.number for token in odd.others or phrase for option in token.options}
        for order, case in enumerate(odd.cases):
            for option in head.nouns or head.adjectives:
                for number in ("sing", "plur"):
                    like = option._replace(
                        case=case, number=number, gender=self._gender(option) if number == "sing" else ""
                    )
                    changes = list(self._changes(phrase, option, like))
                    if any(not source for _, source in changes) or not changes:
                        continue
                    spelt = [self._writing.spell(source, token.word.text) for token, source in changes]
                    apart = sum(
                        distance(key(new), key(token.word.text), len(new))
                        for (token, _), new in zip(changes, spelt, strict=True)
                    )
                    rank = (
                        len(changes),
                        -self._evidence(passage, changes, spelt),
                        number not in numbers,
                        sum(token is head for token, _ in changes),
                        order,
                        apart,
                    )
                    yield _Proposal(tuple(changes), rank)

    def _changes(self, phrase: Sequence[Token], noun: Option, like: Option) -> Iterator[tuple[Token, str]]:
        """What the words become with a noun in a case and number; an empty form where a word has none."""
        for token in phrase:
            head = token is phrase[-1]
            same = [one for one in token.options if (noun.is_same(one) if head else one.adjectival)]
            if any(option.agrees(like) for option in same) or self._syntax.is_possessive(token):
                continue
            forms = [self._syntax.inflected(option, like) for option in same]
            yield token, next(filter(None, forms), "")

    def _gender(self, noun: Option) -> str:
        """The gender of a noun in the singular, whatever number the word is in."""
        tags = noun.analysis.grammemes
        return next((gender for gender in ("masc", "femn", "neut") if gender in tags), "")

    def _evidence(self, passage: Passage, changes: Sequence[tuple[Token, str]], spelt: Sequence[str]) -> int:
        """How many of the pairs of words that a change makes stand elsewhere in the document."""
        texts = [key(word.text) for word in passage.words]
        for (token, _), new in zip(changes, spelt, strict=True):
            texts[token.place] = key(new)
        near = {place + side for token, _ in changes for place in (token.place,) for side in (-1, 0)}
        return sum((texts[place], texts[place + 1]) in self._pairs for place in near if 0 <= place < len(texts) - 1)

    def _reason(self, odd: _Odd) -> str:
        names = self._syntax.case_names

        def told(token: Token) -> str:
            found = dict.fromkeys(f"{names[option.case]} {option.number}" for option in token.options if option.case)
            return f"“{token.word.text}” is {', '.join(found)}"

        first = odd.phrase[0]
        if odd.after and not odd.after.governed:
            return f"a noun behind “{odd.after.word.text}” is in the {names[odd.cases[0]]}, unless it is a name"
        if odd.after and not any(first.having(*odd.cases)):
            cases = " or ".join(names[case] for case in odd.cases)
            return f"“{odd.after.word.text}” governs the {cases}; {told(first)}"
        return f"they do not agree: {'; '.join(map(told, odd.phrase))}"


def _is_thing(token: Token, *cases: str) -> bool:
    """Whether a word is a noun in the singular, no person's, and can have no other than some cases."""
    return all(
        option.part == "NOUN" and option.number == "sing" and option.case in cases and option.animacy == "inan"
        for option in token.options
    )


def _run(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    """The words from a place on that nothing but spaces divide."""
    for token in tokens[place : place + _REACH]:
        if not token.beside or token.joins:
            return
        yield token


def _is_listed(tokens: Sequence[Token], place: int) -> bool:
    """Whether an adjective stands in a list: «московской и ленинградской областях»."""
    return tokens[place].listed or (place > 0 and tokens[place - 1].joins)


def _begins_list(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun begins a list: «новые завод и фабрика»."""
    after = tokens[place + 1 : place + 2]
    return bool(after) and (after[0].joins or after[0].listed)


def clashes(writing: Writing) -> Iterator[Clash]:
    """The phrases of a document that cannot be right, in its order; nothing where its scheme is not known."""
    if writing.scheme:
        yield from Grammar(writing, writing.tools.syntax).clashes()
