"""Russian terms that stand in a text in Latin letters: its words are looked up, then put together to phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from termbase.index.patterns import LETTER
from termbase.index.spelt import words
from termbase.index.store import FormEntry, Index, TermEntry
from termbase.text import bare, without_diaeresis

_SIGNS = "'\"·"
_TOKEN = re.compile(f"{LETTER}(?:{LETTER}|[{_SIGNS}](?=[{_SIGNS}]*{LETTER}))*[{_SIGNS}]*")
"""A word with the signs that schemes write for letters, in it and behind it; quotation marks may be among them."""
_SIGN = re.compile(f"[{_SIGNS}]")


class Place(NamedTuple):
    """A form of a Russian term in Latin letters."""

    start: int
    end: int
    meant: list[tuple[FormEntry, TermEntry]]


class _Node(NamedTuple):
    """What may follow some words of terms."""

    after: dict[str, dict[str, _Node]]
    """What stands between words, the next word."""
    ends: list[tuple[str, str, str]]
    """What stands before the first word and behind the last one; the key of the form."""


class SpeltTerms:
    """Finds the forms of an index; remembers words."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = cache(self._read)
        self._begun = cache(self._tree)
        self._meant = cache(self._entries)

    def find(self, text: str) -> Iterator[Place]:
        """The places of forms in a folded text, overlapping ones too."""
        for token in _TOKEN.finditer(text):
            for start, ends in self._words(token[0]):
                for length, meant in ends:
                    for word, mask in meant.items():
                        node = self._begun(word)
                        yield from self._from(text, token.start() + start, token.start() + length, node, mask)

    def _from(self, text: str, start: int, end: int, node: _Node, mask: int) -> Iterator[Place]:
        for before, behind, key in node.ends:
            first = start - len(before)
            if first >= 0 and text.startswith(before, first) and text.startswith(behind, end):
                yield Place(first, end + len(behind), self._meant(key))
        for between, following in node.after.items():
            if text.startswith(between, end) and (token := _TOKEN.match(text, end + len(between))):
                for start_, ends in self._words(token[0]):
                    if start_:
                        break
                    for length, meant in ends:
                        for word in meant.keys() & following.keys():
                            if both := mask & meant[word]:
                                yield from self._from(text, start, token.start() + length, following[word], both)

    def _read(self, token: str) -> list[tuple[int, list[tuple[int, dict[str, int]]]]]:
        """The Russian words in a token, each with the mask of its schemes: by where they begin, and end.

        A sign may be a letter of the word, or an apostrophe or quotation mark beside it.
        """
        cuts = [match.start() for match in _SIGN.finditer(token)]
        starts = [0, *(cut + 1 for cut in cuts)]
        stops = sorted({*cuts, *(cut + 1 for cut in cuts), len(token)})
        found = []
        for start in starts:
            ends = [(stop, meant) for stop in stops if stop > start and (meant := self._meanings(token[start:stop]))]
            if ends:
                found.append((start, ends))
        return found

    def _meanings(self, letters: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for word, key, mask in self._index.spellings(bare(letters)):
            if letters in (key, without_diaeresis(key)):
                found[word] = found.get(word, 0) | mask
        return found

    def _tree(self, word: str) -> _Node:
        """The phrases that begin with a word."""
        root = _Node({}, [])
        for key in self._index.begun_by(word):
            spans = words(key)
            node = root
            for (_, end), (start, stop) in pairwise(spans):
                node = node.after.setdefault(key[end:start], {}).setdefault(key[start:stop], _Node({}, []))
            node.ends.append((key[: spans[0][0]], key[spans[-1][1] :], key))
        return root

    def _entries(self, key: str) -> list[tuple[FormEntry, TermEntry]]:
        rows = [
            (entry, self._index.term(entry.term)) for written, entry in self._index.spelled(bare(key)) if written == key
        ]
        return [(entry, term) for entry, term in rows if entry.via != "spelling" and term.lang.startswith("ru")]
