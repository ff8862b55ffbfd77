"""What a base holds, counted; and by which schemes its Russian is romanised in the texts."""

from __future__ import annotations

from termbase.stats.content import content_tables
from termbase.stats.spellings import spelling_tables
from termbase.stats.table import Row, Table

__all__ = ["Row", "Table", "content_tables", "spelling_tables"]
