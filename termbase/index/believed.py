"""Whether letters that some scheme makes of a Russian form are that form, or a word of the text's own language.

*professional* is профессионал by twelve schemes, and *most*, *plan*, *vera* stand in English sentences too. So a
romanised form is believed when it could hardly be anything else: it is long and no English word, or it is written
with diacritics or signs, or is a phrase; or it is marked as a word of another language, by italics, brackets or
quotation marks. A form that has capitals is believed with these capitals only.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_SHORTEST = 5
"""Letters. In English prose, forms of 3 letters are hit 38 times in a thousand words, of 5 letters 5 times."""
_OPENING = "([*_“„«‘\"'>"
_CLOSING = ")]*_”“»’\"'<"
_NEAR = 40
"""Characters on either side in which a bracket that is open counts."""


def is_believed(text: str, start: int, end: int, form: str, english: AbstractSet[str]) -> bool:
    """Whether ``text[start:end]``, which some scheme makes of a Russian form, is meant as it.

    Args:
        text: the text as given.
        start: offset of the first letter.
        end: offset just after the last one.
        form: the form in Cyrillic.
        english: words that are English as well as romanised Russian, names with a capital.
    """
    found = text[start:end]
    if not _capitals_agree(form, found):
        return False
    plain = found.isascii() and found.isalpha()
    if len(found) >= _SHORTEST and (not plain or english.isdisjoint((found, found.lower()))):
        return True
    return (not plain and len(found) > 2) or _is_marked(text, start, end)


def _capitals_agree(form: str, found: str) -> bool:
    """A name begins with a capital; an acronym has as many as it has letters, one letter may become two."""
    capitals = sum(char.isupper() for char in form)
    if form[:1].isupper() and not found[:1].isupper():
        return False
    return capitals < 2 or " " in form or sum(char.isupper() for char in found) >= capitals


def _is_marked(text: str, start: int, end: int) -> bool:
    """Whether it is set off by itself, or stands in an open bracket."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if before[-1:] and before[-1] in _OPENING and after[:1] and after[0] in _CLOSING:
        return True
    opened = max(before.rfind("("), before.rfind("["))
    return opened > max(before.rfind(")"), before.rfind("]")) and any(char in after for char in ")]")
