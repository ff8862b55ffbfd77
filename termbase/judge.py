"""What is wrong with units by the settings of a project: the command line and Python code judge alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial

from termbase.checks import ACROSS, CHECKS
from termbase.checks.context import Context
from termbase.checks.finding import Finding
from termbase.checks.pieces import divided, findings, ordered
from termbase.config import Config
from termbase.files import BUNDLED
from termbase.ignores import RULES, apply
from termbase.match import Finder
from termbase.units import Unit

Watched = Callable[[Iterable[list[Finding]], int], Iterable[list[Finding]]]


def _unwatched(results: Iterable[list[Finding]], number: int) -> Iterable[list[Finding]]:  # noqa: ARG001
    return results


CODES = (*(rule.code for rule in RULES), *(check.code for check in CHECKS))
"""The codes of all that a finding may be of."""


class Judge:
    """Runs the checks that the settings choose, and keeps what they want of the findings."""

    def __init__(
        self,
        finder: Finder,
        config: Config,
        root: str | os.PathLike[str] = BUNDLED,
        *,
        across: bool = False,
        fixes: bool = True,
    ) -> None:
        """By which base and settings.

        Args:
            finder: finds the terms of the base.
            config: what is selected and ignored, domains, severities, the scheme of romanisation; its languages are
                for the reader of files.
            root: folder of the base.
            across: whether documents are compared with each other, too.
            fixes: whether findings are to carry what puts them right (`Finding.fix`): for terms in Russian that takes
                the analyser, which is long to load.
        """
        self._config = config
        self._domains = finder.index.domains() if config.domains else {}
        named = {*config.named(), ACROSS} if across else config.named()
        may = (check for check in CHECKS if config.may_select(check.code))
        self._checks = [check for check in may if not check.asked or check.code in named]
        self._finder = finder
        self._opened = partial(Context, root=root, scheme=config.romanisation, fixes=fixes)
        self._context = self._opened(finder)

    def findings(self, units: Sequence[Unit], watched: Watched = _unwatched) -> list[Finding]:
        """What is wanted of the findings in the units of a run, in the order of files and places.

        1. Of the checks that are selected for the file, 2. not ignored by a comment, 3. of the domains that are
        wanted, 4. with the severities that are set. Many units are looked at by several processes.

        Args:
            units: of the run.
            watched: is given what the pieces of the work come to, and their number, and gives it on: a progress bar.
        """
        config = self._config
        pieces = divided(units, self._checks)
        # A process that is forked opens the index for itself.
        opened = (lambda: self._opened(self._finder.again())) if len(pieces) > 1 else lambda: self._context
        with closing(findings(units, pieces, opened)) as results:
            found = [finding for piece in watched(results, len(pieces)) for finding in piece]
        found = ordered(found, units, self._checks)
        chosen = [finding for finding in found if config.selects(finding.code, finding.path)]
        # The day of the person who runs it: an ignore ends with a day, wherever that is.
        today = datetime.now().astimezone().date()
        left = apply(chosen, units, [check.code for check in CHECKS], config.selects, today)
        left = [finding for finding in left if config.selects(finding.code, finding.path)]
        if config.domains:
            wanted = set(config.domains)
            left = [finding for finding in left if self._is_of(finding, wanted)]
        return [config.judged(finding) for finding in left]

    def _is_of(self, finding: Finding, domains: set[str]) -> bool:
        return not finding.concept or not domains.isdisjoint(self._domains[finding.concept])
