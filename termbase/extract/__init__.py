"""Term candidates of texts: phrases, glosses, romanised Russian, acronyms, names and titles, with counts and places."""

from termbase.extract.candidate import KINDS, Candidate
from termbase.extract.collect import Extractor
from termbase.extract.load import load_extractor
from termbase.extract.passage import Passage

__all__ = ["KINDS", "Candidate", "Extractor", "Passage", "load_extractor"]
