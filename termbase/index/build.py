"""Write an index file from the expansions of concepts."""

from __future__ import annotations

import marshal
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from termbase.index import schema
from termbase.index.expand import Expander, Expansion
from termbase.index.patterns import automaton, words

_WRITTEN_TOGETHER = ("ko", "Hang")
"""Names of sets whose terms are written together with other words."""


def build_index(rules: Expander, expansions: Iterable[Expansion], path: Path) -> None:
    """Write the index of a base.

    Args:
        rules: what the concepts were expanded by.
        expansions: one a concept; retired concepts are left out.
        path: the file to write; it is empty or does not exist.
    """
    meta = {
        "complete": schema.stamp(),
        "schemes": "\n".join(rules.schemes),
        "english": "\n".join(rules.english),
        "particles": marshal.dumps(rules.particles.to_dict()),
        "homographs": marshal.dumps(rules.homographs.to_dict()),
    }
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
        db.executescript(schema.TABLES)
        _Writer(db).write(expansions)
        db.executescript(schema.INDEXES)
        db.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
        db.commit()
    finally:
        db.close()


class _Writer:
    """Fills the tables; numbers of terms and forms go on from concept to concept."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._terms = self._forms = 0
        self._patterns: dict[str, dict[str, list[int]]] = defaultdict(dict)
        self._postings: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def write(self, expansions: Iterable[Expansion]) -> None:
        current = (expansion for expansion in expansions if expansion.concept[1] != "retired")
        for n, expansion in enumerate(current, 1):
            self._add(n, expansion)
        self._db.executemany(
            "INSERT INTO gram VALUES (?, ?)",
            ((gram, self._postings[gram].tobytes()) for gram in sorted(self._postings)),
        )
        for name, patterns in self._patterns.items():
            if name.endswith(_WRITTEN_TOGETHER):
                numbered = list(patterns)
                self._db.execute("INSERT INTO automaton VALUES (?, ?)", (name, automaton(numbered)))
            else:
                numbered, texts = words(patterns)
                self._db.execute("INSERT INTO words VALUES (?, ?, ?, ?, ?)", (name, *texts))
            rows = ((name, n, form) for n, key in enumerate(numbered) for form in patterns[key])
            self._db.executemany("INSERT INTO pattern VALUES (?, ?, ?)", rows)

    def _add(self, n: int, expansion: Expansion) -> None:
        terms, forms = self._terms, self._forms
        insert = self._db.executemany
        self._db.execute("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?)", (n, *expansion.concept))
        insert(
            "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((terms + place, n, *row) for place, row in enumerate(expansion.terms, 1)),
        )
        insert(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)",
            ((forms + place, terms + row[0] + 1, *row[1:]) for place, row in enumerate(expansion.forms, 1)),
        )
        insert(
            "INSERT INTO spelling VALUES (?, ?, ?, ?)",
            ((bare, forms + form + 1, key, mask) for bare, form, key, mask in expansion.spellings),
        )
        insert("INSERT INTO bares VALUES (?, ?)", ((terms + term + 1, bares) for term, bares, _ in expansion.near))
        for term, _, grams in expansion.near:
            for gram in grams:
                self._postings[gram].append(terms + term + 1)
        for name, key, form in expansion.patterns:
            self._patterns[name].setdefault(key, []).append(forms + form + 1)
        self._terms += len(expansion.terms)
        self._forms += len(expansion.forms)
