"""Whether to print in colour."""

from __future__ import annotations

import os
import sys


def is_wanted(option: str) -> bool:
    """By the option ``--color``: ``always``, ``never``, or ``auto``, on a terminal without ``NO_COLOR``."""
    return option == "always" or (option == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
