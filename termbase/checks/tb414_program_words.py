"""TB414: what a program takes literally, an option or a function, is missing in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termbase.checks.check import Check, Example
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pairs import pairs
from termbase.checks.toolkit import objection
from termbase.units import Unit

_SIGNS = re.compile(r"\w\(\)|(?<![\w-])--?[A-Za-z]")
"""Without one of these the tests have nothing to say."""
_TESTS = ("functions", "options")
_ADVICE = "Consider"
"""How the test begins that would have the value of an option translated (--depth=files)."""


def run(check: Check, units: Iterable[Unit], context: Context) -> Iterator[Finding]:  # noqa: ARG001
    """One finding a unit and test."""
    for unit, source, target, _ in pairs(units):
        if _SIGNS.search(source.text):
            for test in _TESTS:
                said = objection(test, source.text, target.text, target.lang.split("-", maxsplit=1)[0])
                if said and not said.startswith(_ADVICE):
                    yield check.finding(unit, (0, len(target.text)), said[:1].lower() + said[1:])


CHECK = Check(
    code="TB414",
    name="program-words",
    severity="warning",
    scope="bilingual",
    summary="A command line option or the name of a function is translated, or missing.",
    explanation=(
        "What a program takes literally stays as it is: --verbose, open(). The tests are `functions` and `options` of "
        "the Translate Toolkit (pofilter), and so are the words of the message. Placeholders, tags and addresses are "
        "compared by TB409."
    ),
    run=run,
    alone=True,
    examples=(
        Example((("Use --norm to count.", "Считайте с --norm."),), 0),
        Example((("Use --norm to count.", "Считайте с --норма."),), 1),
        Example((("Call count() first.", "Сначала вызовите count()."),), 0),
        Example((("Call count() first.", "Сначала вызовите считать()."),), 1),
        Example((("Call count() first.", "먼저 count()를 부른다."),), 0, target_lang="ko"),
        Example((("A dash -- or two.", "Тире — или два."),), 0),
    ),
)
