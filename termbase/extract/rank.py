"""How useful a candidate is: how often it stands for itself, how sure its kind is, how little of it every text has.

Phrases inside longer ones are weighed by the C-value (Frantzi, Ananiadou, Mima: Automatic recognition of multi-word
terms, 2000): log2 of the length times the count without what longer candidates account for. A word that is only seen
inside one phrase so gets nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from math import log2

from termbase.extract.candidate import Kind

_WEIGHTS: Mapping[Kind, float] = {
    "gloss": 3.0, "acronym": 2.5, "romanised": 1.2, "name": 1.2, "title": 0.8, "phrase": 1.1,
}  # fmt: skip
"""What the text marks as a term itself is one more often than what only looks like a phrase."""
_LONGEST = 16
_MOST = 3
"""Words but one for which a longer phrase gets more."""
_MARKS = "«»"
"""Around a title, which is no phrase."""


def c_values(counts: Mapping[str, int], loose: Container[str] = ()) -> dict[str, float]:
    """The C-values of some phrases.

    Args:
        counts: phrase, words divided by spaces, to its occurrences, those in longer phrases included.
        loose: phrases that take nothing from those inside them.
    """
    within: dict[str, int] = defaultdict(int)
    longer: dict[str, int] = defaultdict(int)
    for phrase, count in counts.items():
        if count > 1 and phrase not in loose:
            for part in set(_parts(phrase.strip(_MARKS).split(" "), itself=phrase[:1] in _MARKS)):
                if part in counts:
                    within[part] += count
                    longer[part] += 1
    values = {}
    for phrase, count in counts.items():
        alone = count - within[phrase] / longer[phrase] if longer[phrase] else count
        values[phrase] = log2(min(phrase.count(" "), _MOST) + 2) * alone
    return values


def _parts(words: list[str], *, itself: bool) -> Iterable[str]:
    if len(words) > _LONGEST:
        return
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if itself or end - start < len(words):
                yield " ".join(words[start:end])


def usefulness(kind: Kind, value: float, specific: float, marked: int) -> float:
    """A number to sort by.

    Args:
        kind: of the candidate.
        value: its C-value, or count.
        specific: share of its words that not every text has.
        marked: places where the text sets it off.
    """
    return _WEIGHTS[kind] * (0.3 + 0.7 * specific) * log2(1 + max(value, 0.0) + marked)
