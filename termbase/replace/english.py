"""English: number and possessive of the old term, and the article before the new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from termbase.replace.wording import Listed, written
from termbase.units import Edit

_ARTICLE = re.compile(r"(?<![\w'’-])(?P<article>an?)\s+['\"‘“]?$", re.IGNORECASE)
_APOSTROPHES = ("'", "’")
_LOOSE = ("variant", "spelling")
"""Features that say how a form is written, not which form it is."""


class English:
    """Finds the form of an English term that fits in the place of another, and the article it takes."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """``data`` is ``data/languages/en.toml`` as a dict."""
        self._grammar: dict[str, list[str]] = data["grammar"]
        self._prepositions = frozenset(data["phrase"]["prepositions"])
        article = data["article"]
        self._ordinal = re.compile(data.get("memory", {}).get("ordinal", "(?!)"))
        self._vowels = re.compile(article["vowel"], re.IGNORECASE)
        self._doubtful = re.compile(article["doubtful"], re.IGNORECASE)
        self._letters: str = article["letters"]

    def form(self, found: str, old: Listed, new: Listed) -> str | None:
        """The new term in the form that the old one has.

        None: the form is not told by the letters, the new term does not have it, or says less: a complement
        (“of Pravda”) would be lost.
        """
        if self._kind(old) != self._kind(new) or self._complements(old) - self._complements(new):
            return None
        labels = self.labels(found, old)
        if len(labels) != 1:
            return None
        (label,) = labels
        if not label:
            plural = {any("plur" in entry.features for entry in listed.forms) for listed in (old, new)}
            return new.term.text if len(plural) == 1 or self._kind(old) != "countable" else None
        forms = [entry.text for entry in new.forms if entry.features == label]
        if label.endswith("poss"):
            # What looks like the possessive of a plural may be a closing quotation mark: it stays where it is.
            bare = found[-1:] in _APOSTROPHES
            forms = [form for form in forms if (form[-1:] in _APOSTROPHES) == bare]
        return forms[0] if forms and (label != "past" or len(forms) == 1) else None

    def labels(self, found: str, listed: Listed) -> frozenset[str]:
        """Which forms of a term its letters may be; none where that is not known."""
        there = [entry for entry in listed.forms if written(entry.text) == written(found)]
        if any(not entry.features and written(entry.text) != written(listed.term.text) for entry in there):
            return frozenset()  # kolkhozy: listed, but not as which form
        labels = frozenset(self._label(entry.features) for entry in there)
        return frozenset({""}) if "" in labels else labels  # the listed form, which variants are also made of

    def number(self, text: str, start: int, end: int, new: str) -> list[Edit] | None:
        """The edits around a number that another takes the place of; None: it is not certain."""
        return None if self._ordinal.match(text, end) else self.article(text, start, new + text[end:])

    def article(self, text: str, start: int, better: str) -> list[Edit] | None:
        """What becomes of “a” or “an” before a place; None: the sound of the new term is not certain."""
        match = _ARTICLE.search(text, 0, start)
        if match is None:
            return []
        word = re.match(r"\W*(\w*)", better)
        first = word[1] if word else ""
        vowel = self._begins_with_vowel(first)
        if vowel is None:
            return None
        old = match["article"]
        wanted = old[0] + (("N" if old.isupper() and better.isupper() else "n") if vowel else "")
        return [] if wanted == old else [Edit(match.start("article"), match.end("article"), wanted)]

    def _begins_with_vowel(self, word: str) -> bool | None:
        if not word or not word[0].isascii() or self._doubtful.match(word):
            return None
        if sum(map(str.isupper, word[:2])) == 2:  # read letter by letter: an MTS
            return word[0] in self._letters
        return bool(self._vowels.match(word))

    def _label(self, features: str) -> str:
        return " ".join(word for word in features.split() if word not in _LOOSE)

    def _kind(self, listed: Listed) -> str:
        """What decides about articles and number."""
        words = set(listed.term.grammar.split())
        return next(
            (kind for kind in ("verb", "still", "name", "plural", "uncountable") if words & set(self._grammar[kind])),
            "countable",
        )

    def _complements(self, listed: Listed) -> frozenset[str]:
        return self._prepositions & set(listed.term.text.lower().split())
