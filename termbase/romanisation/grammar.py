"""Phrases in which no reading of the words agrees: a case that a preposition does not govern, an adjective beside its noun.

All that a word may be counts, and all that a phrase may be: an adjective may stand for a noun, before its noun or behind
it, with a complement between them, and a word that is not known may be anything. What is left is certain:

1. What follows a preposition has a case that the preposition governs (o stakhanovskim: no prepositional).
2. The adjectives between a preposition and a noun agree with the noun (vo vse strane).
3. Without a preposition, an adjective agrees with some noun beside it.
4. In a list after a preposition, a noun between two that have the case has it too (ko vsem rabochim, tekhnikom i …).

The phrase is put right with the fewest words changed; of equals, as it stands elsewhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
                yield from self._governed(passage, tokens, place)
            elif not (place and tokens[place - 1].governed) and (phrase := self._unmatched(tokens, place)):
                yield from self._clash(passage, phrase, None)

    # 1, 2 and 4: after a preposition

    def _governed(self, passage: Passage, tokens: Sequence[Token], place: int) -> Iterator[Clash]:
        preposition, first = tokens[place], tokens[place + 1]
        if not first.beside or not self._syntax.is_always(preposition):
            return
        if not self._possible(tokens, place + 1, preposition.governed):
            yield from self._clash(passage, self._phrase(tokens, place + 1), preposition)
        elif odd := self._odd_one(tokens, place + 1, preposition.governed):
            yield from self._clash(passage, [odd], preposition)

    def _possible(self, tokens: Sequence[Token], place: int, cases: tuple[str, ...]) -> bool:
        """Whether what begins at a place may follow a preposition."""
        token = tokens[place]
        if token.open or (not token.word.small and any(option.case == "nomn" for option in token.nouns)):
            return True
        for option in token.having(*cases):
            if not option.adjectival or self._has_head(tokens, place, option):
                return True
        # «в ещё большей степени», «о партией поставленных задачах»: what belongs to an adjective may precede it.
        adverb = any(not option.case for option in token.options)
        return any(
            other.open
            or any(option.part == "PRTF" or (adverb and not option.nominal) for option in other.having(*cases))
            for other in _run(tokens, place + 1)
        )

    def _odd_one(self, tokens: Sequence[Token], place: int, cases: tuple[str, ...]) -> Token | None:
        """The one noun of a list that has none of the cases that the others share."""
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
            return None
        for case in cases:
            odd = [item for item in items if not any(item.having(case))]
            if len(odd) == 1 and odd[0] not in (items[0], items[-1]):
                return odd[0]
        return None

    # 2 and 3: adjective and noun

    def _unmatched(self, tokens: Sequence[Token], place: int) -> list[Token]:
        """The phrase that begins with an adjective to which no noun belongs; else nothing."""
        token = tokens[place]
        if token.open or not token.options or any(not option.adjectival for option in token.options):
            return []
        if any(option.part == "PRTF" or option.has("Apro", "Anum", "Subx") for option in token.options):
            return []
        after = tokens[place + 1]
        if (
            not after.beside
            or after.open
            or not after.word.small
            or not all(option.nominal for option in after.options)
        ):
            return []
        if any(self._has_head(tokens, place, option) for option in token.options):
            return []
        for before in reversed(tokens[max(place - _REACH, 0) : place]):
            if before.open or any(
                mine.agrees(other, number=False) for mine in token.options for other in before.options
            ):
                return []
        return [token, after]

    def _has_head(self, tokens: Sequence[Token], place: int, adjective: Option, *, listed: bool = False) -> bool:
        """Whether a noun may stand behind an adjective, or none has to.

        Args:
            listed: another adjective of a list stood before: «в старом и новом заводах».
        """
        rest = [token for token in tokens[place + 1 : place + 1 + _REACH]]
        if not rest or rest[0].open or rest[0].listed:
            return True
        after = rest[0]
        if after.joins:
            return True
        if any(self._fits(adjective, option, listed=listed or _is_listed(tokens, place)) for option in after.nouns):
            return True
        if _follows_list(tokens, place + 1) and any(
            adjective.number == "plur" and adjective.agrees(option, number=False) for option in after.nouns
        ):
            return True
        for option in after.adjectives:
            if adjective.agrees(option) and self._has_head(tokens, place + 1, option, listed=listed):
                return True
        if after.governed or self._stands_alone(adjective, after):
            return True
        counted = place and any(option.part == "NUMR" or option.has("Anum") for option in tokens[place - 1].options)
        if counted and adjective.number == "plur" and any(option.case == "gent" for option in after.nouns):
            return True
        return any(
            later.open or any(self._fits(adjective, option, listed=False) for option in later.nouns)
            for later in _run(tokens, place + 2)
        )

    def _stands_alone(self, adjective: Option, after: Token) -> bool:
        """Whether an adjective may have no noun behind it, by what follows."""
        if self._syntax.is_substantive(adjective) or any(option.part == "NPRO" for option in after.options):
            return True
        # «среди которых были», «у последней неудобное управление»; no other adjective stands before a verb so.
        if self._syntax.is_elliptic(adjective):
            return any(not option.case or option.case == "nomn" for option in after.options)
        return any(not option.case and not option.has("VERB", "INTJ") for option in after.options)

    @staticmethod
    def _fits(adjective: Option, noun: Option, *, listed: bool) -> bool:
        return adjective.agrees(noun, number=not listed)

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

    def _clash(self, passage: Passage, phrase: Sequence[Token], preposition: Token | None) -> Iterator[Clash]:
        proposals = sorted(self._proposals(passage, phrase, preposition), key=lambda proposal: proposal.rank)
        if not proposals or not all(self._writing.is_right(token.word) for token in phrase):
            return
        places = [token.place for token in phrase]
        first = preposition.place if preposition and places[0] == preposition.place + 1 else places[0]
        words = passage.words[first : places[-1] + 1]
        texts = dict.fromkeys(self._written(passage, words, proposal) for proposal in proposals)
        meant = dict.fromkeys(" ".join(source for _, source in proposal.changes) for proposal in proposals)
        yield Clash(
            passage,
            tuple(words),
            tuple(token.word for token, _ in proposals[0].changes),
            tuple(texts)[:_SHOWN],
            tuple(meant)[:_SHOWN],
            self._reason(phrase, preposition),
        )

    def _written(self, passage: Passage, words: Sequence[Word], proposal: _Proposal) -> str:
        text = self._writing.texts[passage.number]
        start, end = words[0].start, words[-1].end
        for token, source in reversed(proposal.changes):
            spelt = self._writing.spell(source, token.word.text)
            text = text[: token.word.start] + spelt + text[token.word.end :]
            end += len(spelt) - (token.word.end - token.word.start)
        return text[start:end]

    def _proposals(self, passage: Passage, phrase: Sequence[Token], preposition: Token | None) -> Iterator[_Proposal]:
        head = phrase[-1]
        if preposition:
            cases: Iterable[str] = self._syntax.usual(preposition)
        else:
            cases = dict.fromkeys(option.case for token in phrase for option in token.options if option.case)
        numbers = {(token, option.number) for token in phrase for option in token.options}
        for order, case in enumerate(cases):
            for option in head.nouns or head.adjectives:
                for number in ("sing", "plur"):
                    like = option._replace(
                        case=case, number=number, gender=self._gender(option) if number == "sing" else ""
                    )
                    changes = list(self._changes(phrase, like))
                    if any(not source for _, source in changes) or not changes:
                        continue
                    others = sum((token, number) not in numbers for token, _ in changes)
                    spelt = [self._writing.spell(source, token.word.text) for token, source in changes]
                    apart = sum(
                        distance(key(new), key(token.word.text), len(new))
                        for (token, _), new in zip(changes, spelt, strict=True)
                    )
                    rank = (
                        len(changes),
                        -self._evidence(passage, changes, spelt),
                        others,
                        sum(token is head for token, _ in changes),
                        apart,
                        order,
                    )
                    yield _Proposal(tuple(changes), rank)

    def _changes(self, phrase: Sequence[Token], like: Option) -> Iterator[tuple[Token, str]]:
        """What the words become in a case and number; an empty form where a word has none."""
        for token in phrase:
            same = [option for option in token.options if option.adjectival or token is phrase[-1]]
            if any(option.agrees(like) for option in same):
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

    def _reason(self, phrase: Sequence[Token], preposition: Token | None) -> str:
        names = self._syntax.case_names

        def told(token: Token) -> str:
            found = dict.fromkeys(f"{names[option.case]} {option.number}" for option in token.options if option.case)
            return f"“{token.word.text}” is {', '.join(found)}"

        if preposition and not any(any(token.having(*preposition.governed)) for token in phrase[:1]):
            cases = " or ".join(names[case] for case in self._syntax.usual(preposition))
            return f"“{preposition.word.text}” governs the {cases}; {told(phrase[0])}"
        return f"they do not agree: {'; '.join(told(token) for token in phrase)}"


def _run(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    """The words from a place on that nothing but spaces divide."""
    for token in tokens[place : place + _REACH]:
        if not token.beside or token.joins:
            return
        yield token


def _is_listed(tokens: Sequence[Token], place: int) -> bool:
    """Whether an adjective stands in a list: «московской и ленинградской областях»."""
    return tokens[place].listed or (place > 0 and tokens[place - 1].joins)


def _follows_list(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun begins a list: «новые завод и фабрика»."""
    after = tokens[place + 1 : place + 2]
    return bool(after) and (after[0].joins or after[0].listed)


def clashes(writing: Writing) -> Iterator[Clash]:
    """The phrases of a document that cannot be right, in its order; nothing where its scheme is not known."""
    if writing.scheme:
        yield from Grammar(writing, writing.tools.syntax).clashes()
