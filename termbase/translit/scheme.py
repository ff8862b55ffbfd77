"""What a transliteration scheme is: letters, rules in a context, words apart, samples that prove it.

Hangul is written in syllables, but its rules speak of the letters in them. ``spelled`` takes the
syllables apart into the conjoining letters of Unicode, where the beginning and the end of a syllable
have letters of their own; normalisation to NFC puts them together again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

# Letters of a source script, as ranges for a regular expression (ISO 15924 code -> ranges).
SCRIPTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Cyrl": "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d",
        "Hang": "\uac00-\ud7a3\u1100-\u11ff",
    }
)
EDGES: Final = frozenset({"start", "end"})
CAPITALS: Final = frozenset({"word", "letter", "name"})
SYLLABLES: Final = re.compile("[\uac00-\ud7a3]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One replacement.

    ``source`` is one or more letters in lower case, spelled; ``target`` may be empty. ``after`` and
    ``before`` name what must stand next to it in the *source*: ``start`` or ``end`` of the word,
    a class of the scheme, a single letter, or several of these in a row with spaces between them
    (``start vowel``); one of them is enough; none means anywhere.
    """

    source: str
    target: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    option: str = ""
    note: str = ""

    @property
    def contextual(self) -> bool:
        """Whether the rule depends on its neighbours."""
        return bool(self.after or self.before)

    def __str__(self) -> str:
        """Write the rule as a line: ``е → ye (after start, vowel)``."""
        sides = [f"after {', '.join(self.after)}"] if self.after else []
        sides += [f"before {', '.join(self.before)}"] if self.before else []
        return f"{self.source} → {self.target or '∅'}" + (f" ({'; '.join(sides)})" if sides else "")


@dataclass(frozen=True, slots=True)
class Sample:
    """One word and its expected result; ``origin`` says who published the pair."""

    source: str
    result: str
    origin: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One transliteration scheme, complete: nothing is looked up elsewhere.

    ``rules`` are in order of precedence: words apart, then contextual ones as written in the file,
    then plain ones, the longest source first. ``first`` are schemes that the text goes through before
    (how Korean is pronounced, before the sounds are spelled). ``language`` is ISO 639-3, the scripts
    are ISO 15924. ``period`` is (first year, last year); the last is None while the scheme is in use.
    ``capitals`` is ``word`` (a word in capitals stays in capitals, unless it is an acronym: one
    without a letter of the class ``vowel``), ``letter`` (every capital for itself, Щ → Sch even
    inside ЩИТ; also right where one letter always gives one letter, or the source has no capitals)
    or ``name`` (every word is a name and begins with a capital; not after a hyphen).
    ``after_digit`` stands between a digit and a word that follows at once (ALA-LC: 2판, 2-p’an).
    ``options`` names the switches of the scheme and what each does; those in ``enabled`` are on.
    ``base`` is the id of the scheme from which this one is derived, or empty.
    """

    id: str
    title: str
    source: str
    verified: str
    language: str
    source_script: str
    target_script: str
    period: tuple[int, int | None]
    used_by: tuple[str, ...]
    rules: tuple[Rule, ...]
    samples: tuple[Sample, ...]
    capitals: str = "word"
    after_digit: str = ""
    base: str = ""
    first: tuple[Scheme, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict, hash=False)
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    enabled: frozenset[str] = frozenset()

    def enabling(self, *names: str) -> Scheme:
        """Return the scheme with these options switched on; ValueError for an unknown one."""
        for name in names:
            if name not in self.options:
                known = ", ".join(sorted(self.options)) or "none"
                raise ValueError(f"{self.id} has no option {name!r} (it has: {known})")
        return replace(self, enabled=self.enabled | set(names))


def spelled(text: str) -> str:
    """Return ``text`` in NFC, with Hangul syllables taken apart into their letters."""
    return SYLLABLES.sub(lambda run: unicodedata.normalize("NFD", run[0]), unicodedata.normalize("NFC", text))


def joins(char: str) -> bool:
    """Whether a mark joins two letters, like the tie of ALA-LC (Unicode: double above or below)."""
    return unicodedata.combining(char) in (233, 234)
