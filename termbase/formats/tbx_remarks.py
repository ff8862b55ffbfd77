"""What TBX has no category for: remarks that begin with a name, ``stress: …``, written and read by one list.

A free note that happens to begin like one is written as ``note: …``, so that what is read is what was written.
"""

from __future__ import annotations

from unicodedata import normalize

from termbase.model import RELATION_KINDS, Term

SEPARATOR = " | "
"""Between the notes of one place, which are one text in the base."""
FREE = "note"
EXTENSION = "extension"
"""The name of an extension that the dialect has no element for."""
SMALL = "small letters of"
"""The name under which a term that is there once more, in small letters, names its term."""
STATUS = "concept status"
"""The name of the first remark of an entry."""
CONCEPT = (STATUS, *RELATION_KINDS)
MATCHING = {
    "derived": "derived",
    "omissible": "omissible",
    "pronoun": "pronoun",
    "must": "must",
    "must not": "must_not",
}
"""The name of a remark to the field of `termbase.model.Matching`; one remark a value."""
TERM = ("type", "grammar", "stress", "form", "reason", "use", "broad", "compound", "case", "confirmed")
SPELLING = ("spelling of", "form", "reason")
_NAMES = frozenset((FREE, EXTENSION, SMALL, *CONCEPT, *MATCHING, *TERM, *SPELLING))


def remark(name: str, text: str) -> str:
    """The text of a note."""
    return f"{name}: {text}"


def free(text: str) -> str:
    """The text of a note that is no remark."""
    return remark(FREE, text) if split(text)[0] else text


def notes(text: str) -> list[str]:
    """The notes of one place from the one text that the base has."""
    return [free(note) for note in (text.split(SEPARATOR) if are_several(text) else [text] if text else [])]


def are_several(text: str) -> bool:
    """Whether a text is that of several notes; in files it never is the text of one."""
    found = text.split(SEPARATOR)
    return len(found) > 1 and all(note and note == note.strip() for note in found)


def of_region(term: Term) -> str:
    """What a note tells of a term of another country's usage."""
    return f"{term.lang}: {term.text}"


def to_avoid(term: Term, *told: str) -> str:
    """What a note tells of a term that is not to be used, with what else is told of it."""
    said = "; ".join(filter(None, told))
    return f"{term.status} ({term.lang}): {term.text}" + (f" ({said})" if said else "")


def split(text: str) -> tuple[str, str]:
    """The name of a remark and what it says; without a name, a free note."""
    name, colon, said = text.partition(": ")
    return (name, said) if colon and name in _NAMES else ("", text)


def is_stressed(text: str, stressed: str) -> bool:
    """Whether something is a text with stress marks (U+0301), which TBX-Linguist calls its reading."""
    return stressed != text and normalize("NFC", normalize("NFD", stressed).replace("\u0301", "")) == text
