"""What of a segment is compared. Standard library only.

The key is the folded text (`termbase.text.fold`) in which each run of placeholders is one character and each run of
digits is one zero: placeholders and numbers are compared apart (`termbase.memory.difference`).
"""

from __future__ import annotations

from binascii import crc32
from functools import lru_cache
from itertools import groupby

from termbase.text import fold, is_even, without_diaeresis

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from termbase.index.store import Index

OBJECT = "\ufffc"
"""Stands for what is masked (`termbase.units.Segment.text`)."""
_RUNS = (OBJECT + OBJECT, OBJECT + " " + OBJECT)

_LONGEST = 4
"""Letters of an ending."""


def search_key(masked: str) -> str:
    """The key of a text.

    Args:
        masked: the text with its placeholders masked, as `termbase.units.Segment.text` is.
    """
    folded = fold(masked).text.strip()
    if OBJECT in folded:
        for run in _RUNS:
            while run in folded:
                folded = folded.replace(run, OBJECT)
    if not any(map(str.isdecimal, folded)):
        return folded
    return "".join("0" if digits else "".join(run) for digits, run in groupby(folded, str.isdecimal))


def hashed(key: str) -> int:
    """What a store finds a key by: its CRC-32, less 2 ** 31 so that SQLite needs four bytes for it."""
    return crc32(key.encode()) - (1 << 31)


def packed(text: str, key: str) -> str | int | None:
    """A key as a store has it beside its text; most need not be written out.

    Those are that a search makes again from the text without loading `re`.
    """
    return None if key == text.lower() else 0 if is_even(text) and key == search_key(text) else key


def unpacked(text: str, kept: str | int | None) -> str:
    """The key that was `packed`."""
    return text.lower() if kept is None else kept if isinstance(kept, str) else search_key(text)


def endings(index: Index) -> frozenset[str]:
    """The endings of Russian words; ``memory`` in ``languages/ru.toml``."""
    listed: Any = index.rules("ru").get("memory", {})
    return frozenset(listed.get("endings", ()))


def light_script(key: str) -> str:
    """Of what script (ISO 15924) a key has words in which something may differ at little cost; see `light`."""
    if key.isascii():
        return ""
    begins = [word[:1] for word in key.split(" ")]
    if any("\uac00" <= begin <= "\ud7a3" for begin in begins):
        return "Hang"
    return "Cyrl" if any("\u0430" <= begin <= "\u0451" for begin in begins) else ""


def light(key: str, endings: frozenset[str]) -> str:
    """A key without what may differ at little cost: spaces between Hangul; endings of Russian words, and ё for е.

    Args:
        key: as `search_key` makes it.
        endings: as `endings` gives them.
    """
    script = light_script(key)
    if script == "Hang":
        return key.replace(" ", "")
    if script and endings:
        return " ".join([_stem(word, endings) for word in key.split(" ")])
    return key


@lru_cache(100_000)  # most words of a memory are few
def _stem(word: str, endings: frozenset[str]) -> str:
    word = without_diaeresis(word)
    letters = word.rstrip(".,:;!?)»\"'…")
    if len(letters) > 3 and "\u0430" <= letters[-1] <= "\u0451":
        for size in range(min(_LONGEST, len(letters) - 3), 0, -1):
            if letters[-size:] in endings:
                return letters[:-size] + word[len(letters) :]
    return word
