"""The tables of an index file.

Lists stand as text, parts separated by tabs and line feeds, which terms and definitions cannot contain: a
look-up reads them without a JSON parser.
"""

from __future__ import annotations

import sys

_VERSION = 7
"""Raised when the tables change."""


def stamp() -> str:
    """What an index must say to be read: the version of its tables, and of the Python whose marshal format it has."""
    return f"{_VERSION} {sys.implementation.cache_tag}"


SPELLINGS = "ru-Latn"
"""The automaton of listed spellings in Latin letters."""
DERIVED = "derived-"
"""Before a language: the automaton of words that show that a translation renders a concept, and are no terms."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    definition TEXT NOT NULL,   -- a line a language: tag, text
    terms TEXT NOT NULL,        -- a line a language: tag, allowed terms, preferred first
    derived TEXT NOT NULL       -- words that show that a translation renders it, separated by tabs
);
CREATE TABLE term (
    n INTEGER PRIMARY KEY,
    concept INTEGER NOT NULL,
    lang TEXT NOT NULL,         -- of a listed romanised spelling: ru-Latn
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    instead TEXT NOT NULL,      -- what to write instead of a term that is not allowed
    reason TEXT NOT NULL,
    broad INTEGER NOT NULL,
    noun INTEGER NOT NULL,      -- an English word that may be a verb or adjective too: the context decides
    compound INTEGER,           -- inside longer Korean words: 1 yes, 0 no, NULL by length
    letters TEXT NOT NULL       -- exact, free, or empty: capitals must agree
);
CREATE TABLE form (             -- look-up: key of a written form -> term
    key TEXT NOT NULL,
    bare INTEGER NOT NULL,
    term INTEGER NOT NULL,
    via TEXT NOT NULL,          -- exact, form, spelling
    text TEXT NOT NULL,         -- the form as it is written, in the script of the term
    features TEXT NOT NULL,
    schemes INTEGER NOT NULL,   -- bit mask over meta 'schemes'
    status TEXT NOT NULL        -- of a listed spelling; of anything else the term's
);
CREATE TABLE bare (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE gram (text TEXT PRIMARY KEY, bares BLOB NOT NULL) WITHOUT ROWID;  -- ascending uint32
CREATE TABLE pattern (          -- running text: pattern of an automaton -> forms
    automaton TEXT NOT NULL,
    n INTEGER NOT NULL,
    term INTEGER NOT NULL,
    via TEXT NOT NULL,
    text TEXT NOT NULL,
    features TEXT NOT NULL
);
CREATE TABLE automaton (name TEXT PRIMARY KEY, data BLOB NOT NULL);
"""

INDEXES = """
CREATE INDEX form_key ON form (key);
CREATE INDEX form_bare ON form (bare);
CREATE INDEX form_term ON form (term);
CREATE INDEX pattern_n ON pattern (automaton, n);
CREATE INDEX term_concept ON term (concept);
"""
