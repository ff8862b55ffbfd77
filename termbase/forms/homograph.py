"""English words that are nouns and something else (work, mean, will): which they are where they stand.

A noun of one word is the term of a concept; the same letters as a verb or an adjective are not. What decides is the
word before and the word after, by the lists of ``data/languages/en.toml`` (`context`) and ``en-parts.toml``. In
doubt the word is a noun: an editor misses less from one finding too many. Standard library only; the index stores
``Homographs.to_dict()``.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

_LISTS = (
    "determiners", "subjects", "infinitive", "before_verb", "objects", "before_adjective", "before_gerund",
    "third_person", "function_words", "auxiliaries", "contracted", "not_gerunds",
)  # fmt: skip
_PARTS = ("verb", "also_verb", "adjective")


class Homographs:
    """The lists, as sets."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self._compiled = compiled
        self._words = {name: frozenset(compiled[name]) for name in (*_LISTS, *_PARTS)}
        self._verbs = self._words["verb"] | self._words["also_verb"]
        self._closing = self._words["function_words"] | self._words["auxiliaries"]
        self._gerund: str = compiled["gerund"]
        self._nouns_after: dict[str, str] = compiled["nouns_after"]

    @classmethod
    def from_data(cls, english: Mapping[str, Any], parts: Mapping[str, Any]) -> Self:
        """From ``en.toml`` and ``en-parts.toml`` as dicts; raises ``KeyError`` for a key missing from them."""
        context = english["context"]
        lists = {name: context[name] for name in (*_LISTS, "gerund", "nouns_after")}
        return cls(lists | {name: parts[name] for name in _PARTS})

    def to_dict(self) -> dict[str, Any]:
        """The lists: dicts, lists and strings only."""
        return dict(self._compiled)

    def is_noun(self, text: str, start: int, end: int) -> bool:
        """Whether the word at ``text[start:end]`` (folded by `termbase.text.fold`) can be a noun there."""
        word = text[start:end]
        before, after = _word_before(text, start), _word_after(text, end)
        if (
            before in ("-", '"')
            or text[end : end + 1] in ("'", "-")
            or before in self._nouns_after.get(word, "").split()
        ):
            return True
        owned = before.endswith(("'s", "s'")) and before not in self._words["contracted"]
        determined = owned or before in self._words["determiners"]
        if word in self._words["function_words"]:  # his will, but: it will
            return determined and not self._goes_on(after)
        if (
            word.endswith(self._gerund) and not determined and word not in self._words["not_gerunds"]
        ):  # is making, making the
            return before not in self._words["before_gerund"] and after not in self._words["objects"]
        if determined:
            return True
        return not (self._is_verb(word, before, after) or self._is_adjective(word, before, after))

    def _is_verb(self, word: str, before: str, after: str) -> bool:
        words = self._words
        if word in self._verbs:
            if before in words["subjects"]:  # they plan, must work
                return True
            if word in words["verb"]:  # please take, hear the
                return before in words["before_verb"] or after in words["objects"]
            return before in words["infinitive"]  # to plan
        stems = (word.removesuffix("s"), word.removesuffix("es"))  # it looks
        return before in words["third_person"] and any(stem in self._verbs for stem in stems if stem != word)

    def _is_adjective(self, word: str, before: str, after: str) -> bool:
        return word in self._words["adjective"] and (before in self._words["before_adjective"] or self._goes_on(after))

    def _goes_on(self, after: str) -> bool:
        """Whether the next word continues a phrase with this one: good time, but not: good for."""
        return after.isalpha() and after not in self._closing


def _word_before(text: str, start: int) -> str:
    """The word before a place; a hyphen or quotation mark that stands right before it; "" after nothing else."""
    end = start
    while end and text[end - 1] == " ":
        end -= 1
    if end == start:
        return text[start - 1 : start]
    begin = end
    while begin and (text[begin - 1].isalnum() or text[begin - 1] == "'"):
        begin -= 1
    return text[begin:end]


def _word_after(text: str, end: int) -> str:
    """The word after a place and a space, "" where a mark or nothing follows."""
    begin = end
    while text[begin : begin + 1] == " ":
        begin += 1
    if begin == end:
        return ""
    stop = begin
    while text[stop : stop + 1].isalnum() or text[stop : stop + 1] == "'":
        stop += 1
    return text[begin:stop]
