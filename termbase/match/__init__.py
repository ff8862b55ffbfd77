"""Terms in running text, found through the compiled index: no analyser, no dictionary."""

from termbase.match.finder import Finder, Hit

__all__ = ["Finder", "Hit"]
