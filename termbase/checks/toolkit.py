"""The tests of the Translate Toolkit (its `pofilter`) that our own checks do not have, for one pair of texts."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _tester(lang: str) -> Any:
    from translate.filters.checks import CheckerConfig, StandardChecker  # noqa: PLC0415  (few texts need it)

    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=lang))


def objection(test: str, source: str, target: str, lang: str) -> str:
    """What a test has against a translation, in its own words; empty: nothing.

    Args:
        test: its name, as ``pofilter -t`` takes it.
        source: the text that was translated.
        target: the translation.
        lang: of the translation, a primary language (BCP 47).
    """
    from translate.filters.checks import FilterFailure  # noqa: PLC0415  (as above)

    try:
        passed = getattr(_tester(lang), test)(source, target)
    except FilterFailure as failure:
        return " ".join(failure.messages)
    return "" if passed else test
