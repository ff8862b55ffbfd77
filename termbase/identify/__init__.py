"""The way back: the Russian word behind a romanised or transcribed spelling."""

from termbase.identify.documents import Layer, Profile, instead, profile
from termbase.identify.load import load_homographs, load_identifier
from termbase.identify.words import Candidate, Identifier

__all__ = ["Candidate", "Identifier", "Layer", "Profile", "instead", "load_homographs", "load_identifier", "profile"]
