"""All that is wrong with the romanised Russian of a document, each place told once."""

from __future__ import annotations

from termbase.romanisation import names, signs, spelling, titles
from termbase.romanisation.fault import Fault
from termbase.romanisation.writing import Writing


def faults(writing: Writing) -> list[Fault]:
    """The faults of a document in its order.

    Where the other citations of a title show what a misspelt word is, that comes first of what it may be.
    """
    cited = {_place(fault): fault for fault in titles.faults(writing)}
    found: dict[tuple[int, int], Fault] = {}
    for fault in spelling.faults(writing):
        if also := cited.get(_place(fault)):
            others = tuple(text for text in fault.expected if text not in also.expected)
            fault = fault._replace(expected=also.expected + others, evidence=also.evidence)  # noqa: PLW2901
        found[_place(fault)] = fault
    for fault in (*cited.values(), *names.faults(writing), *signs.faults(writing)):
        found.setdefault(_place(fault), fault)
    return [found[place] for place in sorted(found)]


def _place(fault: Fault) -> tuple[int, int]:
    return fault.passage.number, fault.word.start
