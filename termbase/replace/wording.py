"""What all languages share: the view of a text without marks, the capitals of a term, edits word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from termbase.index.store import FormEntry, TermEntry
from termbase.text import fold, without_diaeresis
from termbase.units import Edit

MARK = "\u00ad"
"""In a segment: a sign of the file that a reader does not see, or a soft hyphen."""
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]*\s+['\"‘“„«(\[]*$|\n\s*\n\s*$|^\W*$")
_SHORT_WORD = re.compile(r"(?<!\w)\w{1,3}\.\s+\W*$")
_APOSTROPHES = "'’"


class Listed(NamedTuple):
    """A term and all forms the index has of it."""

    term: TermEntry
    forms: tuple[FormEntry, ...]


class View:
    """The text of a segment without its marks, and the way back."""

    def __init__(self, text: str) -> None:
        self._offsets = [offset for offset, char in enumerate(text) if char != MARK]
        self._length = len(text)
        self.text = text.replace(MARK, "")

    def place(self, offset: int) -> int:
        """Where the character at an offset of the segment, or the next one that is no mark, stands here."""
        return bisect_left(self._offsets, offset)

    def back(self, edits: Iterable[Edit]) -> list[Edit]:
        """Edits of this text as edits of the segment."""
        return [Edit(self._offsets[edit.start], self._offsets[edit.end - 1] + 1, edit.text) for edit in edits]


def written(form: str) -> str:
    """A form as the patterns of running text have it: ё is е, capitals do not count."""
    return without_diaeresis(fold(form).text)


def like(found: str, form: str, better: str, before: str) -> str | None:
    """A term with the capitals that another one has in a text.

    Args:
        found: what stands there.
        form: the same as the base lists it.
        better: what is to stand there.
        before: the text before it.
    """
    there, listed = _letters(found), _letters(form)
    if there == listed:
        return better if not there[:1].isupper() or better[:1].isupper() else _at_start(better, before)
    if there.isupper():
        return better.upper() if len(there) > 1 else _first_upper(better)
    if there[1:] == listed[1:] and there[:1].isupper():
        return _first_upper(better)
    if there == _letters(_titled(form)):
        return _titled(better)
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, without_diaeresis(text)))


def _at_start(better: str, before: str) -> str | None:
    """A term without a capital for one that has its own: at the beginning of a sentence it gets one."""
    if not _SENTENCE_END.search(before):
        return better
    return None if _SHORT_WORD.search(before) else _first_upper(better)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _titled(text: str) -> str:
    return re.sub(r"(?<![\w'’])\w", lambda match: match[0].upper(), text)


def apostrophes_like(found: str, better: str) -> str:
    """A term with the apostrophe that the text uses."""
    used = {char for char in found if char in _APOSTROPHES}
    if len(used) != 1:
        return better
    return "".join(min(used) if char in _APOSTROPHES else char for char in better)


def edits_between(text: str, start: int, end: int, better: str) -> list[Edit]:
    """What makes ``text[start:end]`` another text: words that stay are left alone, and so are line ends.

    Words and line ends are kept as far as both have as many; of words that go the spaces go too.
    """
    old = [(start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end])]
    new = better.split(" ")
    while len(old) > 1 and len(new) > 1 and text[slice(*old[0])] == new[0]:
        old, new = old[1:], new[1:]
    while len(old) > 1 and len(new) > 1 and text[slice(*old[-1])] == new[-1]:
        old, new = old[:-1], new[:-1]
    if len(old) == len(new):
        pairs = zip(old, new, strict=True)
        return [Edit(first, last, word) for (first, last), word in pairs if text[first:last] != word]
    for cut in range(1, min(len(old), len(new))):
        if "\n" in text[old[cut - 1][1] : old[cut][0]]:
            left = edits_between(text, old[0][0], old[cut - 1][1], " ".join(new[:cut]))
            return left + edits_between(text, old[cut][0], old[-1][1], " ".join(new[cut:]))
    return [Edit(old[0][0], old[-1][1], " ".join(new))]
