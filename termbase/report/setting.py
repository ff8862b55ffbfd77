"""What a report needs to know beside the findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Setting:
    """The run that the findings are of."""

    summaries: Mapping[str, str] = field(default_factory=dict)
    """Code of a check to what it reports, in one line."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Every file that was checked, with or without findings, to its decoded text; empty: it is no text."""
    coloured: bool = False
    """For a terminal that shows colours."""
    exact: Collection[str] = frozenset()
    """Those of the files whose text is what the file holds, to the character."""
