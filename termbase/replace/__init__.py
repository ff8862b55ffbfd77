"""One term in place of another in running text, with everything around it that depends on the term.

Only what is certain: every function answers None where two writings are possible, or where something else in the
text may have to follow that it cannot see through.
"""

from __future__ import annotations

from termbase.replace.replacer import Replacer

__all__ = ["Replacer"]
