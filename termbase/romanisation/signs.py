"""Documents that write the soft sign with several glyphs."""

from __future__ import annotations

from collections.abc import Iterator

from termbase.romanisation.fault import Fault
from termbase.romanisation.writing import SOFT, Writing

_MIXED = 3
"""Times that the rarer glyph stands; fewer are slips of a keyboard, or of other hands in a quotation."""


def faults(writing: Writing) -> Iterator[Fault]:
    """One fault for the document, at the first word that has the rarer glyph."""
    used = writing.signs[-1].most_common()
    if not writing.scheme or len(used) < 2 or used[1][1] < _MIXED:
        return
    (usual, often), *others = used
    rarer = {glyph for glyph, _ in others}
    for passage, word in writing.words():
        if word.readings and any(char in rarer for char in word.text[1:]):
            spelt = "".join(usual if char in SOFT else char for char in word.text)
            told = ", ".join(f"{glyph} {number} times" for glyph, number in others)
            evidence = f"the document has {usual} for the soft sign {often} times, {told}"
            yield Fault("glyph", passage, word, (spelt,), (), evidence)
            return
