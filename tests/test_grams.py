"""Approximate look-up: the distance is Levenshtein's, and no near key is missed."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from termbase.index.grams import allowed_distance, distance, grams, nearest, unpack

words = st.text(st.sampled_from("abcд남"), max_size=12)


def levenshtein(first: str, second: str) -> int:
    """The textbook recurrence (Wagner and Fischer 1974), as an oracle."""
    row = list(range(len(second) + 1))
    for number, left in enumerate(first, 1):
        next_row = [number]
        for column, right in enumerate(second, 1):
            next_row.append(min(row[column] + 1, next_row[-1] + 1, row[column - 1] + (left != right)))
        row = next_row
    return row[-1]


@given(words, words)
def test_distance(first: str, second: str) -> None:
    assert distance(first, second, 3) == min(levenshtein(first, second), 4)


@given(st.lists(st.lists(words, min_size=1, max_size=3, unique=True), max_size=20), words)
def test_every_near_word_is_found(terms: list[list[str]], query: str) -> None:
    postings: dict[str, array[int]] = {}
    for number, bares in enumerate(terms):
        for gram in set().union(*map(grams, bares)):
            postings.setdefault(gram, array("I")).append(number)
    limit = allowed_distance(len(query))

    def packed(gram: str) -> bytes | None:
        return postings[gram].tobytes() if gram in postings else None

    found = nearest(query, packed, terms.__getitem__, limit)
    expected = [
        (distance, bare, number)
        for number, bares in enumerate(terms)
        for bare in bares
        if limit and (distance := levenshtein(query, bare)) <= limit and grams(bare) & grams(query)
    ]
    assert found == sorted(expected)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packing(numbers: list[int]) -> None:
    assert list(unpack(array("I", numbers).tobytes())) == numbers
