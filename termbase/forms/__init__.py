"""Inflected and spelling forms of terms, made when the index is built.

One module a language: ``russian`` (paradigms), ``english`` (plural, possessive, spelling), ``korean``
(spacing variants, and the particle grammar that decides what may follow a term). Their knowledge stands in
``data/languages/<lang>.toml``; the caller loads it and passes the dict. Only ``russian`` needs an analyser,
and loads it when a ``Russian`` is made.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from termbase.tuples import NamedTuple


class Form(NamedTuple):
    """One written form of a term.

    ``text`` is NFC, with the capitals of the term. ``features`` is "" for the form the term is listed
    under; otherwise readable labels ("gen plur", "poss", "plur variant"). Where one spelling stands for
    several cells of the paradigm they are joined by ", " in paradigm order ("gen sing, acc sing"). The
    listed form never carries features, so a cell that no form names is written like the listed one.
    """

    text: str
    features: str
