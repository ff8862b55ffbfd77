"""Varieties of a language: southern and northern Korean, Portuguese of Brazil and of Portugal."""

from __future__ import annotations

from functools import cache

import icu


@cache
def variety(lang: str) -> str:
    """A language (BCP 47) with script and region; where none is named those that are usual: ko is ko-KR, not ko-KP."""
    return str(icu.Locale(lang).addLikelySubtags())
