"""Approximate look-up: the distance is Levenshtein's, and no near key is missed."""

from hypothesis import given
from hypothesis import strategies as st

from termbase.index.grams import allowed_distance, distance, grams, nearest, pack, unpack

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


@given(st.lists(words, max_size=20, unique=True), words)
def test_every_near_word_is_found(known: list[str], query: str) -> None:
    postings: dict[str, list[int]] = {}
    for number, word in enumerate(known):
        for gram in grams(word):
            postings.setdefault(gram, []).append(number)
    limit = allowed_distance(len(query))
    found = nearest(query, lambda gram: pack(postings[gram]) if gram in postings else None, known.__getitem__)
    expected = {number for number, word in enumerate(known) if limit and levenshtein(query, word) <= limit}
    shared = {number for number in expected if grams(known[number]) & grams(query)}
    assert {number for _, number in found} == shared


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packing(numbers: list[int]) -> None:
    assert list(unpack(pack(numbers))) == numbers
