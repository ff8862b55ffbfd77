"""Folding of text for look-up and matching. Standard library only: the look-up path uses it.

Two keys are made of a spelling. `key` folds what no reader takes for a difference: composition (NFC), letter
case, soft hyphens, stress marks on Cyrillic vowels, the glyph of an apostrophe or a hyphen, runs of spaces.
`bare` also drops what writers leave out: diacritics and ties of Latin letters, apostrophes, hyphens, spaces,
full stops, the dots of ё (ё may be written е, never the other way round), and in Hangul the difference of lax, tense
and aspirated consonants, in which transcriptions of foreign words disagree.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Pattern
    from typing import NamedTuple
else:
    from termbase.tuples import NamedTuple

_APOSTROPHES = "’‘ʹʼ′´`ʻ＇"
_QUOTES = "”“„″ʺ«»"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACES = "\t\n\r\x0b\x0c\x85\xa0\u2002\u2003\u2009\u202f\u3000"
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_SPACES, " "),
    }
)
_STRESS = "\u0300\u0301"
_GRAVE = "\u0450\u045d"
"""Composed with a stress mark (Macedonian letters)."""
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = f"\u0130{_GRAVE}\ud800-\udfff{_INVISIBLE}\u0300-\u036f\u1100-\u11ff\ufe20-\ufe2f"
_ORDINARY = (
    "\x21-\x5f\x61-\x7e\u00a1-\u00aa\u00ac\u00ae-\u00b3\u00b5-\u00ba\u00bc-\u012f\u0131-\u02af"
    "\u0400-\u044f\u0451-\u045c\u045e-\u0482\u048a-\u052f\u2026\u2116\u3001\u3002\u4e00-\u9fff\uac00-\ud7a3\ufffc"
)
"""Characters that no step of `fold` changes but for their case; a space is another."""
_SIGNS = frozenset(_APOSTROPHES + _QUOTES + _HYPHENS + _SPACES)
_PRINTABLE_MARKS = frozenset(f"\u0130{_GRAVE}").union(
    map(chr, (*range(0x300, 0x370), *range(0x1100, 0x1200), *range(0xFE20, 0xFE30)))
)
"""Those of `_MARKS` that `str.isprintable` lets through."""
_COMBINING = "[\u0300-\u036f\u1160-\u11ff\ufe20-\ufe2f]"
_DROPPED_BARE = str.maketrans(dict.fromkeys("'\"- .·(),/"))
_PLAIN_JAMO = str.maketrans(
    {
        # Leading consonants: tense and aspirated to lax; the sign of none, and the vowel eu, are dropped.
        **dict.fromkeys("\u1101\u110f", "\u1100"),
        **dict.fromkeys("\u1104\u1110", "\u1103"),
        **dict.fromkeys("\u1108\u1111", "\u1107"),
        "\u110a": "\u1109",
        **dict.fromkeys("\u110d\u110e", "\u110c"),
        **dict.fromkeys("\u110b\u1173"),
        # Trailing consonants, and pairs of them, to the leading ones; ng has no leading one.
        **dict.fromkeys("\u11a8\u11a9\u11bf", "\u1100"),
        "\u11aa": "\u1100\u1109",
        "\u11ab": "\u1102",
        "\u11ac": "\u1102\u110c",
        "\u11ad": "\u1102\u1112",
        **dict.fromkeys("\u11ae\u11c0", "\u1103"),
        "\u11af": "\u1105",
        "\u11b0": "\u1105\u1100",
        "\u11b1": "\u1105\u1106",
        **dict.fromkeys("\u11b2\u11b5", "\u1105\u1107"),
        "\u11b3": "\u1105\u1109",
        "\u11b4": "\u1105\u1103",
        "\u11b6": "\u1105\u1112",
        "\u11b7": "\u1106",
        **dict.fromkeys("\u11b8\u11c1", "\u1107"),
        "\u11b9": "\u1107\u1109",
        **dict.fromkeys("\u11ba\u11bb", "\u1109"),
        **dict.fromkeys("\u11bd\u11be", "\u110c"),
        "\u11c2": "\u1112",
    }
)
"""Unicode, chapter 18.6 (Hangul) and the names of the characters in the block Hangul Jamo."""
_PALATAL = "\u1175\u1163\u1164\u1167\u1168\u116d\u1172"
_DIAERESIS = "\u0308"


class Folded(NamedTuple):
    """Folded text and the way back to the offsets of the text it was made from."""

    text: str
    starts: list[int] | None
    """Offset in the original of each folded character; None: the same offsets."""
    ends: list[int]
    """Offset just after each folded character and its combining marks; empty where `starts` is None."""

    def start(self, index: int) -> int:
        """Offset in the original of the folded character `index`."""
        return index if self.starts is None else self.starts[index]

    def end(self, index: int) -> int:
        """Offset in the original just after the folded character ``index - 1``, combining marks included."""
        return index if self.starts is None else self.ends[index - 1] if index else 0


@cache
def _patterns() -> tuple[Pattern[str], Pattern[str], Pattern[str]]:
    """What is not only to be made lower case; what changes the length; what is folded at a time.

    That is a run of ordinary words (the group), or spaces, or a letter with its marks. The first is one set, so that
    it is searched at the speed of a table; most text has little of it. A look-up seldom comes here, and does not pay
    for `re`.
    """
    import re  # noqa: PLC0415

    return (
        re.compile(f"[^ {_ORDINARY}]"),
        re.compile(f"[{_MARKS}]|\\s\\s"),
        re.compile(f"([{_ORDINARY}]+(?: [{_ORDINARY}]+)*)(?!{_COMBINING})|\\s+|.{_COMBINING}*", re.DOTALL),
    )


def fold(text: str) -> Folded:
    """Text as `key` folds it, with the offsets kept; linear in the length."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return Folded(text.lower().replace("`", "'"), None, [])
    words = text.replace(" ", "").isalnum() and "  " not in text and unicodedata.is_normalized("NFC", text)
    if words or ("re" not in sys.modules and is_even(text)):  # to load it takes longer than to ask
        folded = text.lower().translate(_ONE_TO_ONE)  # words alone, as in most look-ups
        if len(folded) == len(text) and not any(char in text for char in _GRAVE):
            return Folded(folded, None, [])
    other, uneven, cluster = _patterns()
    others = set(other.findall(text))
    if others <= _SIGNS:
        folded = text.lower()
        # One after the other takes less than str.translate, which looks at every letter.
        for char in others:
            folded = folded.replace(char, _ONE_TO_ONE[ord(char)])
        if len(folded) == len(text) and "  " not in folded:
            return Folded(folded, None, [])
    elif uneven.search(text) is None and unicodedata.is_normalized("NFC", text):
        folded = text.lower().translate(_ONE_TO_ONE)
        if len(folded) == len(text):
            return Folded(folded, None, [])
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in cluster.finditer(text):
        if match[1]:
            parts.append(match[1].lower())
            starts.extend(range(match.start(), match.end()))
            ends.extend(range(match.start() + 1, match.end() + 1))
            continue
        piece = _fold_cluster(match[0])
        parts.append(piece)
        starts.extend([match.start()] * len(piece))
        ends.extend([match.end()] * len(piece))
    return Folded("".join(parts), starts, ends)


def is_even(text: str) -> bool:
    """Whether each character is folded alone, and to one, as far as it can be told without a pattern."""
    spaced = text.translate(_ONE_TO_ONE)
    return (
        spaced.isprintable()
        and "  " not in spaced
        and _PRINTABLE_MARKS.isdisjoint(spaced)
        and unicodedata.is_normalized("NFC", text)
    )


def _fold_cluster(cluster: str) -> str:
    if cluster.isspace():
        return " "
    if cluster[0] in _INVISIBLE:
        cluster = cluster[1:]
    elif "\ud800" <= cluster[0] <= "\udfff":  # a lone surrogate is no character (Unicode, chapter 3.8, D73)
        cluster = "\ufffd"
    parts = unicodedata.normalize("NFD", cluster)
    if _is_cyrillic(parts[:1]):
        parts = "".join(char for char in parts if char not in _STRESS)
    cluster = unicodedata.normalize("NFC", parts)
    return cluster.lower().translate(_ONE_TO_ONE)


def shown(text: str) -> str:
    """Text for a message: what was masked in it (`termbase.units.Segment`) is left out or stands as an ellipsis."""
    import re  # noqa: PLC0415  (no look-up comes here)

    return re.sub("\ufffc+", "…", text.replace("\u00ad", ""))


def one_line(text: str) -> str:
    """Text that a terminal prints as it is and on one line: control characters are written as escapes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def squeezed(text: str) -> str:
    """Text in lower case with single spaces: a cheap key for what is alike but for these."""
    return " ".join(text.lower().split())


def key(text: str) -> str:
    """The key of a spelling: folded, outer spaces removed."""
    return fold(text).text.strip()


def is_combining(char: str) -> bool:
    """Whether a character is a mark on the one before it."""
    return unicodedata.combining(char) != 0


def _is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u052f"


def bare(key_text: str) -> str:
    """The strongly folded key of a `key`: only letters and digits are left, ё is е, Hangul is its sounds."""
    letters = key_text.translate(_DROPPED_BARE)
    if letters.isascii():
        return letters
    if any(map(_is_cyrillic, letters)):
        return without_diaeresis(letters)
    decomposed = unicodedata.normalize("NFD", letters)
    if any(map(_is_jamo, decomposed)):
        return _sounds(decomposed) or decomposed
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _is_jamo(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff"


def _sounds(jamo: str) -> str:
    """Letters of Hangul as far as transcriptions of one foreign word agree in them.

    Lax, tense and aspirated consonants are alike, at the beginning of a syllable and at its end; the vowel that
    only carries a consonant is left out, and so is the sign of a syllable without one; before i and y, d is j.
    """
    plain = jamo.translate(_PLAIN_JAMO)
    for vowel in _PALATAL:
        plain = plain.replace("\u1103" + vowel, "\u110c" + vowel)
    return plain


def without_diaeresis(text: str) -> str:
    """Text with ё written as е, NFC."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace(_DIAERESIS, ""))


def script(char: str) -> str:
    """ISO 15924 code of a letter: ``Latn``, ``Cyrl``, ``Hang``; ``Zyyy`` for anything else."""
    code = ord(char)
    if code < 0x250:
        return "Latn" if char.isalpha() else "Zyyy"
    if 0x400 <= code < 0x530:
        return "Cyrl"
    if 0xAC00 <= code < 0xD7B0 or 0x1100 <= code < 0x1200 or 0x3130 <= code < 0x3190:
        return "Hang"
    if 0x1E00 <= code < 0x1F00 or 0x250 <= code < 0x2B0:
        return "Latn"
    return "Zyyy"


LANGUAGE_OF_SCRIPT = {"Cyrl": "ru", "Hang": "ko", "Latn": "en"}
"""Of the languages of the house, the one that a script suggests."""


def main_script(text: str) -> str:
    """The script of most letters of a text; ``Zyyy`` when it has none."""
    counts: dict[str, int] = {}
    for char in text:
        if (code := script(char)) != "Zyyy":
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else "Zyyy"


def spelling_tag(lang: str, of: str, text: str) -> str:
    """The tag of a spelling: that of its term, with the script where it differs (BCP 47).

    Args:
        lang: of the term.
        of: the term's text.
        text: the spelling.

    Examples: ``ru``, ``stakhanovtza`` → ``ru-Latn``; ``ko-KP``, ``stakhanobu`` → ``ko-Latn-KP``.
    """
    written = main_script(text)
    if written in ("Zyyy", main_script(of)):
        return lang
    language, hyphen, rest = lang.partition("-")
    return f"{language}-{written}{hyphen}{rest}"
