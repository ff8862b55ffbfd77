"""TB412: spaces that are too many or missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.units import Unit

_WORD = r"[^\W\d_]"
_DOUBLE = re.compile(rf"(?<=[{_WORD[1:-1]},;.!?»”)]) {{2,}}(?=[^\W\d_«“(])" if False else r"(?<=\S) {2,}(?=\S)")
_BEFORE = re.compile(r"(?<=[^\W\d_»”’)\]]) +[,;!?](?=\s|$)|(?<=[^\W\d_»”’)\]]) +\.(?=\s*$)")
_INSIDE = re.compile(r"(?<=[«„(]) +(?=[^\W\d_])|(?<=[^\W\d_.,!?]) +(?=[»)](?:[\s,.;:]|$))")
_MISSING = re.compile(r"(?<=[\u0400-\u052f\uac00-\ud7a3]{2})[,;](?=[\u0400-\u052f\uac00-\ud7a3]{2})")
_TABLE = re.compile(r"\n|\t| {3}")
"""Lines and columns: whoever lays a text out so puts spaces on purpose."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """A kind of fault that the source has too is meant so."""
    for unit, source, target, _ in pairs(units):
        ours, text = source.text, target.text
        if (message := _ends(ours, text)) is not None:
            yield check.finding(unit, (0, len(text)), message)
        for pattern, told, better in _KINDS:
            match = pattern.search(text)
            if match and not pattern.search(ours) and not (pattern is _DOUBLE and _TABLE.search(ours + text)):
                instead = better if better is not None else match[0].strip(" ")
                suggestion = [instead] if instead else []
                yield check.finding(unit, match.span(), told, suggestions=suggestion)


_KINDS = (
    (_DOUBLE, "two spaces", None),
    (_BEFORE, "a space before a punctuation mark", None),
    (_INSIDE, "a space inside quotation marks or brackets", None),
    (_MISSING, "no space after a punctuation mark", None),
)
