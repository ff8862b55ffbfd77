"""Phrases that cannot be right (`termbase.romanisation.agreement`), and how they would be.

A phrase is put right with the fewest words changed; of equals, as it stands elsewhere in the document, then rather with
another form of the adjective than of its noun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from termbase.index.grams import distance
from termbase.romanisation.agreement import Agreement, Odd
from termbase.romanisation.passages import HYPHENS, Passage, Word
from termbase.romanisation.phrases import Token, tokens_of
from termbase.romanisation.syntax import Option, Syntax
from termbase.romanisation.writing import Writing
from termbase.text import key

_SHOWN = 3


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
        tokens = tokens_of(passage, self._writing.scheme, self._syntax)
        before = self._writing.texts[passage.number][: passage.words[0].start].rstrip()
        for odd in Agreement(tokens, self._syntax, counted=before[-1:].isdecimal()).odd():
            # A word that is spelt wrong is told of for that.
            if all(self._writing.is_right(token.word) for token in odd.phrase):
                yield from self._clash(passage, odd)
        for place, joint in enumerate(passage.joints):
            if joint in HYPHENS:
                yield from self._halves(passage, place)

    def _halves(self, passage: Passage, place: int) -> Iterator[Clash]:
        """A compound adjective whose first half has an ending: «литературный-художественный»."""
        words = passage.words[place : place + 2]
        first, second = (
            [
                option
                for candidate in word.readings
                if self._writing.scheme in candidate.schemes
                for option in self._syntax.options(candidate.source.lower())
            ]
            for word in words
        )
        pairs = [(one, other) for one in first for other in second if one.agrees(other)]
        halves = dict.fromkeys(self._syntax.half(one) for one, other in pairs if not one.is_same(other))
        plain = all(option.part == "ADJF" and not option.has("Apro", "Anum") for option in (*first, *second))
        if not pairs or not plain or not all(halves) or len(halves) != 1:
            return
        (half,) = halves
        spelt = self._writing.spell(half, words[0].text, passage.number)
        rest = self._writing.texts[passage.number][words[0].end : words[1].end]
        reason = f"“{words[0].text}” is the first half of a compound adjective, which has no ending"
        yield Clash(passage, words, words[:1], (spelt + rest,), (half,), reason)

    def _clash(self, passage: Passage, odd: Odd) -> Iterator[Clash]:
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
            spelt = self._writing.spell(source, token.word.text, passage.number)
            text = text[: token.word.start] + spelt + text[token.word.end :]
            end += len(spelt) - (token.word.end - token.word.start)
        return text[start:end]

    def _proposals(self, passage: Passage, odd: Odd) -> Iterator[_Proposal]:
        phrase, head = odd.phrase, odd.phrase[-1]
        each = [{option.number for option in token.options} for token in odd.others or phrase]
        numbers = set.intersection(*each) or set.union(*each)
        for order, case in enumerate(odd.cases):
            for option in head.nouns or head.adjectives:
                for number in ("sing", "plur"):
                    like = option._replace(
                        case=case, number=number, gender=self._gender(option) if number == "sing" else ""
                    )
                    changes = list(self._changes(phrase, option, like))
                    if any(not source for _, source in changes) or not changes:
                        continue
                    spelt = [self._writing.spell(source, token.word.text, passage.number) for token, source in changes]
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
            if any(option.agrees(like) for option in same) or token.is_possessive:
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

    def _reason(self, odd: Odd) -> str:
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


def clashes(writing: Writing) -> Iterator[Clash]:
    """The phrases of a document that cannot be right, in its order; nothing where phrases do not show its scheme."""
    if writing.is_supported:
        yield from Grammar(writing, writing.tools.syntax).clashes()


def fit(writing: Writing, passage: Passage, place: int) -> Callable[[str], int]:
    """A measure of how well a word fits into a passage, for the choice among words that are near.

    Args:
        writing: the document.
        passage: one of its passages.
        place: number of the word whose place it is to take.

    Returns:
        For a Russian word in Cyrillic the number of words beside it with which it agrees, those with which it cannot
        agree counted off.
    """
    syntax = writing.tools.syntax
    tokens = tokens_of(passage, writing.scheme, syntax)
    here = next((number for number, token in enumerate(tokens) if token.place == place), None)
    if here is None:
        return lambda _: 0
    before = tokens[here - 1] if here and tokens[here].beside else None
    after = tokens[here + 1] if here + 1 < len(tokens) and tokens[here + 1].beside else None
    listed = [
        tokens[here + 2 * side] for side in (-1, 1) if 0 <= here + 2 * side < len(tokens) and tokens[here + side].joins
    ]

    def measured(source: str) -> int:
        return max((_fit(option, before, after, listed) for option in syntax.options(source.lower())), default=0)

    return measured


def _fit(option: Option, before: Token | None, after: Token | None, listed: Sequence[Token]) -> int:
    """With how many neighbours one reading of a word agrees, less those with which it does not.

    Args:
        listed: the words that a conjunction joins it to; those of its kind have its case.
    """
    found = 0
    for token in listed:
        alike = [other for other in token.options if other.case and other.adjectival == option.adjectival]
        if alike and len(alike) == len(token.options) and option.case:
            found += 1 if any(option.case == other.case for other in alike) else -1
    if before and before.governed:
        found += 1 if option.is_in(before.governed) else -1
    elif before and any(map(option.agrees, before.adjectives)):
        found += 1
    elif before and before.adjectives and not before.nouns and (option.nominal or option.adjectival):
        found -= 1
    elif before and before.nouns and option.case == "gent":
        found += 1
    if after and not after.joins and option.adjectival and (after.nouns or after.adjectives):
        found += 1 if any(map(option.agrees, (*after.nouns, *after.adjectives))) else -1
    return found
