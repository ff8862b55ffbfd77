"""How TBX 2008 is written for each tool; the differences are data, ``data/tbx-profiles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from termbase.files import BUNDLED, read_text
from termbase.formats.holds import ALL, Holds
from termbase.model import TERM_STATUSES, TermStatus

_OF_CATEGORIES = {
    "partOfSpeech": "grammar notes",
    "termType": "term types",
    "source": "sources",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What one tool is given; the fields are explained in the data."""

    type: str
    status: str
    words: Mapping[str, str]
    statuses: frozenset[TermStatus]
    """Of the terms that stand in sections of languages."""
    pairs: bool
    remarks: str
    preferred: bool
    small: bool
    categories: frozenset[str]
    definitions: str
    spellings: str
    regions: bool
    source: Mapping[str, str]
    flags: Mapping[str, Mapping[str, str]]
    concept: Mapping[str, str]
    extensions: bool
    values: Mapping[str, str]

    @property
    def holds(self) -> Holds:
        """What the file has a place for."""
        held = {"definitions", "domains"}
        told = {"concept statuses", "concept notes"}
        held |= {field for category, field in _OF_CATEGORIES.items() if category in self.categories}
        if self.status or self.flags:
            held.add("term statuses")
        else:
            told.add("term statuses")  # the preferred term stands first
        if self.spellings:
            held.add("spellings")
        if self.extensions:
            held.add("extensions")
        if "note" in self.categories:
            told |= {"reasons", "term notes"}
        return Holds(
            self.statuses,
            held=frozenset(held),
            told=frozenset(told),
            told_statuses=ALL - self.statuses,
            regional="held" if self.regions else "told",
            together=2,
            most=2 if self.pairs else None,
        )


@cache
def profiles() -> Mapping[str, Profile]:
    """All of them, by the name of the tool; the usual one by the empty name."""
    content = tomllib.loads(read_text(f"{BUNDLED}/tbx-profiles.toml"))
    usual = content.pop("default")
    found = {}
    for name, given in {"": {}, **content}.items():
        values = {"source": {}, "flags": {}, "concept": {}, "values": {}, **usual, **given}
        values["categories"] = frozenset(values["categories"])
        statuses = frozenset(status for status in TERM_STATUSES if status in values["words"])
        found[name] = Profile(statuses=statuses, **values)
    return found
