"""The settings of a project: ``termbase.toml``, or ``[tool.termbase]`` in ``pyproject.toml``."""

from __future__ import annotations

from termbase.config.find import find
from termbase.config.read import read
from termbase.config.settings import Config, PathRule

__all__ = ["Config", "PathRule", "find", "read"]
