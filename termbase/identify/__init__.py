"""The way back: the Russian word behind a romanised or transcribed spelling."""

from termbase.identify.words import Candidate, Identifier

__all__ = ["Candidate", "Identifier"]
