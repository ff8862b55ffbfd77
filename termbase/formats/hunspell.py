"""Hunspell dictionaries (hunspell(5)): the words of the terms in all inflected forms, ``termbase-ru.dic``, ``.aff``.

They stand beside a dictionary of the language (``hunspell -d ru_RU,termbase-ru``). A deprecated term of one word is
forbidden, unless a term that may be used has the same word. Korean terms stand with the usual particles too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from termbase.formats.folder import files_in
from termbase.formats.holds import ALL, Holds
from termbase.formats.order import Order
from termbase.model import ALLOWED_STATUSES

HOLDS = Holds(ALL, held=frozenset({"listed forms"}))
_JOINERS = "-'’"
_WORD = re.compile(rf"[\w\u0300-\u036f{_JOINERS}]+")
_AFFIXES = f"SET UTF-8\nWORDCHARS {_JOINERS}0123456789\nFORBIDDENWORD !\n"


def write_hunspell(order: Order, folder: Path) -> tuple[Path, ...]:
    """Write a dictionary for each language.

    Returns:
        The files.

    Raises:
        InputError: an unknown language, nothing to write, or the folder cannot be written.
    """
    allowed: dict[str, set[str]] = {}
    avoided: dict[str, set[str]] = {}
    for entry in HOLDS.entries(order):
        for lang, terms in entry.terms.items():
            for term in terms:
                usable = term.status in ALLOWED_STATUSES
                forms = (order.forms.inflected(entry.concept, term), order.forms.with_particles(entry.concept, term))
                for form in (term.text, *chain.from_iterable(forms)):
                    words = set(_words(form))
                    if usable:
                        allowed.setdefault(lang, set()).update(words)
                    elif words == {form}:
                        avoided.setdefault(lang, set()).add(form)
    names = []
    with files_in(folder) as open_file:
        for lang in sorted({*allowed, *avoided}):
            good = allowed.get(lang, set())
            bad = avoided.get(lang, set()) - good
            lines = [*sorted(good), *(f"{word}/!" for word in sorted(bad))]
            text = "".join(f"{line}\n" for line in (str(len(lines)), *lines))
            for suffix, content in (("dic", text), ("aff", _AFFIXES)):
                names.append(f"termbase-{lang}.{suffix}")
                open_file(names[-1]).write(content.encode())
    return tuple(folder / name for name in names)


def _words(text: str) -> Iterator[str]:
    """The words of a text; of one with a hyphen or an apostrophe its parts too, as programs divide them differently."""
    for word in _WORD.findall(text):
        yield word
        yield from filter(None, (word.strip(_JOINERS), *re.split(f"[{_JOINERS}]", word)))
