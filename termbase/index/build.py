"""Write an index file from the expansions of concepts."""

from __future__ import annotations

import marshal
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from termbase.index import schema
from termbase.index.expand import Expander, Expansion
from termbase.index.patterns import automaton, words
from termbase.index.speller import SpeltWord
from termbase.index.spelt import words as words_of

_WRITTEN_TOGETHER = ("ko", f"{schema.DERIVED}ko", schema.TRANSCRIBED)
"""Sets whose terms are written together with other words."""
Spell = Callable[[Iterable[str]], Iterable[tuple[str, SpeltWord]]]
"""Words to themselves and their spellings, in the same order."""


def build_index(rules: Expander, expansions: Iterable[Expansion], spell: Spell, path: Path) -> None:
    """Write the index of a base.

    Args:
        rules: what the concepts were expanded by.
        expansions: one a concept; retired concepts are left out.
        spell: is asked for the spellings of the words of Russian terms, each once.
        path: the file to write; it is empty or does not exist.
    """
    meta = {
        "complete": schema.stamp(),
        "schemes": "\n".join(rules.schemes),
        "english": "\n".join(rules.english),
        "particles": marshal.dumps(rules.particles.to_dict()),
        "homographs": marshal.dumps(rules.homographs.to_dict()),
        **{f"rules-{lang}": marshal.dumps(data) for lang, data in rules.rules.items()},
    }
    db = sqlite3.connect(path)
    try:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
        db.executescript(schema.TABLES)
        writer = _Writer(db)
        writer.write(expansions)
        writer.write_words(spell)
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
        self._postings = _Postings()
        self._russian: dict[str, None] = {}

    def write(self, expansions: Iterable[Expansion]) -> None:
        current = (expansion for expansion in expansions if expansion.concept[1] != "retired")
        for n, expansion in enumerate(current, 1):
            self._add(n, expansion)
        self._db.executemany("INSERT INTO gram VALUES (?, ?)", self._postings.rows())
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
        self._db.execute("INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (n, *expansion.concept))
        insert(
            "INSERT INTO term VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((terms + place, n, *row) for place, row in enumerate(expansion.terms, 1)),
        )
        insert(
            "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)",
            ((forms + place, terms + row[0] + 1, *row[1:]) for place, row in enumerate(expansion.forms, 1)),
        )
        insert(
            "INSERT INTO spelling VALUES (?, ?, ?)",
            ((bare, forms + form + 1, key) for bare, form, key in expansion.spellings),
        )
        insert("INSERT INTO bares VALUES (?, ?)", ((terms + term + 1, bares) for term, bares, _ in expansion.near))
        for term, _, grams in expansion.near:
            self._postings.add(terms + term + 1, grams)
        for name, key, form in expansion.patterns:
            self._patterns[name].setdefault(key, []).append(forms + form + 1)
        self._russian.update(dict.fromkeys(expansion.russian))
        self._terms += len(expansion.terms)
        self._forms += len(expansion.forms)

    def write_words(self, spell: Spell) -> None:
        """The words of the Russian terms written so far."""
        begun: dict[str, list[str]] = {}
        for key in self._russian:
            found = [key[start:end] for start, end in words_of(key)]
            for place, word in enumerate(found):
                phrases = begun.setdefault(word, [])
                if not place:
                    phrases.append(key)
        postings = _Postings()
        for n, (word, (spellings, grams)) in enumerate(spell(begun), 1):
            bares = dict.fromkeys(bare for bare, _, _ in spellings)
            self._db.execute(
                "INSERT INTO word VALUES (?, ?, ?, ?)", (n, word, "\n".join(bares), "\n".join(begun[word]))
            )
            self._db.executemany(
                "INSERT INTO spelt VALUES (?, ?, ?, ?)", ((bare, n, key, mask) for bare, key, mask in spellings)
            )
            postings.add(n, grams)
        self._db.executemany("INSERT INTO word_gram VALUES (?, ?)", postings.rows())


class _Postings:
    """3-grams to the numbers of what has them."""

    def __init__(self) -> None:
        self._numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, number: int, grams: Iterable[str]) -> None:
        for gram in grams:
            self._numbers[gram].append(number)

    def rows(self) -> Iterator[tuple[str, bytes]]:
        return ((gram, numbers.tobytes()) for gram, numbers in sorted(self._numbers.items()))
