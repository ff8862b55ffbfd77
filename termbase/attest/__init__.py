"""Where the spellings of a base stand in its source texts: computed, compared with what the concepts say, proposed."""

from __future__ import annotations

from termbase.attest.drift import Place, compare, corrected
from termbase.attest.occurrences import occurrences
from termbase.attest.proposals import propose
from termbase.attest.texts import find_texts

__all__ = ["Place", "compare", "corrected", "find_texts", "occurrences", "propose"]
