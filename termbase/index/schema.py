"""The tables of an index file.

Lists stand as text, parts separated by tabs and line feeds, which terms and definitions cannot contain: a
look-up reads them without a JSON parser.
"""

from __future__ import annotations

import sys

_VERSION = 21
"""Raised when the tables change."""


def stamp() -> str:
    """What an index must say to be read: the version of its tables, and of the Python whose marshal format it has."""
    return f"{_VERSION} {sys.implementation.cache_tag}"


SPELLINGS = "ru-Latn"
"""The set of patterns of listed spellings in Latin letters."""
TRANSCRIBED = "transcribed"
"""The set of the transcriptions of Russian terms into Hangul."""
DERIVED = "derived-"
"""Before a language: the set of words that show that a translation renders a concept, and are no terms."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE concept (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    definition TEXT NOT NULL,   -- a line a language: tag, text
    terms TEXT NOT NULL,        -- a line a language: tag, allowed terms, preferred first
    derived TEXT NOT NULL,      -- words that show that a translation renders it, separated by tabs
    omissible TEXT NOT NULL,    -- languages whose translations may leave it out, separated by tabs
    pronoun TEXT NOT NULL,      -- languages in which a pronoun may stand for it, separated by tabs
    domains TEXT NOT NULL       -- separated by tabs
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
    letters TEXT NOT NULL,      -- exact, free, or empty: capitals must agree
    grammar TEXT NOT NULL,      -- as in the concept file
    type TEXT NOT NULL          -- termType, as vocabulary.toml lists them
);
CREATE TABLE form (             -- a term as it may be written, in its own script
    n INTEGER PRIMARY KEY,
    term INTEGER NOT NULL,
    via TEXT NOT NULL,          -- exact, form, spelling (listed)
    text TEXT NOT NULL,
    features TEXT NOT NULL,
    status TEXT NOT NULL        -- of a listed spelling; of anything else the term's
);
CREATE TABLE spelling (         -- look-up: a form in its own script, and as it is listed
    bare TEXT NOT NULL,
    form INTEGER NOT NULL,
    key TEXT NOT NULL           -- empty: the same as the bare key
);
CREATE TABLE word (             -- of the forms of Russian terms, each once
    n INTEGER PRIMARY KEY,
    text TEXT NOT NULL,         -- its key
    bares TEXT NOT NULL,        -- the bare keys of its spellings in all schemes, a line each
    phrases TEXT NOT NULL       -- the keys of the forms that begin with it, a line each
);
CREATE TABLE spelt (            -- look-up: the words in other scripts
    bare TEXT NOT NULL,
    word INTEGER NOT NULL,
    key TEXT NOT NULL,          -- empty: the same as the bare key
    schemes INTEGER NOT NULL    -- bit mask over meta 'schemes'
);
CREATE TABLE word_gram (text TEXT PRIMARY KEY, words BLOB NOT NULL) WITHOUT ROWID;  -- of spelt; ascending uint32
CREATE TABLE bares (term INTEGER PRIMARY KEY, texts TEXT NOT NULL);  -- the bare keys of a term, a line each
CREATE TABLE gram (text TEXT PRIMARY KEY, terms BLOB NOT NULL) WITHOUT ROWID;  -- of bare keys; ascending uint32
CREATE TABLE pattern (          -- running text: pattern of a set -> forms
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    form INTEGER NOT NULL,
    PRIMARY KEY (name, n, form)
) WITHOUT ROWID;
CREATE TABLE words (            -- sets of patterns as termbase.index.patterns.Words reads them
    name TEXT PRIMARY KEY,
    singles TEXT NOT NULL,
    phrases TEXT NOT NULL,
    firsts TEXT NOT NULL,
    groups TEXT NOT NULL
);
CREATE TABLE automaton (name TEXT PRIMARY KEY, data BLOB NOT NULL);  -- the others
"""

INDEXES = """
CREATE INDEX spelling_bare ON spelling (bare);
CREATE INDEX spelt_bare ON spelt (bare);
CREATE UNIQUE INDEX word_text ON word (text);
CREATE INDEX form_term ON form (term);
CREATE INDEX term_concept ON term (concept);
"""
