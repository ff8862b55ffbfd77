"""Findings that a comment beside the text asks to leave out: ``termbase: ignore TB402 — reason``."""

from __future__ import annotations

from termbase.ignores.apply import apply
from termbase.ignores.rules import RULES

__all__ = ["RULES", "apply"]
