"""What the reading of romanised Russian stands on, loaded once: identifier, schemes, words of English."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, cast

from termbase.identify import Identifier, Lexicon, load_homographs, load_identifier, load_lexicon
from termbase.identify.reader import Reader
from termbase.index.cache import open_index
from termbase.romanisation.syntax import Syntax
from termbase.translit import Scheme

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4
"""Letters of an English word without its endings."""


class Tools(NamedTuple):
    """See the module."""

    identifier: Identifier
    schemes: Mapping[str, Scheme]
    lexicon: Lexicon
    terms: Mapping[str, Collection[str]]
    """The words of the English terms of the base, in small letters, and the terms; some are romanised titles."""
    little: AbstractSet[str]
    """English articles, prepositions, pronouns, auxiliaries; many of two letters are Russian words as well (on, do)."""
    reader: Reader
    syntax: Syntax
    joining: AbstractSet[str]
    """The letters in which the first halves of compound adjectives end."""
    habits: Mapping[str, Any]
    """What is no mistake though no dictionary has it: the table ``romanised`` of ``languages/ru.toml``."""

    def is_listed(self, word: str) -> bool:
        """Whether a word is English by the list, as it is or without what English puts before and behind (un-, -ly)."""
        if word in self.lexicon:
            return True
        small = word.lower()
        stems = [small.removesuffix(ending) for ending in ("", *self.habits["english_suffixes"])]
        stems += [stem.removeprefix(before) for stem in stems for before in self.habits["english_prefixes"]]
        stems += [f"{stem}{ending}" for stem in stems if stem != small for ending in self.habits["english_dropped"]]
        return any(stem != small and len(stem) >= _STEM and stem in self.lexicon for stem in stems)

    def is_english(self, word: str) -> bool:
        """Whether a word that is no spelling of a Russian one is English, by the list or by a term of the base."""
        return self.is_listed(word) or any(
            all(part in self.lexicon or not any(self.reader.readings(part)) for part in _WORD.findall(text))
            for text in self.terms.get(word.lower(), ())
        )


def load_tools(root: str | os.PathLike[str]) -> Tools:
    """The tools of a base.

    Raises:
        InputError, ShapeError: the base cannot be read.
    """
    identifier = load_identifier(root)
    schemes = identifier.schemes
    index = open_index(root)
    terms: dict[str, list[str]] = {}
    for text in index.texts("en"):
        for word in _WORD.findall(text.lower()):
            terms.setdefault(word, []).append(text)
    rules = cast("dict[str, dict[str, Any]]", index.rules("ru"))
    english = cast("dict[str, list[str]]", index.rules("en")["context"])
    lexicon = load_lexicon(root)
    return Tools(
        identifier,
        schemes,
        lexicon,
        terms,
        frozenset(english["function_words"]).union(english["auxiliaries"], english["determiners"]),
        Reader(identifier, load_homographs(root), schemes, lexicon),
        Syntax(rules, identifier.dictionary),
        frozenset(rules["words"]["joining"]),
        rules["romanised"],
    )
