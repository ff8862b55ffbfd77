"""Whether the letters of a term that stand in a text are the term. Standard library only.

`termbase.match.Finder` and `termbase.memory.named.Namer` ask the same: where words begin and end, what may follow
Hangul, and whether the capitals are those of the term.
"""

from __future__ import annotations

import unicodedata

from termbase.text import script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from termbase.index.store import Index

_LONG = 5
"""Characters of a Korean term of three or four syllables and a space, which no longer word begins with by chance."""
_SENTENCE_ENDS = ".!?:…\n"


def _is_syllable(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def in_word(char: str) -> bool:
    """Whether a character is a part of a word."""
    return char.isalnum() or char == "_" or unicodedata.combining(char) != 0


def starts(text: str, start: int) -> bool:
    """Whether a term may begin at a place of a folded text."""
    if start == 0 or not in_word(text[start - 1]) or not in_word(text[start]):
        return True
    # 20세기, KBS방송: Korean words are written on to digits and Latin letters.
    return _is_syllable(text[start]) and not _is_syllable(text[start - 1])


def ends(index: Index, text: str, start: int, end: int) -> bool:
    """Whether a term at ``text[start:end]`` of a folded text may end there."""
    if end == len(text) or not in_word(text[end]) or not in_word(text[end - 1]):
        return not (_is_syllable(text[end - 1]) and index.particles.is_bound(text, start, end))
    # Particles also follow Latin and Cyrillic terms in Korean text; digits and Latin letters follow Korean ones.
    if script(text[end]) != "Hang":
        return _is_syllable(text[end - 1])
    # A particle that does not fit the final sound is more often a longer word (운동+가) than a mistake,
    # but not after a long term.
    tail = index.particles.tail(text, end, start)
    return tail is not None and (tail.fits or end - start >= _LONG)


def in_hangul(text: str, start: int, end: int) -> bool:
    """Whether a longer Korean word goes on at the ends that are not those of a word, one of them or both."""
    before = [_is_syllable(char) for char in text[max(0, start - 1) : start + 1]]
    after = [char for char in text[end - 1 : end + 1] if in_word(char)]
    inside = (before == [True, True], len(after) == 2 and all(map(_is_syllable, after)))
    return any(inside) and _is_syllable(text[start]) and (inside[1] or len(after) < 2)


def letters_agree(form: str, text: str, start: int, end: int, case: str) -> bool:
    """Whether the capitals of ``text[start:end]`` are as a term asks (`termbase.model.Term.case`)."""
    found = text[start:end]
    if form == found:
        return True
    wanted = [char for char in form if char.isalpha()]
    letters = [char for char in unicodedata.normalize("NFC", found) if char.isalpha()]
    if len(wanted) != len(letters):
        return True
    pairs = list(zip(wanted, letters, strict=True))
    if case == "exact" and not found.isupper():
        before = text[max(0, start - 40) : start].rstrip(" \t\"'«“„‘(—-")
        begins = not before or before[-1] in _SENTENCE_ENDS
        pairs = pairs[1:] if begins and letters[0].isupper() else pairs
        return all(char.isupper() == letter.isupper() for char, letter in pairs)
    return all(letter.isupper() for char, letter in pairs if char.isupper())
