"""A second opinion on Korean terms inside longer words: the analyser kiwipiepy (the extra ``termbase[korean]``).

The particle grammar of `termbase.forms.korean` decides first; only what it leaves open comes here (운동 in 운동본부,
but not in 운동장). Loading takes one to five seconds and half a gigabyte, so it happens for the first such word.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from termbase.files import InputError

PACKAGE = "kiwipiepy"
_NO_NOUNS = ("J", "E", "V", "XSV", "XSA")
"""Tags of the Sejong corpus: particles, endings, verbs and adjectives, suffixes that make them."""
_NAME = "NNP"
_PART = 2
"""Syllables of the shortest Sino-Korean word."""
_ENDS = ".!?…\n"
_LONGEST = 300
"""Characters of a piece that is analysed at once, when no sentence ends before."""


class Kiwi:
    """The analyser; remembers the sentence it saw last, because the terms of a text come in its order."""

    def __init__(self) -> None:
        """Make sure that the package is there.

        Raises:
            InputError: it is not installed.
        """
        if find_spec(PACKAGE) is None:
            raise InputError(PACKAGE, "is not installed; it comes with the extra termbase[korean]")
        self._sentence = ""
        self._morphemes: list[tuple[int, int, str]] = []

    @cached_property
    def _kiwi(self) -> Any:
        # Lists for misspellings and for names of several words would cost memory, and nothing is gained by them here.
        return import_module(PACKAGE).Kiwi(load_typo_dict=False, load_multi_dict=False)

    def is_noun(self, text: str, start: int, end: int) -> bool:
        """Whether nouns begin and end with ``text[start:end]``, which stands in a longer word."""
        begin = max(text.rfind(mark, max(0, start - _LONGEST), start) for mark in _ENDS) + 1 or max(0, start - _LONGEST)
        stops = [place for mark in _ENDS if (place := text.find(mark, end, end + _LONGEST)) >= 0]
        sentence = text[begin : min(stops, default=end + _LONGEST)]
        if sentence != self._sentence:
            self._sentence = sentence
            self._morphemes = [
                (token.start, token.start + token.len, str(token.tag)) for token in self._kiwi.tokenize(sentence)
            ]
        first, last = start - begin, end - begin
        if any(begin + _PART <= first and end == last and tag == _NAME for begin, end, tag in self._morphemes):
            return True  # the last part of a name that the analyser knows as one word: 인천공항
        within = [morpheme for morpheme in self._morphemes if first <= morpheme[0] and morpheme[1] <= last]
        whole = bool(within) and (within[0][0], within[-1][1]) == (first, last)
        return whole and not any(tag.startswith(_NO_NOUNS) for _, _, tag in within)
