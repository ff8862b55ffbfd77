"""TB412: spaces that are too many, missing, or other at the ends than in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.units import Unit

_TABLE = re.compile(r"\n|\t| {3}")
"""Lines and columns: whoever lays a text out so puts spaces on purpose."""
_START = re.compile(r"\A\s*")
_END = re.compile(r"\s*\Z")


class _Fault(NamedTuple):
    pattern: re.Pattern[str]
    message: str
    before: str = ""
    """What stands instead of the spaces, before and behind the mark that was found with them."""
    behind: str = ""


# Ordinary spaces only: a no-break space is put on purpose.
_FAULTS = (
    _Fault(re.compile(r"(?<=[^\s.:;!?]) {2}(?=[^\W\d_])"), "two spaces", " "),
    _Fault(re.compile(r"(?<=[^\W\d_]) +[,;](?=\s|\Z)|(?<=[^\W\d_]) +[.!?](?=\Z)"), "a space before a punctuation mark"),
    _Fault(
        re.compile(r"(?<=[«„(]) +(?=[^\W\d_])|(?<=[^\W\d_]) +[»)](?=[\s,.;:]|\Z)"), "a space inside quotes or brackets"
    ),
    _Fault(
        re.compile(r"(?<=[\u0400-\u052f\uac00-\ud7a3]{2})[,;](?=[\u0400-\u052f\uac00-\ud7a3])"),
        "no space after a punctuation mark",
        "",
        " ",
    ),
)


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """A kind of fault that the source has too is meant so."""
    for unit, source, target, _ in pairs(units):
        ours, text = source.text, target.text
        for fault in _FAULTS:
            match = fault.pattern.search(text)
            if match and not fault.pattern.search(ours) and not (fault.before and _TABLE.search(text)):
                instead = fault.before + match[0].strip(" ") + fault.behind
                yield check.finding(unit, match.span(), fault.message, suggestions=[instead])
        for edge, name in ((_START, "beginning"), (_END, "end")):
            wanted, found = edge.search(ours), edge.search(text)
            if wanted and found and _named(wanted[0]) != _named(found[0]) and not _is_column(wanted[0], found[0]):
                message = f"{_named(found[0])} at the {name}, {_named(wanted[0])} in the source"
                yield check.finding(unit, found.span(), message, suggestions=[wanted[0]])


def _named(spaces: str) -> str:
    """What stands at an end of a text, for a message; how many of them is a matter of layout."""
    return "a line end" if "\n" in spaces else "a space" if spaces else "no space"


def _is_column(*spaces: str) -> bool:
    """Whether one of these puts a text into a column."""
    return any(_TABLE.search(one) and "\n" not in one for one in spaces)


CHECK = Check(
    code="TB412",
    name="spaces",
    severity="info",
    scope="bilingual",
    summary="Spaces are too many, missing, or other at the ends than in the source.",
    explanation=(
        "The target has two spaces in a row, a space before a punctuation mark or inside quotation marks or brackets, "
        "or none after a comma; or it begins or ends with a space or a line end where the source has none, or the "
        "other way round: there a program joins texts. No-break spaces are put on purpose and not reported, nor are "
        "dashes, nor anything that the source has in the same way, nor columns in texts of several lines."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("Norms, and plans.", "Нормы, и планы."),), 0),
        Example((("Norms, and plans.", "Нормы , и планы."),), 1),
        Example((("Norms, and plans.", "Нормы,и планы."),), 1),
        Example((("Norms and plans.", "Нормы и  планы."),), 1),
        Example((("Norms! ", "Нормы!"),), 1),
        Example((("Norms: plans", "Нормы\u00a0: планы — всё"),), 0),
        Example((("“Pravda”", "« Правда »"),), 1),
        Example((("Norms (plans)", "기준량 (계획)"),), 0, target_lang="ko"),
    ),
)
