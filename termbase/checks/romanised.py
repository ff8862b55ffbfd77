"""The faults of romanised Russian in documents, as findings: what the checks TB601 to TB608 have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from termbase.checks.check import Check
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.mentions import targets, texts
from termbase.romanisation.fault import Fault, Kind
from termbase.romanisation.writing import Writing
from termbase.units import Edit, Unit

TERM_CHECKS = ("TB402", "TB501")
"""They know a misspelling that the base lists, and what is right instead."""
SAMPLE = "Izdatel’stvo i zapiski zhurnalista; Pervoe vsesoiuznoe soveshchanie rabochikh i rabotnits promyshlennosti."
"""By which the examples show their scheme."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]{3}")
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk"})
"""In texts in these, Russian stands in its own letters, and Latin ones are of other languages."""


def romanised(units: Iterable[Unit], context: Context) -> Iterator[tuple[list[Unit], Writing, list[Fault]]]:
    """The documents in which Russian may be romanised: their units, and what is found in them."""
    units = list(units)
    for document in (*texts(units), *targets(units)):
        if document.lang in _CYRILLIC:
            continue
        paragraphs = [unit.target.text for unit in document.units]
        # A Korean catalogue without a Latin word need not wait for the dictionary.
        if any(map(_LATIN.search, paragraphs)):
            yield document.units, *context.proof(document.path, document.lang, paragraphs)


def reporter(kind: Kind, said: str, *, certain: bool = False) -> Callable[..., Iterator[Finding]]:
    """The `run` of a check of one kind of faults.

    Args:
        kind: of the faults.
        said: what is wrong, behind the word; ``{scheme}`` is the scheme of the document.
        certain: whether the letters themselves say what is right if only one thing can be.
    """

    def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:
        for paragraphs, writing, faults in romanised(units, context):
            for fault in faults:
                if fault.kind == kind:
                    span = (fault.word.start, fault.word.end)
                    one = certain and len(fault.expected) == 1 and (bool(fault.meant) or kind == "script")
                    yield check.finding(
                        paragraphs[fault.passage.number],
                        span,
                        _message(fault, said.format(scheme=writing.scheme), context),
                        suggestions=fault.expected,
                        concept=fault.meant[0].concept if fault.meant else "",
                        edits=[Edit(*span, fault.expected[0])] if one else [],
                    )

    return run


def _message(fault: Fault, said: str, context: Context) -> str:
    message = f"“{fault.word.text}” {said}"
    if fault.expected:
        message += f": “{fault.expected[0]}”"
    if fault.meant:
        source, concept = fault.meant[0].source, fault.meant[0].concept
        gloss = context.index.terms_named(concept, "en")[:1] if concept else []
        message += f" ({', '.join([source, *gloss])})"
    return f"{message}; {fault.evidence}" if fault.evidence else message
