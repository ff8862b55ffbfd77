"""Fixes written into files: the text of a file with exactly the edits that findings carry."""

from __future__ import annotations

from termbase.fix.edited import Edited, Refusal
from termbase.fix.rounds import kept, rewritten, settled

__all__ = ["Edited", "Refusal", "kept", "rewritten", "settled"]
