"""The tables of a store.

Segments are numbered in the order they come; those that come together are numbered by language and length. Runs of
numbers are blocks of at most `BLOCK`, so that a language and a band of lengths are a few blocks, and so that a place in
a block fits into 16 bits. For each block and 3-gram of keys there is the ascending list of the places that have it.
"""

from __future__ import annotations

BLOCK = 65_536
"""Segments of a block: what `array("H")` can number."""
PAGE = 8192
"""Bytes; in smaller ones more is left empty beside lists of places."""
VERSION = 2
"""Raised when the tables change; ``PRAGMA user_version``."""
APPLICATION = 0x74626D6D
"""``PRAGMA application_id``: tbmm."""

TABLES = f"""
BEGIN IMMEDIATE;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
CREATE TABLE IF NOT EXISTS memory (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    priority INTEGER NOT NULL DEFAULT 0,
    penalty INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS origin (           -- what the pairs of one file have in common
    n INTEGER PRIMARY KEY,
    memory INTEGER NOT NULL REFERENCES memory,
    file TEXT NOT NULL,
    work TEXT NOT NULL,
    author TEXT NOT NULL,
    date TEXT NOT NULL,
    UNIQUE (memory, file, work, author, date)
);
CREATE TABLE IF NOT EXISTS segment (          -- a text in a language, once
    n INTEGER PRIMARY KEY,
    lang TEXT NOT NULL,
    hash INTEGER NOT NULL,      -- of the key, see `hashed`
    text TEXT NOT NULL,
    key                         -- NULL: the text in lower case; 0: what the text folds to
);
CREATE TABLE IF NOT EXISTS pair (
    n INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES segment,
    target INTEGER NOT NULL REFERENCES segment,
    origin INTEGER NOT NULL REFERENCES origin,
    place INTEGER NOT NULL,     -- 64 bits of a digest of memory, file, unit and languages, see `write`
    unit TEXT,                  -- NULL: as a PO has it, context and source
    context TEXT NOT NULL,
    added INTEGER NOT NULL,     -- seconds since 1970
    until INTEGER               -- when it was superseded or deleted; NULL: it is in force
);
CREATE TABLE IF NOT EXISTS block (
    n INTEGER PRIMARY KEY,
    first INTEGER NOT NULL,     -- number of its first segment
    count INTEGER NOT NULL,
    shortest INTEGER NOT NULL,  -- characters of the keys
    longest INTEGER NOT NULL,
    lang TEXT NOT NULL          -- primary language of all its segments; empty: of several, and more may come
);
CREATE TABLE IF NOT EXISTS gram (
    n INTEGER PRIMARY KEY,      -- hash of a 3-gram: two with the same one are counted as one, which does no harm
    count INTEGER NOT NULL      -- segments that have it
);
CREATE TABLE IF NOT EXISTS posting (
    n INTEGER PRIMARY KEY,      -- block * 2 ** 22 + gram
    slots BLOB NOT NULL         -- ascending uint16, native order
);
CREATE INDEX IF NOT EXISTS segment_hash ON segment (hash);
CREATE INDEX IF NOT EXISTS pair_source ON pair (source);
CREATE INDEX IF NOT EXISTS pair_target ON pair (target);
CREATE INDEX IF NOT EXISTS pair_place ON pair (place);
COMMIT;
"""
