"""The way back: the Russian word or the Korean name behind a romanised or transcribed spelling."""

from termbase.identify.documents import Layer, Profile, instead, profile
from termbase.identify.either import WordsAndNames
from termbase.identify.korean_names import KoreanNames, load_korean_names
from termbase.identify.lexicon import Lexicon
from termbase.identify.load import load_homographs, load_identifier, load_lexicon
from termbase.identify.words import Candidate, Identifier

__all__ = [
    "Candidate",
    "Identifier",
    "KoreanNames",
    "Layer",
    "Lexicon",
    "Profile",
    "WordsAndNames",
    "instead",
    "load_homographs",
    "load_identifier",
    "load_korean_names",
    "load_lexicon",
    "profile",
]
