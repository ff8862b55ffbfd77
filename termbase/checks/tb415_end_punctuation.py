"""TB415: a translation ends with another punctuation mark than its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.checks.toolkit import objection
from termbase.units import Unit

_END = re.compile(r"[\W_]+\Z")
_SENTENCE = re.compile("[.?!\u2026]+")
_QUOTED = re.compile("[\"'\u00ab\u00bb\u2018-\u201f\u3008-\u3011\ufffc]")
"""Quotation marks, and what stands for markup."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """At the last character of the translation."""
    for unit, source, target, _ in pairs(units):
        ends = [match[0].strip() if (match := _END.search(text.text)) else "" for text in (source, target)]
        # A quotation may end with a mark of its own, and then the sentence need not; a question may become a statement.
        if ends[0] == ends[1] or any(map(_QUOTED.search, ends)) or all(map(_SENTENCE.fullmatch, ends)):
            continue
        lang = target.lang.split("-", maxsplit=1)[0]
        if said := objection("endpunc", f"_{ends[0]}", f"_{ends[1]}", lang):
            end = len(target.text.rstrip())
            yield check.finding(unit, (max(end - 1, 0), end), said[:1].lower() + said[1:])


CHECK = Check(
    code="TB415",
    name="end-punctuation",
    severity="info",
    scope="bilingual",
    summary="A translation ends with another punctuation mark than its source, or with none.",
    explanation=(
        "A full stop, colon, question mark or ellipsis that the source has and the target has not, or the other way "
        "round. The test is `endpunc` of the Translate Toolkit (pofilter). Labels and headings may differ by the "
        "custom of a language, so it is info."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("The norm was met.", "Норма выполнена."),), 0),
        Example((("The norm was met.", "Норма выполнена"),), 1),
        Example((("Norm:", "Норма"),), 1),
        Example((("Norm", "Норма"),), 0),
        Example((("Was it met?", "달성했습니까?"),), 0, target_lang="ko"),
    ),
)
