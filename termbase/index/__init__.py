"""The compiled form of a termbase: every written form of every term in one SQLite file.

It is built once, by the analyser and the transliteration schemes, and read by look-ups and checks, which
need neither.
"""
