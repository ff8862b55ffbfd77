"""The translation memory: a store of pairs in one SQLite file, search in it, and what becomes of a match.

`termbase.memory.store` keeps and finds; it is the only module that knows SQL. Formats and files are the business of the
command line, which hands in pairs (`termbase.memory.entry`) and gets matches back.
"""
